"""A flag proposed by any agency, agreed by a second, accepted by the desk that will own it.

Read `Proposal`. Nothing stands on the record before all three have said yes, and never of a child.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from intake.domain.errors import ConflictError, FlagRefusedError, TransitionRefusedError
from intake.domain.person import FlagTerm, RiskLevel
from intake.domain.private import Private, private

REVIEW_WITHIN = timedelta(days=366)
CHILD_UNDER = 18
MAPPA = "mappa"
CATEGORIES, LEVELS = frozenset("1234"), frozenset("123")


class ProposalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({ProposalState.PROPOSED, ProposalState.AGREED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One flag proposed for one person.

    Args:
        kind: A kind of flag of the settings.
        category: MAPPA category, where it is one; as the agency writes it.
        level: MAPPA level, or another level of management.
        risk: The level of risk, as assessed; None where nobody did.
        terms: Orders, licences and bail that go with it, each with its end.
        reason: Why.
        lawful_basis: By what right it is kept.
        second_desk: The desk of another agency that is asked to agree.
        owner_desk: The desk that is asked to own it.
        desk: The desk that proposes.
    """

    person_id: int
    kind: str
    reason: Private
    lawful_basis: str
    second_desk: str
    owner_desk: str
    officer: str
    desk: str
    at: datetime
    category: str = ""
    level: str = ""
    risk: RiskLevel | None = None
    terms: tuple[FlagTerm, ...] = ()
    state: ProposalState = ProposalState.PROPOSED
    only_desk: str = ""
    agreed_by: str = ""
    agreed_desk: str = ""
    agreed_at: datetime | None = None
    agreed_words: Private = field(default_factory=lambda: private(""))
    ended_by: str = ""
    ended_desk: str = ""
    ended_at: datetime | None = None
    ended_words: Private = field(default_factory=lambda: private(""))
    review_on: date | None = None
    flag_id: int | None = None
    id: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say yes or no."""
        return self.state in OPEN

    def agreed(
        self, words: str, *, officer: str, desk: str, agency: str, proposer: str, at: datetime
    ) -> "Proposal":
        """Record that a second agency agrees.

        Args:
            words: What that agency holds or thinks; needed.
            officer: Who agrees.
            desk: Their desk.
            agency: Their agency.
            proposer: The agency that proposed; it cannot agree with itself.
            at: The moment, aware UTC.

        Raises:
            ConflictError: It is not waiting for a second agency.
            TransitionRefusedError: It is the agency that proposed.
            FlagRefusedError: `missing` is words.

        Why:
            Persons who present a risk are to be identified and flagged in the agencies, and
            managed together (Peterborough review, learning point 2): by more than one.
        """
        self._check(ProposalState.PROPOSED, "agree")
        if agency == proposer:
            raise TransitionRefusedError(proposal=self.id, step="agree")
        _check_words(words)
        return replace(
            self,
            state=ProposalState.AGREED,
            agreed_by=officer,
            agreed_desk=desk,
            agreed_at=at,
            agreed_words=private(words.strip()),
        )

    def accepted(
        self, review_on: date | None, *, officer: str, desk: str, today: date, at: datetime
    ) -> "Proposal":
        """Record that the desk asked will own the flag, and when it looks again.

        Raises:
            ConflictError: A second agency has not agreed, or it is over.
            TransitionRefusedError: Another desk was asked to own it.
            FlagRefusedError: `missing` is review_on (a day after today and within a year).
        """
        self._check(ProposalState.AGREED, "accept")
        self._check_desk(desk, self.owner_desk, "accept")
        if review_on is None or not today < review_on <= today + REVIEW_WITHIN:
            raise FlagRefusedError(missing=("review_on",))
        return replace(
            self._over(ProposalState.ACCEPTED, "", officer, desk, at), review_on=review_on
        )

    def refused(
        self, words: str, *, officer: str, desk: str, may: Collection[str], at: datetime
    ) -> "Proposal":
        """Record a refusal, with its reason, by a desk that was asked.

        Raises:
            ConflictError: It is over.
            TransitionRefusedError: This desk was not asked.
            FlagRefusedError: `missing` is words.
        """
        if not self.is_open:
            raise ConflictError(proposal=self.id, state=self.state.value)
        if desk not in may:
            raise TransitionRefusedError(proposal=self.id, step="refuse")
        _check_words(words)
        return self._over(ProposalState.REFUSED, words, officer, desk, at)

    def withdrawn(self, words: str, *, officer: str, desk: str, at: datetime) -> "Proposal":
        """Record that the desk which proposed it takes it back; raises as `refused`."""
        if not self.is_open:
            raise ConflictError(proposal=self.id, state=self.state.value)
        self._check_desk(desk, self.desk, "withdraw")
        _check_words(words)
        return self._over(ProposalState.WITHDRAWN, words, officer, desk, at)

    def _over(
        self, state: ProposalState, words: str, officer: str, desk: str, at: datetime
    ) -> "Proposal":
        return replace(
            self,
            state=state,
            ended_by=officer,
            ended_desk=desk,
            ended_at=at,
            ended_words=private(words.strip()),
        )

    def _check(self, state: ProposalState, step: str) -> None:
        if self.state is not state:
            raise ConflictError(proposal=self.id, state=self.state.value, step=step)

    def _check_desk(self, desk: str, whose: str, step: str) -> None:
        if desk != whose:
            raise TransitionRefusedError(proposal=self.id, step=step)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is proposed, as it was typed.

    Args:
        kind: A kind of flag of the settings.
        reason: Why.
        lawful_basis: By what right it is kept.
        second_desk: Which desk of another agency is asked to agree.
        owner_desk: Which desk is asked to own it.
        category: MAPPA category.
        level: MAPPA level, or another.
        risk: Level of risk, as assessed.
        terms: Orders, licences and bail that go with it.
    """

    kind: str
    reason: str
    lawful_basis: str
    second_desk: str
    owner_desk: str
    category: str = ""
    level: str = ""
    risk: RiskLevel | None = None
    terms: tuple[FlagTerm, ...] = ()


