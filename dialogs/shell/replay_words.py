"""A replay in words: each moment as lines of a table, in the terminal and on the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.duty import words
from intake.domain.alert import AlertKind
from intake.domain.contact import WhoElse
from intake.policy.replay import ReplayFile
from intake.policy.replay_family_events import SpokenTo, TellingDecided, TellingSaid
from intake.running.replay_told import Moment, Outcome, Played, Raised, Weighed

DEEDS = {
    "report": "Report",
    "add": "More was told",
    "flag": "On the list",
    "event": "It happened",
    "told": "What was told, answered",
    "move": "New address",
    "term": "A hold begins",
    "judge": "Judged",
    "code": "Sign read",
    "grade": "Graded",
    "voices": "Voices",
    "standing": "Standing decided",
    "handover": "Handover",
    "answer": "Alert answered",
    "diary": "Diary answered",
    "close": "Closing",
    "meeting": "Meeting set",
    "minutes": "Minutes",
    "sign": "Meeting signed",
    "agreement": "Agreement",
    "agreement_check": "Agreement looked at",
    "agreement_end": "Agreement ended",
    "contact": "Spoken to",
    "telling": "What to tell, decided",
    "telling_said": "Told",
    "silence": "Silence",
    "noted": "Noted only",
    "nothing": "A look",
}
WHO_ELSE = {
    WhoElse.NOBODY: "alone",
    WhoElse.OTHERS: "others there",
    WhoElse.HOUSEHOLD: "the household there",
    WhoElse.HIMSELF: "beside him",
    WhoElse.NOT_KNOWN: "not known who else",
}
KINDS = {
    AlertKind.CONCERN.value: "told of a report",
    AlertKind.CROSSED.value: "told that a line is crossed",
    AlertKind.QUESTION.value: "asked: same person?",
    AlertKind.RECHECK.value: "told that an earlier report may name somebody listed",
    AlertKind.FLAG_HIT.value: "told that somebody under their own flag may be named",
    AlertKind.DANGER.value: "told that a child may be in danger now",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One moment as it is shown.

    Args:
        when: The local day and hour.
        what: What happened, short.
        said: The words told, if it is a report.
        known: What was known at that moment.
        weighed: What it weighed.
        told: Who was told.
        to_do: What a human had to do.
        after: What ladders and desks did until the next event.
    """

    number: int
    when: str
    what: str
    said: str
    known: tuple[str, ...]
    weighed: tuple[str, ...]
    told: tuple[str, ...]
    to_do: tuple[str, ...]
    after: tuple[str, ...]
    seed: tuple[str, ...]
    is_noted: bool
    outcomes: tuple[Outcome, ...]

    @property
    def failed(self) -> bool:
        """Whether something that was expected here does not hold."""
        return any(not one.holds and not one.is_not_yet for one in self.outcomes)


