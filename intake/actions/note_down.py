"""An officer's notes, and who plays which part in a concern."""

from dataclasses import replace

from intake.actions.keep_contact import ask_what_to_tell
from intake.actions.link_mentions import linked_already, make_emerging, needs_own_record
from intake.actions.tell_desks import route_and_weigh
from intake.domain.concern import Part
from intake.domain.contact import says_warned
from intake.domain.errors import JudgementRefusedError
from intake.domain.held import ConcernHeld, MentionHeld, Note, Officer, PersonHeld
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band as MatchBand


def add_note(office: Office, *, officer: Officer, subject: str, words: str) -> Note:
    """Keep an officer's note on a subject such as `concern:12`.

    One about a person which says that somebody was warned opens the question what they are
    told (row P24). What is noted while only some desks know of the person stays with those
    desks, also when others come to know of him (P13).

    Raises:
        JudgementRefusedError: The note is empty.
    """
    if not words.strip():
        raise JudgementRefusedError(missing=("words",))
    with office.begin() as work:
        person = _person_of(work, subject)
        note = work.concerns.notes.add(
            Note(
                subject=subject,
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                words=private(words),
                only_desk=person.only_desk if person is not None else "",
            )
        )
        if person is not None and says_warned(words):
            ask_what_to_tell(office, work, person, officer, cause=f"note:{note.id}")
        work.audit.note("note.added", actor=officer.login, subject=subject, note=note.id)
        return note


def _person_of(work: Work, subject: str) -> PersonHeld | None:
    """Return whom a note is about; None where it is about a concern."""
    kind, _, number = subject.partition(":")
    return work.people.records.get(int(number)) if kind == "person" else None


def change_part(
    office: Office, *, officer: Officer, mention_id: int, part: Part, reason: str
) -> MentionHeld:
    """Change the part somebody plays in a concern; desks are told and everyone is weighed anew.

    Raises:
        JudgementRefusedError: The reason is empty.

    Why:
        Who is of concern decides whose own people a report is about, and who must hear of it
        (P13): a part given later counts as one told at once.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        before = work.concerns.mentions.get(mention_id)
        said = replace(before.body, part=part)
        mention = work.concerns.mentions.keep(replace(before, part=part, body=said))
        concern = _with_part(work, mention)
        work.concerns.notes.add(
            Note(
                subject=f"concern:{concern.id}",
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                words=private(f"Part changed to {part.value}: {reason}"),
            )
        )
        links = work.people.links_of_mentions([mention.id])
        bands = {MatchBand(link.band) for link in links if link.band and not link.only_desk}
        if not any(one.is_own for one in links) and needs_own_record(mention, bands):
            make_emerging(work, mention, area=concern.area)
        work.audit.note(
            "mention.part",
            actor=officer.login,
            mention=mention.id,
            part=part.value,
            was=before.part.value,
        )
        route_and_weigh(office, work, concern, linked_already(work, concern))
        return mention


def _with_part(work: Work, mention: MentionHeld) -> ConcernHeld:
    """Write a mention's part into what the concern tells; one found in its story stands there."""
    concern = work.concerns.records.get(mention.concern_id)
    told = concern.body.mentions
    if not mention.from_story:
        told = (*told[: mention.place], mention.body, *told[mention.place + 1 :])
    body = replace(concern.body, mentions=told)
    return work.concerns.records.keep(replace(concern, body=body, version=concern.version + 1))
