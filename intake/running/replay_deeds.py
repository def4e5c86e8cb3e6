"""What happens in a replay, done by the real acts; read `do`, then `DEEDS_DONE`.

Each deed is done in the act's own transaction at the stage's moment. What the rules refuse is
raised as it is anywhere, and told in the replay.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from intake.actions.add_words import Added, add_words, tell_of_words
from intake.actions.agree import check_term, end_agreement, keep_agreement
from intake.actions.alerting import lead_of
from intake.actions.answer_alert import (
    accept_alert,
    acknowledge_alert,
    decide_alert,
    decline_alert,
)
from intake.actions.answer_diary import answer_diary
from intake.actions.close_concern import close_concern
from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.grade_concern import Grade, grade_concern, undo_grade
from intake.actions.hand_over import (
    accept_handover,
    offer_handover,
    refuse_handover,
    take_back_handover,
)
from intake.actions.join_voices import join_voices, part_voice
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.note_event import note_event
from intake.actions.report_concern import report_concern
from intake.actions.set_standing import set_standing
from intake.domain.agreement import Term
from intake.domain.alert import Alert, AlertState
from intake.domain.concern import (
    MentionSaid,
    ReporterSaid,
    SignSaid,
    Submission,
    about,
    exactly,
)
from intake.domain.diary import DiaryEntry
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.errors import NotFoundError
from intake.domain.held import LinkHeld
from intake.domain.person import Answer, LinkState
from intake.domain.private import private
from intake.policy import replay_events as told
from intake.policy.replay import Event
from intake.running.replay_listing import put_on_list
from intake.running.replay_stage import Stage, start_of
from intake.store.work import Work

FACTS = (
    "nickname", "age", "birth", "place", "postcode", "description", "vehicle", "phone", "handle",
    "work", "relation", "school",
)  # fmt: skip
STEPS = ("acknowledge", "accept", "decide")


def do(stage: Stage, event: Event) -> None:
    """Do what happens in an event, at the stage's moment.

    Raises:
        RefusedError: The rules say no.
        ConflictError: Somebody was first.
        NotFoundError: What it is about is not there.
        PolicyError: Somebody may not be put on the list; a sentence a reason.
    """
    DEEDS_DONE[event.deed](stage, getattr(event, event.deed))


# reports


def _report(stage: Stage, report: told.Report) -> None:
    with stage.office.begin() as work:
        reported = report_concern(stage.office, work, submission_of(stage, report))
        mentions = work.concerns.mentions_of(reported.concern.id)
    stage.reports[report.id] = reported.concern
    stage.receipts[report.id] = reported.receipt
    for mention in mentions:
        if not mention.from_story and (who := report.people[mention.place].who):
            stage.meant[mention.id] = who


def submission_of(stage: Stage, report: told.Report) -> Submission:
    """Return a report as a channel would have handed it in; nothing of it says who was meant."""
    role = report.role
    return Submission(
        channel=report.channel,
        danger=report.danger,
        story=(private(report.words),),
        mentions=tuple(_mention(one) for one in report.people),
        signs=tuple(_sign(one, report.people) for one in report.signs),
        reporter=ReporterSaid(
            role=role,
            name=private(report.name),
            agency=private(report.agency),
            job=private(report.job),
            contact=private(report.contact),
            household=private(report.household),
            account=private(f"replay: {report.teller or report.id}"),
            told_by=private(report.told_by),
            is_own_harm=report.own_harm,
        ),
        known_by=report.knows,
        fears_for_child=report.fears_for_child,
        is_child_safe_now=report.child_safe_now,
        where=about(report.where),
        area=report.area or stage.replay.area,
        happened_on=report.happened_on,
        script="professional" if role.is_professional else "community",
    )


def _mention(one: told.Named) -> MentionSaid:
    facts = {name: about(getattr(one, name)) for name in FACTS}
    return MentionSaid(part=one.part, names=exactly(one.names), **facts)


def _sign(sign: str | told.SignTold, people: tuple[told.Named, ...]) -> SignSaid:
    if isinstance(sign, str):
        return SignSaid(sign)
    place = next(place for place, one in enumerate(people) if one.who == sign.about)
    return SignSaid(sign.sign, sign.source, about_mention=place)


def _add(stage: Stage, more: told.Added) -> None:
    with stage.office.begin() as work:
        concern = work.concerns.records.get(stage.reports[more.report].id)
        kept = add_words(stage.office, work, concern, Added(private(more.words)))
        tell_of_words(stage.office, work, concern, kept)


# the list


def _flag(stage: Stage, flag: told.Flagged) -> None:
    put_on_list(stage, flag)


def _move(stage: Stage, one: told.Moved) -> None:
    new = {"place": one.place, "postcode": one.postcode}
    facts = {name: (words,) for name, words in new.items() if words}
    put_on_list(stage, told.Flagged(person=one.person, **facts))  # type: ignore[arg-type]


def _term(stage: Stage, one: told.TermBegins) -> None:
    term = told.Term(kind=one.kind, ends_on=one.ends_on, forbids_children=one.forbids_children)
    put_on_list(stage, told.Flagged(person=one.person, term=term))


# officers


def _judge(stage: Stage, one: told.Judged) -> None:
    officer = stage.officer(one.desk)
    with stage.office.look() as work:
        chosen = list(_links_to_judge(stage, work, one))
    if not chosen:
        raise NotFoundError(what="link")
    for link, answer in chosen:
        if one.undo:
            undo_judgement(stage.office, officer=officer, link_id=link.id, reason=one.reason)
        else:
            judge_link(
                stage.office,
                officer=officer,
                link_id=link.id,
                answer=one.answer or answer,
                reason=one.reason,
            )


def _links_to_judge(
    stage: Stage, work: Work, one: told.Judged
) -> Iterator[tuple[LinkHeld, Answer]]:
    """Yield the links an event means, each with the answer that the file knows."""
    records = stage.records_of(work, one.person) if one.person else frozenset()
    if one.report:
        mentions = work.concerns.mentions_of(stage.reports[one.report].id)
        links = work.people.links_of_mentions([mention.id for mention in mentions])
    else:
        links = tuple(
            link for number in sorted(records) for link in work.people.links_of_person(number)
        )
    for link, answer in known_answers(stage, work, links):
        is_meant = not one.person or link.person_id in records
        if is_meant and (one.undo or one.answer or link.state is LinkState.POSSIBLE):
            yield link, answer


def known_answers(
    stage: Stage, work: Work, links: Iterable[LinkHeld]
) -> list[tuple[LinkHeld, Answer]]:
    """Return the links whose two sides the file knows, each with the answer that is true."""
    holds = stage.meant_by_record(work)
    return [
        (link, Answer.SAME if holds[link.person_id] == meant else Answer.DIFFERENT)
        for link in links
        if not link.is_own and link.person_id in holds
        for meant in (stage.meant.get(link.mention_id),)
        if meant is not None
    ]


def _code(stage: Stage, one: told.Coded) -> None:
    concern_id = stage.reports[one.report].id
    with stage.office.look() as work:
        places = {
            stage.meant.get(mention.id, ""): mention.place
            for mention in work.concerns.mentions_of(concern_id)
        }
    if one.about and one.about not in places:
        raise NotFoundError(what="mention")
    about_mention = places[one.about] if one.about else None
    common: dict[str, Any] = {
        "officer": stage.officer(one.desk),
        "concern_id": concern_id,
        "sign": one.sign,
        "about_mention": about_mention,
    }
    if one.taken_back:
        uncode_sign(stage.office, **common, reason=one.reason)
    else:
        code_sign(stage.office, **common)


def _grade(stage: Stage, one: told.Graded) -> None:
    officer, concern_id = stage.officer(one.desk), stage.reports[one.report].id
    if one.undo:
        undo_grade(stage.office, officer=officer, concern_id=concern_id, reason=one.reason)
        return
    grade = Grade(one.source.value, one.information.value, one.handling.value, one.conditions)
    grade_concern(
        stage.office, officer=officer, concern_id=concern_id, grade=grade, reason=one.reason
    )


def _event(stage: Stage, one: told.Happened) -> None:
    today = stage.policy.duty.office.local_day(stage.clock.at)
    for number in _records(stage, one.person):
        note_event(
            stage.office,
            officer=stage.officer(one.desk),
            person_id=number,
            kind=one.kind,
            happened_on=today,
            words=one.words,
            areas=one.areas,
        )


def _agreement(stage: Stage, one: told.Agreed) -> None:
    kept = keep_agreement(
        stage.office,
        officer=stage.officer(one.desk),
        person_id=_records(stage, one.person)[0],
        parties=one.parties,
        why=one.why,
        terms=[
            Term(
                private(term.words),
                private(term.how),
                private(term.who),
                term.every_days,
                private(term.breach),
            )
            for term in one.terms
        ],
        expires_on=one.expires_on,
    )
    stage.agreements[one.id] = kept.id


def _agreement_end(stage: Stage, one: told.AgreementEnded) -> None:
    end_agreement(
        stage.office,
        officer=stage.officer(one.desk),
        agreement_id=_agreement_of(stage, one.agreement),
        because=one.words,
    )


def _agreement_of(stage: Stage, name: str) -> int:
    """Return the agreement of an id of the file.

    Raises:
        NotFoundError: It was refused, so none was kept.
    """
    if name not in stage.agreements:
        raise NotFoundError(what="agreement")
    return stage.agreements[name]


def _agreement_check(stage: Stage, one: told.AgreementLooked) -> None:
    check_term(
        stage.office,
        officer=stage.officer(one.desk),
        agreement_id=_agreement_of(stage, one.agreement),
        term=one.term - 1,
        found=one.found,
        words=one.words,
    )


def _records(stage: Stage, code: str) -> list[int]:
    """Return the record of a person who is listed, else every record that holds them.

    Raises:
        NotFoundError: None does yet.
    """
    if code in stage.listed:
        return [stage.listed[code]]
    with stage.office.look() as work:
        records = sorted(stage.records_of(work, code))
    if not records:
        raise NotFoundError(what="person")
    return records


def _voices(stage: Stage, one: told.Voices) -> None:
    act = join_voices if one.join else part_voice
    everyone = [concern.id for concern in stage.reports.values()]
    act(
        stage.office,
        officer=stage.officer(one.desk),
        concern_ids=[stage.reports[name].id for name in (*one.join, *one.part)],
        seen=everyone,
        reason=one.reason,
    )


def _handover(stage: Stage, one: told.HandedOver) -> None:
    office, officer = stage.office, stage.officer(one.desk)
    with office.look() as work:
        records = sorted(stage.records_of(work, one.person))
        offers = [offer for number in records if (offer := work.stewards.offer_of(number))]
        owned = [number for number in records if work.people.owner(number) is not None]
    if one.step == "offer":
        for number in owned:
            offer_handover(
                office, officer=officer, person_id=number, to_desk=one.to, reason=one.words
            )
    for offer in offers if one.step != "offer" else ():
        HANDED_OVER[one.step](office, officer=officer, handover_id=offer.id, words=one.words)
    if not (owned if one.step == "offer" else offers):
        raise NotFoundError(what="handover")


HANDED_OVER: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "accept": accept_handover,
        "refuse": refuse_handover,
        "take_back": take_back_handover,
    }
)
"""What the desk that was asked, or the owner, may do with an offer."""


def _standing(stage: Stage, one: told.Set) -> None:
    for number in _records(stage, one.person):
        set_standing(
            stage.office,
            officer=stage.officer(one.desk),
            person_id=number,
            to=one.to,
            reason=one.reason,
            second=one.second,
        )


def _answer(stage: Stage, one: told.Answered) -> None:
    with stage.office.look() as work:
        waiting = work.dispatch.open_alerts([one.desk])
        people = stage.records_of(work, one.person) if one.person else None
    concern = stage.reports.get(one.report)
    chosen = [
        alert
        for alert in waiting
        if (concern is None or alert.concern_id == concern.id)
        and (people is None or alert.person_id in people)
    ]
    if not chosen:
        raise NotFoundError(what="alert")
    for alert in chosen:
        answer_alert(stage, alert, step=one.step, words=one.words)


def answer_alert(stage: Stage, alert: Alert, *, step: str, words: str) -> None:
    """Let the officer of an alert's desk answer it as far as a step; what is done stays done."""
    office, officer = stage.office, stage.officer(alert.desk)
    if step == "decline":
        decline_alert(office, officer=officer, alert_id=alert.id, reason=words)
        return
    steps = STEPS[: STEPS.index(step) + 1]
    if "accept" not in steps and not alert.is_answered:
        acknowledge_alert(office, officer=officer, alert_id=alert.id)
    if "accept" in steps and alert.state is not AlertState.ACCEPTED:
        accept_alert(office, officer=officer, alert_id=alert.id)
    if "decide" in steps:
        decide_alert(office, officer=officer, alert_id=alert.id, decision=words)