class Wording:
    """Words a replay's moments.

    Args:
        played: The replay; gives names of people and the zone.
    """

    def __init__(self, played: Played) -> None:
        self._replay: ReplayFile = played.replay
        self._zone: ZoneInfo = played.policy.duty.office.zone
        self._desks = played.policy.duty

    def rows(self, moments: Iterable[Moment]) -> tuple[Row, ...]:
        """Return moments as rows."""
        return tuple(self.row(one) for one in moments)

    def row(self, moment: Moment) -> Row:
        """Return one moment as a row."""
        event = moment.event
        report = event.report
        return Row(
            number=moment.number + 1,
            when=self.clock(moment.at),
            what=self._what(moment),
            said=report.words if report else "",
            known=self._known(moment),
            weighed=tuple(self._weighed(one) for one in moment.weighed),
            told=tuple(self._told(one) for one in moment.raised),
            to_do=self._to_do(moment),
            after=self._after(moment),
            seed=event.seed,
            is_noted=event.deed == "noted",
            outcomes=moment.outcomes,
        )

    def clock(self, at: datetime) -> str:
        """Return a moment as day and local hour."""
        return f"{at.astimezone(self._zone):%-d %b %Y %H:%M}"

    def day(self, at: datetime) -> str:
        """Return a moment as a local day."""
        return f"{at.astimezone(self._zone):%-d %b %Y}"

    def called(self, code: str) -> str:
        """Return what somebody is called."""
        return self._replay.called(code) if code else ""

    # what happened

    def _what(self, moment: Moment) -> str:
        event, deed = moment.event, moment.event.deed
        words_of = DEEDS.get(deed, deed)
        told = getattr(event, deed)
        if event.report is not None:
            role = event.report.role.value.replace("_", " ")
            words_of = f"{words_of} {event.report.id} ({role}), {moment.reference}"
        elif event.noted is not None:
            words_of = f"{words_of}: {event.noted.what}. {event.noted.words}"
        elif isinstance(told, str):
            words_of = f"{words_of}: {told}"
        else:
            words_of = f"{words_of}{self._beside(told)}"
        refused = f". The rules said no: {moment.refused}" if moment.refused else ""
        return f"{words_of}{refused}"

    def _beside(self, told: object) -> str:
        """Return who and where of an officer's deed or a change of the list."""
        person = self.called(getattr(told, "person", ""))
        kind = getattr(told, "kind", "")
        parts = [
            f" {str(getattr(kind, 'value', kind)).replace('_', ' ')}" if kind else "",
            f" {person}" if person else "",
            f" {report}" if (report := getattr(told, "report", "")) else "",
            self._with_family(told),
            f" by {self._desks.desk(desk).title}" if (desk := getattr(told, "desk", "")) else "",
            f" at {', '.join(desks)}" if (desks := getattr(told, "desks", ())) else "",
            f" to {to}" if isinstance(to := getattr(told, "to", ""), str) and to else "",
            f" to {to.words}" if hasattr(to, "words") else "",
        ]
        return f":{''.join(parts)}" if any(parts) else ""

    @staticmethod
    def _with_family(told: object) -> str:
        """Return who was spoken to and beside whom, or what was to be told to whom."""
        if isinstance(told, SpokenTo):
            return f" with {told.with_whom} ({WHO_ELSE[told.who_else]})"
        if isinstance(told, TellingDecided):
            decided = told.decided.value.replace("_", " ")
            return f" {decided} {told.to_whom}".rstrip()
        if isinstance(told, TellingSaid):
            return f" {told.telling} (understood: {told.understood.value})"
        return ""

    def _known(self, moment: Moment) -> tuple[str, ...]:
        found = dict.fromkeys(
            f"“{one.who}” may be {one.record}"
            f"{f' ({self.called(one.holds)})' if one.holds else ''}: "
            f"{words.BAND_WORDS.get(one.band, one.band).lower()}"
            for one in moment.leads
        )
        if moment.event.report is not None and not found:
            return ("Checked: nobody like them is known.",)
        return tuple(found)

    def _weighed(self, one: Weighed) -> str:
        who = f" ({self.called(one.who)})" if one.who else ""
        same = f", {words.points(one.if_same)} if the same" if one.if_same > one.firm else ""
        voices = f"{one.voices} voice{'' if one.voices == 1 else 's'}"
        points = f"{words.points(one.firm)} points{same}, {voices}"
        return f"{one.number}{who} stands at {one.standing.words}: {points}"

    def _told(self, one: Raised) -> str:
        waits = f", kept until {self.clock(one.held_until)}" if one.held_until else ""
        lead = ", leads" if one.is_lead else ""
        false = ". Nobody listed was meant" if one.is_false_lead else ""
        urgency = one.urgency.replace("_", " ")
        kind = KINDS.get(one.kind, one.kind.replace("_", " "))
        because = f": {one.because[0]}" if one.because else ""
        return f"{one.title} {kind} ({urgency}{lead}{waits}){because}{false}"

    def _to_do(self, moment: Moment) -> tuple[str, ...]:
        lines = [
            f"{'Decide whether' if one.is_question else 'Decide:'} "
            f"{self.called(one.who) or one.number} "
            f"{'would cross' if one.is_question else 'crossed'} {one.line.words}"
            for one in moment.lines
        ]
        answers = [
            f"{one.title}: a named human by {self.clock(one.acknowledge_by)}"
            for one in moment.raised
            if one.acknowledge_by is not None
        ]
        owed = [f"{one.desk}: {one.what} by {self.day(one.due_at)}" for one in moment.owed]
        return (*lines, *answers, *owed)

    def _after(self, moment: Moment) -> tuple[str, ...]:
        between = moment.between
        told = (
            [f"{words.count(between.answered, 'alert')} answered and decided"]
            if between.answered
            else []
        )
        told += (
            [f"Reminded {between.reminded} time{'s' if between.reminded > 1 else ''}"]
            if between.reminded
            else []
        )
        told += [f"Deadline missed at {one}" for one in between.missed]
        told += [f"Ladder climbed at {one}" for one in between.climbed]
        told += [self._told(one) for one in between.raised]
        return tuple(told)


def outcome_words(one: Outcome) -> str:
    """Return an outcome as one sentence: what was wanted, and what was there instead."""
    if one.is_not_yet:
        return f"{one.wanted}: not yet ({one.because})"
    if one.holds:
        return one.wanted
    return f"{one.wanted}; instead: {one.instead or 'it was not so'}"
