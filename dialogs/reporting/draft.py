"""What one teller has said so far: a value, and its JSON form that the door keeps sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from dialogs.reporting.guess import Guess, GuessState, guess_data, guess_from


class How(StrEnum):
    """How a question was answered. Four ways of not telling are four different things."""

    EXACT = "exact"
    ABOUT = "about"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    SKIPPED = "skipped"


class State(StrEnum):
    """Where the whole conversation stands."""

    OPEN = "open"
    CRISIS = "crisis"
    STOPPED = "stopped"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the words as typed, one a message, and the stored value of a choice.

    `messages` runs beside `words` (empty ids where the channel has none); `value` is a choice
    name, several names with blanks between, a day, or empty for plain words. `tongues` are the
    codes of the languages spoken when the words were typed, beside `words`. `guess` and `quote`
    name the guess that filled it, and the words of the story it was picked out of.
    """

    key: str
    words: tuple[str, ...] = field(default=(), repr=False)
    value: str = field(default="", repr=False)
    how: How = How.EXACT
    messages: tuple[str, ...] = ()
    is_open: bool = False
    tongues: tuple[str, ...] = ()
    guess: str = ""
    quote: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """All words of the answer, a line a message."""
        return "\n".join(self.words)

    @property
    def is_told(self) -> bool:
        """Whether something was told, rather than passed over."""
        return self.how in {How.EXACT, How.ABOUT}


class AsideKind(StrEnum):
    """Words that are no answer, and why they are kept all the same."""

    NOT_UNDERSTOOD = "not_understood"
    ASKED_US = "asked_us"
    BEFORE_CHANGE = "before_change"
    AFTER_SENDING = "after_sending"
    READ_BACK = "read_back"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words typed while `key` was asked which are not its answer, or no longer are."""

    key: str
    words: str = field(repr=False)
    kind: AsideKind
    message: str = ""
    tongue: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything one teller said, and where the conversation stands.

    Args:
        script: Name of the script walked now.
        version: Its version when this draft began; a draft keeps to it.
        cursor: Key of the question asked now; empty when the summary is shown.
        answers: Answers by key, in the order of telling.
        asides: Words that are no answers; nothing typed is ever dropped.
        counts: How many of each repeat there are, where more or fewer than one.
        removed: Keys of repeats taken out again.
        guesses: What was picked out of the story, and what the teller said of it.
        read: Mark of the story that was read for them; another story is read anew.
        tries: Answers to the present question that could not be used.
        is_short: Danger now: only the few questions of the script's short path.
        is_child_told: A child was told that what they write is passed on as they write.
        is_crisis_told: The same was said to somebody who wrote of dying.
        heeded: How many times danger words brought the question back; only counted.
        events: How many events the draft has seen.
        profile: What a professional whom the door knows need not type, by slot.
        files: How many files came with it.
        album: The channel's id of the album that was answered last.
        years_ago: Whole years since the time told in the story and in "when", by key.
        edition: Hash of the settings it began under; its scripts are those of that time.
    """

    script: str
    version: str
    language: str = "en"
    state: State = State.OPEN
    cursor: str = ""
    answers: tuple[Answer, ...] = field(default=(), repr=False)
    asides: tuple[Aside, ...] = field(default=(), repr=False)
    counts: tuple[tuple[str, int], ...] = ()
    removed: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = field(default=(), repr=False)
    read: str = ""
    tries: int = 0
    is_short: bool = False
    is_child_told: bool = False
    is_crisis_told: bool = False
    heeded: int = 0
    events: int = 0
    profile: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    edition: str = ""
    files: int = 0
    album: str = ""
    years_ago: tuple[tuple[str, int], ...] = ()

    def answer(self, key: str) -> Answer | None:
        """Return the answer under a key, or None."""
        return next((answer for answer in self.answers if answer.key == key), None)

    def value(self, key: str) -> str:
        """Return the stored value of an answer, its words where it has none, or nothing."""
        answer = self.answer(key)
        return (answer.value or answer.text) if answer and answer.is_told else ""

    def count(self, group: str) -> int:
        """Return how many of a repeat were begun by name; 0 where nothing was said of it."""
        return dict(self.counts).get(group, 0)

    @property
    def asked_back(self) -> tuple[Guess, ...]:
        """The guesses that wait for a yes, in the order of the story."""
        return tuple(one for one in self.guesses if one.state is GuessState.ASKED)

    def with_answer(self, answer: Answer) -> "Draft":
        """Return the draft with an answer put in its place; other words there are kept aside."""
        before = self.answer(answer.key)
        answer = self._tagged(answer, before)
        if before is None:
            return replace(self, answers=(*self.answers, answer))
        kept = self.aside_of(before, gone=[w for w in before.words if w not in answer.words])
        swapped = tuple(answer if a.key == answer.key else a for a in self.answers)
        return replace(self, answers=swapped, asides=kept)

    def _tagged(self, answer: Answer, before: Answer | None) -> Answer:
        """Return an answer whose words each say in which language they were typed."""
        known = dict(zip(before.words, before.tongues, strict=False)) if before else {}
        tongues = tuple(known.get(words, self.language) for words in answer.words)
        return replace(answer, tongues=tongues)

    def without(self, key: str) -> "Draft":
        """Return the draft with an answer taken out; its words are kept aside."""
        before = self.answer(key)
        if before is None:
            return self
        kept = self.aside_of(before, gone=list(before.words))
        rest = tuple(answer for answer in self.answers if answer.key != key)
        return replace(self, answers=rest, asides=kept)

    def with_aside(self, words: str, kind: AsideKind, *, message: str = "") -> "Draft":
        """Return the draft with words kept beside the present question; none for no words."""
        if not words.strip():
            return self
        aside = Aside(self.cursor, words, kind, message, self.language)
        return replace(self, asides=(*self.asides, aside))

    def aside_of(self, answer: Answer, *, gone: list[str]) -> tuple[Aside, ...]:
        """Return the asides with the words that an answer is about to lose."""
        tongues = dict(zip(answer.words, answer.tongues, strict=False))
        old = tuple(
            Aside(answer.key, w, AsideKind.BEFORE_CHANGE, tongue=tongues.get(w, ""))
            for w in gone
            if w.strip()
        )
        return (*self.asides, *old)


