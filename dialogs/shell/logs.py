"""Log lines without words about people: an event name and allow-listed keys, one JSON a line.

A log is read by people who may not read a record (promise P10). So nothing that somebody
typed, no address of a person or a machine, and no message of a foreign library is written:
what does not look like a code is masked.
"""

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

KEYS = frozenset(
    {
        "alert", "alerts", "area", "attempt", "band", "carrier", "channel", "code", "concern",
        "count", "deliveries", "delivery", "desk", "due", "error", "job", "kind", "list_version",
        "method", "ms", "officer", "organisation", "person", "port", "released", "role", "route",
        "rung", "settings", "state", "status", "version", "where",
    }
)  # fmt: skip
"""Keys that a log line may carry; each holds an id, a code, a count or milliseconds."""

_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_CODE = re.compile(r"[A-Za-z0-9_.:/{}\-]{0,80}")
_TALKATIVE = ("httpx", "httpcore", "telegram", "uvicorn", "asyncio", "multipart", "sqlalchemy")
_HOUSE = ("dialogs", "intake", "matching")


class EventLog:
    """A logger that takes an event name and facts, and nothing else."""

    __slots__ = ("_logger",)

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(f"dueregard.{name}")

    def info(self, event: str, **facts: float | str) -> None:
        """Write that something happened; facts outside `KEYS` raise ValueError."""
        self._write(logging.INFO, event, facts)

    def warning(self, event: str, **facts: float | str) -> None:
        """Write that somebody should look; facts outside `KEYS` raise ValueError."""
        self._write(logging.WARNING, event, facts)

    def error(
        self, event: str, *, failure: BaseException | None = None, **facts: float | str
    ) -> None:
        """Write a failure: of the exception its kind and place only, never its message."""
        told = dict(facts)
        if failure is not None:
            told |= {"error": type(failure).__name__, "where": place_of(failure)}
        self._write(logging.ERROR, event, told)

    def _write(self, level: int, event: str, facts: Mapping[str, float | str]) -> None:
        if strangers := sorted(set(facts) - KEYS):
            raise ValueError(f"log keys that are not allowed: {strangers}")
        self._logger.log(level, event, extra={"facts": dict(facts)})


def place_of(failure: BaseException) -> str:
    """Return `file.py:line` of the innermost line of the house, or of the last line at all."""
    place, trace = "", failure.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if not place or any(room in path.parts for room in _HOUSE):
            place = f"{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; foreign records keep their logger's name only."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON with moment, level, event and its allow-listed facts."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
        }
        event = record.msg if isinstance(record.msg, str) else ""
        if _EVENT.fullmatch(event) and not record.args:
            line["event"] = event
        else:
            line |= {"event": "foreign", "logger": record.name}
        facts = getattr(record, "facts", {})
        line |= {key: _safe(value) for key, value in facts.items() if key in KEYS}
        if record.exc_info and record.exc_info[1] is not None:
            failure = record.exc_info[1]
            line |= {"error": type(failure).__name__, "where": place_of(failure)}
        return json.dumps(line, ensure_ascii=False)


def _safe(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _CODE.fullmatch(value) else "***"


def configure(*, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send every log line of this process through `JsonLines`.

    Args:
        level: Lowest level of the house's own lines.
        stream: Where to write; standard error if None.

    Why:
        httpx logs the address it calls at INFO, with the bot's token in it; uvicorn's
        access log holds the address of whoever reports.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
