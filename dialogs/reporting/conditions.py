"""The small language of `relevant` and `constraint`: read by this parser, never by eval.

    condition  = both ("or" both)*
    both       = one ("and" one)*
    one        = "not" "(" condition ")" | "(" condition ")" | value [ ("=" | "!=" | ...) value ]
    value      = name | ${name} | "." | 'text' | 12 | "selected" "(" value "," value ")"
               | "count" "(" name ")" | "thin" "(" name ")" | "string-length" "(" value ")"

`count` takes a repeat; `thin` takes the group asked in, and holds where a single name is all that
was told of the person of this turn before this question. A name stands for the stored answer of
that question, "." for the answer being given. A question without an answer is the empty text.
Numbers compare as numbers, else as text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+)|(?P<name>\$\{\w+\}|string-length|\w+)"
    r"|(?P<mark>!=|<=|>=|[=<>(),.]))"
)
RESERVED = frozenset({"and", "or", "not", "selected", "count", "thin", "string-length"})
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may look at: answers by name, counts of repeats, this answer.

    `is_thin` tells of a group whether too little was told there; worked out only if asked.
    """

    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    counts: Mapping[str, int] = field(default_factory=dict)
    this: str = field(default="", repr=False)
    is_thin: Callable[[str], bool] = field(default=lambda _: False, repr=False)


class ConditionError(ValueError):
    """A condition cannot be read; says where, for whoever edits the script."""


Reading = Callable[[Known], str]


def is_true(condition: str, known: Known) -> bool:
    """Whether a condition holds; the empty condition always does.

    Raises:
        ConditionError: The condition cannot be read.
    """
    return not condition.strip() or bool(_read(condition)(known))


def names_in(condition: str) -> frozenset[str]:
    """Return the question names a condition looks at; empty for the empty condition."""
    words = (match.group("name") for match in TOKEN.finditer(condition) if match.group("name"))
    return frozenset(_plain(word) for word in words if word not in RESERVED)


@lru_cache(maxsize=512)
def _read(condition: str) -> Reading:
    return _Parser(condition).whole()


def _plain(name: str) -> str:
    return name[2:-1] if name.startswith("${") else name


def _truth(holds: bool) -> str:  # noqa: FBT001
    return "true" if holds else ""


def _compare(mark: str, left: str, right: str) -> bool:
    if mark in {"=", "!="}:
        return (left == right) == (mark == "=")
    try:
        first, second = float(left), float(right)
    except ValueError:
        return False
    return {"<": first < second, "<=": first <= second, ">": first > second}.get(
        mark, first >= second
    )


class _Parser:
    """Reads one condition from left to right; one method a rule of the grammar."""

    def __init__(self, condition: str) -> None:
        self.condition = condition
        self.tokens = self._tokens()
        self.place = 0

    def whole(self) -> Reading:
        reading = self.any_of()
        if self.place != len(self.tokens):
            raise self._fault(f"nothing may follow here, found {self._next()!r}")
        return reading

    def any_of(self) -> Reading:
        parts = [self.all_of()]
        while self._take("or"):
            parts.append(self.all_of())
        return lambda known: _truth(any(part(known) for part in parts))

    def all_of(self) -> Reading:
        parts = [self.one()]
        while self._take("and"):
            parts.append(self.one())
        return lambda known: _truth(all(part(known) for part in parts))

    def one(self) -> Reading:
        if self._take("not"):
            self._need("(")
            inner = self.any_of()
            self._need(")")
            return lambda known: _truth(not inner(known))
        if self._take("("):
            inner = self.any_of()
            self._need(")")
            return inner
        left = self.value()
        if self._next() not in COMPARISONS:
            return left
        mark = self._pop()
        right = self.value()
        return lambda known: _truth(_compare(mark, left(known), right(known)))

    def value(self) -> Reading:
        token = self._pop()
        if token[0] in "'\"":
            return lambda _known: token[1:-1]
        if token.isdecimal():
            return lambda _known: token
        if token == ".":  # noqa: S105
            return lambda known: known.this
        if token in {"selected", "count", "thin", "string-length"}:
            return self._function(token)
        if token in RESERVED or not re.fullmatch(r"\$\{\w+\}|\w+", token):
            raise self._fault(f"a name or a text belongs here, found {token!r}")
        name = _plain(token)
        return lambda known: known.answers.get(name, "")

    def _function(self, name: str) -> Reading:
        self._need("(")
        if name in {"count", "thin"}:
            group = _plain(self._pop())
            self._need(")")
            if name == "thin":
                return lambda known: _truth(known.is_thin(group))
            return lambda known: str(known.counts.get(group, 0))
        first = self.value()
        if name == "string-length":
            self._need(")")
            return lambda known: str(len(first(known)))
        self._need(",")
        second = self.value()
        self._need(")")
        return lambda known: _truth(second(known) in first(known).split())

    def _tokens(self) -> list[str]:
        tokens, place = [], 0
        text = self.condition.rstrip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if match is None:
                raise self._fault(f"cannot read {text[place:]!r}")
            tokens.append(match.group(0).strip())
            place = match.end()
        return tokens

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _pop(self) -> str:
        token = self._next()
        if not token:
            raise self._fault("it ends too early")
        self.place += 1
        return token

    def _take(self, token: str) -> bool:
        if self._next() == token:
            self.place += 1
            return True
        return False

    def _need(self, token: str) -> None:
        if self._pop() != token:
            raise self._fault(f"{token!r} is missing")

    def _fault(self, why: str) -> ConditionError:
        return ConditionError(f"condition {self.condition!r}: {why}")
