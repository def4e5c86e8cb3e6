"""Putting somebody of a replay on the list, and what becomes known later: as an import does."""

from datetime import date, timedelta

from intake.domain.errors import PolicyError
from intake.policy.loader import PolicySet
from intake.policy.replay_events import Flagged
from intake.running.import_columns import Row, RowRefused, read_row
from intake.running.importing import import_row
from intake.running.replay_stage import Stage

REVIEWED_WITHIN = timedelta(days=365)
LISTS = ("names", "place", "postcode", "phone", "vehicle", "handle", "work")


def put_on_list(stage: Stage, told: Flagged) -> int:
    """Take in one row about somebody, made of all that flags have said and what is new.

    Args:
        stage: The replay.
        told: What is said now; what it leaves empty is as said before.

    Returns:
        The id of the record.

    Raises:
        PolicyError: The row may not be kept; a sentence a reason.
    """
    whole = _together(stage.said.get(told.person), told)
    today = stage.policy.duty.office.local_day(stage.clock.at)
    row = _row_of(whole, stage.policy, today)
    import_row(stage.office, row, by="replay")
    stage.said[told.person] = whole.model_copy(update={"term": None})
    with stage.office.look() as work:
        records = work.people.records
        person = records.find(records.row.import_key == row.key)
    if person is None:  # pragma: no cover - the import has just kept it
        raise PolicyError((f"{told.person} was not kept",))
    stage.listed[told.person] = person.id
    return person.id


def _together(before: Flagged | None, now: Flagged) -> Flagged:
    """Return a flag with what was said before where it says nothing now."""
    if before is None:
        return now
    kept = {
        name: getattr(before, name)
        for name in Flagged.model_fields
        if name not in now.model_fields_set and name not in LISTS
    }
    more = {
        name: tuple(dict.fromkeys((*getattr(before, name), *getattr(now, name)))) for name in LISTS
    }
    return now.model_copy(update={**kept, **more})


def _row_of(told: Flagged, policy: PolicySet, today: date) -> Row:
    desk = policy.duty.desk(told.owner)
    review = told.review_on if told.review_on and told.review_on >= today else None
    cells = {
        "id": told.person,
        "name": told.names[0] if told.names else "",
        "aliases": ";".join(told.names[1:]),
        **{name: ";".join(getattr(told, name)) for name in LISTS if name != "names"},
        "birth": told.birth,
        "age": told.age,
        "kind": told.kind,
        "owner": told.owner,
        "agency": told.agency or desk.agency,
        "area": told.area or desk.area,
        "category": told.category,
        "level": told.level,
        "risk": told.risk.value if told.risk else "",
        "review_on": (review or today + REVIEWED_WITHIN).isoformat(),
        "source": told.source,
        "lawful_basis": told.lawful_basis,
        "seen_by": told.seen_by.value if told.seen_by else "",
        "named_desks": ";".join(told.named_desks),
        "assessed_high": "yes" if told.assessed_high else "",
    }
    if told.term is not None:
        cells |= {
            "term": told.term.kind.value,
            "term_ends_on": told.term.ends_on.isoformat(),
            "forbids_children": "yes" if told.term.forbids_children else "",
        }
    try:
        return read_row(cells, {name: name for name in cells}, {}, policy, today=today)
    except RowRefused as refusal:
        raise PolicyError(tuple(f"{told.person}: {words}" for words in refusal.reasons)) from None
