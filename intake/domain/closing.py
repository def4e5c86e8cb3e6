"""What may close a concern, and who else is needed; a child's silence never does.

Read `check_closing`: it refuses with everything that is missing at once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from intake.domain.deciding import Said, grounds_missing
from intake.domain.errors import ClosureRefusedError

LOOK_AGAIN_WITHIN = timedelta(days=366)
"""What is put off for longer than a year is forgotten (promise P5 asks for a yearly look)."""


class ClosedHow(StrEnum):
    """The only four ways to close. "Nothing was said" is none of them.

    Why: Concerns were closed because no child had said it in words (Peterborough review).
    """

    PASSED_ON = "passed_on"
    SAME_AS = "same_as"
    NOT_SAFEGUARDING = "not_safeguarding"
    NO_FURTHER_ACTION = "no_further_action"


PASSES_ON = frozenset({ClosedHow.PASSED_ON, ClosedHow.SAME_AS})
"""Ways after which somebody else goes on; they rest on nothing that was said beside him."""


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What a closing depends on, as far as the closing desk may know (P13).

    Args:
        is_checked: Every lookup was made.
        is_flagged: Somebody it may be about is flagged, in view.
        is_weighty: Somebody it may be about stands at review or above, in view.
        has_telling_sign: It holds a class-2 or class-3 sign.
        has_unjudged_lead: A strong or possible lead nobody has judged.
        earlier: References of earlier concerns about the same people.
        opened: Those of them that the officer has opened.
        is_unfinished: It was not sent yet.
        is_heard_beside_him: All who were spoken to were heard beside him, or his household.
        telling: Codes of its class-2 and class-3 signs.
        owes_follow_up: What was said in therapy has not been followed up.
        open_children: How many of its children have a case that is not closed.
        lacking: What a decision lacks beside: the table of today, a second agency's view.
    """

    is_checked: bool
    is_flagged: bool = False
    is_weighty: bool = False
    has_telling_sign: bool = False
    has_unjudged_lead: bool = False
    earlier: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    is_unfinished: bool = False
    is_heard_beside_him: bool = False
    telling: frozenset[str] = frozenset()
    owes_follow_up: bool = False
    lacking: tuple[str, ...] = ()
    open_children: int = 0


def needs_second(how: ClosedHow, facts: ClosingFacts) -> bool:
    """Whether a closing waits for a second officer.

    What was never sent is among them: whoever said that a child is in danger may still be
    writing, and opens it again by sending (promise P12).

    Why: Decisions were taken alone, without the consultation that was to be had (row P27).
    """
    grave = facts.is_flagged or facts.is_weighty or facts.has_telling_sign
    return grave or facts.is_unfinished or how is ClosedHow.NO_FURTHER_ACTION


def check_closing(
    how: ClosedHow,
    facts: ClosingFacts,
    *,
    detail: str,
    reason: str,
    look_again_on: date | None,
    today: date,
    said: Said,
) -> None:
    """Refuse a closing that leaves something open, naming all of it.

    Args:
        how: One of the four ways.
        facts: What it depends on.
        detail: To whom it was passed and who accepted it, or the reference it is the same as.
        reason: Why, in the officer's words.
        look_again_on: The day to look again, within a year, where a second officer is needed.
        today: The local day.
        said: What it rests on, what was found of each sign, why nobody else was asked.

    Raises:
        ClosureRefusedError: `missing` holds codes: not_checked, reason, accepted_by,
            same_as, earlier_not_opened, unjudged_lead, look_again_on, therapy_follow_up,
            child_cases, changed, second_view, seen_apart, and of one that ends in nothing what
            `grounds_missing` says.
    """
    weighty = needs_second(how, facts)
    wanted = (
        ("not_checked", facts.is_checked),
        ("reason", bool(reason.strip())),
        ("accepted_by", how is not ClosedHow.PASSED_ON or bool(detail.strip())),
        ("same_as", how is not ClosedHow.SAME_AS or bool(detail.strip())),
        ("unjudged_lead", not (weighty and facts.has_unjudged_lead)),
        ("earlier_not_opened", not weighty or facts.earlier <= facts.opened),
        ("look_again_on", not weighty or _is_soon(look_again_on, today)),
        ("child_cases", not facts.open_children),
        ("therapy_follow_up", not facts.owes_follow_up or how in PASSES_ON),
    )
    missing = tuple(code for code, is_given in wanted if not is_given)
    if facts.is_heard_beside_him and how not in PASSES_ON:
        missing = (*missing, "seen_apart")
    missing += tuple(one for one in facts.lacking if how not in PASSES_ON or one != "second_view")
    missing += _unanswered(how, facts, said, reason)
    if missing:
        raise ClosureRefusedError(missing=missing)


def _unanswered(how: ClosedHow, facts: ClosingFacts, said: Said, reason: str) -> tuple[str, ...]:
    """Return what a closing that ends in nothing lacks; a small matter needs no more than words.

    Why:
        "No further action" on silence, and on a denial made beside him (both reviews).
    """
    if how in PASSES_ON:
        return ()
    missing = grounds_missing(said, reason, telling=facts.telling)
    is_small = not needs_second(how, facts)
    return tuple(one for one in missing if not (is_small and one == "grounds"))


def _is_soon(day: date | None, today: date) -> bool:
    return day is not None and today < day <= today + LOOK_AGAIN_WITHIN
