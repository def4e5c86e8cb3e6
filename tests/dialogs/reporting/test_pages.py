import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from intake.reporting.values import LetterKind, PublicLetter
from tests.dialogs.client import Client
from tests.dialogs.doors import CODE, DoorInMemory
from tests.dialogs.site import a_site


@pytest.fixture
def door():
    return DoorInMemory()


@pytest.fixture
def client(door):
    return Client(a_site(door))


def fields_of(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))


def press(client, page, path="/report/answer", **told):
    return client.post(path, data=fields_of(page) | told, follow=True)


def at_the_story(client):
    page = press(client, client.get("/report"), choice="danger=no")
    return press(client, page, choice="teller=community")


def told_so_far(client, words="He waits at the bus stop."):
    """Answer danger, role and story, and pass over the rest as far as the summary."""
    page = press(client, at_the_story(client), words=words)
    while "Check what you have told us" not in page.text:
        past = re.findall(r'name="deed" value="([^":]+=\?\w+)"', page.text)
        page = press(client, page, deed=past[-1])
    return page


def test_p12_the_first_page_asks_whether_a_child_is_in_danger_now(client):
    page = client.get("/report").text

    assert page.index("Call 999 first") < page.index("Is a child in danger now?")
    assert "goes to the people on duty at once" in page


def test_looking_leaves_nothing_at_the_door(client, door):
    client.get("/report")

    assert door.drafts == {}


def test_a_whole_report_ends_with_reference_and_return_code(client, door):
    sent = press(client, told_so_far(client), deed=":send")

    assert len(door.sent) == 1
    assert door.receipts[0].reference in sent.text
    assert CODE in sent.text
    assert "<title>Sent - Due Regard</title>" in sent.text


def test_an_answer_leads_on_by_redirect_and_in_the_conversation_view_to_now(client):
    page = client.get("/report")
    told = fields_of(page) | {"choice": "danger=no"}

    answer = client.post("/report/answer", data=told)
    in_talk = client.post("/report/answer", data=told | {"view": "talk"})

    assert (answer.status_code, in_talk.status_code) == (303, 303)
    assert "#" not in answer.headers["location"]
    assert in_talk.headers["location"].endswith("&view=talk#now")


def test_p10_titles_and_addresses_tell_nothing(client):
    page = told_so_far(client)

    assert re.search(r"<title>Step \d+, check - Due Regard</title>", page.text)
    assert re.fullmatch(r"at=[\w\-]+", page.url.query.decode())


def test_the_same_form_sent_twice_is_one_report(client, door):
    page = told_so_far(client)
    form = fields_of(page) | {"deed": ":send"}

    first = client.post("/report/answer", data=form, follow=True)
    second = client.post("/report/answer", data=form, follow=True)

    assert len(door.sent) == 1
    assert door.receipts[0].reference in first.text
    assert door.receipts[0].reference in second.text


def test_reloading_the_sent_page_shows_the_code_again(client, door):
    sent = press(client, told_so_far(client), deed=":send")

    assert CODE in client.get(str(sent.url)).text
    assert len(door.sent) == 1


def test_an_address_of_an_event_that_never_was_shows_where_one_stands(client):
    at_the_story(client)

    page = client.get("/report?at=AAAAAAAAAAAAAAAA-0123456789ab")

    assert "What are you worried about?" in page.text
    assert "Error" not in page.text


def test_a_session_that_ran_out_while_writing_loses_no_words(client, door):
    page = at_the_story(client)
    client.cookies.clear()

    page = press(client, page, words="A long story.")

    assert "Is a child in danger now?" in page.text
    kept = [a["words"] for draft in door.drafts.values() for a in draft["answers"]]
    assert ["A long story."] in kept


def test_nothing_chosen_says_what_to_do(client):
    page = press(client, client.get("/report"))

    assert "One thing to change" in page.text
    assert "<title>Error: Step 1" in page.text


def test_back_means_back(client):
    page = at_the_story(client)
    assert "What are you worried about?" in page.text

    assert "Who are you?" in press(client, page, deed=":back").text


def test_the_conversation_view_shows_what_was_said(client):
    page = at_the_story(client)
    talk = client.get(f"{page.url.path}?{page.url.query.decode()}&view=talk")

    assert 'class="dr-talk"' in talk.text
    assert talk.text.index("Is a child in danger") < talk.text.index("What are you worried about?")
    onward = press(client, talk, words="He waits.")
    assert "view=talk" in str(onward.url)


def test_an_answer_may_be_changed_from_the_summary(client, door):
    page = press(client, told_so_far(client), deed=":change story")
    assert "He waits at the bus stop." in page.text

    page = press(client, page, words="He waits at the bus stop every day.")
    press(client, page, deed=":send")

    assert [words.reveal() for words in door.sent[0].story] == [
        "He waits at the bus stop every day."
    ]


