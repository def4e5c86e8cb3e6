"""Reading a replay file, and every fault of it at once; read `read_replay` first.

A fault names the line, the place and what to write instead. No words about anybody are
repeated: codes of the file are, and words of the settings.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from intake.domain.concern import Part
from intake.domain.errors import PolicyError
from intake.domain.rules import RULES
from intake.policy import files
from intake.policy.faults import did_you_mean, located_faults, without_strangers
from intake.policy.loader import PolicySet
from intake.policy.replay import Event, ReplayFile
from intake.policy.replay_events import Flagged, Report, SignTold
from intake.policy.replay_expects import (
    OF_A_MEETING,
    OF_A_PERSON,
    OF_A_REPORT,
    OF_AN_AGREEMENT,
    OF_AN_EVENT,
    OF_DESKS,
    Expected,
    Then,
)
from intake.policy.script_remarks import Loc, lines_of

ALL_DESKS = "all"
NOBODY = "nobody"
FOUND = ("strong", "possible", "name_only", "other_date", "weak", "none", "not_checked")
BY_SUM = "sum_of_points"
COMMA = " (or did a comma within {…} end a sentence? put its words in quotes)"
NEEDED_BY = (
    ("person", OF_A_PERSON),
    ("report", OF_A_REPORT),
    ("meeting", OF_A_MEETING),
    ("agreement", OF_AN_AGREEMENT),
)
"""What an expectation must name, for what it looks at."""

LISTED_FIRST = ("move", "term")
"""Deeds about somebody who must stand on the list by then."""

Fault = tuple[Loc, str]


def read_replay(path: Path, policy: PolicySet) -> ReplayFile:
    """Read a replay and check it against settings.

    Args:
        path: The file.
        policy: Desks, areas, signs and kinds of flag that there are.

    Raises:
        PolicyError: `faults` holds every fault, one sentence each: file, line, place, what is
            wrong, what to write instead.
    """
    try:
        content, wrong = files.read_file(path)
    except OSError as fault:
        raise PolicyError((f"{path}: cannot be read; look at its name and rights",)) from fault
    if wrong:
        raise PolicyError((f"{path}: {_plainer(wrong)}",))
    found, faults = _read(_with_on(content))
    if found is not None:
        faults += list(_Checker(found, policy).faults())
    if faults or found is None:
        raise PolicyError(tuple(_sentences(path, faults)))
    return found


def _plainer(wrong: str) -> str:
    """Say of a missing file what can be done about it here."""
    if "missing" in wrong:
        return "there is no such file; `dueregard replay --new FILE` begins one"
    return wrong.replace("config/README.md lists them", "config/replays/README.md shows")


def _with_on(content: Any) -> Any:
    """Return content with its bare `on` keys as words: YAML reads them as true."""
    if isinstance(content, dict):
        return {"on" if key is True else key: _with_on(value) for key, value in content.items()}
    return [_with_on(one) for one in content] if isinstance(content, list) else content


def _read(content: Any) -> tuple[ReplayFile | None, list[Fault]]:
    """Read content as a replay as far as it goes, so that the rest is checked too."""
    try:
        return ReplayFile.model_validate(content), []
    except ValidationError as error:
        faults = located_faults(ReplayFile, error)
        pruned = without_strangers(content, error)
    try:
        return ReplayFile.model_validate(pruned), faults
    except ValidationError as error:
        return None, list(dict.fromkeys([*faults, *located_faults(ReplayFile, error)]))


def _sentences(path: Path, faults: Iterable[Fault]) -> Iterator[str]:
    line = lines_of(path.read_text(encoding="utf-8"))
    placed = sorted(dict.fromkeys((line(at), _place(at), words) for at, words in faults))
    for number, place, told in placed:
        words = told.replace("config/README.md", "config/replays/README.md")
        comma = COMMA if " " in place.rpartition(".")[2] and "no such key" in words else ""
        yield f"{path.name}: line {number}: {f'{place}: ' if place else ''}{words}{comma}"


def _place(at: Loc) -> str:
    """Return a place as people count: the first event is event 1."""
    told = list(at)
    if len(told) > 1 and told[0] in ("history", "expect") and isinstance(told[1], int):
        name = "event" if told[0] == "history" else "expectation"
        told[:2] = [f"{name} {told[1] + 1}"]
    return ".".join(str(part) for part in told)


def _codes(replay: ReplayFile) -> Iterator[str]:
    """Yield the code of everybody whom an event means."""
    for event in replay.history:
        if event.report is not None:
            yield from (one.who for one in event.report.people if one.who)
        if event.flag is not None:
            yield event.flag.person


@dataclass
class _Checker:
    """Looks at what the shape alone does not tell: order, codes, what must come before."""

    replay: ReplayFile
    policy: PolicySet
    reports: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    agreements: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)
    tellings: set[str] = field(default_factory=set)
    known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.known = frozenset(_codes(self.replay))

    def faults(self) -> Iterator[Fault]:
        """Yield every fault with its place."""
        yield from self._area(("area",), self.replay.area)
        yield from self._people()
        before = self.replay.history[0].on
        for number, event in enumerate(self.replay.history):
            at: Loc = ("history", number)
            if event.on < before:
                yield (*at, "on"), "comes before the event above it; put events in their order"
            before = max(before, event.on)
            yield from self._event(at, event)
        for number, one in enumerate(self.replay.expect):
            yield from self._expected(("expect", number), one)

    # who is meant

    def _people(self) -> Iterator[Fault]:
        people = self.replay.people
        for code in people:
            if code not in self.known:
                advice = did_you_mean(code, self.known)
                yield ("people", code), f"no report or flag of the history means them; {advice}"
        for number, event in enumerate(self.replay.history):
            told = event.report.people if event.report is not None and people else ()
            for place, one in enumerate(told):
                if one.who and one.who not in people:
                    at: Loc = ("history", number, "report", "people", place, "who")
                    advice = f"{did_you_mean(one.who, people)}, or put them there"
                    yield at, f"nobody of that code stands in people; {advice}"

    def _person(self, at: Loc, code: str) -> Iterator[Fault]:
        if code and code not in self.known:
            yield at, f"no report or flag means such a person; {did_you_mean(code, self.known)}"

    # words of the settings

    def _area(self, at: Loc, code: str) -> Iterator[Fault]:
        areas = self.policy.areas.areas
        if code and code not in areas:
            yield at, f"there is no area of that name; {did_you_mean(code, areas)}"

    def _desk(self, at: Loc, name: str, *, beside: tuple[str, ...] = ()) -> Iterator[Fault]:
        desks = (*self.policy.duty.desks, *beside)
        if name and name not in desks:
            yield at, f"there is no desk of that name; {did_you_mean(name, desks)}"

    def _sign(self, at: Loc, sign: str) -> Iterator[Fault]:
        signs = self.policy.sign_book.signs
        if sign not in signs:
            yield at, f"there is no such sign; {did_you_mean(sign, signs)}"

    def _report_named(self, at: Loc, name: str) -> Iterator[Fault]:
        if name and name not in self.reports:
            yield at, f"no report above has that id; {did_you_mean(name, self.reports)}"

    # events

    def _event(self, at: Loc, event: Event) -> Iterator[Fault]:
        told = [name for name in type(event).model_fields if self._is_deed(event, name)]
        if len(told) != 1:
            which = f"it holds {' and '.join(told)}" if told else "nothing happens in it"
            yield at, f"one event is one thing that happens, and {which}; write one deed"
            return
        deed = getattr(event, told[0])
        where: Loc = (*at, told[0])
        if isinstance(deed, Report):
            yield from self._report(where, deed)
        elif isinstance(deed, Flagged):
            yield from self._flag(where, deed)
        elif told[0] == "silence":
            for number, name in enumerate(deed.desks):
                yield from self._desk((*where, "desks", number), name, beside=(ALL_DESKS,))
        elif told[0] != "nothing":
            yield from self._officers_deed(where, told[0], deed)
        for number, one in enumerate(event.then):
            yield from self._then((*at, "then", number), one)

    @staticmethod
    def _is_deed(event: Event, name: str) -> bool:
        beside = name in {"on", "at", "then", "refused", "seed"}
        return not beside and getattr(event, name) is not None

    def _report(self, at: Loc, told: Report) -> Iterator[Fault]:
        if told.id in self.reports:
            yield (*at, "id"), "another report above has this id; write another"
        self.reports.add(told.id)
        yield from self._area((*at, "area"), told.area)
        who = {one.who for one in told.people if one.who}
        for number, sign in enumerate(told.signs):
            name = sign.sign if isinstance(sign, SignTold) else sign
            yield from self._sign((*at, "signs", number), name)
            if isinstance(sign, SignTold) and sign.about not in who:
                yield (
                    (*at, "signs", number),
                    (f"ties the sign to nobody of this report; {did_you_mean(sign.about, who)}"),
                )
        for number, one in enumerate(told.people):
            if one.seen_now and one.part is not Part.CHILD:
                yield (*at, "people", number, "seen_now"), "is of a child; write part: child"
        if not any(one.part is Part.PERSON_OF_CONCERN for one in told.people) and told.signs:
            adults = [s for s in told.signs if isinstance(s, str) and s[:2] in ("GC", "GP", "OB")]
            if adults:
                yield (*at, "signs"), "tells signs of an adult, and no person of concern is named"

    def _flag(self, at: Loc, told: Flagged) -> Iterator[Fault]:
        if told.person not in self.listed:
            for name in ("names", "kind", "owner"):
                if not getattr(told, name):
                    yield (*at, name), "is missing; whoever is listed first needs it"
        self.listed.add(told.person)
        yield from self._desk((*at, "owner"), told.owner)
        yield from self._area((*at, "area"), told.area)
        for number, name in enumerate(told.named_desks):
            yield from self._desk((*at, "named_desks", number), name)
        areas = self.policy.areas
        for key, code, known in (
            ("kind", told.kind, areas.flag_kinds),
            ("agency", told.agency, areas.agencies),
        ):
            if code and code not in known:
                yield (*at, key), f"there is no {key} of that name; {did_you_mean(code, known)}"

    def _officers_deed(self, at: Loc, name: str, deed: Any) -> Iterator[Fault]:
        yield from self._desk((*at, "desk"), getattr(deed, "desk", ""))
        yield from self._report_named((*at, "report"), getattr(deed, "report", ""))
        person = getattr(deed, "person", "")
        if name in LISTED_FIRST and person not in self.listed:
            yield (
                (*at, "person"),
                ("is on no list by then; write a flag above, or tell it as a report"),
            )
        elif name != "noted":
            yield from self._person((*at, "person"), person)
        yield from self._agreement(at, name, deed)
        yield from self._meeting(at, name, deed)
        yield from self._telling(at, name, deed)
        for number, area in enumerate(getattr(deed, "areas", ())):
            yield from self._area((*at, "areas", number), area)
        for key in ("join", "part"):
            for number, one in enumerate(getattr(deed, key, ())):
                yield from self._report_named((*at, key, number), one)
        yield from self._desk((*at, "to"), deed.to if name == "handover" else "")
        if name == "voices" and bool(deed.join) is bool(deed.part):
            yield at, "write either join or part, with the reports"
        if name == "judge" and not (deed.report or deed.person):
            yield at, "whose match is judged? write report, person, or both"
        if name == "code":
            yield from self._sign((*at, "sign"), deed.sign)
            yield from self._person((*at, "about"), deed.about)

    def _agreement(self, at: Loc, name: str, deed: Any) -> Iterator[Fault]:
        if name == "agreement":
            self.agreements.add(deed.id)
        elif name.startswith("agreement_") and deed.agreement not in self.agreements:
            advice = did_you_mean(deed.agreement, self.agreements)
            yield (*at, "agreement"), f"no agreement above has that id; {advice}"

    def _meeting(self, at: Loc, name: str, deed: Any) -> Iterator[Fault]:
        if name == "meeting":
            if deed.id in self.meetings:
                yield (*at, "id"), "another meeting above has this id; write another"
            self.meetings.add(deed.id)
        elif name in ("minutes", "sign") and deed.meeting not in self.meetings:
            advice = did_you_mean(deed.meeting, self.meetings)
            yield (*at, "meeting"), f"no meeting above has that id; {advice}"
        for number, one in enumerate(getattr(deed, "came", ())):
            yield from self._desk((*at, "came", number, "desk"), one.desk)
        has_second = name in ("close", "telling")
        yield from self._desk((*at, "second"), deed.second if has_second else "")

    def _telling(self, at: Loc, name: str, deed: Any) -> Iterator[Fault]:
        if name == "telling":
            if deed.id in self.tellings:
                yield (*at, "id"), "another telling above has this id; write another"
            self.tellings.add(deed.id)
        elif name == "telling_said" and deed.telling not in self.tellings:
            advice = did_you_mean(deed.telling, self.tellings)
            yield (*at, "telling"), f"no telling above has that id; {advice}"

    # expectations

    def _expected(self, at: Loc, one: Expected) -> Iterator[Fault]:
        if one.day is None:
            yield at, "when? write one of by, on and before, with a day"
        yield from self._then(at, one)

    def _then(self, at: Loc, one: Then) -> Iterator[Fault]:
        yield from self._lacks(at, one)
        yield from self._person((*at, "person"), one.person)
        yield from self._desk((*at, "desk"), one.desk)
        for key in ("owner", "offered_to"):
            yield from self._desk((*at, key), getattr(one, key), beside=(NOBODY,))
        for key in OF_DESKS:
            for number, name in enumerate(getattr(one, key)):
                yield from self._desk((*at, key, number), name)
        for key in ("report", "reply_as"):
            yield from self._report_named((*at, key), getattr(one, key))
        for key in ("joined", "linked", "apart"):
            for number, name in enumerate(getattr(one, key)):
                yield from self._report_named((*at, key, number), name)
        for key, known in (("meeting", self.meetings), ("agreement", self.agreements)):
            said = getattr(one, key)
            if said and said not in known:
                yield (*at, key), f"no {key} above has that id; {did_you_mean(said, known)}"
        yield from self._words_of_lists(at, one)

    def _lacks(self, at: Loc, one: Then) -> Iterator[Fault]:
        """Yield what an expectation lacks to be looked at."""
        if not one.asks:
            yield at, "nothing is looked at; write band, owner, alerted or another of the list"
        for key, asks in NEEDED_BY:
            found = [name for name in one.asks if name in asks]
            if found and not getattr(one, key):
                yield (*at, key), f"is missing; {' and '.join(found)} needs it"
        if one.owes and not (one.person or one.report):
            yield at, "owes what, of whom? write person or report beside it"
        if one.event and not OF_AN_EVENT & set(one.asks):
            yield at, "event says which; write told, answered or no_answer beside it"
        about_alerts = {"alerted", "alerts", "unanswered", "asked"} & set(one.asks)
        if (one.kind or one.urgency) and not about_alerts:
            yield at, "kind and urgency say which alerts; write alerted: true beside them"

    def _words_of_lists(self, at: Loc, one: Then) -> Iterator[Fault]:
        """Yield words that are not of the list they belong to."""
        rules = set(RULES) | {BY_SUM}
        called = {name for name, _ in self.policy.duty.addresses} | set(self.policy.duty.desks)
        lists: tuple[tuple[str, Collection[str], str], ...] = (
            ("found", FOUND, "is no band of a check"),
            ("rule", rules, "there is no such rule"),
            ("asked", called, "nobody is called so"),
        )
        for key, known, words in lists:
            said = getattr(one, key)
            if said and said not in known:
                yield (*at, key), f"{words}; {did_you_mean(said, known)}"
