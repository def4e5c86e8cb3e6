"""Need to know follows one table, and the table answers every question."""

from itertools import product

import pytest

from intake.domain.access import Reader, Subject, fields_seen, may_do, may_see
from tests.build import shipped_policy

TABLE = shipped_policy().access
NORTHMOOR = Subject(areas=frozenset({"northmoor"}))


def a_reader(role: str = "duty_officer", kind: str = "children", area: str = "northmoor") -> Reader:
    return Reader(
        login="wilf.oakapple",
        role=role,
        desk=f"{area}_{kind}",
        agency=f"{area}_{kind}",
        agency_kind=kind,
        area=area,
    )


EVERY = list(product(sorted(TABLE.roles), sorted(TABLE.agencies), ["northmoor", "southfen"]))


@pytest.mark.parametrize(("role", "kind", "area"), EVERY)
def test_p13_the_table_answers_every_role_agency_area_and_field_with_a_reason(role, kind, area):
    for field in TABLE.fields:
        verdict = may_see(TABLE, a_reader(role, kind, area), field, NORTHMOOR)
        assert verdict.because
        assert bool(verdict) is verdict.allowed


@pytest.mark.parametrize(("role", "kind", "area"), EVERY)
def test_p13_another_area_never_sees_more_than_its_own_would(role, kind, area):
    far = Subject(areas=frozenset({"elsewhere"}))
    own = Subject(areas=frozenset({area}))

    reader = a_reader(role, kind, area)
    assert fields_seen(TABLE, reader, far) <= fields_seen(TABLE, reader, own)


@pytest.mark.parametrize(
    ("role", "kind", "area", "field", "allowed"),
    [
        pytest.param("duty_officer", "children", "northmoor", "concern.story", True,
                     id="the children's desk of the area reads the story"),
        pytest.param("duty_officer", "children", "southfen", "concern.story", False,
                     id="another area's desk does not"),
        pytest.param("duty_officer", "children", "southfen", "concern.reference", True,
                     id="but it learns that something is held"),
        pytest.param("duty_officer", "health", "northmoor", "person.weight", False,
                     id="health sees no standing"),
        pytest.param("duty_officer", "probation", "northmoor", "reporter.contact", False,
                     id="probation does not see how a reporter is reached"),
        pytest.param("analyst", "board", "northmoor", "person.names", False,
                     id="the board needs no names"),
        pytest.param("analyst", "board", "northmoor", "figures.counts", True,
                     id="the board counts"),
        pytest.param("administrator", "children", "northmoor", "concern.story", False,
                     id="an administrator reads no story"),
        pytest.param("manager", "children", "northmoor", "reporter.identity", False,
                     id="not even a manager sees who reported"),
        pytest.param("custodian", "board", "southfen", "reporter.identity", True,
                     id="a custodian may open an identity"),
        pytest.param("custodian", "board", "southfen", "concern.story", False,
                     id="and reads no story with it"),
        pytest.param("janitor", "children", "northmoor", "concern.story", False,
                     id="an unknown role sees nothing"),
        pytest.param("manager", "circus", "northmoor", "concern.story", False,
                     id="an unknown agency sees nothing"),
        pytest.param("manager", "children", "northmoor", "concern.secret", False,
                     id="an unknown field is seen by nobody"),
    ],
)  # fmt: skip
def test_p13_need_to_know(role, kind, area, field, allowed):
    assert may_see(TABLE, a_reader(role, kind, area), field, NORTHMOOR).allowed is allowed


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({"about_officers": {"wilf.oakapple"}}, id="about the officer"),
        pytest.param({"about_desks": {"northmoor_children"}}, id="about the desk"),
        pytest.param({"about_agencies": {"northmoor_children"}}, id="about the agency"),
    ],
)
def test_p13_nobody_sees_or_acts_on_reports_about_their_own_people(about):
    own = Subject(NORTHMOOR.areas, **{key: frozenset(who) for key, who in about.items()})

    assert not fields_seen(TABLE, a_reader("manager"), own)
    assert not may_do(TABLE, a_reader("manager"), "decide", own)
    assert may_do(TABLE, a_reader("manager"), "decide", NORTHMOOR)


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        pytest.param("duty_officer", "acknowledge", True, id="an officer acknowledges"),
        pytest.param("duty_officer", "confirm_close", False, id="a second human is senior"),
        pytest.param("manager", "decline", False, id="whom the ladder ends at cannot decline"),
        pytest.param("analyst", "read_person", False, id="the board reads no person"),
        pytest.param("administrator", "adopt_policy", True, id="an administrator adopts settings"),
        pytest.param("manager", "set_on_fire", False, id="an unknown act is nobody's"),
    ],
)
def test_p13_acts_belong_to_roles(role, action, allowed):
    assert may_do(TABLE, a_reader(role), action).allowed is allowed


def test_where_no_area_is_known_each_area_may_look():
    assert may_see(TABLE, a_reader(area="southfen"), "concern.story", Subject())


def test_every_act_of_the_table_has_somebody_who_may_do_it():
    assert all(TABLE.actions.values())
