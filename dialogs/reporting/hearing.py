"""What is understood when it is typed, in each language: yes, back, "I do not know", danger.

The words are data (`config/wording/<code>/heard.yaml`); English stands in the modules that use
it. Read `Hearing` first. In a *phrase* `~` stands for up to four words, `a|b` for either, and a
star for any ending: "bije|uderza* ~ teraz".
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dialogs.reporting import danger
from dialogs.reporting.folding import folded
from intake.reporting.values import ENGLISH, Tongue

DEEDS = ("back", "skip", "stop", "help", "hide", "why", "done", "send", "start", "language")
"""Deeds that may be typed as a bare word, by the keys of `heard.yaml`."""
QUESTIONS = ("about_me", "on_list", "confidential", "what_next", "who_reads", "person", "proof")
REMARKS = ("own_thoughts", "not_serious", "own_childhood", "years_ago")
"""What somebody says of themselves in passing, by the keys of `heard.yaml`."""
_GAP = r"(?:\S+ ){0,4}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is understood in one language besides English.

    Args:
        tongue: The language.
        words: Bare words and sayings by what they mean, folded.
        deeds: The deed that each bare word names, folded.
        asked: Questions to us, by their keys.
        remarks: What somebody says of themselves in passing, by kind.
    """

    tongue: Tongue = ENGLISH
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    deeds: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    remarks: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def means(self, meaning: str, words: str) -> bool:
        """Whether bare words mean something ("yes", "unknown") in this language."""
        return folded(words) in self.words.get(meaning, frozenset())

    def begins(self, meaning: str, words: str) -> str | None:
        """Return what follows a word that stands first, such as "tak"; None where it does not."""
        plain = folded(words)
        known = sorted(self.words.get(meaning, ()), key=len, reverse=True)
        first = next((word for word in known if f"{plain} ".startswith(f"{word} ")), None)
        return None if first is None else plain[len(first) :].strip()

    def numbered(self, words: str) -> str:
        """Return "change 4" or "remove 4" where the words say so in this language, else empty."""
        plain = folded(words)
        for deed in ("change", "remove"):
            rest = self.begins(deed, plain)
            if rest and re.fullmatch(r"\d{1,2}", rest):
                return f"{deed} {rest}"
        return ""

    def yes_or_not(self, words: str) -> str:
        """Return "tak" as "yes" and "nie 2" as "not 2"; anything else as it is."""
        if self.means("yes", words):
            return "yes"
        rest = self.begins("no", words)
        return f"not {rest}" if rest and re.fullmatch(r"\d[\d ]*", rest) else words

    def question_in(self, words: str) -> str:
        """Return the key of a question to us in this language, or the empty text."""
        plain = f"{folded(words)} "
        return next((key for key, one in self.asked.items() if one.search(plain)), "")

    def says(self, kind: str, words: str) -> bool:
        """Whether words say something of whoever writes, such as fear of their own thoughts."""
        pattern = self.remarks.get(kind)
        return pattern is not None and bool(pattern.search(f"{folded(words)} "))

    def is_rough(self, words: str) -> bool:
        """Whether a word for "about" is among them."""
        return bool(self.words.get("roughly", frozenset()) & set(folded(words).split()))


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is understood in all languages together.

    Words of danger are met in every language at any point, whatever is spoken (promise P12).

    Args:
        by_code: What is understood in each language.
        names: The code of each language by its own name, and by its further ones, folded.
        alarms: Phrases of all languages, by kind: danger, dying, not_safe, child.
    """

    by_code: Mapping[str, Heard] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    alarms: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def of(self, tongue: Tongue) -> Heard:
        """Return what is understood where a language is spoken."""
        return self.by_code.get(tongue.code) or Heard(tongue)

    def is_danger(self, words: str) -> bool:
        """Whether words speak, in any language, of danger that may be happening now."""
        return danger.is_danger(words) or self._is("danger", words)

    def is_not_safe(self, words: str) -> bool:
        """Whether a child writes, in any language, that they are not safe."""
        return danger.is_not_safe(words) or self._is("not_safe", words)

    def is_wanting_to_die(self, words: str) -> bool:
        """Whether somebody writes, in any language, that they themselves may want to die."""
        return danger.is_wanting_to_die(words) or self._is("dying", words)

    def is_child_writing(self, words: str) -> bool:
        """Whether the words say, in any language, that whoever writes is a child."""
        return danger.is_child_writing(words) or self._is("child", words)

    def language_named(self, words: str) -> str:
        """Return the code of the language that bare words name, or the empty text.

        Its own name counts only as it is spelt: "Română" is a language, "Romana" a girl.
        """
        return self.names.get(words.strip().lower()) or self.names.get(f"={folded(words)}", "")

    def _is(self, kind: str, words: str) -> bool:
        pattern = self.alarms.get(kind)
        return pattern is not None and bool(pattern.search(f"{folded(words)} "))


ALARMS = ("danger", "dying", "not_safe", "child")


def hearing_of(tongues: Iterable[Tongue]) -> Hearing:
    """Put together what is understood, once at the start.

    Raises:
        re.error: A phrase cannot be read; `check-config` says which.
    """
    every = tuple(tongues)
    names = {one.name.lower(): one.code for one in every}
    names |= {f"={folded(n)}": one.code for one in every for n in one.heard.get("names", ())}
    alarms = {
        kind: phrases
        for kind in ALARMS
        if (phrases := _any_of(p for one in every for p in one.heard.get(kind, ())))
    }
    return Hearing({one.code: _heard(one) for one in every}, names, alarms)


def phrase(text: str) -> str:
    """Return a phrase as a regular expression over folded words, each followed by a blank."""
    parts = [_GAP if word == "~" else _word(word) for word in text.split()]
    return r"(?<!\S)" + "".join(parts)


def _word(word: str) -> str:
    either = [
        re.escape(folded(one.rstrip("*"))).replace(r"\ ", " ") + (r"\S*" if one[-1:] == "*" else "")
        for one in word.split("|")
    ]
    return f"(?:{'|'.join(either)}) "


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(phrase(one) for one in phrases)
    return re.compile(found) if found else None


def _heard(tongue: Tongue) -> Heard:
    plain: Callable[[str], frozenset[str]] = lambda key: frozenset(  # noqa: E731 - read in place
        map(folded, tongue.heard.get(key, ()))
    )
    kinds = ("yes", "no", "unknown", "refused", "not_sure", "change", "remove", "greetings")
    remarks = {key: _any_of(tongue.heard.get(key, ())) for key in REMARKS}
    asked = {key: _any_of(tongue.heard.get(f"ask_{key}", ())) for key in QUESTIONS}
    return Heard(
        tongue=tongue,
        words={key: plain(key) for key in (*kinds, "roughly")},
        deeds={word: deed for deed in DEEDS for word in plain(deed)},
        asked={key: pattern for key, pattern in asked.items() if pattern},
        remarks={key: pattern for key, pattern in remarks.items() if pattern},
    )
