"""Decisions at the desk's door: read, looked at again, challenged; and what is asked elsewhere."""

from collections.abc import Sequence

from intake.actions.ask_again import answer_late
from intake.actions.ask_agency import answer_request, ask_agency, desks_to_ask
from intake.actions.challenge_decision import (
    answer_challenge,
    challenge_decision,
    settle_challenge,
)
from intake.actions.freeze_dossier import Matter, matter_of_concern
from intake.domain.asking import ANSWERS, Request
from intake.domain.challenge import Challenge
from intake.domain.dossier import Dossier, Relook
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.event import ToldAnswer
from intake.domain.held import ConcernHeld, Officer, PersonHeld
from intake.domain.person import is_open_to
from intake.duty.decided import decision_view, request_line
from intake.duty.doors.base import DoorPart, by_reference
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.decided import AskPage, DecisionsPage, DecisionView, RequestLine


class DecisionDoor(DoorPart):
    """What a desk may say about decisions, its own and others'."""

    @act("read_concern")
    def decisions_on(self, *, officer: Officer, reference: str) -> DecisionsPage:
        """Return the decisions on a concern; written down that they were read.

        Raises:
            NotFoundError: The concern is missing, or its words are not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            concern = _concern(sight, reference)
            work.audit.note("decisions.opened", actor=officer.login, concern=concern.reference)
            found = work.decisions.of_concern(concern.id)
            return DecisionsPage(_views(sight, found), reference=concern.reference)

    @act("read_person")
    def decisions_about(self, *, officer: Officer, person_id: int) -> DecisionsPage:
        """Return the decisions about a person, those on concerns that the reader may read too.

        Raises:
            NotFoundError: The person, or his history, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person = _person(sight, person_id)
            work.audit.note("decisions.opened", actor=officer.login, person=person_id)
            found = [one for one in work.decisions.of_person(person.id) if _may_read(sight, one)]
            return DecisionsPage(_views(sight, found), person_id=person.id, number=person.number)

    @act("read_concern")
    def decision(self, *, officer: Officer, dossier_id: int) -> DecisionsPage:
        """Return one decision, also to a desk that answers a challenge of it; written down.

        Raises:
            NotFoundError: There is none, or it is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            found = work.decisions.dossiers.by_id([dossier_id]).get(dossier_id)
            view = decision_view(sight, found) if found and _may_read(sight, found) else None
            if found is None or view is None:
                raise NotFoundError(what="decision")
            work.audit.note("decision.opened", actor=officer.login, dossier=dossier_id)
            concern = work.concerns.of([found.concern_id or 0]).get(found.concern_id or 0)
            return DecisionsPage(
                (view,),
                person_id=found.person_id,
                number=f"P-{found.person_id:04d}" if found.person_id else "",
                reference=concern.reference if concern is not None else "",
            )

    @act("decide")
    def look_again(self, *, officer: Officer, dossier_id: int, same: bool, words: str) -> Relook:
        """Say whether the same would be decided; raises as `answer_late`, or NotFoundError."""
        self._check_decision(officer, dossier_id)
        return answer_late(
            self.office, officer=officer, dossier_id=dossier_id, same=same, words=words
        )

    @act("challenge_decision")
    def challenge(self, *, officer: Officer, dossier_id: int, words: str) -> Challenge:
        """Challenge a decision; raises as `challenge_decision`, or NotFoundError."""
        self._check_decision(officer, dossier_id)
        return challenge_decision(self.office, officer=officer, dossier_id=dossier_id, words=words)

    @act("answer_challenge")
    def answer_challenge(
        self, *, officer: Officer, challenge_id: int, changed: bool, words: str
    ) -> Challenge:
        """Answer a challenge; raises as `answer_challenge`, or NotFoundError."""
        self._check_challenge(officer, challenge_id)
        return answer_challenge(
            self.office, officer=officer, challenge_id=challenge_id, changed=changed, words=words
        )

    @act("challenge_decision")
    def settle_challenge(self, *, officer: Officer, challenge_id: int, further: str) -> Challenge:
        """Let an answer stand or take it further; raises as `settle_challenge`."""
        self._check_challenge(officer, challenge_id)
        return settle_challenge(
            self.office, officer=officer, challenge_id=challenge_id, further=further
        )

    @act("ask_information")
    def ask_page(
        self, *, officer: Officer, person_id: int | None = None, reference: str = ""
    ) -> AskPage:
        """Return what the desk asked others about a person or concern, and whom it may ask.

        Raises:
            NotFoundError: The person or concern is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            matter, person = _matter(sight, person_id, reference)
            about = {"concern": reference} if person is None else {"person": person.id}
            work.audit.note("requests.opened", actor=officer.login, **about)
            asked = work.decisions.requests_about(
                person_ids=matter.people if person is not None else (),
                concern_id=matter.concern_id,
            )
            desks = desks_to_ask(self.office, work, matter, desk=officer.desk)
            return AskPage(
                requests=tuple(
                    request_line(sight, one)
                    for one in reversed(asked)
                    if one.from_desk == officer.desk
                ),
                desks=tuple((name, sight.desk_title(name)) for name in desks),
                person_id=person.id if person is not None else None,
                number=person.number if person is not None else "",
                reference=reference,
                shared=person.label.reveal() if person is not None else "",
            )

    @act("ask_information")
    def ask_desk(
        self,
        *,
        officer: Officer,
        to_desk: str,
        shared: str,
        question: str,
        basis: str,
        person_id: int | None = None,
        reference: str = "",
    ) -> Request:
        """Ask another desk; raises as `ask_agency`, or NotFoundError."""
        with self.office.look() as work:
            matter, _ = _matter(self._sight(work, officer), person_id, reference)
        return ask_agency(
            self.office,
            officer=officer,
            matter=matter,
            to_desk=to_desk,
            shared=shared,
            question=question,
            basis=basis,
        )

    @act("answer_information")
    def request_page(self, *, officer: Officer, request_id: int) -> RequestLine:
        """Return a question that the officer's desk was asked, or asked; written down.

        Raises:
            NotFoundError: There is none, or it is between other desks.
        """
        with self.office.begin() as work:
            request = _request(self._sight(work, officer), request_id)
            work.audit.note("request.opened", actor=officer.login, request=request_id)
            return request_line(self._sight(work, officer), request)

    @act("answer_information")
    def answer_question(
        self, *, officer: Officer, request_id: int, answer: str, words: str
    ) -> Request:
        """Answer what the desk was asked; raises as `answer_request`, or NotFoundError.

        Raises:
            JudgementRefusedError: `missing` is answer: there is no such answer.
        """
        with self.office.look() as work:
            _request(self._sight(work, officer), request_id)
        if answer not in {one.value for one in ANSWERS}:
            raise JudgementRefusedError(missing=("answer",))
        return answer_request(
            self.office,
            officer=officer,
            request_id=request_id,
            answer=ToldAnswer(answer),
            words=words,
        )

    def _check_decision(self, officer: Officer, dossier_id: int) -> None:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            found = work.decisions.dossiers.by_id([dossier_id]).get(dossier_id)
            if found is None or not _may_read(sight, found):
                raise NotFoundError(what="decision")
            if decision_view(sight, found) is None:
                raise NotFoundError(what="decision")

    def _check_challenge(self, officer: Officer, challenge_id: int) -> None:
        with self.office.look() as work:
            found = work.decisions.challenges.by_id([challenge_id]).get(challenge_id)
            if found is None or officer.desk not in (found.by_desk, found.to_desk):
                raise NotFoundError(what="challenge")


