"""The named rules beside the sum; each is a small function and says why it fires.

Read `bearing.py` first. A rule never lowers anything: it reaches a line, sets a floor, or
says nothing. Windows slide over the whole history, so what was told long ago still counts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.band import Band
from intake.domain.bearing import Bearing
from intake.domain.chronology import Held
from intake.domain.concern import KnownBy


@dataclass(frozen=True, slots=True)
class RuleScales:
    """The numbers and signs that the rules ask for; all from `weights.yaml`.

    `breach_signs`, `own_words_signs` and `repeat_allegation_signs` are ids of signs;
    `access_sign_group` is a group such as GC.
    """

    worried_from_class: int
    alone_from_class: int
    voices_for_review: int
    concerns_for_discuss: int
    concerns_need_voices: int
    concerns_within_months: int
    voices_for_discuss: int
    voices_need_settings: int
    access_households: int
    access_voices: int
    access_sign_group: str
    access_sign_class: int
    breach_signs: frozenset[str]
    own_words_signs: frozenset[str]
    repeat_allegation_signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired.

    Args:
        rule: Its lasting name.
        band: The band it reaches; note where it only sets a floor.
        because: The reason in words, naming nobody.
        lesson: Where the rule comes from.
        concerns: The concerns it rests on, sorted; empty where it rests on a held fact.
        floor: The band below which nobody may lower the person; note is no floor.
    """

    rule: str
    band: Band
    because: str
    lesson: str
    concerns: tuple[str, ...] = ()
    floor: Band = Band.NOTE


@dataclass(frozen=True, slots=True)
class Grounds:
    """What rules look at: the bearings relied on, what is held, and the numbers."""

    bearings: tuple[Bearing, ...]
    held: Held
    scales: RuleScales

    @property
    def worried(self) -> tuple[Bearing, ...]:
        """The worried concerns."""
        return tuple(bearing for bearing in self.bearings if bearing.is_worried)


Rule = Callable[[Grounds], Fired | None]


def fired_rules(bearings: Sequence[Bearing], held: Held, scales: RuleScales) -> tuple[Fired, ...]:
    """Return every rule that fires, in the order of `RULES`; empty where none does.

    Why:
        A concern suspected false is kept and shown, but no rule rests on it: else its cap
        would mean nothing (decision 0003).
    """
    relied_on = tuple(bearing for bearing in bearings if bearing.counts_for_rules)
    grounds = Grounds(relied_on, held, scales)
    return tuple(fired for rule in RULES if (fired := rule(grounds)) is not None)


def danger_now(grounds: Grounds) -> Fired | None:
    """Act now where a reporter said that a child is in danger because of him."""
    found = [bearing for bearing in grounds.bearings if bearing.entry.in_danger]
    if not found:
        return None
    return Fired(
        "danger_now",
        Band.ACT_NOW,
        "Somebody said that a child is in danger now because of him.",
        "Danger comes first (promise P12).",
        _concerns(found),
    )


def childs_own_words(grounds: Grounds) -> Fired | None:
    """Act now on what a child said happened; review where that is only rumour."""
    return _by_report_or_rumour(
        _holding(grounds, grounds.scales.own_words_signs),
        rule="childs_own_words",
        told="A child said that it happened.",
        rumour="There is a rumour that a child said it happened.",
        lesson="An adult's silence about a child's words left children unprotected.",
    )


def order_breached(grounds: Grounds) -> Fired | None:
    """Act now where an order on his record is breached; review by rumour or with no order.

    Why:
        He was seen with children though an order barred it, and no agency put the two
        together (Peterborough review, row P12).
    """
    found = _holding(grounds, grounds.scales.breach_signs)
    breaches = [
        one
        for one in found
        if any(order.holds_on(one.entry.day) for order in grounds.held.no_contact)
    ]
    if found and not breaches:
        return Fired(
            "order_breached",
            Band.REVIEW,
            "He is said to have been with children though not allowed; no order is on record "
            "for that day.",
            "Orders that nobody held together were breached unseen.",
            _concerns(found),
        )
    return _by_report_or_rumour(
        breaches,
        rule="order_breached",
        told="An order on his record bars contact with children, and he was with children.",
        rumour="An order bars contact with children; a rumour says that he breached it.",
        lesson="Orders that nobody held together were breached unseen.",
    )