def test_an_older_page_sent_again_changes_its_own_answer(client, door):
    older = at_the_story(client)
    press(client, older, words="First words.")
    page = press(client, older, words="Second words.")

    assert "Which child is it?" in page.text
    (draft,) = door.drafts.values()
    assert [a["words"] for a in draft["answers"] if a["key"] == "story"] == [["Second words."]]


def test_an_answer_that_cannot_be_used_says_why_and_keeps_what_was_typed(client):
    page = press(client, at_the_story(client), words="He waits.")
    while "When did it last happen?" not in page.text:
        page = press(client, page, deed=re.findall(r'value="(\w+=\?\w+)"', page.text)[-1])

    page = press(client, page, words="1 January 2099")

    assert "<title>Error: Step" in page.text
    assert "has not come yet" in page.text
    assert 'value="1 January 2099"' in page.text


def test_p12_whoever_writes_of_dying_gets_help_and_a_desk_is_told(client, door):
    page = press(client, at_the_story(client), words="I want to kill myself.")

    assert "116 123" in page.text
    assert 'name="words"' in page.text
    assert [turn.danger.value for turn in door.dangers] == ["wants_to_die"]


def test_after_sending_more_may_be_added_and_a_new_report_begun(client, door):
    press(client, told_so_far(client), deed=":send")
    page = client.get("/report")
    assert door.receipts[0].reference in page.text

    assert "We added it to what you told us." in press(client, page, words="He has a van.").text
    assert "Is a child in danger now?" in press(client, page, "/report/again").text


def test_p12_danger_told_after_sending_is_asked_about_and_told_to_a_desk(client, door):
    press(client, told_so_far(client), deed=":send")
    page = press(client, client.get("/report"), words="he is hitting her now with a hammer")
    assert "Is a child in danger now?" in page.text
    assert "Is a child in danger now?" in client.get("/report").text

    page = press(client, page, choice="danger=yes")

    assert "Call 999 now" in page.text
    assert [turn.danger.value for turn in door.dangers] == ["danger_yes"]
    assert len(door.sent) == 1


def test_throwing_away_says_so(client, door):
    page = press(client, press(client, at_the_story(client), words="stop"), deed=":forget")

    assert "It is thrown away." in page.text
    assert door.drafts == {}


def test_a_professional_picks_signs_from_a_list(client, door):
    page = press(client, client.get("/report"), choice="danger=no")
    page = press(client, page, choice="teller=professional")
    while "Do any of these fit" not in page.text:
        if 'name="words"' in page.text:
            page = press(client, page, words="He buys her things.")
        else:
            page = press(
                client, page, choice=re.findall(r'type="radio" value="([^"]+)"', page.text)[0]
            )

    page = press(client, page, choice="signs=GC1", signs="1")

    (draft,) = door.drafts.values()
    assert [a["value"] for a in draft["answers"] if a["key"] == "signs"] == ["GC1"]


def test_a_professional_ties_the_signs_picked_to_each_person_in_boxes(client, door):
    page = press(client, client.get("/report"), choice="danger=no")
    page = press(client, page, choice="teller=professional")
    page = press(client, page, words="He buys her things.")
    page = press(client, page, choice=["signs=GC1", "signs=CS7"], signs="1")
    page = press(client, page, deed="child=?skip")
    page = press(client, page, words="Corrin <b>Thistlewood</b>")
    for question in ("person_age", "person_place", "person_more"):
        page = press(client, page, deed=f"{question}=?skip")
    assert "Which of these have to do with Corrin &lt;b&gt;Thistlewood&lt;/b&gt;?" in page.text
    assert re.findall(r'type="checkbox" value="([^"]+)"', page.text) == [
        "person_signs=GC1", "person_signs=CS7", "person_signs=none"
    ]  # fmt: skip

    page = press(client, page, choice=["person_signs=CS7"])

    assert "Where does it happen?" in page.text
    (draft,) = door.drafts.values()
    assert [a["value"] for a in draft["answers"] if a["key"] == "person_signs"] == ["CS7"]


def test_leaving_forgets_the_session_and_leads_away(client, door):
    told_so_far(client)
    gone = client.get("/report/leave")

    assert gone.status_code == 303
    assert gone.headers["location"] == "https://weather.example/"
    assert door.drafts == {}
    assert "Is a child in danger now?" in client.get("/report").text


def test_a_token_of_another_session_does_nothing(client, door):
    foreign = fields_of(Client(a_site(door)).get("/report"))
    client.get("/report")

    client.post("/report/answer", data=foreign | {"choice": "danger=no"})

    assert door.drafts == {}


def test_p12_a_yes_counts_even_without_a_cookie(door):
    page = Client(a_site(door)).get("/report")
    without = Client(a_site(door))

    answer = without.post("/report/answer", data=fields_of(page) | {"choice": "danger=yes"})

    assert answer.status_code == 303
    assert [turn.danger.value for turn in door.dangers] == ["danger_yes"]


