"""Pages left for too long, browsers without cookies, slowed pages, a child beside a question."""

import re

import pytest

from dialogs.reporting.page import LOST, NO_COOKIE, SLOW
from dialogs.shell.site import site_of
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.dialogs.reporting.test_web_files import Well, at_the_story, fields_of, press

GATE = "Corrin Thistlewood waits at the gate."
WRONG = "slope sapling minibus screen hedgehog gravel mahogany"


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    yield office
    office.archive.close()


@pytest.fixture
def client(office):
    return Client(site_of(office, public_url="http://testserver", health=Well()))


def as_a_child(client):
    page = press(client, client.get("/report"), choice="danger=not_sure")
    return press(client, page, choice="teller=child")


def writes_beside(client, page, words):
    told = fields_of(page) | {"q": "beside", "words": words}
    return client.post("/report/answer", data=told, follow=True)


def test_a_page_left_for_too_long_says_so_and_keeps_the_words_it_held(client):
    page = at_the_story(client)
    client.cookies.clear()

    begun = press(client, page, words=GATE)

    assert LOST in begun.text
    later = press(client, begun, choice="danger=no")
    assert LOST not in later.text
    assert GATE in client.get("/report?view=talk").text


def test_a_browser_that_keeps_no_cookie_is_told_what_to_do(client):
    page = client.get("/report")
    client.cookies.clear()

    led = client.post("/report/answer", data=fields_of(page) | {"choice": "danger=no"})
    client.cookies.clear()

    assert NO_COOKIE in client.get(led.headers["location"]).text


def test_a_page_says_nothing_of_itself_where_nothing_happened(client):
    told = at_the_story(client).text

    assert not any(note in told for note in (LOST, SLOW, NO_COOKIE))


def test_a_page_that_was_slowed_for_wrong_codes_says_so_and_locks_nobody_out(client):
    told = [client.post("/report/return", data={"code": WRONG}).text for _ in range(4)]

    assert [SLOW in page for page in told] == [False, False, False, True]
    assert "That code opens nothing here" in told[-1]


def test_a_child_may_write_beside_the_question_and_it_is_no_answer_to_it(client):
    page = as_a_child(client)
    words = "no he never lets me go to my mum"

    after = writes_beside(client, page, words)

    assert "We kept it, and have passed it on" in after.text
    assert 'value="safe=no"' in after.text, "the question is asked again"
    assert words in client.get("/report?view=talk").text


def test_what_a_child_writes_beside_a_question_is_read_by_a_desk_at_once(client, office):
    writes_beside(client, as_a_child(client), GATE)

    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(1)
    assert alerts


def test_a_child_that_wants_to_die_beside_a_question_is_heard_first(client):
    told = writes_beside(client, as_a_child(client), "i want to die")

    assert "Samaritans" in told.text


def test_an_adult_is_offered_no_second_place_to_write(client):
    assert 'value="beside"' not in at_the_story(client).text


def test_a_number_at_a_texts_end_stands_after_the_text_and_after_its_english(client):
    at_the_story(client)
    page = client.get("/report/files?lang=ur")
    urdu = client.post("/report/language", data=fields_of(page) | {"lang": "ur"}, follow=True)
    told = client.get("/report/files").text

    assert urdu.status_code == 200
    assert re.search(
        r'10\. <span class="dr-en" lang="en" dir="ltr">[^<]*at most: 10\.</span>', told
    )
