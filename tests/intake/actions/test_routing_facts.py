"""Which desks hear of a concern, by the packaged rules, from what was told."""

from dataclasses import replace

import pytest

from intake.actions.report_concern import report_concern
from intake.actions.routing_facts import facts_of, places_of
from intake.domain.concern import (
    Danger,
    IncidentSaid,
    Part,
    ReporterRole,
    SignSaid,
    exactly,
)
from intake.domain.facts import FlagInView, Place, RouteEvent
from intake.domain.routing import NO_AREA, matches, route
from tests.build_office import TUESDAY, a_mention, a_submission, an_office

FRONT_DOOR, POLICE = "northmoor_children", "northmoor_police"


def desks_told(*mentions, **told):
    office = an_office()
    with office.begin() as work:
        concern = report_concern(office, work, a_submission(*mentions, **told)).concern
        alerts = work.dispatch.alerts_of_concern(concern.id)
        return {alert.desk: alert.urgency.value for alert in alerts}


def a_child(**facts):
    return a_mention("Wren Mossop", part=Part.CHILD, **facts)


@pytest.mark.parametrize(
    "sign",
    [
        pytest.param("GC7", id="a grave sign of grooming"),
        pytest.param("OB12", id="an order breached"),
    ],
)
def test_a_grave_sign_about_an_adult_reaches_the_police_today_though_a_child_is_named(sign):
    told = desks_told(a_mention("Wilf Oakapple"), a_child(), signs=(sign,))

    assert told[FRONT_DOOR] == told[POLICE] == "today"


def test_ordinary_help_with_a_child_named_does_not_reach_the_police():
    told = desks_told(a_mention("Wilf Oakapple"), a_child(), signs=("GP1",))

    assert POLICE not in told


def test_row_p46_harm_between_children_stays_on_the_childrens_route():
    told = desks_told(
        a_mention("Bran Mossop", age="13"), a_child(age="9"), signs=(), where=exactly("Northmoor"),
        story="He did something to her.",
        area="northmoor",
    )  # fmt: skip

    assert POLICE not in told


@pytest.mark.parametrize(
    ("age", "is_told"),
    [
        pytest.param("13", False, id="the one who did it is a child"),
        pytest.param("about 40", True, id="an adult causes concern as well"),
        pytest.param("", True, id="nobody said how old the one who causes concern is"),
    ],
)
def test_sexual_behaviour_of_a_child_reaches_the_police_only_where_an_adult_is_named(age, is_told):
    signs = (SignSaid("CS2", about_mention=None), SignSaid("CS20", about_mention=None))
    office = an_office()
    with office.begin() as work:
        submission = a_submission(a_mention("Bran Mossop", age=age), a_child(age="9"))
        object.__setattr__(submission, "signs", signs)
        concern = report_concern(office, work, submission).concern
        desks = {alert.desk for alert in work.dispatch.alerts_of_concern(concern.id)}

    assert (POLICE in desks) is is_told


# whose own people

CHILDREN = "Northmoor children's services"
SCRUTINY = "northmoor_scrutiny"


@pytest.mark.parametrize(
    ("facts", "story"),
    [
        pytest.param({"work": f"social worker at {CHILDREN}"}, "", id="as the settings write it"),
        pytest.param({"work": "Northmoor children\u2019s services"}, "", id="a curly apostrophe"),
        pytest.param({"work": "northmoor childrens services"}, "", id="no apostrophe"),
        pytest.param({"work": "social worker"}, "", id="a bare job, unique in the area"),
        pytest.param({"work": "Northmoor MASH"}, "", id="a short name"),
        pytest.param({"relation": "her social worker"}, "", id="told as a relation"),
        pytest.param({"work": "works for the council in Northmoor"}, "", id="the council"),
        pytest.param({"description": f"tall, works for {CHILDREN}"}, "", id="in a description"),
        pytest.param({}, "Nia works at Northmoor childrens services.", id="in the story"),
    ],
)
def test_p13_a_report_about_an_agencys_own_people_goes_to_another_and_to_scrutiny(facts, story):
    told = desks_told(a_mention("Nia Wren", **facts), a_child(), story=story or "She shouts.")

    assert FRONT_DOOR not in told
    assert {POLICE, SCRUTINY} <= set(told)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"description": f"is known to {CHILDREN}"}, id="somebody they know"),
        pytest.param({"work": "teacher"}, id="a job of no agency here"),
        pytest.param({"work": "Southfen police"}, id="another area's"),
        pytest.param({"work": "marshmallow factory"}, id="a word that only begins so"),
    ],
)
def test_what_is_not_their_own_people_is_not_kept_from_them(facts):
    assert FRONT_DOOR in desks_told(a_mention("Nia Wren", **facts), a_child())


