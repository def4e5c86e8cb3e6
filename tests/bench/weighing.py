"""What weighing costs: one concern more on a long history, its page, and everybody anew.

python -m tests.bench.weighing [--concerns 1000] [--people 4000] [--rounds 9] [--url sqlite:///…]

Times are CPU milliseconds, best and median; the yardstick is a fixed piece of work in between.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from dialogs.duty.console import duty_routes
from intake.actions.entries import _MADE, entries_of, held_of
from intake.actions.weigh_person import weigh_person
from intake.domain.concern import Danger, KnownBy, Part, ReporterRole, ReporterSaid, SignSaid
from intake.domain.held import (
    ConcernHeld,
    LinkHeld,
    MentionHeld,
    PersonHeld,
    PersonKind,
    StandingHeld,
    View,
)
from intake.domain.lens import _LENSES
from intake.domain.over_time import weights_over_time
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.domain.weight import _SUMS, weigh
from intake.duty.door import DutyDoor
from intake.running.adopting import would_fall_by
from intake.running.memory import rest_longer
from intake.store.gists import read_gist
from tests.bench.queue_speed import ask, yardstick
from tests.bench.reporting_speed import invented
from tests.build_desk import PASSWORD, an_officer
from tests.build_office import HandClock, a_description, a_mention, a_submission, an_office
from tests.dialogs.site import a_site

STORY = "He was at the gate again when I came by, and the little one went with him. " * 8
ROLES = tuple(ReporterRole)
SIGNS = ("GC1", "GC4", "GP1", "GP4", "OB7", "GP8", "CV1")


def a_person(office, rng):
    """Give an emerging record."""
    name = invented(rng)
    made_at = office.now() - timedelta(days=2000)
    return PersonHeld(
        private(name), a_description((name,)), PersonKind.EMERGING, made_at, area="northmoor"
    )


def a_concern(rng, name, at, voice):
    """Give a concern as a chat brings it: him, a child, a carer, a few signs, a story."""
    people = (
        a_mention(name, age="about 45", place="Lido Row, Northmoor", vehicle="a white van"),
        a_mention(invented(rng), part=Part.CHILD, age=str(rng.randint(2, 15)), place="Northmoor"),
        a_mention(invented(rng), part=Part.PARENT_OR_CARER),
    )
    signs = tuple(SignSaid(one, about_mention=0) for one in rng.sample(SIGNS, rng.randint(0, 3)))
    body = replace(
        a_submission(*people, story=STORY, known_by=rng.choice(list(KnownBy))),
        reporter=ReporterSaid(),
        signs=signs,
        happened_on=f"{at:%Y-%m-%d}",
    )
    return ConcernHeld(
        reference=f"DR-{rng.getrandbits(60):015X}",
        channel="web",
        received_at=at,
        danger=Danger.NO.value,
        role=rng.choice(ROLES).value,
        known_by=body.known_by.value,
        area="northmoor",
        body=body,
        voice_id=voice,
        return_code_hash="0",
        urgency="next_day",
        policy_hash="0",
    )


def tell_of(office, rng, person, count, voices, *, until, within=1500):
    """Keep concerns about a person of some days, each linked as the same or possibly."""
    name = person.label.reveal()
    days = sorted((rng.uniform(0, within) for _ in range(count)), reverse=True)
    told = [a_concern(rng, name, until - timedelta(days=day), rng.choice(voices)) for day in days]
    with office.begin() as work:
        kept = work.concerns.records.add_many(told)
        mentions = work.concerns.mentions.add_many(
            [
                MentionHeld(one.id, place, said.part, said)
                for one in kept
                for place, said in enumerate(one.body.mentions)
            ]
        )
        state = (LinkState.SAME, LinkState.SAME, LinkState.POSSIBLE)
        work.people.links.add_many(
            [
                LinkHeld(mentions[place * 3].id, person.id, rng.choice(state), one.received_at)
                for place, one in enumerate(kept)
            ]
        )
    return kept


def fill(office, rng, given):
    """Keep one long history and many short ones, each with a standing; gives the long one."""
    with office.begin() as work:
        people = work.people.add_many(
            [a_person(office, rng) for _ in range(given.people + 1)], visible_from=0
        )
        voices = [work.concerns.open_voice("community") for _ in range(given.concerns // 3 + 1)]
    until = office.now() - timedelta(days=1)
    tell_of(office, rng, people[0], given.concerns, voices, until=until)
    for one in people[1:]:
        tell_of(office, rng, one, rng.choice((1, 1, 2, 3, 5)), voices, until=until)
    with office.begin() as work:
        work.people.standings.put(
            [StandingHeld(one.id, View.OPEN, "note", work.at, "weighing", "0") for one in people]
        )
    return people[0], voices


# measuring


def cpu(rounds, deed, prepare=lambda: None):
    """Do a deed some times; prints what it cost and gives what it answered last."""
    took = []
    for _ in range(rounds):
        prepare()
        before = time.process_time()
        answer = deed()
        took.append((time.process_time() - before) * 1000)
    words = f"best {min(took):7.1f}  median {statistics.median(took):7.1f}"
    print(f"{words}   yardstick {yardstick():.1f}")
    return answer


def measure_domain(office, person, given):
    """Weigh what was read before: at one moment, and step by step."""
    with office.look() as work:
        entries = entries_of(office, work, person.id)
    scales, facts = office.policy.scales, held_of(())
    print(f"weigh {len(entries)} entries, read before:            ", end="")
    cpu(given.rounds, lambda: weigh(entries, scales, facts, at=office.now()))
    print("the same step by step:                       ", end="")
    cpu(given.rounds, lambda: weights_over_time(entries, scales, facts))


def measure_one_more(office, rng, person, voices, given):
    """Weigh, keep and tell as an act does, when a concern more is kept and linked.

    It has just come in; or it came in some time ago and is found to be about him only now; or
    this process has not weighed him before.
    """

    def bring(within=0):
        tell_of(office, rng, person, 1, voices, until=office.now(), within=within)

    def bring_to_another():
        bring()
        for kept in (_SUMS._kept, _MADE, _LENSES):
            kept.clear()
        read_gist.cache_clear()

    def weigh_again():
        with office.begin() as work:
            weigh_person(office, work, person.id, lead="northmoor_children")

    weigh_again()
    print("one concern more, read, weighed and kept:    ", end="")
    cpu(given.rounds, weigh_again, bring)
    print("one told long ago and linked now:            ", end="")
    cpu(given.rounds, weigh_again, lambda: bring(1500))
    print("one more, in a process that knew nothing:    ", end="")
    cpu(given.rounds, weigh_again, bring_to_another)


def measure_everybody(office, given):
    """Weigh everybody anew, as `policy adopt` does."""

    def spent():
        return sum(
            of.ru_utime + of.ru_stime for of in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN))
        )

    before, cpu_before = time.perf_counter(), spent()
    would_fall_by(office)
    took, cores = time.perf_counter() - before, spent() - cpu_before
    print(
        f"everybody anew: {given.people} persons in {took:.1f} s, {cores:.1f} s CPU in all:"
        f" {given.people / took:.0f} persons/s by the clock, {2 * given.people / cores:.0f} on two"
        f" idle cores   yardstick {yardstick():.1f}"
    )


async def measure_page(office, person, given):
    """Read the person's page as a signed-in officer."""
    door = DutyDoor(office)
    app = a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False))
    sent = f"login=birchall&password={PASSWORD.replace(' ', '+')}".encode()
    _, _, headers, _ = await ask(app, "/desk/sign-in", "", sent, "POST")
    cookie = next(value.decode() for key, value in headers if key == b"set-cookie").split(";")[0]
    took, waits = [], []
    for _ in range(given.rounds):
        before = time.process_time()
        status, first, _, text = await ask(app, f"/desk/persons/{person.id}?because=review", cookie)
        took.append((time.process_time() - before) * 1000)
        waits.append(first)
        assert status == 200, status
    print(
        f"page of {given.concerns} concerns, CPU:                best {min(took):7.1f}"
        f"  median {statistics.median(took):7.1f}   first byte best {min(waits):.1f}"
        f"  median {statistics.median(waits):.1f}   {len(text) // 1024} KiB"
        f"   yardstick {yardstick():.1f}"
    )


def main():
    """Fill an office and print what weighing costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concerns", type=int, default=1000)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--url", default="")
    given = parser.parse_args()
    rng = random.Random(12)
    rest_longer()
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(
            clock=HandClock(), url=given.url or f"sqlite:///{Path(folder) / 'bench.db'}"
        )
        an_officer(office, password=PASSWORD)
        person, voices = fill(office, rng, given)
        measure_domain(office, person, given)
        measure_one_more(office, rng, person, voices, given)
        asyncio.run(measure_page(office, person, given))
        measure_everybody(office, given)
        office.archive.close()


if __name__ == "__main__":
    main()
