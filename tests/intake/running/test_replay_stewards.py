"""What stewards do in a replay goes through the real acts: told, meetings, closings, offers."""

import pytest

from tests.build_replay import a_flag, a_man, a_report, failures, on, played

POLICE, CHILDREN, PROBATION = "southfen_police", "southfen_children", "southfen_probation"
CHILD = {"who": "GIRL", "part": "child", "names": "Clover Dunnock", "age": 9}


def released(**more):
    event = {"desk": POLICE, "person": "MAN", "kind": "release", "words": "Released today."}
    return on("2024-03-05", event=event, **more)


def answering(answer, *, day="2024-03-06", desk=CHILDREN, words="", **more):
    told = {"desk": desk, "person": "MAN", "answer": answer, "words": words}
    return on(day, told=told, **more)


def in_southfen(*events, **more):
    return played(*events, area="southfen", **more)


def test_a_desk_waits_for_the_answer_that_the_file_holds_and_the_others_answer_by_themselves():
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        released(then=[{"person": "MAN", "no_answer": [CHILDREN, PROBATION]}]),
        answering(
            "held",
            words="A file of 2015; call us.",
            then=[{"person": "MAN", "event": "release", "answered": [CHILDREN, PROBATION]}],
        ),
    )

    assert failures(told) == []


def test_a_desk_that_nobody_sits_at_owes_its_answer_and_climbs():
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        on("2024-03-04", silence={"desks": CHILDREN}),
        released(),
        expect=[
            {"on": "2024-03-07", "person": "MAN", "no_answer": CHILDREN, "answered": PROBATION},
            {"on": "2024-03-07", "person": "MAN", "asked": "southfen_children_manager"},
        ],
    )

    assert failures(told) == []


def test_row_t18_who_acknowledged_and_then_refuses_makes_the_next_rung_be_asked():
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        released(),
        on(
            "2024-03-05",
            at="10:20",
            told={"desk": CHILDREN, "person": "MAN", "answer": "refused", "words": "Not ours."},
            then=[
                {"person": "MAN", "no_answer": CHILDREN},
                {"person": "MAN", "kind": "event", "asked": "southfen_children_duty"},
            ],
        ),
    )

    assert failures(told) == []


@pytest.mark.parametrize(
    ("written", "is_refused"),
    [
        pytest.param({"children": [{"child": "the girl"}]}, True, id="a row without its risk"),
        pytest.param(
            {"checked_with": "nobody", "checked_on": "2024-03-12"},
            True,
            id="none known, where one is linked",
        ),
        pytest.param(
            {
                "children": [
                    {
                        "child": "the girl",
                        "known_to": "school",
                        "risk": "He is at the house",
                        "action": "Visit",
                        "owner": "family worker",
                        "by_on": "2024-03-20",
                    }
                ]
            },
            False,
            id="the child with risk, action, owner and day",
        ),
    ],
)
def test_row_t08_minutes_close_only_with_every_linked_child(written, is_refused):
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        on("2024-03-05", report=a_report(1, people=[a_man(), CHILD])),
        on("2024-03-06", judge={"desk": CHILDREN, "report": "r1"}),
        on(
            "2024-03-11",
            meeting={"id": "m", "desk": POLICE, "person": "MAN", "words": "All of us."},
            then=[{"meeting": "m", "invited": [CHILDREN, PROBATION], "minutes": "open"}],
        ),
        on(
            "2024-03-12",
            minutes={
                "desk": POLICE,
                "meeting": "m",
                "words": "One desk leads.",
                "others": "report",
                **written,
            },
            refused=is_refused,
            then=[{"meeting": "m", "minutes": "open" if is_refused else "closed"}],
        ),
    )

    assert failures(told) == []


def test_row_p27_a_weighty_report_is_closed_by_two_who_opened_all_of_it():
    closing = {
        "desk": CHILDREN,
        "report": "r2",
        "how": "passed_on",
        "detail": "Assessment team, accepted by name.",
        "reason": "They lead now.",
        "look_again_on": "2024-06-03",
    }
    told = in_southfen(
        on("2024-03-04", flag=a_flag(assessed_high=True)),
        on("2024-03-05", report=a_report(1, signs=["GC7"])),
        on("2024-03-05", report=a_report(2, signs=["GC7"])),
        on("2024-03-06", judge={"desk": CHILDREN, "report": "r1"}),
        on("2024-03-06", judge={"desk": CHILDREN, "report": "r2"}),
        on("2024-03-07", close=closing, refused=True, then=[{"report": "r2", "closed": False}]),
        on(
            "2024-03-08",
            close={**closing, "opened": True},
            then=[{"report": "r2", "closed": False, "because": "A second human is needed."}],
        ),
        on(
            "2024-03-11",
            close={**closing, "opened": True, "second": POLICE},
            then=[{"report": "r2", "closed": True}],
        ),
    )

    assert failures(told) == []


def test_an_offer_that_lapses_leaves_the_owner_and_asks_both_sides():
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        on(
            "2024-03-05",
            handover={
                "desk": POLICE,
                "person": "MAN",
                "to": "northmoor_police",
                "words": "He lives there now.",
            },
            then=[{"person": "MAN", "desk": "northmoor_police", "owes": "handover"}],
        ),
        expect=[
            {
                "on": "2024-03-12",
                "person": "MAN",
                "owner": POLICE,
                "offered_to": "northmoor_police",
            },
            {"by": "2024-03-12", "person": "MAN", "due": "handover", "asked": "northmoor_police"},
            {"by": "2024-03-12", "person": "MAN", "due": "handover_awaited", "asked": POLICE},
        ],
    )

    assert failures(told) == []


def test_what_stewards_owe_and_did_not_do_is_said_with_what_was_there():
    told = in_southfen(
        on("2024-03-04", flag=a_flag()),
        on(
            "2024-03-11",
            meeting={"id": "m", "desk": POLICE, "person": "MAN", "words": "All of us."},
        ),
        expect=[
            {"on": "2024-03-12", "meeting": "m", "minutes": "closed"},
            {"on": "2024-03-12", "person": "MAN", "offered_to": "northmoor_police"},
            {"on": "2024-03-12", "person": "MAN", "desk": CHILDREN, "owes": "bail_end"},
        ],
    )

    assert [one.instead for one in told.failed] == ["open", "to nobody", "nobody owes that"]


def test_row_p32_a_remark_in_therapy_is_followed_up_by_a_day_and_climbs_when_nobody_does():
    told = in_southfen(
        on("2024-03-04", silence={"desks": POLICE, "until": "2024-05-06"}),
        on(
            "2024-03-04",
            report=a_report(1, role="therapist", words="He said that Robbie has a secret."),
            then=[{"report": "r1", "desk": POLICE, "owes": "therapy_remark"}],
        ),
        expect=[
            {"by": "2024-05-01", "asked": "southfen_police_manager", "due": "therapy_remark"},
            {"on": "2024-05-01", "report": "r1", "closed": False, "owes": "therapy_remark"},
        ],
    )

    assert failures(told) == []
