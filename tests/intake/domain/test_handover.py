"""An offer moves nothing by itself; it is answered once, in writing, by the side it is for."""

from datetime import timedelta

import pytest

from intake.domain.errors import ConflictError, JudgementRefusedError, TransitionRefusedError
from intake.domain.handover import Handover, HandoverState, check_offer, flags_that_move
from intake.domain.person import FlagStatus, SeenBy
from intake.domain.private import private
from tests.build import NOON, a_flag

DESKS = ("northmoor_police", "southfen_police")


def an_offer(**facts):
    told = {
        "person_id": 1,
        "from_desk": "northmoor_police",
        "to_desk": "southfen_police",
        "reason": private("He lives in Southfen now."),
        "offered_by": "A. Birchall",
        "offered_at": NOON,
        "answer_by": NOON + timedelta(days=2),
    }
    return Handover(**(told | facts))


@pytest.mark.parametrize(
    ("answer", "desk", "state"),
    [
        pytest.param(
            "accept", "southfen_police", HandoverState.ACCEPTED, id="who is asked accepts"
        ),
        pytest.param("refuse", "southfen_police", HandoverState.REFUSED, id="or refuses"),
        pytest.param(
            "take_back", "northmoor_police", HandoverState.TAKEN_BACK, id="or owner keeps"
        ),
    ],
)
def test_row_p10_an_offer_is_answered_once_in_writing_by_the_side_it_is_for(answer, desk, state):
    offer = an_offer()
    said = {"words": "We have read it.", "at": NOON}

    done = getattr(offer, answer)("S. Lanternley", desk=desk, **said)
    assert (done.state, done.answered_by) == (state, "S. Lanternley")
    with pytest.raises(ConflictError):
        getattr(done, answer)("S. Lanternley", desk=desk, **said)
    with pytest.raises(TransitionRefusedError):
        getattr(offer, answer)("S. Lanternley", desk="westmarsh_police", **said)
    with pytest.raises(JudgementRefusedError):
        getattr(offer, answer)("S. Lanternley", desk=desk, words="  ", at=NOON)


def test_row_p10_a_lapsed_offer_can_still_be_accepted_late_is_not_never():
    late = NOON + timedelta(days=3)

    assert an_offer().has_lapsed(late)
    taken = an_offer().accept("S. Lanternley", desk="southfen_police", words="Ours.", at=late)
    assert not taken.has_lapsed(late)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        pytest.param({"to_desk": "nowhere"}, ("to_desk",), id="a desk that does not exist"),
        pytest.param({"to_desk": "northmoor_police"}, ("to_desk",), id="the same desk"),
        pytest.param(
            {"only_desk": "northmoor_police"}, ("to_desk",), id="a desk that may not know"
        ),
        pytest.param({"reason": " "}, ("words",), id="no reason"),
        pytest.param({"to_desk": "", "reason": ""}, ("to_desk", "words"), id="nothing at all"),
    ],
)
def test_p13_an_offer_that_could_not_be_taken_up_is_refused_whole(facts, missing):
    told = {
        "owner": "northmoor_police",
        "desk": "northmoor_police",
        "to_desk": "southfen_police",
        "desks": DESKS,
        "only_desk": "",
        "reason": "He moved.",
    }
    check_offer(**told)

    with pytest.raises(JudgementRefusedError) as refused:
        check_offer(**(told | facts))
    assert refused.value.facts["missing"] == missing
    with pytest.raises(TransitionRefusedError):
        check_offer(**(told | {"owner": ""}))


def test_p13_only_flags_of_the_old_owner_that_the_new_one_may_know_of_move():
    open_flag = a_flag(owner_desk="northmoor_police", kind="pdp")
    secret = a_flag(owner_desk="northmoor_police", seen_by=SeenBy.OWNER)
    third = a_flag(owner_desk="northmoor_mappa")
    ended = a_flag(owner_desk="northmoor_police", status=FlagStatus.ENDED)

    moved = flags_that_move(
        (open_flag, secret, third, ended), from_desk="northmoor_police", to_desk="southfen_police"
    )

    assert moved == (open_flag,)
