"""Builders of files with reports: sent in a chat through the real door, checked by the real loop."""

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from dialogs.shell.from_policy import file_rules_of, voice_of
from intake.reporting.door import ReportingDoor
from intake.reporting.files import FileDoor
from intake.running.file_check import check_due_files
from tests.files import a_photo

CHAT = "chat-of-tansy"


class Teller:
    """Somebody who writes in a chat and sends files."""

    def __init__(self, office, *, chat=CHAT, channel="web"):
        self.office = office
        self.chat = chat
        self.channel = channel
        self.door = ReportingDoor(office)
        self.files = FileDoor(office, channel)
        self.events = 0
        self.voice = voice_of(office.policy)

    def play(self, event):
        """Play one event; returns the reply."""
        self.events += 1
        rules = file_rules_of(self.office.policy)
        voice = self.voice
        step = talk(
            voice.scripts,
            voice.numbers,
            event,
            self.office.now(),
            telling=Telling(channel=self.channel, account=self.chat, files=rules),
            voice=voice,
        )
        return self.door.turn(
            channel=self.channel,
            chat=self.chat,
            event_id=f"{self.chat}-{self.events}",
            step=step,
            address=self.chat,
        )

    def says(self, *lines):
        """Type lines; a choice in brackets."""
        for line in lines:
            kind = EventKind.CHOICE if line.startswith("[") else EventKind.TEXT
            kind = EventKind.COMMAND if line.startswith("/") else kind
            reply = self.play(Event(kind, line.strip("[]"), str(self.events)))
        return reply

    def sends(self, data=None, *, name="Corrin Thistlewood.jpg", words=""):
        """Send a file as a page does: its bytes first, then the turn that tells of it."""
        data = a_photo() if data is None else data
        told = self.files.arrive(chat=self.chat, cause=str(self.events), name=name, data=data)
        return self.play(Event(EventKind.FILE, words, files=(told,)))

    def begins(self):
        """Begin as a neighbour, with a story."""
        return self.says("/start", "[danger=no]", "[teller=community]", "He gives her money.")

    def sends_report(self):
        """Answer the rest with "skip" and send; returns the reply."""
        reply = self.says("[:done]")
        for _ in range(30):
            if any(choice.value == ":send" for say in reply.says for choice in say.choices):
                break
            reply = self.says("skip")
        return self.says("[:send]")


def files_in(office):
    """Return every file held, oldest first."""
    with office.look() as work:
        rows = work.session.connection().exec_driver_sql("SELECT id FROM attachment ORDER BY id")
        return [work.files.get(row[0]) for row in rows.all()]


def check_all(office):
    """Look at every file that is due."""
    while check_due_files(office):
        pass
