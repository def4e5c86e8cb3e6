"""Kills the service at random moments while concerns are posted; nothing accepted may be lost.

Run it from the repository's folder:

    python -m tests.bench.kills --kills 200
    python -m tests.bench.kills --kills 200 --processes 2 --database postgresql+psycopg://…

It prints its seed, and figures as JSON; exit 1 if a promise was broken. The database must be
an empty one. A run takes some six seconds a kill and one and a half minutes at the end.
"""

import argparse
import json
import queue
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from intake.delivery.runner import Pacing
from intake.store.archive import Archive
from intake.store.schema import migrate
from intake.store.staff import Staff
from tests.bench.kills_checks import Findings, check_all, keys_sent_too_often
from tests.bench.kills_service import (
    COMMAND,
    ROOT,
    SECRET,
    WEBHOOK_SECRET,
    Process,
    Pulse,
    Sink,
    impatient_config,
)

ORGANISATIONS = 20
LAST_RUNGS = 90.0
FIRST = ("Corrin", "Tansy", "Wilf", "Bryony", "Osric", "Linnet", "Peregrine", "Sorrel")
LAST = ("Thistlewood", "Mossop", "Oakapple", "Quillfeather", "Hobbinscale", "Marrowby")


@dataclass
class Plan:
    """What one run does."""

    kills: int = 20
    processes: int = 1
    rate: float = 2.0  # it is up a third of the time, and has all of it to do then
    seed: int = field(default_factory=lambda: random.SystemRandom().randrange(2**31))
    database: str = ""
    command: str = COMMAND
    settle: float = LAST_RUNGS


def a_body(chance: random.Random) -> dict[str, object]:
    """Make one invented concern about one man and one child."""
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    return {
        "danger": "no",
        "story": f"Something was seen at the gate of house {chance.randrange(10_000)}.",
        "people": [
            {"part": "person_of_concern", "names": name, "signs": ["GC1"]},
            {"part": "child", "names": f"Pip {chance.choice(LAST)}"},
        ],
        "area": chance.choice(("northmoor", "southfen")),
        "known_by": "saw",
        "reporter": {"role": "teacher", "name": f"Teller {chance.randrange(500)}"},
    }


class Poster:
    """Posts at a steady rate; an answer that is not known is asked for again, by its key."""

    def __init__(self, processes: list[Process], keys: list[str], plan: Plan) -> None:
        self.told: dict[str, str] = {}
        self.refused: list[int] = []
        self.disagreed: list[str] = []
        self._processes = processes
        self._keys = keys
        self._chance = random.Random(plan.seed + 1)
        self._rate = plan.rate
        self._work: queue.Queue[tuple[str, str, dict[str, object]]] = queue.Queue()
        self._open = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        hands = int(plan.rate * 8) + 2
        for _ in range(hands):
            threading.Thread(target=self._post_all, daemon=True).start()
        self._maker = threading.Thread(target=self._make, daemon=True)
        self._maker.start()

    def _make(self) -> None:
        made = 0
        while not self._stop.wait(1 / self._rate):
            made += 1
            with self._lock:
                self._open += 1
            key = f"kill-{made:06d}"
            self._work.put((key, self._keys[made % len(self._keys)], a_body(self._chance)))

    def _post_all(self) -> None:
        with httpx.Client(timeout=15, trust_env=False) as client:
            while True:
                key, organisation, body = self._work.get()
                if not self._is_told(client, key, organisation, body):
                    time.sleep(0.3)
                    self._work.put((key, organisation, body))

    def _is_told(
        self, client: httpx.Client, key: str, organisation: str, body: dict[str, object]
    ) -> bool:
        process = random.choice(self._processes)
        headers = {"authorization": f"Bearer {organisation}", "idempotency-key": key}
        try:
            answer = client.post(f"{process.url}/api/v1/concerns", json=body, headers=headers)
        except httpx.HTTPError:
            return False
        if answer.status_code != 201:
            self.refused.append(answer.status_code)
            return False
        reference = answer.json()["reference"]
        with self._lock:
            if self.told.setdefault(key, reference) != reference:
                self.disagreed.append(key)
            self._open -= 1
        return True

    def finish(self, *, within: float = 120.0) -> int:
        """Post nothing new; return how many answers are still not known."""
        self._stop.set()
        self._maker.join()
        ends = time.time() + within
        while self._open and time.time() < ends:
            time.sleep(0.1)
        return self._open