def _diary(stage: Stage, one: told.DiaryDone) -> None:
    with stage.office.look() as work:
        owed = [
            entry
            for subject in _subjects(stage, work, one)
            for entry in work.dispatch.owed(subject, one.kind)
            if entry.desk == one.desk
        ]
    if not owed:
        raise NotFoundError(what="diary")
    for entry in owed:
        answer_entry(stage, entry, one)


def answer_entry(stage: Stage, entry: DiaryEntry, one: told.DiaryDone) -> None:
    """Let the officer of an entry's desk answer it."""
    answer_diary(
        stage.office,
        officer=stage.officer(entry.desk),
        diary_id=entry.id,
        answer=DiaryAnswer(private(one.words), one.again_on, one.was_told, one.second),
    )


def _subjects(stage: Stage, work: Work, one: told.DiaryDone) -> Iterator[str]:
    if one.report:
        yield f"concern:{stage.reports[one.report].id}"
    if one.person:
        yield from stage.subjects_of(work, one.person)


def _close(stage: Stage, one: told.Closed) -> None:
    close_concern(
        stage.office,
        officer=stage.officer(one.desk),
        concern_id=stage.reports[one.report].id,
        how=one.how,
        detail=one.detail,
        reason=one.reason,
        look_again_on=one.look_again_on,
    )


