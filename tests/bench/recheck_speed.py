"""Measures how long one new record takes against many earlier mentions (promise P3).

Usage: python -m tests.bench.recheck_speed [--mentions 100000] [--listed 10000] [--url URL]
       [--new 3]
Without a URL it uses a SQLite file in a temporary folder; a script, not collected by pytest.
Each concern tells of one invented person and has a story of `story_texts.txt`; one concern in
ten thousand tells of the person who is listed afterwards, by other spellings, and as many only
in the story. For each new record it prints the time, the share of them found, and the longest
hold of the writer.
"""

import argparse
import random
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.concern import MentionSaid, Part, about
from intake.domain.held import Description, PersonHeld, PersonKind
from intake.domain.private import private
from intake.store.bodies import text_of
from intake.store.office import Office
from intake.store.tables import ConcernRow, MentionRow
from tests.bench.make_people import people
from tests.bench.story_mentions import ordinary_names, texts
from tests.build_office import HandClock, a_flagged_person, a_mention, a_submission, an_office

NEW = (
    ("Corrin Thistlewood", ("Corin Thistelwood", "corrin thistlewood", "Thistlewood, Corrin")),
    ("Wilfred Oakapple", ("Wilfred Oakappel", "Wilfrid Oakapple", "wilfred oakaple")),
    ("James King", ("James King", "Jim King", "king james")),
)
ONE_IN = 10_000
ROWS = 5_000


def fill(office: Office, mentions: int, listed: int) -> dict[str, set[int]]:
    """Write a list and earlier concerns; returns the concerns that tell of each new person."""
    dice = random.Random(5)
    with office.begin() as work:
        first = report_concern(office, work, a_submission(a_mention("Zzz Qqq"))).concern
    families = [name.split()[1] for name, _ in NEW]
    stories = [
        one.words
        for one in texts()
        if not one.named and not any(family in one.words for family in families)
    ]
    table, rows = ConcernRow.__table__, []
    told: dict[str, set[int]] = {name: set() for name, _ in NEW}
    fill_list(office, listed, ((row[1], row[3], row[4]) for row in people(listed, seed=8)))
    names = ordinary_names(mentions, stories=texts(), seed=8)
    made: list[dict[str, Any]] = []
    with office.look() as work:
        (row,) = work.session.connection().execute(table.select()).mappings().all()
        submission = first.body
    for number in range(1, mentions + 1):
        one = next(names)
        name, age, in_story = one.names[0], f"about {2026 - one.birth.year}", ""
        person, ways = NEW[number // 7 % len(NEW)]
        if number % (ONE_IN // 10) == 7:
            name, age = dice.choice(ways), "about 40"
            told[person].add(first.id + number)
        elif number % ONE_IN == 13:
            in_story = f" She said that {person} was there."
            told[person].add(first.id + number)
        body = replace(submission, story=(private(dice.choice(stories) + in_story),), mentions=())
        rows.append(
            {
                **row,
                "id": first.id + number,
                "reference": f"T{number:07d}",
                "body": text_of(body),
            }
        )
        said = MentionSaid(
            part=Part.PERSON_OF_CONCERN,
            names=about(name),
            place=about(dice.choice(("Northmoor", "Southfen"))),
            age=about(age),
        )
        made.append(
            {
                "concern_id": first.id + number,
                "place": 0,
                "part": said.part.value,
                "from_story": False,
                "body": text_of(said),
            }
        )
        if len(rows) >= ROWS or number == mentions:
            with office.begin() as work:
                work.session.connection().execute(insert(table), rows)
                work.session.connection().execute(insert(MentionRow.__table__), made)
            rows, made = [], []
    return told


def fill_list(office: Office, listed: int, names: Any) -> None:
    """List invented people in batches."""
    for begin in range(0, listed, 1000):
        some = [next(names) for _ in range(min(1000, listed - begin))]
        with office.begin() as work:
            work.people.add_many(
                [
                    PersonHeld(
                        label=private(name),
                        body=Description(names=(name,), birth=born, places=(town,)),
                        kind=PersonKind.EMERGING,
                        made_at=work.at,
                        area="northmoor",
                    )
                    for name, born, town in some
                ],
                visible_from=0,
            )


class Holds:
    """Notes how long each transaction that writes was open."""

    def __init__(self, office: Office) -> None:
        self.longest = 0.0
        begin = type(office).begin

        @contextmanager
        def timed(self_: Office, **how: Any):
            with begin(self_, **how) as work:
                began = time.perf_counter()
                yield work
                self.longest = max(self.longest, time.perf_counter() - began)

        type(office).begin = timed  # type: ignore[method-assign]


def drain(office: Office) -> tuple[float, float, int]:
    """Do all that is due; returns seconds by the clock, of processor, and pieces of work."""
    began, cpu, pieces = time.perf_counter(), time.process_time(), 0
    while recheck_due(office):
        pieces += 1
    return time.perf_counter() - began, time.process_time() - cpu, pieces


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--listed", type=int, default=10_000)
    parser.add_argument("--new", type=int, default=len(NEW))
    parser.add_argument("--url", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.url or f"sqlite:///{Path(folder) / 'recheck.db'}"
        clock = HandClock()
        office = an_office(url=url, clock=clock, stopwatch=time.perf_counter)
        began = time.perf_counter()
        told = fill(office, asked.mentions, asked.listed)
        print(f"filled in {time.perf_counter() - began:.0f} s")
        clock.move(days=1)
        took, cpu, pieces = drain(office)
        print(f"before anything is listed: {took:.1f} s, {cpu:.1f} s of processor, {pieces} pieces")
        holds = Holds(office)
        for name, _ in NEW[: asked.new]:
            clock.move(minutes=1)
            one(office, name, told[name], holds)
        office.archive.close()


def one(office: Office, name: str, told: set[int], holds: Holds) -> None:
    """List one person and re-check."""
    with office.begin() as work:
        person = a_flagged_person(work, names=(name,), birth="1985-05-20")
        work.people.new_list_version("flag")
        ask_for_recheck(work, cause="flag", person_id=person.id)
    holds.longest = 0.0
    took, cpu, pieces = drain(office)
    with office.look() as work:
        links = work.people.links_of_person(person.id)
        mentions = work.concerns.mentions_by_id(link.mention_id for link in links)
    found = {mention.concern_id for mention in mentions.values()}
    print(
        f"{name}: {took:.2f} s, {cpu:.2f} s of processor, {pieces} pieces,"
        f" {len(found & told)} of {len(told)} found, {len(found - told)} more linked,"
        f" writer held at most {1000 * holds.longest:.0f} ms"
    )


if __name__ == "__main__":
    main()
