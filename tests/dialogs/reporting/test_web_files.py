import asyncio
import re
from base64 import b64encode

import pytest

from dialogs.shell.site import site_of
from intake.domain.attachment import Copy, FileState
from tests.build_files import check_all, files_in
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.files import A_PDF, a_heic, a_photo

NAME = "Corrin Thistlewood.jpg"


class Well:
    """A process that is well."""

    def missing(self):
        return ()

    def faults(self):
        return ()

    def counts(self):
        return {}


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    yield office
    office.archive.close()


@pytest.fixture
def client(office):
    return Client(site_of(office, public_url="http://testserver", health=Well()))


def fields_of(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))


def press(client, page, path="/report/answer", **told):
    return client.post(path, data=fields_of(page) | told, follow=True)


def at_the_story(client):
    page = press(client, client.get("/report"), choice="danger=no")
    return press(client, page, choice="teller=community")


def uploads(client, page, data, *, name=NAME, follow=True):
    files = {"file": (name, data, "image/jpeg")}
    return client.post("/report/files", data=fields_of(page), files=files, follow=follow)


def test_a_file_is_added_at_the_story_and_its_words_are_kept_with_it(client, office):
    story = at_the_story(client)
    assert "Save, and add a file" in story.text
    page = press(client, story, words="He gives her money.", files="1")
    assert "Never send a picture of a child" in page.text
    kept = uploads(client, page, a_photo())

    assert "We have your file" in kept.text
    assert "1. Photo" in kept.text
    assert "1 KB" in kept.text
    (file,) = files_in(office)
    assert (file.state, file.name.reveal()) == (FileState.CHECKING, NAME)
    assert "He gives her money." in client.get("/report?view=talk").text


def test_p10_the_name_of_a_file_is_in_no_address_and_on_no_page(client):
    press(client, at_the_story(client), words="He gives her money.")
    led = uploads(client, client.get("/report/files"), a_photo(), follow=False)

    assert led.headers["location"] == "/report/files?kept=1"
    assert "Thistlewood" not in client.get("/report/files?kept=1").text


def test_the_same_form_twice_keeps_one_file(client, office):
    press(client, at_the_story(client), words="He gives her money.")
    page = client.get("/report/files")
    uploads(client, page, a_photo())
    uploads(client, page, a_photo())

    assert len(files_in(office)) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"<svg onload=x>", "cannot take that kind", id="by its content, not its name"),
        pytest.param(bytes((10 << 20) + 1), "too large", id="too large"),
        pytest.param(b"", "empty", id="nothing"),
    ],
)
def test_what_is_not_taken_says_so_and_what_to_do(client, office, data, told):
    press(client, at_the_story(client), words="He gives her money.")
    page = uploads(client, client.get("/report/files"), data)

    assert page.status_code == 422
    assert told in page.text
    assert 'href="#file"' in page.text
    assert files_in(office) == []


def test_nothing_chosen_and_no_form_at_all_are_told_alike(client):
    press(client, at_the_story(client), words="He gives her money.")
    page = client.get("/report/files")
    empty = client.post("/report/files", data=fields_of(page) | {"more": "x"})

    assert empty.status_code in {303, 422}
    assert client.post("/report/files", content=b"x").status_code == 303


def test_without_a_report_begun_there_is_nothing_to_add_to(client):
    assert client.get("/report/files").headers["location"] == "/report"


def test_another_sites_form_is_refused(client, office):
    press(client, at_the_story(client), words="He gives her money.")
    page = client.get("/report/files")
    files = {"file": (NAME, a_photo(), "image/jpeg")}
    answer = client.post(
        "/report/files", data=fields_of(page) | {"t": "a" * 16 + ".b"}, files=files
    )

    assert answer.headers["location"] == "/report?note=lost"
    assert files_in(office) == []


# by other systems


@pytest.fixture
def bearer(office):
    with office.begin() as work:
        return work.staff.new_organisation("Thornbury Practice", scopes="concerns")


def a_body(*contents):
    files = [{"name": NAME, "content": b64encode(one).decode()} for one in contents]
    return {"danger": "no", "story": "He is at the flat whenever I visit.", "files": files}