def test_p12_a_yes_brings_the_emergency_wording(client):
    page = press(client, client.get("/report"), choice="danger=yes")

    assert "Ask for the police" in page.text
    assert "tel:999" in page.text
    assert "Where is the child now?" in page.text or "Who are you?" in page.text


def test_p12_a_page_never_says_unread_where_people_on_duty_read_along(client):
    sealed = at_the_story(client).text
    page = press(client, client.get("/report"), deed=":change danger")
    page = press(client, page, choice="danger=yes")
    while 'id="answer" name="words" rows' not in page.text:
        past = re.findall(r'name="deed" value="([^":]+=\?\w+)"', page.text)
        page = press(client, page, deed=past[-1])

    assert "Nothing is sent before you have checked it" in sealed
    assert "Nothing is sent before you have checked it" not in page.text
    assert "people on duty can read it at once" in page.text


def test_the_session_cookie_is_opaque_and_kept_from_scripts(door):
    plain = Client(a_site(door)).get("/report").headers["set-cookie"]
    https = "https://report.example"
    safe = Client(a_site(door, url=https), url=https).get("/report").headers["set-cookie"]

    assert "HttpOnly" in plain
    assert "samesite=lax" in plain.lower()
    assert safe.startswith("__Host-report=")
    assert "Secure" in safe


def test_coming_back_shows_the_public_status_and_messages(client, door):
    press(client, told_so_far(client), deed=":send")
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    door.letters = (PublicLetter(7, LetterKind.QUESTION, at, "Which bus stop?", is_open=True),)
    client.cookies.clear()
    told = {"reference": door.receipts[0].reference.lower(), "code": CODE.upper()}

    page = client.post("/report/return", data=told, follow=True)

    assert "It is safely kept" in page.text
    assert "Which bus stop?" in page.text
    assert "Send your answer" in page.text
    assert "at the next level" not in page.text

    door.letters = (PublicLetter(8, LetterKind.REPLY, at, "We looked at it again."),)
    page = client.get("/report")
    assert "We looked at it again." in page.text
    assert "Then somebody else looks at it, at the next level." in page.text


def test_a_question_is_answered_on_its_page_and_a_correction_keeps_the_old_words(client, door):
    press(client, told_so_far(client), deed=":send")
    page = client.get("/report")
    fields = fields_of(page)

    client.post("/report/answer", data=fields | {"q": "letter:7", "words": "By the mill."})
    told = {"q": "correct", "words": "It was Tuesday.", "beside": "Monday"}
    client.post("/report/answer", data=fields | told)
    client.post("/report/answer", data=fields | {"q": "disagree", "words": "Nobody came."})

    kinds = [(turn.added_as.kind.value, turn.added_as.letter_id) for turn in door.additions]
    assert kinds == [("answer", 7), ("correction", 0), ("disagreement", 0)]
    assert door.additions[1].added_as.beside == "Monday"


def test_stopping_gives_a_code_to_go_on_with_and_says_what_becomes_of_the_words(client):
    page = press(client, told_so_far(client), deed=":stop")

    assert CODE in page.text
    assert "is then deleted" in page.text


def test_wrong_codes_look_alike_and_lock_nobody_out(client, door):
    press(client, told_so_far(client), deed=":send")
    held = {"reference": door.receipts[0].reference, "code": "wrong words"}
    strange = {"reference": "DR-222-222-2", "code": "wrong words"}
    right = {"reference": door.receipts[0].reference, "code": CODE}

    answers = [client.post("/report/return", data=form) for form in (held, strange)]
    tries = [client.post("/report/return", data=held).status_code for _ in range(12)]

    assert answers[0].text == answers[1].text
    assert set(tries) == {200}
    assert "It is safely kept" in client.post("/report/return", data=right, follow=True).text


def test_p10_a_canary_walked_through_the_pages_is_in_no_address_title_header_or_log(client, caplog):
    canary = "Corrin Thistlewood"
    seen = []
    with caplog.at_level("DEBUG"):
        page = told_so_far(client, f"{canary} waits at the bus stop.")
        for shown in (page, press(client, page, deed=":send"), client.get("/report")):
            title = re.search(r"<title>(.*?)</title>", shown.text).group(1)
            seen += [title, str(shown.url), str(shown.headers)]
            seen += [f"{step.url} {step.headers}" for step in shown.history]
        client.get(f"/{canary}")
        client.post("/report/return", data={"reference": canary, "code": canary})

    assert "Thistlewood" not in " ".join(seen)
    ours = [
        record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))
    ]
    assert "Thistlewood" not in " ".join(record.getMessage() for record in ours)


def test_p04_the_sent_page_waits_for_its_slot(door, client):
    door.release = timedelta(seconds=1)
    page = told_so_far(client)

    begun = time.monotonic()
    client.post("/report/answer", data=fields_of(page) | {"deed": ":send"})

    assert time.monotonic() - begun >= 0.9


def test_markup_in_somebodys_words_stays_words(client):
    page = told_so_far(client, "<script>alert(1)</script> & more")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text
