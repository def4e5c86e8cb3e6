"""A flag as a desk reads it."""

from collections.abc import Iterable
from datetime import date

from intake.domain.person import Flag, FlagStatus
from intake.duty.sight import Sight
from intake.duty.views import FlagView


def flag_view(sight: Sight, flag: Flag) -> FlagView:
    """Return a flag that the reader may see, in titles instead of codes."""
    areas = sight.office.policy.areas
    today = sight.office.policy.duty.office.local_day(sight.work.at)
    agency = areas.agencies.get(flag.agency)
    return FlagView(
        title=areas.flag_kinds.get(flag.kind, flag.kind),
        agency=agency.title if agency else flag.agency,
        owner=sight.desk_title(flag.owner_desk),
        level=flag.level or (flag.risk.value if flag.risk else ""),
        status=flag.status.value,
        seen_by=flag.seen_by.value,
        starts_on=flag.starts_on,
        review_on=flag.review_on,
        terms=tuple(
            (term.kind.value, term.last_on) for term in flag.terms if term.has_begun(today)
        ),
        to_come=coming_holds((flag,), today),
        source=flag.source,
    )


def coming_holds(flags: Iterable[Flag], today: date) -> tuple[tuple[str, date, date], ...]:
    """Return kind, first and last day of each hold of an active flag to come, the next first.

    Why: what begins later is no hold of today, and must not read as one (row P12).
    """
    coming = (
        (term.kind.value, term.starts_on, term.last_on)
        for flag in flags
        if flag.status is FlagStatus.ACTIVE
        for term in flag.terms
        if term.starts_on is not None and today < term.starts_on <= term.last_on
    )
    return tuple(sorted(coming, key=lambda one: one[1:]))
