from concurrent.futures import ThreadPoolExecutor

import pytest

from dialogs.reporting.event import Event, EventKind
from intake.domain.attachment import Copy, FileKind, FileRefusal, FileState
from intake.domain.errors import NotFoundError
from intake.reporting.files import FileDoor
from intake.reporting.turns import FileTold
from intake.running.file_check import check_due_files
from tests.build_files import CHAT, Teller, check_all, files_in
from tests.build_office import HandClock, an_office
from tests.databases import EACH_DATABASE, a_database
from tests.files import A_VOICE, a_photo


def concern_of(office, reply):
    with office.look() as work:
        return work.concerns.by_reference(reply.receipt.reference)


def alerts_of(office, concern):
    with office.look() as work:
        return work.dispatch.alerts_of_concern(concern.id)


def a_teller(office=None, **where):
    teller = Teller(office or an_office(clock=HandClock()), **where)
    teller.begins()
    return teller


def test_p12_files_of_an_untold_report_belong_to_nobody_until_it_is_sent():
    teller = a_teller()
    teller.sends()
    check_all(teller.office)
    assert [one.concern_id for one in files_in(teller.office)] == [None]
    reply = teller.sends_report()

    assert [one.concern_id for one in files_in(teller.office)] == [
        concern_of(teller.office, reply).id
    ]


def test_p12_a_yes_to_danger_hands_the_files_over_at_that_moment():
    teller = a_teller()
    teller.sends()
    teller.says("/change danger", "[danger=yes]")

    assert files_in(teller.office)[0].concern_id is not None


def test_p01_the_same_event_twice_keeps_a_file_once():
    teller = a_teller()
    teller.sends()
    teller.events -= 1
    teller.sends()

    assert len(files_in(teller.office)) == 1


def test_a_file_after_sending_goes_to_the_report_and_its_lead_is_told_once():
    teller = a_teller()
    concern = concern_of(teller.office, teller.sends_report())
    before = len(alerts_of(teller.office, concern))
    teller.sends()
    teller.sends(A_VOICE)

    assert [one.concern_id for one in files_in(teller.office)] == [concern.id, concern.id]
    told = alerts_of(teller.office, concern)[before:]
    assert [(one.tag, one.is_lead) for one in told] == [("files", True)]


def test_files_of_a_report_that_is_thrown_away_go_with_it():
    teller = a_teller()
    teller.sends()
    teller.says("/stop", "[:forget]")

    assert files_in(teller.office) == []


def test_a_file_of_another_chat_is_not_taken():
    mine = a_teller()
    theirs = a_teller(mine.office, chat="another chat")
    told = mine.files.arrive(chat=CHAT, cause="9", name="", data=A_VOICE)
    with pytest.raises(NotFoundError):
        theirs.play(Event(EventKind.FILE, files=(told,)))

    assert files_in(mine.office)[0].state is FileState.ARRIVING


def test_p04_a_teller_learns_of_a_file_what_it_is_and_nothing_else():
    teller = a_teller()
    teller.sends()
    (line,) = teller.files.told(CHAT)

    assert (line.kind, line.size, line.refusal) == (FileKind.PHOTO, len(a_photo()), "")


def test_what_cannot_be_opened_is_told_before_it_is_kept():
    teller = a_teller()
    found = teller.files.arrive(chat=CHAT, cause="1", name="x.jpg", data=b"<svg onload=x>")

    assert found is FileRefusal.KIND
    assert files_in(teller.office) == []


def test_files_follow_a_draft_that_a_code_opens_in_another_chat():
    teller = a_teller()
    teller.sends()
    words = next(say.given for say in teller.says("/code").says if say.key == "resume_code")
    elsewhere = Teller(teller.office, chat="another chat")
    elsewhere.says("/start", words)

    assert teller.files.told(CHAT) == ()
    assert len(elsewhere.files.told("another chat")) == 1


# what lies with its channel still


def a_noted_file(**where):
    teller = a_teller(channel="telegram", **where)
    told = FileTold(FileKind.PHOTO, size=5, source="file-id-7", name="Corrin.jpg")
    teller.play(Event(EventKind.FILE, files=(told,)))
    return teller, FileDoor(teller.office, "telegram")


def test_p01_a_noted_file_is_fetched_after_whoever_began_it_died():
    teller, door = a_noted_file()
    (first,) = door.to_fetch()
    assert first.source == "file-id-7"
    assert first.address == CHAT
    assert door.to_fetch() == ()
    teller.office.clock.move(minutes=4)
    (again,) = door.to_fetch()

    assert door.fetched(again, a_photo()) is None
    check_all(teller.office)
    assert files_in(teller.office)[0].state is FileState.READY
    assert files_in(teller.office)[0].source.reveal() == ""


def test_a_channel_that_does_not_answer_is_asked_again_later_and_later():
    teller, door = a_noted_file()
    waits = []
    for _ in range(12):
        (one,) = door.to_fetch()
        door.fetch_later(one)
        began = teller.office.now()
        while not (waiting := door.to_fetch()):
            teller.office.clock.move(seconds=5)
        waits.append((teller.office.now() - began).total_seconds())
        teller.office.clock.move(minutes=4)
        assert waiting

    assert waits == sorted(waits)
    assert waits[-1] <= 605


def test_a_file_that_is_too_large_when_it_comes_is_refused():
    teller, door = a_noted_file()
    (one,) = door.to_fetch()

    assert door.fetched(one, bytes(11 << 20)) is FileRefusal.TOO_LARGE
    assert files_in(teller.office)[0].refusal == "too_large"
    door.not_fetched(one, FileRefusal.NOT_FETCHED)
    assert files_in(teller.office)[0].refusal == "too_large"


@EACH_DATABASE
def test_p01_a_file_goes_the_whole_way_and_is_looked_at_by_one_process_only(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        teller = a_teller(an_office(clock=HandClock(), url=url))
        for _ in range(6):
            teller.sends(a_photo())
        with ThreadPoolExecutor(4) as crowd:
            looked = [crowd.submit(check_due_files, teller.office) for _ in range(12)]
            count = sum(one.result() for one in looked)
        with teller.office.look() as work:
            lines = [line for line in work.audit.lines() if line.event == "file.checked"]
            shown = b"".join(work.files.parts(files_in(teller.office)[0].id, Copy.SHOWN))
        reply = teller.sends_report()

        assert count == 6
        assert len(lines) == 6
        assert shown.startswith(b"\xff\xd8\xff")
        held = files_in(teller.office)
        assert {one.concern_id for one in held} == {concern_of(teller.office, reply).id}
        teller.office.archive.close()
