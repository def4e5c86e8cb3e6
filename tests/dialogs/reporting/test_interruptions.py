"""What people ask in between, and what only looks like it."""

import pytest

from dialogs.reporting.interruptions import interruption_in
from tests.build_talk import Talk

ASKED = [
    ("is this confidential?", "confidential"),
    ("Will he know it was me?", "confidential"),
    ("can I stay anonymous", "confidential"),
    ("what happens next?", "what_next"),
    ("and then what?", "what_next"),
    ("is he on your list?", "on_list"),
    ("Is Corry Thistlewood on the register?", "on_list"),
    ("is he known to you?", "on_list"),
    ("Have you heard of him before?", "on_list"),
    ("has anybody reported him?", "on_list"),
    ("does he have a record?", "on_list"),
    ("who reads this", "who_reads"),
    ("are you a robot?", "who_reads"),
    ("can I talk to a person", "person"),
    ("talk to a human", "person"),
    ("do I need proof?", "proof"),
    ("what if i'm wrong?", "proof"),
    ("?", "help"),
]
TOLD = [
    "He asked her what happens next in the game.",
    "They keep it secret from the mother.",
    "He is known at the school as a helper who drives children home at night and says nothing",
    "the school nurse",
    "my mum's boyfriend",
]


@pytest.mark.parametrize(("words", "key"), ASKED)
def test_a_question_to_us_is_answered(words, key):
    assert interruption_in(words) == key


@pytest.mark.parametrize("words", TOLD)
def test_telling_is_not_taken_for_asking(words):
    assert interruption_in(words) == ""


@pytest.mark.parametrize(("words", "key"), ASKED)
@pytest.mark.parametrize("steps", [0, 2, 3, 5, 8, 13])
def test_after_any_question_we_are_back_where_we_were(words, key, steps):
    talk = Talk()
    answers = ["no", "skip", "He waits there.", "done", *["skip"] * 9]
    talk.they("/start", *answers[:steps])
    before = dict(talk.draft)

    talk.they(words)

    assert talk.draft["cursor"] == before["cursor"]
    assert talk.draft["answers"] == before["answers"]
    assert talk.turns[-1].says[0].key in {f"asked.{key}", "help"}


def test_p04_the_answer_about_a_person_is_the_same_whoever_is_named():
    def said(name: str) -> list[str]:
        talk = Talk()
        talk.they("/start", "no", "skip", f"{name} waits there.", "done", "skip", f"{name}, 45")
        talk.they(f"Is {name} on your list?")
        return [say.text for say in talk.turns[-1].says]

    assert said("Corrin Thistlewood") == said("Wilf Oakapple")
