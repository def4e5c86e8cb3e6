import re

import pytest

from tests.dialogs.client import Client
from tests.dialogs.reporting.test_pages import at_the_story, press, told_so_far
from tests.dialogs.site import a_site, packaged_policy


@pytest.fixture
def client():
    return Client(a_site())


def test_each_page_of_the_settings_is_shown_with_its_signs_in_plain_words(client):
    policy = packaged_policy()
    for name, page in policy.learning.pages.items():
        text = client.get(f"/learn/{name}").text

        assert f'<h1 class="govuk-heading-l">{page.title}</h1>' in text
        for part in page.parts:
            plain = [policy.sign_book.signs[sign].plain for sign in part.signs]
            assert [one.replace("'", "&#39;") in text for one in plain] == [True] * len(plain)


def test_numbers_of_help_are_filled_in_from_the_settings(client):
    text = client.get("/learn/ask_the_police").text

    assert "Call 101" in text
    assert "{" not in re.sub(r"<[^>]+>", "", text)


def test_row_p40_the_way_to_sarahs_law_and_clares_law_is_there_and_confirms_nobody(client):
    text = client.get("/learn/ask_the_police").text

    assert "Sarah’s Law" in text
    assert "Clare’s Law" in text
    assert "We cannot say whether we have heard of anybody." in text


def test_a_page_that_is_not_there_leads_to_those_that_are(client):
    page = client.get("/learn/corrin_thistlewood")

    assert page.status_code == 404
    assert "/learn/what_to_look_for" in page.text
    assert "thistlewood" not in page.text


def test_p04_no_page_of_a_report_before_send_offers_what_to_look_for(client):
    pages = [client.get("/report"), at_the_story(client), told_so_far(client)]

    assert ["/learn" in page.text for page in pages] == [False] * 3
    assert "/learn" in press(client, told_so_far(client), deed=":send").text


def test_reading_leaves_no_mark(client):
    page = client.get("/learn/what_to_look_for")

    assert "set-cookie" not in {name.lower() for name in page.headers}
