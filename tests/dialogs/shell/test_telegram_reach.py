"""A bot that is refused or cut off says so where somebody looks, and the rest goes on."""

import json
import time

import pytest
from sqlmodel import col
from telegram.error import InvalidToken, NetworkError

from dialogs.shell.faults import WHAT_TO_DO
from dialogs.shell.telegram import TelegramService, TelegramSettings
from dialogs.shell.telegram_reach import Reach
from intake.domain import fault as faults
from intake.running.health import health_of
from intake.store.dispatch import NO_CARRIER
from intake.store.tables import DeliveryRow
from tests.build_office import HandClock, an_office
from tests.dialogs.client import Client
from tests.dialogs.logged import logged
from tests.dialogs.site import a_site
from tests.loopback import AnHttpServer, serving

TOKEN = "123456:BENCH-not-a-token"
UNAUTHORIZED = (401, {}, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}')
NOT_FOUND = (404, {}, b'{"ok": false, "error_code": 404, "description": "Not Found"}')
ME = b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "B", "username": "b_bot"}}'


class Seconds:
    def __init__(self):
        self.now = 50.0

    def __call__(self):
        return self.now


class Part:
    """Reach over an office, with its own clock, and what was told aloud."""

    def __init__(self):
        self.clock = HandClock()
        self.office = an_office(clock=self.clock)
        self.steady = Seconds()
        self.told = []
        self.reach = Reach(self.office, on_fault=self.told.append, steady=self.steady)

    def meet(self, failure):
        if self.reach.needs_to_note(failure):
            self.reach.note(failure)

    def warnings(self):
        with self.office.look() as work:
            found = work.dispatch.deliveries.all(col(DeliveryRow.key).startswith("fault:"))
        return [(one.subject, one.recipient, one.urgency) for one in found]


class Seen:
    """What pages ask of a process."""

    def __init__(self, office):
        self._office = office

    def missing(self):
        return health_of(self._office).missing()

    def faults(self):
        return health_of(self._office).faults_by_name()

    def counts(self):
        return health_of(self._office).counts()


def test_a_refused_token_is_not_ready_and_tells_what_to_do():
    part = Part()
    part.meet(InvalidToken("no"))
    answer = Client(a_site(health=Seen(part.office))).get("/health/ready")
    (fault,) = answer.json()["faults"]

    assert answer.status_code == 503
    assert "telegram.token_refused" in answer.json()["missing"]
    assert (fault["part"], fault["code"]) == ("telegram", "token_refused")
    assert "TELEGRAM_BOT_TOKEN" in fault["what_to_do"]
    assert part.told == ["telegram.token_refused"]


def test_the_administrator_is_told_of_a_refused_token_once_a_day():
    part = Part()
    for _ in range(3):
        part.meet(InvalidToken("no"))
        part.meet(None)

    assert part.warnings() == [("telegram.token_refused", "administrator", "today")]


def test_a_network_that_is_down_is_another_fault_and_takes_the_web_chat_away_from_nobody():
    part = Part()
    part.meet(NetworkError("no"))
    assert part.told == []
    part.steady.now += 11
    part.meet(NetworkError("no"))
    answer = Client(a_site(health=Seen(part.office))).get("/health/ready")

    assert part.told == ["telegram.not_reached"]
    assert "telegram.not_reached" not in answer.json()["missing"]
    assert [fault["code"] for fault in answer.json()["faults"]] == ["not_reached"]


def test_a_hiccup_is_no_fault_and_an_answer_ends_one():
    part = Part()
    for _ in range(5):
        part.meet(NetworkError("no"))
        part.steady.now += 9
        part.meet(None)
    assert part.told == []
    part.meet(InvalidToken("no"))
    part.meet(None)

    assert health_of(part.office).faults == ()


def test_a_fault_left_by_a_process_before_is_ended_by_the_first_answer():
    part = Part()
    part.meet(InvalidToken("no"))
    Reach(part.office).note(None)

    assert health_of(part.office).faults == ()


@pytest.mark.parametrize("refusal", [UNAUTHORIZED, NOT_FOUND])
def test_a_bot_with_a_refused_token_says_so_goes_on_trying_and_its_token_is_in_no_log(refusal):
    told, office = [], an_office()
    ok = b'{"ok": true, "result": true}'
    with serving(AnHttpServer(refusal, (200, {}, ME), (200, {}, ok))) as api, logged() as written:
        service = TelegramService(
            office,
            TelegramSettings(TOKEN, base_url=f"{api.url}/bot"),
            link_address=str,
            on_fault=told.append,
        )
        service.start(listens=False)
        within = time.monotonic() + 8
        while time.monotonic() < within and not (told and len(api.requests) > 1):
            time.sleep(0.02)
        while time.monotonic() < within and health_of(office).faults:
            time.sleep(0.02)
        service.stop()

    assert told == ["telegram.token_refused"]
    assert health_of(office).faults == ()
    assert TOKEN not in written.getvalue()
    assert "BENCH" not in written.getvalue()
    events = [json.loads(line)["event"] for line in written.getvalue().splitlines()]
    assert "telegram.fault" in events


def test_every_fault_of_a_part_has_its_sentences():
    codes = {faults.TOKEN_REFUSED, faults.NOT_REACHED}

    without_carrier = {f"{channel}.{NO_CARRIER}" for channel in ("email", "sms", "telegram")}
    assert {f"telegram.{code}" for code in codes} | without_carrier == set(WHAT_TO_DO)
