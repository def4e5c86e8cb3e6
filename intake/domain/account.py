"""What several concerns tell together, in words fit for a strategy discussion.

Begin with `account_of`: it counts what `count_up` finds and says it. Every number is a count of
concerns, voices or households, and nothing is said that no concern says.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from intake.domain.bearing import conditions_of, one_entry_each
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.concern import KnownBy
from intake.domain.lens import lens_of
from intake.domain.points import Scales

YOUNG = 13
"""Under this age any single high sign is enough (sign CV9)."""
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
KNOWN_AS = {
    KnownBy.SAW: "seen by the teller",
    KnownBy.TOLD_BY_CHILD: "told by the child",
    KnownBy.TOLD_BY_OTHER: "told by another",
    KnownBy.RUMOUR: "as a rumour",
    KnownBy.NOT_SAID: "not said how",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of some concerns about one person.

    Args:
        concerns: How many there are.
        voices: How many voices by where each spoke from first; the most frequent first.
        first: The day of the oldest; None where there is none.
        newest: The day of the newest.
        signs: How many concerns tell of each sign about him, in short; the most frequent first.
        young: How many name a child under thirteen, by an age that was told.
        households: How many households with children they name.
        fears: How many say outright that they fear for a child because of him.
        dangers: How many said that a child was in danger because of him.
        known_by: How many are known in each way.
        doubted: How many are graded suspected false.
        elsewhere: How many the reader may not open; what they say is counted in nothing
            but `concerns`, `voices` and the days.
    """

    concerns: int
    voices: tuple[tuple[str, int], ...]
    first: date | None
    newest: date | None
    signs: tuple[tuple[str, int], ...]
    young: int
    households: int
    fears: int
    dangers: int
    known_by: tuple[tuple[KnownBy, int], ...]
    doubted: int
    elsewhere: int


def count_up(
    entries: Sequence[Entry],
    scales: Scales,
    held: Held,
    *,
    opens: Callable[[str], bool],
    day_of: Callable[[datetime], date],
) -> Counts:
    """Count what concerns about one person tell.

    Args:
        entries: In any order; several of one concern count as one. May be empty.
        scales: With the signs in force.
        held: What is held on him in view.
        opens: Whether the reader may open a concern, and so may read what it says.
        day_of: The day of a moment where the desk is.
    """
    merged = sorted(one_entry_each(entries), key=lambda one: (one.known_at, one.concern))
    lens = lens_of(scales, conditions_of(merged, scales.signs, held), held)
    read = [lens.read(one).bearing for one in merged if opens(one.concern)]
    told = [one.entry for one in read]
    settings: dict[str, str] = {}
    for one in merged:
        settings.setdefault(one.voice, one.setting)
    signs = Counter(
        borne.sign.in_short or borne.sign.professional
        for bearing in read
        for borne in bearing.signs
        if borne.cls
    )
    ways = Counter(one.known_by for one in told)
    return Counts(
        concerns=len(merged),
        voices=_most_first(Counter(settings.values())),
        first=day_of(merged[0].known_at) if merged else None,
        newest=day_of(merged[-1].known_at) if merged else None,
        signs=_most_first(signs),
        young=sum(any(high < YOUNG for _, high in one.child_ages) for one in told),
        households=len({key for one in told for key in one.households}),
        fears=sum(one.fears_for_child for one in told),
        dangers=sum(one.in_danger for one in told),
        known_by=tuple((way, ways[way]) for way in KnownBy if ways[way]),
        doubted=sum(one.suspected_false for one in told),
        elsewhere=len(merged) - len(read),
    )


