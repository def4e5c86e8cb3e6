"""Written agreements at the desk's door: keeping one, looking at its terms, ending it."""

from collections.abc import Sequence
from datetime import date, datetime

from intake.actions.agree import check_term, end_agreement, keep_agreement
from intake.domain.agreement import Agreement, Found, Term, TermCheck, verified_at
from intake.domain.diary import DiaryKind
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Officer
from intake.domain.person import is_open_to
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.agreements import AgreementsPage, AgreementView, LookLine, TermLine

FOUND_WORDS = {
    Found.KEPT: "kept",
    Found.BREACHED: "breached",
    Found.NOT_CHECKED: "could not be checked",
}


class AgreementDoor(DoorPart):
    """What a desk may do about written agreements."""

    @act("record_agreement")
    def agreements_page(self, *, officer: Officer, person_id: int) -> AgreementsPage:
        """Return every agreement about a person, and write down that they were opened.

        Raises:
            NotFoundError: The person, or his history, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, seen = sight.person(person_id)
            if "person.chronology" not in seen:
                raise NotFoundError(what="person")
            work.audit.note("agreements.opened", actor=officer.login, person=person_id)
            kept = reversed(work.stewards.agreements_of(person_id))
            seen_here = (one for one in kept if is_open_to(one.only_desk, officer.desk))
            return AgreementsPage(
                person_id=person.id,
                number=person.number,
                label=person.label.reveal(),
                agreements=tuple(_view(sight, one) for one in seen_here),
                may_keep=True,
            )

    @act("record_agreement")
    def keep_agreement(
        self,
        *,
        officer: Officer,
        person_id: int,
        parties: str,
        why: str,
        terms: Sequence[Term],
        expires_on: date | None,
    ) -> Agreement:
        """Keep a written agreement; raises as `keep_agreement`, or NotFoundError."""
        self._check_person(officer, person_id)
        return keep_agreement(
            self.office,
            officer=officer,
            person_id=person_id,
            parties=parties,
            why=why,
            terms=terms,
            expires_on=expires_on,
        )

    @act("record_agreement")
    def check_term(
        self, *, officer: Officer, agreement_id: int, term: int, found: str, words: str
    ) -> TermCheck:
        """Write down a look at one term; raises as `check_term`, or NotFoundError."""
        self._check_person(officer, self._person_of(agreement_id))
        if found not in {one.value for one in Found}:
            raise JudgementRefusedError(missing=("found",))
        return check_term(
            self.office,
            officer=officer,
            agreement_id=agreement_id,
            term=term,
            found=Found(found),
            words=words,
        )

    @act("record_agreement")
    def end_agreement(self, *, officer: Officer, agreement_id: int, because: str) -> Agreement:
        """End an agreement with a reason; raises as `end_agreement`, or NotFoundError."""
        self._check_person(officer, self._person_of(agreement_id))
        return end_agreement(
            self.office, officer=officer, agreement_id=agreement_id, because=because
        )

    def _person_of(self, agreement_id: int) -> int:
        with self.office.look() as work:
            return work.stewards.agreements.get(agreement_id).person_id

    def _check_person(self, officer: Officer, person_id: int) -> None:
        with self.office.look() as work:
            _, seen = self._sight(work, officer).person(person_id)
        if "person.chronology" not in seen:
            raise NotFoundError(what="person")


def _view(sight: Sight, agreement: Agreement) -> AgreementView:
    looks = sight.work.stewards.looks_at(agreement.id)
    owed = sight.work.dispatch.owed(f"agreement:{agreement.id}", DiaryKind.AGREEMENT_CHECK)
    today = sight.office.policy.diary.office.local_day(sight.work.at)
    is_over = agreement.ended_at is not None or today > agreement.expires_on
    return AgreementView(
        agreement_id=agreement.id,
        parties=agreement.parties.reveal(),
        why=agreement.why.reveal(),
        made_at=agreement.made_at,
        expires_on=agreement.expires_on,
        officer=agreement.officer,
        desk=sight.desk_title(agreement.desk),
        ended_by=agreement.ended_by,
        ended_because=agreement.ended_because.reveal(),
        is_over=is_over,
        is_own=agreement.desk == sight.reader.desk,
        terms=tuple(
            _term(
                sight,
                agreement,
                place,
                looks=[one for one in looks if one.term == place],
                due=[one.due_at for one in owed if f":term:{place}:" in one.cause],
            )
            for place in range(len(agreement.terms))
        ),
    )


def _term(
    sight: Sight, agreement: Agreement, place: int, *, looks: list[TermCheck], due: list[datetime]
) -> TermLine:
    term = agreement.terms[place]
    since, is_verified = verified_at(agreement, looks, place)
    due_at = min(due, default=None)
    return TermLine(
        place=place,
        words=term.words.reveal(),
        how=term.how.reveal(),
        who=term.who.reveal(),
        every_days=term.every_days,
        breach=term.breach.reveal(),
        since=since,
        is_verified=is_verified,
        is_late=due_at is not None and due_at < sight.work.at,
        due_at=due_at,
        looks=tuple(
            LookLine(one.at, one.officer, FOUND_WORDS[one.found], one.words.reveal())
            for one in reversed(looks)
        ),
    )
