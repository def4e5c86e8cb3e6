"""What the pages of a desk cost with a thousand open items: statements, rows, CPU, first byte.

python -m tests.bench.queue_speed [--items 1000] [--reads 30] [--url sqlite:///…] [--only alert]

A new process reads the first page cold; the other reads are as an officer at work has them.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event

from dialogs.duty.console import duty_routes
from intake.domain.alert import AlertKind, AlertState
from intake.domain.concern import Asked, Danger, KnownBy, Part, ReporterRole, ReporterSaid, exactly
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.held import (
    CheckHeld,
    CheckState,
    ConcernHeld,
    LinkHeld,
    MentionHeld,
    PersonHeld,
    PersonKind,
)
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.domain.urgency import Urgency
from intake.duty.door import DutyDoor
from intake.running.memory import rest_longer
from tests.bench.reporting_speed import invented
from tests.build import an_alert
from tests.build_desk import PASSWORD, an_officer
from tests.build_office import (
    HandClock,
    a_description,
    a_flag,
    a_mention,
    a_submission,
    an_office,
)
from tests.dialogs.site import a_site

DESK = "northmoor_children"
CROWD = 1000
"""Concerns about one man, for the page of a person."""
STORY = "He was at the gate again when I came by, and the little one went with him. " * 8
ROLES = tuple(ReporterRole)
PAGES = (
    ("queue", "/desk"),
    ("queue, all", "/desk?rows=1000"),
    ("late", "/desk?view=late"),
    ("same person?", "/desk?view=decide"),
    ("three times", "/desk?view=thrice"),
    ("one area, flagged", "/desk?tag=flagged&area=northmoor"),
    ("alert", "/desk/alerts/{alert}"),
    ("alert, 200 earlier", "/desk/alerts/{heavy_alert}"),
    ("person, 200 concerns", "/desk/persons/{heavy_person}?because=review"),
    ("person, 1,000 concerns", "/desk/persons/{crowded}?because=review"),
)


@dataclass
class Counted:
    """How many statements ran and how many rows came back."""

    statements: int = 0
    rows: int = 0


COUNTED = Counted()


class CountingCursor(sqlite3.Cursor):
    """A cursor that counts the rows it hands out."""

    def fetchall(self):
        rows = super().fetchall()
        COUNTED.rows += len(rows)
        return rows

    def fetchmany(self, *size):
        rows = super().fetchmany(*size)
        COUNTED.rows += len(rows)
        return rows

    def fetchone(self):
        row = super().fetchone()
        COUNTED.rows += row is not None
        return row


class CountingConnection(sqlite3.Connection):
    """A connection whose cursors count."""

    def cursor(self, factory=CountingCursor):
        return super().cursor(factory)


def count_all(engine):
    """Let every statement of an engine, and on SQLite every row, be counted."""

    def connect(_dialect, _record, _words, named):
        if engine.dialect.name == "sqlite":
            named["factory"] = CountingConnection

    def run(*_):
        COUNTED.statements += 1

    engine.dispose()
    event.listen(engine, "do_connect", connect)
    event.listen(engine, "before_cursor_execute", run)


# a desk with a long night


def fill(office, clock, items, rng):
    """Keep open alerts of a plausible mix; gives the ids that pages are asked for."""
    people = [_a_person(office, rng, number) for number in range(items * 6 // 10)]
    with office.begin() as work:
        held = work.people.add_many(people, visible_from=0)
        flags = [
            a_flag(person_id=one.id, area=one.area)
            for one in held
            if one.kind is PersonKind.FLAGGED
        ]
        work.flags.add_many(flags)
        work.session.flush()
    with office.begin() as work:
        voices = [work.concerns.open_voice("community") for _ in range(50)]
    told, whom, state = [], [], []
    for person in held:
        heavy = {held[0].id: 200, held[-1].id: CROWD}.get(person.id, 0)
        for _ in range(heavy or rng.choice((0, 0, 1, 1, 2, 3, 5, 8, 20))):
            days = rng.uniform(3, 420)
            told.append(_a_concern(rng, person.label.reveal(), clock.at, days, rng.choice(voices)))
            whom.append((person.id,))
            state.append(rng.choice((LinkState.SAME, LinkState.POSSIBLE)))
    first_open = len(told)
    for number in range(items):
        name = invented(rng)
        matched = rng.random() < 0.7
        person = held[0] if number % 40 == 0 else rng.choice(held)
        told.append(
            _a_concern(
                rng,
                person.label.reveal() if matched else name,
                clock.at,
                rng.uniform(0, 2),
                rng.choice(voices),
            )
        )
        whom.append((person.id,) if matched else ())
        state.append(LinkState.POSSIBLE)
    kept = _keep(office, rng, told, whom, state)
    alerts = _alert(office, rng, clock, kept[first_open:], held)
    return {
        "alert": alerts[1].id,
        "heavy_alert": alerts[0].id,
        "heavy_person": held[0].id,
        "crowded": held[-1].id,
    }


def _a_person(office, rng, number):
    name = invented(rng)
    body = a_description((name,), birth=f"19{rng.randint(45, 99)}-0{rng.randint(1, 9)}-11")
    kind = PersonKind.FLAGGED if number % 3 == 0 else PersonKind.EMERGING
    area = "southfen" if number % 5 == 0 else "northmoor"
    return PersonHeld(private(name), body, kind, office.now() - timedelta(days=500), area=area)


def _a_concern(rng, name, now, days, voice):
    at = now - timedelta(days=days)
    people = (
        a_mention(name, age="about 45", place="Lido Row, Northmoor", vehicle="a white van"),
        a_mention(invented(rng), part=Part.CHILD, age=str(rng.randint(2, 15)), place="Northmoor"),
        a_mention(invented(rng), part=Part.PARENT_OR_CARER),
    )
    body = replace(
        a_submission(
            *people, story=STORY, signs=("GC1",), known_by=KnownBy.SAW, where=exactly("Northmoor")
        ),
        reporter=ReporterSaid(),
        happened_on=f"{at:%Y-%m-%d}",
        answers=tuple(
            Asked(f"q{number}", "What did you see?", private("He was there again."))
            for number in range(12)
        ),
    )
    return ConcernHeld(
        reference=f"DR-{rng.getrandbits(60):015X}",
        channel="web",
        received_at=at,
        danger=Danger.NO.value,
        role=rng.choice(ROLES).value,
        known_by=KnownBy.SAW.value,
        area=rng.choice(("northmoor", "northmoor", "southfen")),
        body=body,
        voice_id=voice,
        return_code_hash="0",
        urgency=rng.choice(list(Urgency)).value,
        policy_hash="0",
    )


def _keep(office, rng, told, whom, states):
    with office.begin() as work:
        kept = work.concerns.records.add_many(told)
        mentions = work.concerns.mentions.add_many(
            [
                MentionHeld(concern.id, place, said.part, said)
                for concern in kept
                for place, said in enumerate(concern.body.mentions)
            ]
        )
        work.people.links.add_many(
            [
                _a_link(rng, mentions[place * 3].id, person, state, kept[place].received_at)
                for place, (people, state) in enumerate(zip(whom, states, strict=True))
                for person in people
            ]
        )
        work.concerns.checks.add_many(
            [
                CheckHeld(
                    one.concern_id,
                    one.id,
                    CheckState.NOT_CHECKED if rng.random() < 0.01 else CheckState.DONE,
                    office.now(),
                    1,
                    600,
                    "0",
                )
                for one in mentions
            ]
        )
        return kept


def _a_link(rng, mention, person, state, at):
    row = {
        "kind": "name",
        "said": "corrin",
        "held": "corrin",
        "words": "The same name.",
        "points": 3.5,
        "finding": "same",
    }
    return LinkHeld(
        mention,
        person,
        state,
        at,
        band=rng.choice(("strong", "possible", "possible", "name_only")),
        candidate={"score": 0.8, "points": 7.0, "evidence": [row] * 8},
    )


def _alert(office, rng, clock, concerns, people):
    steps = (AlertState.SENT, AlertState.DELIVERED, AlertState.ACKNOWLEDGED, AlertState.ACCEPTED)
    made = []
    for number, concern in enumerate(concerns):
        state = rng.choice(steps)
        due = clock.at + timedelta(minutes=rng.uniform(-300, 6000))
        is_held = state in steps[2:]
        made.append(
            an_alert(
                kind=AlertKind.CROSSED if number % 20 == 19 else AlertKind.CONCERN,
                desk=DESK,
                urgency=rng.choice(list(Urgency)),
                made_at=concern.received_at,
                state=state,
                concern_id=None if number % 20 == 19 else concern.id,
                person_id=rng.choice(people).id if number % 20 == 19 else None,
                acknowledge_by=due,
                accept_by=due if is_held else None,
                decide_by=due if state is AlertState.ACCEPTED else None,
                acknowledged_by="A. Birchall" if is_held else "",
                acknowledged_at=clock.at if is_held else None,
                accepted_by="A. Birchall" if state is AlertState.ACCEPTED else "",
                accepted_at=clock.at if state is AlertState.ACCEPTED else None,
                because=("The child lives in northmoor.",),
                id=0,
            )
        )
    with office.begin() as work:
        alerts = work.dispatch.alerts.add_many(made)
        ladder = office.policy.duty.ladder_of(DESK, Urgency.TODAY)
        names = {id(value): name for name, value in office.policy.duty.ladders.items()}
        work.dispatch.diary.add_many(
            [
                DiaryEntry(
                    kind=DiaryKind.ACKNOWLEDGE,
                    subject=f"alert:{one.id}",
                    desk=DESK,
                    due_at=one.acknowledge_by,
                    opened_at=one.made_at,
                    ladder=names[id(ladder)],
                    rung=1,
                    next_at=one.acknowledge_by,
                    cause=f"alert:{one.id}",
                )
                for one in alerts
            ]
        )
        return alerts


# asking


async def ask(app, path, cookie, body=b"", method="GET"):
    """Ask an application; gives status, milliseconds to the first byte, headers and text."""
    where, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": where,
        "raw_path": where.encode(),
        "query_string": query.encode(),
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
        "root_path": "",
        "headers": [
            (b"host", b"testserver"),
            (b"cookie", cookie.encode()),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ],
    }
    status, headers, text = 0, [], b""
    start = time.perf_counter()
    first = 0.0
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive():
        if waiting:
            return waiting.pop()
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message):
        nonlocal status, headers, text, first
        if message["type"] == "http.response.start":
            status, headers = message["status"], message["headers"]
        elif message["type"] == "http.response.body":
            first = first or (time.perf_counter() - start) * 1000
            text += message.get("body", b"")

    await app(scope, receive, send)
    return status, first, headers, text


async def measure(app, cookie, name, path, reads):
    """Read a page again and again and print what it costs."""
    costs, waits, sticks = [], [], []
    for _ in range(reads):
        sticks.append(yardstick())
        COUNTED.statements = COUNTED.rows = 0
        before = time.process_time()
        status, first, _, text = await ask(app, path, cookie)
        costs.append((time.process_time() - before) * 1000)
        waits.append(first)
        assert status == 200, (path, status)
    cold, warm = costs[0], sorted(costs[1:] or costs)
    waits = sorted(waits[1:] or waits)
    print(
        f"{name:22} {COUNTED.statements:5} statements {COUNTED.rows:6} rows   CPU ms: first"
        f" {cold:6.1f}  median {statistics.median(warm):6.1f}  p99 {_p99(warm):6.1f}   first byte"
        f" ms: median {statistics.median(waits):6.1f}  p99 {_p99(waits):6.1f}   {len(text) // 1024} KiB"
        f"   yardstick {statistics.median(sticks):.1f} ms"
    )


def yardstick():
    """Give the CPU milliseconds of a fixed piece of work, to compare machines and loads by."""
    before = time.process_time()
    total = 0
    for number in range(300_000):
        total += number * number
    return (time.process_time() - before) * 1000


def _p99(took):
    return took[min(len(took) - 1, int(len(took) * 0.99))]


async def run(office, ids, given):
    """Sign in and read every page."""
    door = DutyDoor(office)
    app = a_site(duty=lambda pages: duty_routes(door, pages.render, secure=False))
    sent = f"login=birchall&password={PASSWORD.replace(' ', '+')}".encode()
    _, _, headers, _ = await ask(app, "/desk/sign-in", "", sent, "POST")
    cookie = next(value.decode() for key, value in headers if key == b"set-cookie").split(";")[0]
    for name, path in PAGES:
        if given.only in name:
            await measure(app, cookie, name, path.format(**ids), given.reads)
    officer = door.officer_of(token=cookie.split("=", 1)[1])
    _refresh(door, officer, given.reads)


def _refresh(door, officer, reads):
    """Measure what one refresh of an open queue costs."""
    COUNTED.statements = COUNTED.rows = 0
    before = time.process_time()
    for _ in range(reads):
        door.news(officer=officer, since=0)
    took = (time.process_time() - before) * 1000 / reads
    print(
        f"{'refresh of the stream':22} {COUNTED.statements // reads:5} statements"
        f" {COUNTED.rows // reads:6} rows   CPU ms: {took:.1f}"
    )


def main():
    """Fill a desk and print what its pages cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--reads", type=int, default=30)
    parser.add_argument("--url", default="")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    rng = random.Random(11)
    rest_longer()
    with tempfile.TemporaryDirectory() as folder:
        clock = HandClock()
        office = an_office(clock=clock, url=given.url or f"sqlite:///{Path(folder) / 'bench.db'}")
        an_officer(office, password=PASSWORD)
        ids = fill(office, clock, given.items, rng)
        count_all(office.archive.engine)
        asyncio.run(run(office, ids, given))
        office.archive.close()


if __name__ == "__main__":
    main()
