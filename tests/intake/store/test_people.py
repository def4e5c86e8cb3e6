"""Flags, owners and descriptions as the store keeps them."""

from dataclasses import fields, replace
from datetime import date

import pytest

from intake.domain.errors import ConflictError, FlagRefusedError
from intake.domain.held import Owned
from intake.domain.person import FlagTerm, TermKind
from intake.store.people import merged
from tests.build_office import a_description, a_flag, a_flagged_person, an_office


@pytest.mark.parametrize(
    "lack", ["owner_desk", "review_on", "source", "lawful_basis", "kind", "agency", "area"]
)
def test_p08_a_flag_that_lacks_what_it_may_not_lack_is_refused(lack):
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work)
        flag = replace(a_flag(person_id=person.id), **{lack: None if lack == "review_on" else ""})
        with pytest.raises(FlagRefusedError) as refusal:
            work.flags.add(flag)
    assert refusal.value.facts["missing"] == (lack,)


def test_a_flag_comes_back_as_it_was_kept():
    office = an_office()
    term = FlagTerm(TermKind.BAIL, ends_on=date(2027, 1, 8), forbids_children=True)
    with office.begin() as work:
        person = a_flagged_person(work, flag=a_flag(terms=(term,), named_desks=("southfen_lado",)))
        [kept] = work.flags.of(person.id)
    assert kept == a_flag(
        terms=(term,), named_desks=("southfen_lado",), person_id=person.id, id=kept.id
    )


def test_p08_two_open_owners_cannot_be_written():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work)
    with pytest.raises(ConflictError), office.begin() as work:
        work.people.owned.add(
            Owned(person_id=person.id, desk="northmoor_police", since=work.at, why="by hand")
        )


def test_p08_giving_a_person_ends_the_one_before_at_the_same_instant():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work)
    office.clock.move(days=1)
    with office.begin() as work:
        work.people.give(person.id, desk="northmoor_police", why="accepted in writing")
        spans = [(one.desk, one.since, one.until) for one in work.people.owned.all()]
    assert spans[0][2] == spans[1][1]
    assert spans[1][2] is None


def test_describing_takes_nothing_away():
    old = a_description(("Corrin Thistlewood",), birth="1979", places=("Southfen",))
    new = a_description(("Corry",), birth="1980", vehicles=("white van",))
    both = merged(old, new)
    assert both.names == ("Corrin Thistlewood", "Corry")
    assert both.birth == "1979"
    assert both.vehicles == ("white van",)


def test_a_person_flagged_now_is_found_by_the_next_query():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work)
    with office.look() as work:
        assert work.people.index().size() == 1
        assert work.people.records.get(person.id).label.reveal() == "Corrin Thistlewood"


def test_rows_and_values_have_the_same_fields():
    office = an_office()
    with office.look() as work:
        shelves = [
            *_shelves(work.concerns),
            *_shelves(work.people),
            *_shelves(work.dispatch),
            work.staff.officers,
        ]
    for shelf in shelves:
        kept = {item.name for item in fields(shelf._kind)}
        assert kept <= set(shelf.row.model_fields), shelf.row.__tablename__
    assert len(shelves) >= 15


def _shelves(part):
    return [one for one in vars(part).values() if type(one).__name__ == "Shelf"]