def to_json(draft: Draft) -> dict[str, Any]:
    """Return the draft as plain data for the door to seal."""
    data: dict[str, Any] = {f.name: getattr(draft, f.name) for f in fields(draft)}
    data["state"] = draft.state.value
    data["answers"] = [_answer_data(answer) for answer in draft.answers]
    data["asides"] = [
        {
            "key": a.key,
            "words": a.words,
            "kind": a.kind.value,
            "message": a.message,
            "tongue": a.tongue,
        }
        for a in draft.asides
    ]
    data["counts"] = dict(draft.counts)
    data["removed"] = list(draft.removed)
    data["profile"] = dict(draft.profile)
    data["years_ago"] = dict(draft.years_ago)
    data["guesses"] = [guess_data(guess) for guess in draft.guesses]
    return data


def from_json(data: Mapping[str, Any]) -> Draft:
    """Return the draft that `to_json` wrote; keys it does not know are left out."""
    known = {f.name for f in fields(Draft)}
    kept = {key: value for key, value in data.items() if key in known}
    kept["state"] = State(kept.get("state", State.OPEN))
    kept["answers"] = tuple(_answer_from(row) for row in data.get("answers", ()))
    kept["asides"] = tuple(
        Aside(
            row["key"],
            row["words"],
            AsideKind(row["kind"]),
            row.get("message", ""),
            row.get("tongue", ""),
        )
        for row in data.get("asides", ())
    )
    kept["counts"] = tuple(dict(data.get("counts", {})).items())
    kept["removed"] = tuple(data.get("removed", ()))
    kept["profile"] = tuple(dict(data.get("profile", {})).items())
    kept["years_ago"] = tuple(dict(data.get("years_ago", {})).items())
    kept["guesses"] = tuple(guess_from(row) for row in data.get("guesses", ()))
    return Draft(**kept)


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {
        "key": answer.key,
        "words": list(answer.words),
        "value": answer.value,
        "how": answer.how.value,
        "messages": list(answer.messages),
        "is_open": answer.is_open,
        "tongues": list(answer.tongues),
        "guess": answer.guess,
        "quote": answer.quote,
    }


def _answer_from(row: Mapping[str, Any]) -> Answer:
    return Answer(
        key=row["key"],
        words=tuple(row["words"]),
        value=row["value"],
        how=How(row["how"]),
        messages=tuple(row["messages"]),
        is_open=row.get("is_open", False),
        tongues=tuple(row.get("tongues", ())),
        guess=row.get("guess", ""),
        quote=row.get("quote", ""),
    )
