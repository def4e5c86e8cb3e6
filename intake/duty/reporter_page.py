"""What passes between a desk and whoever told, cut down to what the reader may see."""

from datetime import datetime

from intake.domain.calendar import fixed_hour_of_next_working_day
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import NotFoundError
from intake.domain.held import Addition, ConcernHeld
from intake.domain.two_way import AddedKind, Disclosure, Letter, public_status
from intake.duty.sight import Sight
from intake.duty.views.reporter import DisagreementLine, DisclosedLine, LetterLine, ReporterPage

NEEDED = ("concern.story", "reporter.contact")
"""Fields without which nobody writes to a reporter."""


def check_may_write(seen: frozenset[str]) -> None:
    """Refuse whoever may not read the report, or not know how its reporter is reached.

    Raises:
        NotFoundError: As if there were nothing.
    """
    if not all(name in seen for name in NEEDED):
        raise NotFoundError(what="concern")


def reporter_page(sight: Sight, concern: ConcernHeld) -> ReporterPage:
    """Return what the reporter of a concern reads, was written, and asks for."""
    work, office = sight.work, sight.office
    hour, calendar = office.policy.channels.public_status.hour, office.policy.duty.office
    finished_at = work.two_way.finished_at(concern.id)
    stands = public_status(concern.received_at, finished_at, hour=hour, office=calendar, at=work.at)
    causes = (concern.received_at, *([finished_at] if finished_at else []))
    changes = [fixed_hour_of_next_working_day(cause, hour, calendar) for cause in causes]
    way = work.two_way.way_of(concern.id)
    added = work.concerns.additions_of(concern.id)
    released = work.two_way.disclosures_of(concern.id)
    return ReporterPage(
        reference=concern.reference,
        received_at=concern.received_at,
        at=work.at,
        status=stands.status.value,
        since=stands.since,
        changes_at=min((at for at in changes if at > work.at), default=None),
        contact=way.chosen.value if way else "",
        safe_contact=work.concerns.reporter(concern).safe_contact.reveal(),
        letters=tuple(_letter(sight, one, added) for one in work.two_way.letters_of(concern.id)),
        disclosures=tuple(_disclosed(sight, one) for one in released),
        disagreements=_disagreements(sight, concern, added),
        can_disclose=sight.may("disclose"),
        is_unfinished=concern.is_unfinished,
    )


def _letter(sight: Sight, letter: Letter, added: tuple[Addition, ...]) -> LetterLine:
    answers = (one.words.reveal() for one in added if one.letter_id == letter.id)
    return LetterLine(
        kind=letter.kind.value,
        at=letter.at,
        officer=letter.officer,
        desk=sight.desk_title(letter.desk),
        words=letter.words.reveal(),
        warned=letter.warned,
        reason=letter.reason.reveal(),
        notify_at=letter.notify_at,
        notified_at=letter.notified_at,
        read_at=letter.read_at,
        answered_at=letter.answered_at,
        answer="\n".join(answers),
    )


def _disclosed(sight: Sight, one: Disclosure) -> DisclosedLine:
    return DisclosedLine(
        what=one.what.value,
        to=one.to.value,
        to_whom=one.to_whom.reveal(),
        route=one.route.reveal(),
        words=one.words.reveal(),
        authorised_by=one.authorised_by,
        officer=one.officer,
        desk=sight.desk_title(one.desk),
        at=one.at,
    )


def _disagreements(
    sight: Sight, concern: ConcernHeld, added: tuple[Addition, ...]
) -> tuple[DisagreementLine, ...]:
    said = {
        f"disagreement:{one.id}": one.words.reveal()
        for one in added
        if one.kind is AddedKind.DISAGREEMENT
    }
    owed = (
        one
        for one in sight.work.dispatch.owed(f"concern:{concern.id}")
        if one.kind is DiaryKind.DISAGREEMENT
    )
    return tuple(_disagreement(sight, one, said.get(one.cause, ""), sight.work.at) for one in owed)


def _disagreement(sight: Sight, owed: DiaryEntry, words: str, at: datetime) -> DisagreementLine:
    return DisagreementLine(
        diary_id=owed.id,
        due_at=owed.due_at,
        is_late=owed.due_at < at,
        is_own=owed.desk == sight.reader.desk,
        desk=sight.desk_title(owed.desk),
        words=words,
    )
