import re
from dataclasses import replace

import pytest

from dialogs.reporting.draft import from_json
from dialogs.reporting.office_hours import week_code, week_said
from dialogs.reporting.receipt import receipt_says
from dialogs.shell.from_policy import voice_of
from dialogs.shell.wording import messages_of
from intake.policy.learning import NUMBER
from intake.policy.reading_age import hardest, reading_age
from intake.reporting.values import Danger, Receipt
from tests.build import NOON
from tests.build_talk import Talk, all_tongues
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


def texts_of(policy):
    """Give every English text of the pages, signs included."""
    for page in policy.learning.pages.values():
        yield page.title
        yield page.about
        for part in page.parts:
            yield part.heading
            yield from part.words
            yield from (policy.sign_book.signs[one].plain for one in part.signs)


def test_the_pages_are_read_with_ease_at_the_age_of_the_settings():
    policy = packaged_policy()
    most = policy.channels.reading_age
    texts = [NUMBER.sub("101", one) for one in texts_of(policy)]

    assert reading_age(texts) <= most.script_at_most
    assert [one for one in hardest(texts, most=200) if one.age > most.line_at_most] == []


@pytest.mark.parametrize("code", all_tongues())
def test_every_text_of_the_pages_goes_through_the_catalogue(code):
    said = {one.text for one in messages_of(packaged_policy())}

    assert [one for one in texts_of(packaged_policy()) if one not in said] == []


LEARN = "https://report.example/learn"


@pytest.mark.parametrize("role", ["community", "parent", "child", "professional"])
@pytest.mark.parametrize("code", ["en", "pl", "ur"])
def test_p04_where_the_pages_stand_is_told_in_a_chat_after_sending_and_never_before(role, code):
    voice = voice_of(packaged_policy())
    talk = Talk(replace(voice, numbers={**voice.numbers, "learn": LEARN}))
    talk.they("/start", f"/language {code}", "[danger=no]", f"[teller={role}]", "She went quiet.")
    talk.they("help")
    while talk.asked != "summary":
        talk.they("done" if talk.asked in {"story", "story_more"} else "skip")
    before = [say.text for turn in talk.turns for say in turn.says]
    receipt = Receipt("DR-7", "amber kettle", received_at=NOON, danger=Danger.NO)
    draft = from_json(talk.draft)

    after = receipt_says(talk.voice.of(draft), draft, receipt)

    assert not any("learn" in text for text in before)
    assert [LEARN in say.text for say in after].count(True) == 1
    assert after[-1].key == "learn_more"


def test_when_offices_are_open_is_told_with_the_receipt_in_the_language_spoken():
    voice = voice_of(packaged_policy())
    draft = from_json(Talk(voice).they("/start").draft)
    receipt = Receipt("DR-7", "amber kettle", received_at=NOON, danger=Danger.NO)

    [english] = [say.text for say in receipt_says(voice, draft, receipt) if say.key == "hours"]
    polish = [say.text for say in receipt_says(voice.in_language("pl"), draft, receipt)]

    assert "Mon–Thu 08:00–17:30, Fri 08:00–16:30" in english
    assert "At night" in english
    assert any("pon.–czw. 08:00–17:30" in text for text in polish)


@pytest.mark.parametrize(
    ("week", "code"),
    [
        pytest.param(((),) * 7, "", id="a week that never opens says nothing"),
        pytest.param((((0, 1440),),) * 7, "0-6 00:00-24:00", id="always"),
        pytest.param(
            (((480, 720), (780, 1050)), *((),) * 5, ((600, 660),)),
            "0 08:00-12:00, 13:00-17:30; 6 10:00-11:00",
            id="two spans, and a Sunday",
        ),
    ],
)
def test_a_week_is_written_short(week, code):
    assert week_code(week) == code
    assert week_said(code, "en").count(":") == code.count(":")
