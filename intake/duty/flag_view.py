"""A flag as a desk reads it."""

from intake.domain.person import Flag
from intake.duty.sight import Sight
from intake.duty.views import FlagView


def flag_view(sight: Sight, flag: Flag) -> FlagView:
    """Return a flag that the reader may see, in titles instead of codes."""
    areas = sight.office.policy.areas
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
        terms=tuple((term.kind.value, term.last_on) for term in flag.terms),
        source=flag.source,
    )
