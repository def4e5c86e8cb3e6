"""Words on a page with their English below, where no native speaker has read the translation."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from intake.reporting.values import Tongue


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the language of the page, and its English; `english` is empty where one will do.

    A template writes both, the English as a smaller second line that says its own language and
    direction; `str` is the first alone, for titles and labels that only a reader of screens meets.
    """

    text: str = field(repr=False)
    english: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __html__(self) -> Markup:
        if not self.english:
            return escape(self.text)
        line = Markup('{} <span class="dr-en" lang="en" dir="ltr">{}</span>')
        return line.format(self.text, self.english)

    def then(self, end: object) -> "Words":
        """Return the text with a number or a mark at its end, in both languages."""
        return Words(f"{self.text} {end}", f"{self.english} {end}" if self.english else "")


def pair(text: str, english: str = "") -> Words:
    """Return a text with its English, which is left out where it is the same."""
    return Words(text, "" if text == english else english)


def joined(many: Iterable[Words], between: str) -> Words:
    """Return texts as one, in both languages."""
    every = tuple(many)
    text = between.join(one.text for one in every)
    return pair(text, between.join(one.english or one.text for one in every))


def paragraphs_of(words: Words | str) -> list[Words]:
    """Split a text into paragraphs at blank lines, each with its own English where they pair."""
    known = words if isinstance(words, Words) else Words(words)
    parts, others = _parts(known.text), _parts(known.english)
    if len(parts) != len(others):
        return [*map(Words, parts), *map(Words, others)]
    return [pair(one, other) for one, other in zip(parts, others, strict=True)]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


class Speech:
    """How one page speaks: `t` in its templates, and `p` for titles and attributes."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def words(self, text: Words | str, /, **params: object) -> Words:
        """Return a fixed text of a page, with its English where the language is not reviewed."""
        if isinstance(text, Words):
            return text
        said = self._tongue.say(text).format(**params)
        return Words(said) if self._tongue.is_reviewed else pair(said, text.format(**params))

    def plain(self, text: str, /, **params: object) -> str:
        """Return a fixed text of a page where only one language can stand."""
        return self._tongue.say(text).format(**params)
