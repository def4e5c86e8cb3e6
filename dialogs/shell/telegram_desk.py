"""The desk's side of Telegram: notices into a group, and the answers that come from there."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
)

from dialogs.duty.carriers.telegram_desk import Button
from dialogs.duty.telegram import (
    HOW_TO,
    Press,
    is_group,
    moved_to,
    notice_after,
    press_of,
    words_of,
)
from dialogs.shell.logs import EventLog
from dialogs.shell.telegram_limits import Limits
from dialogs.shell.telegram_outbox import NO_PREVIEW, seconds_of
from intake.delivery.carrier import CarrierRefused, CarrierUnreachable
from intake.duty.group import Answered, GroupAnswer, GroupDoor
from intake.reporting.mailbox import Mailbox, Waiting
from intake.store.office import Office

log = EventLog("telegram")

LONGEST_GROUP_WAIT = 4.0
TRIES = 4
_SHOWN = {GroupAnswer.TAKEN, GroupAnswer.ACCEPTED, GroupAnswer.SOMEBODY_ELSE}


class DeskSide:
    """Plays groups, and posts notices.

    Args:
        office: The office.
        bot: The connection.
        mailbox: Inbox and outbox of the channel.
        limits: How fast.
        in_thread: Runs a function in a worker thread.
    """

    def __init__(
        self,
        office: Office,
        bot: Bot,
        mailbox: Mailbox,
        limits: Limits,
        in_thread: Callable[..., Awaitable[Any]],
    ) -> None:
        self._bot = bot
        self._mailbox = mailbox
        self._limits = limits
        self._in_thread = in_thread
        self._door = GroupDoor(office)
        self._moved: dict[str, str] = {}

    async def post(
        self, chat: str, text: str, buttons: Sequence[Sequence[Button]], _key: str
    ) -> str:
        """Post one notice; returns the message's id.

        Raises:
            CarrierRefused: Telegram said no, or the group has had too much in this minute.
            CarrierUnreachable: Nobody answered; it may have arrived.
        """
        try:
            return await self._post(chat, text, buttons)
        except RetryAfter as refusal:
            self._limits.refused()
            raise CarrierRefused("rate", retry_after=seconds_of(refusal)) from refusal
        except Forbidden as refusal:
            raise CarrierRefused("forbidden") from refusal
        except BadRequest as refusal:
            raise CarrierRefused("bad_request") from refusal
        except TelegramError as failure:
            raise CarrierUnreachable(type(failure).__name__) from failure

    async def _post(self, chat: str, text: str, buttons: Sequence[Sequence[Button]]) -> str:
        address = self._moved.get(chat, chat)
        wait = self._limits.group_wait(address)
        if wait > LONGEST_GROUP_WAIT:
            raise CarrierRefused("rate", retry_after=wait)
        await self._limits.enter_group(address)
        try:
            sent: Message = await self._bot.send_message(
                address,
                text,
                reply_markup=_markup(buttons),
                protect_content=True,
                link_preview_options=NO_PREVIEW,
            )
        except ChatMigrated as moved:
            self._moved[chat] = str(moved.new_chat_id)
            return await self._post(chat, text, buttons)
        return str(sent.message_id)

    async def play(self, waiting: Waiting) -> bool:
        """Play an update of a group; False where it is none."""
        update = waiting.body
        if not is_group(update):
            return False
        moved = moved_to(update)
        if moved:
            self._moved[moved[0]] = moved[1]
        press = press_of(update)
        if press is not None:
            await self._answer(press)
        elif "callback_query" in update:
            query = str(update["callback_query"].get("id"))
            await self._try(lambda: self._bot.answer_callback_query(query))
        await self._in_thread(self._mailbox.played, waiting)
        return True

    async def _answer(self, press: Press) -> None:
        """Act first, then tell: the act is stored before anybody reads that it is."""
        if not press.seems:
            await self._reply(press, HOW_TO)
            return
        answered: Answered = await self._in_thread(
            self._door.answer, account=press.account, act=press.act, alert_id=press.alert_id
        )
        words = words_of(answered)
        if press.query:
            await self._try(lambda: self._bot.answer_callback_query(press.query, text=words))
        elif answered.answer not in _SHOWN:
            await self._reply(press, words)
        if answered.answer in _SHOWN and press.text:
            await self._mark(press, answered)

    async def _mark(self, press: Press, answered: Answered) -> None:
        text, buttons = notice_after(press, answered)
        await self._limits.enter_group(press.chat)
        await self._try(
            lambda: self._bot.edit_message_text(
                text,
                chat_id=press.chat,
                message_id=press.message_id,
                reply_markup=_markup(buttons),
                link_preview_options=NO_PREVIEW,
            )
        )

    async def _reply(self, press: Press, words: str) -> None:
        await self._limits.enter_group(press.chat)
        to = ReplyParameters(press.message_id, allow_sending_without_reply=True)
        await self._try(
            lambda: self._bot.send_message(
                press.chat, words, reply_parameters=to, protect_content=True
            )
        )

    async def _try(self, call: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Tell the group, a few times; what was done stands without it."""
        for left in reversed(range(TRIES)):
            try:
                await call()
            except (BadRequest, Forbidden):
                return
            except RetryAfter as refusal:
                await asyncio.sleep(seconds_of(refusal))
            except TelegramError as failure:
                if not left:
                    log.warning("group.not_told", error=type(failure).__name__)
                await asyncio.sleep(1)
            else:
                return


def _markup(buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    rows = [[_key(button) for button in row] for row in buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _key(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)
