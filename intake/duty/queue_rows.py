"""The rows of a queue: who each is about, what the check found, and what came before.

`Findings` holds what a saved view may ask of a thousand alerts, without a word about anybody;
`rows_of` reads the words of those that are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from intake.domain.alert import AlertKind
from intake.domain.person import LinkState
from intake.duty.sight import Sight
from intake.duty.views import EarlierDot, QueueItem
from intake.duty.wording import ABOUT_FACTS, about_words, child_words, is_professional, short_role
from intake.store.glances import ConcernGlance, LinkGlance, MentionGlance
from intake.store.open_alerts import AlertGlance, OpenAlerts

LEADS = ("strong", "possible")
MONTHS = 12
KIND_LINES = {
    AlertKind.CROSSED: "A line was crossed",
    AlertKind.QUESTION: "Same person? A line would be crossed",
    AlertKind.RECHECK: "The list has changed: an earlier concern may name somebody on it",
    AlertKind.FLAG_HIT: "Your own flag: tell the children’s services, or say why not",
    AlertKind.REVIEW: "Look again at this person",
    AlertKind.TERM_END: "An order, licence or bail ends",
    AlertKind.HANDOVER: "A handover is offered",
    AlertKind.TELL_OTHERS: "Others must be told",
    AlertKind.EVENT: "Something happened: say what your agency holds or does",
    AlertKind.ADMIN: "For the administrator",
    AlertKind.JOINING: "Two flagged records, said to be one person",
    AlertKind.CHILD_HARMED: "Harmed by a child: a case of their own",
    AlertKind.CHILD_WHO_DID: "Harmed a child, and needs help: a case of their own",
    AlertKind.CHILD_AGAIN: "Several worries about one child: look at them together",
}


CHILD_NAMES = {
    AlertKind.CHILD_HARMED: "The child who was harmed",
    AlertKind.CHILD_WHO_DID: "The child who did it",
}
"""How a child's case is called in a list: whom the report is about may be the other child."""

_Before = tuple[int, datetime, EarlierDot]
"""A concern, when it came, and its dot."""


class Findings:
    """What was found about whom some alerts are, as far as one desk may know (P13)."""

    def __init__(self, sight: Sight, alerts: Sequence[AlertGlance]) -> None:
        self._sight = sight
        self._alerts = alerts

    @cached_property
    def _ids(self) -> tuple[int, ...]:
        return tuple({one.concern_id for one in self._alerts if one.concern_id is not None})

    @cached_property
    def _concerns(self) -> Mapping[int, ConcernGlance]:
        return self._sight.known.glances.concerns(self._ids)

    @cached_property
    def _unchecked(self) -> frozenset[int]:
        return self._sight.known.glances.unchecked(self._ids)

    @cached_property
    def _linked(self) -> Mapping[int, list[LinkGlance]]:
        known = self._sight.known
        known.read_links(self._ids)
        return {
            one: [link for link in known.links_of(one) if link.state is not LinkState.DIFFERENT]
            for one in self._ids
        }

    @cached_property
    def _before(self) -> Mapping[int, tuple[_Before, ...]]:
        """What was told before, by person, of everybody whom these alerts may be about."""
        people = {link.person_id for links in self._linked.values() for link in links}
        people |= {one.person_id for one in self._alerts if one.person_id is not None}
        known = self._sight.known
        known.read_hanging(people)
        told = {one.id: one for person in people for _, one in known.hanging_on(person)}
        known.read_leads(told.values())
        drawn = {
            key: (key, one.received_at, dot)
            for key, one in told.items()
            if self._sight.hears_of(one) and (dot := dot_of(self._sight, one)) is not None
        }
        return {
            person: tuple(drawn[one.id] for _, one in known.hanging_on(person) if one.id in drawn)
            for person in people
        }

    def concern_of(self, alert: AlertGlance) -> ConcernGlance | None:
        """Return the concern of an alert, or None where it has none."""
        return self._concerns.get(alert.concern_id or 0)

    def links_of(self, alert: AlertGlance) -> list[LinkGlance]:
        """Return the links of an alert's concern in view, rejected ones left out."""
        return self._linked.get(alert.concern_id or 0, [])

    def needs_decision(self, alert: AlertGlance) -> bool:
        """Whether a lead waits for a judgement, or a question for an answer."""
        return alert.kind is AlertKind.QUESTION or any(
            link.state is LinkState.POSSIBLE and link.band in LEADS for link in self.links_of(alert)
        )

    def is_unchecked(self, alert: AlertGlance) -> bool:
        """Whether a look-up of its concern was not made yet."""
        return alert.concern_id in self._unchecked

    def tag_of(self, alert: AlertGlance) -> str:
        """Return what the check found, of an alert about one person of him alone.

        See `QueueItem.tag`. Another man named in the same report does not lend him his band.
        """
        if self.is_unchecked(alert):
            return "not_checked"
        if alert.concern_id is None:
            is_flagged = alert.person_id and self._sight.is_flagged(alert.person_id)
            return "flagged_strong" if is_flagged else "nothing"
        links = self.links_of(alert)
        of_him = [one for one in links if one.person_id == alert.person_id]
        return tag_of(self._sight, of_him or links)

    def record_of(self, alert: AlertGlance) -> tuple[int, bool]:
        """Return the record that an alert is or may be about, and whether that is sure.

        Returns:
            The record of its own, where this desk may know of it; else the one its concern was
            judged to name, or is a strong or possible lead to, the oldest of several; else the
            one made from this very report. 0 where there is none: namesakes are never folded.
        """
        if alert.person_id and self._sight.known.person(alert.person_id) is not None:
            return alert.person_id, True
        links = self.links_of(alert)
        for one in sorted(links, key=lambda link: link.person_id):
            if one.state is LinkState.SAME and not one.is_own:
                return one.person_id, True
        leads = [one for one in links if one.band in LEADS and not one.is_own]
        own = [one for one in links if one.is_own]
        found = min((leads or own), key=lambda link: link.person_id, default=None)
        return (found.person_id, found.is_own) if found else (0, False)

    def earlier_of(self, alert: AlertGlance) -> tuple[EarlierDot, ...]:
        """Return the earlier concerns of twelve months about whom this may be."""
        concern = self.concern_of(alert)
        people = {link.person_id for link in self.links_of(alert)}
        if concern is None and alert.person_id:
            people = {alert.person_id}
        own, before = (concern.id, concern.received_at) if concern else (0, self._sight.work.at)
        dots = {
            key: dot
            for person in people
            for key, at, dot in self._before[person]
            if at <= before and key != own
        }
        return tuple(sorted(dots.values(), key=lambda one: -one.months_ago))


