"""What must be true after the kills, read from the database and the sink."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import mean

from intake.domain.alert import UNANSWERED
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.store.archive import Archive
from intake.store.sealing import Sealer
from intake.store.work import Work

IN_TIME = timedelta(seconds=5)
AFTER_RESTART = timedelta(seconds=10)
"""How late a rung may be asked by a machine that has nothing else to do."""

SENDING_SECONDS = 2.0
"""How long before its arrival the sending of a copy may have begun, on a busy machine."""


Beat = tuple[float, float, float]
"""From when to when a tenth of a second of work was done, and how many times as long it took."""


@dataclass
class Findings:
    """Faults in words (ids and references only), and figures."""

    faults: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)


def check_all(
    url: str,
    secret: bytes,
    *,
    told: Mapping[str, str],
    copies: Counter[str],
    outages: Iterable[tuple[float, float]],
    beats: Sequence[Beat] = (),
) -> Findings:
    """Check everything.

    Args:
        url: Address of the database; nothing writes to it any more.
        secret: The service's secret key.
        told: Reference by idempotency key, as answered with 201.
        copies: Copies received by delivery key.
        outages: From when to when no process was up, in seconds of the epoch.
        beats: How slow the machine was, beat by beat.
    """
    archive = Archive(url)
    findings = Findings()
    try:
        with archive.reading() as session:
            work = Work(session, sealer=Sealer(secret), at=datetime.now(UTC))
            _check_concerns(work, told, findings)
            _check_climbs(work, tuple(outages), beats, findings)
            _check_copies(work, copies, findings)
            verdict = work.audit.verify()
            findings.faults += [f"audit: {fault}" for fault in verdict.faults]
            findings.figures["audit_lines"] = verdict.sealed + len(verdict.unsealed)
    finally:
        archive.close()
    return findings


def _check_concerns(work: Work, told: Mapping[str, str], findings: Findings) -> None:
    noted: dict[str, set[str]] = {}
    for line in work.audit.lines(limit=10_000_000):
        reference = json.loads(line.facts).get("concern")
        if isinstance(reference, str):
            noted.setdefault(reference, set()).add(line.event)
    lost = 0
    for reference in told.values():
        missing = list(_missing_of(work, reference, noted.get(reference, set())))
        lost += "concern" in missing
        findings.faults += [f"{reference}: {what} is missing" for what in missing]
    findings.figures |= {
        "accepted": len(told),
        "lost": lost,
        "references_told_twice": len(told) - len(set(told.values())),
        "stored_beyond_accepted": work.concerns.count() - len(set(told.values())),
    }


def _missing_of(work: Work, reference: str, events: set[str]) -> Iterable[str]:
    concern = work.concerns.by_reference(reference)
    if concern is None:
        yield "concern"
        return
    checks = work.concerns.checks_of(concern.id)
    checked = {check.mention_id for check in checks}
    for mention in work.concerns.mentions_of(concern.id):
        if mention.id not in checked:
            yield f"check of mention {mention.id}"
    alerts = work.dispatch.alerts_of_concern(concern.id)
    if not alerts:
        yield "alert"
    for alert in alerts:
        if not work.dispatch.diary_of(f"alert:{alert.id}"):
            yield f"diary of alert {alert.id}"
        if not work.dispatch.deliveries_of_alert(alert.id):
            yield f"delivery of alert {alert.id}"
    if "concern.accepted" not in events:
        yield "audit line"


def _check_climbs(
    work: Work,
    outages: tuple[tuple[float, float], ...],
    beats: Sequence[Beat],
    findings: Findings,
) -> None:
    climbed: dict[int, list[datetime]] = {}
    for line in work.audit.lines(limit=10_000_000):
        if line.event == "ladder.climbed":
            climbed.setdefault(json.loads(line.facts)["diary"], []).append(line.at)
    due = [entry for entry in work.dispatch.diary.all() if _should_have_climbed(work, entry)]
    late = []
    for entry in due:
        first = min(climbed.get(entry.id, [datetime.max.replace(tzinfo=UTC)]))
        if first < entry.due_at:
            findings.faults.append(f"diary {entry.id}: climbed before its deadline")
        slowness = slowness_between(beats, entry.due_at, first)
        if first > latest_climb(entry.due_at, outages, slowness=slowness):
            findings.faults.append(f"diary {entry.id}: climbed later than it may")
        late.append((first - entry.due_at).total_seconds())
    findings.figures |= {
        "climbs_due": len(due),
        "latest_climb_seconds": round(max(late, default=0.0), 2),
        "slowest_beat": round(max((slow for _, _, slow in beats), default=1.0), 2),
    }


def _should_have_climbed(work: Work, entry: DiaryEntry) -> bool:
    if entry.kind is not DiaryKind.ACKNOWLEDGE or not entry.is_owed:
        return False
    alert = work.dispatch.alerts_asked_about([entry])[entry.subject]
    return alert.state in UNANSWERED and entry.due_at + timedelta(seconds=20) < work.at


def slowness_between(beats: Iterable[Beat], begins: datetime, ends: datetime) -> float:
    """Return how slow beats were between two moments, in the mean; 1 on a machine at leisure.

    Why:
        A landing must fail for a rung that was asked late, and not for a machine on which
        everything is late. Slowness at other times excuses nothing, nor does one slow moment
        of many.
    """
    first, last = begins.timestamp(), ends.timestamp()
    slow = [slow for began, ended, slow in beats if ended >= first and began <= last]
    return max(1.0, mean(slow)) if slow else 1.0


def latest_climb(
    due_at: datetime, outages: Iterable[tuple[float, float]], *, slowness: float = 1.0
) -> datetime:
    """Return by when a rung must have been asked: soon after its time, or after a restart."""
    latest = due_at + IN_TIME * slowness
    for begins, ends in sorted(outages):
        if datetime.fromtimestamp(begins, UTC) <= latest:
            up_again = datetime.fromtimestamp(ends, UTC)
            if up_again >= due_at:
                latest = max(latest, up_again + AFTER_RESTART * slowness)
    return latest


def keys_sent_too_often(
    came: Mapping[str, Sequence[float]], killed_at: Iterable[float]
) -> dict[str, int]:
    """Return keys with more copies than kills explain: two a kill in flight, one without.

    Args:
        came: When each copy of a key arrived, in seconds of the epoch.
        killed_at: When a process was killed. A kill explains copies that came until after it
            and whose sending may have begun before it.
    """
    kills = sorted(killed_at)
    found = {}
    for key, moments in came.items():
        first, last = min(moments) - SENDING_SECONDS, max(moments)
        in_flight = sum(first <= kill <= last for kill in kills)
        if len(moments) > max(1, 2 * in_flight):
            found[key] = len(moments)
    return found


def _check_copies(work: Work, copies: Counter[str], findings: Findings) -> None:
    sent = [
        one
        for one in work.dispatch.deliveries.all()
        if one.channel == "webhook" and one.state == "sent"
    ]
    findings.faults += [
        f"delivery {one.id}: marked as sent but never arrived"
        for one in sent
        if not copies[one.key]
    ]
    extra = sum(count - 1 for count in copies.values())
    findings.figures |= {
        "deliveries": len(copies),
        "extra_copies": extra,
        "most_copies_of_one": max(copies.values(), default=0),
    }
