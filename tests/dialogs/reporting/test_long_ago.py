"""What is asked where something was years ago: from the teller's own words, in every language."""

from datetime import date

import pytest

from dialogs.reporting.draft import Answer, Draft, How
from dialogs.reporting.hearing import hearing_of
from dialogs.reporting.long_ago import UNTOLD, years_told
from intake.domain.concern import Part
from intake.reporting.values import ENGLISH
from tests.build import NOON
from tests.build_talk import Talk, a_polyglot, all_tongues

TODAY = date(2026, 1, 12)
TELLING = ("/start", "[danger=no]", "[teller=community]")


def years(*, when="", value="", story="", code="en", how=How.EXACT):
    """Return what one draft tells, by key."""
    told = [Answer("when", (when,), value, how)] if when or value or how is not How.EXACT else []
    told += [Answer("story", (story,))] if story else []
    tongue = all_tongues().get(code, ENGLISH)
    heard = hearing_of(all_tongues().values()).of(tongue)
    return dict(years_told(Draft("community", "5", answers=tuple(told)), heard, today=TODAY))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param("2026-01-11", 0, id="yesterday is no year ago"),
        pytest.param("2024-01-13", 1, id="a day short of two years is one"),
        pytest.param("2024-01-12", 2, id="two years to the day are two"),
        pytest.param("2018-01-01/2020-12-31", 5, id="a range counts from its last day"),
        pytest.param("2019-06/2026-01-12", None, id="what cannot be read is left out"),
        pytest.param("2027-01-01", 0, id="a day to come is no year ago"),
    ],
)
def test_whole_years_are_counted_from_the_last_day_told(value, told):
    assert years(when="as typed", value=value).get("when") == told


@pytest.mark.parametrize(
    "words",
    [
        "years ago", "many years ago", "a long time ago", "when I was a child", "When I was 14",
        "when i was little", "as a kid", "in my teens", "when I was a young girl",
    ],
)  # fmt: skip
def test_years_nobody_counted_are_several(words):
    assert years(when=words) == {"when": UNTOLD}


@pytest.mark.parametrize(
    "words",
    ["last week", "when I was at the shop", "when I was 40", "a child told me", "in 14 minutes",
     "when he was 9", "years", "my boy was there"],
)  # fmt: skip
def test_other_words_tell_of_no_years(words):
    assert years(when=words, story=words) == {}


def test_of_the_story_only_a_childhood_counts_and_a_passed_question_tells_nothing():
    assert years(story="He moved in years ago and drives a van.") == {}
    assert years(story="When I was 14 he sent me messages.") == {"story": UNTOLD}
    assert years(how=How.UNKNOWN) == {}


def test_a_childhood_is_several_years_ago_whatever_else_was_read():
    assert years(when="last year, when I was 17", value="2025-06-01") == {"when": UNTOLD}
    assert years(when="when I was 7, in 2010", value="2010-12-31") == {"when": 15}


@pytest.mark.parametrize(
    ("code", "childhood", "ago"),
    [
        ("ar", "عندما كنت طفلة كان يأتي إلينا", "قبل أربع سنوات"),
        ("cs", "Když jsem byla malá, chodil k nám", "před čtyřmi lety"),
        ("cy", "Pan oeddwn i'n blentyn roedd yn dod", "pedair blynedd yn ôl"),
        ("lt", "Kai buvau maža, jis ateidavo", "prieš ketverius metus"),
        ("pa", "ਜਦੋਂ ਮੈਂ ਛੋਟੀ ਸੀ ਉਹ ਆਉਂਦਾ ਸੀ", "ਚਾਰ ਸਾਲ ਪਹਿਲਾਂ"),
        ("pl", "Kiedy byłam dzieckiem, przychodził do nas", "cztery lata temu"),
        ("pt", "Quando eu era criança ele vinha cá", "há quatro anos"),
        ("ro", "Când eram mică venea la noi", "acum patru ani"),
        ("ur", "جب میں چھوٹی تھی وہ آتا تھا", "چار سال پہلے"),
    ],
)
def test_row_p01_years_ago_and_a_childhood_are_heard_in_every_language(code, childhood, ago):
    assert years(story=childhood, code=code) == {"story": UNTOLD}
    assert years(when=ago, code=code) == {"when": UNTOLD}
    talk = Talk(a_polyglot())
    talk.they("/start", f"/language {code}", "[danger=no]", "[teller=community]", childhood)
    talk.they("[:done]")
    for _ in range(20):
        if talk.asked in {"children_now", "summary"}:
            break
        talk.they("/skip")
    assert talk.asked == "children_now"


def told(*lines):
    talk = Talk(a_polyglot())
    talk.they(*TELLING, *lines)
    return talk


def skipped_to(talk, *names):
    for _ in range(25):
        if talk.asked in {*names, "summary"}:
            return talk.asked
        talk.they("/skip")
    raise AssertionError("the talk did not end")


def test_row_p01_of_something_recent_nobody_is_asked():
    talk = told("Corry Thistlewood, 45, drives her home.", "done")
    assert skipped_to(talk, "when") == "when"
    talk.they("last week")
    assert skipped_to(talk, "children_now") == "summary"


def test_row_p01_an_answer_that_turns_recent_takes_the_children_of_today_out_and_keeps_the_words():
    talk = told("Corry Thistlewood, 45, drove me home.", "done")
    skipped_to(talk, "when")
    talk.they("four years ago", message_id="m1")
    skipped_to(talk, "children_now")
    talk.they("[children_now=yes]", "Pip Quill, 6")
    talk.edit("m1", "last week")

    keys = {one["key"] for one in talk.draft["answers"]}
    assert "children_now" not in keys
    assert "child_now" not in keys
    assert "Pip Quill, 6" in {one["words"] for one in talk.draft["asides"]}


def test_row_p01_children_of_today_are_told_apart_from_the_child_of_then():
    talk = told("When I was 14 Corry Thistlewood sent me messages.", "done")
    assert skipped_to(talk, "child") == "child"
    talk.they("Tansy Mossop, then 14", "Corry Thistlewood, 45")
    skipped_to(talk, "children_now")
    talk.they("[children_now=yes]", "Pip Quill, 6")
    skipped_to(talk, "summary")
    talk.they("send")

    sent = talk.turns[-1].send
    assert sent.children_now.told == "Yes"
    now = [sent.mentions[place] for place in sent.seen_now]
    assert [(one.part, one.names.told) for one in now] == [(Part.CHILD, "Pip Quill")]
    assert len([one for one in sent.mentions if one.part is Part.CHILD]) == 2


def test_a_draft_kept_before_is_read_without_its_years():
    talk = told("Corry Thistlewood, 45, drives her home.")
    talk.draft.pop("years_ago")
    assert talk.they("done").says
    assert talk.now == NOON
