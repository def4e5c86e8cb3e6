"""The plain words of every notice to a desk: reference, how soon, by when, where it opens."""

from datetime import datetime
from zoneinfo import ZoneInfo

from intake.delivery.carrier import Notice, Urgency

LONDON = ZoneInfo("Europe/London")

HOW_SOON = {
    Urgency.NOW: "Now: a child may be in danger",
    Urgency.TODAY: "Today",
    Urgency.NEXT_DAY: "By the next working day",
    Urgency.THREE_DAYS: "Within three working days",
}


def headline_of(notice: Notice) -> str:
    """Return one line, fit for a subject or a lock screen: how soon, and the reference."""
    return f"{HOW_SOON[notice.urgency]} – {notice.reference}"


def deadline_of(deadline: datetime, *, zone: ZoneInfo = LONDON) -> str:
    """Return a deadline in local time, such as "14:05 on Monday 12 January"."""
    local = deadline.astimezone(zone)
    return f"{local:%H:%M on %A} {local.day} {local:%B}"


def text_of(notice: Notice, *, zone: ZoneInfo = LONDON) -> str:
    """Return the whole notice as plain text, one fact a line.

    Why:
        It names nobody and tells no story: whoever picks up the telephone may not be
        whoever may know (P10).
    """
    lines = [f"Due Regard: {headline_of(notice)}"]
    if notice.deadline is not None:
        lines.append(f"Answer by {deadline_of(notice.deadline, zone=zone)}.")
    lines.append(f"Sign in to read it: {notice.link}")
    return "\n".join(lines)
