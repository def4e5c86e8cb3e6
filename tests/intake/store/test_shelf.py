"""Rows asked for in the same words again and again, and changed cell by cell."""

from dataclasses import replace

import pytest

from intake.domain.errors import NotFoundError
from intake.domain.held import PersonKind
from intake.store.tables import PersonRow
from tests.build_office import a_flagged_person, an_office
from tests.databases import EACH_DATABASE, a_database


@EACH_DATABASE
def test_rows_among_some_values_are_those_and_come_by_id(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            one, other, third = (a_flagged_person(work) for _ in range(3))
            shelf = work.people.records
            assert shelf.among("id", [third.id, one.id, third.id]) == (one, third)
            assert shelf.among("id", iter([other.id])) == (other,)
            assert shelf.among("id", []) == ()
            assert shelf.newest_among("kind", [PersonKind.FLAGGED.value], limit=2) == (third, other)
            assert shelf.newest_among("id", [one.id, other.id], limit=None) == (other, one)
        office.archive.close()


@EACH_DATABASE
def test_a_changed_value_is_seen_by_whoever_holds_its_row_and_a_missing_one_is_refused(
    kind, tmp_path
):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            man = a_flagged_person(work)
            row = work.session.get(PersonRow, man.id)
            kept = work.people.records.keep(replace(man, area="southfen"))
            assert row.area == "southfen"
            assert work.people.records.get(man.id) == kept
            with pytest.raises(NotFoundError):
                work.people.records.keep(replace(man, id=man.id + 1))
        with office.look() as work:
            assert work.people.records.among("area", ["southfen"]) == (kept,)
        office.archive.close()
