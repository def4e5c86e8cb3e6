"""What was decided and on what, what agencies asked each other, who disagreed, flags proposed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from intake.domain.asking import Request
from intake.domain.challenge import Challenge
from intake.domain.dossier import Decided, Dossier, DossierState, Relook
from intake.domain.proposal import Proposal
from intake.store.joinings import Joinings
from intake.store.shelf import Shelf
from intake.store.tables import (
    ChallengeRow,
    DossierAboutRow,
    DossierRow,
    ProposalRow,
    RelookRow,
    RequestRow,
)


@dataclass(frozen=True, slots=True)
class DossierAbout:
    """That a dossier is about a person."""

    dossier_id: int
    person_id: int
    id: int = 0


class Decisions:
    """The shelf of decisions and of what hangs on them."""

    def __init__(self, session: Session, *, joinings: Joinings) -> None:
        self._joinings = joinings
        self._session = session
        self.dossiers: Shelf[Dossier] = Shelf(session, DossierRow, Dossier)
        self.about: Shelf[DossierAbout] = Shelf(session, DossierAboutRow, DossierAbout)
        self.relooks: Shelf[Relook] = Shelf(session, RelookRow, Relook)
        self.requests: Shelf[Request] = Shelf(session, RequestRow, Request)
        self.challenges: Shelf[Challenge] = Shelf(session, ChallengeRow, Challenge)
        self.proposals: Shelf[Proposal] = Shelf(session, ProposalRow, Proposal)

    def add(self, dossier: Dossier, people: Iterable[int]) -> Dossier:
        """Keep a new dossier, and whom it is about."""
        kept = self.dossiers.add(dossier)
        self.about.put([DossierAbout(kept.id, one) for one in sorted(set(people))])
        return kept

    def about_people(self, dossier_id: int) -> tuple[int, ...]:
        """Return whom a dossier is about, in the order of their ids."""
        found = self.about.all(col(DossierAboutRow.dossier_id) == dossier_id)
        return tuple(sorted({one.person_id for one in found}))

    def of_act(self, decided: Decided, act_id: int) -> Dossier | None:
        """Return the dossier of a closing, outcome or standing, or None."""
        return self.dossiers.find(
            col(DossierRow.decided) == decided.value, col(DossierRow.act_id) == act_id
        )

    def of_concern(self, concern_id: int) -> tuple[Dossier, ...]:
        """Return the decisions on a concern, oldest first."""
        return self.dossiers.all(col(DossierRow.concern_id) == concern_id)

    def of_person(self, person_id: int) -> tuple[Dossier, ...]:
        """Return the decisions that are about a person, those on concerns too, oldest first."""
        named = select(col(DossierAboutRow.dossier_id)).where(
            self._of(DossierAboutRow.person_id, [person_id])
        )
        return self.dossiers.all(col(DossierRow.id).in_(named))

    def touch(self, person_ids: Collection[int], *, concern_id: int | None = None) -> None:
        """Have the standing decisions about some people, or on a concern, compared again.

        One statement, so that a report which names nobody decided on pays next to nothing.
        """
        if not person_ids and concern_id is None:
            return
        person_ids = {*person_ids, *self._joinings.heads(person_ids).values()}
        named = select(col(DossierAboutRow.dossier_id)).where(
            self._of(DossierAboutRow.person_id, person_ids)
        )
        is_meant: Any = col(DossierRow.id).in_(named)
        if concern_id is not None:
            is_meant = is_meant | (col(DossierRow.concern_id) == concern_id)
        self._session.connection().execute(
            update(DossierRow)
            .where(
                is_meant,
                col(DossierRow.state) == DossierState.DECIDED.value,
                col(DossierRow.is_stale).is_(False),
            )
            .values(is_stale=True)
        )

    def stale(self, *, limit: int) -> tuple[Dossier, ...]:
        """Return decisions that are to be compared again, the oldest first."""
        return self.dossiers.all(col(DossierRow.is_stale).is_(True), limit=limit)

    def relooks_of(self, dossier_id: int) -> tuple[Relook, ...]:
        """Return every answer to "would you decide the same?", oldest first."""
        return self.relooks.all(col(RelookRow.dossier_id) == dossier_id)

    def challenges_of(self, dossier_id: int) -> tuple[Challenge, ...]:
        """Return every level of every challenge of a decision, oldest first."""
        return self.challenges.all(col(ChallengeRow.dossier_id) == dossier_id)

    def requests_about(
        self, *, person_ids: Collection[int], concern_id: int | None = None
    ) -> tuple[Request, ...]:
        """Return what was asked about some people, or about a concern, oldest first."""
        is_meant: Any = self._of(RequestRow.person_id, person_ids)
        if concern_id is not None:
            is_meant = is_meant | (col(RequestRow.concern_id) == concern_id)
        return self.requests.all(is_meant)

    def proposals_of(self, person_id: int) -> tuple[Proposal, ...]:
        """Return every flag proposed for a person, oldest first."""
        return self.proposals.all(self._of(ProposalRow.person_id, [person_id]))

    def _of(self, column: int | None, person_ids: Iterable[int]) -> Any:
        """Return the clause for the rows of some people, and of whoever was joined to them."""
        return col(column).in_(self._joinings.together(person_ids))
