"""Who was seen apart and what a family was told, in a replay: through the real acts."""

import pytest

from dialogs.shell.replay_words import Wording
from intake.domain.errors import PolicyError
from intake.policy.replay_check import read_replay
from intake.running.replay_telling import submission_of
from tests.build_office import shipped_policy
from tests.build_replay import a_history, a_man, a_report, failures, on, played, written

CHILDREN, POLICE = "northmoor_children", "northmoor_police"
CHILD = {"who": "GIRL", "part": "child", "names": "Clover Dunnock", "age": 9}


def spoken_to(day, **more):
    dull = {
        "desk": CHILDREN,
        "person": "MAN",
        "with_whom": "Ms Dunnock, mother",
        "words": "She said that nothing had happened.",
        "denial": True,
    }
    return on(day, contact=dull | more)


def decided(day, **more):
    dull = {
        "id": "t1",
        "desk": CHILDREN,
        "person": "MAN",
        "what": "That he has harmed children; not whom.",
        "to_whom": "Ms Dunnock, mother",
        "words": "He has harmed children and must not be alone with her.",
        "asked_of": "She calls before he comes back.",
        "why": "The girl lives with him.",
        "second": POLICE,
        "say_by": "2024-03-10",
        "follow_up": "2024-04-10",
    }
    return on(day, telling=dull | more)


def test_row_t11_who_was_heard_beside_him_alone_closes_nothing_until_seen_apart():
    beside = {"who_else": "himself", "present": "him", "why_joint": "He would not leave."}
    closing = {
        "desk": CHILDREN,
        "report": "r1",
        "how": "not_safeguarding",
        "reason": "A visit; nothing about any child.",
        "look_again_on": "2024-05-01",
    }
    told = played(
        on("2024-03-04", report=a_report(1, people=[a_man(), CHILD])),
        spoken_to("2024-03-05", report="r1", **beside),
        on("2024-03-06", close=closing, refused=True, then=[{"report": "r1", "closed": False}]),
        spoken_to("2024-03-07", report="r1"),
        on("2024-03-08", close=closing, then=[{"report": "r1", "closed": True}]),
    )

    assert failures(told) == []
    rows = [one.what for one in Wording(told).rows(told.moments)]
    assert any("with Ms Dunnock, mother (beside him)" in one for one in rows)


def test_row_t11_a_closing_on_a_denial_says_whether_it_was_made_apart_from_him():
    closing = {
        "desk": CHILDREN,
        "report": "r1",
        "how": "not_safeguarding",
        "reason": "She denies it.",
        "look_again_on": "2024-05-01",
    }
    still = {"refused": True, "then": [{"report": "r1", "closed": False}]}
    told = played(
        on("2024-03-04", report=a_report(1, people=[a_man(), CHILD])),
        on("2024-03-05", close=closing, **still),
        on("2024-03-06", close=closing | {"beside": "beside"}, **still),
        on(
            "2024-03-07",
            close=closing | {"beside": "apart"},
            then=[{"report": "r1", "closed": True}],
        ),
    )

    assert failures(told) == []


def test_row_p24_a_warning_without_words_owes_what_to_tell_and_its_saying_is_owed_till_understood():
    told = played(
        on("2024-03-04", report=a_report(1, people=[a_man(), CHILD])),
        spoken_to("2024-03-05", warned=True)
        | {"then": [{"person": "MAN", "desk": CHILDREN, "owes": "warned_only"}]},
        decided("2024-03-06", say_by="2024-03-10")
        | {"then": [{"person": "MAN", "desk": CHILDREN, "owes": "disclose"}]},
        on(
            "2024-03-07",
            telling_said={
                "desk": CHILDREN,
                "telling": "t1",
                "by_whom": "R. Vole",
                "words": "As decided.",
            },
            then=[{"person": "MAN", "desk": CHILDREN, "owes": "disclosure_follow_up"}],
        ),
    )

    assert failures(told) == []


def test_one_officer_alone_decides_nothing_to_tell():
    told = played(
        on("2024-03-04", report=a_report(1, people=[a_man(), CHILD])),
        decided("2024-03-06", second=CHILDREN) | {"refused": True},
        on(
            "2024-03-07",
            telling_said={"desk": CHILDREN, "telling": "t1", "words": "All."},
            refused=True,
        ),
    )
    assert failures(told) == []


def test_a_child_seen_today_stands_in_the_report_as_a_channel_would_tell_it():
    told = played(
        on(
            "2024-03-04",
            report=a_report(1, people=[a_man(), CHILD | {"seen_now": True}], children_now="Yes"),
        )
    )
    said = submission_of(told, told.replay.history[0].report)
    assert said.seen_now == (1,)
    assert said.children_now.value.reveal() == "Yes"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        pytest.param(
            on("2024-03-04", report=a_report(2, people=[a_man(seen_now=True)])),
            "is of a child",
            id="a man is no child",
        ),
        pytest.param(
            on("2024-03-04", telling_said={"desk": CHILDREN, "telling": "t9", "words": "All."}),
            "no telling above has that id",
            id="nothing was decided",
        ),
        pytest.param(
            decided("2024-03-04", second="northmoor_polise"), "no desk of that name", id="no desk"
        ),
        pytest.param(
            spoken_to("2024-03-04", report="r9"), "no report above has that id", id="no report"
        ),
    ],
)
def test_a_fault_of_a_deed_with_families_is_told(tmp_path, event, words):
    history = a_history(on("2024-03-04", report=a_report(1)), event)
    with pytest.raises(PolicyError) as refused:
        read_replay(written(tmp_path, history), shipped_policy())
    [fault] = refused.value.faults
    assert words in fault