def check_proposal(
    wanted: Wanted,
    *,
    kinds: Collection[str],
    seconds: Collection[str],
    desks: Collection[str],
    is_child: bool,
    today: date,
) -> None:
    """Refuse a proposal that is not whole, or that is about a child.

    Args:
        wanted: What is proposed; of its terms each must end after today.
        kinds: Kinds of the settings.
        seconds: Desks of other agencies that may know of the person.
        desks: Desks that may own it.
        is_child: Whether the person is, or may be, under 18.
        today: The local day.

    Raises:
        FlagRefusedError: `missing` holds kind, category, second_desk, owner_desk, reason,
            lawful_basis, terms, or adult: nobody under 18 is ever flagged.

    Why:
        Young people who harm are children in need of help, on the children's route (row P46).
    """
    needed = (
        ("adult", not is_child),
        ("kind", wanted.kind in kinds),
        ("category", wanted.kind != MAPPA or _is_mappa(wanted.category, wanted.level)),
        ("second_desk", wanted.second_desk in seconds),
        ("owner_desk", wanted.owner_desk in desks),
        ("reason", bool(wanted.reason.strip())),
        ("lawful_basis", bool(wanted.lawful_basis.strip())),
        ("terms", all(one.ends_on > today for one in wanted.terms)),
    )
    if missing := tuple(name for name, is_given in needed if not is_given):
        raise FlagRefusedError(missing=missing)


def is_child_by(birth: str, age_low: int | None, age_as_of: date | None, *, today: date) -> bool:
    """Whether a record is of somebody under 18, by what it holds; unknown is not a child.

    Args:
        birth: As held: a whole date or a year, else empty.
        age_low: The lowest age that was told.
        age_as_of: When that was.
        today: The local day.
    """
    if len(birth) >= len("1999-01-01"):
        try:
            born = date.fromisoformat(birth[:10])
        except ValueError:
            born = None
        if born is not None:
            had = (today.month, today.day) >= (born.month, born.day)
            return today.year - born.year - (not had) < CHILD_UNDER
    if birth[:4].isdecimal():
        return today.year - int(birth[:4]) < CHILD_UNDER
    if age_low is None:
        return False
    since = (today - age_as_of).days // 365 if age_as_of is not None else 0
    return age_low + since < CHILD_UNDER


def _is_mappa(category: str, level: str) -> bool:
    """Whether a category and a level go together: category 3 is managed at level 2 or 3 only."""
    return category in CATEGORIES and level in LEVELS and not (category == "3" and level == "1")


def _check_words(words: str) -> None:
    if not words.strip():
        raise FlagRefusedError(missing=("words",))
