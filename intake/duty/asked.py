"""Who was asked about an alert, when, on which channel, and what came of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from intake.domain.alert import Alert
from intake.domain.diary import DiaryEntry
from intake.domain.held import View
from intake.domain.ladder import Ladder
from intake.duty.sight import Sight
from intake.duty.views import LadderStep, Told
from intake.store.dispatch import SENT, STRANDED, Delivery

CHANNELS = {
    "console": "console",
    "telegram": "desk group",
    "email": "e-mail",
    "sms": "SMS",
    "webhook": "own system",
}


def entry_of(sight: Sight, alert: Alert) -> DiaryEntry | None:
    """Return what is owed on an alert now, else what was last."""
    entries = sight.work.dispatch.diary_of(f"alert:{alert.id}")
    owed = [one for one in entries if one.is_owed]
    return next(reversed(owed or entries), None)


def ladder_of(sight: Sight, alert: Alert) -> tuple[LadderStep, ...]:
    """Return the ladder: rungs asked, the one that has it now, and those to come."""
    entry = entry_of(sight, alert)
    if entry is None:
        return ()
    ladder = sight.office.policy.duty.ladders[entry.ladder]
    by_rung: dict[int, list[Delivery]] = {}
    for one in sight.work.dispatch.deliveries_of(entry.id):
        by_rung.setdefault(one.rung, []).append(one)
    asked = [_asked(sight, ladder, rung, by_rung[rung]) for rung in sorted(by_rung)]
    if asked and entry.is_owed and not alert.is_answered:
        last = asked[-1]
        asked[-1] = LadderStep(
            last.who, last.channels, last.at, last.what, "here", last.cannot_decline
        )
    return (*asked, *_to_come(sight, entry, ladder))


def _asked(sight: Sight, ladder: Ladder, step: int, notices: Sequence[Delivery]) -> LadderStep:
    names = dict.fromkeys(sight.desk_title(one.recipient) for one in notices)
    return LadderStep(
        who=", ".join(names),
        channels=tuple(dict.fromkeys(CHANNELS.get(one.channel, one.channel) for one in notices)),
        at=min(one.made_at for one in notices),
        what=_outcome(notices),
        when="past",
        cannot_decline=ladder.rung_of(step).cannot_decline,
    )


def _outcome(notices: Sequence[Delivery]) -> str:
    sent = sum(one.state == SENT for one in notices)
    tried = max(one.tries for one in notices)
    if sent == len(notices):
        return "sent"
    if sent:
        return f"sent on {sent} of {len(notices)} channels"
    if stranded := sorted({one.channel for one in notices if one.state == STRANDED}):
        return (
            f"no carrier is set up for {' and '.join(CHANNELS.get(one, one) for one in stranded)}"
        )
    if any(one.last_error for one in notices):
        return f"not delivered, tried {tried} times"
    return "not sent yet" if any(one.state != "cancelled" for one in notices) else "not needed"


def _to_come(sight: Sight, entry: DiaryEntry, ladder: Ladder) -> Iterable[LadderStep]:
    if not entry.is_owed:
        return
    book, at = sight.office.policy.duty, entry.next_at
    for step in range(entry.rung, max(entry.rung, ladder.last) + 1):
        rung = ladder.rung_of(step)
        desk = entry.desk if entry.only_desk or not rung.desk else rung.desk
        held = book.recipients(desk, rung.place, at)
        yield LadderStep(
            who=", ".join(sight.desk_title(name) for name in held) or "Nobody on the rota",
            channels=tuple(CHANNELS.get(name, name) for name in rung.channels),
            at=at,
            what="" if held else "passed at once, the administrator is told",
            when="next",
            cannot_decline=rung.cannot_decline,
        )
        at += ladder.wait_of(step)


def told_of(sight: Sight, alerts: Iterable[Alert], *, but: int = 0) -> tuple[Told, ...]:
    """Return which desks were told, as far as this desk may know.

    What was told about a hidden flag stands for its owner alone (P13).
    """
    return tuple(
        Told(
            desk=sight.desk_title(alert.desk),
            state=alert.state,
            by=alert.holder,
            at=_moment(alert),
            is_lead=alert.is_lead,
            urgency=alert.urgency,
            because=sight.titled(alert.because),
        )
        for alert in alerts
        if alert.id != but and (alert.view == View.OPEN.value or alert.desk == sight.reader.desk)
    )


def _moment(alert: Alert) -> datetime | None:
    return alert.decided_at or alert.accepted_at or alert.acknowledged_at or alert.made_at
