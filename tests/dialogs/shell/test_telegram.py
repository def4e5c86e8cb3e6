"""The connection to Telegram over a bot made by hand: written down first, in order, once."""

import asyncio
import json
import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace

import httpx
import pytest
from sqlalchemy import text as sql
from telegram.error import Forbidden, RetryAfter, TimedOut

from dialogs.duty.carriers.telegram_desk import Button
from dialogs.reporting.telegram import address_of
from dialogs.shell.telegram_desk import DeskSide
from dialogs.shell.telegram_hook import SECRET_HEADER, Hook, hook_app
from dialogs.shell.telegram_inbox import Inbox, Players
from dialogs.shell.telegram_limits import Limits, Rates
from dialogs.shell.telegram_outbox import Sender
from dialogs.shell.telegram_talk import TalkSide
from intake.delivery.carrier import CarrierRefused
from intake.domain.errors import UnavailableError
from intake.reporting.door import ReportingDoor
from intake.reporting.mailbox import Mailbox, Waiting
from tests.build_office import HandClock, an_office
from tests.dialogs.logged import logged


@dataclass
class BotByHand:
    """What the sides need of a bot, and what was said through it."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    async def send_message(self, chat, text, **_more):
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((str(chat), text))
        return SimpleNamespace(message_id=100 + len(self.sent))

    async def answer_callback_query(self, query, *, text=None):
        self.answers.append(text or "")

    async def delete_messages(self, chat, numbers):
        self.deleted += numbers


def in_mode(mode, office):
    """Return the office with Telegram set to a mode."""
    channels = office.policy.channels
    telegram = channels.telegram.model_copy(update={"mode": mode})
    changed = channels.model_copy(update={"telegram": telegram})
    return replace(office, policy=replace(office.policy, channels=changed))


class Phone:
    """One process that hears and says, with its own clock."""

    def __init__(self, bot=None, office=None, mode="full"):
        self.clock = HandClock()
        self.bot = bot or BotByHand()
        self.office = in_mode(mode, office or an_office(clock=self.clock))
        self.mailbox = Mailbox(self.office, "telegram")
        limits = Limits(asyncio.get_running_loop().time)
        self.sender = Sender(
            self.bot,
            self.mailbox,
            limits,
            asyncio.to_thread,
            address=lambda: address_of(
                "https://report.example", ReportingDoor(self.office).new_way_in()
            ),
            now=self.office.now,
            slot=timedelta(seconds=1),
        )
        self.talk = TalkSide(
            self.office,
            self.bot,
            self.mailbox,
            asyncio.to_thread,
            on_said=self.sender.wake,
            on_report=lambda: None,
        )
        self.players = Players(self.talk.play, self.talk.give_up)
        self.inbox = Inbox(
            self.mailbox,
            asyncio.to_thread,
            on_new=self.players.add,
            on_repeat=self.talk.repeated,
        )

    async def settle(self):
        """Play all that waits and send all that is due."""
        await self.players.rest(within=10)
        for waiting in self.mailbox.waiting():
            self.players.add(waiting)
            await self.players.rest(within=10)
        self.clock.move(seconds=3)
        running = asyncio.create_task(self.sender.run())
        for _ in range(300):
            if not self._counts_waiting():
                break
            await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await self.sender.rest(within=5)

    def _counts_waiting(self):
        with self.office.look() as work:
            state = sql("SELECT count(*) FROM outbox WHERE state = 'waiting'")
            return work.session.connection().execute(state).scalar_one()


NUMBERS = iter(range(880000001, 890000000))


def a_text(text, *, chat=1001, message_id=None, update_id=None):
    number = update_id or next(NUMBERS)
    message = {
        "message_id": message_id or number % 1000,
        "chat": {"id": chat, "type": "private"},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


def a_press(data, *, chat=1001, message_id=50):
    message = {"message_id": message_id, "chat": {"id": chat, "type": "private"}}
    query = {"id": "1", "from": {"id": chat}, "data": data, "message": message}
    return {"update_id": next(NUMBERS), "callback_query": query}


def test_p01_an_update_is_written_down_before_anybody_is_told_and_played_after_a_kill():
    async def story():
        first = Phone()
        first.players.add = lambda _waiting: None
        dead = Inbox(first.mailbox, asyncio.to_thread, on_new=lambda _: None, on_repeat=print)
        await dead.put([a_text("/start")])

        after = Phone(office=first.office)
        after.clock = first.clock
        await after.settle()
        return after.bot.sent

    ((chat, text),) = asyncio.run(story())
    assert chat == "1001"
    assert "Is a child in danger now?" in text


def test_the_same_update_twice_is_answered_once():
    async def story():
        phone = Phone()
        update = a_text("/start")
        await phone.inbox.put([update, update])
        await phone.settle()
        await phone.inbox.put([update])
        await phone.settle()
        return phone.bot.sent

    assert len(asyncio.run(story())) == 1


def test_texts_of_a_chat_are_played_in_order_and_chats_do_not_mix():
    async def story():
        phone = Phone()
        talks = [["/start", "no", "skip", f"First {n}.", f"Then {n}.", "done"] for n in (1, 2, 3)]
        for lines in zip(*talks, strict=True):
            updates = [a_text(line, chat=1000 + n) for n, line in enumerate(lines, start=1)]
            await phone.inbox.put(updates)
        await phone.settle()
        drafts = [phone.talk._door.peek(channel="telegram", chat=str(1000 + n)) for n in (1, 2, 3)]
        return [
            next(a["words"] for a in draft["answers"] if a["key"] == "story") for draft in drafts
        ]

    assert asyncio.run(story()) == [[f"First {n}.", f"Then {n}."] for n in (1, 2, 3)]


def test_a_stale_button_asks_whether_to_change_and_the_same_press_is_one_event():
    async def story():
        phone = Phone()
        await phone.inbox.put([a_text("/start")])
        await phone.inbox.put([a_press("c:danger=no"), a_press("c:danger=no")])
        await phone.settle()
        before = len(phone.bot.sent)
        await phone.inbox.put([a_press("c:danger=not_sure")])
        await phone.settle()
        return before, phone.bot.sent, phone.bot.answers

    before, sent, answers = asyncio.run(story())
    assert before == 2
    assert "You have answered that already. Do you want to change it?" in sent[2][1]
    assert answers.count("You have answered that already.") == 1


def test_a_hidden_chat_is_wiped_both_ways_and_shows_nothing():
    async def story():
        phone = Phone()
        await phone.inbox.put([a_text("/start", message_id=7), a_text("/hide", message_id=8)])
        await phone.settle()
        return phone.bot

    bot = asyncio.run(story())
    assert set(bot.deleted) >= {7, 8, 101}
    assert bot.sent[-1][1] == "Done."


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
def test_what_telegram_refuses_for_now_is_said_again_and_a_blocked_chat_is_let_go():
    async def story():
        phone = Phone(BotByHand(faults=[RetryAfter(timedelta(milliseconds=10)), TimedOut()]))
        await phone.inbox.put([a_text("/start")])
        await phone.settle()
        phone.bot.faults.append(Forbidden("bot was blocked by the user"))
        await phone.inbox.put([a_text("/help")])
        await phone.settle()
        return phone.bot.sent, phone.mailbox.next_leaving()

    sent, due = asyncio.run(story())
    assert len(sent) == 1
    assert due is None


def test_a_database_that_is_away_is_waited_for_and_a_fault_of_ours_is_put_aside():
    async def story():
        tried, aside = [], []

        async def play(waiting):
            tried.append(waiting.event_id)
            if waiting.event_id == "broken":
                raise ValueError
            if len(tried) < 3:
                raise UnavailableError(what="database")

        async def give_up(waiting):
            aside.append(waiting.event_id)

        players = Players(play, give_up)
        for name in ("first", "broken", "last"):
            players.add(Waiting(name, "chat", {}))
        while players._chats:
            await asyncio.sleep(0.01)
        return tried, aside

    tried, aside = asyncio.run(story())
    assert tried == ["first", "first", "first", "broken", "last"]
    assert aside == ["broken"]


def test_p10_nothing_that_was_said_nor_the_chat_nor_the_token_is_logged():
    async def story():
        phone = Phone(BotByHand(faults=[Forbidden("Perrin Gorsehill, chat 700100200")]))
        broken = Players(fail, phone.talk.give_up)
        phone.inbox._on_new = broken.add
        await phone.inbox.put([a_text("Perrin Gorsehill", chat=700100200)])
        await broken.rest(within=5)
        await phone.settle()

    async def fail(_waiting):
        raise ValueError("Perrin Gorsehill in chat 700100200")

    with logged() as written:
        asyncio.run(story())
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {line["event"] for line in lines} >= {"event.failed", "chat.unreachable"}
    assert "Gorsehill" not in written.getvalue()
    assert "700100200" not in written.getvalue()


def test_p10_mode_link_gives_an_address_that_nothing_here_ties_to_the_account():
    async def story():
        phone = Phone(mode="link")
        await phone.inbox.put([a_text("Perrin Gorsehill hits him", chat=700100200)])
        await phone.inbox.put([a_text("hello?", chat=700100200)])
        await phone.settle()
        return phone

    phone = asyncio.run(story())
    addresses = [
        re.search(r"https://report\.example/b/(\S{32})", text)[1] for _, text in phone.bot.sent
    ]
    with phone.office.look() as work:
        tables = ("inbox", "outbox", "way_in", "audit_line", "draft")
        kept = [work.session.connection().execute(sql(f"SELECT * FROM {t}")).all() for t in tables]
        answers = [work.inbox.answer_to("telegram", row.external_id).answer for row in kept[0]]

    assert len(set(addresses)) == 2
    assert "call 999" in phone.bot.sent[0][1]
    assert not any(address in str([kept, answers]) for address in addresses)
    assert "700100200" not in str([kept, addresses])
    assert kept[4] == []
    assert "Gorsehill" not in str(answers)


class Seconds:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_after_a_refusal_no_more_than_telegrams_limit_leave_in_any_second():
    async def story():
        limits = Limits(asyncio.get_running_loop().time, Rates(a_second=5, strict_window=0.2))
        limits.refused()
        moments = []

        async def one():
            await limits.enter("chat", priority=2)
            moments.append(asyncio.get_running_loop().time())

        await asyncio.gather(*(one() for _ in range(12)))
        return moments

    moments = asyncio.run(story())
    assert all(later - before >= 0.19 for before, later in zip(moments, moments[5:], strict=False))


def test_an_alert_goes_before_the_talk_that_waits():
    async def story():
        limits = Limits(asyncio.get_running_loop().time, Rates(a_second=1, strict_window=0.05))
        limits.refused()
        went = []

        async def one(name, priority):
            await limits.enter(name, priority=priority)
            went.append(name)

        await asyncio.gather(one("first", 2), one("talk", 2), one("danger", 1), one("alert", 0))
        return went

    assert asyncio.run(story()) == ["first", "alert", "danger", "talk"]


def test_a_group_that_had_twenty_notices_in_a_minute_is_left_to_another_channel():
    async def story():
        office = an_office()
        bot = BotByHand()
        clock = Seconds()
        desk = DeskSide(office, bot, Mailbox(office, "telegram"), Limits(clock), asyncio.to_thread)
        for number in range(19):
            await desk.post("-1", "Due Regard", [[Button("Acknowledge", data="acknowledge:1")]], "")
            clock.now += number / 100
        with pytest.raises(CarrierRefused) as refusal:
            await desk.post("-1", "Due Regard", [], "")
        clock.now += 61
        await desk.post("-1", "Due Regard", [], "")
        return refusal.value, len(bot.sent)

    refusal, count = asyncio.run(story())
    assert refusal.reason == "rate"
    assert 50 < refusal.retry_after <= 61
    assert count == 20


HOOK = Hook("https://bot.example/telegram", "127.0.0.1", 8443, "a-secret")


def test_the_webhook_takes_updates_only_with_its_secret_and_says_yes_only_when_they_are_safe():
    taken = []

    async def put(updates):
        if updates[0]["update_id"] == 2:
            raise UnavailableError(what="database")
        taken.extend(updates)

    secret, wrong = {SECRET_HEADER: "a-secret"}, {SECRET_HEADER: "a-sekret"}

    async def story():
        carrier = httpx.ASGITransport(app=hook_app(HOOK, put))
        async with httpx.AsyncClient(transport=carrier, base_url="https://bot.example") as client:
            return [
                (await client.post("/telegram", content=body, headers=headers)).status_code
                for body, headers in (
                    (b'{"update_id": 1}', {}),
                    (b'{"update_id": 1}', wrong),
                    (b"{", secret),
                    (b'{"update_id": 2}', secret),
                    (b'{"update_id": 1}', secret),
                )
            ]

    assert asyncio.run(story()) == [404, 404, 400, 503, 200]
    assert taken == [{"update_id": 1}]
