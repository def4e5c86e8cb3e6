"""The service under kills: its throw-away settings, its processes, and a sink for webhooks."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import yaml

SECRET = "a secret of the kills, long enough"
WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
COMMAND = "{python} -m dialogs.shell.main serve --port {port}"


class Sink(ThreadingHTTPServer):
    """Takes every webhook, counts the copies of each key and notes when they came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.copies: Counter[str] = Counter()
        self.came: dict[str, list[float]] = {}
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """Say nothing where a sender was killed in the middle of a word."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"


class _Taking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        with self.server.lock:
            key = self.headers["webhook-id"]
            self.server.copies[key] += 1
            self.server.came.setdefault(key, []).append(time.time())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


def impatient_config(source: Path, target: Path, hook: str) -> Path:
    """Copy a policy folder with every wait a minute long and every notice going to the sink.

    The last rung repeats seldom: nobody ever answers here, and thousands of alerts asked again
    each minute would measure that, not the kills.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    duty = yaml.safe_load((target / "duty.yaml").read_text(encoding="utf-8"))
    for within in duty["within"].values():
        within["acknowledge_within_minutes"] = 1
    for ladder in duty["ladders"].values():
        ladder["repeat_every_minutes"] = 30
        for place, rung in enumerate(ladder["rungs"]):
            rung["after_minutes"] = min(place, 1)
            rung["channels"] = ["console", "webhook"]
    for desk in duty["desks"].values():
        desk["hours"] = "always"
        desk["channels"] = {"webhook": hook}
    for person in duty["people"].values():
        person["channels"] = {"webhook": hook}
    write(target / "duty.yaml", duty)
    channels = yaml.safe_load((target / "channels.yaml").read_text(encoding="utf-8"))
    channels["delivery"] = {
        "first_retry_seconds": 1,
        "longest_retry_seconds": 5,
        "send_timeout_seconds": 1,
        "lease_seconds": 3,
    }
    channels["telegram"]["mode"] = "off"
    write(target / "channels.yaml", channels)
    return target


class Pulse:
    """How much slower than alone the machine works, beat by beat: its own work is timed.

    A beat is (began, ended, slowness): two where a tenth of a second of work took two tenths.
    """

    WORK, EVERY = 0.1, 2.0

    def __init__(self) -> None:
        self.beats: list[tuple[float, float, float]] = []
        self._stop = threading.Event()
        threading.Thread(target=self._beat, daemon=True).start()

    def stop(self) -> None:
        self._stop.set()

    def _beat(self) -> None:
        while not self._stop.wait(self.EVERY):
            began, worked_until = time.time(), time.thread_time() + self.WORK
            while time.thread_time() < worked_until:
                pass
            ended = time.time()
            self.beats.append((began, ended, (ended - began) / self.WORK))


def write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@dataclass
class Process:
    """One process of the service, killed and started again.

    `away` holds its outages, `killed_at` when it was killed while it ran.
    """

    command: str
    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    away: list[tuple[float, float]] = field(default_factory=list)
    killed_at: list[float] = field(default_factory=list)
    running: subprocess.Popen | None = None
    went_away_at: float = field(default_factory=time.time)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *extra: str) -> None:
        words = [*shlex.split(self.command.format(port=self.port, python=shlex.quote(PYTHON)))]
        log = (self.folder / f"service-{self.port}.log").open("ab")
        self.running = subprocess.Popen(
            [*words, *extra],
            env={**os.environ, **self.environment},
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def wait_until_live(self, *, within: float = 60.0) -> None:
        ends = time.time() + within
        while time.time() < ends:
            if self.running is None or self.running.poll() is not None:
                raise RuntimeError(f"the service ended by itself; see {self.folder}")
            try:
                if httpx.get(f"{self.url}/health/live", timeout=1, trust_env=False).is_success:
                    self.away.append((self.went_away_at, time.time()))
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise RuntimeError(f"the service did not come up; see {self.folder}")

    def kill(self) -> None:
        """End it as a power cut would: nothing is finished, nothing is said."""
        self.went_away_at = time.time()
        if self.running is not None and self.running.poll() is None:
            self.killed_at.append(self.went_away_at)
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
