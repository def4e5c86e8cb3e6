"""One agency asks another what it holds or thinks; the asker learns the answer, and only that.

Read `Request`. It is the same act for a restricted record elsewhere, for a second agency's view
before a decision, and for sharing with a purpose and a basis (rows T7, T15, T18, P27).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.event import NEED_WORDS, ToldAnswer
from intake.domain.private import Private, private


class Basis(StrEnum):
    """Why a name may be passed on: the lawful bases a desk may choose from."""

    CHILD_AT_RISK = "child_at_risk"
    DUTY_TO_COOPERATE = "duty_to_cooperate"
    PREVENT_CRIME = "prevent_crime"
    COURT = "court"


ANSWERS = (
    ToldAnswer.NOTHING_HELD,
    ToldAnswer.HELD,
    ToldAnswer.NO_INVOLVEMENT,
    ToldAnswer.REFUSED,
)
"""What may be answered; attending and sending a report belong to meetings."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question of one desk to another, with a clock.

    Args:
        from_desk: Who asks.
        to_desk: Who is asked.
        person_id: About whom; None where only a concern is asked about.
        concern_id: From which concern; None where only a person is asked about.
        shared: What is passed on with it, in words: the name and no more than is needed.
        question: What is asked.
        basis: Why it may be passed on.
        answer: A code of `ToldAnswer`; empty while it is open.
        words: The answer in words.
    """

    from_desk: str
    to_desk: str
    shared: Private
    question: Private
    basis: Basis
    officer: str
    at: datetime
    answer_by: datetime
    person_id: int | None = None
    concern_id: int | None = None
    only_desk: str = ""
    answer: str = ""
    words: Private = field(default_factory=lambda: private(""))
    answered_by: str = ""
    answered_at: datetime | None = None
    id: int = 0

    @property
    def is_answered(self) -> bool:
        """Whether it was answered; a refusal leaves it open, for it climbs."""
        return bool(self.answer) and self.answer != ToldAnswer.REFUSED.value

    def answered(
        self, answer: ToldAnswer, words: str, *, officer: str, desk: str, at: datetime
    ) -> "Request":
        """Record an answer.

        Raises:
            TransitionRefusedError: Another desk was asked, or this is no answer to a question.
            ConflictError: It was answered before.
            JudgementRefusedError: The answer says nothing without words; `missing` is words.

        Why:
            Agencies have a duty to co-operate (row T18): who refuses gives the reason, and the
            next rung is asked; "nothing held", by name, is an answer and a blank is none (T7).
        """
        if desk != self.to_desk or answer not in ANSWERS:
            raise TransitionRefusedError(request=self.id, step="answer")
        if self.is_answered:
            raise ConflictError(request=self.id, answer=self.answer)
        if answer in NEED_WORDS and not words.strip():
            raise JudgementRefusedError(missing=("words",))
        return replace(
            self,
            answer=answer.value,
            words=private(words.strip()),
            answered_by=officer,
            answered_at=at,
        )


def check_request(
    *, to_desk: str, may_ask: Iterable[str], shared: str, question: str, basis: str
) -> Basis:
    """Return the basis of a question, or refuse one that is not whole.

    Args:
        to_desk: Who is asked.
        may_ask: Desks that may be asked: of another team, and free to know of the person.
        shared: What is passed on with it.
        question: What is asked.
        basis: A code of `Basis`.

    Raises:
        JudgementRefusedError: `missing` holds to_desk, shared, question or basis.

    Why:
        What is shared goes with a purpose and a basis, or not at all (row T15).
    """
    found = next((one for one in Basis if one.value == basis), None)
    wanted = (
        ("to_desk", to_desk in set(may_ask)),
        ("shared", bool(shared.strip())),
        ("question", bool(question.strip())),
        ("basis", found is not None),
    )
    missing = tuple(name for name, is_given in wanted if not is_given)
    if missing or found is None:
        raise JudgementRefusedError(missing=missing)
    return found


def views_had(
    requests: Iterable[Request], *, agency_of: dict[str, str], own: str, since: datetime
) -> tuple[str, ...]:
    """Return the desks of other agencies that have answered, each once, in order.

    Args:
        requests: Of one matter, oldest first.
        agency_of: The agency of each desk.
        own: The agency that decides.
        since: Older answers are no view of today's matter.

    Why:
        Decisions were taken alone, without the consultation that was to be had (row P27); a
        colleague of the same agency is no second agency.
    """
    found = [
        one.to_desk
        for one in requests
        if one.is_answered
        and one.answered_at is not None
        and one.answered_at >= since
        and agency_of.get(one.to_desk, own) != own
    ]
    return tuple(dict.fromkeys(found))