def _views(sight: Sight, dossiers: Sequence[Dossier]) -> tuple[DecisionView, ...]:
    shown = (decision_view(sight, one) for one in reversed(dossiers))
    return tuple(one for one in shown if one is not None)


def _concern(sight: Sight, reference: str) -> ConcernHeld:
    concern, seen = sight.concern(by_reference(sight.work, reference))
    if "concern.story" not in seen:
        raise NotFoundError(what="concern")
    return concern


def _person(sight: Sight, person_id: int) -> PersonHeld:
    person, seen = sight.person(person_id)
    if "person.chronology" not in seen:
        raise NotFoundError(what="person")
    return person


def _may_read(sight: Sight, dossier: Dossier) -> bool:
    """Whether the reader may read what was decided on, or is asked to answer a challenge of it."""
    asked = sight.work.decisions.challenges_of(dossier.id)
    if any(one.to_desk == sight.reader.desk for one in asked):
        return True
    try:
        if dossier.concern_id is not None:
            concern, seen = sight.concern_of_id(dossier.concern_id)
            return "concern.story" in seen and bool(concern.reference)
        if dossier.person_id is not None:
            _person(sight, sight.work.joinings.head_of(dossier.person_id))
    except NotFoundError:
        return False
    return True


def _matter(
    sight: Sight, person_id: int | None, reference: str
) -> tuple[Matter, PersonHeld | None]:
    if person_id is not None:
        person, _ = sight.person(person_id)
        return Matter((person.id,)), person
    concern = _concern(sight, reference)
    return matter_of_concern(sight.work, concern, sight.reader.desk), None


def _request(sight: Sight, request_id: int) -> Request:
    found = sight.work.decisions.requests.by_id([request_id]).get(request_id)
    desks = (found.from_desk, found.to_desk) if found is not None else ()
    if found is None or sight.reader.desk not in desks:
        raise NotFoundError(what="request")
    if not is_open_to(found.only_desk, sight.reader.desk):
        raise NotFoundError(what="request")
    return found