def test_a_bare_job_means_the_agency_of_the_area_concerned():
    told = desks_told(a_mention("Nia Wren", work="police officer"), a_child(), signs=("GC7",))

    assert POLICE not in told
    assert FRONT_DOOR in told


# roles and topics


@pytest.mark.parametrize(
    "work",
    [
        "volunteer at the youth club",
        "youth worker",
        "drives the school taxi",
        "scouts helper",
        "babysits",
        "football coach",
        "foster carer",
    ],
)
def test_who_works_or_volunteers_with_children_is_told_to_lado(work):
    assert "northmoor_lado" in desks_told(a_mention("Wilf Oakapple", work=work), a_child())


def test_a_place_near_children_picked_as_a_sign_is_told_to_lado():
    told = desks_told(a_mention("Wilf Oakapple", work="lodger"), a_child(), signs=("GP10",))

    assert "northmoor_lado" in told


def test_a_lodger_is_not_a_role_by_the_word_alone():
    told = desks_told(a_mention("Wilf Oakapple", work="lodger"), a_child(), signs=("GP1",))

    assert "northmoor_lado" not in told


# an area that nobody could tell


def route_told(office, *mentions, event=RouteEvent.CONCERN, flags=(), **told):
    with office.begin() as work:
        concern = report_concern(office, work, a_submission(*mentions, **told)).concern
        facts = facts_of(office, work, concern, tuple(flags), event=event)
    return facts, route(facts, office.policy.routing, office.policy.duty, at=TUESDAY)


NOWHERE = {"place": "Mill Lane"}


def test_a_report_of_no_known_area_goes_to_the_catch_all_with_its_reason_and_is_counted():
    office = an_office()
    _, answer = route_told(
        office, a_mention("Wilf Oakapple", **NOWHERE), a_child(**NOWHERE), area=""
    )

    assert [leg.desk for leg in answer.legs] == [office.policy.duty.catch_all]
    assert NO_AREA in answer.legs[0].because[0].sentence
    assert answer.unmatched


def test_a_place_that_names_two_areas_reaches_both():
    _, answer = route_told(
        an_office(), a_mention("Wilf"), a_child(place="moved from Southfen to Northmoor"), area=""
    )

    assert answer.lead == "southfen_children"
    assert "northmoor_children" in {leg.desk for leg in answer.legs}


def test_danger_in_no_known_area_reaches_the_police_as_well():
    _, answer = route_told(
        an_office(), a_mention("Wilf Oakapple", **NOWHERE), area="", danger=Danger.YES
    )

    assert answer.unmatched
    assert POLICE in {leg.desk for leg in answer.legs}


def test_an_area_chosen_by_the_reporter_is_no_guess():
    _, answer = route_told(
        an_office(), a_mention("Wilf Oakapple", **NOWHERE), a_child(**NOWHERE), area="southfen"
    )

    assert answer.lead == "southfen_children"
    assert not answer.unmatched


# no rule is dead