# what the software does nothing about


def _silence(stage: Stage, one: told.Silent) -> None:
    until = start_of(one.until, stage.policy) if one.until else None
    stage.silent.append((frozenset(one.desks), stage.clock.at, until))


def _show_only(_stage: Stage, _words: object) -> None:
    """Do nothing: it is shown."""


def judge_truly(stage: Stage, concern_id: int) -> None:
    """Let the desk that leads answer every possible match of a concern as the file knows."""
    with stage.office.look() as work:
        mentions = [one.id for one in work.concerns.mentions_of(concern_id)]
        found = known_answers(stage, work, work.people.links_of_mentions(mentions))
        lead = lead_of(stage.office, work, concern_id)
    for link, answer in found:
        if link.state is LinkState.POSSIBLE:
            judge_link(
                stage.office,
                officer=stage.officer(lead),
                link_id=link.id,
                answer=answer,
                reason="As is known by whoever wrote this history.",
            )


DEEDS_DONE: Mapping[str, Callable[[Stage, Any], None]] = MappingProxyType(
    {
        "report": _report,
        "add": _add,
        "flag": _flag,
        "event": _event,
        "move": _move,
        "term": _term,
        "judge": _judge,
        "code": _code,
        "grade": _grade,
        "voices": _voices,
        "standing": _standing,
        "handover": _handover,
        "answer": _answer,
        "diary": _diary,
        "close": _close,
        "agreement": _agreement,
        "agreement_check": _agreement_check,
        "agreement_end": _agreement_end,
        "silence": _silence,
        "noted": _show_only,
        "nothing": _show_only,
    }
)
"""Each deed with what does it."""
