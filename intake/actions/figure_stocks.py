"""How it stands now, counted: late work, silence, agreements, owners, gaps; read `stocks_of`."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from intake.actions.figure_flows import is_answered
from intake.actions.figure_parts import rows_by_desk, split_by
from intake.domain.diary import DiaryKind
from intake.domain.figures import Row, Table, period_at
from intake.domain.person import RiskLevel
from intake.store.office import Office
from intake.store.work import Work

TITLES: Mapping[DiaryKind, str] = {
    DiaryKind.ACKNOWLEDGE: "Acknowledge an alert",
    DiaryKind.ACCEPT: "Accept an alert",
    DiaryKind.DECIDE: "Decide",
    DiaryKind.REVIEW: "Look again at a person",
    DiaryKind.ORDER_END: "Say what follows an order",
    DiaryKind.LICENCE_END: "Say what follows a licence",
    DiaryKind.BAIL_END: "Say what follows bail",
    DiaryKind.AGREEMENT_CHECK: "Look at a written agreement",
    DiaryKind.AGREEMENT_END: "Say what follows an agreement",
    DiaryKind.HANDOVER: "Accept or refuse a handover",
    DiaryKind.HANDOVER_AWAITED: "Ask after a handover",
    DiaryKind.HANDOVER_REFUSED: "Say who keeps a person",
    DiaryKind.MEETING: "Hold a meeting, close its minutes",
    DiaryKind.INFORMATION_REQUEST: "Answer what was asked",
    DiaryKind.TELL_OTHERS: "Tell the children’s services",
    DiaryKind.LOOK_AGAIN: "Look again at a closed concern",
    DiaryKind.DISAGREEMENT: "Answer a reporter who disagrees",
    DiaryKind.AFTER_EVENT: "Say what follows an event",
    DiaryKind.REGISTRATION_END: "Say what follows a registration",
    DiaryKind.MOVED: "Say who looks after a person who moved",
    DiaryKind.WARNED_ONLY: "Say what a warned family was told",
    DiaryKind.DISCLOSE: "Decide on a disclosure",
    DiaryKind.DISCLOSURE_FOLLOW_UP: "Follow up a disclosure",
    DiaryKind.APPLICATION_STEP: "Take the next step of an application",
    DiaryKind.CONFIRM_OUTCOME: "Confirm an outcome",
    DiaryKind.LOAN_GIVEN: "Read what another desk lent",
    DiaryKind.LOAN_OVER: "Take note that a loan is over",
    DiaryKind.REQUEST_ANSWERED: "Read the answer to a question",
    DiaryKind.REQUEST_SILENT: "Take note that a question was not answered in time",
}
NOBODYS = frozenset({DiaryKind.RECHECK, DiaryKind.HEARTBEAT})
"""What no desk owes."""
OWED: Mapping[str, str] = {
    kind.value: TITLES.get(kind, kind.value.replace("_", " ").capitalize())
    for kind in DiaryKind
    if kind not in NOBODYS
}
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def stocks_of(office: Office, work: Work) -> tuple[Table, ...]:
    """Return how it stands at the moment of the transaction; nothing is hidden yet.

    They are the same whichever period is asked for.
    """
    return (
        _overdue(work),
        _untold(office, work),
        _unverified(office, work),
        _people(office, work),
        _gaps(office, work),
    )


def _overdue(work: Work) -> Table:
    def part(one: Any) -> int:
        late = work.at - one.due_at
        return 0 if late <= DAY else 1 if late <= WEEK else 2

    split = split_by(work.tallies.overdue(work.at), lambda one: one.kind, part, 3)
    return Table(
        "overdue",
        "Late now, and for how long",
        "Everything owed and late, by what it is",
        ("Up to a day", "Up to a week", "Longer"),
        tuple(Row(title, split[kind]) for kind, title in OWED.items() if kind in split),
    )


def _untold(office: Office, work: Work) -> Table:
    """Count who was told before the running period and is silent still.

    Why not before the period asked for: of two such counts the one taken from the other would
    be a count of one period's silence, hidden there.
    """
    span, hours = office.policy.called.figures.period, office.policy.diary.office
    period = period_at(work.at, span, hours)
    found = [one for one in work.tallies.told(before=period) if not is_answered(one)]
    split = split_by(found, lambda one: one.desk, lambda _: 0, 1)
    return Table(
        "untold",
        "Told before the running period, and silent still",
        "Never answered, or refused",
        ("No answer",),
        rows_by_desk(office, split),
    )


def _unverified(office: Office, work: Work) -> Table:
    local_day = office.policy.diary.office.local_day
    today = local_day(work.at)
    split: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    standing = [
        one
        for one in work.stewards.agreements_in_force(office.policy.duty.desks, on=today)
        if not one.only_desk
    ]
    looked = work.stewards.last_looks(one.id for one in standing)
    for agreement in standing:
        for place, term in enumerate(agreement.terms):
            since = looked.get((agreement.id, place), agreement.made_at)
            is_late = (today - local_day(since)).days > term.every_days
            split[agreement.desk][int(is_late)] += 1
    rows = rows_by_desk(office, {desk: tuple(counts) for desk, counts in split.items()})
    return Table(
        "unverified",
        "Relied on: terms of written agreements in force",
        "A term is verified while its last look is no older than was agreed",
        ("Verified in time", "Not verified"),
        rows,
    )


def _people(office: Office, work: Work) -> Table:
    plan = office.policy.called.figures
    since = work.at - timedelta(days=plan.repeat_within_days)
    repeated = [
        one for one in work.tallies.reported(since, work.at) if one.concerns >= plan.repeat_concerns
    ]
    flagged = sum(bool(one.is_flagged) for one in repeated)
    owners = Counter(one.owners == 1 for one in work.tallies.owners())
    offers = Counter(bool(one.answer_by < work.at) for one in work.tallies.offers())
    return Table(
        "people",
        "People, and who looks after them",
        "Each row counts two sorts of people, in the order of its name",
        ("The first", "The second"),
        (
            Row("Exactly one owner now; none or several", (owners[True], owners[False])),
            Row("Offered to another desk, in time; late", (offers[False], offers[True])),
            Row(
                f"Told of in {plan.repeat_concerns} concerns or more within "
                f"{plan.repeat_within_days} days: on a list; on none",
                (flagged, len(repeated) - flagged),
            ),
        ),
    )


def _gaps(office: Office, work: Work) -> Table:
    today = office.policy.diary.office.local_day(work.at)
    managing, held = office.policy.areas.managing_kinds, work.tallies.holds(today)
    flags: dict[int, list[Any]] = defaultdict(list)
    for flag in work.tallies.flags():
        flags[flag.person_id].append(flag)
    is_held = {who: any(one.id in held for one in own) for who, own in flags.items()}
    high = [
        who
        for who, own in flags.items()
        if any(one.assessed_high or one.risk == RiskLevel.HIGH.value for one in own)
    ]
    managed = sum(is_held[who] or any(one.kind in managing for one in flags[who]) for who in high)
    holding = sum(is_held.values())
    return Table(
        "gaps",
        "Gaps: high and none, and no statutory hold",
        "Of people flagged in the open, by order, licence, bail and kind of flag",
        ("The first", "The second: a gap"),
        (
            Row("Assessed high: managed; by nothing", (managed, len(high) - managed)),
            Row("Flagged: under an order, licence or bail; none", (holding, len(flags) - holding)),
        ),
    )
