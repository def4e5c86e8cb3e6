"""Contacts and tellings of one person as a desk reads them; what is reserved stays so (P13)."""

from collections.abc import Iterator

from intake.actions.keep_contact import is_heard_beside_him_only
from intake.domain.contact import Contact
from intake.domain.diary import DiaryKind
from intake.domain.disclosing import Application, Decision, Said, StepDone
from intake.domain.errors import NotFoundError
from intake.domain.held import PersonHeld
from intake.domain.person import is_open_to
from intake.duty.sight import Sight
from intake.duty.views.families import (
    ApplicationView,
    ContactLine,
    ContactsPage,
    DecisionView,
    PlanLine,
    SaidLine,
    StepLine,
    TellingPage,
)


def contacts_of(sight: Sight, person: PersonHeld, seen: frozenset[str]) -> ContactsPage:
    """Return who was spoken to about a person, and how they may be reached."""
    families = sight.work.families
    sees_plans = "reporter.contact" in seen
    return ContactsPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        contacts=tuple(
            _contact(sight, one)
            for one in reversed(families.contacts_of([person.id]))
            if is_open_to(one.only_desk, sight.reader.desk)
        ),
        plans=tuple(
            PlanLine(
                with_whom=one.with_whom.reveal(),
                how=one.how.reveal(),
                when=one.when.reveal(),
                code=one.code.reveal(),
                never=one.never.reveal(),
                officer=one.officer,
                at=one.at,
            )
            for one in reversed(families.plans_of(person.id) if sees_plans else ())
            if is_open_to(one.only_desk, sight.reader.desk)
        ),
        is_only_beside_him=is_heard_beside_him_only(
            sight.office, sight.work, sight.officer, person.id
        ),
        sees_plans=sees_plans,
        references=references_of(sight, person.id),
    )


def references_of(sight: Sight, person_id: int) -> tuple[str, ...]:
    """Return the open concerns that hang on a person, as far as the reader may open them."""
    found = sight.concerns_of_person(person_id).values()
    sight.prepare(found)
    return tuple(sorted(one.reference for one in found if "concern.story" in sight.sees(one)))


def _contact(sight: Sight, one: Contact) -> ContactLine:
    today = sight.office.policy.diary.office.local_day(sight.work.at)
    return ContactLine(
        contact_id=one.id,
        with_whom=one.with_whom.reveal(),
        how=one.how.value,
        held_on=one.held_on,
        is_planned=one.held_on > today,
        who_else=one.who_else.value,
        present=one.present.reveal(),
        words=one.words.reveal(),
        is_free=one.is_free,
        is_denial=one.is_denial,
        why_joint=one.why_joint.reveal(),
        is_warning_only=one.is_warning_only,
        told=one.told.reveal(),
        officer=one.officer,
        desk=sight.desk_title(one.desk),
        at=one.at,
        reference=_reference(sight, one),
    )


def _reference(sight: Sight, one: Contact) -> str:
    if not one.concern_id:
        return ""
    try:
        concern, _ = sight.concern_of_id(one.concern_id)
    except NotFoundError:
        return ""
    return concern.reference


def telling_of(sight: Sight, person: PersonHeld) -> TellingPage:
    """Return what families were told about a person, and what they asked."""
    families, schemes = sight.work.families, sight.office.policy.called.disclosure.schemes
    decisions = [
        one
        for one in reversed(families.decisions_of(person.id))
        if is_open_to(one.only_desk, sight.reader.desk)
    ]
    applications = [
        one
        for one in reversed(families.applications_of(person.id))
        if is_open_to(one.only_desk, sight.reader.desk)
    ]
    said = families.said_of(one.id for one in decisions)
    done = families.steps_of(one.id for one in applications)
    owed = [
        entry
        for one in sight.work.joinings.together([person.id])
        for entry in sight.work.dispatch.owed(f"person:{one}", DiaryKind.WARNED_ONLY)
    ]
    return TellingPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        decisions=tuple(
            _decision(sight, one, [each for each in said if each.decision_id == one.id])
            for one in decisions
        ),
        applications=tuple(
            _application(sight, one, [each for each in done if each.application_id == one.id])
            for one in applications
        ),
        warned_only=any(one.desk == sight.reader.desk for one in owed),
        schemes=tuple((code.value, scheme.title) for code, scheme in schemes.items()),
    )


def _decision(sight: Sight, one: Decision, said: list[Said]) -> DecisionView:
    owed = sight.work.dispatch.owed(f"telling:{one.id}", DiaryKind.DISCLOSE)
    return DecisionView(
        decision_id=one.id,
        decided=one.decided.value,
        what=one.what.reveal(),
        to_whom=one.to_whom.reveal(),
        route=one.route.value,
        words=one.words.reveal(),
        asked_of=one.asked_of.reveal(),
        why=one.why.reveal(),
        officer=one.officer,
        authorised_by=one.authorised_by,
        desk=sight.desk_title(one.desk),
        at=one.at,
        follow_up_on=one.follow_up_on,
        due_at=min((each.due_at for each in owed), default=None),
        said=tuple(
            SaidLine(
                said_on=each.said_on,
                by_whom=each.by_whom.reveal(),
                words=each.words.reveal(),
                understood=each.understood.value,
                language=each.language.reveal(),
                officer=each.officer,
            )
            for each in said
        ),
        may_say=bool(owed) and one.desk == sight.reader.desk,
    )


def _application(sight: Sight, one: Application, done: list[StepDone]) -> ApplicationView:
    scheme = sight.office.policy.called.disclosure.schemes[one.scheme]
    return ApplicationView(
        application_id=one.id,
        title=scheme.title,
        applicant=one.applicant.reveal(),
        relation=one.relation.reveal(),
        protects=one.protects.reveal(),
        received_at=one.received_at,
        officer=one.officer,
        desk=sight.desk_title(one.desk),
        steps=tuple(_steps(sight, one, done)),
        may_take=one.desk == sight.reader.desk,
    )


def _steps(sight: Sight, one: Application, done: list[StepDone]) -> Iterator[StepLine]:
    plans = sight.office.policy.called.disclosure
    for plan in plans.steps_of(one.scheme):
        taken = next((each for each in done if each.step is plan.step), None)
        yield StepLine(
            code=plan.step.value,
            title=plans.schemes[one.scheme].steps[plan.step].title,
            due_at=one.received_at + plan.within,
            taken_by=taken.officer if taken else "",
            taken_at=taken.at if taken else None,
            words=taken.words.reveal() if taken else "",
        )