def class_three_sign(grounds: Grounds) -> Fired | None:
    """Review for a sign that asks for a look by itself, told by one voice or many."""
    cls = grounds.scales.alone_from_class
    found = [bearing for bearing in grounds.bearings if bearing.reaches(cls)]
    if not found:
        return None
    ids = {one.sign.id for bearing in found for one in bearing.signs if one.cls >= cls}
    return Fired(
        "class_three_sign",
        Band.REVIEW,
        f"A sign that asks for a look by itself was told of him: {', '.join(sorted(ids))}.",
        "Signs were set aside because no child had spoken (rows P30 and P31).",
        _concerns(found),
    )


def two_worried_voices(grounds: Grounds) -> Fired | None:
    """Review where independent voices are worried, however little each of them says."""
    voices = _voices(grounds.worried)
    if len(voices) < grounds.scales.voices_for_review:
        return None
    return Fired(
        "two_worried_voices",
        Band.REVIEW,
        f"{len(voices)} independent voices are worried about him.",
        "Due regard to community intelligence from more than one source (row P37).",
        _concerns(grounds.worried),
    )


def concerns_in_a_window(grounds: Grounds) -> Fired | None:
    """Discuss where worried concerns come close together, from more than one voice.

    Why:
        Each report was closed on its own; together within a year they were a pattern
        (rows P23 and P29). The window slides over the whole history.
    """
    found = _crowded_window(grounds)
    if not found:
        return None
    return Fired(
        "concerns_in_a_window",
        Band.DISCUSS,
        f"{len(_concerns(found))} worried concerns of {len(_voices(found))} voices came within "
        f"{grounds.scales.concerns_within_months} months.",
        "Concerns were not weighed together (rows P23 and P29).",
        _concerns(found),
    )


def voices_of_several_settings(grounds: Grounds) -> Fired | None:
    """Discuss where worried voices speak from several walks of life, at any distance in time."""
    voices = _voices(grounds.worried)
    settings = {bearing.entry.setting for bearing in grounds.worried}
    enough_voices = len(voices) >= grounds.scales.voices_for_discuss
    if not enough_voices or len(settings) < grounds.scales.voices_need_settings:
        return None
    return Fired(
        "voices_of_several_settings",
        Band.DISCUSS,
        f"{len(voices)} voices from {len(settings)} settings are worried about him.",
        "Neighbours and health workers each knew a part (row P28).",
        _concerns(grounds.worried),
    )


def pattern_of_access(grounds: Grounds) -> Fired | None:
    """Discuss where he comes close to children of one family after another.

    Why:
        He befriended a family, then a carer, then others (rows P14 to P17). Several happy
        families are nobody's business, so an unlisted person needs worry as well.
    """
    if grounds.held.is_flagged and (found := [b for b in grounds.bearings if b.entry.new_child]):
        because = "He is flagged, and a child not known with him before is named."
    elif found := _worrying_households(grounds):
        because = (
            f"He is close to {len(_households(found))} unrelated households with children, "
            "and there is worry about how."
        )
    else:
        return None
    lesson = "One adult reached child after child through their families (rows P14 to P17)."
    return Fired("pattern_of_access", Band.DISCUSS, because, lesson, _concerns(found))


def repeated_allegations(grounds: Grounds) -> Fired | None:
    """Review where several complaints never led to a charge."""
    found = _holding(grounds, grounds.scales.repeat_allegation_signs)
    if not found:
        return None
    return Fired(
        "repeated_allegations",
        Band.REVIEW,
        "He is said to have been complained about several times, and never charged.",
        "Acquitted or uncharged is not unworrying (row P11).",
        _concerns(found),
    )


def recalled(grounds: Grounds) -> Fired | None:
    """Review, and never below watch again, after a recall to prison."""
    if not grounds.held.recalled:
        return None
    return Fired(
        "recalled",
        Band.REVIEW,
        "He was recalled to prison.",
        "Recognition of risk faded with the years (rows P9 and P20).",
        floor=Band.WATCH,
    )


