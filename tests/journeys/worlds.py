"""The same office in several worlds: nobody known, reported before, listed, listed for few."""

import random
from functools import cache

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from dialogs.reporting.notices import ChatNotices
from dialogs.reporting.telegram import letters_of
from dialogs.shell.from_policy import areas_of, voice_of
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.recheck import recheck_due
from intake.reporting.door import ReportingDoor
from intake.reporting.nudges import Nudging
from intake.store.outbox import Left
from tests.build_office import (
    HandClock,
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    shipped_policy,
)
from tests.journeys.walking import event_of

KNOWN = "Corry Thistlewood"
UNKNOWN = "Bram Fennimore"
ABOUT = ", born 2 May 1981, Mill Lane, Northmoor, white van, 07700 900123"
ZONE = "Europe/London"


@cache
def the_voice():
    """Return the packaged voice in every language."""
    return voice_of(shipped_policy())


class Teller:
    """One chat of one world; keeps all that it was ever told, and when."""

    def __init__(self, office, *, channel, language):
        self.office, self.channel, self.language = office, channel, language
        self.door = ReportingDoor(office)
        self.heard = []
        self.number = 0

    def do(self, event):
        """Play an event; gives the whole reply as it leaves, in both shapes."""
        self.number += 1
        step = talk(
            {}, {}, event, self.office.now(),
            telling=Telling(channel=self.channel, areas=areas_of(self.office.policy)),
            voice=the_voice(), language=self.language, guess=self.language,
        )  # fmt: skip
        reply = self.door.turn(
            channel=self.channel,
            chat="one chat",
            event_id=f"one-{self.number}",
            step=step,
            address="4711" if self.channel == "telegram" else "",
        )
        told = (reply.says, letters_of(reply.says), reply.leaves_at, reply.receipt)
        self.heard.append(told)
        return reply

    def send(self, line):
        """Type a line as the golden files write it."""
        return self.do(event_of(line))

    def report(self):
        """Return what the page of a sent report shows now."""
        self.heard.append(self.door.mine(channel=self.channel, chat="one chat"))
        return self.heard[-1]

    def by_the_clock(self, **span):
        """Let time pass with everything that a process does meanwhile; keep what waits for us."""
        self.office.clock.move(**span)
        notices = Nudging(self.office, ChatNotices(the_voice(), zone=ZONE))
        while recheck_due(self.office):
            pass
        escalate_overdue(self.office)
        while notices():
            pass
        self.heard.append(self._left())
        return self.heard[-1]

    def _left(self):
        """Send all that lies in the outbox for chats; gives it in order."""
        left = []
        while True:
            with self.office.begin() as work:
                due = work.outbox.due("telegram", limit=50)
                work.outbox.sent([Left(one.id, one.chat_hash) for one in due])
            if not due:
                return left
            left += [(one.body, one.urgent, one.leaves_at) for one in due]


def reported_before(office, name):
    """Let two others report somebody, on an earlier day."""
    for number, agency in enumerate(("thornbury", "millside")):
        ReportingDoor(office).receive(
            organisation=agency,
            key=f"earlier-{number}",
            fingerprint="as it was",
            submission=a_submission(
                a_mention(name, place="Mill Lane", vehicle="white van", age="45"), signs=("GC7",)
            ),
        )
    office.clock.move(days=7)


def listed(office, **flag):
    """Flag the person of all our stories."""
    only = flag.pop("only_desk", "")
    with office.begin() as work:
        a_flagged_person(
            work,
            names=(KNOWN,),
            flag=a_flag(**flag),
            only_desk=only,
            birth="1981-05-02",
            places=("Mill Lane", "Northmoor"),
            phones=("07700900123",),
        )


WORLDS = ("nobody", "reported", "listed", "listed_for_few")


def a_world(kind):
    """Return an office that holds something of one person; only that differs."""
    office = an_office(clock=HandClock())
    reported_before(office, KNOWN if kind in {"reported", "listed_for_few"} else UNKNOWN)
    if kind == "listed":
        listed(office)
    if kind == "listed_for_few":
        listed(office, only_desk="southfen_police", seen_by="owner")
    return office


class Autopilot:
    """Answers whatever is asked, with the known person in every place; the same by its seed."""

    def __init__(self, seed):
        self.pick = random.Random(seed)
        self.story_told = False
        self.picked = set()

    def event(self, say):
        """Return what is done at what was asked last."""
        if self.pick.random() < 0.12:
            return event_of(self.pick.choice(ASIDES))
        if say.kind == "story" and not self.story_told:
            self.story_told = True
            return event_of(f"{KNOWN} drives Tansy Mossop home from Mill Lane. He is 45.")
        if say.many and say.question in self.picked:
            return Event(EventKind.CHOICE, ":done")
        self.picked.add(say.question)
        answers = [one for one in say.choices if not one.is_way_past]
        if say.many and not answers:
            return Event(EventKind.CHOICE, f"{say.question}=GC1")
        if answers:
            return Event(EventKind.CHOICE, self.pick.choice(answers).value)
        if say.kind == "story":
            return event_of("done")
        if say.kind in {"date", "age"}:
            return event_of("last Tuesday" if say.kind == "date" else "45")
        named = say.question.startswith(("person", "other", "child"))
        return event_of(f"{KNOWN}{ABOUT}" if named else "the school nurse of Northmoor")


ASIDES = (
    f"is {KNOWN} on your list?",
    f"what do you know about {KNOWN}?",
    "has anybody reported him?",
    "has anyone said anything about me?",
    "why",
    "help",
    "back",
    "what happens next?",
    "[:add person]",
)
