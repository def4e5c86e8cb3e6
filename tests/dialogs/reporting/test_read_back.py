"""What a story says is read back for a yes: filled, denied, changed, and gone with its words."""

import pytest

from dialogs.reporting.draft import AsideKind, from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling, form
from dialogs.reporting.guess import Guess
from dialogs.reporting.page import Page
from dialogs.reporting.read_back_replies import said_of_lines
from dialogs.reporting.telegram import letters_of
from intake.reporting.values import Certainty, Part
from tests.build_talk import Talk

STORY = "Wilf, 8, is out late. Uncle Len Oakapple, about 50, gave him a phone last week."


def a_talk(*lines: str, story: str = STORY) -> Talk:
    talk = Talk()
    talk.they("/start", "no", "skip")
    talk.they(story, message_id="m1")
    talk.they("done", *lines)
    return talk


def told(talk: Talk):
    draft = from_json(talk.draft)
    return form(talk.voice.scripts, draft, Telling())


def test_nothing_counts_before_the_teller_says_yes():
    talk = a_talk()
    assert talk.asked == "heard"
    assert told(talk).mentions == ()
    assert told(talk).happened_from == ""
    talk.they("skip")
    assert told(talk).mentions == ()
    assert talk.asked == "child"


def test_a_yes_fills_the_answers_with_the_words_they_were_picked_out_of():
    talk = a_talk("yes")
    report = told(talk)
    assert [one.names.told for one in report.mentions] == ["Wilf", "Uncle Len Oakapple"]
    assert report.mentions[1].age.certainty is Certainty.ABOUT
    assert (report.when.told, report.when.certainty) == ("last week", Certainty.ABOUT)
    assert (report.happened_from, report.happened_to) == ("2026-01-05", "2026-01-11")
    drawn = {one.question: one.drawn_from.reveal() for one in report.answers}
    assert drawn["child"] == "Wilf, 8, is out late."
    assert drawn["danger"] == ""


def test_an_edited_message_changes_what_was_filled_from_it_and_keeps_the_old_words():
    talk = a_talk("yes")
    before = talk.asked
    talk.edit("m1", STORY.replace("Oakapple", "Fernsby"))
    assert talk.asked == "heard"
    assert "Fernsby" in talk.turns[-1].says[-1].text
    assert "Wilf" not in talk.turns[-1].says[-1].text
    talk.they("yes")
    assert talk.asked == before
    names = [one.names.told for one in told(talk).mentions]
    assert names == ["Wilf", "Uncle Len Fernsby"]
    kept = [one.words for one in from_json(talk.draft).asides]
    assert STORY in kept
    assert any(one.startswith("Uncle Len Oakapple") for one in kept)


def test_an_answer_changed_by_hand_stays_when_the_story_is_changed():
    talk = a_talk("yes", "[:change person]", "Len Thistlewood, red car")
    talk.edit("m1", "Wilf, 8, is out late.")
    names = [one.names.told for one in told(talk).mentions]
    assert names == ["Wilf", "Len Thistlewood"]


def test_whoever_is_told_of_by_hand_is_not_read_back():
    talk = a_talk("skip", "Wilf, 8", "Len Oakapple, a neighbour")
    talk.they("[:change story]", "And Len Oakapple, about 50, was there again.", "done")
    assert all("Len" not in guess.words for guess in from_json(talk.draft).asked_back)


def test_what_is_told_below_the_summary_is_read_back_too():
    talk = a_talk(*("skip",) * 12)
    assert talk.asked == "summary"
    talk.they("Her name is Bramble and she is 4.")
    assert talk.asked == "heard"
    talk.they("yes")
    assert talk.asked == "summary"
    assert "Bramble" in [one.names.told for one in told(talk).mentions]


def test_a_child_is_never_read_back_to():
    talk = Talk()
    talk.they(
        "/start", "no", "[teller=child]", "Uncle Len Oakapple, about 50, hits Wilf, 8", "skip"
    )
    assert "heard" not in {turn.says[-1].question for turn in talk.turns}


def test_each_of_several_is_taken_out_by_itself():
    talk = a_talk("yes", story="Tansy, 9, and Wilf, 4, are left alone. Bramble is 2.")
    draft = from_json(talk.draft)
    assert draft.value("child#3") == "Bramble, 2"
    talk.they("[:remove child#2]")
    report = told(talk)
    assert [one.names.told for one in report.mentions] == ["Tansy", "Bramble"]
    keys = [one.question for one in report.answers]
    assert "child#2" in keys
    assert "child#3" not in keys