def account_of(
    entries: Sequence[Entry],
    scales: Scales,
    held: Held,
    *,
    opens: Callable[[str], bool],
    day_of: Callable[[datetime], date],
) -> tuple[str, ...]:
    """Say what is known of one person, in sentences that may be read out or copied.

    Args:
        entries: The chronology in the reader's view, in any order; may be empty.
        scales: With the signs in force.
        held: What is held on him in view.
        opens: As in `count_up`.
        day_of: As in `count_up`.

    Returns:
        Sentences; what holds only if possible matches are the same person comes last and says
        so. Empty where nothing was told. No name and no points are in it.

    Why:
        Nobody could say in one breath what all had told; each meeting heard its own part
        (rows P23, P29 and P33).
    """
    sure = [one for one in entries if one.strength is LinkStrength.FIRM]
    firm = count_up(sure, scales, held, opens=opens, day_of=day_of)
    both = count_up(entries, scales, held, opens=opens, day_of=day_of)
    words = [*sentences_of(firm)] if firm.concerns else []
    if both != firm:
        if not firm.concerns:
            words.append("Nothing is known of him for certain.")
        first, *rest = sentences_of(both)
        words += [f"If the possible matches are the same person: {_lower(first)}", *rest]
    if words and not held.is_flagged:
        words.append("Allegations, not findings.")
    return tuple(words)


def sentences_of(counts: Counts) -> tuple[str, ...]:
    """Say what was counted, a sentence a matter; nothing is said of what is none."""
    if not counts.concerns:
        return ()
    known = (f"{number_of(many)} {KNOWN_AS[way]}" for way, many in counts.known_by)
    said = (
        _how_many(counts),
        _upper("; ".join(_what(counts))),
        f"How they know: {', '.join(known)}" if counts.known_by else "",
        _doubted(counts.doubted),
        _elsewhere(counts),
    )
    return tuple(f"{words}." for words in said if words)


def _how_many(counts: Counts) -> str:
    voices = sum(many for _, many in counts.voices)
    kinds = ", ".join(f"{many} {_public(setting)}" for setting, many in counts.voices)
    by = f"{number_of(voices)} independent voices" if voices > 1 else "one voice"
    told = _upper(f"{_several(counts.concerns, 'concern')} by {by} ({kinds})")
    first, newest = f"{counts.first:%B %Y}", f"{counts.newest:%B %Y}"
    return (
        f"{told} in {first}" if first == newest else f"{told} since {first}, the newest in {newest}"
    )


def _what(counts: Counts) -> Iterable[str]:
    """Yield what how many of the concerns say."""
    read = 0 if counts.elsewhere else counts.concerns
    for sign, many in counts.signs:
        yield f"{_of(many, read)} {_verb(many, 'describe')} {sign}"
    if many := counts.young:
        children = "a child" if many == 1 else "children"
        yield f"{_of(many, read)} {_verb(many, 'name')} {children} under 13"
    if many := counts.fears:
        yield f"{_of(many, read)} {_verb(many, 'fear')} outright for a child because of him"
    if many := counts.dangers:
        yield f"{_of(many, read)} said that a child was in danger then"
    if many := counts.households:
        households = "household" if many == 1 else "households"
        yield f"{number_of(many)} {households} with children {_is(many)} named"


def _doubted(many: int) -> str:
    capped = "its weight is" if many == 1 else "their weight is"
    return _upper(f"{number_of(many)} {_is(many)} graded suspected false: {capped} capped") * (
        many > 0
    )


def _elsewhere(counts: Counts) -> str:
    many = counts.elsewhere
    if not many:
        return ""
    says = "it says" if many == 1 else "they say"
    return _upper(f"{number_of(many)} {_is(many)} held by others: ask there what {says}")


def number_of(many: int) -> str:
    """Return a number as it stands in a sentence: in letters up to twelve."""
    return NUMBERS[many] if many < len(NUMBERS) else str(many)


def _of(many: int, read: int) -> str:
    """Return how many of those there are: all of several, both of two.

    `read` is 0 where some may not be opened; then nobody can say "all".
    """
    if many != read or read == 1:
        return number_of(many)
    return "both" if many == 2 else f"all {number_of(many)}"


def _several(many: int, noun: str) -> str:
    return f"{number_of(many)} {noun}" if many == 1 else f"{number_of(many)} {noun}s"


def _verb(many: int, verb: str) -> str:
    return f"{verb}s" if many == 1 else verb


def _is(many: int) -> str:
    return "is" if many == 1 else "are"


def _public(setting: str) -> str:
    return "public" if setting == "community" else setting


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], _public(pair[0]))))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
