"""What officers of a replay do with reports, matches, alerts and what is owed: the real acts."""

from collections.abc import Iterable, Iterator
from typing import Any

from intake.actions.alerting import lead_of
from intake.actions.answer_alert import (
    accept_alert,
    acknowledge_alert,
    decide_alert,
    decline_alert,
)
from intake.actions.answer_diary import answer_diary, event_of
from intake.actions.close_concern import (
    close_concern,
    confirm_closing,
    earlier_concerns,
    links_in_view,
)
from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.fill_release import fill_release
from intake.actions.grade_concern import Grade, grade_concern, undo_grade
from intake.actions.join_voices import join_voices, part_voice
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.set_standing import set_standing
from intake.domain.alert import Alert, AlertState
from intake.domain.deciding import Said
from intake.domain.diary import DiaryEntry
from intake.domain.diary_answer import NEED_SECOND, DiaryAnswer
from intake.domain.errors import NotFoundError
from intake.domain.event import EventKind
from intake.domain.held import LinkHeld, Officer
from intake.domain.person import Answer, LinkState
from intake.domain.private import private
from intake.domain.release import open_items
from intake.policy import replay_events as told
from intake.running.replay_stage import Stage
from intake.store.work import Work

STEPS = ("acknowledge", "accept", "decide")
OPENED = "concern.opened"


def judge(stage: Stage, one: told.Judged) -> None:
    """Judge matches.

    Raises:
        NotFoundError: There is none to judge.
    """
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


def code(stage: Stage, one: told.Coded) -> None:
    """Read a sign in a report, or take it back.

    Raises:
        NotFoundError: The report names nobody so.
    """
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


def grade(stage: Stage, one: told.Graded) -> None:
    """Grade a report, or take its grade back."""
    officer, concern_id = stage.officer(one.desk), stage.reports[one.report].id
    if one.undo:
        undo_grade(stage.office, officer=officer, concern_id=concern_id, reason=one.reason)
        return
    grade = Grade(one.source.value, one.information.value, one.handling.value, one.conditions)
    grade_concern(
        stage.office, officer=officer, concern_id=concern_id, grade=grade, reason=one.reason
    )


def voices(stage: Stage, one: told.Voices) -> None:
    """Count voices as one, or as their own."""
    act = join_voices if one.join else part_voice
    everyone = [concern.id for concern in stage.reports.values()]
    act(
        stage.office,
        officer=stage.officer(one.desk),
        concern_ids=[stage.reports[name].id for name in (*one.join, *one.part)],
        seen=everyone,
        reason=one.reason,
    )


def standing(stage: Stage, one: told.Set) -> None:
    """Set a standing."""
    for number in stage.record_ids(one.person):
        set_standing(
            stage.office,
            officer=stage.officer(one.desk),
            person_id=number,
            to=one.to,
            reason=one.reason,
            second=one.second,
        )


def answer(stage: Stage, one: told.Answered) -> None:
    """Answer open alerts of a desk.

    Raises:
        NotFoundError: There is none.
    """
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


def diary(stage: Stage, one: told.DiaryDone) -> None:
    """Answer what is owed.

    Raises:
        NotFoundError: Nothing is.
    """
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
    officer = stage.officer(entry.desk)
    _fill_release(stage, entry, one, officer)
    managed_by = one.managed_by or (one.words if entry.kind in NEED_SECOND else "")
    answer_diary(
        stage.office,
        officer=officer,
        diary_id=entry.id,
        answer=DiaryAnswer(
            private(one.words),
            one.again_on,
            one.was_told,
            one.second,
            managed_by=private(managed_by),
        ),
    )


def _fill_release(stage: Stage, entry: DiaryEntry, one: told.DiaryDone, officer: Officer) -> None:
    """Fill what is open of a release that the entry asks about, in the words of the file."""
    with stage.office.look() as work:
        event = event_of(work, entry)
        if event is None or event.kind is not EventKind.RELEASE:
            return
        left = open_items(event.id, work.stewards.filled_of([event.id]))
    for item in left:
        fill_release(
            stage.office, officer=officer, event_id=event.id, item=item.value, words=one.words
        )


def _subjects(stage: Stage, work: Work, one: told.DiaryDone) -> Iterator[str]:
    if one.report:
        yield f"concern:{stage.reports[one.report].id}"
    if one.person:
        yield from stage.subjects_of(work, one.person)


def close(stage: Stage, one: told.Closed) -> None:
    """Close a report; a second officer confirms it where the file names one."""
    concern_id = stage.reports[one.report].id
    if one.opened:
        _open_earlier(stage, one.desk, concern_id)
    closing = close_concern(
        stage.office,
        officer=stage.officer(one.desk),
        concern_id=concern_id,
        how=one.how,
        detail=one.detail,
        reason=one.reason,
        look_again_on=one.look_again_on,
        said=Said(beside=one.beside),
    )
    if one.second:
        confirm_closing(stage.office, officer=stage.officer(one.second), closing_id=closing.id)


def _open_earlier(stage: Stage, desk: str, concern_id: int) -> None:
    """Let an officer open every earlier report about the same people, as the page would."""
    with stage.office.begin() as work:
        concern = work.concerns.records.get(concern_id)
        people = {link.person_id for link in links_in_view(work, concern, desk)}
        for reference in sorted(earlier_concerns(stage.office, work, concern, people, desk=desk)):
            work.audit.note(
                OPENED, actor=stage.officer(desk).login, concern=reference, purpose="closing"
            )
