"""An officer's notes, and who plays which part in a concern."""

from dataclasses import replace

from intake.actions.alerting import lead_of
from intake.actions.link_mentions import make_emerging, needs_own_record
from intake.actions.weigh_person import weigh_person
from intake.domain.concern import Part
from intake.domain.errors import JudgementRefusedError
from intake.domain.held import MentionHeld, Note, Officer
from intake.domain.private import private
from intake.store.office import Office
from matching.scoring import Band as MatchBand


def add_note(office: Office, *, officer: Officer, subject: str, words: str) -> Note:
    """Keep an officer's note on a subject such as `concern:12`.

    Raises:
        JudgementRefusedError: The note is empty.
    """
    if not words.strip():
        raise JudgementRefusedError(missing=("words",))
    with office.begin() as work:
        note = work.concerns.notes.add(
            Note(
                subject=subject,
                at=work.at,
                officer=officer.name,
                desk=officer.desk,
                words=private(words),
            )
        )
        work.audit.note("note.added", actor=officer.login, subject=subject, note=note.id)
        return note


def change_part(
    office: Office, *, officer: Officer, mention_id: int, part: Part, reason: str
) -> MentionHeld:
    """Change the part somebody plays in a concern; everyone it touches is weighed anew.

    Raises:
        JudgementRefusedError: The reason is empty.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        before = work.concerns.mentions.get(mention_id)
        said = replace(before.body, part=part)
        mention = work.concerns.mentions.keep(replace(before, part=part, body=said))
        concern = work.concerns.records.get(mention.concern_id)
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
        touched = {link.person_id for link in links}
        bands = {MatchBand(link.band) for link in links if link.band and not link.only_desk}
        if not any(one.is_own for one in links) and needs_own_record(mention, bands):
            touched.add(make_emerging(work, mention, area=concern.area).id)
        work.audit.note(
            "mention.part",
            actor=officer.login,
            mention=mention.id,
            part=part.value,
            was=before.part.value,
        )
        lead = lead_of(office, work, concern.id)
        for person_id in sorted(touched):
            weigh_person(office, work, person_id, lead=lead, newest=concern.id)
        return mention
