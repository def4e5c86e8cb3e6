import pytest

from intake.domain.attachment import Copy, FileState
from intake.domain.errors import JudgementRefusedError, NotFoundError, TransitionRefusedError
from intake.duty.door import DutyDoor
from tests.build_desk import an_officer
from tests.build_files import Teller, check_all, files_in
from tests.build_office import HandClock, an_office
from tests.files import A_PDF, a_photo

WHY = "It may be an indecent picture of a child."


@pytest.fixture
def office():
    return an_office(clock=HandClock())


@pytest.fixture
def door(office):
    return DutyDoor(office)


@pytest.fixture
def birchall(office):
    return an_officer(office)


def audited(office, event):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == event]


def a_report_with(office, *sent):
    """Send files and a report; gives its reference and the files' ids."""
    teller = Teller(office)
    teller.begins()
    for data in sent:
        teller.sends(data)
    teller.says("[:done]", "skip", "skip", "Mill Lane in Northmoor")
    reply = teller.sends_report()
    return reply.receipt.reference, [one.id for one in files_in(office)]


def test_a_desk_sees_how_far_each_file_is(office, door, birchall):
    reference, _ = a_report_with(office, a_photo(), a_photo()[:200], A_PDF)
    before = door.concern(officer=birchall, reference=reference).files
    assert [one.words for one in before] == ["being checked"] * 3
    assert not any(one.can_open for one in before)
    check_all(office)
    after = door.concern(officer=birchall, reference=reference).files

    assert [one.words for one in after] == [
        "ready", "not opened, because it cannot be drawn", "ready",
    ]  # fmt: skip
    assert [one.kind for one in after] == ["Photo", "Photo", "Document"]
    assert "Thistlewood" not in repr(after)


def test_p09_opening_a_file_is_written_down(office, door, birchall):
    _, (file_id,) = a_report_with(office, a_photo())
    check_all(office)
    page = door.open_file(officer=birchall, file_id=file_id)

    assert page.picture.startswith(b"\xff\xd8\xff")
    assert page.name == "Corrin Thistlewood.jpg"
    assert "Thistlewood" not in repr(page)
    assert len(audited(office, "file.opened")) == 1


def test_p10_a_file_taken_away_bears_a_name_of_our_making(office, door, birchall):
    reference, (file_id,) = a_report_with(office, A_PDF)
    check_all(office)
    taken = door.take_file(officer=birchall, file_id=file_id)

    assert taken.file_name == f"{reference}-{file_id}.pdf"
    assert taken.data == A_PDF
    assert len(audited(office, "file.taken")) == 1


def test_nobody_opens_a_file_that_was_not_checked(office, door, birchall):
    _, (file_id,) = a_report_with(office, a_photo())
    for act in (door.open_file, door.take_file):
        with pytest.raises(NotFoundError):
            act(officer=birchall, file_id=file_id)


def test_p12_a_file_of_an_unsent_report_is_as_if_it_did_not_exist(office, door, birchall):
    teller = Teller(office)
    teller.begins()
    teller.sends()
    check_all(office)
    file_id = files_in(office)[0].id
    with pytest.raises(NotFoundError):
        door.open_file(officer=birchall, file_id=file_id)
    with pytest.raises(NotFoundError):
        door.file_to_seal(officer=birchall, file_id=file_id)


def test_p13_a_desk_without_the_grant_sees_no_file(office, door):
    reference, (file_id,) = a_report_with(office, a_photo())
    check_all(office)
    nurse = an_officer(office, login="nurse", name="K. Reed", desk="northmoor_nurse")
    for act in (door.open_file, door.take_file, door.file_to_seal):
        with pytest.raises(NotFoundError):
            act(officer=nurse, file_id=file_id)
    assert door.concern(officer=nurse, reference=reference).files == ()


def test_unlawful_material_is_out_of_reach_at_once_and_its_original_stays(office, door, birchall):
    _, (file_id,) = a_report_with(office, a_photo())
    check_all(office)
    with pytest.raises(JudgementRefusedError):
        door.seal_file(officer=birchall, file_id=file_id, reason=" ")
    door.seal_file(officer=birchall, file_id=file_id, reason=WHY)

    with office.look() as work:
        assert list(work.files.parts(file_id, Copy.SHOWN)) == []
        assert b"".join(work.files.parts(file_id, Copy.ORIGINAL)) == a_photo()
        assert work.files.get(file_id).sealed_by == birchall.login
    for act in (door.open_file, door.take_file):
        with pytest.raises(NotFoundError):
            act(officer=birchall, file_id=file_id)
    with pytest.raises(TransitionRefusedError):
        door.seal_file(officer=birchall, file_id=file_id, reason=WHY)
    (line,) = audited(office, "file.sealed_away")
    assert "indecent" not in str(line)


def test_a_file_can_be_sealed_away_before_it_was_checked_and_stays_so(office, door, birchall):
    _, (file_id,) = a_report_with(office, a_photo())
    door.seal_file(officer=birchall, file_id=file_id, reason=WHY)
    check_all(office)

    assert files_in(office)[0].state is FileState.SEALED_AWAY
