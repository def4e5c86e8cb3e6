"""P4 after sending: statuses, notices, codes and their times are the same whoever is listed."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import text

from dialogs.reporting.notices import ChatNotices
from dialogs.reporting.wording import TEXTS
from intake.actions.recheck import recheck_due
from intake.actions.write_letter import Writing, write_letter
from intake.domain.calendar import always_open
from intake.domain.two_way import LetterKind, public_status
from intake.reporting.nudges import Nudging
from tests.build_desk import an_officer
from tests.build_office import HandClock, a_flagged_person, an_office
from tests.build_talk import a_voice
from tests.journeys.test_two_ways_after_sending import NEIGHBOUR, Chat

LISTED = ("Corry Thistlewood", "Tansy Mossop", "Wilf Oakapple")
SAID = (
    "[:when any]",
    "status",
    "He was there again. His name is Wilf Oakapple.",
    "I think this was not taken seriously",
    "[:disagree]",
    "Tansy Mossop told me that nobody came.",
    "acorn amber anchor angle apple apron arrow",
    "/code",
    "status",
)


def an_office_with(listed):
    office = an_office(clock=HandClock())
    with office.begin() as work:
        for name in listed:
            a_flagged_person(work, names=(name,), birth="1981-05-02", places=("Northmoor",))
    return office


def walked(office):
    """Walk a report and everything after it for two weeks; gives all that was said, and when."""
    chat = Chat(office)
    chat.play(NEIGHBOUR)
    receipt = chat.replies[-1].receipt
    for line in SAID:
        chat.send(line)
        office.clock.move(hours=5)
        while recheck_due(office):
            pass
    with office.look() as work:
        [concern] = work.concerns.records.all()
    write_letter(
        office,
        officer=an_officer(office),
        concern_id=concern.id,
        writing=Writing(LetterKind.MESSAGE, "Thank you. We have read it."),
    )
    nudging = Nudging(office, ChatNotices(a_voice(), zone="Europe/London"))
    seen = []
    for _ in range(14):
        office.clock.move(days=1)
        while nudging():
            pass
        seen.append(
            chat.door.report(
                reference=receipt.reference, return_code=receipt.return_code, source="x"
            )
        )
    with office.look() as work:
        rows = work.session.connection().execute(
            text("select channel, not_before, made_at from outbox order by id")
        )
        outbox = [tuple(row) for row in rows]
    return [[say.text for say in one.says] for one in chat.replies], seen, outbox


def test_p04_every_text_status_and_moment_after_sending_is_the_same_whoever_is_listed():
    plain, listed = walked(an_office_with(())), walked(an_office_with(LISTED))
    assert plain[0] == listed[0]
    assert plain[1] == listed[1]
    assert plain[2] == listed[2]


def test_p04_a_status_is_worked_out_from_the_moment_of_the_report_and_a_release_alone():
    received = HandClock()()
    hours = always_open()
    for days in range(5):
        at = received + timedelta(days=days)
        stands = public_status(received, None, hour=10, office=hours, at=at)
        assert stands.status.value in {"received", "with_front_door"}
        assert stands.since <= at


NEUTRAL = ("notice_letter", "notice_draft", "notice_held", "label.open")
TELLING = ("child", "report", "police", "duty", "danger", "reference", "worr")


@pytest.mark.parametrize("key", NEUTRAL)
def test_p10_a_notice_says_nothing_of_what_it_is_about(key):
    assert not [word for word in TELLING if word in TEXTS[key].lower()]


def test_p10_a_canary_of_everything_said_after_sending_is_in_no_log_audit_line_or_notice(caplog):
    caplog.set_level(logging.DEBUG)
    office = an_office_with(LISTED)
    walked(office)
    canaries = ("Oakapple", "Mossop", "Thistlewood", "nobody came", "We have read it")
    with office.look() as work:
        lines = [line.facts + line.actor for line in work.audit.lines(limit=2000)]
        sent = [repr(one) for one in work.dispatch.deliveries.all()]
        owed = [repr(one) for one in work.dispatch.diary.all()]
        values = [repr(one) for one in work.two_way.letters.all()]
        values += [repr(one) for one in work.concerns.additions.all()]
        values += [repr(one) for one in work.two_way.ways.all()]
    written = "\n".join([caplog.text, *lines, *sent, *owed, *values])
    assert not [word for word in canaries if word in written]


def test_p10_the_address_of_a_chat_is_kept_nowhere_in_the_open():
    office = an_office_with(())
    chat = Chat(office, "chat-4711-of-ida", address="address-0815-of-ida")
    chat.play(NEIGHBOUR)
    for line in ("[:when evenings]", "/code", "He was there again."):
        chat.send(line)
    with office.look() as work:
        connection = work.session.connection()
        names = connection.execute(text("select name from sqlite_master where type = 'table'"))
        dump = "\n".join(
            repr(row)
            for table in list(names.scalars())
            for row in connection.execute(text(f"select * from {table}"))
            if table != "inbox"
        )
    assert "chat-4711-of-ida" not in dump
    assert "address-0815-of-ida" not in dump
