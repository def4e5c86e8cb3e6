"""Looking at what has come of an event: only what is new since the last look; read `Watcher`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from intake.actions.entries import entries_of
from intake.actions.weigh_person import known_of
from intake.domain.alert import Alert
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.held import ConcernHeld, Crossed, View
from intake.domain.weight import Tally
from intake.running.replay_stage import Stage
from intake.running.replay_told import Between, Lead, Line, Owed, Raised, Weighed
from intake.store.audit_lines import lines_after
from intake.store.work import Work

ANSWERS = frozenset({DiaryKind.ACKNOWLEDGE, DiaryKind.ACCEPT, DiaryKind.DECIDE})
QUESTION = "question"
FOR_THE_QUEUE = 12
"""Most records weighed for one moment; an import may touch hundreds."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the last look."""

    leads: tuple[Lead, ...]
    weighed: tuple[Weighed, ...]
    lines: tuple[Line, ...]
    raised: tuple[Raised, ...]
    owed: tuple[Owed, ...]


@dataclass
class Watcher:
    """Looks at a stage after each event, and remembers what it has seen."""

    stage: Stage
    _seen: Counter[str] = field(default_factory=Counter)

    def look(self, concern: ConcernHeld | None = None, *, also: Iterable[int] = ()) -> News:
        """Return what is new.

        Args:
            concern: The report that has just come in, for its check.
            also: Records to be weighed whether or not anything is new about them.
        """
        with self.stage.office.look() as work:
            codes = self.stage.meant_by_record(work)
            touched = self._touched(work) | set(also)
            return News(
                leads=self._leads(work, concern, codes) if concern else (),
                weighed=tuple(
                    self._weighed(work, number, codes) for number in sorted(touched)[:FOR_THE_QUEUE]
                ),
                lines=self._lines(work, codes),
                raised=self._raised(work, codes),
                owed=self._owed(work),
            )

    def look_between(self) -> Between:
        """Return what loops and desks did since the last look, counted."""
        with self.stage.office.look() as work:
            codes = self.stage.meant_by_record(work)
            told = lines_after(work.session, self._seen["audit"])
            self._seen["audit"] = max([self._seen["audit"], *(one.id for one in told)])
            counts = Counter(one.event for one in told)
            climbed = Counter(
                (str(one.facts.get("desk", "")), str(one.facts.get("kind", "")))
                for one in told
                if one.event == "ladder.climbed"
            )
            missed = Counter(
                (str(one.facts.get("desk", "")), str(one.facts.get("kind", "")))
                for one in told
                if one.event == "diary.missed"
            )
            self._touched(work)
            self._owed(work)
            return Between(
                answered=counts["alert.decided"],
                climbed=self._told_of(climbed),
                missed=self._told_of(missed),
                reminded=counts["diary.reminded"],
                lines=self._lines(work, codes),
                raised=self._raised(work, codes),
            )

    def forget_audit(self) -> None:
        """Pass over what the audit says of the event itself, so that only what follows counts."""
        with self.stage.office.look() as work:
            told = lines_after(work.session, self._seen["audit"])
        self._seen["audit"] = max([self._seen["audit"], *(one.id for one in told)])

    def _told_of(self, counted: Counter[tuple[str, str]]) -> tuple[str, ...]:
        return tuple(
            f"{self.stage.policy.duty.desk(desk).title}: {kind.replace('_', ' ')}, "
            f"{count} time{'s' if count > 1 else ''}"
            for (desk, kind), count in sorted(counted.items())
        )

    # what is new

    def _new(self, name: str, shelf: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = shelf.all(shelf.row.id > self._seen[name])
        if found:
            self._seen[name] = found[-1].id
        return found

    def _touched(self, work: Work) -> set[int]:
        standings = self._new("standings", work.people.standings)
        links = self._new("links", work.people.links)
        return {one.person_id for one in (*standings, *links)}

    def _lines(self, work: Work, codes: dict[int, str]) -> tuple[Line, ...]:
        rows: tuple[Crossed, ...] = self._new("crossed", work.people.crossed)
        people = work.people.records.by_id(one.person_id for one in rows)
        return tuple(
            Line(
                who=codes.get(one.person_id, ""),
                number=people[one.person_id].number,
                line=Band(one.line),
                is_question=one.kind == QUESTION,
                at=one.at,
            )
            for one in rows
        )

    def _raised(self, work: Work, codes: dict[int, str]) -> tuple[Raised, ...]:
        rows: tuple[Alert, ...] = self._new("alerts", work.dispatch.alerts)
        return tuple(self._one_raised(work, alert, codes) for alert in rows)

    def _one_raised(self, work: Work, alert: Alert, codes: dict[int, str]) -> Raised:
        meant = self._meant_in(work, alert.concern_id)
        about = (codes.get(alert.person_id, ""),) if alert.person_id else tuple(sorted(meant))
        return Raised(
            alert_id=alert.id,
            kind=alert.kind.value,
            desk=alert.desk,
            title=self.stage.policy.duty.desk(alert.desk).title,
            urgency=alert.urgency.value,
            is_lead=alert.is_lead,
            because=alert.because,
            made_at=alert.made_at,
            acknowledge_by=alert.acknowledge_by,
            held_until=alert.held_until,
            tag=alert.tag,
            about=tuple(one for one in about if one),
            is_false_lead=self._is_false(work, alert, codes, meant),
        )

    def _meant_in(self, work: Work, concern_id: int | None) -> set[str]:
        if concern_id is None:
            return set()
        mentions = work.concerns.mentions_of(concern_id)
        return {self.stage.meant[one.id] for one in mentions if one.id in self.stage.meant}

    def _is_false(self, work: Work, alert: Alert, codes: dict[int, str], meant: set[str]) -> bool:
        """Whether a desk was told of a listed person, and only somebody else was meant."""
        if not alert.tag.startswith("flagged:") or alert.concern_id is None or not meant:
            return False
        mentions = [one.id for one in work.concerns.mentions_of(alert.concern_id)]
        links = work.people.links_of_mentions(mentions)
        held = {codes.get(one.person_id, "") for one in links if one.band in ("strong", "possible")}
        return bool(held) and held.isdisjoint(meant)

    def _owed(self, work: Work) -> tuple[Owed, ...]:
        rows = self._new("diary", work.dispatch.diary)
        return tuple(
            Owed(
                what=one.kind.value.replace("_", " "),
                desk=self.stage.policy.duty.desk(one.desk).title,
                due_at=one.due_at,
            )
            for one in rows
            if one.kind not in ANSWERS
        )

    # what was known

    def _leads(self, work: Work, concern: ConcernHeld, codes: dict[int, str]) -> tuple[Lead, ...]:
        mentions = {one.id: one for one in work.concerns.mentions_of(concern.id)}
        links = [one for one in work.people.links_of_mentions(mentions) if not one.is_own]
        people = work.people.records.by_id(one.person_id for one in links)
        return tuple(
            Lead(
                who=mentions[one.mention_id].body.names.told or "somebody described",
                record=people[one.person_id].number,
                band=one.band,
                holds=codes.get(one.person_id, ""),
            )
            for one in links
        )

    def _weighed(self, work: Work, person_id: int, codes: dict[int, str]) -> Weighed:
        known = known_of(self.stage.office, work, person_id, View.WHOLE)
        firm = known.weight.firm
        entries = entries_of(self.stage.office, work, person_id)
        return Weighed(
            person_id=person_id,
            number=work.people.records.by_id([person_id])[person_id].number,
            who=codes.get(person_id, ""),
            standing=known.standing.band,
            reaches=firm.band,
            firm=firm.points,
            if_same=known.weight.if_same.points,
            voices=firm.voices,
            because=known.weight.because,
            rules=tuple(one.rule for one in firm.fired),
            by_voice=_by_voice(firm),
            settings={one.voice: one.setting for one in reversed(entries)},
        )


def _by_voice(tally: Tally) -> tuple[tuple[str, Any], ...]:
    found: dict[str, Any] = {}
    for part in tally.contributions:
        found[part.voice] = found.get(part.voice, 0) + part.points
    return tuple(found.items())
