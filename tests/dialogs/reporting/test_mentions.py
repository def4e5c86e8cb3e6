"""Answers about one person put together; one more thing is asked where a single name is all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reporting.draft import from_json
from dialogs.reporting.form import Telling, form
from dialogs.reporting.mentions import TELLING, is_thin
from dialogs.reporting.script import places_of
from intake.reporting.values import MentionSaid, Part, about, exactly
from tests.build_talk import Talk, a_voice

TO_THE_CHILD = ("/start", "no", "skip", "He hangs about.", "done")
TO_THE_PERSON = (*TO_THE_CHILD, "Tansy, about 9, Mill Lane")


def asked(*lines, start=TO_THE_PERSON):
    talk = Talk()
    talk.they(*start, *lines)
    return talk, from_json(talk.draft).cursor


def person_told(talk):
    told = form(talk.voice.scripts, from_json(talk.draft), Telling())
    return next(one for one in told.mentions if one.part is Part.PERSON_OF_CONCERN)


@pytest.mark.parametrize("words", ["Corry", "corry", "Mr Thistlewood", "Uncle Corry", "Corry."])
def test_a_single_name_is_asked_about_once_more(words):
    _, cursor = asked(words)
    assert cursor == "person_else"
    _, cursor = asked(words, "skip")
    assert cursor == "where"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Corry Thistlewood", id="two parts of a name"),
        pytest.param("Corry, about 45", id="an age"),
        pytest.param("Corry, Mill Lane", id="a street"),
        pytest.param("Corry, 07700 900123", id="a number to call"),
        pytest.param("Corry, known as Thistle", id="a nickname"),
        pytest.param("a man with a white van", id="no name"),
        pytest.param("skip", id="nothing"),
        pytest.param("I do not know", id="not known"),
    ],
)
def test_nobody_who_told_more_or_no_name_is_asked_once_more(words):
    assert asked(words)[1] == "where"


@pytest.mark.parametrize(
    ("more", "fact", "words"),
    [
        pytest.param("about 45", "age", "45", id="an age"),
        pytest.param("in Mill Lane", "place", "in Mill Lane", id="a street"),
        pytest.param("from Netherby", "place", "from Netherby", id="a town"),
        pytest.param("Netherby", "place", "Netherby", id="a word that may be a town"),
        pytest.param("1979", "birth", "1979", id="a year"),
        pytest.param("ze9", "postcode", "ZE9", id="a postcode district"),
        pytest.param("Thistlewood", "names", "Corry Thistlewood", id="the family name"),
        pytest.param("thistlewood", "names", "Corry thistlewood", id="in small letters"),
        pytest.param("Corry Thistlewood", "names", "Corry Thistlewood", id="the whole name"),
        pytest.param("they call him Thistle", "nickname", "Thistle", id="what he is called"),
        pytest.param("tall and thin", "names", "Corry", id="what he looks like"),
        pytest.param("his uncle", "names", "Corry", id="whose he is"),
    ],
)
def test_one_more_thing_is_read_as_what_it_is(more, fact, words):
    talk, cursor = asked("Corry", more)
    assert cursor == "where"
    told = person_told(talk)
    assert getattr(told, fact).told == words
    assert more in told.description.told


def test_the_first_name_stays_as_what_they_are_called():
    talk, _ = asked("Corry", "Thistlewood")
    assert person_told(talk).nickname.told == "Corry"


def test_the_answer_keeps_its_place_once_it_was_given():
    talk, _ = asked("Corry", "about 45")
    draft = from_json(talk.draft)
    keys = [place.key for place in places_of(talk.voice.scripts["community"], draft)]
    assert keys.index("person_else") == keys.index("person") + 1


def test_each_further_person_is_looked_at_alone():
    _, cursor = asked("Corry", "about 45", "[:add person]", "Wilf")
    assert cursor == "person_else#2"


def test_danger_later_on_asks_it_too_and_nothing_that_was_not_told_of():
    _, cursor = asked("Corry", "[:change danger]", "yes", "in the van")
    assert cursor == "person_else"
    _, cursor = asked("[:change danger]", "yes", "in the van")
    assert cursor != "person_else"


def test_a_professional_is_asked_for_age_place_and_more_and_of_a_child_once_more():
    start = ("/start", "no", "[teller=professional]", "She went quiet.", "done", "skip")
    _, cursor = asked("Tansy", start=start)
    assert cursor == "child_else"
    cursors = [asked(*("skip",) * n, start=(*start, "Tansy, 9", "Corry"))[1] for n in range(3)]
    assert cursors == ["person_age", "person_place", "person_more"]


def test_every_script_that_asks_of_somebody_asks_more_where_a_name_is_all():
    for script in a_voice().scripts.values():
        for group in script.groups:
            if group.part not in {"child", "person_of_concern"}:
                continue
            slots = {question.slot for question in group.questions}
            assert "mention.one_more" in slots or {"mention.age", "mention.place"} <= slots
            for question in group.questions:
                if question.slot == "mention.one_more":
                    assert question.relevant == f"thin({group.name})"
                    assert {"skip", "unknown", "refused"} == set(question.allows)
                    assert not question.required


def test_a_child_is_asked_nothing_of_the_kind():
    slots = {q.slot for group in a_voice().scripts["child"].groups for q in group.questions}
    assert not {one for one in slots if one.startswith("mention")}


WORDS = st.text(st.characters(categories=("L", "Zs", "P")), max_size=20)


@given(WORDS, WORDS, st.sampled_from(TELLING), st.text(min_size=1).filter(str.strip))
def test_any_fact_beside_a_name_is_enough(names, nickname, fact, words):
    known = {"part": Part.PERSON_OF_CONCERN, fact: about(words)}
    assert not is_thin(MentionSaid(names=exactly(names), nickname=exactly(nickname), **known))
    assert not is_thin(MentionSaid(**known))
