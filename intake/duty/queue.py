"""The queue of a desk: what it has not decided yet, by when it must be touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intake.domain.access import is_about_own_people
from intake.domain.alert import Alert, AlertKind
from intake.domain.diary import DiaryEntry
from intake.domain.held import CheckState, ConcernHeld, LinkHeld, MentionHeld
from intake.domain.person import LinkState
from intake.duty.sight import Sight
from intake.duty.views import EarlierDot, Queue, QueueGroup, QueueItem
from intake.duty.wording import about_words, child_words, is_professional, short_role

GROUPS = ("late", "hour", "today", "tomorrow", "week", "later")
VIEWS = ("all", "nobody", "late", "mine", "decide", "unchecked", "thrice")
"""Saved views to the side; each is a lesson of the reviews."""
DEEP = frozenset({"decide", "unchecked", "thrice"})
"""Views that need more than the alert itself; not counted while there is more than a page."""
ROWS = 100
"""Rows of a page; the rest is one press away."""
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
    AlertKind.ADMIN: "For the administrator",
}


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What part of the queue is asked for; empty is everything."""

    view: str = "all"
    urgency: str = ""
    tag: str = ""
    owner: str = ""
    area: str = ""
    rows: int = ROWS

    @property
    def is_deep(self) -> bool:
        """Whether it asks for more than stands on the alert itself."""
        return self.view in DEEP or bool(self.tag or self.area)

    def may_keep(self, alert: Alert, sight: Sight) -> bool:
        """Whether an alert may belong to what was asked for, by the alert alone."""
        is_mine = alert.holder == sight.officer.name
        views = {
            "nobody": not alert.holder,
            "late": _due(alert) < sight.work.at,
            "mine": is_mine,
        }
        owners = {"nobody": not alert.holder, "me": is_mine}
        return (
            views.get(self.view, True)
            and self.urgency in ("", alert.urgency.value)
            and owners.get(self.owner, True)
        )

    def keeps(self, item: QueueItem, at: datetime) -> bool:
        """Whether an item belongs to what was asked for."""
        owners = {"nobody": not item.holder, "me": item.is_mine}
        return (
            in_view(item, self.view, at)
            and self.urgency in ("", item.urgency.value)
            and (not self.tag or item.tag.startswith(self.tag))
            and owners.get(self.owner, True)
            and self.area in ("", item.area)
        )


def in_view(item: QueueItem, view: str, at: datetime) -> bool:
    """Whether an item belongs to a saved view; an unknown view holds everything."""
    return {
        "nobody": not item.holder,
        "late": item.due_at < at,
        "mine": item.is_mine,
        "decide": item.needs_decision,
        "unchecked": not item.is_checked,
        "thrice": len(item.earlier) >= 2,
    }.get(view, True)


def queue_of(sight: Sight, wanted: QueueFilter) -> Queue:
    """Read the open alerts of the officer's desk.

    Args:
        sight: The officer's eyes.
        wanted: What part is asked for; the counts are of everything.

    Why:
        A late small thing is late: so the groups go by when, and urgency orders only what is
        late already.
    """
    work, desk = sight.work, sight.reader.desk
    alerts = work.dispatch.open_alerts([desk])
    asked = [one for one in alerts if wanted.may_keep(one, sight)]
    asked.sort(key=lambda one: (_due(one), one.id))
    page = asked if wanted.is_deep else asked[: wanted.rows]
    around = _Around.of(sight, page)
    items = [_item(sight, alert, around) for alert in page if around.is_readable(alert)]
    shown = [item for item in items if wanted.keeps(item, work.at)]
    counts = _counts(sight, alerts)
    if len(page) == len(alerts):
        counts = {view: sum(in_view(one, view, work.at) for one in items) for view in VIEWS}
    week = work.at - timedelta(days=7)
    lately = [
        at for name, at in work.dispatch.alerts_since(week - timedelta(days=7)) if name == desk
    ]
    return Queue(
        groups=_grouped(sight, shown),
        counts=counts,
        newest=newest_alert(sight),
        at=work.at,
        alerts_this_week=sum(at >= week for at in lately),
        alerts_last_week=sum(at < week for at in lately),
        more=len(asked) - len(page),
        areas=tuple((code, area.title) for code, area in sight.office.policy.areas.areas.items()),
    )


def _due(alert: Alert) -> datetime:
    return alert.deadline or alert.made_at


def _counts(sight: Sight, alerts: Iterable[Alert]) -> dict[str, int]:
    """Return the counts that the alerts alone give."""
    kept = tuple(alerts)
    views = [view for view in VIEWS if view not in DEEP]
    return {
        view: sum(QueueFilter(view=view).may_keep(one, sight) for one in kept) for view in views
    }


