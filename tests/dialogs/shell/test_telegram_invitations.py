"""A deep link brings an organisation's invitation: used once, said first, the talk goes on."""

import asyncio
from datetime import timedelta

from intake.actions.vouch import invite
from intake.domain.concern import ReporterRole
from tests.dialogs.shell.phone import Phone, a_text


def an_invitation(office):
    with office.begin() as work:
        return invite(
            office,
            work,
            organisation="Thornbury practice",
            role=ReporterRole.HEALTH,
            lasts=timedelta(days=7),
        )


def said_after(*texts_of, **more):
    async def story():
        phone = Phone()
        for text_of in texts_of:
            await phone.inbox.put([a_text(text_of(phone.office), **more)])
            await phone.settle()
        return [text for _, text in phone.bot.sent]

    return asyncio.run(story())


def test_a_deep_link_vouches_for_the_chat_and_the_talk_begins_with_danger():
    said = said_after(lambda office: f"/start {an_invitation(office)}")

    assert "Thornbury practice vouches for you" in said[0]
    assert "Is a child in danger now?" in said[0]


def test_an_invitation_that_is_no_use_says_so_and_the_talk_begins_all_the_same():
    said = said_after(lambda _: f"/start {'x' * 32}")

    assert "used already, or is too old" in said[0]
    assert "Is a child in danger now?" in said[0]


def test_p01_the_same_invitation_in_the_same_chat_again_is_still_good():
    tokens = []

    def once(office):
        tokens.append(an_invitation(office))
        return f"/start {tokens[0]}"

    said = said_after(once, lambda _: f"/start {tokens[0]}")

    assert "vouches for you" in said[-1]


def test_a_plain_start_is_no_invitation():
    assert "vouches" not in said_after(lambda _: "/start")[0]
