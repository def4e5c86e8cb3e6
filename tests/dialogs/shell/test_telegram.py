"""The connection to Telegram over a bot made by hand: written down first, in order, once."""

import asyncio
import json
import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text as sql
from telegram.error import Forbidden, RetryAfter, TimedOut

from dialogs.duty.carriers.telegram_desk import Button
from dialogs.shell.telegram_desk import DeskSide
from dialogs.shell.telegram_hook import SECRET_HEADER, Hook, hook_app
from dialogs.shell.telegram_inbox import Inbox, Players
from dialogs.shell.telegram_limits import Limits, Rates
from intake.delivery.carrier import CarrierRefused
from intake.domain.errors import UnavailableError
from intake.reporting.mailbox import Leaving, Mailbox, Waiting
from intake.reporting.values import Say
from tests.build_office import an_office
from tests.dialogs.logged import logged
from tests.dialogs.shell.phone import BotByHand, Phone, a_press, a_text


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


def test_fifty_answers_at_once_wait_for_nothing_until_telegram_minds():
    async def story():
        now = Seconds()
        limits = Limits(now)
        for _ in range(12):
            for number in range(50):
                async with asyncio.timeout(1):
                    await limits.enter(str(number), priority=2)
            now.now += 1
        limits.refused()
        waiting = asyncio.create_task(limits.enter("one more", priority=2))
        await asyncio.sleep(0.05)
        held = not waiting.done()
        waiting.cancel()
        return held

    assert asyncio.run(story())


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


def test_p04_alerts_go_first_but_a_reply_gets_its_share():
    async def story():
        limits = Limits(asyncio.get_running_loop().time, Rates(a_second=1, strict_window=0.02))
        limits.refused()
        went = []

        async def alert(number):
            await limits.enter_group(str(number))
            went.append("alert")

        async def reply(name):
            await limits.enter(name, priority=2)
            went.append("reply")

        await limits.enter("first", priority=2)
        await asyncio.gather(*(alert(n) for n in range(9)), reply("a"), reply("b"))
        return went

    went = asyncio.run(story())
    assert went == [*["alert"] * 3, "reply", *["alert"] * 3, "reply", *["alert"] * 3]


def test_p04_a_final_reply_takes_its_place_before_its_slot_and_leaves_on_it():
    async def story():
        phone = Phone()
        order = []
        enter = phone.sender._limits.enter

        async def noted(chat, *, priority):
            order.append("place")
            await enter(chat, priority=priority)

        async def at(moment):
            order.append("slot" if moment else "at once")

        phone.sender._limits.enter = noted
        phone.sender._at_its_moment = at
        leaving = Leaving(1, "chat", "1001", (Say("Your reference"),), leaves_at=phone.clock())
        await phone.sender._say(leaving)
        long = replace(leaving, says=(Say("word " * 1500),))
        await phone.sender._say(long)
        return order

    one = ["place", "slot"]
    assert asyncio.run(story()) == [*one, *one, "place", "at once"]


def test_nothing_is_said_twice_while_it_is_being_noted():
    async def story():
        phone = Phone()
        for number in range(4):
            await phone.inbox.put([a_text("/help", chat=3000 + number)])
        await phone.settle()
        await phone.inbox.put([a_text("/start", chat=3001)])
        await phone.settle()
        return [chat for chat, _ in phone.bot.sent]

    sent = asyncio.run(story())
    assert sorted(sent) == ["3000", "3001", "3001", "3002", "3003"]


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
