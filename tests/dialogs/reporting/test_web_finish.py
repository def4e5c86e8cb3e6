"""The end is near from anywhere: the rest left out at once, and a report thrown away."""

import pytest

from dialogs.shell.site import site_of
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.dialogs.reporting.test_web_files import Well, at_the_story, fields_of, press

STORY = "He waits outside the school."


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    yield office
    office.archive.close()


@pytest.fixture
def client(office):
    return Client(site_of(office, public_url="http://testserver", health=Well()))


def after_the_story(client, *, teller="community"):
    page = press(client, client.get("/report"), choice="danger=no")
    page = press(client, page, choice=f"teller={teller}")
    page = press(client, page, words=STORY)
    return press(client, page, deed="heard=yes") if 'value="heard=yes"' in page.text else page


@pytest.mark.parametrize("teller", ["community", "professional"])
def test_a_pasted_story_is_two_presses_from_being_sent(client, teller):
    page = after_the_story(client, teller=teller)

    check = press(client, page, deed=":finish")
    sent = press(client, check, deed=":send")

    assert "Check what you have told us" in check.text
    assert STORY in check.text
    assert "It has been sent" in sent.text


def test_the_rest_is_left_out_only_once_the_story_is_told(client):
    assert 'value=":finish"' not in at_the_story(client).text
    assert 'value=":finish"' in after_the_story(client).text


def test_what_the_story_seems_to_say_still_waits_for_its_yes(client):
    page = press(client, at_the_story(client), words="Wilf Oakapple, 45, waits outside the school.")
    assert 'value="heard=yes"' in page.text

    still = press(client, page, deed=":finish")

    assert 'value="heard=yes"' in still.text


def test_a_question_that_was_left_out_can_still_be_answered(client):
    check = press(client, after_the_story(client), deed=":finish")

    asked = press(client, check, deed=":change where")
    back = press(client, asked, words="Mill Lane")

    assert "Mill Lane" in back.text


def test_a_child_is_not_hurried(client):
    page = press(client, client.get("/report"), choice="danger=not_sure")

    assert 'value=":finish"' not in press(client, page, choice="teller=child").text


def test_what_was_written_can_be_thrown_away_and_is_gone(client, office):
    page = after_the_story(client)

    stopped = press(client, page, deed=":stop")
    gone = client.post("/report/answer", data=fields_of(stopped) | {"deed": ":forget"}, follow=True)

    assert "thrown away" in gone.text
    assert STORY not in client.get("/report?view=talk").text
    with office.look() as work:
        rows = work.session.connection().exec_driver_sql("SELECT count(*) FROM draft").scalar()
    assert rows == 0
