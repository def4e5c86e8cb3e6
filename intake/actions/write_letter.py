"""A named officer writes to whoever told, or releases something; read `write_letter` first."""

from dataclasses import dataclass, field, replace

from intake.actions.challenge_decision import levels_of
from intake.domain.concern import Part
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.disagreeing import check_may_answer
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import ConcernHeld, Officer
from intake.domain.private import Private, private
from intake.domain.two_way import (
    ContactWhen,
    DisclosedTo,
    DisclosedWhat,
    Disclosure,
    Letter,
    LetterKind,
    next_contact,
)
from intake.domain.warned_words import Warned, warnings_in
from intake.store.office import Office
from intake.store.work import Work


@dataclass(frozen=True, slots=True)
class Writing:
    """What an officer wrote.

    Args:
        kind: A message, a question, or the reply to a disagreement.
        words: The exact words.
        reason: Why it goes although something in it was warned of.
        diary_id: The disagreement that a reply answers, 0 for none.
    """

    kind: LetterKind
    words: str = field(repr=False)
    reason: str = field(default="", repr=False)
    diary_id: int = 0


@dataclass(frozen=True, slots=True)
class Releasing:
    """What an officer releases, to whom, by which route, in which words; who authorised it."""

    what: DisclosedWhat
    to: DisclosedTo
    to_whom: str = field(repr=False)
    route: str = field(repr=False)
    words: str = field(repr=False)
    authorised_by: str


def warnings_of(office: Office, work: Work, concern: ConcernHeld, words: str) -> tuple[Warned, ...]:
    """Return what a text for this concern's reporter is warned of.

    Args:
        office: Titles of agencies and desks.
        work: An open transaction.
        concern: The concern.
        words: The text.

    Why:
        Names of records stay out of it: a warning for a name that only some desks may know
        would tell that it is held (P13). Any capital letter inside a sentence warns instead.
    """
    mentions = work.concerns.mentions_of(concern.id)
    said = [one.body for one in mentions if not one.from_story]
    names = [told for one in said for told in (one.names.told, one.nickname.told)]
    children = [one.school.told for one in said if one.part is Part.CHILD]
    officers = [one.name for one in work.staff.everybody()]
    titles = [desk.title for desk in office.policy.duty.desks.values()]
    titles += [agency.title for agency in office.policy.areas.agencies.values()]
    return warnings_in(words, names=(*names, *officers), agencies=(*titles, *children))


def write_letter(office: Office, *, officer: Officer, concern_id: int, writing: Writing) -> Letter:
    """Put an officer's own words where their reporter reads them.

    Args:
        office: The office.
        officer: Who writes; the reporter is not shown the name.
        concern_id: Of which concern.
        writing: The words.

    Returns:
        The letter as kept. A neutral notice leaves for the reporter's chat when they said
        that it may, where there is one; else it waits to be fetched with the code.

    Raises:
        JudgementRefusedError: `missing` is words, or reason where something was warned of.
        NotFoundError: The disagreement to answer is not owed for this concern.
        TransitionRefusedError: It is answered by another desk or role, or by somebody who has
            not answered this reporter before.

    Why:
        Software tells a reporter nothing of anybody (P4). A named officer may, and then it is
        written down what was warned of, and why it was said all the same.
    """
    with office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        warned = warnings_of(office, work, concern, writing.words)
        _check(writing, warned)
        if writing.diary_id:
            _meet(office, work, concern, officer, writing.diary_id)
        letter = work.two_way.letters.add(
            Letter(
                concern_id=concern.id,
                kind=writing.kind,
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                words=private(writing.words.strip()),
                warned=tuple(dict.fromkeys(one.what.value for one in warned)),
                reason=private(writing.reason.strip() if warned else ""),
                diary_id=writing.diary_id or None,
            )
        )
        letter = notify_when_safe(office, work, letter)
        work.audit.note(
            "letter.written",
            actor=officer.login,
            concern=concern.reference,
            letter=letter.id,
            kind=letter.kind.value,
            warned=letter.warned,
        )
        return letter


