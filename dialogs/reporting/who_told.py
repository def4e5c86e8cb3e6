"""Names that the story has for "Who worries you?", offered there to be chosen, never assumed."""

from dialogs.reporting.draft import Draft
from dialogs.reporting.guess import Guess, GuessState
from dialogs.reporting.script import Place
from dialogs.reporting.story_people import CONCERN, grown_ups_named_in
from intake.reporting.turns import SayChoice

MARK = "!"
"""What the value of such a choice begins with; the number of the name follows."""
MOST = 4
_STORY = "story"
_ASKED = frozenset({"mention", "mention.names"})


def names_offered(draft: Draft, place: Place) -> tuple[str, ...]:
    """Return the words about each grown-up named in the story who may be meant here.

    Returns:
        In the order of the story, with the age and tie told beside the name; empty at every
        other question, where somebody was told of, and in a language whose stories are not read.

    Why:
        Whoever has named a man plainly should not have to type it again; whose part the words do
        not show is not guessed either. So it is theirs to choose, from their own words alone
        (promise P4).
    """
    if place.group.part != CONCERN or place.question.slot not in _ASKED:
        return ()
    story = draft.answer(_STORY)
    is_read = story is not None and story.is_told and draft.language.partition("-")[0] == "en"
    told = draft.answer(place.key)
    if not is_read or story is None or (told is not None and told.is_told):
        return ()
    known = _told_already(draft)
    people = (
        one for one in grown_ups_named_in(story.text) if not _words(one.fact("names")) & known
    )
    is_name_asked = place.question.slot != "mention"
    return tuple(one.fact("names") if is_name_asked else one.words for one in people)[:MOST]


def name_choices(draft: Draft, place: Place) -> tuple[SayChoice, ...]:
    """Return the names as choices of a question."""
    names = enumerate(names_offered(draft, place), start=1)
    return tuple(SayChoice(f"{place.key}={MARK}{number}", name) for number, name in names)


def name_chosen(draft: Draft, place: Place, value: str) -> str:
    """Return the words that a choice stands for, or typed as its number; empty for none."""
    number = value.removeprefix(MARK)
    names = names_offered(draft, place)
    return names[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(names) else ""


def _told_already(draft: Draft) -> set[str]:
    """Return the words of names that were told, or said not to be so."""
    denied = (one for one in draft.guesses if one.state is GuessState.WRONG)
    told = (answer.text for answer in draft.answers if answer.key != _STORY)
    return _words(" ".join((*told, *(_name(one) for one in denied))))


def _name(guess: Guess) -> str:
    return guess.fact("names")


def _words(text: str) -> set[str]:
    plain = "".join(c if c.isalpha() or c in "'’-" else " " for c in text.casefold())
    return {word for word in plain.split() if len(word) > 1}
