"""Words about people, masked wherever they might be printed (promise P10)."""

from typing import Any


class Private:
    """A text about a person that prints as a mask.

    `reveal()` is the only way in, so every use can be found by searching for it.
    Two equal texts are equal; hashing works on the text.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; may be empty."""
        return self._text

    def __repr__(self) -> str:
        return "Private(***)"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text.strip())

    def __reduce__(self) -> tuple[Any, ...]:
        return (Private, (self._text,))


def private(text: str | None) -> Private:
    """Wrap a text; None becomes the empty text."""
    return Private(text or "")
