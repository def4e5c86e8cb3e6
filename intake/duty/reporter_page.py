"""What passes between a desk and whoever told, cut down to what the reader may see."""

from intake.actions.challenge_decision import levels_of
from intake.actions.write_letter import check_answers
from intake.domain.calendar import fixed_hour_of_next_working_day
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disagreeing import addition_in, level_in
from intake.domain.errors import NotFoundError, TransitionRefusedError
from intake.domain.held import Addition, ConcernHeld
from intake.domain.two_way import AddedKind, Disclosure, Letter, public_status
from intake.duty.sight import Sight
from intake.duty.views.reporter import DisagreementLine, DisclosedLine, LetterLine, ReporterPage

STORY, CONTACT = "concern.story", "reporter.contact"
"""Fields without which nobody writes to a reporter of their own accord."""


def check_may_write(
    sight: Sight, concern: ConcernHeld, seen: frozenset[str], *, is_answer: bool
) -> None:
    """Refuse whoever may not read the report, or not know how its reporter is reached.

    Args:
        sight: The officer's eyes.
        concern: The concern.
        seen: The fields of it that they see.
        is_answer: Whether only a disagreement is answered. A desk that is asked to do so needs
            not be told how its reporter is reached: the words wait where they are read.

    Raises:
        NotFoundError: As if there were nothing.
    """
    if STORY not in seen or not (CONTACT in seen or (is_answer and _is_asked(sight, concern))):
        raise NotFoundError(what="concern")


def _is_asked(sight: Sight, concern: ConcernHeld) -> bool:
    owed = sight.work.dispatch.owed(f"concern:{concern.id}", DiaryKind.DISAGREEMENT)
    return any(one.desk == sight.reader.desk for one in owed)


def reporter_page(sight: Sight, concern: ConcernHeld, seen: frozenset[str]) -> ReporterPage:
    """Return what the reporter of a concern reads, was written, and asks for.

    Args:
        sight: The officer's eyes.
        concern: The concern.
        seen: The fields of it that they see.
    """
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
        safe_contact=(
            work.concerns.reporter(concern).safe_contact.reveal() if CONTACT in seen else ""
        ),
        letters=tuple(_letter(sight, one, added) for one in work.two_way.letters_of(concern.id)),
        disclosures=tuple(_disclosed(sight, one) for one in released),
        disagreements=_disagreements(sight, concern, added),
        can_disclose=CONTACT in seen and sight.may("disclose"),
        is_answer_only=CONTACT not in seen,
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
    said = {one.id: one.words.reveal() for one in added if one.kind is AddedKind.DISAGREEMENT}
    owed = sight.work.dispatch.owed(f"concern:{concern.id}", DiaryKind.DISAGREEMENT)
    return tuple(
        _disagreement(sight, concern, one, said.get(addition_in(one.cause), "")) for one in owed
    )


def _disagreement(
    sight: Sight, concern: ConcernHeld, owed: DiaryEntry, words: str
) -> DisagreementLine:
    levels = levels_of(sight.office)
    level = min(level_in(owed.cause), len(levels) - 1)
    return DisagreementLine(
        diary_id=owed.id,
        due_at=owed.due_at,
        is_late=owed.due_at < sight.work.at,
        is_own=owed.desk == sight.reader.desk,
        desk=sight.desk_title(owed.desk),
        words=words,
        level=levels[level].title,
        is_further=level > 0,
        may_answer=_may_answer(sight, concern, owed),
    )


def _may_answer(sight: Sight, concern: ConcernHeld, owed: DiaryEntry) -> bool:
    try:
        check_answers(sight.office, sight.work, concern, sight.officer, owed)
    except TransitionRefusedError:
        return False
    return True