def convicted(grounds: Grounds) -> Fired | None:
    """Review, and never below watch again, after a conviction for a relevant offence."""
    if not grounds.held.convicted_relevant:
        return None
    return Fired(
        "convicted",
        Band.REVIEW,
        "He was convicted of a relevant offence.",
        "A conviction passed without the children's services being told (rows T9 and T10).",
        floor=Band.WATCH,
    )


def assessed_high(grounds: Grounds) -> Fired | None:
    """Never below watch once assessed as high risk."""
    if not grounds.held.assessed_high:
        return None
    return Fired(
        "assessed_high",
        Band.NOTE,
        "He was once assessed as high risk; a lower assessment later does not undo it.",
        "The worst assessment drives (row P19).",
        floor=Band.WATCH,
    )


RULES: tuple[Rule, ...] = (
    danger_now,
    childs_own_words,
    order_breached,
    concerns_in_a_window,
    voices_of_several_settings,
    pattern_of_access,
    class_three_sign,
    two_worried_voices,
    repeated_allegations,
    recalled,
    convicted,
    assessed_high,
)


def months_after(moment: datetime, months: int) -> datetime:
    """Return the same day and hour some months on; a day that is missing becomes the last."""
    years, month = divmod(moment.month - 1 + months, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=moment.year + years, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=moment.year + years, month=month + 1)


def _crowded_window(grounds: Grounds) -> list[Bearing]:
    """Return all worried concerns that lie in some window full enough, oldest first."""
    scales = grounds.scales
    worried = sorted(grounds.worried, key=lambda bearing: bearing.entry.known_at)
    crowded: set[int] = set()
    for first, start in enumerate(worried):
        end = months_after(start.entry.known_at, scales.concerns_within_months)
        places = range(first, sum(one.entry.known_at <= end for one in worried))
        window = [worried[place] for place in places]
        is_full = len(_concerns(window)) >= scales.concerns_for_discuss
        if is_full and len(_voices(window)) >= scales.concerns_need_voices:
            crowded.update(places)
    return [worried[place] for place in sorted(crowded)]


def _worrying_households(grounds: Grounds) -> list[Bearing]:
    """Return what names his households and what worries, where both are enough; else none."""
    at_home = [bearing for bearing in grounds.bearings if bearing.entry.households]
    if len(_households(at_home)) < grounds.scales.access_households:
        return []
    grooming = [bearing for bearing in grounds.bearings if _is_grooming(bearing, grounds.scales)]
    worried = grounds.worried
    has_voices = len(_voices(worried)) >= grounds.scales.access_voices
    if not has_voices and not grooming:
        return []
    return [*at_home, *grooming, *(worried if has_voices else ())]


def _is_grooming(bearing: Bearing, scales: RuleScales) -> bool:
    return any(
        one.sign.group == scales.access_sign_group and one.cls >= scales.access_sign_class
        for one in bearing.signs
    )


def _by_report_or_rumour(
    found: Sequence[Bearing], *, rule: str, told: str, rumour: str, lesson: str
) -> Fired | None:
    if not found:
        return None
    reported = [bearing for bearing in found if bearing.entry.known_by is not KnownBy.RUMOUR]
    if reported:
        return Fired(rule, Band.ACT_NOW, told, lesson, _concerns(reported))
    return Fired(rule, Band.REVIEW, rumour, lesson, _concerns(found))


def _holding(grounds: Grounds, ids: frozenset[str]) -> list[Bearing]:
    return [bearing for bearing in grounds.bearings if bearing.holds(ids)]


def _concerns(bearings: Sequence[Bearing]) -> tuple[str, ...]:
    return tuple(sorted({bearing.entry.concern for bearing in bearings}))


def _voices(bearings: Sequence[Bearing]) -> frozenset[str]:
    return frozenset(bearing.entry.voice for bearing in bearings)


def _households(bearings: Sequence[Bearing]) -> frozenset[str]:
    return frozenset(key for bearing in bearings for key in bearing.entry.households)