def run(plan: Plan, folder: Path) -> tuple[Findings, dict[str, float]]:
    """Do one run; returns findings and the run's own figures."""
    sink = Sink()
    url = plan.database or f"sqlite:///{folder / 'kills.db'}"
    config = impatient_config(ROOT / "config", folder / "config", sink.url)
    keys = _prepared(url)
    environment = {
        "DUEREGARD_DATABASE_URL": url,
        "DUEREGARD_CONFIG": str(config),
        "DUEREGARD_SECRET_KEY": SECRET,
        "DUEREGARD_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "TELEGRAM_BOT_TOKEN": "",
        "DUEREGARD_PUBLIC_URL": "http://127.0.0.1",
    }
    processes = [Process(plan.command, folder, environment) for _ in range(plan.processes)]
    pulse = Pulse()
    try:
        for process in processes:
            process.start()
            process.wait_until_live()
        poster = Poster(processes, keys, plan)
        _kill_and_restart(processes, plan)
        unknown = poster.finish()
        time.sleep(plan.settle)
    finally:
        for process in processes:
            process.kill()
        pulse.stop()
    findings = check_all(
        url,
        SECRET.encode(),
        told=poster.told,
        copies=sink.copies,
        outages=_all_away(processes),
        beats=pulse.beats,
    )
    _judge(findings, poster, unknown, plan)
    _judge_copies(findings, sink, processes, plan)
    return findings, {"kills": plan.kills, "seed": plan.seed, "processes": plan.processes}


def _prepared(url: str) -> list[str]:
    """Make the tables and some organisations, for one alone may not post this fast."""
    archive = Archive(url)
    migrate(archive)
    with archive.writing() as session:
        staff = Staff(session, at=datetime.now(UTC))
        keys = [
            staff.new_organisation(f"School {n}", scopes="concerns") for n in range(ORGANISATIONS)
        ]
    archive.close()
    return keys


def _kill_and_restart(processes: list[Process], plan: Plan) -> None:
    chance = random.Random(plan.seed)
    for _ in range(plan.kills):
        time.sleep(chance.uniform(0.2, 4.0))
        process = chance.choice(processes)
        process.kill()
        process.start()
        process.wait_until_live()


def _all_away(processes: list[Process]) -> list[tuple[float, float]]:
    """Return when no process at all was up."""
    found = processes[0].away
    for process in processes[1:]:
        found = [
            (max(begins, other), min(ends, until))
            for begins, ends in found
            for other, until in process.away
            if max(begins, other) < min(ends, until)
        ]
    return found


def _judge(findings: Findings, poster: Poster, unknown: int, plan: Plan) -> None:
    findings.figures |= {"answers_unknown": unknown, "answers_not_201": len(poster.refused)}
    if unknown:
        findings.faults.append(f"{unknown} answers never came")
    if poster.disagreed:
        findings.faults.append(f"{len(poster.disagreed)} keys were answered with two references")
    if any(status >= 500 and status != 503 for status in poster.refused):
        findings.faults.append("a request was answered with a fault of the service")


def _judge_copies(findings: Findings, sink: Sink, processes: list[Process], plan: Plan) -> None:
    """Judge the copies: one a sender in hand and kill, two a key and kill.

    Their share of all deliveries is printed and not judged: a service that is killed after two
    seconds has sent few, and one copy a kill is a large share of few.
    """
    bound = Pacing().hands * plan.kills
    extra, sent = findings.figures["extra_copies"], findings.figures["deliveries"]
    killed_at = [moment for process in processes for moment in process.killed_at]
    too_often = keys_sent_too_often(sink.came, killed_at)
    findings.figures |= {
        "extra_copies_per_kill": round(extra / max(plan.kills, 1), 2),
        "extra_copies_share": round(extra / max(sent, 1), 4),
        "keys_sent_too_often": len(too_often),
    }
    if extra > bound:
        findings.faults.append(f"more than {bound} extra copies, one a sender in hand and kill")
    findings.faults += [
        f"{key}: {count} copies, more than two for each kill while it was on its way"
        for key, count in too_often.items()
    ]


def main() -> int:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--rate", type=float, default=Plan.rate, help="concerns a second")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--database", default="", help="an empty one; SQLite in a file if none")
    parser.add_argument("--command", default=COMMAND)
    parser.add_argument("--settle", type=float, default=LAST_RUNGS)
    told = {name: value for name, value in vars(parser.parse_args()).items() if value is not None}
    plan = Plan(**told)
    print(f"seed {plan.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    findings, about = run(plan, folder)
    print(json.dumps(about | findings.figures, indent=2))
    for fault in findings.faults[:50]:
        print(f"BROKEN: {fault}")
    print(f"{len(findings.faults)} broken promises; logs in {folder}")
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
