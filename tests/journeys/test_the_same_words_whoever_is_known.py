"""Promise P4 over every script, role and language: nothing told depends on what is known.

Four offices differ in what they hold of one man: nothing, earlier reports, a flag, a flag that
its owner alone may see. One talk is played in all of them; every text, question, choice, slot,
receipt, status, page, notice and reminder must be the same, byte for byte.
"""

import os
import random
import re

import pytest

from dialogs.reporting.event import Event, EventKind
from intake.actions.write_letter import Writing, write_letter
from intake.domain.two_way import LetterKind
from tests.build_desk import an_officer
from tests.dialogs.client import Client
from tests.dialogs.site import a_site
from tests.journeys.worlds import KNOWN, WORLDS, Autopilot, Teller, a_world, the_voice

IS_LONG = os.environ.get("DUEREGARD_LONG_WALKS") == "1"
ROLES = (
    "community", "parent", "child",
    "health", "therapist", "teacher", "police", "social_care", "other_professional",
)  # fmt: skip
LANGUAGES = tuple(the_voice().tongues)
EVERY = [(role, code) for role in ROLES for code in LANGUAGES]
SOME = ("community", "parent", "child", "health", "therapist")
WALKS = EVERY if IS_LONG else list(zip(SOME, random.Random(4).sample(LANGUAGES, 5), strict=True))


def the_worlds(turn=0):
    """Return all worlds; in the quick run the empty one and one other, by turns."""
    kinds = WORLDS if IS_LONG else ("nobody", WORLDS[1 + turn % 3])
    return [a_world(kind) for kind in kinds]


def all_play(tellers, event):
    replies = [one.do(event) for one in tellers]
    alike(tellers)
    return replies[0]


def alike(tellers):
    first, *others = (one.heard[-1] for one in tellers)
    assert all(other == first for other in others)


def told_by(tellers, role, seed):
    """Tell a whole report in all worlds at once, up to what is said when it is sent."""
    pilot = Autopilot(seed)
    is_work = role not in {"community", "parent", "child"}
    who = {"teller": "professional" if is_work else role, "role": role}
    reply = all_play(tellers, Event(EventKind.COMMAND, "/start"))
    for _ in range(70):
        say = reply.says[-1]
        if say.key == "summary":
            return all_play(tellers, Event(EventKind.CHOICE, ":send"))
        if not say.question:
            event = Event(EventKind.COMMAND, "/start")
        elif say.question == "danger":
            event = Event(EventKind.CHOICE, "danger=no")
        elif say.question in who and any(say.question in one.value for one in say.choices):
            event = Event(EventKind.CHOICE, f"{say.question}={who[say.question]}")
        else:
            event = pilot.event(say)
        reply = all_play(tellers, event)
    raise AssertionError("the talk did not end")


@pytest.mark.parametrize(("role", "language"), WALKS, ids=lambda one: one)
def test_p04_a_talk_and_all_that_follows_is_the_same_in_every_world(role, language):
    channel = "telegram" if len(role + language) % 2 else "web"
    worlds = the_worlds(ROLES.index(role))
    tellers = [Teller(one, channel=channel, language=language) for one in worlds]

    reply = told_by(tellers, role, seed=f"{role} {language}")

    assert reply.receipt is not None
    assert reply.leaves_at is not None
    for office in worlds:
        with office.look() as work:
            assert work.concerns.count() == 3
    after_sending(tellers)


def after_sending(tellers):
    """Come back by the hour, the day and the week, add, disagree, and be written to."""
    for line in ("[:when any]", f"{KNOWN} was there again.", f"is {KNOWN} on your list?",
                 "[:disagree]", "nobody took it seriously", "/status", "/help"):  # fmt: skip
        for one in tellers:
            one.send(line)
        alike(tellers)
    for span in ({"minutes": 20}, {"hours": 9}, {"hours": 17}, {"days": 6}):
        for one in tellers:
            one.by_the_clock(**span)
        alike(tellers)
        for one in tellers:
            one.report()
        alike(tellers)
    for one in tellers:
        officer = an_officer(one.office, login="ida", desk="northmoor_children")
        newest = newest_of(one.office)
        write_letter(
            one.office,
            officer=officer,
            concern_id=newest,
            writing=Writing(LetterKind.QUESTION, "Which bus stop was it?"),
        )
        one.by_the_clock(minutes=5)
    alike(tellers)
    for one in tellers:
        one.send("/status")
    alike(tellers)


def newest_of(office):
    with office.look() as work:
        return max(concern.id for concern in work.concerns.records.all())


@pytest.mark.parametrize("language", LANGUAGES if IS_LONG else ("ur",))
def test_p04_a_draft_is_reminded_of_and_held_alike_in_every_world(language):
    tellers = [Teller(one, channel="telegram", language=language) for one in the_worlds()]
    for line in ("/start", "no", "[teller=community]", f"{KNOWN} drives her home."):
        for one in tellers:
            one.send(line)
        alike(tellers)

    spoken = []
    for span in ({"minutes": 1}, {"hours": 25}, {"days": 7}, {"days": 31}):
        for one in tellers:
            one.by_the_clock(**span)
        alike(tellers)
        spoken.append(len(tellers[0].heard[-1]))

    assert spoken == [4, 1, 1, 0]


def pages_of(office, language):
    """Walk the web pages of a report; gives them without what is drawn by lot for each visit."""
    client = Client(a_site(Teller(office, channel="web", language="en").door, clock=office.clock))
    pages = [client.get(f"/report?lang={language}")]
    for told in (
        {"choice": "danger=no"},
        {"choice": "teller=community"},
        {"words": f"{KNOWN} drives her home from Mill Lane."},
        {"words": f"is {KNOWN} on your list?"},
    ):
        pages.append(pressed(client, pages[-1], **told))
    while 'value=":send"' not in pages[-1].text:
        past = re.findall(r'name="deed" value="([^":]+=\?\w+)"', pages[-1].text)
        deed = {"deed": past[-1]} if past else {"words": f"{KNOWN}, 45"}
        pages.append(pressed(client, pages[-1], **deed))
    pages.append(pressed(client, pages[-1], deed=":send"))
    pages.append(client.get("/report"))
    return [re.sub(r'(name="t" value=|at=)"?[\w.-]+', r"\1", page.text) for page in pages]


def pressed(client, page, **told):
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    return client.post("/report/answer", data=fields | told, follow=True)


@pytest.mark.parametrize("language", LANGUAGES if IS_LONG else ("pl",))
def test_p04_every_page_is_the_same_to_the_byte_in_every_world(language):
    first, *others = (pages_of(office, language) for office in the_worlds(2))

    assert len(first) > 8
    for other in others:
        assert other == first
