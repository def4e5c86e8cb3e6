"""A dated history is played through the real acts, and what was expected is looked at."""

from dataclasses import replace
from decimal import Decimal

import pytest

from intake.domain.band import Band
from intake.domain.errors import PolicyError
from intake.running.replay_compare import beside
from tests.build_office import shipped_policy
from tests.build_replay import a_flag, a_man, a_report, failures, on, played


def test_two_voices_are_asked_about_and_cross_the_line_once_judged():
    told = played(
        on("2024-03-04", report=a_report(1, fears_for_child=True)),
        on("2024-05-20", report=a_report(2, fears_for_child=True)),
        on("2024-05-21", judge={"desk": "northmoor_children", "report": "r2"}),
        expect=[
            {"before": "2024-05-20", "person": "MAN", "no_line": True},
            {"on": "2024-05-20", "person": "MAN", "question": "review", "band": "note"},
            {"by": "2024-05-22", "person": "MAN", "band": "review", "voices": 2},
            {"on": "2024-05-22", "person": "MAN", "joined": ["r1", "r2"], "records": 1},
        ],
    )

    assert failures(told) == []
    assert [(one.line, one.is_question) for one in told.lines] == [
        (Band.REVIEW, True),
        (Band.REVIEW, False),
    ]


def test_what_fails_says_what_was_there_instead():
    told = played(
        on("2024-03-04", report=a_report()),
        expect=[
            {"by": "2024-03-05", "person": "MAN", "band": "review"},
            {"on": "2024-03-05", "person": "MAN", "owner": "northmoor_children"},
            {"by": "2024-03-05", "desk": "southfen_police", "alerted": True},
        ],
    )

    assert [one.instead for one in told.failed] == [
        "MAN stands at note",
        "nobody does",
        "there was none",
    ]
    assert told.failed[0].wanted == "By 5 March 2024: MAN stands at review or above"


def test_the_software_never_learns_whom_somebody_meant():
    """Two men of one truth but unlike words stay two records; only the words are compared."""
    told = played(
        on("2024-03-04", report=a_report(1)),
        on("2024-03-11", report=a_report(2, people=[a_man(names="Corrin Thistlewood", place="")])),
        expect=[{"on": "2024-03-12", "person": "MAN", "records": 2}],
    )

    assert failures(told) == []


def test_nobody_answers_and_the_ladder_climbs_to_the_manager():
    told = played(
        on("2024-03-01", silence={"desks": "northmoor_children", "until": "2024-03-11"}),
        on("2024-03-04", report=a_report(danger="yes")),
        expect=[
            {"on": "2024-03-04", "report": "r1", "kind": "concern", "unanswered": 1},
            {"by": "2024-03-04", "report": "r1", "asked": "northmoor_children_manager"},
            {"on": "2024-03-12", "unanswered": 0},
        ],
    )

    assert failures(told) == []
    assert any("Northmoor children" in one for one in told.moments[1].between.climbed)


def test_row_p20_ten_silent_years_lower_nothing_and_the_review_climbs():
    told = played(
        on("2014-03-03", flag=a_flag(assessed_high=True, review_on="2014-09-01")),
        on("2014-06-02", silence={"desks": "all"}),
        expect=[
            {"on": "2024-06-02", "person": "MAN", "band": "watch", "review_overdue": True},
            {"by": "2024-06-02", "person": "MAN", "asked": "southfen_police_manager"},
        ],
    )

    assert failures(told) == []


def test_row_p19_a_lower_assessment_leaves_the_band():
    told = played(
        on("2014-03-03", flag=a_flag(assessed_high=True, risk="high")),
        on("2015-03-03", flag={"person": "MAN", "risk": "low", "kind": "pprc"}),
        expect=[{"on": "2016-03-03", "person": "MAN", "band": "watch"}],
    )

    assert failures(told) == []


VARIANTS = {
    "a nickname": {"names": "Rob Saltmarsh", "age": "about 45"},
    "a misspelling": {"names": "Robin Saltmarch", "age": "45"},
    "swapped names": {"names": "Saltmarsh Robin", "age": "mid forties"},
    "an age alone beside the name": {"names": "Robin Saltmarsh", "age": "45"},
}


