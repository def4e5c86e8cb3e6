"""A professional from the invitation to the filled-in report and the copy for their records."""

import re
from datetime import timedelta

import pytest

from dialogs.reporting.paper import Paper, PaperLine, copy_of
from intake.actions.vouch import invite
from intake.domain.concern import ReporterRole
from intake.reporting.door import ReportingDoor
from tests.build_office import an_office
from tests.dialogs.client import Client
from tests.dialogs.reporting.test_pages import press
from tests.dialogs.site import a_site


@pytest.fixture
def office():
    office = an_office()
    yield office
    office.archive.close()


@pytest.fixture
def client(office):
    return Client(a_site(ReportingDoor(office)))


def an_invitation(office):
    with office.begin() as work:
        return invite(
            office,
            work,
            organisation="Thornbury practice",
            role=ReporterRole.HEALTH,
            lasts=timedelta(days=7),
        )


def accepted(client, token):
    page = client.get(f"/professionals/{token}")
    fields = {"name": "Tansy Mossop", "job": "health visitor", "safe_contact": "07700 900123"}
    return press(client, page, f"/professionals/{token}", **fields)


def a_whole_report(client):
    page = press(client, client.get("/report"), choice="danger=no")
    page = press(client, page, choice="teller=professional")
    page = press(client, page, words="He waits for the boy at the bus stop.")
    asked = []
    while "Check what you have told us" not in page.text:
        past = re.findall(r'name="deed" value="([^":]+=\?\w+)"', page.text)
        asked.append(past[-1].partition("=")[0])
        page = press(client, page, deed=past[-1])
    return page, asked


def test_an_accepted_invitation_fills_a_report_in_and_every_answer_can_be_changed(client, office):
    code = accepted(client, an_invitation(office))
    summary, asked = a_whole_report(client)

    assert "Your code for work" in code.text
    assert not {"your_name", "agency", "job", "work_role", "safe_contact"} & set(asked)
    for words in ("Tansy Mossop", "Thornbury practice", "health visitor", "07700 900123", "Health"):
        assert words in summary.text
    assert ":change your_name" in summary.text


def test_opening_an_invitation_uses_nothing_up(client, office):
    token = an_invitation(office)
    client.get(f"/professionals/{token}")
    Client(client._app).get(f"/professionals/{token}")

    assert "vouches for you" in accepted(client, token).text
    again = client.get(f"/professionals/{token}")
    assert again.status_code == 410
    assert "Begin a report" in again.text


def test_p01_wrong_codes_for_work_slow_their_source_and_no_report(client, office, monkeypatch):
    waited = []

    async def wait(seconds):
        waited.append(seconds)

    monkeypatch.setattr("dialogs.reporting.work.asyncio.sleep", wait)
    page = client.get("/professionals")
    for _ in range(6):
        page = press(client, page, "/professionals", code="no such code at all")
        assert "We do not know this code" in page.text
    other = Client(client._app)
    press(other, other.get("/professionals"), "/professionals", code="nor is this one a code")

    assert waited[:3] == [0, 0, 0]
    assert waited[5] > waited[3]
    assert waited[6] >= waited[5]
    assert client.get("/report").status_code == 200


def test_the_reply_to_a_professional_has_the_wording_for_their_notes_and_a_copy(client, office):
    accepted(client, an_invitation(office))
    summary, _ = a_whole_report(client)
    sent = press(client, summary, deed=":send")
    link = re.search(r'href="(/report/copy\?at=[^"]+)"', sent.text)
    copy = client.get(link[1])

    assert "For your own records" in sent.text
    assert copy.headers["content-type"] == "application/pdf"
    assert copy.content.startswith(b"%PDF-")
    assert "no-store" in copy.headers["cache-control"]


def test_a_neighbour_is_offered_no_file_to_be_found_on_a_shared_phone(client):
    page = press(client, client.get("/report"), choice="danger=no")
    page = press(client, page, choice="teller=community")
    page = press(client, page, words="He waits for the boy at the bus stop.")
    while "Check what you have told us" not in page.text:
        past = re.findall(r'name="deed" value="([^":]+=\?\w+)"', page.text)
        page = press(client, page, deed=past[-1])
    sent = press(client, page, deed=":send")

    assert "/report/copy" not in sent.text


def test_a_copy_asked_for_by_somebody_else_is_not_given(client, office):
    accepted(client, an_invitation(office))
    summary, _ = a_whole_report(client)
    sent = press(client, summary, deed=":send")
    link = re.search(r'href="(/report/copy\?at=[^"]+)"', sent.text)[1]

    assert Client(client._app).get(link).status_code == 303


@pytest.mark.parametrize(
    ("words", "is_undrawn"),
    [
        ("Zażółć gęślą jaźń, Ștefan, Žvėris, ŵŷ", False),
        ("وہ یہاں آتا ہے", False),
        ("ਪੰਜਾਬੀ", True),
    ],
)
def test_a_copy_says_where_a_letter_could_not_be_drawn(words, is_undrawn):
    def paper(undrawn):
        lines = (PaperLine("What are you worried about?", words),)
        return Paper("Due Regard", "A copy", "DR-5TM-8RC-2", "note", lines, undrawn)

    short, long = (len(copy_of(paper(undrawn))) for undrawn in ("x", "x " * 4000))

    assert (long > short + 500) is is_undrawn