class _Banded(Protocol):
    """A link with what the matcher thought of it."""

    @property
    def person_id(self) -> int:
        """The record."""

    @property
    def band(self) -> str:
        """Strong, possible, and so on."""

    @property
    def is_own(self) -> bool:
        """Whether the record was made from this very mention."""


def tag_of(sight: Sight, links: Iterable[_Banded]) -> str:
    """Return what a check found, as far as this desk may know: the strongest lead in view."""
    found = [one for one in links if not one.is_own]
    flagged = {one.band for one in found if sight.is_flagged(one.person_id)}
    bands = {one.band for one in found}
    for band in LEADS:
        if band in flagged:
            return f"flagged_{band}"
    if bands & set(LEADS):
        return "seen"
    return next((band for band in ("other_date", "name_only") if band in bands), "nothing")


def dot_of(sight: Sight, concern: ConcernGlance) -> EarlierDot | None:
    """Return a concern as a dot of the strip; None where it is older than twelve months."""
    office = sight.office.policy.duty.office
    today, day = office.local_day(sight.work.at), office.local_day(concern.received_at)
    months = (today.year - day.year) * 12 + today.month - day.month
    if not 0 <= months < MONTHS:
        return None
    return EarlierDot(months, is_professional(concern.role))


def rows_of(sight: Sight, alerts: Sequence[AlertGlance]) -> list[QueueItem]:
    """Return alerts as the rows that are shown, in their order."""
    found = Findings(sight, alerts)
    words = _Words.of(sight, alerts, found)
    return [_item(sight, one, found, words) for one in alerts]


@dataclass(frozen=True, slots=True)
class _Words:
    """What only the rows that are shown need: who is named, and how far the ladder got."""

    mentions: Mapping[int, tuple[MentionGlance, ...]]
    asked: Mapping[int, int]

    @classmethod
    def of(cls, sight: Sight, alerts: Sequence[AlertGlance], found: Findings) -> "_Words":
        known = sight.known
        concerns = [one for alert in alerts if (one := found.concern_of(alert)) is not None]
        people = [one.person_id for one in alerts if one.person_id is not None]
        known.read_hanging(people)
        known.read_owners(people)
        theirs = (one for person in people for one in sight.concerns_of_person(person).values())
        sight.prepare([*concerns, *theirs])
        return cls(
            mentions=known.glances.mentions((one.id for one in concerns), ABOUT_FACTS),
            asked=OpenAlerts(sight.work.session).rungs_asked(
                (one.id for one in alerts), sight.reader.desk
            ),
        )


def _item(sight: Sight, alert: AlertGlance, found: Findings, words: _Words) -> QueueItem:
    concern = found.concern_of(alert)
    about, is_said, second = _about(sight, alert, concern, words)
    record, is_sure = found.record_of(alert)
    rungs = len(sight.office.policy.duty.ladder_of(alert.desk, alert.urgency).rungs)
    return QueueItem(
        alert_id=alert.id,
        kind=alert.kind,
        state=alert.state,
        urgency=alert.urgency,
        due_at=alert.due_at,
        about=about,
        is_said=is_said,
        second=second,
        tag=found.tag_of(alert),
        earlier=found.earlier_of(alert),
        holder=alert.holder,
        held_since=alert.held_since,
        asked=min(words.asked.get(alert.id, 0), rungs),
        rungs=rungs,
        area=concern.area if concern else "",
        reference=concern.reference if concern else "",
        needs_decision=found.needs_decision(alert),
        is_mine=alert.holder == sight.officer.name,
        record=record,
        is_record_sure=is_sure,
    )


def _about(
    sight: Sight, alert: AlertGlance, concern: ConcernGlance | None, words: _Words
) -> tuple[str, bool, str]:
    """Return who a row is about, whether in the reporter's words, and its second line."""
    mentions = words.mentions.get(concern.id, ()) if concern else ()
    sees = sight.sees(concern) if concern else frozenset()
    name = about_words(mentions) if "concern.mentions" in sees else ""
    person = sight.known.person(alert.person_id) if alert.person_id else None
    if person is not None and "person.names" in sight.sees_person(person):
        name = person.label.reveal()
    line = KIND_LINES.get(alert.kind, "")
    if alert.kind in CHILD_NAMES:
        name = ""
    if concern is not None:
        area = sight.area_title(concern.area)
        told = f"{short_role(concern.role)}. {child_words(mentions)}. {area}".rstrip(". ")
        line = f"{line}. {told}" if line else told
        if alert.kind is AlertKind.DANGER:
            line = f"Danger now, unfinished. {told}" if concern.is_unfinished else told
    return name or CHILD_NAMES.get(alert.kind, "Somebody not named"), bool(name), line
