"""Imports a large table while reports are posted; a script, not collected by pytest.

Usage: python tests/bench/import_under_load.py [--rows 100000] [--rate 5] [--database URL]
Starts the service and the import as processes of their own, posts reports by REST at a fixed
rate, and ends with 1 if one of them was refused or the import failed.
"""

import argparse
import itertools
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import yaml

from tests.bench.make_people import people, write_people

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def dueregard(*words: str) -> list[str]:
    return [sys.executable, "-m", "dialogs.shell.main", *words]


def timed(holds: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "tests.bench.timed_command", str(holds), *words]


@dataclass
class Poster:
    """Posts reports at a fixed rate and keeps how each was answered."""

    url: str
    key: str
    rate: float
    names: list[str] = field(default_factory=lambda: [row[1] for row in people(5_000, seed=2)])
    took: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        none_kept = httpx.Limits(max_keepalive_connections=0)
        with (
            httpx.Client(trust_env=False, timeout=60, limits=none_kept) as client,
            ThreadPoolExecutor(40) as hands,
        ):
            began = time.monotonic()
            for number in itertools.count():
                if self.ended.wait(max(0.0, began + number / self.rate - time.monotonic())):
                    return
                hands.submit(self.post, client, number)

    def post(self, client: httpx.Client, number: int) -> None:
        began = time.perf_counter()
        body = {
            "danger": "no",
            "story": f"He waits at the gate, week {number}.",
            "reporter": {"role": "teacher"},
            "people": [
                {"part": "person_of_concern",
                 "names": {"value": self.names[number % len(self.names)], "certainty": "exact"}},
                {"part": "child", "names": {"value": "Tansy Mossop", "certainty": "exact"}},
            ],
        }  # fmt: skip
        try:
            answer = client.post(
                f"{self.url}/api/v1/concerns",
                json=body,
                headers={
                    "authorization": f"Bearer {self.key}",
                    "idempotency-key": secrets.token_hex(8),
                },
            )
            if answer.status_code != 201:
                self.refused.append(f"{answer.status_code} {answer.text[:300]}")
        except httpx.HTTPError as failure:
            after = time.perf_counter() - began
            self.refused.append(f"{type(failure).__name__} {failure} after {after:.0f} s")
        self.took.append(time.perf_counter() - began)


def wait_until_live(url: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{url}/health/live", trust_env=False).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the service did not come up")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=5.0)
    parser.add_argument("--database", default="")
    parser.add_argument("--after", type=float, default=20.0, help="seconds of posting after it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dueregard-bench-") as name:
        return measured(Path(name), asked)


def measured(folder: Path, asked: argparse.Namespace) -> int:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DUEREGARD_SECRET_KEY": secrets.token_hex(16),
        "DUEREGARD_DATABASE_URL": asked.database or f"sqlite:///{folder / 'bench.db'}",
        "DUEREGARD_CONFIG": str(lively_config(folder)),
    }
    environment.pop("TELEGRAM_BOT_TOKEN", None)
    table = write_people(folder / "people.csv", asked.rows)
    run = lambda *words: subprocess.run(  # noqa: E731
        dueregard(*words), env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    run("migrate", "--new")
    key = run("organisation", "key", "Fenside school").stdout.split()[-1]
    port = free_port()
    with (folder / "service.log").open("w") as log:
        service = subprocess.Popen(
            dueregard("serve", "--port", str(port)),
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    poster = Poster(f"http://127.0.0.1:{port}", key, asked.rate)
    try:
        wait_until_live(poster.url)
        posting = threading.Thread(target=poster.run)
        posting.start()
        began = time.monotonic()
        done = subprocess.run(
            timed(folder / "holds.json", "import", str(table)),
            env=environment,
            cwd=ROOT,
            check=False,
        )
        took = time.monotonic() - began
        time.sleep(asked.after)
        poster.ended.set()
        posting.join()
    finally:
        service.terminate()
        service.wait()
        print((folder / "service.log").read_text()[-2000:] if done.returncode else "", end="")
    tell_holds(folder / "holds.json", asked.rows)
    return told(poster, asked, took, done.returncode)


def tell_holds(path: Path, rows: int) -> None:
    """Print how long the import held the writer, and how often it asked."""
    if not path.is_file():
        return
    found = json.loads(path.read_text())
    holds = sorted(found["holds"])
    p99 = holds[min(len(holds) - 1, int(len(holds) * 0.99))]
    print(
        f"the import held the writer {len(holds)} times, {sum(holds):.1f} s in all: "
        f"p50 {statistics.median(holds) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
        f"at most {holds[-1] * 1000:.0f} ms"
    )
    print(f"{found['statements'] / rows:.3f} statements a row, {found['cpu']:.0f} s of processor")


def lively_config(folder: Path) -> Path:
    """Copy the settings, with room for the posting, and all notices to the console alone."""
    target = folder / "config"
    shutil.copytree(ROOT / "config", target, ignore=shutil.ignore_patterns("__pycache__"))
    channels = target / "channels.yaml"
    words = channels.read_text(encoding="utf-8")
    channels.write_text(words.replace("requests_per_minute: 60", "requests_per_minute: 10000"))
    duty = yaml.safe_load((target / "duty.yaml").read_text(encoding="utf-8"))
    for ladder in duty["ladders"].values():
        for rung in ladder["rungs"]:
            rung["channels"] = ["console"]
    (target / "duty.yaml").write_text(yaml.safe_dump(duty, sort_keys=False), encoding="utf-8")
    return target


def told(poster: Poster, asked: argparse.Namespace, took: float, code: int) -> int:
    ways = sorted(poster.took)
    print(f"{asked.rows} rows in {took:.0f} s, import ended with {code}")
    print(f"{len(ways)} reports posted, {len(poster.refused)} refused")
    if len(ways) > 1:
        p99 = statistics.quantiles(ways, n=100)[98]
        print(
            f"answered in p50 {statistics.median(ways):.2f} s, p99 {p99:.2f} s, at most {ways[-1]:.2f} s"
        )
        print("(the answer waits at least 1 s for its slot)")
    for reason in sorted(set(poster.refused))[:5]:
        print("refused:", reason)
    return 1 if poster.refused or code else 0


if __name__ == "__main__":
    sys.exit(main())