def newest_alert(sight: Sight) -> int:
    """Return the highest id of an alert of the officer's desk; 0 where there is none."""
    alerts = sight.work.dispatch.alerts
    found = alerts.all(alerts.row.desk == sight.reader.desk, limit=1, newest=True)
    return found[0].id if found else 0


def new_since(sight: Sight, since: int) -> int:
    """Return how many alerts came to the officer's desk after an id."""
    alerts = sight.work.dispatch.alerts
    return len(alerts.all(alerts.row.desk == sight.reader.desk, alerts.row.id > since, limit=100))


@dataclass(frozen=True)
class _Around:
    """Everything the rows need, read in a handful of questions instead of some a row."""

    sight: Sight
    concerns: Mapping[int, ConcernHeld]
    mentions: Mapping[int, tuple[MentionHeld, ...]]
    links: Mapping[int, tuple[LinkHeld, ...]]
    by_person: Mapping[int, tuple[int, ...]]
    others: Mapping[int, ConcernHeld]
    unchecked: frozenset[int]
    entries: Mapping[str, DiaryEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, sight: Sight, alerts: Iterable[Alert]) -> "_Around":
        work = sight.work
        alerts = tuple(alerts)
        ids = {one.concern_id for one in alerts if one.concern_id is not None}
        concerns = work.concerns.of(ids)
        rows = work.concerns.mentions
        mentions = _by(rows.all(rows.row.concern_id.in_(list(ids))), "concern_id")
        links = sight.links_of_mentions(m.id for told in mentions.values() for m in told)
        people = {one.person_id for one in links} | {one.person_id for one in alerts}
        kept = work.people.links
        near = sight.in_view(kept.all(kept.row.person_id.in_([p for p in people if p])))
        alike = [one for one in near if one.state is not LinkState.DIFFERENT]
        theirs = work.concerns.mentions_by_id(one.mention_id for one in alike)
        by_person: dict[int, set[int]] = {}
        for one in alike:
            by_person.setdefault(one.person_id, set()).add(theirs[one.mention_id].concern_id)
        others = work.concerns.of(i for found in by_person.values() for i in found)
        sight.prepare([*concerns.values(), *others.values()])
        owed = {one.subject: one for one in work.dispatch.owed_by_desks([sight.reader.desk])}
        return cls(
            sight=sight,
            concerns=concerns,
            mentions=mentions,
            links=_by(links, "mention_id"),
            by_person={key: tuple(found) for key, found in by_person.items()},
            others=others,
            unchecked=_unchecked(sight, ids),
            entries=owed,
        )

    def is_readable(self, alert: Alert) -> bool:
        """Whether the alert is not about the reader's own people."""
        concern = self.concerns.get(alert.concern_id or 0)
        if concern is None:
            return True
        return not is_about_own_people(self.sight.reader, self.sight.subject_of(concern))

    def links_of(self, concern_id: int) -> list[LinkHeld]:
        """Return the links of a concern in view, rejected ones left out."""
        return [
            link
            for mention in self.mentions.get(concern_id, ())
            for link in self.links.get(mention.id, ())
            if link.state is not LinkState.DIFFERENT
        ]


def _by(values: Iterable[object], name: str) -> dict[int, tuple]:  # type: ignore[type-arg]
    found: dict[int, list[object]] = {}
    for value in values:
        found.setdefault(getattr(value, name), []).append(value)
    return {key: tuple(held) for key, held in found.items()}


def _unchecked(sight: Sight, concern_ids: set[int]) -> frozenset[int]:
    """Return the concerns of which the newest check of something was not made."""
    rows = sight.work.concerns.checks
    newest: dict[tuple[int, int | None], CheckState] = {}
    for check in rows.all(rows.row.concern_id.in_(list(concern_ids))):
        newest[check.concern_id, check.mention_id] = check.state
    return frozenset(key[0] for key, state in newest.items() if state is CheckState.NOT_CHECKED)


def _item(sight: Sight, alert: Alert, around: _Around) -> QueueItem:
    concern = around.concerns.get(alert.concern_id or 0)
    links = around.links_of(concern.id) if concern else []
    about, is_said, second = _about(sight, alert, concern, around)
    entry = around.entries.get(f"alert:{alert.id}")
    ladder = sight.office.policy.duty.ladder_of(alert.desk, alert.urgency)
    unjudged = any(
        link.state is LinkState.POSSIBLE and link.band in ("strong", "possible") for link in links
    )
    return QueueItem(
        alert_id=alert.id,
        kind=alert.kind,
        state=alert.state,
        urgency=alert.urgency,
        due_at=_due(alert),
        about=about,
        is_said=is_said,
        second=second,
        tag=_tag(sight, alert, concern, links, around),
        earlier=_earlier(sight, alert, concern, links, around),
        holder=alert.holder,
        held_since=alert.accepted_at or alert.acknowledged_at,
        asked=min(entry.rung, len(ladder.rungs)) if entry else 0,
        rungs=len(ladder.rungs),
        area=concern.area if concern else "",
        reference=concern.reference if concern else "",
        needs_decision=unjudged or alert.kind is AlertKind.QUESTION,
        is_mine=alert.holder == sight.officer.name,
    )