def hands_in(client, bearer, body, *, key="idem-0001"):
    headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key}
    return client.post("/api/v1/concerns", json=body, headers=headers)


@pytest.fixture
def at_once(monkeypatch):
    async def no_wait(_seconds):
        return None

    monkeypatch.setattr(asyncio, "sleep", no_wait)


def test_another_systems_files_come_with_its_concern_once(client, office, bearer, at_once):
    first = hands_in(client, bearer, a_body(a_photo(), A_PDF))
    again = hands_in(client, bearer, a_body(a_photo(), A_PDF))
    check_all(office)

    assert first.status_code == 201, first.text
    assert again.json()["reference"] == first.json()["reference"]
    assert [one.state for one in files_in(office)] == [FileState.READY, FileState.READY]
    assert all(one.concern_id for one in files_in(office))


def test_another_file_under_the_same_key_is_another_body(client, bearer, at_once):
    hands_in(client, bearer, a_body(a_photo()))

    assert hands_in(client, bearer, a_body(A_PDF)).status_code == 409


def test_p10_a_file_that_is_not_taken_is_named_by_its_place(client, office, bearer):
    answer = hands_in(client, bearer, a_body(a_photo(), b"<svg onload=x>"))

    assert answer.status_code == 422
    assert answer.json()["faults"] == [{"field": "files.1.content", "fault": "kind"}]
    assert "Thistlewood" not in answer.text
    with office.look() as work:
        assert work.concerns.records.all() == ()


def takes_back(client, number):
    page = client.get("/report/files")
    told = {"t": fields_of(page)["t"], "file": str(number)}
    return client.post("/report/files/back", data=told, follow=True)


def test_a_file_is_taken_back_before_sending_and_is_gone(client, office):
    page = uploads(client, at_the_story(client), a_photo())
    uploads(client, page, A_PDF, name="letter.pdf")
    first, second = files_in(office)

    after = takes_back(client, first.id)

    assert "taken back" in after.text
    assert [one.id for one in files_in(office)] == [second.id]
    with office.look() as work:
        assert b"".join(work.files.parts(first.id, Copy.ORIGINAL)) == b""


def test_a_file_that_was_taken_back_makes_room_for_another(client, office):
    at_the_story(client)
    most = office.policy.channels.attachments.most_files
    for number in range(most):
        uploads(client, client.get("/report/files"), a_photo() + bytes([number]))
    assert uploads(client, client.get("/report/files"), A_PDF).status_code == 422

    takes_back(client, files_in(office)[0].id)

    after = uploads(client, client.get("/report/files"), A_PDF)
    assert after.status_code == 200
    assert after.text.count("Take back") == most


def test_nobody_takes_back_the_file_of_another(client, office):
    uploads(client, at_the_story(client), a_photo())
    stranger = Client(site_of(office, public_url="http://testserver", health=Well()))
    at_the_story(stranger)

    takes_back(stranger, files_in(office)[0].id)

    assert len(files_in(office)) == 1


def test_a_file_that_people_on_duty_have_cannot_be_taken_back(client, office):
    press(client, client.get("/report"), choice="danger=yes")
    page = uploads(client, client.get("/report/files"), a_photo())
    press(client, client.get("/report"), words="the mill, Northmoor")

    page = client.get("/report/files")
    takes_back(client, files_in(office)[0].id)

    assert "have them already: 1" in page.text
    assert len(files_in(office)) == 1


def test_a_photo_as_a_telephone_keeps_it_is_taken_and_a_page_asks_for_one_it_can_draw(
    client, office
):
    page = uploads(client, at_the_story(client), a_heic(), name="IMG_0001.HEIC")
    check_all(office)

    assert "We have your file" in page.text
    assert files_in(office)[0].state is FileState.READY
    assert not files_in(office)[0].is_shown
    assert "image/jpeg" in page.text.partition('accept="')[2].partition('"')[0]
    assert "heic" not in page.text.partition('accept="')[2].partition('"')[0]


def test_a_file_that_is_not_kept_is_not_said_to_be_locked(client, office):
    page = uploads(client, at_the_story(client), A_PDF + b"/JavaScript", name="form.pdf")

    assert "It was not kept" in page.text
    assert "stays locked" not in page.text
    assert files_in(office) == []
