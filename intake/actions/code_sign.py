"""An officer codes what a story tells as signs; the words stay as they were told."""

from dataclasses import replace

from intake.actions.recheck import lead_of
from intake.actions.weigh_person import weigh_person
from intake.domain.concern import SignSaid, SignSource
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import ConcernHeld, Officer
from intake.domain.person import LinkState
from intake.store.office import Office
from intake.store.work import Work


def code_sign(
    office: Office,
    *,
    officer: Officer,
    concern_id: int,
    sign: str,
    about_mention: int | None = None,
) -> ConcernHeld:
    """Add a sign, read in the story by an officer, and weigh everyone it bears on.

    Args:
        office: Settings in force; the sign must be one of theirs.
        officer: Who reads it so; kept in the audit.
        concern_id: Of which concern.
        sign: Id of the sign, such as GC1.
        about_mention: Place of the mention it is tied to; None for nobody in particular.

    Returns:
        The concern with the sign; one that it already holds about him is not added twice.

    Raises:
        NotFoundError: There is no such sign, concern or mention.

    Why:
        The public is never shown the list of signs, so that nothing is put into a teller's
        mouth; an officer reads what their words hold (design, section 9).
    """
    if sign not in office.policy.sign_book.signs:
        raise NotFoundError(what="sign")
    with office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        if about_mention is not None and about_mention >= len(concern.body.mentions):
            raise NotFoundError(what="mention")
        held = {(said.sign, said.about_mention) for said in concern.body.signs}
        if (sign, about_mention) in held:
            return concern
        coded = SignSaid(sign, SignSource.CODED, about_mention)
        return _keep(
            office,
            work,
            officer,
            concern,
            (*concern.body.signs, coded),
            event="sign.coded",
            sign=sign,
        )


def uncode_sign(
    office: Office,
    *,
    officer: Officer,
    concern_id: int,
    sign: str,
    about_mention: int | None = None,
    reason: str,
) -> ConcernHeld:
    """Take back a sign that an officer coded; what the teller said or picked stays.

    Raises:
        JudgementRefusedError: The reason is empty.
        NotFoundError: No officer coded such a sign.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        coded = SignSaid(sign, SignSource.CODED, about_mention)
        if coded not in concern.body.signs:
            raise NotFoundError(what="sign")
        left = tuple(said for said in concern.body.signs if said != coded)
        return _keep(office, work, officer, concern, left, event="sign.uncoded", sign=sign)


def _keep(
    office: Office,
    work: Work,
    officer: Officer,
    concern: ConcernHeld,
    signs: tuple[SignSaid, ...],
    *,
    event: str,
    sign: str,
) -> ConcernHeld:
    body = replace(concern.body, signs=signs)
    kept = work.concerns.records.keep(replace(concern, body=body, version=concern.version + 1))
    work.audit.note(event, actor=officer.login, concern=concern.reference, sign=sign)
    mentions = [mention.id for mention in work.concerns.mentions_of(concern.id)]
    lead = lead_of(office, work, concern.id)
    people = {
        link.person_id
        for link in work.people.links_of_mentions(mentions)
        if link.state is not LinkState.DIFFERENT
    }
    for person_id in sorted(people):
        weigh_person(office, work, person_id, lead=lead, newest=concern.id)
    return kept
