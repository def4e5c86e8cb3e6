"""The read-back: what a story seems to say, told back for a yes, and kept where it belongs.

Read `reread` first: it looks at the story again whenever it may have changed. A guess counts for
nothing before the teller says that it is right; then it fills its answers, with the words it was
picked out of. Everything is worked out from the teller's own words (promise P4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from zlib import crc32

from dialogs.reporting.draft import Answer, Draft, How
from dialogs.reporting.guess import Guess, GuessState
from dialogs.reporting.script import Place, key_of, known_of, place_at, split_key
from dialogs.reporting.story_reading import read_story
from intake.reporting.values import Group, Part, Question, QuestionType, Script, is_true

STORY = "story"
INCIDENT = "incident"
PART = "mention.part"
MENTION = "mention."
MOST = 8
"""Guesses that are read back at once; a longer list is not read."""


def reread(script: Script, draft: Draft, *, today: date) -> Draft:
    """Return the draft with its guesses as the story has them now.

    A guess that was answered stays answered. What was filled from words that are no longer
    there is taken out again, and its words are kept aside.

    Args:
        script: The script walked; one without a read-back leaves the draft as it is.
        draft: The draft; a story still being written is not read.
        today: The day of telling, for "yesterday".
    """
    story = draft.answer(STORY)
    if read_back_of(script) is None or (story is not None and story.is_open):
        return draft
    words = "\n".join(story.words) if story is not None and story.is_told else ""
    mark = f"{crc32(f'{draft.language}|{words}'.encode()):08x}"
    if draft.read != mark:
        draft = replace(_read_anew(script, draft, words, today), read=mark)
    now = draft.guesses
    kept = [one for one in now if one.state is not GuessState.ASKED or _is_open(script, draft, one)]
    asked = [one for one in kept if one.state is GuessState.ASKED][:MOST]
    kept = [one for one in kept if one.state is not GuessState.ASKED or one in asked]
    return replace(draft, guesses=tuple(kept))


def _read_anew(script: Script, draft: Draft, words: str, today: date) -> Draft:
    found = read_story(words, today=today, language=draft.language)
    known = {one.id: one for one in draft.guesses}
    now = tuple(dict.fromkeys(known.get(one.id, one) for one in found))
    gone = known.keys() - {one.id for one in now}
    return _without_filled(script, replace(draft, guesses=now), gone)


def read_back_of(script: Script) -> Question | None:
    """Return the question that reads the story back; None where a script has none."""
    every = (question for group in script.groups for question in group.questions)
    return next((one for one in every if one.type is QuestionType.READ_BACK), None)


def answered_guesses(script: Script, draft: Draft, states: dict[str, GuessState]) -> Draft:
    """Return the draft with guesses answered; what is right is kept where it belongs.

    Args:
        script: The script walked.
        draft: The draft; only guesses that wait for an answer are touched.
        states: What was said of each guess, by its id.
    """
    for guess in draft.asked_back:
        state = states.get(guess.id, GuessState.ASKED)
        if state is GuessState.ASKED:
            continue
        if state is GuessState.WRONG:
            draft = _with_guess(draft, replace(guess, state=state))
            continue
        draft, place = _room_for(script, draft, guess)
        if place is None:
            draft = _with_guess(draft, replace(guess, state=GuessState.WRONG))
            continue
        answered = replace(guess, state=state, key=place.key)
        draft = _with_guess(draft, answered)
        if state is GuessState.RIGHT:
            draft = _filled(draft, answered, place)
    return draft


def question_for(script: Script, guess: Guess) -> tuple[Group, Question] | None:
    """Return where a guess belongs: its group, and the question whose label is read back."""
    group = _group_for(script, guess)
    if group is None:
        return None
    wanted = {MENTION[:-1], "mention.names", "incident.what"} if _is_repeat(guess) else {guess.kind}
    found = next((one for one in group.questions if one.slot in wanted), None)
    return (group, found) if found else None


def part_label(script: Script, guess: Guess) -> str:
    """Return the part somebody plays as the script names it, where it is asked there."""
    group = _group_for(script, guess)
    asked = next((one for one in group.questions if one.slot == PART), None) if group else None
    choices = asked.choices if asked else ()
    return next((choice.label for choice in choices if choice.name == guess.kind), "")


def guess_changed_at(draft: Draft, key: str) -> Guess | None:
    """Return the guess that is to be told otherwise at a place; None where there is none."""
    changed = (one for one in draft.guesses if one.state is GuessState.CHANGED)
    return next((one for one in changed if one.key == key), None)


def _with_guess(draft: Draft, guess: Guess) -> Draft:
    swapped = tuple(guess if one.id == guess.id else one for one in draft.guesses)
    return replace(draft, guesses=swapped)


def _is_repeat(guess: Guess) -> bool:
    return guess.kind == INCIDENT or guess.kind in set(Part)


def _group_for(script: Script, guess: Guess) -> Group | None:
    """Return the group of a guess: of its part, of the choice of parts, or of its question."""
    for group in script.groups:
        if group.part and group.part == guess.kind:
            return group
        for question in group.questions:
            names = {choice.name for choice in question.choices}
            is_part = question.slot == PART and guess.kind in names
            is_incident = question.slot == "incident.what" and guess.kind == INCIDENT
            if is_part or is_incident or question.slot == guess.kind:
                return group
    return None


def _is_open(script: Script, draft: Draft, guess: Guess) -> bool:
    """Whether a guess still tells something: its place is there, and nothing was told there."""
    found = question_for(script, guess)
    if found is None:
        return False
    group, question = found
    if _is_repeat(guess):
        return not _is_known(draft, group, guess)
    return draft.answer(question.name) is None


def _is_known(draft: Draft, group: Group, guess: Guess) -> bool:
    """Whether somebody of that name, or that incident, was told of by the teller already."""
    name = (guess.fact("names") or guess.words).casefold()
    names = {question.name for question in group.questions}
    told = (one for one in draft.answers if split_key(one.key)[0] in names)
    return any(name in one.text.casefold() for one in told if not one.guess)


def _room_for(script: Script, draft: Draft, guess: Guess) -> tuple[Draft, Place | None]:
    """Return the place where a guess is kept, and the draft in which it is asked."""
    found = question_for(script, guess)
    if found is None:
        return draft, None
    group, question = found
    if not _is_repeat(guess):
        return draft, Place(group, question)
    turn = _free_turn(draft, group)
    counts = {**dict(draft.counts), group.name: max(draft.count(group.name), turn)}
    return replace(draft, counts=tuple(counts.items())), Place(group, question, turn)


def _free_turn(draft: Draft, group: Group) -> int:
    names = {question.name for question in group.questions}
    keys = [*(answer.key for answer in draft.answers), *draft.removed]
    keys += [one.key for one in draft.guesses if one.state is GuessState.CHANGED]
    turns = {turn for name, turn in map(split_key, keys) if name in names}
    return max(turns) + 1 if turns else 1


def _filled(draft: Draft, guess: Guess, place: Place) -> Draft:
    if not _is_repeat(guess):
        return draft.with_answer(_answer(place.key, guess, guess.fact(guess.kind), guess.value))
    own = [question.slot for question in place.group.questions]
    for question in place.group.questions:
        words, value = _words_for(question, guess, own)
        if words:
            key = key_of(question.name, place.turn)
            draft = draft.with_answer(_answer(key, guess, words, value))
    return draft


def _words_for(question: Question, guess: Guess, own: Sequence[str]) -> tuple[str, str]:
    """Return what a guess answers one question with: words, and the value of a choice or day."""
    slot = question.slot
    if slot == PART:
        label = next((c.label for c in question.choices if c.name == guess.kind), "")
        return label, guess.kind if label else ""
    if slot == MENTION[:-1]:
        return guess.words, ""
    if slot == "mention.more":
        rest = [words for name, words in guess.told if f"{MENTION}{name}" not in own]
        return ", ".join(rest), ""
    if slot == "incident.when":
        return guess.fact("when"), guess.value
    return guess.fact(slot.partition(".")[2]), ""


def _answer(key: str, guess: Guess, words: str, value: str) -> Answer:
    how = How.ABOUT if guess.is_about else How.EXACT
    return Answer(key, (words,), value, how, guess=guess.id, quote=guess.quote)


def _without_filled(script: Script, draft: Draft, gone: Iterable[str]) -> Draft:
    """Take out what was filled from words that are no longer in the story."""
    for guess_id in sorted(gone):
        filled = [answer.key for answer in draft.answers if answer.guess == guess_id]
        for key in filled:
            draft = draft.without(key)
        for key in filled[:1]:
            draft = _without_turn(script, draft, key)
    return draft


def _without_turn(script: Script, draft: Draft, key: str) -> Draft:
    """Take out a turn of a repeat of which nothing is told any more, unless it is the only one."""
    place = place_at(script, key)
    if place is None or not place.group.repeat:
        return draft
    keys = tuple(key_of(one.name, place.turn) for one in place.group.questions)
    names = {one.name for one in place.group.questions}
    others = {split_key(one.key)[1] for one in draft.answers if split_key(one.key)[0] in names}
    is_asked_anyway = is_true(place.group.relevant, known_of(replace(draft, counts=())))
    is_only = place.turn == 1 and is_asked_anyway and not others - {1}
    if is_only or any(draft.answer(one) for one in keys):
        return draft
    return replace(draft, removed=(*draft.removed, *keys))
