"""Random walks through the conversation: every one ends, none loses an answer."""

import json
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.reporting.answers import REFUSED_WORDS, UNKNOWN_WORDS, plain_words
from dialogs.reporting.conversation import GREETINGS
from dialogs.reporting.deeds import typed_deed
from dialogs.reporting.draft import from_json
from dialogs.reporting.event import Event, EventKind
from intake.reporting.values import Submission
from tests.build_talk import Talk

IS_LONG = os.environ.get("DUEREGARD_LONG_WALKS") == "1"
WALKS = settings(
    max_examples=5_000 if IS_LONG else 100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

WORDS = st.sampled_from(
    [
        "Tansy, about 9, Mill Lane",
        "Corry Thistlewood, white van",
        "yes",
        "no",
        "2",
        "last Tuesday",
        "17 December",
        "I do not know",
        "rather not say",
        "is he on your list?",
        "he has a knife",
        "she looks at the floor",
        "I am 13 and scared",
        "I want to die",
        "???",
        "",
        " ",
        "back",
        "skip",
        "done",
        "stop",
        "why",
        "change 3",
        "change 77",
        "remove 4",
        "send",
        "ünïcödé 漢字 {braces} %s",
        "x" * 5000,
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("text"), WORDS),
    st.tuples(st.just("text"), st.text(max_size=40)),
    st.tuples(st.just("press"), st.integers(0, 12)),
    st.tuples(st.just("edit"), st.integers(0, 30)),
    st.tuples(st.just("file"), st.sampled_from(["", "a caption"])),
    st.tuples(
        st.just("command"),
        st.sampled_from(
            ["/start", "/back", "/skip", "/change 2", "/help", "/hide", "/stop", "/what", "/"]
        ),
    ),
    st.tuples(
        st.just("choice"),
        st.sampled_from(
            [
                "danger=yes",
                "person=?unknown",
                ":done",
                ":add child",
                ":add other",
                ":more",
                ":keep",
                ":send",
                ":resume",
                ":adult",
                ":nonsense",
                "nonsense",
                "=",
                "when=2026-01-01",
                "",
            ]
        ),
    ),
)


def _step(talk: Talk, number: int, kind: str, what: object) -> list[str]:
    """Play one step; return the words that must never be lost."""
    if kind == "press":
        offered = [c.value for say in talk.turns[-1].says for c in say.choices]
        if offered:
            talk.play(Event(EventKind.CHOICE, offered[int(str(what)) % len(offered)]))
        return []
    if kind == "edit":
        words = f"changed words {number}"
        talk.play(Event(EventKind.EDIT, words, f"m{what}"))
        return [words]
    if kind == "text":
        words = f"{what}"
        talk.play(Event(EventKind.TEXT, words, f"m{number}"))
        return [words]
    talk.play(Event(EventKind(kind), str(what), f"m{number}"))
    return [str(what)] if kind == "file" else []


def _is_deed(words: str) -> bool:
    plain = plain_words(words)
    passes = UNKNOWN_WORDS.fullmatch(plain) or REFUSED_WORDS.fullmatch(plain)
    return bool(typed_deed(words) or passes or words.lower().strip() in GREETINGS or not plain)


def _kept_words(talk: Talk) -> set[str]:
    draft = from_json(json.loads(json.dumps(talk.draft)))
    kept = {words for answer in draft.answers for words in answer.words}
    return kept | {aside.words for aside in draft.asides}


@WALKS
@given(st.lists(STEPS, max_size=40))
def test_no_walk_breaks_or_loses_an_answer(steps):
    talk = Talk()
    talk.they("/start")
    must_keep: list[str] = []
    for number, (kind, what) in enumerate(steps):
        must_keep += _step(talk, number, kind, what)
        turn = talk.turns[-1]
        assert turn.says or turn.send is not None or turn.forget or not str(what).strip()
        if not talk.draft or turn.forget or _began_anew(talk):
            must_keep = []
        assert all(len(choice.value) <= 40 for say in turn.says for choice in say.choices)
    kept = _kept_words(talk) if talk.draft else set()
    lost = [words for words in must_keep if not _is_deed(words) and words not in kept]
    assert not lost, lost


def _began_anew(talk: Talk) -> bool:
    return bool(talk.turns[-1].draft.get("events") == 1)


@WALKS
@given(st.lists(STEPS, max_size=25))
def test_every_walk_can_still_be_sent_within_bounds(steps):
    talk = Talk()
    talk.they("/start")
    for number, (kind, what) in enumerate(steps):
        _step(talk, number, kind, what)
    turn = _sent_from_here(talk)
    assert turn is not None


def _sent_from_here(talk: Talk, bound: int = 60) -> Submission | None:
    for _ in range(bound):
        sent = next((turn.send for turn in reversed(talk.turns) if turn.send), None)
        if sent is not None:
            return sent
        cursor, state = talk.draft.get("cursor"), talk.draft.get("state")
        if not talk.draft:
            talk.they("/start")
        elif state in {"crisis", "stopped"}:
            talk.they("[:resume]")
        elif cursor == "danger":
            talk.they("[danger=no]")
        elif cursor == "story":
            talk.they("Something small.", "done")
        elif cursor == "":
            talk.they("send")
        else:
            talk.they("skip")
    return None


STRAIGHT = {
    "danger": "no",
    "teller": "1",
    "story": "Something is not right up there.",
    "child": "Tansy, about 9, Mill Lane",
    "person": "Corry Thistlewood, about 45, white van",
    "where": "Mill Lane",
    "when": "last Tuesday",
    "how_often": "often",
    "known_by": "1",
    "others_worried": "the school nurse",
    "fears": "yes",
    "safe_contact": "07700 900123",
}
OTHERWISE = {
    "child": "Wilf, 4",
    "person": "somebody with a red car",
    "where": "the pool",
    "where_area": "Saltwick",
    "when": "in the summer",
    "how_often": "once",
    "known_by": "4",
    "others_worried": "nobody",
    "fears": "no",
    "safe_contact": "leave me out",
}


def _record(submission: Submission) -> Submission:
    """Return a submission without the memory of the way."""
    answers = tuple(a for a in submission.answers if not a.question.startswith("aside."))
    return replace(submission, answers=answers)


def _straight() -> Submission:
    talk = Talk()
    talk.they("/start")
    while talk.draft["cursor"]:
        cursor = talk.draft["cursor"]
        talk.they(STRAIGHT[cursor], *(["done"] if cursor == "story" else []))
    sent = talk.they("send").send
    assert sent is not None
    return _record(sent)


@settings(WALKS, max_examples=1_000 if IS_LONG else 50)
@given(st.lists(st.tuples(st.sampled_from(["back", "wrong", "edit", "aside"]), st.integers(0, 11))))
def test_any_way_of_going_back_and_editing_ends_in_the_record_of_going_straight(detours):
    talk, messages = Talk(), {}
    talk.they("/start")
    for kind, place in detours:
        cursor = talk.draft["cursor"]
        if kind == "back" and cursor:
            talk.they("back")
        elif kind == "aside":
            talk.they("is this confidential?")
        elif kind == "wrong" and cursor in OTHERWISE:
            talk.they(OTHERWISE[cursor], message_id=f"{cursor}-{place}")
        elif kind == "edit" and messages:
            key = sorted(messages)[place % len(messages)]
            talk.edit(messages[key], OTHERWISE.get(key, STRAIGHT[key]))
        elif cursor:
            _tell(talk, cursor, messages)
    _made_right(talk)
    sent = talk.they("send").send
    assert sent is not None
    assert _record(sent) == _straight()


def _tell(talk: Talk, cursor: str, messages: dict[str, str]) -> None:
    if cursor == "story":
        _tell_story(talk)
    else:
        messages[cursor] = f"{cursor}-said"
        talk.they(STRAIGHT[cursor], message_id=messages[cursor])


def _tell_story(talk: Talk) -> None:
    event = Event(EventKind.TEXT, STRAIGHT["story"], is_whole=True)
    talk.play(event)


def _made_right(talk: Talk) -> None:
    """Go through every question by name and answer it as going straight would have."""
    for key, words in STRAIGHT.items():
        if talk.draft["cursor"] != key:
            talk.they(f"[:change {key}]")
        if key == "story":
            _tell_story(talk)
        else:
            talk.they(words)
    assert talk.draft["cursor"] == ""


def test_the_standard_path_of_the_public_has_at_most_twelve_questions():
    talk, asked = Talk(), 0
    talk.they("/start")
    while talk.draft["cursor"]:
        asked += 1
        cursor = talk.draft["cursor"]
        talk.they(STRAIGHT[cursor], *(["done"] if cursor == "story" else []))
    assert asked <= 12


@pytest.mark.parametrize("script", ["community", "professional", "child"])
def test_every_script_ends(script):
    talk = Talk()
    roles = {"community": "1", "professional": "4", "child": "3"}
    talk.they("/start", "no", roles[script])
    assert talk.draft["script"] == script
    assert _sent_from_here(talk) is not None


def test_at_most_two_screens_come_before_the_story():
    for role in ("1", "2", "4"):
        talk = Talk()
        talk.they("/start", "no", role)
        assert talk.asked == "story"


def test_p04_a_turn_depends_on_nothing_but_draft_event_and_day():
    first, second = Talk(), Talk()
    for talk in (first, second):
        talk.they("/start", *STRAIGHT.values())
    assert first.turns == second.turns
