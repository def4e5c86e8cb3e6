import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image

from intake.domain.attachment import Copy, FileState
from intake.running.file_check import check_due_files
from intake.running.redraw import redrawn
from intake.running.tidying import drop_stranded_files
from tests.build_files import Teller, check_all, files_in
from tests.build_office import HandClock, an_office
from tests.files import A_PDF, A_VOICE, MAKER, a_paper, a_photo, a_png


def at_settings(office, **changes):
    channels = office.policy.channels
    plan = channels.attachments.model_copy(update=changes)
    changed = channels.model_copy(update={"attachments": plan})
    return replace(office, policy=replace(office.policy, channels=changed))


def sent(data, **changes):
    """Send one file with a report that is being told; gives the office and the file's id."""
    office = at_settings(an_office(clock=HandClock()), **changes)
    teller = Teller(office)
    teller.begins()
    teller.sends(data)
    return office, files_in(office)[0].id


def copy_of(office, file_id, copy):
    with office.look() as work:
        return b"".join(work.files.parts(file_id, copy))


def held(office, file_id):
    with office.look() as work:
        return work.files.get(file_id)


def test_the_shown_copy_has_no_place_and_no_camera_and_the_original_is_unchanged():
    photo = a_photo(size=(2400, 1200))
    office, file_id = sent(photo)
    check_all(office)
    shown = copy_of(office, file_id, Copy.SHOWN)
    picture = Image.open(io.BytesIO(shown))

    assert Image.open(io.BytesIO(photo)).getexif()[MAKER] == "CANARY CAMERA"
    assert dict(picture.getexif()) == {}
    assert b"CANARY" not in shown
    assert max(picture.size) == 1600
    assert copy_of(office, file_id, Copy.ORIGINAL) == photo
    assert held(office, file_id).sha256 == hashlib.sha256(photo).hexdigest()
    assert held(office, file_id).state is FileState.READY


def test_a_photo_taken_sideways_is_shown_upright():
    out = io.BytesIO()
    told = Image.Exif()
    told[274] = 6
    Image.new("RGB", (80, 40)).save(out, "JPEG", exif=told)
    shown = Image.open(io.BytesIO(redrawn(out.getvalue(), edge=200, most_pixels=10_000)))

    assert shown.size == (40, 80)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(a_photo()[:300], id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(30), id="broken"),
        pytest.param(a_png((3000, 1000)), id="more pixels than are drawn"),
        pytest.param(A_PDF, id="no picture at all"),
    ],
)
def test_what_cannot_be_drawn_says_so(data):
    with pytest.raises(ValueError, match=r"drawn|pixels"):
        redrawn(data, edge=100, most_pixels=1_000_000)


def test_a_picture_that_cannot_be_drawn_is_refused_and_kept():
    office, file_id = sent(a_photo()[:300])
    check_all(office)

    assert (held(office, file_id).state, held(office, file_id).refusal) == (
        FileState.REFUSED,
        "unreadable",
    )
    assert copy_of(office, file_id, Copy.ORIGINAL) == a_photo()[:300]


@pytest.mark.parametrize("data", [A_PDF, A_VOICE, a_paper()], ids=["paper", "voice", "document"])
def test_papers_and_recordings_are_ready_without_a_copy_to_look_at(data):
    office, file_id = sent(data)
    check_all(office)

    assert held(office, file_id).state is FileState.READY
    assert not held(office, file_id).is_shown


@pytest.mark.parametrize(
    ("scanner", "state", "refusal"),
    [
        pytest.param(("sh", "-c", "cat >/dev/null; exit 0"), FileState.READY, "", id="clean"),
        pytest.param(
            ("sh", "-c", "cat >/dev/null; exit 1"), FileState.REFUSED, "scanner", id="not"
        ),
        pytest.param(("sh", "-c", "exit 2"), FileState.CHECKING, "", id="no answer"),
        pytest.param(("/no/such/scanner",), FileState.CHECKING, "", id="no scanner there"),
    ],
)
def test_a_scanner_has_its_say_and_its_silence_opens_nothing(scanner, state, refusal):
    office, file_id = sent(A_VOICE, scanner=scanner)
    check_due_files(office)

    assert held(office, file_id).state is state
    assert held(office, file_id).refusal == refusal


def test_a_file_the_scanner_did_not_answer_for_is_asked_again_later():
    office, file_id = sent(A_VOICE, scanner=("sh", "-c", "exit 2"))
    check_due_files(office)
    assert check_due_files(office) == 0
    office.clock.move(minutes=1)

    assert check_due_files(office) == 1
    assert held(office, file_id).tries == 2


def test_p01_a_check_that_died_is_taken_up_after_its_lease():
    office, file_id = sent(A_VOICE)
    with office.begin() as work:
        work.files.claim(FileState.CHECKING, lease=work.at - work.at, limit=1)
    check_all(office)

    assert held(office, file_id).state is FileState.READY


def test_a_file_that_no_turn_told_of_goes_after_a_day():
    office = an_office(clock=HandClock())
    Teller(office).files.arrive(chat="x", cause="1", name="", data=A_VOICE)
    assert drop_stranded_files(office) == 0
    office.clock.move(days=1, minutes=1)

    assert drop_stranded_files(office) == 1
    assert files_in(office) == []
