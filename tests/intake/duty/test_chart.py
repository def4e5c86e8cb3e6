"""Who and what is linked: by age only, only what the reader may see, each with its concerns."""

import json

import pytest

from intake.domain.concern import Part, exactly
from intake.domain.errors import NotFoundError, PurposeMissingError
from tests.build_desk import a_child, a_hidden_man, a_listed_man, a_report
from tests.build_office import a_flag, a_mention

BORN = {"birth": "1979-02-14"}


@pytest.fixture
def man(office):
    return a_listed_man(office, flag=a_flag(area="northmoor"), **BORN)


def links(door, officer, man, **asked):
    return door.links(officer=officer, person_id=man.id, purpose="review", **asked)


def test_a_home_and_its_child_stand_around_him_and_each_link_has_its_concern(
    office, door, birchall, man
):
    kept = a_report(
        office,
        a_mention(**BORN, vehicle="AB12 4KX"),
        a_child(age="9", place="14 Lido Row, Northmoor"),
        a_mention("Tansy Mossop", part=Part.PARENT_OR_CARER),
    )
    page = links(door, birchall, man)
    kinds = [node.kind for node in page.chart.nodes]
    assert kinds[0] == "person"
    assert {"household", "child", "vehicle"} <= set(kinds)
    assert all(edge.references == (kept.reference,) for edge in page.chart.edges)
    assert not any(edge.is_firm for edge in page.chart.edges if edge.one == 0)


def test_a_child_is_called_by_age_alone(office, door, birchall, man):
    a_report(office, a_mention(**BORN), a_child("Wren Mossop", age="9"), a_child("Elowen Mossop"))
    page = links(door, birchall, man)
    told = [node.words for node in page.chart.nodes if node.kind == "child"]
    assert sorted(told) == ["a child", "a child, 9"]
    assert "Mossop" not in " ".join(node.words for node in page.chart.nodes)


def test_p13_whoever_stands_on_a_hidden_flag_alone_is_on_no_chart(office, door, birchall, man):
    hidden = a_hidden_man(office, birth="1980-01-02")
    a_report(office, a_mention(**BORN), a_mention("Perrin Gorsehill", birth="1980-01-02"))
    page = links(door, birchall, man, hops=4)
    assert hidden.id not in {node.person_id for node in page.chart.nodes}
    with pytest.raises(NotFoundError):
        links(door, birchall, hidden)


@pytest.mark.parametrize(("asked", "hops"), [(0, 1), (2, 2), (9, 4)])
def test_the_steps_are_kept_between_one_and_four(door, birchall, man, asked, hops):
    assert links(door, birchall, man, hops=asked).chart.hops == hops


def test_p09_a_look_at_links_is_written_down_with_its_purpose(office, door, birchall, man):
    links(door, birchall, man)
    with office.look() as work:
        (row,) = (line for line in work.audit.lines() if line.event == "person.network")
    assert json.loads(row.facts) == {"person": man.id, "purpose": "review"}


def test_links_need_a_purpose(door, birchall, man):
    with pytest.raises(PurposeMissingError):
        door.links(officer=birchall, person_id=man.id, purpose="")


def test_places_are_told_by_the_first_half_of_a_postcode_and_the_most_told_first(
    office, door, birchall, man
):
    a_report(office, a_mention(**BORN, place="Lido Row"), where=exactly("The lido"))
    first = a_report(office, a_mention(**BORN, postcode="NM2 4AB"), where=exactly("the  lido"))
    a_report(office, a_mention(**BORN, postcode="nm25xy"))
    told = {one.words: one for one in links(door, birchall, man).places}
    assert list(told) == ["NM2", "The lido", "Lido Row"]
    assert first.reference in told["NM2"].references
    assert len(told["The lido"].references) == 2
    assert {one.area for one in told.values()} == {"Northmoor"}


def test_a_person_of_whom_nothing_is_told_stands_alone(door, birchall, man):
    page = links(door, birchall, man)
    assert len(page.chart.nodes) == 1
    assert page.chart.edges == page.places == ()