ADULT, CHILD = a_mention("Wilf Oakapple"), a_mention("Wren Mossop", part=Part.CHILD)
HARMED = a_mention("Tansy Mossop", part=Part.PERSON_HARMED)
FLAG = FlagInView("mappa", "northmoor_probation", "northmoor", "northmoor_mappa", on_licence=True)
LATER = {
    RouteEvent.DANGER: ("as_they_write",),
    RouteEvent.CROSSED: ("line_crossed", "line_crossed_of_child"),
    RouteEvent.NEW_ADDRESS: ("moved", "moved_on_licence"),
    RouteEvent.RELEASE: ("release_or_end",),
    RouteEvent.CONVICTED: ("court_outcome",),
}
TOLD = {
    "danger_now": ((ADULT, CHILD), {"danger": Danger.YES}),
    "child_on_child": ((a_mention("Bran", age="13"), CHILD), {"signs": ("CS2",)}),
    "child_harmed": ((ADULT, CHILD), {"signs": ("CS20",)}),
    "child_harmed_by_more_than_a_child": ((ADULT, CHILD), {"signs": ("CS2",)}),
    "adult_with_a_grave_sign": ((ADULT, CHILD), {"signs": ("GC7",)}),
    "child_named": ((CHILD,), {}),
    "adult_without_child": ((ADULT,), {}),
    "flag_owner": ((ADULT,), {"flags": (FLAG,)}),
    "flagged_offender": ((ADULT,), {"flags": (FLAG,)}),
    "flagged_on_licence": ((ADULT,), {"flags": (FLAG,)}),
    "flagged": ((ADULT,), {"flags": (FLAG,)}),
    "works_with_children": ((a_mention("Wilf", work="youth worker"),), {}),
    "works_with_adults": ((a_mention("Wilf", work="carer at Larch Lea care home"),), {}),
    "domestic_abuse": ((ADULT, HARMED), {"signs": ("DA1",)}),
    "exploited_or_missing": ((ADULT, CHILD), {"story": "They say it is county lines."}),
    "health_concern": ((ADULT, CHILD), {"role": ReporterRole.HEALTH}),
    "private_fostering": ((ADULT, CHILD), {"signs": ("CV11",)}),
    "adult_at_risk": ((ADULT, HARMED), {"story": "She is a vulnerable adult, he takes her money."}),
    "prevent": ((ADULT,), {"story": "He sends the boy extremist films."}),
    "own_people": ((a_mention("Nia Wren", work="Northmoor police"),), {}),
    "every_linked_area": ((a_mention("Wilf", place="Southfen"), a_child(place="Northmoor")), {}),
}
RULES = {rule.name: rule for rule in an_office().policy.routing.rules}
BY_HISTORY = {"owner_of_person"}
"""Rules that no single report brings up; `test_tell_owner.py` walks there."""


@pytest.mark.parametrize("name", sorted(RULES.keys() - BY_HISTORY))
def test_every_rule_leads_from_something_told_to_a_desk(name):
    event = next((event for event, names in LATER.items() if name in names), RouteEvent.CONCERN)
    mentions, told = TOLD.get(name, ((ADULT, CHILD), {}))
    flags = told.get("flags", (FLAG,) if name in {"moved_on_licence", "moved"} else ())
    told = {key: value for key, value in told.items() if key != "flags"}
    facts, answer = route_told(an_office(), *mentions, event=event, flags=flags, **told)
    if event is RouteEvent.CROSSED:
        facts = replace(facts, line="discuss", names_child=name == "line_crossed_of_child")
        policy = an_office().policy
        answer = route(facts, policy.routing, policy.duty, at=TUESDAY)

    assert matches(RULES[name].when, facts)
    assert [why for leg in answer.legs for why in leg.because if why.rule == name]


def test_everything_that_rules_ask_for_is_known_by_a_sign_or_a_word():
    policy = an_office().policy.routing
    for marks in (*policy.roles.values(), *policy.topics.values()):
        assert marks.words or marks.signs


@pytest.mark.parametrize(
    ("facts", "tells"),
    [
        pytest.param({"work": "night carer, Larch Lea care home"}, {"adults"}, id="a care home"),
        pytest.param({"work": "domiciliary carer"}, {"adults"}, id="a carer in people's homes"),
        pytest.param({"description": "works in a nursing home"}, {"adults"}, id="told beside"),
        pytest.param({"work": "support worker"}, {"adults", "lado"}, id="with either: both"),
        pytest.param({"work": "football coach"}, {"lado"}, id="with children only"),
        pytest.param({"work": "plasterer"}, set(), id="with neither"),
    ],
)
def test_who_works_with_adults_who_need_care_is_told_to_their_safeguarding_desk(facts, tells):
    told = desks_told(a_mention("Wilf Oakapple", **facts), area="northmoor")

    wanted = {"adults": "northmoor_adults", "lado": "northmoor_lado"}
    assert {name for name, desk in wanted.items() if desk in told} == tells
    assert all(told[wanted[name]] == "next_day" for name in tells)


def test_the_desk_of_adults_is_that_of_where_the_person_works():
    told = desks_told(
        a_mention("Wilf Oakapple", work="care assistant in Southfen", place="Northmoor"),
        area="northmoor",
    )

    assert "southfen_adults" in told
    assert "northmoor_adults" not in told


def test_the_place_of_a_further_incident_is_an_area_of_the_report():
    office = an_office()
    incident = IncidentSaid(what=exactly("He was there, too."), where=exactly("Southfen"))
    told = a_submission(a_mention(), where=exactly("Northmoor"), incidents=(incident,))
    found = places_of(office, told.mentions, told.places)
    areas = {area for place, area in found if place is Place.HAPPENED}
    assert areas == {"northmoor", "southfen"}
