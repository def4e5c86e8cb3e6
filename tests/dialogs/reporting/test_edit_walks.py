"""Random edits of a whole report: read-backs, several people and incidents, changes and removals.

Whatever the way, the record is that of going straight. `DUEREGARD_LONG_WALKS=1` walks 2,000.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.reporting.draft import from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.guess import GuessState
from dialogs.reporting.script import places_of
from intake.reporting.values import Submission, private
from tests.build_talk import Talk
from tests.dialogs.reporting.test_walks import IS_LONG, WALKS

STORY = "Wilf, 8, is out late. Last Tuesday a man gave him a phone at the bus stop."
STORIES = (
    STORY,
    "Something is not right.",
    "Wilf, 8, is out late. In the summer Uncle Len drove him to the pool.",
    "Bramble is 12. I saw her in his car every Friday, and last night at the park.",
)
SAID = {
    "danger": "no",
    "teller": "1",
    "heard": "yes",
    "child": "Tansy, about 9, Mill Lane",
    "person": "Corry Thistlewood, about 45, white van",
    "person_tie": "a friend of the family",
    "where": "at the bus stop",
    "where_area": "Northmoor",
    "when": "Last Tuesday",
    "how_often": "often",
    "known_by": "1",
    "others_worried": "the school nurse",
    "fears": "yes",
    "incident": "He shouted at her in the street",
    "incident_where": "Mill Lane",
    "incident_when": "in the summer",
    "incident_often": "once",
    "other_part": "A parent or carer",
    "other": "Juniper, the mum",
    "safe_contact": "07700 900123",
}
OTHERWISE = {
    "heard": ("none", "not 1", "change 1", "yes, but not 1", "only 1", "he is her uncle"),
    "child": ("Wilf, 4", "skip", "I do not know"),
    "person": ("somebody with a red car", "Len", "her uncle Len"),
    "person_tie": ("skip", "a neighbour"),
    "where": ("the pool", "rather not say"),
    "when": ("in the summer", "3 March 2031", "yesterday"),
    "how_often": ("once", "purple"),
    "incident": ("skip", "He followed us"),
    "incident_when": ("since Christmas", "skip"),
    "other_part": ("skip",),
}
KINDS = ("on", "on", "wrong", "back", "story", "add", "remove", "edit", "change", "press", "aside")


def told(talk: Talk, number: int, *, is_wrong: bool) -> None:
    """Answer what is asked, rightly or not."""
    key = talk.draft["cursor"]
    name = key.partition("#")[0]
    if name == "story":
        told_story(talk, STORIES[number % len(STORIES)] if is_wrong else STORY)
    elif not key:
        return
    elif is_wrong and name in OTHERWISE:
        words = OTHERWISE[name][number % len(OTHERWISE[name])]
        talk.they(words, message_id=f"m{len(talk.turns)}")
    else:
        rest = {"child_else": "skip", "person_else": "skip", "where_now": "skip"}
        talk.they(SAID.get(name) or rest[name], message_id=f"m{len(talk.turns)}")


def told_story(talk: Talk, words: str) -> None:
    number = f"m{len(talk.turns)}"
    talk.play(Event(EventKind.TEXT, words, number, is_whole=True, question="story"))


def places(talk: Talk) -> list[str]:
    draft = from_json(talk.draft)
    return [place.key for place in places_of(talk.voice.scripts[draft.script], draft)]


def detour(talk: Talk, kind: str, number: int) -> None:
    """Do one thing out of order."""
    if kind in {"on", "wrong"}:
        told(talk, number, is_wrong=kind == "wrong")
    elif kind == "back":
        talk.they("back")
    elif kind == "story":
        told_story(talk, STORIES[number % len(STORIES)])
    elif kind == "add":
        talk.they(f"[:add {('child', 'person', 'incident', 'other')[number % 4]}]")
    elif kind == "edit":
        talk.edit(f"m{number}", "Wilf, 8, and his uncle Jory, last week")
    elif kind == "press":
        offered = [c.value for say in talk.turns[-1].says for c in say.choices]
        calm = [v for v in offered if not v.startswith((":send", ":stop", ":child", ":lang"))]
        if calm and not {"teller=child", "teller=professional"} & set(calm):
            talk.they(f"[{calm[number % len(calm)]}]")
    elif kind == "aside":
        talk.they("is this confidential?")
    elif places(talk):
        talk.they(f"[:{kind} {places(talk)[number % len(places(talk))]}]")


def made_right(talk: Talk) -> None:
    """Put everything right, as somebody would who goes through it once more."""
    for key in ("danger", "teller"):
        talk.they(f"[:change {key}]", SAID[key])
    told_story(talk, "Something is not right.")
    while keys := [k for k in places(talk) if k.partition("#")[0] in {
        "child", "person", "incident", "other", "other_part"}]:  # fmt: skip
        talk.they(f"[:remove {keys[0]}]")
    told_story(talk, STORY)
    assert not from_json(talk.draft).asked_back or talk.draft["cursor"] == "heard"
    finished(talk)
    if "person" not in {key.partition("#")[0] for key in places(talk)}:
        talk.they("[:add person]")
    for group in ("child", "incident", "other"):
        finished(talk)
        talk.they(f"[:add {group}]")
    finished(talk)
    for key in places(talk):
        name = key.partition("#")[0]
        if name in {"danger", "teller", "story", "child"}:
            continue
        talk.they(f"[:change {key}]")
        told(talk, 0, is_wrong=False)
        finished(talk)


def finished(talk: Talk) -> None:
    """Answer what is still open, rightly."""
    for _ in range(40):
        if not talk.draft["cursor"]:
            return
        told(talk, 0, is_wrong=False)
    raise AssertionError(talk.draft["cursor"])


def record(submission: Submission) -> Submission:
    """Return a submission without the memory of the way."""
    kept = [one for one in submission.answers if not one.question.startswith("aside.")]
    return replace(submission, answers=tuple(replace(one, drawn_from=private("")) for one in kept))


def straight() -> Submission:
    talk = Talk()
    talk.they("/start")
    made_right(talk)
    sent = talk.they("send").send
    assert sent is not None
    return record(sent)


STRAIGHT = straight()


def test_going_straight_tells_of_everybody_and_of_both_times():
    said = [mention.names.told for mention in STRAIGHT.mentions]
    assert said == ["Wilf", "Tansy", "Corry Thistlewood", "Juniper"]
    assert STRAIGHT.mentions[2].relation.told == "a friend of the family"
    assert (STRAIGHT.happened_from, STRAIGHT.happened_to) == ("2026-01-06", "2026-01-06")
    [incident] = STRAIGHT.incidents
    assert (incident.happened_from, incident.happened_to) == ("2025-06-01", "2025-08-31")
    assert incident.when.told == "in the summer"


@settings(WALKS, max_examples=2_000 if IS_LONG else 20)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30)), max_size=30))
def test_any_walk_of_edits_ends_in_the_record_of_going_straight(detours):
    talk = Talk()
    talk.they("/start")
    for kind, number in detours:
        detour(talk, kind, number)
    made_right(talk)
    sent = talk.they("send").send
    assert sent is not None
    assert record(sent) == STRAIGHT


@settings(WALKS, max_examples=500 if IS_LONG else 20)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30)), max_size=30))
def test_nothing_of_a_story_is_in_the_record_before_it_was_said_yes_to(detours):
    talk = Talk()
    talk.they("/start")
    for kind, number in detours:
        detour(talk, kind, number)
        draft = from_json(talk.draft)
        right = {one.id for one in draft.guesses if one.state is GuessState.RIGHT}
        assert {answer.guess for answer in draft.answers if answer.guess} <= right
