import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from dialogs.shell.from_policy import file_rules_of, voice_of
from dialogs.shell.telegram_files import Fetcher
from intake.domain.attachment import FileState
from intake.reporting.files import FileDoor
from tests.build_files import files_in
from tests.dialogs.shell.phone import BotByHand, Phone, a_text
from tests.files import a_photo


class BotWithFiles(BotByHand):
    """A bot that hands files over, or what stands in for them."""

    def __init__(self, *answers):
        super().__init__()
        self.files = list(answers)
        self.asked = []

    async def get_file(self, file_id):
        self.asked.append(file_id)
        answer = self.files.pop(0)
        if isinstance(answer, Exception):
            raise answer

        async def download_as_bytearray(**_more):
            return bytearray(answer)

        return SimpleNamespace(file_size=len(answer), download_as_bytearray=download_as_bytearray)


def a_picture(file_id="big"):
    update = a_text("x")
    del update["message"]["text"]
    update["message"]["photo"] = [{"file_id": file_id, "width": 900, "file_size": 9}]
    return update


def played(*answers, rounds=1):
    """Send a picture in a story, then fetch; gives the phone."""

    async def run():
        bot = BotWithFiles(*answers)
        phone = Phone(bot)
        for update in (a_text("/start"), a_text("no"), a_text("community"), a_picture()):
            await phone.inbox.put([update])
            await phone.settle()
        fetcher = Fetcher(
            bot,
            FileDoor(phone.office, "telegram"),
            phone.mailbox,
            rules=file_rules_of(phone.office.policy),
            voice=voice_of(phone.office.policy),
            in_thread=asyncio.to_thread,
            on_said=lambda: None,
        )
        for _ in range(rounds):
            running = asyncio.create_task(fetcher.run())
            await asyncio.sleep(0.3)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            phone.clock.move(minutes=1)
        await phone.settle()
        return phone

    return asyncio.run(run())


def test_a_picture_is_fetched_by_the_id_that_was_noted_with_its_turn():
    phone = played(a_photo())

    assert phone.bot.asked == ["big"]
    (file,) = files_in(phone.office)
    assert (file.state, file.size) == (FileState.CHECKING, len(a_photo()))


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda: NetworkError("away"), id="a network that is away"),
        pytest.param(lambda: RetryAfter(timedelta(0)), id="too many calls"),
    ],
)
def test_p01_what_could_not_be_fetched_now_is_fetched_later(fault):
    phone = played(fault(), a_photo(), rounds=2)

    assert phone.bot.asked == ["big", "big"]
    assert files_in(phone.office)[0].state is FileState.CHECKING


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(BadRequest("file is too big"), "could not get your file", id="gone"),
        pytest.param(bytes((10 << 20) + 1), "too large", id="too large"),
        pytest.param(b"<svg onload=x>", "cannot take that kind", id="of another kind"),
    ],
)
def test_who_sent_a_file_that_cannot_be_used_is_told_without_its_name(answer, said):
    phone = played(answer)

    assert said in phone.bot.sent[-1][1]
    assert len(files_in(phone.office)) == 1
