"""An officer codes what a story tells as signs; the words stay as they were told."""

from dataclasses import replace

from intake.actions.link_mentions import linked_already
from intake.actions.tell_desks import route_and_weigh
from intake.domain.chronology import SignSeen
from intake.domain.concern import SignSaid, SignSource
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.held import ConcernHeld, Officer
from intake.domain.urgency import Urgency, urgency_of
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
        about_mention: Place of the mention it is tied to, also of one found in the story; None
            for nobody in particular.

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
        places = {mention.place for mention in work.concerns.mentions_of(concern_id)}
        if about_mention is not None and about_mention not in places:
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
    """Keep the signs, raise the child's urgency by them, tell desks that hear of it now, weigh.

    Why:
        The public is never shown the signs, so what makes their report urgent, and who must
        hear of it, is often known only when an officer has read it. Urgency rises by itself
        and falls by nobody's: a sign taken back leaves what was begun.
    """
    body = replace(concern.body, signs=signs)
    found = urgency_of(
        [SignSeen(said.sign, said.source) for said in signs],
        office.policy.sign_book,
        office.policy.scales.urgency,
        danger=body.danger,
        is_child_safe_now=body.is_child_safe_now,
    )
    is_raised = found.urgency > Urgency(concern.urgency)
    kept = work.concerns.records.keep(
        replace(
            concern,
            body=body,
            urgency=found.urgency.value if is_raised else concern.urgency,
            urgency_because=found.because if is_raised else concern.urgency_because,
            state="open" if is_raised else concern.state,
            version=concern.version + 1,
        )
    )
    work.audit.note(event, actor=officer.login, concern=concern.reference, sign=sign)
    if is_raised and concern.state != "open":
        work.audit.note("concern.reopened", actor=officer.login, concern=concern.reference)
    route_and_weigh(office, work, kept, linked_already(work, kept))
    return kept
