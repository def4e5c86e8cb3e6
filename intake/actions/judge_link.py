"""An officer says whether a mention and a record are the same person; it can be undone (P6)."""

from dataclasses import replace

from intake.actions.alerting import first_owner_of
from intake.actions.answer_question import settle_questions
from intake.actions.learn_words import learn, unlearn
from intake.actions.link_mentions import make_emerging, needs_own_record
from intake.actions.told_elsewhere import forget_place, offer_where_told
from intake.actions.weigh_person import weigh_person
from intake.domain.errors import ConflictError, NotFoundError
from intake.domain.held import JudgementHeld, LinkHeld, MentionHeld, Officer
from intake.domain.person import Answer, LinkState, check_judgement, link_state_after
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work
from matching.scoring import Band

ANSWERED = {
    Answer.SAME: "Judged the same person",
    Answer.DIFFERENT: "Judged to be different people",
    Answer.CANNOT_TELL: "Nobody can tell yet",
}


def judge_link(
    office: Office, *, officer: Officer, link_id: int, answer: Answer, reason: str
) -> LinkHeld:
    """Keep an officer's answer on a link, and weigh everyone it touches.

    *Same* makes the weight firm and adds the words to the record, so that earlier concerns
    are looked up again (P3); once it is no more said, the words go with it. *Different* takes
    the weight away; who then has no record gets one of his own. Standing stays where it was (P5).

    Raises:
        JudgementRefusedError: The reason is empty.
        ConflictError: The link is the record's own first mention.
    """
    check_judgement(answer, reason)
    with office.begin() as work:
        link = work.people.links.get(link_id)
        if link.is_own:
            raise ConflictError(what="own_mention")
        mention = _mention(work, link)
        return _keep(office, work, link, mention, officer, answer, reason)


def undo_judgement(office: Office, *, officer: Officer, link_id: int, reason: str) -> LinkHeld:
    """Take the last answer on a link back; both stay in its history.

    Raises:
        NotFoundError: Nobody has judged the link.
    """
    check_judgement(Answer.CANNOT_TELL, reason)
    with office.begin() as work:
        link = work.people.links.get(link_id)
        judged = work.people.judgements_of(link_id)
        if not judged:
            raise NotFoundError(what="judgement")
        before = LinkState(judged[-1].was)
        answer = {
            LinkState.SAME: Answer.SAME,
            LinkState.DIFFERENT: Answer.DIFFERENT,
            LinkState.POSSIBLE: Answer.CANNOT_TELL,
        }[before]
        return _keep(office, work, link, _mention(work, link), officer, answer, reason)


def _mention(work: Work, link: LinkHeld) -> MentionHeld:
    return work.concerns.mentions.get(link.mention_id)


def _keep(
    office: Office,
    work: Work,
    link: LinkHeld,
    mention: MentionHeld,
    officer: Officer,
    answer: Answer,
    reason: str,
) -> LinkHeld:
    work.people.judgements.add(
        JudgementHeld(
            link_id=link.id,
            answer=answer.value,
            reason=private(reason),
            officer=officer.name,
            at=work.at,
            was=link.state.value,
        )
    )
    state = link_state_after(answer)
    kept = work.people.links.keep(replace(link, state=state, version=link.version + 1))
    work.audit.note(
        "link.judged", actor=officer.login, link=link.id, answer=answer.value, was=link.state.value
    )
    touched = {link.person_id}
    if link.state is LinkState.SAME and state is not LinkState.SAME:
        unlearn(work, kept)
    if state is LinkState.SAME:
        learn(work, kept, mention)
    elif state is LinkState.DIFFERENT:
        touched |= _give_own_record(work, mention)
    lead = first_owner_of(office, work, mention.concern_id)
    for person_id in sorted(touched):
        weigh_person(office, work, person_id, lead=lead, newest=mention.concern_id)
    if state is LinkState.SAME:
        offer_where_told(office, work, kept, mention, officer=officer)
    elif state is LinkState.DIFFERENT:
        forget_place(work, kept, mention.concern_id)
    because = f"{ANSWERED[answer]}: {reason}"
    settle_questions(office, work, officer=officer, person_ids=sorted(touched), because=because)
    return kept


def _give_own_record(work: Work, mention: MentionHeld) -> set[int]:
    """Make a record for a person of concern whom nobody in view may be any more."""
    links = [
        one
        for one in work.people.links_of_mentions([mention.id])
        if one.state is not LinkState.DIFFERENT and not one.only_desk
    ]
    bands = {Band(one.band) for one in links if one.band}
    is_firm = any(one.state is LinkState.SAME for one in links)
    if is_firm or not needs_own_record(mention, bands):
        return set()
    concern = work.concerns.records.get(mention.concern_id)
    return {make_emerging(work, mention, area=concern.area).id}
