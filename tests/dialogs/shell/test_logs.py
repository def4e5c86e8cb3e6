import io
import json
import logging

import pytest

from dialogs.shell.logs import EventLog, JsonLines, configure

CANARY = "Corrin Thistlewood"


def a_failure(kind):
    def fail():
        raise kind(CANARY)

    with pytest.raises(kind) as caught:
        fail()
    return caught.value


@pytest.fixture
def lines():
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    configure(stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_is_an_event_and_its_facts(lines):
    EventLog("web").info("concern.accepted", concern="DR-5TM-8RC-2", alerts=2, ms=41)

    (line,) = lines()
    assert line["event"] == "concern.accepted"
    assert (line["concern"], line["alerts"], line["ms"]) == ("DR-5TM-8RC-2", 2, 41)


def test_a_key_that_is_not_allowed_is_refused():
    with pytest.raises(ValueError, match="not allowed"):
        EventLog("web").info("concern.accepted", name=CANARY)


def test_p10_words_under_an_allowed_key_are_masked(lines):
    EventLog("web").info("concern.accepted", concern=CANARY)

    assert lines()[0]["concern"] == "***"


def test_p10_what_a_foreign_library_says_is_not_written(lines):
    logging.getLogger("somebody.else").warning("could not send to %s", CANARY)

    assert "Thistlewood" not in json.dumps(lines())
    assert lines()[0]["logger"] == "somebody.else"


def test_p10_a_failure_is_told_by_kind_and_place_only(lines):
    EventLog("web").error("web.failed", failure=a_failure(RuntimeError))

    (line,) = lines()
    assert line["error"] == "RuntimeError"
    assert line["where"].startswith("test_logs.py:")
    assert "Thistlewood" not in json.dumps(line)


def test_p10_a_logged_traceback_loses_its_words():
    error = a_failure(ValueError)
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f.py", 1, "went wrong", None, info)

    assert "Thistlewood" not in JsonLines().format(record)


@pytest.mark.parametrize("name", ["httpx", "httpcore", "telegram", "uvicorn"])
@pytest.mark.usefixtures("lines")
def test_libraries_whose_lines_hold_addresses_speak_only_to_warn(name):
    assert logging.getLogger(name).getEffectiveLevel() == logging.WARNING
    assert logging.getLogger("uvicorn.access").disabled
