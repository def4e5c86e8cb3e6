"""Measures what is found in stories: recall of listed people, false mentions a thousand words.

Usage: python -m tests.bench.story_mentions [--listed 10000] [--wrong] [--half 0|1]
The texts are `story_texts.txt` beside this file; a script, not collected by pytest. The list
holds the invented people that the texts name and as many ordinary names as asked for, glued at
random from common ones, many of which are words too; none stands in a text by its full name.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from matching.index.memory import MemoryIndex
from matching.matcher import Matcher
from matching.query import Description, PartialDate, Record
from matching.story import Sighting
from tests.bench.screen_quality import TODAY, settings_of

TEXTS = Path(__file__).parent / "story_texts.txt"
CONFIG = Path(__file__).parents[2] / "config" / "matching.yaml"
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
_FIELDS = {
    "phone": "phones",
    "vehicle": "vehicles",
    "handle": "handles",
    "place": "places",
    "postcode": "postcodes",
}
_LISTS = ("listed", "given", "families")


@dataclass(frozen=True, slots=True)
class Text:
    """A story, its kind, and who of the list stands in it by their keys."""

    kind: str
    words: str = field(repr=False)
    named: frozenset[str]


def sections() -> dict[str, list[str]]:
    """Give the lines of the file under each heading."""
    found: dict[str, list[str]] = {}
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            lines = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def texts() -> list[Text]:
    """Give the stories without their marks."""
    return [
        Text(kind, _MARK.sub(r"\2", line), frozenset(key for key, _ in _MARK.findall(line)))
        for kind, lines in sections().items()
        if kind not in _LISTS
        for line in lines
    ]


def listed_people() -> dict[str, Description]:
    """Give the people whom the texts name, by key."""
    people = {}
    for line in sections()["listed"]:
        key, told = line.split(": ", 1)
        name, *facts = told.split("; ")
        values = {_FIELDS[fact.split(" ", 1)[0]]: (fact.split(" ", 1)[1],) for fact in facts}
        people[key] = Description(names=(name,), **values)
    return people


def ordinary_names(count: int, *, stories: list[Text], seed: int = 3) -> Iterator[Description]:
    """Yield ordinary people, the first names of each list the commonest."""
    dice = random.Random(seed)
    given, families = (" ".join(sections()[kind]).split() for kind in ("given", "families"))
    told = " ".join(" ".join(re.findall(r"\w+", story.words.lower())) for story in stories)
    while count:
        first = given[int(len(given) * dice.random() ** 1.6)]
        last = families[int(len(families) * dice.random() ** 1.6)]
        year = dice.randrange(1940, 2008)
        if f"{first} {last}".lower() not in told:
            count -= 1
            yield Description(names=(f"{first} {last}",), birth=PartialDate(year, 6, 14))


@dataclass(slots=True)
class Tally:
    """What was found in the texts of one kind."""

    texts: int = 0
    words: int = 0
    named: int = 0
    found: int = 0
    wrong: int = 0

    def line(self, kind: str) -> str:
        """Give the row of a table."""
        recall = f"{self.found / self.named:.3f}" if self.named else "-"
        rate = 1000 * self.wrong / max(self.words, 1)
        told = f"{self.found:>3} of {self.named:<3}"
        return f"{kind:<18}{self.texts:>5}{self.words:>7}  {told} {recall:>6}{self.wrong:>6}{rate:>8.2f}"


class Counting:
    """An index that counts how often it is asked."""

    def __init__(self, index: MemoryIndex) -> None:
        self._index = index
        self.asked: Counter[str] = Counter()

    def __getattr__(self, name: str):
        self.asked[name] += 1
        return getattr(self._index, name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listed", type=int, default=10_000)
    parser.add_argument("--wrong", action="store_true", help="print what was wrong or not found")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other text only")
    asked = parser.parse_args()
    stories = texts()
    people = listed_people()
    keys = dict(enumerate(people, 1))
    ordinary = ordinary_names(asked.listed, stories=stories)
    held = [*people.values(), *ordinary]
    plain = MemoryIndex.build(Record(number, one) for number, one in enumerate(held, 1))
    index = Counting(plain)
    matcher = Matcher(settings_of(CONFIG))
    tallies: dict[str, Tally] = {}
    began = time.process_time()
    for place, story in enumerate(stories):
        if asked.half is not None and place % 2 != asked.half:
            continue
        seen = matcher.scan_text(index, story.words, today=TODAY)
        for tally in (tallies.setdefault(story.kind, Tally()), tallies.setdefault("all", Tally())):
            judge(tally, story, seen, keys)
        if asked.wrong:
            show(story, seen, keys)
    took = time.process_time() - began
    everything = tallies.pop("all")
    print(f"{'kind':<18}{'texts':>5}{'words':>7}  {'found':<17}{'false':>6}{'/1,000':>8}")
    for kind, tally in [*tallies.items(), ("all", everything)]:
        print(tally.line(kind))
    print(
        f"{1000 * took / everything.texts:.1f} ms of processor time a text,"
        f" {index.asked['records'] / everything.texts:.1f} searches a text"
    )
    long = " ".join(story.words for story in stories).split()
    index.asked.clear()
    began = time.process_time()
    for first in range(0, 3000, 600):
        matcher.scan_text(index, " ".join(long[first : first + 600]), today=TODAY)
    took = time.process_time() - began
    print(
        f"a story of 600 words: {1000 * took / 5:.0f} ms of processor time,"
        f" {index.asked['records'] / 5:.0f} searches"
    )


def judge(tally: Tally, story: Text, seen: tuple[Sighting, ...], keys: dict[int, str]) -> None:
    """Count what was found in one story."""
    found = [people_of(one, keys) for one in seen]
    tally.texts += 1
    tally.words += len(story.words.split())
    tally.named += len(story.named)
    tally.found += len(story.named & frozenset().union(*found))
    tally.wrong += sum(story.named.isdisjoint(people) for people in found)


def people_of(sighting: Sighting, keys: dict[int, str]) -> frozenset[str]:
    """Give whom a sighting may name; of ordinary people the id."""
    return frozenset(keys.get(one.record_id, str(one.record_id)) for one in sighting.candidates)


def show(story: Text, seen: tuple[Sighting, ...], keys: dict[int, str]) -> None:
    """Print what is wrong with one story."""
    found = [people_of(one, keys) for one in seen]
    missed = sorted(story.named - frozenset().union(*found))
    wrong = [
        f"{one.span} ({len(one.candidates)})"
        for one, people in zip(seen, found, strict=True)
        if story.named.isdisjoint(people)
    ]
    if missed or wrong:
        print(f"[{story.kind}] missed {missed}, false {wrong}\n    {story.words}")


if __name__ == "__main__":
    main()