def _about(
    sight: Sight, alert: Alert, concern: ConcernHeld | None, around: _Around
) -> tuple[str, bool, str]:
    """Return who a row is about, whether in the reporter's words, and its second line."""
    mentions = around.mentions.get(concern.id, ()) if concern else ()
    sees = sight.sees(concern) if concern else frozenset()
    name = about_words(mentions) if "concern.mentions" in sees else ""
    person = sight.record(alert.person_id) if alert.person_id else None
    if person is not None and "person.names" in sight.sees_person(person):
        name = person.label.reveal()
    line = KIND_LINES.get(alert.kind, "")
    if concern is not None:
        area = sight.area_title(concern.area)
        told = f"{short_role(concern.role)}. {child_words(mentions)}. {area}".rstrip(". ")
        line = f"{line}. {told}" if line else told
        if alert.kind is AlertKind.DANGER:
            line = f"Danger now, unfinished. {told}" if concern.is_unfinished else told
    return name or "Somebody not named", bool(name), line


def _tag(
    sight: Sight,
    alert: Alert,
    concern: ConcernHeld | None,
    links: list[LinkHeld],
    around: _Around,
) -> str:
    if concern is not None and concern.id in around.unchecked:
        return "not_checked"
    if concern is None:
        is_flagged = alert.person_id and sight.is_flagged(alert.person_id)
        return "flagged_strong" if is_flagged else "nothing"
    return tag_of(sight, links)


def tag_of(sight: Sight, links: Iterable[LinkHeld]) -> str:
    """Return what a check found, as far as this desk may know: the strongest lead in view."""
    found = [one for one in links if not one.is_own]
    flagged = {one.band for one in found if sight.is_flagged(one.person_id)}
    bands = {one.band for one in found}
    for band in ("strong", "possible"):
        if band in flagged:
            return f"flagged_{band}"
    if bands & {"strong", "possible"}:
        return "seen"
    return "name_only" if bands & {"name_only", "other_date"} else "nothing"


def _earlier(
    sight: Sight,
    alert: Alert,
    concern: ConcernHeld | None,
    links: list[LinkHeld],
    around: _Around,
) -> tuple[EarlierDot, ...]:
    people = {link.person_id for link in links}
    if concern is None and alert.person_id:
        people = {alert.person_id}
    ids = {one for person in people for one in around.by_person.get(person, ())}
    before = concern.received_at if concern else sight.work.at
    told = [
        other
        for key in ids
        if (other := around.others[key]) and (concern is None or other.id != concern.id)
        if other.received_at <= before
        if "concern.reference" in sight.sees(other)
    ]
    return dots_of(sight, told)


def dots_of(sight: Sight, concerns: Iterable[ConcernHeld]) -> tuple[EarlierDot, ...]:
    """Return concerns of the last twelve months as dots, the oldest first."""
    today = sight.office.policy.duty.office.local_day(sight.work.at)
    dots = []
    for concern in sorted(concerns, key=lambda one: one.received_at):
        day = sight.office.policy.duty.office.local_day(concern.received_at)
        months = (today.year - day.year) * 12 + today.month - day.month
        if 0 <= months < MONTHS:
            dots.append(EarlierDot(months, is_professional(concern.role)))
    return tuple(dots)


def _grouped(sight: Sight, items: list[QueueItem]) -> tuple[QueueGroup, ...]:
    groups: dict[str, list[QueueItem]] = {code: [] for code in GROUPS}
    for item in items:
        groups[_group_of(sight, item)].append(item)
    for code, held in groups.items():
        if code == "late":
            held.sort(key=lambda one: (-one.urgency.rank, one.due_at, one.alert_id))
        else:
            held.sort(key=lambda one: (one.due_at, -one.urgency.rank, one.alert_id))
    return tuple(QueueGroup(code, tuple(held)) for code, held in groups.items() if held)


def _group_of(sight: Sight, item: QueueItem) -> str:
    at, office = sight.work.at, sight.office.policy.duty.office
    if item.due_at < at:
        return "late"
    if item.due_at <= at + timedelta(hours=1):
        return "hour"
    days = (office.local_day(item.due_at) - office.local_day(at)).days
    if days <= 1:
        return ("today", "tomorrow")[days]
    return "week" if days <= 7 else "later"