def test_several_times_are_incidents_of_their_own():
    story = "In June he touched her leg at the pool. Last night he was at the bus stop."
    report = told(a_talk("yes", story=story))
    assert (report.when.told, report.where.told) == ("Last night", "at the pool")
    [incident] = report.incidents
    assert incident.what.told == "In June he touched her leg at the pool"
    assert (incident.happened_from, incident.happened_to) == ("2025-06-01", "2025-06-30")


def test_typed_words_at_the_read_back_are_kept():
    talk = a_talk("yes, but not 2")
    kept = {one.kind: one.words for one in from_json(talk.draft).asides}
    assert kept[AsideKind.READ_BACK] == "yes, but not 2"
    assert [one.part for one in told(talk).mentions] == [Part.CHILD]


LINES = {n: Guess("where", (("where", f"place {n}"),)) for n in (1, 2, 3)}


def ways(words):
    said = said_of_lines(words, LINES)
    numbers = {guess.id: number for number, guess in LINES.items()}
    return None if said is None else {numbers[key]: state.value for key, state in said.items()}


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("yes", {1: "right", 2: "right", 3: "right"}),
        ("Yes, all of it is right", {1: "right", 2: "right", 3: "right"}),
        ("none of it", {1: "wrong", 2: "wrong", 3: "wrong"}),
        ("no", {1: "wrong", 2: "wrong", 3: "wrong"}),
        ("not 2", {2: "wrong"}),
        ("2 is wrong", {2: "wrong"}),
        ("not 1 and 3", {1: "wrong", 3: "wrong"}),
        ("yes but not 2", {1: "right", 2: "wrong", 3: "right"}),
        ("only 1", {1: "right", 2: "wrong", 3: "wrong"}),
        ("1 yes, 2 no, 3 yes", {1: "right", 2: "wrong", 3: "right"}),
        ("1 and 3 are right", {1: "right", 3: "right"}),
        ("2", None),
        ("not 7", None),
        ("perhaps", None),
        ("yes, his name is Corrin", None),
    ],
)
def test_what_is_said_of_the_lines_is_understood_or_asked_again(words, means):
    assert ways(words) == means


def test_an_old_button_of_a_line_that_is_gone_changes_nothing():
    talk = a_talk()
    [wrong] = [c.value for c in talk.turns[-1].says[-1].choices if c.label == "Not 2"]
    talk.play(Event(EventKind.CHOICE, wrong))
    talk.play(Event(EventKind.CHOICE, wrong))
    assert talk.keys[0] == "stale_gone"
    assert len(from_json(talk.draft).asked_back) == 2


def test_on_telegram_what_may_be_said_of_one_line_stands_side_by_side():
    [letter] = letters_of(a_talk().turns[-1].says)
    labels = [[key.label for key in row] for row in letter.rows]
    assert labels[:3] == [["Yes, all of it is right"], ["Change 1", "Not 1"], ["Change 2", "Not 2"]]
    assert labels[-1] == ["Skip"]


def test_on_a_page_each_line_has_its_own_buttons_and_no_box_for_words():
    page = Page(token="t", says=a_talk().turns[-1].says)
    assert [line.number for line in page.lines] == [1, 2, 3]
    assert [str(way.label) for way in page.doors_of(page.lines[0])] == ["Change 1", "Not 1"]
    assert [str(one.label) for one in page.read_back_deeds] == ["Yes, all of it is right"]
    assert [one.value for one in page.ways_past] == ["heard=?skip"]
    assert not page.takes_words


def test_p04_the_read_back_has_the_same_form_for_everybody():
    one, other = a_talk(), a_talk(story=STORY.replace("Oakapple", "Thistlewood"))
    texts = [talk.turns[-1].says[-1].text for talk in (one, other)]
    assert texts[0].replace("Oakapple", "Thistlewood") == texts[1]


def test_when_she_was_six_is_a_time_where_her_age_was_told():
    talk = a_talk(story="He worries me.")
    assert talk.asked == "child"
    talk.they("Tansy, 9", "Len, 50", "the pool", "Saltwick", "when she was six")
    assert (told(talk).happened_from[:4], told(talk).happened_to[:4]) == ("2022", "2024")


def test_a_day_to_come_of_a_further_incident_is_mended_by_its_own_button():
    talk = a_talk(*("skip",) * 12)
    talk.they("[:add incident]", "He shouted", "skip", "skip", "skip")
    talk.they("[:add incident]", "He followed us", "skip", "17 December")
    [repair] = talk.turns[-1].says[0].choices
    assert repair.value == "incident_when#2=2025-12-17"
    talk.they(f"[{repair.value}]")
    assert from_json(talk.draft).value("incident_when#2") == "2025-12-17"
