"""Families at the desk's door: who was spoken to, who was there, and what they are told."""

from collections.abc import Mapping
from datetime import date, datetime

from intake.actions.apply_for_telling import keep_application, take_step
from intake.actions.keep_contact import keep_contact, keep_plan
from intake.actions.tell_family import decide_telling, keep_said
from intake.domain.contact import Contact, ContactHow, SafePlan, WhoElse
from intake.domain.disclosing import (
    Application,
    Decided,
    Decision,
    LegalRoute,
    Said,
    Scheme,
    StepDone,
    Understood,
)
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import Officer, PersonHeld
from intake.domain.private import Private, private
from intake.duty.doors.base import DoorPart, by_reference
from intake.duty.families import contacts_of, references_of, telling_of
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.families import ContactsPage, TellingPage

Typed = Mapping[str, str]
"""What an officer typed, by the name of the field; a field that is missing is empty."""


class FamiliesDoor(DoorPart):
    """What a desk may keep of families: contacts, safe plans, tellings, applications."""

    @act("record_contact")
    def contacts_page(self, *, officer: Officer, person_id: int) -> ContactsPage:
        """Return who was spoken to about a person, and write down that it was read.

        Raises:
            NotFoundError: The person, or his history, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, seen = _readable(sight, person_id)
            work.audit.note("contacts.opened", actor=officer.login, person=person_id)
            return contacts_of(sight, person, seen)

    @act("record_contact")
    def keep_contact(
        self, *, officer: Officer, person_id: int, typed: Typed, held_on: date | None
    ) -> Contact:
        """Keep a contact; raises as `keep_contact`.

        Args:
            officer: Who writes it down.
            person_id: About whom.
            typed: with_whom, how, who_else, present, words, why_joint, told, reference;
                is_denial and was_warned, where they are not empty.
            held_on: The local day; None is refused.

        Raises:
            JudgementRefusedError: `missing` holds how, who_else, held_on or reference as well.
            NotFoundError: The person is not for this officer.
        """
        concern_id = self._concern_of(officer, person_id, typed.get("reference", ""))
        hows, others = {one.value for one in ContactHow}, {one.value for one in WhoElse}
        wanted = (
            ("how", typed.get("how") in hows),
            ("held_on", held_on is not None),
            ("who_else", typed.get("who_else") in others),
        )
        missing = tuple(name for name, is_given in wanted if not is_given)
        if missing or held_on is None:
            raise JudgementRefusedError(missing=missing)
        contact = Contact(
            person_id=person_id,
            with_whom=_told(typed, "with_whom"),
            how=ContactHow(typed["how"]),
            held_on=held_on,
            who_else=WhoElse(typed["who_else"]),
            present=_told(typed, "present"),
            words=_told(typed, "words"),
            officer=officer.name,
            desk=officer.desk,
            at=self.office.now(),
            is_denial=bool(typed.get("is_denial")),
            why_joint=_told(typed, "why_joint"),
            was_warned=bool(typed.get("was_warned")),
            told=_told(typed, "told"),
            concern_id=concern_id,
        )
        return keep_contact(self.office, officer=officer, contact=contact)

    @act("record_contact")
    def keep_safe_plan(self, *, officer: Officer, person_id: int, typed: Typed) -> SafePlan:
        """Keep how somebody may be reached safely; raises as `keep_plan`, or NotFoundError."""
        with self.office.look() as work:
            _, seen = _readable(self._sight(work, officer), person_id)
        if "reporter.contact" not in seen:
            raise NotFoundError(what="person")
        plan = SafePlan(
            person_id=person_id,
            with_whom=_told(typed, "with_whom"),
            how=_told(typed, "how"),
            when=_told(typed, "when"),
            code=_told(typed, "code"),
            never=_told(typed, "never"),
            officer=officer.name,
            desk=officer.desk,
            at=self.office.now(),
        )
        return keep_plan(self.office, officer=officer, plan=plan)

    @act("decide_telling")
    def telling_page(self, *, officer: Officer, person_id: int) -> TellingPage:
        """Return what families were told about a person, and write down that it was read.

        Raises:
            NotFoundError: The person, or his history, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, _ = _readable(sight, person_id)
            work.audit.note("tellings.opened", actor=officer.login, person=person_id)
            return telling_of(sight, person)

    @act("decide_telling")
    def decide_telling(
        self,
        *,
        officer: Officer,
        person_id: int,
        typed: Typed,
        say_by_on: date | None,
        follow_up_on: date | None,
        second_login: str,
        second_password: str,
    ) -> Decision:
        """Keep what is told to whom; a second human who may disclose signs beside.

        Args:
            officer: Who writes it down.
            person_id: About whom.
            typed: decided, what, to_whom, route, words, asked_of, why, application.
            say_by_on: By which local day it is said.
            follow_up_on: On which local day somebody asks how it went.
            second_login: The second human's name to sign in with.
            second_password: Theirs.

        Raises:
            JudgementRefusedError: `missing` holds decided, route, or as `decide_telling`.
            NotFoundError: The person is not for this officer.
            SignInRefusedError: The second human's name and password do not fit.
        """
        self._check(officer, person_id)
        wanted = (
            ("decided", typed.get("decided") in {one.value for one in Decided}),
            ("route", typed.get("route") in {one.value for one in LegalRoute}),
        )
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        second = ""
        if second_login:
            second = self._second(officer, second_login, second_password, may="disclose")
        told = typed.get("application", "")
        decision = Decision(
            person_id=person_id,
            decided=Decided(typed["decided"]),
            what=_told(typed, "what"),
            to_whom=_told(typed, "to_whom"),
            route=LegalRoute(typed["route"]),
            words=_told(typed, "words"),
            asked_of=_told(typed, "asked_of"),
            why=_told(typed, "why"),
            authorised_by=second,
            say_by_on=say_by_on,
            follow_up_on=follow_up_on or date.min,
            officer=officer.name,
            desk=officer.desk,
            at=self.office.now(),
            application_id=int(told) if told.isdecimal() and len(told) < 13 else None,
        )
        return decide_telling(self.office, officer=officer, decision=decision)

    @act("decide_telling")
    def keep_said(
        self,
        *,
        officer: Officer,
        person_id: int,
        decision_id: int,
        typed: Typed,
        said_on: date | None,
    ) -> Said:
        """Keep that the words were said; raises as `keep_said`.

        Raises:
            JudgementRefusedError: `missing` holds understood or said_on as well.
            NotFoundError: The person or the decision is not for this officer.
        """
        self._check(officer, person_id)
        with self.office.look() as work:
            if decision_id not in {one.id for one in work.families.decisions_of(person_id)}:
                raise NotFoundError(what="decision")
        wanted = (
            ("understood", typed.get("understood") in {one.value for one in Understood}),
            ("said_on", said_on is not None),
        )
        missing = tuple(name for name, is_given in wanted if not is_given)
        if missing or said_on is None:
            raise JudgementRefusedError(missing=missing)
        said = Said(
            decision_id=decision_id,
            said_on=said_on,
            by_whom=_told(typed, "by_whom"),
            words=_told(typed, "words"),
            understood=Understood(typed["understood"]),
            language=_told(typed, "language"),
            officer=officer.name,
            desk=officer.desk,
            at=self.office.now(),
        )
        return keep_said(self.office, officer=officer, said=said)

    @act("decide_telling")
    def keep_application(
        self, *, officer: Officer, person_id: int, typed: Typed, received_on: date | None
    ) -> Application:
        """Keep an application under a scheme; raises as `keep_application`.

        Raises:
            JudgementRefusedError: `missing` holds scheme or received_on as well.
            NotFoundError: The person is not for this officer.
        """
        self._check(officer, person_id)
        wanted = (
            ("scheme", typed.get("scheme") in {one.value for one in Scheme}),
            ("received_on", received_on is not None),
        )
        missing = tuple(name for name, is_given in wanted if not is_given)
        if missing or received_on is None:
            raise JudgementRefusedError(missing=missing)
        application = Application(
            person_id=person_id,
            scheme=Scheme(typed["scheme"]),
            applicant=_told(typed, "applicant"),
            relation=_told(typed, "relation"),
            protects=_told(typed, "protects"),
            received_at=self._moment_of(received_on),
            officer=officer.name,
            desk=officer.desk,
            at=self.office.now(),
        )
        return keep_application(self.office, officer=officer, application=application)

    @act("decide_telling")
    def take_step(
        self, *, officer: Officer, person_id: int, application_id: int, step: str, words: str
    ) -> StepDone:
        """Keep that a step of an application was taken; raises as `take_step`, NotFoundError."""
        self._check(officer, person_id)
        with self.office.look() as work:
            if application_id not in {one.id for one in work.families.applications_of(person_id)}:
                raise NotFoundError(what="application")
        return take_step(
            self.office, officer=officer, application_id=application_id, step=step, words=words
        )

    def _moment_of(self, day: date) -> datetime:
        """Return when the clocks of a day began: now for today, else at its beginning."""
        now, office = self.office.now(), self.office.policy.diary.office
        return now if day == office.local_day(now) else office.moment_of(day, 0)

    def _check(self, officer: Officer, person_id: int) -> None:
        with self.office.look() as work:
            _readable(self._sight(work, officer), person_id)

    def _concern_of(self, officer: Officer, person_id: int, reference: str) -> int | None:
        """Return the concern that a contact is about; None for the person as such.

        Raises:
            JudgementRefusedError: `missing` is reference: it hangs on somebody else.
            NotFoundError: The person is not for this officer.
        """
        with self.office.look() as work:
            sight = self._sight(work, officer)
            _readable(sight, person_id)
            if not reference:
                return None
            concern = by_reference(work, reference)
            if concern is None or concern.reference not in references_of(sight, person_id):
                raise JudgementRefusedError(missing=("reference",))
            return concern.id


def _told(typed: Typed, name: str) -> Private:
    return private(typed.get(name, "").strip())


def _readable(sight: Sight, person_id: int) -> tuple[PersonHeld, frozenset[str]]:
    """Return a person whose history the officer may read, with the fields seen.

    Raises:
        NotFoundError: There is none, or it is not for this officer.
    """
    person, seen = sight.person(person_id)
    if "person.chronology" not in seen:
        raise NotFoundError(what="person")
    return person, seen
