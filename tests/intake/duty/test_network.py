"""Whom a person can reach, as far as a desk may see it."""

import pytest

from intake.domain.concern import Part
from intake.domain.errors import NotFoundError
from intake.domain.network import EdgeKind, NodeKind, reach_of
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_hidden_man, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import a_mention, an_office

HOME = "14 Alder Row, Northmoor"
GRANS = "3 Heron Close, Northmoor"


def a_mother(name="Tansy Mossop", **facts):
    return a_mention(name, part=Part.PARENT_OR_CARER, **facts)


def a_family_told_of_twice(office, man="Corrin Thistlewood"):
    """Report a man at one home, and then a child of it at another."""
    first = a_report(
        office,
        a_mention(man, relation="mum's ex", vehicle="AB12 CDE"),
        a_mother(place=HOME),
        a_child("Wren Mossop", age="9"),
        account="one",
    )
    a_report(
        office,
        a_mention("Bram Fennimore", place="Southfen"),
        a_mother("Old Nan Quill", place=GRANS, relation="nan"),
        a_child("Wren Mossop", age="9", place=GRANS),
        a_child("Pip Quill", age="6"),
        account="two",
    )
    return first


def network(office, officer, person_id, hops=2):
    return DutyDoor(office).network(
        officer=officer, person_id=person_id, purpose="new_concern", hops=hops
    )


def test_row_p17_two_steps_reach_the_child_of_the_other_home_and_who_cares_there():
    office = an_office()
    man = a_listed_man(office, vehicles=("AB12 CDE",))
    officer = an_officer(office)
    judged_same(office, a_family_told_of_twice(office), by=officer)

    found = network(office, officer, man.id)

    children = {one.node.words: one for one in reach_of(found)}
    assert {words: one.hops for words, one in children.items()} == {
        "Wren Mossop, 9": 1,
        "Pip Quill, 6": 2,
    }
    assert all(one.is_firm for one in children.values())
    adults = {one.node.words for one in reach_of(found, frozenset({NodeKind.ADULT}))}
    assert {"Tansy Mossop", "Old Nan Quill"} <= adults
    assert {NodeKind.ADDRESS, NodeKind.VEHICLE} <= {one.kind for one in found.nodes}


def test_the_network_ends_after_the_steps_asked_for():
    office = an_office()
    man = a_listed_man(office)
    officer = an_officer(office)
    a_family_told_of_twice(office)

    children = [one.node.words for one in reach_of(network(office, officer, man.id, hops=1))]

    assert children == ["Wren Mossop, 9"]


def test_every_edge_names_its_concern_and_a_lead_is_not_firm():
    office = an_office()
    man = a_listed_man(office)
    officer = an_officer(office)
    first = a_family_told_of_twice(office)

    found = network(office, officer, man.id)

    his = [one for one in found.edges if f"person:{man.id}" in (one.one, one.other)]
    assert {one.reference for one in his} == {first.reference}
    assert not any(one.is_firm for one in his)
    assert EdgeKind.LIVED in {one.kind for one in his}


def test_p13_nothing_is_drawn_that_rests_on_a_hidden_flag():
    office = an_office()
    man = a_listed_man(office, names=("Somebody Quite Else",), places=("Southfen",))
    hidden = a_hidden_man(office)
    officer = an_officer(office)
    a_family_told_of_twice(office, "Perrin Gorsehill")
    judged_same(
        office,
        a_report(
            office,
            a_mention("Somebody Quite Else", place="Southfen"),
            a_child("Wren Mossop", age="9"),
            account="three",
        ),
        by=officer,
    )

    found = network(office, officer, man.id)

    assert f"person:{hidden.id}" not in {one.key for one in found.nodes}
    with pytest.raises(NotFoundError):
        network(office, officer, hidden.id)


def test_p13_a_desk_that_may_not_see_who_is_linked_gets_no_network():
    office = an_office()
    man = a_listed_man(office)
    a_family_told_of_twice(office)
    nurse = an_officer(office, login="nurse", name="N. Urse", desk="northmoor_nurse")

    with pytest.raises(NotFoundError):
        network(office, nurse, man.id)
