"""The terminal: typed lines in, words out."""

import io
from datetime import UTC, datetime

from dialogs.reporting.draft import from_json
from dialogs.reporting.event import EventKind
from dialogs.reporting.form import Telling
from dialogs.reporting.receipt import receipt_says
from dialogs.reporting.terminal import converse, event_of
from intake.reporting.values import Receipt, SayChoice
from tests.build_talk import a_voice

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)


class ADoor:
    """A door that keeps one draft, and gives a receipt for what is sent."""

    def __init__(self) -> None:
        self.draft = None
        self.sent = []

    def play(self, event_id, step):
        turn = step.advance(self.draft)
        self.draft = dict(turn.draft)
        if turn.send is None:
            return turn.says, turn.ends
        self.sent.append(turn.send)
        return step.conclude(self.draft, Receipt("DR-5TM-8RC-2", "one two", NOON)), True


def test_a_whole_report_can_be_typed():
    door, out = ADoor(), io.StringIO()
    lines = ["2", "1", "He waits there.", "done", "Tansy, 9", *["skip"] * 8, "1"]

    converse(door.play, a_voice(), Telling("terminal"), lambda: NOON, lines=lines, out=out)

    assert len(door.sent) == 1
    assert door.sent[0].mentions[0].names.told == "Tansy"
    assert "Your reference: DR-5TM-8RC-2" in out.getvalue()
    assert "01632 960123" in out.getvalue()


def test_the_talk_ends_with_the_input():
    door = ADoor()
    converse(door.play, a_voice(), Telling("terminal"), lambda: NOON, lines=[], out=io.StringIO())
    assert from_json(door.draft).cursor == "danger"


def test_a_number_is_the_choice_it_stands_before_and_else_words():
    offered = (SayChoice("danger=yes", "Yes"),)
    assert event_of("1", offered).kind is EventKind.CHOICE
    assert event_of("1", offered).text == "danger=yes"
    assert event_of("9", offered).kind is EventKind.TEXT
    assert event_of("/help", offered).kind is EventKind.COMMAND


def test_the_receipt_gives_the_areas_number_before_the_common_one():
    voice = a_voice()
    draft = from_json({"script": "community", "version": "1"})
    receipt = Receipt("DR-5TM-8RC-2", "one two", NOON, area="northmoor")

    words = " ".join(say.text for say in receipt_says(voice, draft, receipt))

    assert "01632 960456" in words
    assert "999" in words
    assert "one two" in words


def test_signs_are_tied_at_the_terminal_by_their_numbers():
    door, out = ADoor(), io.StringIO()
    lines = ["2", "4", "She went quiet.", "done", "CS7 GC3", "done", "skip", "Corrin Thistlewood"]
    lines += ["skip", "skip", "skip", "2", "done"]

    converse(door.play, a_voice(), Telling("terminal"), lambda: NOON, lines=lines, out=out)

    assert "Which of these have to do with Corrin Thistlewood?" in out.getvalue()
    assert from_json(door.draft).value("person_signs") == "CS7"
    assert from_json(door.draft).cursor == "where"
