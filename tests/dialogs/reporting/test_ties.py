"""Signs are tied to whom the teller says, and to nobody else; ties keep in step with the rest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.reporting.draft import from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling, form
from dialogs.reporting.ties import settled_choice
from intake.reporting.values import Part, SignSource
from tests.build_talk import Talk


def a_talk(*signs, people=("Corrin Thistlewood",)):
    """Play a professional up to the question of the last person's signs."""
    talk = Talk()
    talk.they("/start", "no", "[teller=professional]", "She went quiet.", "done")
    talk.they(*(f"[signs={sign}]" for sign in signs), "done" if signs else "skip", "Tansy, 9")
    for number, name in enumerate(people):
        if number:
            talk.they("skip", "[:add person]")
        talk.they(name, "skip", "skip", "skip")
    return talk


def told(talk):
    return form(talk.voice.scripts, from_json(talk.draft), Telling())


def ties_of(talk):
    """Give who each sign is tied to, by name."""
    sent = told(talk)
    return {
        (said.sign, "" if said.about_mention is None else sent.mentions[said.about_mention].names.told)
        for said in sent.signs
    }  # fmt: skip


def test_a_childs_sign_is_tied_to_the_person_of_concern_that_the_teller_names():
    talk = a_talk("CS7", "GC3")
    talk.they("[person_signs=CS7]", "done")
    assert ties_of(talk) == {("CS7", "Corrin Thistlewood"), ("GC3", "")}
    assert {said.source for said in told(talk).signs} == {SignSource.PICKED}


def test_two_people_may_have_to_do_with_one_sign():
    talk = a_talk("CS7", people=("Corrin Thistlewood", "Len Oakapple"))
    talk.they("[person_signs#2=CS7]", "done", "[:change person_signs]", "[person_signs=CS7]")
    assert ties_of(talk) == {("CS7", "Corrin Thistlewood"), ("CS7", "Len Oakapple")}


def test_only_the_signs_that_were_picked_are_offered_and_none_of_them():
    talk = a_talk("CS7")
    offered = [choice.value for choice in talk.turns[-1].says[-1].choices]
    assert offered == ["person_signs=CS7", "person_signs=none", "person_signs=?skip"]


@pytest.mark.parametrize("words", ["[person_signs=none]", "none", "None of them", "2"])
def test_none_of_them_ties_nothing_and_goes_on(words):
    talk = a_talk("CS7")
    talk.they(words)
    assert talk.asked == "where"
    assert ties_of(talk) == {("CS7", "")}


def test_none_pressed_last_takes_the_others_back_and_a_sign_takes_none_back():
    assert settled_choice(["GC1", "none"], newest=["none"], is_whole=False) == ["none"]
    assert settled_choice(["GC1", "none"], newest=["GC1"], is_whole=False) == ["GC1"]
    assert settled_choice(["GC1", "none"], newest=["GC1", "none"], is_whole=True) == ["GC1"]
    assert settled_choice([], newest=[], is_whole=False) == []


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(a_talk, id="no sign was picked"),
        pytest.param(lambda: a_talk("CS7", people=("skip",)), id="nobody was told of"),
    ],
)
def test_it_is_not_asked_where(talk):
    assert talk().asked == "where"


def test_somebody_described_but_not_named_is_this_person():
    talk = a_talk("CS7", people=("I don't know",))
    talk.they("[:change person_more]", "a white van")
    assert talk.asked == "person_signs"
    assert "Which of these have to do with this person?" in talk.turns[-1].says[-1].text


def test_a_sign_taken_back_is_taken_from_the_ties_as_well():
    talk = a_talk("CS7", "GC3")
    talk.they("[person_signs=CS7]", "[person_signs=GC3]", "done", "[:change signs]")
    talk.they("[signs=CS7]", "done")
    assert ties_of(talk) == {("GC3", "Corrin Thistlewood")}
    assert talk.asked == "where"


def test_a_sign_picked_later_asks_again_whom_it_has_to_do_with():
    talk = a_talk("CS7")
    talk.they("[person_signs=none]", "[:change signs]", "[signs=GC3]", "done")
    assert talk.asked == "person_signs"


def test_with_the_last_sign_the_question_goes():
    talk = a_talk("CS7")
    talk.they("[person_signs=CS7]", "done", "[:change signs]", "[signs=CS7]", "done")
    assert talk.asked == "where"
    assert told(talk).signs == ()
    assert from_json(talk.draft).answer("person_signs") is None


def test_a_person_taken_out_takes_the_ties_along():
    talk = a_talk("CS7", people=("Corrin Thistlewood", "Len Oakapple"))
    talk.they("[person_signs#2=CS7]", "done", "[:remove person#2]")
    assert ties_of(talk) == {("CS7", "")}


def test_a_name_changed_is_read_back_in_the_question():
    talk = a_talk("CS7")
    talk.they("skip", "[:change person]", "Corry " * 40, "[:change person_signs]")
    assert "have to do with Corry Corry" in talk.turns[-1].says[-1].text
    assert "…?" in talk.turns[-1].says[-1].text


def test_p10_the_transcript_and_a_turn_print_no_name_in_the_question():
    talk = a_talk("CS7")
    talk.they("[person_signs=CS7]", "done")
    [asked] = [one for one in told(talk).answers if one.question == "person_signs"]
    assert asked.label == "Which of these have to do with this person?"
    assert "Thistlewood" not in repr(talk.turns)


DEEDS = st.sampled_from(
    [
        "[signs=GC1]", "[signs=GC3]", "[signs=CS7]", "[:change signs]", "[:change person_signs]",
        "[:change person_signs#2]", "[person_signs=CS7]", "[person_signs=none]", "[person_signs#2=CS7]",
        "[person_signs#2=GC1]", "1", "2", "none", "CS7", "done", "back", "skip", "[:add person]",
        "[:remove person]", "[:remove person#2]", "Len Oakapple", "I don't know",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(DEEDS, max_size=25))
def test_whatever_is_changed_ties_name_signs_that_stand_and_people_of_concern(deeds):
    talk = a_talk("CS7", "GC3")
    for deed in deeds:
        talk.they(deed)
    sent, draft = told(talk), from_json(talk.draft)
    picked = draft.answer("signs")
    stand = set(picked.value.split()) if picked and picked.is_told else set()
    assert {said.sign for said in sent.signs} == stand
    for said in sent.signs:
        if said.about_mention is not None:
            assert sent.mentions[said.about_mention].part is Part.PERSON_OF_CONCERN


def test_a_page_with_boxes_ties_what_is_marked_and_falls_back_to_the_rest():
    talk = a_talk("CS7", "GC3")
    marked = ("person_signs=CS7", "person_signs=none")
    talk.play(Event(EventKind.CHOICE, marked[0], values=marked, is_whole=True))
    assert talk.asked == "where"
    assert ties_of(talk) == {("CS7", "Corrin Thistlewood"), ("GC3", "")}
