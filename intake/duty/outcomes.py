"""How it came out for one person, beside standing, freshness and urgency; read `outcome_page`."""

from datetime import datetime

from intake.domain.chronology import LinkStrength
from intake.domain.diary import DiaryKind
from intake.domain.held import PersonHeld, View
from intake.domain.outcome import CLEARS, Outcome, OutcomeState
from intake.domain.person import FlagStatus
from intake.domain.standing import Standing
from intake.domain.urgency import Urgency
from intake.duty.cleared import (
    KIND_WORDS,
    cleared_apart,
    cleared_of,
    hangs_on,
    joined_to,
    newest_first,
)
from intake.duty.sight import Sight
from intake.duty.views.outcome import (
    Beside,
    JoinedTo,
    OutcomeLine,
    OutcomePage,
    ReportChoice,
    StatementLine,
    ThreeThings,
)
from intake.duty.voices import Told, kind_of, seen_of

BY_WEIGHING = "weighing"


def outcome_page(sight: Sight, person: PersonHeld, *, purpose: str) -> OutcomePage:
    """Return the page of the way out.

    Raises:
        NotFoundError: What is known of the person is not for this officer.
    """
    told = seen_of(sight, person)
    outcomes = outcome_lines(sight, person, told)
    waits = (one for one in outcomes if one.state == OutcomeState.WAITING.value and not one.of)
    waiting, head = next(waits, None), hangs_on(sight, person)
    return OutcomePage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        is_flagged=sight.is_flagged(person.id),
        purpose=purpose,
        things=three_things(sight, person, told),
        cleared=cleared_of(sight, person.id),
        outcomes=outcomes,
        statements=statement_lines(sight, person),
        reports=tuple(
            ReportChoice(
                one.concern.reference,
                one.concern.received_at,
                kind_of(sight, one.concern),
                one.entry.strength is LinkStrength.FIRM,
            )
            for one in told
        ),
        waiting=waiting,
        can_record=sight.may("record_outcome") and waiting is None and head is None,
        can_confirm=waiting is not None
        and head is None
        and waiting.officer != sight.officer.name
        and sight.may("confirm_outcome"),
        can_state=sight.may("record_statement"),
        cleared_apart=cleared_apart(sight, person),
        hangs_on=head,
    )


def beside(sight: Sight, person: PersonHeld) -> Beside | None:
    """Return what the person's own page shows of it; None where it is not for this officer."""
    if not {"person.weight", "person.chronology"} <= sight.sees_person(person):
        return None
    statements = statement_lines(sight, person)
    waiting = [
        KIND_WORDS[one.kind]
        for one in sight.work.outcomes.of_person(person.id)
        if one.state is OutcomeState.WAITING
    ]
    return Beside(
        cleared=cleared_of(sight, person.id),
        waiting=waiting[0] if waiting else "",
        statement=statements[0] if statements else None,
        statements=len(statements),
        cleared_apart=cleared_apart(sight, person),
        hangs_on=hangs_on(sight, person),
    )


def outcome_lines(
    sight: Sight, person: PersonHeld, told: tuple[Told, ...]
) -> tuple[OutcomeLine, ...]:
    """Return every outcome of a person, the newest first, with the reports this desk sees.

    Those of records that were joined to his stand among them, each with its record.
    """
    shown = {one.concern.id: one.concern.reference for one in told}
    members = {one.person_id: one for one in joined_to(sight, person)}
    rows = newest_first(sight.work.outcomes.of_person(person.id))
    named = {key for row in rows for key in row.concern_ids} - set(shown)
    for key, concern in sight.work.concerns.of(named).items():
        if "concern.story" in sight.sees(concern):
            shown[key] = concern.reference
    return tuple(_line(sight, one, shown, members.get(one.person_id)) for one in rows)


def _line(
    sight: Sight, outcome: Outcome, shown: dict[int, str], of: JoinedTo | None
) -> OutcomeLine:
    meant = sight.record(outcome.meant_id) if outcome.meant_id else None
    return OutcomeLine(
        outcome_id=outcome.id,
        kind=KIND_WORDS[outcome.kind],
        state=outcome.state.value,
        reason=outcome.reason.reveal(),
        officer=outcome.officer,
        desk=sight.desk_title(outcome.desk),
        at=outcome.at,
        references=tuple(shown[one] for one in outcome.concern_ids if one in shown),
        meant=meant.number if meant else "",
        second=outcome.second,
        second_at=outcome.second_at,
        ended_by=outcome.ended_by,
        ended_at=outcome.ended_at,
        last_words=outcome.last_words.reveal(),
        is_clearing=outcome.kind in CLEARS,
        of=of,
    )


def statement_lines(sight: Sight, person: PersonHeld) -> tuple[StatementLine, ...]:
    """Return what a person has said, the newest first, on records joined to his as well."""
    members = {one.person_id: one for one in joined_to(sight, person)}
    said = sight.work.outcomes.statements_of(person.id)
    return tuple(
        StatementLine(
            words=one.words.reveal(),
            said_on=one.said_on,
            how=one.how,
            officer=one.officer,
            desk=sight.desk_title(one.desk),
            at=one.at,
            of=members.get(one.person_id),
        )
        for one in sorted(said, key=lambda one: one.id, reverse=True)
    )


# the three things


def three_things(sight: Sight, person: PersonHeld, told: tuple[Told, ...]) -> ThreeThings:
    """Return standing, freshness and urgency as this desk may know them.

    Why: Made one number, ten silent years would lower a man's standing, and a child who needs
        help today would wait behind a man with a long record.
    """
    view = sight.view_of(person.id)
    people = sight.work.people
    kept = people.standing(person.id, view) or people.standing(person.id, View.OPEN)
    is_child = sight.childhood(person.id) is not None
    state = kept.state if kept and not is_child else Standing()
    decided = state.decided
    news = max((one.concern.received_at for one in told), default=None)
    review = _review(sight, person)
    urgent = max(
        (one.concern for one in told if one.concern.state == "open"),
        key=lambda one: (Urgency(one.urgency), one.received_at),
        default=None,
    )
    return ThreeThings(
        is_child=is_child,
        standing=state.band,
        floor=state.floor,
        set_by=tuple(one for one in (decided.officer, decided.second) if one) if decided else (),
        set_because=decided.reason.reveal() if decided else "",
        last_news=news,
        silent_days=(sight.work.at - news).days if news else None,
        review_by=review[0] if review else None,
        review_desk=review[1] if review else "",
        is_review_late=review is not None and review[0] < sight.work.at,
        urgency=Urgency(urgent.urgency) if urgent else None,
        urgent=urgent.reference if urgent else "",
    )


def _review(sight: Sight, person: PersonHeld) -> tuple[datetime, str] | None:
    """Return when and by which desk a person is looked at next, of a flag or as such."""
    subjects = [f"person:{person.id}", *(f"flag:{one.id}" for one in sight.flags(person.id))]
    owed = [
        one
        for subject in subjects
        for one in sight.work.dispatch.owed(subject, DiaryKind.REVIEW)
        if one.only_desk in ("", sight.reader.desk)
    ]
    office, hour = sight.office.policy.diary.office, sight.office.policy.diary.hour
    due = [(one.due_at, one.desk) for one in owed]
    due += [
        (office.moment_of(flag.review_on, hour), flag.owner_desk)
        for flag in sight.flags(person.id)
        if flag.status is FlagStatus.ACTIVE and flag.review_on
    ]
    first = min(due, default=None)
    return (first[0], sight.desk_title(first[1])) if first else None
