"""The small language of `relevant` and `constraint`: read by this parser, never by eval.

    condition  = both ("or" both)*
    both       = one ("and" one)*
    one        = "not" "(" condition ")" | "(" condition ")" | value [ ("=" | "!=" | ...) value ]
    value      = name | ${name} | "." | 'text' | 12 | "selected" "(" value "," value ")"
               | "count" "(" name ")" | "thin" "(" name ")" | "years_ago" "(" name ")"
               | "string-length" "(" value ")"

`count` takes a repeat; `thin` takes the group asked in, and holds where a single name is all that
was told of the person of this turn before this question; `years_ago` takes the question of a day
or the story, and is empty where its words name no time that is past. A name stands for the
stored answer of that question, "." for the answer being given. A question without an answer is
the empty text. Numbers compare as numbers, else as text.

A condition is read into terms (`term_of`), so that it can be worked out, checked before anybody
is asked, and told in words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+)|(?P<name>\$\{\w+\}|string-length|\w+)"
    r"|(?P<mark>!=|<=|>=|[=<>(),.]))"
)
OF_A_NAME = frozenset({"count", "thin", "years_ago"})
RESERVED = frozenset({"and", "or", "not", "selected", "string-length"}) | OF_A_NAME
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may look at: answers by name, counts of repeats, years ago, this answer.

    `is_thin` tells of a group whether too little was told there; worked out only if asked.
    """

    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    counts: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)
    this: str = field(default="", repr=False)
    is_thin: Callable[[str], bool] = field(default=lambda _: False, repr=False)


class ConditionError(ValueError):
    """A condition cannot be read; says where, for whoever edits the script."""


class Term(Protocol):
    """One term of a condition; the empty text stands for "does not hold"."""

    def read(self, known: Known) -> str:
        """Return its value, as what is known has it."""
        ...

    def inside(self) -> tuple["Term", ...]:
        """Return the terms it is made of; empty for the smallest."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """A text or number that stands in the condition itself."""

    words: str

    def read(self, known: Known) -> str:  # noqa: ARG002 - it is always the same
        """Return the words."""
        return self.words

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """The stored answer of a question; empty where there is none."""

    name: str

    def read(self, known: Known) -> str:
        """Return the answer."""
        return known.answers.get(self.name, "")

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class ThisAnswer:
    """The answer being given, of a constraint."""

    def read(self, known: Known) -> str:
        """Return the answer."""
        return known.this

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many there are of a repeat."""

    group: str

    def read(self, known: Known) -> str:
        """Return the number in figures; 0 where nothing was said of it."""
        return str(known.counts.get(self.group, 0))

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class ThinIn:
    """Whether a single name is all that was told in this turn of a group."""

    group: str

    def read(self, known: Known) -> str:
        """Return whether it is."""
        return _truth(known.is_thin(self.group))

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class YearsAgo:
    """How many whole years ago the time ended that an answer tells of."""

    name: str

    def read(self, known: Known) -> str:
        """Return the number in figures; empty where no time was told."""
        years = known.years.get(self.name)
        return "" if years is None else str(years)

    def inside(self) -> tuple[Term, ...]:
        """Return nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class LengthOf:
    """How many letters a value has."""

    value: Term

    def read(self, known: Known) -> str:
        """Return the number in figures."""
        return str(len(self.value.read(known)))

    def inside(self) -> tuple[Term, ...]:
        """Return the value."""
        return (self.value,)


@dataclass(frozen=True, slots=True)
class Selected:
    """Whether a choice is among those of an answer."""

    value: Term
    choice: Term

    def read(self, known: Known) -> str:
        """Return whether it is."""
        return _truth(self.choice.read(known) in self.value.read(known).split())

    def inside(self) -> tuple[Term, ...]:
        """Return both."""
        return (self.value, self.choice)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values beside each other."""

    left: Term
    mark: str
    right: Term

    def read(self, known: Known) -> str:
        """Return whether it holds."""
        return _truth(_compare(self.mark, self.left.read(known), self.right.read(known)))

    def inside(self) -> tuple[Term, ...]:
        """Return both."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    part: Term

    def read(self, known: Known) -> str:
        """Return whether the part does not hold."""
        return _truth(not self.part.read(known))

    def inside(self) -> tuple[Term, ...]:
        """Return the part."""
        return (self.part,)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Parts that must all hold."""

    parts: tuple[Term, ...]

    def read(self, known: Known) -> str:
        """Return whether all do."""
        return _truth(all(part.read(known) for part in self.parts))

    def inside(self) -> tuple[Term, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Parts of which one must hold."""

    parts: tuple[Term, ...]

    def read(self, known: Known) -> str:
        """Return whether one does."""
        return _truth(any(part.read(known) for part in self.parts))

    def inside(self) -> tuple[Term, ...]:
        """Return the parts."""
        return self.parts


def is_true(condition: str, known: Known) -> bool:
    """Whether a condition holds; the empty condition always does.

    Raises:
        ConditionError: The condition cannot be read.
    """
    return not condition.strip() or bool(term_of(condition).read(known))


@lru_cache(maxsize=512)
def term_of(condition: str) -> Term:
    """Return a condition as one term; the empty condition is a list of nothing, which holds.

    Raises:
        ConditionError: The condition cannot be read.
    """
    return _Parser(condition).whole() if condition.strip() else AllOf(())


def every_term(term: Term) -> Iterator[Term]:
    """Yield a term and all that it is made of, from the outside in."""
    yield term
    for inner in term.inside():
        yield from every_term(inner)


def names_in(condition: str) -> frozenset[str]:
    """Return the names of questions and groups a condition looks at, readable or not."""
    words = (match.group("name") for match in TOKEN.finditer(condition) if match.group("name"))
    return frozenset(_plain(word) for word in words if word not in RESERVED)


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

    def whole(self) -> Term:
        part = self.any_of()
        if self.place != len(self.tokens):
            raise self._fault(f"nothing may follow here, found {self._next()!r}")
        return part

    def any_of(self) -> Term:
        parts = [self.all_of()]
        while self._take("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self) -> Term:
        parts = [self.one()]
        while self._take("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def one(self) -> Term:
        if self._take("not"):
            self._need("(")
            inner = self.any_of()
            self._need(")")
            return Not(inner)
        if self._take("("):
            inner = self.any_of()
            self._need(")")
            return inner
        left = self.value()
        if self._next() not in COMPARISONS:
            return left
        mark = self._pop()
        return Compared(left, mark, self.value())

    def value(self) -> Term:
        token = self._pop()
        if token[0] in "'\"":
            return Written(token[1:-1])
        if token.isdecimal():
            return Written(token)
        if token == ".":  # noqa: S105
            return ThisAnswer()
        if token in {"selected", "string-length"} | OF_A_NAME:
            return self._function(token)
        if token in RESERVED or not re.fullmatch(r"\$\{\w+\}|\w+", token):
            raise self._fault(f"a name or a text belongs here, found {token!r}")
        return AnswerTo(_plain(token))

    def _function(self, name: str) -> Term:
        self._need("(")
        if name in OF_A_NAME:
            of = _plain(self._pop())
            self._need(")")
            made: dict[str, Callable[[str], Term]]
            made = {"thin": ThinIn, "count": CountOf, "years_ago": YearsAgo}
            return made[name](of)
        first = self.value()
        if name == "string-length":
            self._need(")")
            return LengthOf(first)
        self._need(",")
        second = self.value()
        self._need(")")
        return Selected(first, second)

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
