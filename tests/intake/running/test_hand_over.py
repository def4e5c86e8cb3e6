"""Originals handed over: whole, by two officers, written down; and a backup keeps every byte."""

import zipfile
from hashlib import sha256

import pytest

from intake.actions.hand_files_over import HandOver
from intake.actions.seal_file import seal_file_away
from intake.domain.attachment import Copy
from intake.domain.errors import NotFoundError, PolicyError, RefusedError
from intake.running.backup import back_up, restore
from intake.running.hand_over import LIST, hand_over
from tests.build_desk import PASSWORD, an_officer
from tests.build_files import Teller, check_all, files_in
from tests.build_office import HandClock, an_office
from tests.files import A_PDF, a_photo

TOLD = HandOver(
    by="birchall", second="oakley", to_whom="DC Oakapple, Southfen police", authority="order 14"
)
CANARY = "Corrin Thistlewood"


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    an_officer(office, login="oakley", name="F. Oakley", password=PASSWORD)
    yield office
    office.archive.close()


@pytest.fixture
def reference(office):
    """A sent report with a photo that was sealed away, and a letter."""
    teller = Teller(office)
    teller.begins()
    teller.sends(a_photo())
    teller.sends(A_PDF, name=f"{CANARY}.pdf")
    sent = teller.sends_report().receipt.reference
    check_all(office)
    seal_file_away(office, officer="birchall", file_id=files_in(office)[0].id, reason="Seen so.")
    return sent


def members(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def audited(office):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == "file.handed_over"]


def test_originals_leave_as_they_came_and_one_sealed_away_is_no_picture_by_its_name(
    office, reference, tmp_path
):
    packed = hand_over(office, TOLD, reference=reference, path=tmp_path / "out.zip")

    held = members(tmp_path / "out.zip")
    assert held[f"{reference}-1.sealed"] == a_photo()
    assert held[f"{reference}-2.pdf"] == A_PDF
    assert sha256(a_photo()).hexdigest() in held[LIST].decode()
    assert packed.count == 2
    assert packed.sha256 == sha256((tmp_path / "out.zip").read_bytes()).hexdigest()
    assert (tmp_path / "out.zip").stat().st_mode & 0o077 == 0


def test_p10_no_name_of_a_sender_leaves_with_the_package_or_stands_in_the_audit(
    office, reference, tmp_path
):
    hand_over(office, TOLD, reference=reference, path=tmp_path / "out.zip")

    told = "".join(held.decode("latin-1") for held in members(tmp_path / "out.zip").values())
    lines = "".join(line.facts for line in audited(office))
    assert CANARY not in told + "".join(members(tmp_path / "out.zip"))
    assert "Oakapple" not in lines


def test_each_original_is_a_line_of_the_audit_and_the_concern_has_a_note(
    office, reference, tmp_path
):
    hand_over(office, TOLD, reference=reference, path=tmp_path / "out.zip")

    assert [line.actor for line in audited(office)] == ["birchall", "birchall"]
    assert all('"second":"oakley"' in line.facts.replace(" ", "") for line in audited(office))
    with office.look() as work:
        concern = work.concerns.by_reference(reference)
        notes = work.concerns.notes_of(f"concern:{concern.id}")
    words = [one.words.reveal() for one in notes]
    assert any("order 14" in told and "F. Oakley" in told for told in words)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"second": "birchall"}, "--second", id="one officer is not two"),
        pytest.param({"second": "nobody"}, "--second", id="a second whom nobody knows"),
        pytest.param({"by": "nobody"}, "--by", id="an officer whom nobody knows"),
        pytest.param({"to_whom": " "}, "--to", id="to nobody"),
        pytest.param({"authority": ""}, "--authority", id="by no right"),
    ],
)
def test_without_two_officers_a_taker_and_a_right_nothing_leaves(
    office, reference, tmp_path, change, sentence
):
    told = HandOver(**{name: change.get(name, getattr(TOLD, name)) for name in TOLD.__slots__})

    with pytest.raises(PolicyError) as refused:
        hand_over(office, told, reference=reference, path=tmp_path / "out.zip")

    assert [fault.split(":")[0] for fault in refused.value.faults] == [sentence]
    assert not (tmp_path / "out.zip").exists()
    assert audited(office) == []


def test_an_original_that_is_not_what_arrived_is_not_handed_over(office, reference, tmp_path):
    with office.begin() as work:
        work.files.drop_copy(files_in(office)[0].id, Copy.ORIGINAL)

    with pytest.raises(RefusedError):
        hand_over(office, TOLD, reference=reference, path=tmp_path / "out.zip")

    assert not (tmp_path / "out.zip").exists()
    assert audited(office) == []


def test_a_concern_without_files_and_one_that_is_not_there_look_alike(office, tmp_path):
    with pytest.raises(NotFoundError):
        hand_over(office, TOLD, reference="DR-7K4-2QX-9", path=tmp_path / "out.zip")


def test_a_file_that_is_there_is_never_written_over(office, reference, tmp_path):
    (tmp_path / "out.zip").write_text("mine")

    with pytest.raises(PolicyError):
        hand_over(office, TOLD, reference=reference, path=tmp_path / "out.zip")

    assert (tmp_path / "out.zip").read_text() == "mine"


def test_a_backup_brings_every_byte_of_every_file_back(office, reference, tmp_path):
    copy, back = tmp_path / "copy.db", tmp_path / "back.db"
    back_up(office.archive, copy)
    restore(copy, f"sqlite:///{back}")

    restored = an_office(clock=HandClock(), url=f"sqlite:///{back}")
    with restored.look() as work:
        held = [b"".join(work.files.parts(one.id, Copy.ORIGINAL)) for one in files_in(restored)]
    restored.archive.close()
    assert held == [a_photo(), A_PDF]
