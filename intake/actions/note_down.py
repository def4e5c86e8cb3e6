"""An officer's notes, and the two corrections only a named human may make."""

from dataclasses import replace

from intake.actions.link_mentions import make_emerging, needs_own_record
from intake.actions.recheck import lead_of
from intake.actions.weigh_person import known_of, weigh_person
from intake.domain.band import Band
from intake.domain.concern import Part
from intake.domain.errors import JudgementRefusedError
from intake.domain.held import MentionHeld, Note, Officer, StandingHeld, View
from intake.domain.person import FlagStatus
from intake.domain.private import private
from intake.domain.standing import lift_standing, lower_standing
from intake.store.bodies import plain_of
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


def set_standing(
    office: Office, *, officer: Officer, person_id: int, to: Band, reason: str, second: str = ""
) -> StandingHeld:
    """Raise or lower a standing by a named human's decision, in both views (P5).

    Raises:
        JudgementRefusedError: The reason, or a second human where one is needed, is missing.
        TransitionRefusedError: The band is the same, or below the floor.
    """
    with office.begin() as work:
        flags = work.people.flags(person_id)
        is_flagged = any(flag.status is FlagStatus.ACTIVE for flag in flags)
        kept: StandingHeld | None = None
        for view in View:
            known = known_of(office, work, person_id, view)
            if to > known.standing.band:
                after = lift_standing(
                    known.standing, to, officer=officer.name, reason=private(reason), at=work.at
                )
            else:
                after = lower_standing(
                    known.standing,
                    known.weight,
                    to,
                    officer=officer.name,
                    reason=private(reason),
                    at=work.at,
                    is_flagged=is_flagged,
                    second=second,
                )
            kept = work.people.standings.add(
                StandingHeld(
                    person_id=person_id,
                    view=view,
                    band=after.band.value,
                    at=work.at,
                    by=officer.name,
                    second=second,
                    policy_hash=office.policy.hash,
                    points=known.weight.points,
                    state=after,
                    weight=plain_of(known.weight),
                    reason=private(reason),
                )
            )
        work.audit.note(
            "standing.set", actor=officer.login, person=person_id, to=to.value, second=second
        )
        if kept is None:
            raise JudgementRefusedError(missing=("view",))
        return kept
