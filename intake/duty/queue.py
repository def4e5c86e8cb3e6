"""The queue of a desk: what it has not decided yet, by when it must be touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.duty.queue_rows import Findings, rows_of
from intake.duty.sight import Sight
from intake.duty.views import Queue, QueueGroup, QueueItem
from intake.store.open_alerts import AlertGlance, OpenAlerts, Wanted

GROUPS = ("late", "hour", "today", "tomorrow", "week", "later")
VIEWS = ("all", "nobody", "late", "mine", "decide", "unchecked", "thrice")
"""Saved views to the side; each is a lesson of the reviews."""
DEEP = frozenset({"decide", "unchecked", "thrice"})
"""Views that hang on what was found about people, and not on the alert alone."""
ROWS = 100
"""Rows of a page; the rest is one press away."""
WEEK = timedelta(days=7)


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
    def is_view(self) -> bool:
        """Whether it is a saved view and nothing more."""
        return self == QueueFilter(view=self.view, rows=self.rows)

    @property
    def is_deep(self) -> bool:
        """Whether it asks for more than stands on the alert itself."""
        return self.view in DEEP or bool(self.tag)

    def asks(self, every: Wanted, officer: str) -> Wanted:
        """Return what the database is asked for; `keeps` looks at the rest."""
        is_mine = self.view == "mine" or self.owner == "me"
        return replace(
            every,
            urgency=self.urgency,
            area=self.area,
            holder=officer if is_mine else "",
            is_unheld=self.view == "nobody" or self.owner == "nobody",
            is_late=self.view == "late",
        )

    def keeps(self, alert: AlertGlance, found: Findings) -> bool:
        """Whether what was found of an alert belongs to what was asked for."""
        if self.tag and not found.tag_of(alert).startswith(self.tag):
            return False
        match self.view:
            case "decide":
                return found.needs_decision(alert)
            case "unchecked":
                return found.is_unchecked(alert)
            case "thrice":
                return len(found.earlier_of(alert)) >= 2
        return True


def queue_of(sight: Sight, wanted: QueueFilter) -> Queue:
    """Read the open alerts of the officer's desk.

    Args:
        sight: The officer's eyes.
        wanted: What part is asked for; the counts are of everything.

    Why:
        A late small thing is late: so the groups go by when, and urgency orders only what is
        late already. Nothing is hidden by a page: it says how many more there are. Six alerts
        about one man are one row that opens, for six rows teach to look away from the next man.
    """
    work, desk = sight.work, sight.reader.desk
    alerts = OpenAlerts(work.session)
    every = Wanted(desk=desk, at=work.at, hidden=_about_own_people(sight, alerts))
    counts = dict(
        zip(
            ("all", "late", "nobody", "mine"),
            alerts.count_open(every, officer=sight.officer.name),
            strict=True,
        )
    )
    counts["unchecked"] = alerts.count_unchecked(every)
    page, total = _page(sight, alerts, every, wanted, counts)
    items = rows_of(sight, page)
    if len(items) == counts["all"]:
        counts |= {view: sum(in_view(one, view, work.at) for one in items) for view in VIEWS}
    elif wanted.view in DEEP and wanted.is_view:
        counts[wanted.view] = total
    this_week, last_week = alerts.count_made(desk, since=work.at - 2 * WEEK, week=work.at - WEEK)
    return Queue(
        groups=_grouped(sight, folded(items)),
        counts=counts,
        total=total,
        newest=alerts.newest_alert(desk),
        at=work.at,
        alerts_this_week=this_week,
        alerts_last_week=last_week,
        more=total - len(items),
        areas=tuple((code, area.title) for code, area in sight.office.policy.areas.areas.items()),
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


def _about_own_people(sight: Sight, alerts: OpenAlerts) -> frozenset[int]:
    """Return the concerns of open alerts that are about the reader's own people (P13)."""
    leads = sight.known.leads_by_id(alerts.open_concerns(sight.reader.desk))
    return frozenset(one for one, told in leads.items() if sight.is_about_own(told))


def _page(
    sight: Sight,
    alerts: OpenAlerts,
    every: Wanted,
    wanted: QueueFilter,
    counts: Mapping[str, int],
) -> tuple[tuple[AlertGlance, ...], int]:
    """Return the alerts of the page in order, and how many there are in all."""
    asked = wanted.asks(every, sight.officer.name)
    if wanted.is_deep:
        whole = alerts.open_alerts(asked)
        found = Findings(sight, whole)
        kept = tuple(one for one in whole if wanted.keeps(one, found))
        return kept[: wanted.rows], len(kept)
    page = alerts.open_alerts(asked, limit=wanted.rows)
    if len(page) < wanted.rows:
        return page, len(page)
    if wanted.is_view:
        return page, counts.get(wanted.view, counts["all"])
    return page, alerts.count_open(asked, officer=sight.officer.name)[0]


def newest_alert(sight: Sight) -> int:
    """Return the highest id of an alert of the officer's desk; 0 where there is none."""
    return OpenAlerts(sight.work.session).newest_alert(sight.reader.desk)


def new_since(sight: Sight, since: int) -> int:
    """Return how many alerts came to the officer's desk after an id."""
    return OpenAlerts(sight.work.session).count_since(sight.reader.desk, since)


def folded(items: Sequence[QueueItem]) -> list[QueueItem]:
    """Return rows with those of one record folded under the most pressing of them.

    Args:
        items: The rows of a page, in their order; a row of no record stays by itself.

    Returns:
        Every row once, in the same order of first rows, so that a longer page begins as the
        shorter did. A row that is more urgent than the one before it stays a row of its own:
        danger is never folded away.
    """
    heads: list[QueueItem] = []
    at: dict[int, int] = {}
    for item in items:
        place = at.get(item.record) if item.record else None
        if place is None or item.urgency > heads[place].urgency:
            at[item.record] = len(heads)
            heads.append(item)
        else:
            heads[place] = replace(heads[place], more=(*heads[place].more, item))
    return heads


def _grouped(sight: Sight, items: list[QueueItem]) -> tuple[QueueGroup, ...]:
    """Return rows by group; the database has put them in order."""
    groups: dict[str, list[QueueItem]] = {code: [] for code in GROUPS}
    for item in items:
        groups[_group_of(sight, item)].append(item)
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
