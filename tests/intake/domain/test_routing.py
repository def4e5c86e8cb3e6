"""Every rule of the shipped routing, and what holds for every route."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.concern import Danger, ReporterRole
from intake.domain.desk import NOT_IN_SETTINGS
from intake.domain.facts import REPORTS
from intake.domain.routing import Facts, FlagInView, Place, RouteEvent, Why, route
from intake.domain.urgency import Urgency
from tests.build import shipped_policy

MONDAY = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 1, 16, 16, 45, tzinfo=UTC)
NM, SF = "northmoor", "southfen"
MAPPA = FlagInView("mappa", "southfen_police", SF, "southfen_police")
HIDDEN = FlagInView("pdp", "southfen_police", SF, "southfen_police", owner_only=True)


def routed(facts: Facts, at: datetime = MONDAY):
    policy = shipped_policy()
    return route(facts, policy.routing, policy.duty, at=at)


def at_places(**areas: str) -> tuple[tuple[Place, str], ...]:
    return tuple((Place(place), area) for place, area in areas.items())


CASES = [
    pytest.param(
        "danger_now",
        Facts(danger=Danger.YES, areas=at_places(child=NM, happened=SF)),
        {"southfen_children", "southfen_police"},
        id="danger goes to where it is happening",
    ),
    pytest.param(
        "as_they_write",
        Facts(event=RouteEvent.DANGER, reported_area=NM),
        {"northmoor_children", "northmoor_police"},
        id="what a child writes is passed on, with the area alone known",
    ),
    pytest.param(
        "child_on_child",
        Facts(
            is_child_on_child=True,
            names_child=True,
            areas=((Place.CHILD, NM), (Place.CHILD, SF)),
        ),
        {
            "northmoor_children",
            "southfen_children",
            "northmoor_youth_justice",
            "southfen_youth_justice",
        },
        id="children who harm children: both homes are told",
    ),
    pytest.param(
        "child_harmed",
        Facts(names_child=True, child_class=2, areas=at_places(child=NM, happened=SF)),
        {"northmoor_children", "southfen_children", "northmoor_police"},
        id="a harmed child: where they live and where they are found, and the police",
    ),
    pytest.param(
        "child_harmed_by_more_than_a_child",
        Facts(
            names_child=True,
            names_adult=True,
            is_child_on_child=True,
            child_class=2,
            areas=at_places(child=NM),
        ),
        {"northmoor_children", "northmoor_police"},
        id="between children, and an adult causes concern: the police as well",
    ),
    pytest.param(
        "adult_with_a_grave_sign",
        Facts(names_child=True, names_adult=True, adult_class=3, areas=at_places(child=NM)),
        {"northmoor_children", "northmoor_police"},
        id="a grave sign about an adult and a child: front door and police",
    ),
    pytest.param(
        "child_named",
        Facts(names_child=True, areas=at_places(child=NM)),
        {"northmoor_children"},
        id="a named child goes to the front door of their home",
    ),
    pytest.param(
        "adult_without_child",
        Facts(names_adult=True, areas=at_places(person=NM, happened=SF)),
        {"northmoor_police", "southfen_police", "northmoor_children", "southfen_children"},
        id="an adult and no child: police of both areas, and both front doors",
    ),
    pytest.param(
        "flag_owner",
        Facts(names_child=True, flags=(MAPPA,), areas=at_places(child=NM)),
        {"southfen_police"},
        id="a flag's owner hears of any news",
    ),
    pytest.param(
        "owner_of_person",
        Facts(names_child=True, holders=("southfen_police",), areas=at_places(child=NM)),
        {"southfen_police"},
        id="the desk that owns somebody who has crossed a line hears of any news",
    ),
    pytest.param(
        "flagged_offender",
        Facts(names_child=True, flags=(MAPPA,), areas=at_places(child=NM, person=NM)),
        {
            "southfen_police",
            "northmoor_police",
            "southfen_mappa",
            "southfen_children",
            "northmoor_children",
        },
        id="a managed offender: who manages, where seen, MAPPA and each area's children's desk",
    ),
    pytest.param(
        "flagged_on_licence",
        Facts(names_child=True, flags=(replace(MAPPA, on_licence=True),)),
        {"southfen_probation"},
        id="on licence: probation",
    ),
    pytest.param(
        "flagged",
        Facts(names_adult=True, flags=(replace(MAPPA, kind="pprc"),), areas=at_places(child=NM)),
        {"northmoor_children", "southfen_children"},
        id="any flag: the children's desk of every linked area",
    ),
    pytest.param(
        "works_with_children",
        Facts(names_adult=True, roles=frozenset({"coach"}), areas=at_places(person=NM, work=SF)),
        {"southfen_lado", "southfen_police", "southfen_children"},
        id="works with children: LADO where the person works",
    ),
    pytest.param(
        "works_with_adults",
        Facts(
            names_adult=True,
            roles_with_adults=frozenset({"carer"}),
            areas=at_places(person=NM, work=SF),
        ),
        {"southfen_adults"},
        id="works with adults: their safeguarding desk where the person works",
    ),
    pytest.param(
        "domestic_abuse",
        Facts(names_child=True, signs=frozenset({"DA3"}), areas=at_places(harmed=SF, child=NM)),
        {"southfen_police", "southfen_children", "southfen_haven"},
        id="violence at home: where the person harmed lives",
    ),
    pytest.param(
        "exploited_or_missing",
        Facts(names_child=True, topics=frozenset({"missing"}), areas=at_places(child=NM)),
        {"northmoor_children", "northmoor_police"},
        id="missing: children and police of the home",
    ),
    pytest.param(
        "health_concern",
        Facts(names_child=True, reporter_role=ReporterRole.THERAPIST, areas=at_places(child=NM)),
        {"northmoor_nurse"},
        id="a therapist's concern: the named nurse has a copy",
    ),
    pytest.param(
        "private_fostering",
        Facts(topics=frozenset({"private_fostering"}), areas=at_places(child=NM)),
        {"northmoor_children"},
        id="private fostering: children's services",
    ),
    pytest.param(
        "adult_at_risk",
        Facts(topics=frozenset({"adult_at_risk"}), areas=at_places(harmed=NM)),
        {"northmoor_adults"},
        id="an adult at risk: adult safeguarding",
    ),
    pytest.param(
        "prevent",
        Facts(topics=frozenset({"prevent"}), areas=at_places(person=NM)),
        {"northmoor_police"},
        id="drawn into terrorism: police",
    ),
    pytest.param(
        "own_people",
        Facts(
            names_adult=True,
            about_desks=frozenset({"northmoor_police"}),
            areas=at_places(work=NM),
        ),
        {"northmoor_scrutiny"},
        id="about a desk's own people: the scrutiny contact",
    ),
    pytest.param(
        "line_crossed",
        Facts(event=RouteEvent.CROSSED, line="discuss", areas=at_places(child=NM, person=SF)),
        {"northmoor_children", "southfen_children", "northmoor_police", "southfen_police"},
        id="a line crossed: children and police of every linked area",
    ),
    pytest.param(
        "line_crossed_of_child",
        Facts(
            event=RouteEvent.CROSSED, line="discuss", names_child=True, areas=at_places(child=NM)
        ),
        {"northmoor_children", "northmoor_youth_justice"},
        id="a line of a child's record: children's services and youth justice, no police",
    ),
    pytest.param(
        "every_linked_area",
        Facts(names_child=True, areas=at_places(child=NM, person=SF)),
        {"northmoor_children", "southfen_children"},
        id="two areas: both are told",
    ),
    pytest.param(
        "moved",
        Facts(event=RouteEvent.NEW_ADDRESS, flags=(MAPPA,), areas=at_places(person=NM)),
        {"southfen_police", "northmoor_police", "northmoor_children", "southfen_children"},
        id="a move: owner, receiving area and the children's desks of both",
    ),
    pytest.param(
        "moved_on_licence",
        Facts(event=RouteEvent.NEW_HOUSEHOLD, flags=(replace(MAPPA, on_licence=True),)),
        {"southfen_probation"},
        id="a move on licence: probation",
    ),
    pytest.param(
        "release_or_end",
        Facts(event=RouteEvent.TERM_ENDING, flags=(MAPPA,), areas=at_places(history=NM)),
        {"southfen_police", "northmoor_children", "southfen_children", "southfen_probation"},
        id="bail ends: owner, and the children's desk that holds his history",
    ),
    pytest.param(
        "court_outcome",
        Facts(event=RouteEvent.CHARGED, flags=(MAPPA,), areas=at_places(harmed=NM)),
        {"southfen_police", "northmoor_children", "southfen_children", "southfen_mappa"},
        id="a charge: the children's desk of those harmed is told",
    ),
]


@pytest.mark.parametrize(("rule", "facts", "desks"), CASES)
def test_each_rule_tells_its_desks_and_says_why(rule, facts, desks):
    legs = [leg for leg in routed(facts).legs if rule in {why.rule for why in leg.because}]

    assert desks <= {leg.desk for leg in legs}
    assert all(why.sentence and why.lesson for leg in legs for why in leg.because if why.rule)


def test_each_shipped_rule_has_a_case():
    assert {case.values[0] for case in CASES} == {r.name for r in shipped_policy().routing.rules}


def test_p07_a_closed_desk_means_the_next_open_one_and_a_held_copy():
    answer = routed(Facts(names_child=True, areas=at_places(child=NM)), FRIDAY_LATE)
    now, held = answer.legs

    assert (answer.lead, answer.lead_now) == ("northmoor_children", "northmoor_night")
    assert (now.desk, now.stands_in_for, now.held_until) == (
        "northmoor_night",
        ("northmoor_children",),
        None,
    )
    assert held.desk == "northmoor_children"
    assert held.held_until == datetime(2026, 1, 19, 8, 0, tzinfo=UTC)


def test_p07_what_no_rule_matches_goes_to_the_catch_all_and_is_counted():
    answer = routed(Facts())

    assert answer.unmatched
    assert [leg.desk for leg in answer.legs] == ["northmoor_children"]
    assert "human" in answer.reason[0]


def test_p07_a_rule_whose_area_nobody_knows_goes_to_the_catch_all_with_its_reason():
    answer = routed(Facts(names_child=True, reported_area="atlantis"))

    assert not answer.unmatched
    assert answer.lead == shipped_policy().duty.catch_all
    assert answer.legs[0].because[0].rule == "child_named"


def test_p13_an_owner_only_flag_tells_its_owner_alone():
    facts = Facts(names_child=True, flags=(HIDDEN,), areas=at_places(child=NM))
    whole, seen_by_others = routed(facts), routed(facts.without_owner_only())
    extra = [leg for leg in whole.legs if leg.desk not in {x.desk for x in seen_by_others.legs}]

    assert [leg.desk for leg in extra] == ["southfen_police"]
    assert extra[0].only_desk
    rest = tuple(leg for leg in whole.legs if leg not in extra)
    assert rest == seen_by_others.legs
    assert whole.lead == seen_by_others.lead


def test_p13_nobody_stands_in_for_the_owner_of_a_hidden_flag():
    hidden = replace(HIDDEN, owner_desk="southfen_probation")
    facts = Facts(names_child=True, flags=(hidden,), areas=at_places(child=NM))
    legs = {leg.desk: leg for leg in routed(facts, FRIDAY_LATE).legs}

    assert legs["southfen_probation"].held_until is None
    assert "southfen_police" not in legs


@pytest.mark.parametrize(
    "at", [pytest.param(MONDAY, id="by day"), pytest.param(FRIDAY_LATE, id="out of hours")]
)
def test_p13_a_report_about_an_agency_goes_to_another_and_the_scrutiny_contact(at):
    agency = "northmoor_children"
    facts = Facts(
        names_child=True,
        child_class=2,
        about_agencies=frozenset({agency}),
        areas=at_places(child=NM),
    )
    answer = routed(facts, at)
    desks = shipped_policy().duty.desks

    assert agency not in {desks[leg.desk].agency for leg in answer.legs}
    assert {"northmoor_police", "northmoor_scrutiny"} <= {leg.desk for leg in answer.legs}
    assert answer.lead == "northmoor_police"


def test_the_least_urgency_of_the_facts_holds_for_every_leg():
    facts = Facts(names_child=True, urgency=Urgency.NOW, areas=at_places(child=NM))

    assert {leg.urgency for leg in routed(facts).legs} == {Urgency.NOW}


def test_a_reason_names_the_place_that_decided():
    facts = Facts(names_child=True, areas=at_places(child=NM))

    assert (
        routed(facts).legs[0].because[0].words.endswith("(where the child lives or is: northmoor)")
    )
    assert Why("", "No rule").words == "No rule"


def test_signs_keep_only_their_letters_as_a_group():
    assert Facts(signs=frozenset({"GC1", "DA12"})).sign_groups == {"GC", "DA"}


areas = st.sampled_from([NM, SF])
agencies = st.sampled_from(sorted(shipped_policy().areas.agencies))
flags = st.builds(
    FlagInView,
    kind=st.sampled_from(sorted(shipped_policy().areas.flag_kinds)),
    agency=st.just("southfen_police"),
    area=areas,
    owner_desk=st.sampled_from(sorted(shipped_policy().duty.desks)),
    on_licence=st.booleans(),
    owner_only=st.booleans(),
)
any_facts = st.builds(
    Facts,
    event=st.sampled_from(RouteEvent),
    danger=st.sampled_from(Danger),
    urgency=st.sampled_from(Urgency),
    areas=st.lists(st.tuples(st.sampled_from(list(Place)[:5]), areas), max_size=4).map(tuple),
    reported_area=st.sampled_from(["", NM, SF]),
    names_child=st.booleans(),
    names_adult=st.booleans(),
    is_child_on_child=st.booleans(),
    child_class=st.integers(0, 3),
    signs=st.frozensets(st.sampled_from(["GC1", "DA3", "CS2"])),
    topics=st.frozensets(st.sampled_from(sorted({"missing", "prevent", "adult_at_risk"}))),
    flags=st.lists(flags, max_size=2).map(tuple),
    roles=st.frozensets(st.sampled_from(["coach"])),
    reporter_role=st.sampled_from(ReporterRole),
    line=st.sampled_from(["", "review", "discuss"]),
    about_agencies=st.frozensets(agencies, max_size=2),
)
any_moment = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(any_facts, any_moment)
def test_p07_every_route_has_one_lead_that_is_asked_now(facts, at):
    answer = routed(facts, at)
    leads = [leg for leg in answer.legs if leg.is_lead]

    assert [leg.desk for leg in leads] == [answer.lead_now]
    assert leads[0].held_until is None
    assert len({(leg.desk, leg.only_desk) for leg in answer.legs}) == len(answer.legs)
    assert all(leg.because for leg in answer.legs)


@given(any_facts, any_moment)
def test_p13_no_leg_ever_reaches_those_it_is_about(facts, at):
    desks = shipped_policy().duty.desks

    told = {desks[leg.desk].agency for leg in routed(facts, at).legs}
    assert told.isdisjoint(facts.about_agencies)


@given(any_facts, any_moment)
def test_p13_hidden_flags_change_nothing_for_anybody_but_their_owners(facts, at):
    others = routed(facts.without_owner_only(), at)
    owners = {flag.owner_desk for flag in facts.flags if flag.owner_only}
    told = {leg.desk for leg in routed(facts, at).legs}

    if facts.event in REPORTS:
        assert told - owners <= {leg.desk for leg in others.legs} <= told
        assert routed(facts, at).unmatched is others.unmatched


def test_p13_an_event_of_a_hidden_flag_alone_reaches_its_owner_alone():
    answer = routed(Facts(event=RouteEvent.RELEASE, flags=(HIDDEN,)))

    assert [(leg.desk, leg.only_desk, leg.is_lead) for leg in answer.legs] == [
        ("southfen_police", True, True)
    ]


def test_a_holder_that_is_in_no_settings_any_more_leaves_its_person_to_the_catch_all():
    found = routed(
        Facts(names_child=True, holders=("a_desk_that_closed",), areas=at_places(child=NM))
    )

    said = {
        leg.desk: [w.words for w in leg.because if w.rule == "owner_of_person"]
        for leg in found.legs
    }
    ((desk, (words,)),) = [(desk, told) for desk, told in said.items() if told]
    assert desk == shipped_policy().duty.catch_all
    assert words.endswith(NOT_IN_SETTINGS)
