"""What leaves for a chat by the clock: notices of letters, the reminder and hold of a draft."""

import pytest

from dialogs.reporting.notices import ChatNotices
from intake.reporting.nudges import Nudging
from intake.store.outbox import Left
from tests.build_office import HandClock, an_office
from tests.build_talk import a_voice
from tests.journeys.test_two_ways_after_sending import (
    Chat,
    a_question,
    a_sent_report,
)


def a_round(office):
    """Do rounds until nothing is due; gives what lies in the outbox for chats."""
    nudging = Nudging(office, ChatNotices(a_voice(), zone="Europe/London"))
    while nudging():
        pass
    with office.look() as work:
        waiting = work.outbox.due("telegram", limit=50)
    return [(one.body["address"], [say["text"] for say in one.body["says"]]) for one in waiting]


def emptied(office):
    """Send what lies in the outbox."""
    while True:
        with office.begin() as work:
            due = work.outbox.due("telegram", limit=50)
            work.outbox.sent([Left(one.id, one.chat_hash) for one in due])
        if not due:
            return


def a_begun_report(**where):
    chat = Chat(an_office(clock=HandClock()), **where)
    for line in ("/start", "no", "1", "he waits at the bus stop"):
        chat.send(line)
    emptied(chat.office)
    return chat


def test_a_notice_of_a_letter_says_that_there_is_one_and_nothing_else():
    chat, _ = a_sent_report()
    chat.send("[:when any]")
    chat.office.clock.move(seconds=5)
    emptied(chat.office)
    a_question(chat.office)

    [(address, texts)] = a_round(chat.office)

    assert address == "4711"
    assert texts == ["You have a message. Open it where you are safe."]
    emptied(chat.office)
    assert a_round(chat.office) == []


@pytest.mark.parametrize(
    ("chosen", "hours", "is_out"),
    [
        pytest.param("any", 3, True, id="at any time"),
        pytest.param("evenings", 3, False, id="not before the evening"),
        pytest.param("code", 48, False, id="never"),
    ],
)
def test_a_notice_is_held_outside_the_hours_its_owner_chose(chosen, hours, is_out):
    chat, _ = a_sent_report(Chat(an_office(clock=HandClock())).office)
    chat.send(f"[:when {chosen}]")
    chat.office.clock.move(seconds=5)
    emptied(chat.office)
    now = chat.office.now()
    chat.office.clock.move(seconds=((26 - now.hour) % 24) * 3600)  # two in the morning
    a_question(chat.office)
    chat.office.clock.move(hours=hours)
    assert bool(a_round(chat.office)) is is_out


def test_a_notice_for_the_evening_leaves_in_the_evening():
    chat, _ = a_sent_report()
    chat.send("[:when evenings]")
    chat.office.clock.move(seconds=5)
    emptied(chat.office)
    now = chat.office.now()
    chat.office.clock.move(seconds=((34 - now.hour) % 24) * 3600)  # ten in the morning
    letter = a_question(chat.office)
    assert letter.notify_at.hour == 18
    chat.office.clock.move(hours=9)
    assert len(a_round(chat.office)) == 1


def test_whoever_never_chose_hears_nothing_by_itself():
    chat, _ = a_sent_report()
    chat.office.clock.move(seconds=5)
    emptied(chat.office)
    a_question(chat.office)
    chat.office.clock.move(days=3)
    assert a_round(chat.office) == []


def test_a_choice_made_later_lets_a_waiting_letter_be_told_of():
    chat, _ = a_sent_report()
    a_question(chat.office)
    chat.send("/when any")
    chat.office.clock.move(seconds=5)
    emptied(chat.office)
    assert len(a_round(chat.office)) == 1


def test_a_silent_draft_is_reminded_of_once_by_its_own_clock():
    chat = a_begun_report()
    chat.office.clock.move(hours=23)
    assert a_round(chat.office) == []
    chat.office.clock.move(hours=2)
    [(address, [text])] = a_round(chat.office)
    assert address == "4711"
    assert "still kept" in text
    assert "bus stop" not in text
    emptied(chat.office)
    chat.office.clock.move(hours=48)
    assert a_round(chat.office) == []


def test_a_stopped_or_sent_report_is_never_reminded_of():
    stopped = a_begun_report()
    stopped.send("stop")
    emptied(stopped.office)
    sent, _ = a_sent_report()
    sent.office.clock.move(seconds=5)
    emptied(sent.office)
    for chat in (stopped, sent):
        chat.office.clock.move(hours=50)
        assert a_round(chat.office) == []


def held_code(office):
    [(_, [text])] = a_round(office)
    return text.partition("it can be opened until")[2].partition(": ")[2].splitlines()[0]


def test_a_draft_is_locked_away_and_not_lost_and_its_chat_is_given_a_code():
    chat = a_begun_report()
    chat.office.clock.move(hours=25)
    a_round(chat.office)
    emptied(chat.office)
    chat.office.clock.move(days=7)

    code = held_code(chat.office)
    emptied(chat.office)
    chat.send("/start")
    assert "he waits" not in str(chat.replies[-1].draft)
    chat.office.clock.move(days=20)
    web = Chat(chat.office, "a browser", "web", "")
    web.send(code)
    assert "he waits at the bus stop" in str(web.replies[-1].draft)


def test_a_draft_is_deleted_when_its_told_time_is_over_and_not_before():
    chat = a_begun_report()
    chat.send("/code")
    code = chat.code()
    chat.office.clock.move(days=36)
    a_round(chat.office)
    emptied(chat.office)
    with chat.office.look() as work:
        assert work.drafts.of_codes([code]) is not None
    chat.office.clock.move(days=2)
    a_round(chat.office)
    with chat.office.look() as work:
        assert work.drafts.of_codes([code]) is None
        assert [one for one in work.audit.lines(limit=500) if one.event == "draft.ended"]


def test_p12_what_a_desk_was_told_of_stands_there_as_unfinished_when_its_draft_is_gone():
    chat = Chat(an_office(clock=HandClock()))
    for line in ("/start", "yes"):
        chat.send(line)
    chat.office.clock.move(days=60)
    a_round(chat.office)
    a_round(chat.office)
    with chat.office.look() as work:
        [concern] = work.concerns.records.all()
    assert concern.is_unfinished


def test_p12_no_person_and_no_search_meets_a_draft_by_its_clock():
    chat = a_begun_report()
    chat.office.clock.move(days=10)
    a_round(chat.office)
    with chat.office.look() as work:
        assert work.concerns.count() == 0
        assert work.concerns.checks.all() == ()
        assert work.dispatch.alerts.all() == ()