@pytest.mark.parametrize("said", VARIANTS.values(), ids=VARIANTS)
def test_row_p04_a_listed_man_is_found_in_another_spelling_and_his_owner_is_told_at_once(said):
    stranger = {"names": "Cuthbert Hollowbank", "age": "45", "who": "OTHER", "place": "Elm Row"}
    told = played(
        on("2024-03-04", flag=a_flag()),
        on(
            "2024-03-05",
            report=a_report(1, people=[a_man(**said)], signs=["GC1"]),
            then=[
                {"person": "MAN", "report": "r1", "linked": ["r1"]},
                {"desk": "southfen_police", "report": "r1", "urgency": "today", "alerted": True},
            ],
        ),
        on(
            "2024-03-06",
            report=a_report(2, people=[stranger], signs=["GC1"]),
            then=[
                {"desk": "southfen_police", "report": "r2", "alerted": False},
                {"report": "r2", "urgency": "today", "alerted": False},
                {"report": "r2", "reply_as": "r1"},
            ],
        ),
    )

    assert failures(told) == []


def test_what_the_rules_refuse_is_told_and_may_be_expected():
    told = played(
        on("2024-03-04", report=a_report()),
        on(
            "2024-03-05",
            close={"desk": "northmoor_children", "report": "r1", "how": "no_further_action"},
            refused=True,
        ),
        on("2024-03-06", judge={"desk": "northmoor_children", "report": "r1"}),
    )

    assert "refused.closure" in told.moments[1].refused
    assert [one.instead for one in told.failed] == ["not_found (what link)"]


def test_what_is_not_yet_expected_fails_on_the_day_it_holds():
    told = played(
        on("2024-03-04", report=a_report()),
        expect=[
            {"by": "2024-03-05", "person": "MAN", "band": "review", "not_yet": "later"},
            {"by": "2024-03-05", "person": "MAN", "band": "note", "not_yet": "later"},
        ],
    )

    assert [one.is_not_yet for one in told.outcomes] == [True, False]
    assert failures(told) == [
        "By 5 March 2024: MAN stands at note or above; instead: this holds now; take not_yet away"
    ]


def test_known_since_an_earlier_report_is_found_when_somebody_is_listed():
    told = played(
        on("2022-03-07", report=a_report(1, fears_for_child=True)),
        on(
            "2024-03-04",
            flag=a_flag(),
            then=[{"desk": "southfen_police", "person": "MAN", "kind": "recheck", "alerts": 1}],
        ),
    )

    assert failures(told) == []


def test_a_handover_counts_when_it_is_accepted():
    told = played(
        on("2024-03-04", flag=a_flag()),
        on(
            "2024-03-05",
            handover={
                "desk": "southfen_police",
                "person": "MAN",
                "to": "northmoor_police",
                "words": "He has moved.",
            },
            then=[{"person": "MAN", "owner": "southfen_police"}],
        ),
        on(
            "2024-03-06",
            handover={
                "desk": "northmoor_police",
                "person": "MAN",
                "step": "accept",
                "words": "Taken on.",
            },
            then=[{"person": "MAN", "owner": "northmoor_police"}],
        ),
    )

    assert failures(told) == []


def test_voices_are_joined_by_an_officer():
    told = played(
        on("2024-03-04", report=a_report(1)),
        on("2024-03-05", report=a_report(2)),
        on("2024-03-06", judge={"desk": "northmoor_children", "person": "MAN"}),
        on(
            "2024-03-07",
            then=[{"person": "MAN", "voices": 1}],
            voices={
                "desk": "northmoor_children",
                "join": ["r1", "r2"],
                "reason": "Man and wife.",
            },
        ),
    )

    assert failures(told) == []


def test_hours_of_a_day_out_of_order_are_refused():
    with pytest.raises(PolicyError) as refused:
        played(
            on("2024-03-04", nothing="Noon.", at="12:00"),
            on("2024-03-04", nothing="Before.", at="09:00"),
        )

    assert "event 2" in refused.value.faults[0]


def test_the_same_file_gives_the_same_replay():
    events = (on("2024-03-04", report=a_report(1)), on("2024-03-05", report=a_report(2)))

    assert played(*events).moments == played(*events).moments


def test_two_settings_side_by_side_say_what_is_seen_earlier_and_what_is_noise():
    scales = shipped_policy().scales
    sharper = replace(
        shipped_policy(), scales=replace(scales, review_at=Decimal(2), ordinary_at_most=Decimal(99))
    )
    events = [
        on(f"2024-0{month}-04", report=a_report(month, signs=["GP1"])) for month in range(1, 4)
    ]
    people = {"MAN": {"harmless": True}}

    found = beside(played(*events, people=people), played(*events, people=people, policy=sharper))

    assert [one.in_words for one in found.lines] == ["only with the second"] * len(found.lines)
    assert found.lines
    assert found.noise[-1].first == 0
    assert found.noise[-1].second > 0
