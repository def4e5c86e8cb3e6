"""Words that come after sending: kept beside the report, told to a desk, looked up as it was.

Read `add_words` first. The report's own words never change.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from intake.actions.alerting import first_owner_of
from intake.actions.challenge_decision import desk_of_level, levels_of
from intake.actions.seats import raise_seated
from intake.domain.alert import Alert, AlertKind
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disagreeing import cause_at, level_now
from intake.domain.held import Addition, CheckHeld, CheckState, ConcernHeld, RecheckHeld
from intake.domain.private import Private, private
from intake.domain.two_way import AddedKind
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work

ADDED = "added:"
"""Begins the cause of a re-check of added words; the addition's id follows."""
BECAUSE = {
    AddedKind.MORE: "The reporter has added to this concern.",
    AddedKind.CORRECTION: "The reporter has corrected this concern.",
    AddedKind.ANSWER: "The reporter has answered a question.",
    AddedKind.DISAGREEMENT: "The reporter says that this was not taken seriously.",
}
TAGS = {AddedKind.ANSWER: "answer", AddedKind.DISAGREEMENT: "disagreement"}


@dataclass(frozen=True, slots=True)
class Added:
    """What a reporter added.

    Args:
        words: Their words.
        kind: What they are.
        letter_id: The question answered, 0 for none.
        beside: The old words that a correction stands beside.
    """

    words: Private
    kind: AddedKind = AddedKind.MORE
    letter_id: int = 0
    beside: Private = private("")  # noqa: RUF009 - a value, and never changed


def add_words(office: Office, work: Work, concern: ConcernHeld, added: Added) -> Addition:
    """Keep words added to a concern, with what is owed for them: a check, and an answer.

    Args:
        office: Settings in force.
        work: The open transaction.
        concern: The concern, sent before.
        added: What was said. An answer to a question that is not of this concern, or was
            answered before, is kept as more words.

    Returns:
        The addition as kept. Nobody is told of it yet: see `tell_of_words`.

    Why:
        How long an answer takes must tell nothing (P4), so added words are looked up on their
        own within seconds; until then the concern cannot be closed (P2).
    """
    settled = _settled(work, concern, added)
    kept = work.concerns.additions.add(
        Addition(
            concern_id=concern.id,
            at=work.at,
            words=settled.words,
            kind=settled.kind,
            beside=settled.beside,
            letter_id=settled.letter_id or None,
        )
    )
    _owe_check(office, work, concern, kept)
    if settled.kind is AddedKind.ANSWER:
        letter = work.two_way.letters.get(settled.letter_id)
        work.two_way.letters.keep(replace(letter, answered_at=work.at))
    if settled.kind is AddedKind.DISAGREEMENT:
        owe_answer(office, work, concern, kept)
    work.audit.note(
        "concern.added_to",
        concern=concern.reference,
        addition=kept.id,
        kind=settled.kind.value,
    )
    return kept


def _settled(work: Work, concern: ConcernHeld, added: Added) -> Added:
    if added.kind is not AddedKind.ANSWER:
        return replace(added, letter_id=0)
    letter = work.two_way.letter(added.letter_id)
    if letter is None or letter.concern_id != concern.id or not letter.is_open_question:
        return replace(added, kind=AddedKind.MORE, letter_id=0)
    return added


def _owe_check(office: Office, work: Work, concern: ConcernHeld, kept: Addition) -> None:
    version = work.people.list_version()
    work.concerns.checks.add(
        CheckHeld(
            concern_id=concern.id,
            mention_id=None,
            state=CheckState.NOT_CHECKED,
            at=work.at,
            list_version=version,
            searched=0,
            policy_hash=office.policy.hash,
            asked={"addition": kept.id},
        )
    )
    work.concerns.rechecks.add(
        RecheckHeld(
            cause=f"{ADDED}{kept.id}",
            list_version=version,
            due_at=work.at,
            concern_id=concern.id,
        )
    )


def tell_of_words(office: Office, work: Work, concern: ConcernHeld, kept: Addition) -> None:
    """Tell the desk whose concern it is, and the one that asked; also of one that was closed.

    A disagreement is told by its own entry in the diary, which climbs by itself.
    """
    work.decisions.touch((), concern_id=concern.id)
    if kept.kind is AddedKind.DISAGREEMENT:
        return
    lead = first_owner_of(office, work, concern.id)
    asked = work.two_way.letter(kept.letter_id).desk if kept.letter_id else lead  # type: ignore[union-attr]
    alerts = [
        Alert(
            kind=AlertKind.CONCERN,
            desk=desk,
            urgency=max(Urgency(concern.urgency), Urgency.NEXT_DAY),
            made_at=work.at,
            policy_hash=office.policy.hash,
            is_lead=desk == lead,
            concern_id=concern.id,
            because=(BECAUSE[kept.kind],),
            tag=TAGS.get(kept.kind, "addition"),
            cause=f"addition:{kept.id}",
        )
        for desk in dict.fromkeys((lead, asked))
    ]
    raise_seated(office, work, alerts, concern)


def owe_answer(office: Office, work: Work, concern: ConcernHeld, kept: Addition) -> DiaryEntry:
    """Make a desk owe an answer to a disagreement, by its own deadline and on its own ladder.

    The first level is asked in as many working days as the desks have set; who is not content
    with an answer and says so again is answered by the next level, in as many as it has.

    Why:
        People who worried were not heard, and said so to nobody (both reviews). A named human
        looks again, and silence climbs like any other (P7). It speaks at once, at a closed desk
        when it opens: it is answered in working days, and by no desk that only sits in.
    """
    plan, book = office.policy.called.disagreement, office.policy.duty
    levels = levels_of(office)
    level = level_now(work.dispatch.diary_of(f"concern:{concern.id}"), levels)
    first = plan.desk or first_owner_of(office, work, concern.id)
    desk = desk_of_level(office, first, levels[level])
    within = levels[level].within_working_days if level else plan.within_working_days
    due = book.desks[desk].hours if desk in book.desks else book.office
    held = book.sits_now(desk, work.at).held_until if desk in book.desks else None
    due_at = due.working_days_later(work.at, within)
    return work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.DISAGREEMENT,
            subject=f"concern:{concern.id}",
            desk=desk,
            due_at=max(due_at, work.at + timedelta(hours=1)),
            opened_at=work.at,
            next_at=held or work.at,
            ladder=plan.ladder,
            cause=cause_at(kept.id, level),
        )
    )
