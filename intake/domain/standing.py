"""Where a person stands, and what follows when a line is crossed.

Standing only ever rises by itself (promise P5). Read `raise_standing`, then
`lower_standing`, which is a named human's act.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.band import LINES, Band
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.grounds import Fired
from intake.domain.private import Private
from intake.domain.weight import Weight

__all__ = [
    "LINES",
    "Band",
    "Crossing",
    "Decided",
    "Question",
    "Standing",
    "clear_standing",
    "lift_standing",
    "lines_crossed",
    "lower_standing",
    "open_questions",
    "raise_standing",
    "would_fall",
]


@dataclass(frozen=True, slots=True)
class Decided:
    """A named human's change of standing, and what he had before him.

    `answered` holds the reasons he decided on, as rule and band; `concerns` the concerns
    they rested on. Only what is not among them raises the standing again.
    """

    officer: str
    at: datetime
    reason: Private
    second: str = ""
    answered: frozenset[str] = frozenset()
    concerns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The band a person stands in, and the floor below which nobody may lower it."""

    band: Band = Band.NOTE
    floor: Band = Band.NOTE
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """One line newly crossed; each raises one alert in its own right, with all pieces.

    Args:
        line: Review, discuss or act now.
        rules: Names of the rules that reach this line or a higher one.
        because: Their reasons in words, in the same order.
        lessons: Where those rules come from, in the same order.
        concerns: All concerns they rest on, sorted.
    """

    line: Band
    rules: tuple[str, ...]
    because: tuple[str, ...]
    lessons: tuple[str, ...]
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A line that would be crossed if possible links are the same person: decide.

    It is gone by itself when the answer is *different*, for it is worked out anew.
    """

    line: Band
    rules: tuple[str, ...]
    because: tuple[str, ...]
    concerns: tuple[str, ...]


def raise_standing(old: Standing, weight: Weight) -> Standing:
    """Return the standing after a weighing: the same or higher, never lower.

    Args:
        old: Where the person stood.
        weight: What is known now; only its firm part counts.

    Returns:
        The old standing, raised to what the firm rules and sum reach and to its floor. What a
        named human has already decided on does not raise it again; one new concern does.

    Why:
        Recognition of risk diminished as time passed (Peterborough review). So neither time,
        nor a weaker assessment, nor silence, nor new settings lower a standing.
    """
    floor = max(old.floor, weight.firm.floor)
    news = _news(old, weight.firm.fired)
    band = max([old.band, floor, *(fired.band for fired in news)])
    return replace(old, band=band, floor=floor)


def lines_crossed(old: Standing, weight: Weight) -> tuple[Crossing, ...]:
    """Return the lines that `raise_standing` newly crosses, lowest first; often none.

    Why:
        Points alone wake nobody: each line crossed is told once, in its own right.
    """
    news = _news(old, weight.firm.fired)
    crossed = ((line, _reaching(line, news)) for line in LINES if line > old.band)
    return tuple(
        Crossing(
            line=line,
            rules=tuple(fired.rule for fired in reaching),
            because=tuple(fired.because for fired in reaching),
            lessons=tuple(fired.lesson for fired in reaching),
            concerns=_concerns(reaching),
        )
        for line, reaching in crossed
        if reaching
    )


def open_questions(standing: Standing, weight: Weight) -> tuple[Question, ...]:
    """Return the lines reached only if possible links are the same, lowest first.

    Args:
        standing: The standing after `raise_standing`.
        weight: The weight that raised it.

    Why:
        An uncertain link must neither hide weight nor accuse: a human is asked (promise P6).
    """
    news = _news(standing, weight.if_same.fired)
    reached = ((line, _reaching(line, news)) for line in LINES if line > standing.band)
    return tuple(
        Question(
            line=line,
            rules=tuple(fired.rule for fired in reaching),
            because=tuple(fired.because for fired in reaching),
            concerns=_concerns(reaching),
        )
        for line, reaching in reached
        if reaching
    )


def lower_standing(
    old: Standing,
    weight: Weight,
    to: Band,
    *,
    officer: str,
    reason: Private,
    at: datetime,
    is_flagged: bool,
    second: str = "",
) -> Standing:
    """Lower a standing by the decision of a named human.

    Args:
        old: Where the person stands.
        weight: What the officer had before him; what it holds is answered by this.
        to: The lower band, at least the floor.
        officer: Who decides.
        reason: Why, in the officer's words.
        at: When, aware UTC.
        is_flagged: Whether the person is flagged; a second human is then needed.
        second: The second human, another than the first.

    Raises:
        JudgementRefusedError: `missing` names what lacks of officer, reason, second.
        TransitionRefusedError: The band is not lower, or lies below the floor.

    Why:
        Only a named human with a reason lowers a standing (promise P5), and nobody goes
        below watch who was once assessed high, recalled or convicted (decision 0003).
    """
    _check_decision(officer, reason, second, needs_second=is_flagged)
    floor = max(old.floor, weight.firm.floor)
    if to >= old.band or to < floor:
        raise TransitionRefusedError(wanted=to.value, floor=floor.value, band=old.band.value)
    return replace(old, band=to, floor=floor, decided=_decided(weight, officer, reason, at, second))


def lift_standing(
    old: Standing, to: Band, *, officer: str, reason: Private, at: datetime
) -> Standing:
    """Raise a standing by the decision of a named human, as to watch; one human is enough.

    What an earlier lowering answered stays answered; nothing more does, for a lift is no
    answer to what is known.

    Raises:
        JudgementRefusedError: `missing` names what lacks of officer, reason.
        TransitionRefusedError: The band is not higher.

    Why:
        Judgement may always add to a result (published checklists for domestic abuse).
    """
    _check_decision(officer, reason, "", needs_second=False)
    if to <= old.band:
        raise TransitionRefusedError(wanted=to.value, band=old.band.value)
    before = old.decided or Decided(officer, at, reason)
    return replace(old, band=to, decided=replace(before, officer=officer, at=at, reason=reason))


def clear_standing(
    old: Standing,
    weight: Weight,
    *,
    officer: str,
    second: str,
    reason: Private,
    at: datetime,
    answers_all: bool,
) -> Standing:
    """Lower a standing as far as it goes, because two humans say how it came out.

    Args:
        old: Where the person stands.
        weight: What is known after the outcome: mistaken reports unlinked, malicious ones capped.
        officer: Who recorded the outcome.
        second: Who confirmed it, another human.
        reason: Why.
        at: When it was confirmed, aware UTC.
        answers_all: All that is known is answered by it (*unfounded*); else what is left of it
            carries what it carries.

    Returns:
        The standing at its floor, or at what is left where not all is answered; one new concern
        raises it again with all history. It may stay where it was.

    Raises:
        JudgementRefusedError: `missing` names what lacks of officer, reason, second.

    Why:
        A man who was wrongly named was to carry it for ever, for risk never fades (P5). So the
        way out is as plain as the way in, and takes two; a floor it does not pass.
    """
    _check_decision(officer, reason, second, needs_second=True)
    floor = max(old.floor, weight.firm.floor)
    left = floor if answers_all else max(floor, min(weight.firm.band, old.band))
    decided = _decided(weight, officer, reason, at, second)
    if not answers_all:
        before = old.decided or Decided(officer, at, reason)
        decided = replace(decided, answered=before.answered, concerns=before.concerns)
    return replace(old, band=left, floor=floor, decided=decided)


def would_fall(standing: Standing, weight: Weight) -> bool:
    """Whether the weight alone, as under new settings, no longer carries the standing.

    Why:
        New settings never lower a standing; they list who would fall, and a human decides.
    """
    return max(weight.firm.band, standing.floor) < standing.band


def _check_decision(officer: str, reason: Private, second: str, *, needs_second: bool) -> None:
    has_second = bool(second.strip()) and second.strip() != officer.strip()
    given = {
        "officer": bool(officer.strip()),
        "reason": bool(reason),
        "second": has_second or not needs_second,
    }
    if missing := tuple(name for name, is_given in given.items() if not is_given):
        raise JudgementRefusedError(missing=missing)


def _decided(weight: Weight, officer: str, reason: Private, at: datetime, second: str) -> Decided:
    fired = weight.firm.fired
    return Decided(
        officer=officer,
        at=at,
        reason=reason,
        second=second,
        answered=frozenset(_key(one) for one in fired),
        concerns=frozenset(part.concern for part in weight.firm.contributions),
    )


def _news(standing: Standing, fired: Iterable[Fired]) -> list[Fired]:
    """Return the rules that tell more than a human has already decided on."""
    decided = standing.decided
    if decided is None:
        return list(fired)
    return [
        one
        for one in fired
        if _key(one) not in decided.answered or not decided.concerns.issuperset(one.concerns)
    ]


def _key(fired: Fired) -> str:
    return f"{fired.rule}:{fired.band.value}"


def _reaching(line: Band, fired: Iterable[Fired]) -> list[Fired]:
    return [one for one in fired if one.band >= line]


def _concerns(fired: Sequence[Fired]) -> tuple[str, ...]:
    return tuple(sorted({concern for one in fired for concern in one.concerns}))
