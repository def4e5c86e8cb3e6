"""Words that must not wait, as frightened people type them."""

import pytest

from dialogs.reporting.danger import is_child_writing, is_danger, is_wanting_to_die
from tests.build_talk import Talk

DANGER_NOW = (
    "he is hitting her now",
    "hes hittin her",
    "HE'S HITTING HER!!!",
    "he’s beating the boy",
    "shes bein hit, he is beeting her",
    "dad is hurting my sister",
    "has a knife",
    "he's got a KNIF",
    "he has a nife in the kitchen",
    "he is holding a hammer",
    "going to kill her",
    "gonna kil them",
    "he'll kill me",
    "he says he will kill her",
    "threatening to stab him",
    "about to hurt the baby",
    "trying to strangle her",
    "he is strangling mum",
    "strangeling her",
    "chocking her right now",
    "baby not breathing",
    "she isn't breathing",
    "she wont wake up",
    "the girl is locked in",
    "he has taken the child",
    "help me now please",
    "please come quick help",
    "call the police quick",
    "I think she is in danger",
    "they are in immediate danger",
    "he set fire to the shed",
    "screaming now",
    "hitting her rn",
    "he hits her, it is happening: hitting her noww",
)
NO_DANGER = (
    "He buys her sweets and takes her fishing.",
    "He used to live in Mill Lane.",
    "The school nurse knows about it.",
    "He collects the girl from the bus in his white van.",
    "She looks at the floor now.",
    "I saw him at the fair last Tuesday.",
    "07700 900123 after five",
    "Corry Thistlewood, about 45, works at the fair",
    "nothing is happening now",
)
DYING = (
    "I want to die",
    "i wanna die",
    "i want too kill my self and die: i want to die",
    "kill myself",
    "I'm going to kill myself tonight",
    "im gonna kil myself",
    "I can't go on anymore",
    "I don't want to live",
    "i dont want to be here",
    "I wish I was dead",
    "everyone is better off without me",
    "I feel suicidal",
    "end my life",
    "I took all the pills",
    "hurt myself again",
    "no point in living",
)
NOT_DYING = (
    "he is going to die of that cough",
    "I am worried that she is suicidal",
    "my sister is trying to end it with him",
    "they don't want to live here anymore",
    "I think he wants to die out there at sea",
    "his dog died",
)
CHILDREN = (
    "I am 13 and my uncle",
    "im 12",
    "I'm only 9",
    "i’m eleven and scared",
    "I am just a kid",
    "i'm in year 8",
    "my age is 14",
)
ADULTS = (
    "I am 13 weeks pregnant",
    "I'm 45",
    "she is 13",
    "I am a childminder",
    "I am 10 minutes away",
    "I am at number 12",
    "we have 13 children in class",
)


@pytest.mark.parametrize("words", DANGER_NOW)
def test_p12_danger_is_heard_however_it_is_spelt(words):
    assert is_danger(words)


@pytest.mark.parametrize("words", NO_DANGER)
def test_plain_worries_are_not_taken_for_danger_now(words):
    assert not is_danger(words)


@pytest.mark.parametrize("words", DYING)
def test_p12_wanting_to_die_is_heard(words):
    assert is_wanting_to_die(words)


@pytest.mark.parametrize("words", NOT_DYING)
def test_words_about_others_are_no_crisis_of_the_teller(words):
    assert not is_wanting_to_die(words)


@pytest.mark.parametrize("words", CHILDREN)
def test_a_child_who_says_so_is_noticed(words):
    assert is_child_writing(words)


@pytest.mark.parametrize("words", ADULTS)
def test_an_adult_is_not_taken_for_a_child(words):
    assert not is_child_writing(words)


@pytest.mark.parametrize("steps", range(14), ids=lambda n: f"after {n} answers")
def test_p12_danger_words_at_any_question_bring_the_wording_and_the_question_again(steps):
    talk = Talk()
    answers = ["no", "skip", "He waits there.", "done", *["skip"] * 9, "send"]
    talk.they("/start", *answers[:steps])

    turn = talk.they("hes got a knife")

    assert turn.says[0].key in {"danger_words"}
    assert "999" in turn.says[0].text
    assert talk.asked == "danger"
    assert turn.danger is None
    assert talk.they("yes").danger == "danger_yes"
    known = talk.turns[-1].known
    assert known is not None
    told = [*(w.reveal() for w in known.story), *(a.answer.reveal() for a in known.answers)]
    assert any("knife" in words for words in told)


def test_p12_the_danger_question_comes_first_in_every_script():
    for script in Talk().voice.scripts.values():
        assert script.groups[0].questions[0].name == "danger"
        assert not script.groups[0].relevant


def test_p12_a_yes_keeps_the_desk_up_to_date_without_a_second_alert():
    talk = Talk()
    talk.they("/start", "yes")

    turn = talk.they("4 Mill Lane")

    assert turn.danger is None
    assert turn.known is not None
    assert turn.known.where.told == "4 Mill Lane"


@pytest.mark.parametrize("answer", ["no", "not sure"])
def test_p12_any_other_unsent_draft_stays_sealed(answer):
    talk = Talk()
    talk.they("/start", answer, "skip", "He waits there.", "done", "Tansy, 9", "/stop")

    assert all(turn.danger is None and turn.known is None for turn in talk.turns)


def test_p12_what_somebody_writes_after_being_told_goes_to_a_desk():
    talk = Talk()
    talk.they("/start", "no", "skip", "i want to die")

    turn = talk.they("goodbye")

    assert turn.danger == "wants_to_die"
    assert turn.known is not None
    assert [words.reveal() for words in turn.known.story] == ["i want to die", "goodbye"]


def test_no_question_of_the_form_is_asked_in_a_crisis():
    talk = Talk()
    talk.they("/start", "no", "skip", "i want to die", "skip", "/back", "[danger=no]", "hello")

    said = [say for turn in talk.turns[3:] for say in turn.says]
    assert all(not say.question for say in said)
