"""How soon a child must be looked at, from the signs that tell of the child.

Urgency is the order of work. It is kept apart from a person's standing: a child can need
help today without anybody being accused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering

from intake.domain.chronology import SignSeen
from intake.domain.concern import Danger
from intake.domain.signs import About, Sign, SignBook


@total_ordering
class Urgency(Enum):
    """How soon; the more urgent is the greater."""

    THREE_DAYS = "three_days"
    NEXT_DAY = "next_day"
    TODAY = "today"
    NOW = "now"

    @property
    def rank(self) -> int:
        """Place in the order, 0 for three days to 3 for now."""
        return list(Urgency).index(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Urgency):
            return NotImplemented
        return self.rank < other.rank

    def raised(self) -> "Urgency":
        """Return the next more urgent step; now stays now."""
        return list(Urgency)[min(self.rank + 1, Urgency.NOW.rank)]


@dataclass(frozen=True, slots=True)
class UrgencyScales:
    """The step of a child's sign by class 0 to 3, and of a "not sure" about danger."""

    by_class: Mapping[int, Urgency]
    danger_not_sure: Urgency


@dataclass(frozen=True, slots=True)
class ChildUrgency:
    """How soon, and why in words."""

    urgency: Urgency
    because: tuple[str, ...]


def urgency_of(
    signs: Iterable[SignSeen],
    book: SignBook,
    scales: UrgencyScales,
    *,
    danger: Danger = Danger.NO,
    is_child_safe_now: bool | None = None,
) -> ChildUrgency:
    """Find how soon the child of one concern must be looked at.

    Args:
        signs: All signs of the concern, tied to somebody or not; may be empty.
        book: The signs in force.
        scales: Steps in force.
        danger: The answer to "Is a child in danger now?".
        is_child_safe_now: What a child answered to "Are you safe now?"; None if not asked.

    Returns:
        The most urgent step that any of them asks for; three days where none does.

    Raises:
        KeyError: A sign is not in the book.

    Why:
        Danger comes first, and for a child under 13 any single high sign is enough
        (exploitation screening tools), so that sign raises what is found by one step.
    """
    if danger is Danger.YES:
        return ChildUrgency(Urgency.NOW, ("A child is said to be in danger now.",))
    if is_child_safe_now is False:
        return ChildUrgency(Urgency.NOW, ("The child says: not safe now.",))
    of_child = [sign for seen in signs if _is_of_child(sign := book.sign_of(seen.sign))]
    urgency, because = _by_signs(of_child, scales)
    if danger is Danger.NOT_SURE and scales.danger_not_sure >= urgency:
        urgency = scales.danger_not_sure
        because = ("Nobody could say whether a child is in danger now.", *because)
    raising = sorted({sign.id for sign in of_child if sign.raises_urgency})
    if raising:
        urgency = urgency.raised()
        because = (*because, f"{', '.join(raising)} raises it by one step.")
    return ChildUrgency(urgency, because)


def _is_of_child(sign: Sign) -> bool:
    return sign.about in {About.CHILD, About.HOUSEHOLD}


def _by_signs(signs: Iterable[Sign], scales: UrgencyScales) -> tuple[Urgency, tuple[str, ...]]:
    steps = {sign.id: scales.by_class[sign.cls] for sign in signs if sign.cls > 0}
    if not steps:
        return Urgency.THREE_DAYS, ("No sign of the child asks for more speed.",)
    urgency = max(steps.values())
    ids = sorted(sign_id for sign_id, step in steps.items() if step is urgency)
    return urgency, (f"Signs of the child: {', '.join(ids)}.",)
