"""Another agency says that a decision is wrong; it has a clock, and a next level.

Read `Challenge`. The levels are settings: within the desk, its managers, the scrutiny contact.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.private import Private, private


@dataclass(frozen=True, slots=True)
class Level:
    """Who answers a challenge at one level, and by when.

    Args:
        code: Stored, never renamed.
        title: As officers read it.
        roles: Roles that may answer.
        within_working_days: By when, in working days of the desk that answers.
        function: The function of the desk that answers; empty is the desk that decided.
    """

    code: str
    title: str
    roles: frozenset[str]
    within_working_days: int
    function: str = ""


class ChallengeState(StrEnum):
    """Where a challenge stands; an answer that is not accepted goes to the next level."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One level of one challenge; the next level is another row, so each keeps its clock.

    Args:
        dossier_id: The decision that is challenged.
        level: The place of the level, from 0.
        by_desk: Who challenges.
        words: Why it is wrong.
        to_desk: Who answers at this level.
    """

    dossier_id: int
    level: int
    by_desk: str
    officer: str
    words: Private
    to_desk: str
    at: datetime
    answer_by: datetime
    state: ChallengeState = ChallengeState.OPEN
    answer: Private = field(default_factory=lambda: private(""))
    answered_by: str = ""
    answered_at: datetime | None = None
    settled_by: str = ""
    settled_at: datetime | None = None
    id: int = 0

    def answered(
        self,
        level: Level,
        words: str,
        *,
        changed: bool,
        officer: str,
        role: str,
        desk: str,
        decider: str,
        at: datetime,
    ) -> "Challenge":
        """Record the answer of a level.

        Args:
            level: The level that it stands at.
            words: Why the decision stands, or what is done instead.
            changed: Whether the decision is undone.
            officer: Who answers.
            role: Their role.
            desk: Their desk.
            decider: Who decided; nobody answers a challenge of their own decision.
            at: The moment, aware UTC.

        Raises:
            ConflictError: It was answered before.
            JudgementRefusedError: `missing` holds words, or second where the decider answers.
            TransitionRefusedError: Another desk, or another role, answers at this level.
        """
        if self.state is not ChallengeState.OPEN:
            raise ConflictError(challenge=self.id, state=self.state.value)
        if desk != self.to_desk or role not in level.roles:
            raise TransitionRefusedError(challenge=self.id, step="answer")
        wanted = (("words", bool(words.strip())), ("second", officer.strip() != decider.strip()))
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        return replace(
            self,
            state=ChallengeState.CHANGED if changed else ChallengeState.ANSWERED,
            answer=private(words.strip()),
            answered_by=officer,
            answered_at=at,
        )

    def settled(self, *, officer: str, desk: str, at: datetime) -> "Challenge":
        """Record that who challenged lets the answer stand, or takes it further.

        Raises:
            ConflictError: It is not answered, or was settled before.
            TransitionRefusedError: Another desk challenged.
        """
        if desk != self.by_desk:
            raise TransitionRefusedError(challenge=self.id, step="settle")
        if self.state is not ChallengeState.ANSWERED or self.settled_at is not None:
            raise ConflictError(challenge=self.id, state=self.state.value)
        return replace(self, state=ChallengeState.ACCEPTED, settled_by=officer, settled_at=at)


def level_above(challenge: Challenge, levels: Sequence[Level]) -> int:
    """Return the place of the next level.

    Raises:
        TransitionRefusedError: It stands at the last.
    """
    if challenge.level + 1 >= len(levels):
        raise TransitionRefusedError(challenge=challenge.id, step="further")
    return challenge.level + 1


def check_challenge(words: str) -> None:
    """Refuse a challenge without its reason.

    Raises:
        JudgementRefusedError: `missing` is words.
    """
    if not words.strip():
        raise JudgementRefusedError(missing=("words",))
