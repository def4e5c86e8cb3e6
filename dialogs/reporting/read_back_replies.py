"""What a teller says to a read-back: yes, "not 2", "change 2", or words that tell more."""

import re
from collections.abc import Iterable, Mapping

from dialogs.reporting.answers import plain_words
from dialogs.reporting.draft import AsideKind
from dialogs.reporting.event import Event
from dialogs.reporting.guess import Guess, GuessState
from dialogs.reporting.read_back import answered_guesses
from dialogs.reporting.safety import kept_in_story
from dialogs.reporting.scene import Scene
from dialogs.reporting.story_words import words_of
from intake.reporting.turns import SayStyle
from intake.reporting.values import QuestionType

YES = words_of("yes y yeah yep yup aye right correct true ok okay fine good")
NO = words_of("not no n nope wrong isnt false none nothing never")
BESIDE = words_of(
    "thats that this is all of it its the rest and but are line number everything them others "
    "other only just s"
)
NONE_OF_IT = re.compile(
    r"^(none|nothing|no)( (of|is|it|that|them|right|all|wrong|s))*$|^all wrong$"
)


def is_reading_back(scene: Scene) -> bool:
    """Whether the story is being read back."""
    return scene.place is not None and scene.place.question.type is QuestionType.READ_BACK


def read_back_typed(scene: Scene, event: Event) -> Scene:
    """Play words typed at the read-back; words that tell more are kept in the story."""
    said = said_of_lines(scene.voice.heard.yes_or_not(event.text), numbered(scene))
    if said is None:
        kept = kept_in_story(scene, event.text, event.message_id)
        return kept.saying("bad.read_back", SayStyle.ERROR).moved_on()
    kept_words = scene.draft.with_aside(event.text, AsideKind.READ_BACK, message=event.message_id)
    return _answered(scene.with_draft(kept_words), said)


def read_back_chosen(scene: Scene, name: str) -> Scene:
    """Play a button of the read-back: `yes`, `not.ID` or `change.ID`."""
    deed, _, guess_id = name.partition(".")
    known = {one.id for one in scene.draft.asked_back}
    if deed == "yes":
        return _answered(scene, dict.fromkeys(known, GuessState.RIGHT))
    states = {"not": GuessState.WRONG, "change": GuessState.CHANGED}
    if deed not in states or guess_id not in known:
        return scene.saying("stale_gone")
    return _answered(scene, {guess_id: states[deed]})


def line_answered(scene: Scene, number: int, state: GuessState) -> Scene:
    """Play "change 2" or "not 2"; a number that is not shown is told so."""
    guess = numbered(scene).get(number)
    if guess is None:
        return scene.saying("no_such_line", SayStyle.ERROR)
    return _answered(scene, {guess.id: state})


def none_right(scene: Scene) -> Scene:
    """Pass the read-back over: nothing is assumed, and everything is asked."""
    return _answered(scene, {one.id: GuessState.WRONG for one in scene.draft.asked_back})


def numbered(scene: Scene) -> dict[int, Guess]:
    """Return the guesses that wait for an answer by their numbers."""
    every = enumerate(scene.draft.guesses, start=1)
    return {number: one for number, one in every if one.state is GuessState.ASKED}


def said_of_lines(words: str, lines: Mapping[int, Guess]) -> dict[str, GuessState] | None:
    """Return what words say of numbered lines, by the id of each guess.

    "Yes" is all of them, "yes, but not 2" all but one, "not 2" leaves the rest open, "only 1"
    denies the rest, "1 yes 2 no" is as it says.

    Returns:
        The states; None where the words are something else.
    """
    plain = plain_words(words)
    told = plain.split()
    numbers = [int(word) for word in told if word.isdecimal()]
    rest = [word for word in told if not word.isdecimal()]
    if not told or set(rest) - YES - NO - BESIDE or not set(numbers) <= lines.keys():
        return None
    if NONE_OF_IT.fullmatch(plain):
        return _of(lines, lines, GuessState.WRONG)
    if not numbers:
        return (
            _of(lines, lines, GuessState.RIGHT) if set(rest) & YES and not set(rest) & NO else None
        )
    return _of_numbers(plain, numbers, set(rest), lines)


def _of_numbers(
    plain: str, numbers: list[int], rest: set[str], lines: Mapping[int, Guess]
) -> dict[str, GuessState] | None:
    others = [number for number in lines if number not in numbers]
    pairs = re.findall(rf"(\d+) (?:is )?({'|'.join(YES | NO)})\b", plain)
    if len(pairs) == len(numbers):
        states = {True: GuessState.RIGHT, False: GuessState.WRONG}
        return {lines[int(number)].id: states[word in YES] for number, word in pairs}
    if rest & NO:
        wrong = _of(lines, numbers, GuessState.WRONG)
        return wrong | (_of(lines, others, GuessState.RIGHT) if rest & YES else {})
    if "only" in rest or "just" in rest:
        right = _of(lines, numbers, GuessState.RIGHT)
        return right | _of(lines, others, GuessState.WRONG)
    return _of(lines, numbers, GuessState.RIGHT) if rest & YES else None


def _of(
    lines: Mapping[int, Guess], numbers: Iterable[int], state: GuessState
) -> dict[str, GuessState]:
    return {lines[number].id: state for number in numbers}


def _answered(scene: Scene, states: Mapping[str, GuessState]) -> Scene:
    """Keep what was said of the guesses; one to be changed is asked at once."""
    script = scene.voice.scripts[scene.draft.script]
    draft = answered_guesses(script, scene.draft, dict(states))
    changed = next(
        (one for one in draft.guesses if states.get(one.id) is GuessState.CHANGED and one.key), None
    )
    scene = scene.with_draft(draft)
    if changed is not None and changed.state is GuessState.CHANGED:
        return scene.at(changed.key)
    return scene.moved_on()