def notify_when_safe(office: Office, work: Work, letter: Letter) -> Letter:
    """Write down when a neutral notice of a letter may leave: in the hours the reporter chose."""
    way = work.two_way.way_of(letter.concern_id)
    chosen = way.chosen if way else ContactWhen.CODE
    hours = office.policy.channels.contact.hours_of(chosen)
    notify_at = next_contact(chosen, hours, office.policy.duty.office, work.at)
    return work.two_way.letters.keep(replace(letter, notify_at=notify_at))


def _check(writing: Writing, warned: tuple[Warned, ...]) -> None:
    wanted = (
        ("words", bool(writing.words.strip())),
        ("reason", not warned or bool(writing.reason.strip())),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)


def answered_before(work: Work, concern_id: int) -> frozenset[str]:
    """Return the names of those who answered a disagreement of this concern's reporter."""
    return frozenset(
        one.met_by
        for one in work.dispatch.diary_of(f"concern:{concern_id}")
        if one.kind is DiaryKind.DISAGREEMENT and one.met_by
    )


def check_answers(
    office: Office, work: Work, concern: ConcernHeld, officer: Officer, entry: DiaryEntry
) -> None:
    """Refuse who may not answer a disagreement; raises as `check_may_answer`."""
    check_may_answer(
        entry,
        levels_of(office),
        officer=officer.name,
        role=officer.role,
        desk=officer.desk,
        answered_by=answered_before(work, concern.id),
    )


def _meet(
    office: Office, work: Work, concern: ConcernHeld, officer: Officer, diary_id: int
) -> None:
    """Answer a disagreement: its pings stop with the reply, in the same transaction."""
    rows = work.dispatch.diary
    entry = rows.find(rows.row.id == diary_id)
    is_it = entry is not None and entry.kind is DiaryKind.DISAGREEMENT
    if entry is None or not is_it or entry.subject != f"concern:{concern.id}":
        raise NotFoundError(what="diary")
    check_answers(office, work, concern, officer, entry)
    work.dispatch.silence(entry.id)
    rows.keep(entry.meet(officer.name, work.at))


def disclose(
    office: Office, *, officer: Officer, concern_id: int, releasing: Releasing
) -> Disclosure:
    """Record what a named officer releases; to the reporter it is shown in the same words.

    Args:
        office: The office.
        officer: Who releases.
        concern_id: Of which concern.
        releasing: What, to whom, by which route, in which words, authorised by whom.

    Returns:
        The disclosure. *Finished* shows as a public status from the fixed hour of a later
        working day; the words stand with the reporter's messages at once.

    Raises:
        JudgementRefusedError: `missing` names what lacks of to_whom, route, words,
            authorised_by.

    Why:
        A family was warned and not told what they needed to protect a child, and nobody could
        say later what had been said (Peterborough review). It cannot be taken back, so it
        cannot be undone here either; a further one may follow.
    """
    _check_release(releasing)
    with office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        kept = work.two_way.disclosures.add(
            Disclosure(
                concern_id=concern.id,
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                what=releasing.what,
                to=releasing.to,
                to_whom=private(releasing.to_whom.strip()),
                route=private(releasing.route.strip()),
                words=private(releasing.words.strip()),
                authorised_by=releasing.authorised_by.strip(),
            )
        )
        if releasing.to is DisclosedTo.REPORTER:
            _show(office, work, kept, kept.words)
        work.audit.note(
            "disclosure.made",
            actor=officer.login,
            concern=concern.reference,
            disclosure=kept.id,
            what=kept.what.value,
            to=kept.to.value,
        )
        return kept


def _show(office: Office, work: Work, released: Disclosure, words: Private) -> None:
    letter = Letter(
        concern_id=released.concern_id,
        kind=LetterKind.MESSAGE,
        at=work.at,
        officer=released.officer,
        desk=released.desk,
        words=words,
        warned=("disclosure",),
    )
    notify_when_safe(office, work, work.two_way.letters.add(letter))


def _check_release(releasing: Releasing) -> None:
    wanted = (
        ("to_whom", releasing.to is DisclosedTo.REPORTER or bool(releasing.to_whom.strip())),
        ("route", bool(releasing.route.strip())),
        ("words", bool(releasing.words.strip())),
        ("authorised_by", bool(releasing.authorised_by.strip())),
    )
    if missing := tuple(name for name, is_given in wanted if not is_given):
        raise JudgementRefusedError(missing=missing)
