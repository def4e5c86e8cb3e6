"""Rules of the conversation that a golden talk does not show."""

import json
import string
from dataclasses import replace

import pytest

from dialogs.reporting.draft import from_json, to_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling, form
from dialogs.reporting.wording import TEXTS
from intake.reporting.values import Certainty, KnownBy, Part, ReporterRole, SignSource
from tests.build_talk import Talk, a_voice


def a_talk(*lines: str, **known: str) -> Talk:
    talk = Talk(**known)
    talk.they("/start", *lines)
    return talk


def at(question: str) -> Talk:
    """Give a talk that stands at a question of the community's script."""
    talk = a_talk("no", "skip")
    while talk.draft["cursor"] != question:
        talk.they(*(["He waits there.", "done"] if talk.draft["cursor"] == "story" else ["skip"]))
    return talk


@pytest.mark.parametrize("caption", ["", "this is him"])
def test_a_picture_is_refused_kindly_and_the_talk_goes_on(caption):
    talk = at("where")
    talk.play(Event(EventKind.FILE, caption))
    assert talk.keys[0] == "file_refused"
    assert talk.asked in {"where", "where_area"}
    assert not caption or caption in json.dumps(talk.draft)


@pytest.mark.parametrize(
    ("question", "bad", "key"),
    [
        ("how_often", "purple", "bad.choice"),
        ("known_by", "9", "bad.choice"),
        ("when", "3 March 2031", "bad.ahead"),
        ("where", "", "bad.empty"),
        ("where", "...", "bad.empty"),
        ("safe_contact", "x" * 600, "bad.constraint"),
        ("danger", "perhaps so", "bad.choice"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_why_and_the_third_time_offers_a_way_out(
    question, bad, key
):
    talk = Talk() if question == "danger" else at(question)
    if question == "danger":
        talk.they("/start")
    for _ in range(2):
        talk.they(bad)
        assert talk.keys == [key, f"ask.{question}"]
    talk.they(bad)
    assert talk.keys == [key, "bad.required" if question == "danger" else "bad.way_out",
                         f"ask.{question}"]  # fmt: skip
    ways = [choice.value for choice in talk.turns[-1].says[1].choices]
    assert ":number" in ways
    assert question == "danger" or f"{question}=?skip" in ways


def test_leaving_a_number_comes_back_to_the_question():
    talk = at("when")
    talk.they("[:number]")
    assert talk.asked == "safe_contact"
    talk.they("07700 900123")
    assert talk.asked == "when"


def test_the_day_that_was_meant_can_be_pressed():
    talk = at("when")
    talk.they("17 January")
    talk.they("[when=2025-12-17]")
    assert talk.asked == "how_often"
    assert from_json(talk.draft).value("when") == "2025-12-17"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("neighbour", True),
        ("I'm a friend", True),
        ("her relative", True),
        ("I'm a parent", True),
        ("children", False),
    ],
)
def test_a_choice_that_names_several_is_named_by_each(typed, understood):
    talk = a_talk("no", typed)
    assert (talk.draft["cursor"] == "story") is understood


def test_danger_cannot_be_skipped():
    talk = a_talk("skip")
    assert talk.keys == ["bad.required", "ask.danger"]


def test_a_stale_press_offers_to_change():
    talk = at("where")
    talk.they("[danger=yes]")
    assert talk.keys == ["stale", "ask.where"]
    talk.they("[:change danger]")
    assert talk.asked == "danger"


@pytest.mark.parametrize("press", ["[when=yes]", "[nonsense]", "[=]", "[:]", "[:add nobody]"])
def test_a_press_that_fits_nothing_asks_again(press):
    talk = at("where")
    talk.they(press)
    assert talk.asked == "where"


def test_a_page_sent_again_from_behind_changes_its_own_answer():
    talk = at("how_often")
    talk.play(Event(EventKind.TEXT, "Saltwick pool", is_whole=True, question="where"))
    draft = from_json(talk.draft)
    assert draft.value("where") == "Saltwick pool"
    assert draft.answer("how_often") is None
    assert talk.asked == "how_often"


def test_a_whole_page_of_story_replaces_and_keeps_the_first_words():
    talk = a_talk("no", "skip")
    talk.play(Event(EventKind.TEXT, "He waits there.", is_whole=True))
    talk.they("back")
    talk.play(Event(EventKind.TEXT, "He waits at the gate.", is_whole=True))
    draft = from_json(talk.draft)
    assert draft.value("story") == "He waits at the gate."
    assert [aside.words for aside in draft.asides] == ["He waits there."]


def test_words_beside_a_question_say_beside_which_and_whether_it_asks_who_tells():
    talk = at("how_often")
    talk.they("often, and he locks the door", "skip", "skip")
    while talk.draft["cursor"] != "safe_contact":
        talk.they("skip")
    talk.they("x" * 600, "skip")
    sent = talk.they("send").send
    beside = {asked.answer.reveal(): asked for asked in sent.answers if asked.is_beside}
    assert beside["often, and he locks the door"].label.endswith(": How often does it happen?")
    (hidden,) = (one for one in sent.answers if one.answer.reveal() == "x" * 600)
    assert (hidden.question, hidden.is_beside) == ("aside.teller.not_understood", False)


def test_changing_danger_puts_aside_what_was_asked_because_of_it():
    talk = a_talk("yes", "4 Mill Lane")
    talk.they("[:change danger]", "no")
    draft = from_json(talk.draft)
    assert draft.answer("where_now") is None
    assert "4 Mill Lane" in [aside.words for aside in draft.asides]
    assert "danger_taken_back" in talk.keys


def test_the_short_path_of_danger_has_three_questions_and_can_be_left():
    talk = a_talk("yes")
    asked = []
    while talk.draft["cursor"]:
        asked.append(talk.draft["cursor"])
        talk.they("skip")
    assert asked == ["where_now", "story", "safe_contact"]
    talk.they("[:more]")
    assert talk.asked == "teller"


def test_somebody_who_said_yes_may_send_without_a_word_more():
    talk = a_talk("yes", "skip", "skip", "skip", "send")
    assert talk.turns[-1].send is not None


def test_a_report_of_nothing_is_not_sent_but_asked_for():
    talk = a_talk("no", *["skip"] * 11, "send")
    assert talk.turns[-1].send is None
    assert talk.keys[0] == "nothing_to_send"
    assert talk.asked == "story"


def test_a_stopped_talk_comes_back_where_it_was():
    talk = at("where")
    talk.they("/stop")
    assert talk.turns[-1].ends
    talk.they("/start")
    assert talk.keys == ["welcome_back", "ask.where"]


def test_after_sending_start_begins_a_new_report():
    talk = a_talk("yes", "skip", "skip", "skip", "send")
    talk.they("hello again")
    assert talk.turns[-1].addition == "hello again"
    talk.they("/start")
    assert talk.keys[0] == "welcome"
    assert talk.draft["answers"] == []


@pytest.mark.parametrize("deed", ["skip", "[danger=yes]", "/change 2", "send"])
def test_after_sending_nothing_of_the_report_changes(deed):
    talk = a_talk("no", "skip", "He waits there.", "done", *["skip"] * 9, "send")
    before = talk.draft["answers"]
    talk.they(deed)
    assert talk.draft["answers"] == before
    assert talk.turns[-1].send is None


def test_a_child_sends_with_nothing_but_being_there():
    talk = a_talk("no", "3", "skip", "skip", "send")
    sent = talk.turns[-1].send
    assert sent is not None
    assert sent.reporter.role is ReporterRole.CHILD
    assert sent.reporter.is_own_harm


def test_the_child_in_danger_says_so_with_one_press():
    talk = a_talk("yes", "[:child]")
    assert talk.asked == "safe"
    assert talk.they("no").danger == "child_not_safe"


def test_all_slots_of_a_professional_arrive():
    talk = a_talk("no", "4", "She went quiet.", "done", "[signs=GC3]", "done")
    talk.they(
        "Tansy Mossop, 9", "Corrin Thistlewood", "about 45", "Mill Lane, Northmoor", "white van"
    )
    talk.they("skip")
    talk.they("at home", "Northmoor", "3 January", "often", "told by child", "nobody", "yes")
    talk.they(
        "They know", "They agreed", "Health", "Juniper Fernsby", "Northmoor Therapy", "therapist"
    )
    talk.they("01632 960001", "send")

    sent = talk.turns[-1].send

    assert sent is not None
    assert sent.reporter.role is ReporterRole.HEALTH
    assert sent.reporter.agency.reveal() == "Northmoor Therapy"
    assert [(s.sign, s.source, s.about_mention) for s in sent.signs] == [
        ("GC3", SignSource.PICKED, None)
    ]
    person = sent.mentions[1]
    assert person.part is Part.PERSON_OF_CONCERN
    assert (person.names.told, person.age.told, person.vehicle.told) == (
        "Corrin Thistlewood", "about 45", "white van")  # fmt: skip
    assert person.age.certainty is Certainty.ABOUT
    assert sent.known_by is KnownBy.TOLD_BY_CHILD
    assert sent.fears_for_child
    assert sent.happened_on == "2026-01-03"
    assert sent.area == "northmoor"
    assert sent.consent.told == "They agreed"
    assert sent.family_knows.told == "They know"


def test_the_four_ways_of_not_telling_stay_apart():
    talk = at("where")
    talk.they("I don't know", "I'd rather not say", "skip")
    sent = form(talk.voice.scripts, from_json(talk.draft), Telling())
    assert sent.where.certainty is Certainty.UNKNOWN
    assert sent.when.certainty is Certainty.REFUSED
    assert sent.how_often.certainty is Certainty.NOT_ASKED


def test_a_draft_comes_back_from_json_as_it_went():
    talk = at("when")
    talk.they("17 January", "back", "[:add person]", "Big Len")
    draft = from_json(json.loads(json.dumps(talk.draft)))
    assert from_json(to_json(draft)) == draft


def test_what_is_no_number_of_ours_is_left_unsaid():
    talk = Talk(replace(a_voice(), numbers={}))
    said = " ".join(
        say.text for turn in [talk.they("/start"), talk.they("/help")] for say in turn.says
    )
    assert "999" not in said
    assert "call the emergency services first" in said


def test_no_number_stands_in_the_words_themselves():
    digits = {key for key, text in TEXTS.items() if any(len(part) >= 3 for part in _digits(text))}
    assert digits == {"bad.phone"}


def _digits(text: str) -> list[str]:
    return "".join(char if char in string.digits else " " for char in text).split()


def test_nobody_but_a_professional_is_shown_signs():
    scripts = a_voice().scripts
    slots = {
        q.slot for name in ("community", "child") for g in scripts[name].groups for q in g.questions
    }
    assert "signs" not in slots


def test_p10_a_draft_and_a_turn_print_no_words():
    talk = at("where")
    turn = talk.they("Corrin Canary lives there")
    assert "Canary" not in repr(turn)
    assert "Canary" not in repr(from_json(talk.draft))
