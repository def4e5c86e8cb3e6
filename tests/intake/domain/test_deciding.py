"""Silence of a child and a denial beside him carry no closing, however they are written."""

import pytest

from intake.domain.deciding import Said, grounds_missing, rests_on_denial, rests_on_silence
from tests.build_decided import said


@pytest.mark.parametrize(
    "reason",
    [
        "The girl was seen and said nothing.",
        "No verbal disclosure.",
        "She made no disclosure; she did not say anything.",
        "He wouldn't talk.",
        "Nothing was disclosed",
        "She never said a thing.",
        "The child didn’t want to talk",
        "No allegations made",
        "Has not said anything. Hasn't told us anything.",
        "She is not saying anything, and was unwilling to speak",
        "He cannot tell us; she stayed silent",
    ],
)
def test_row_p30_a_reason_that_only_says_that_nothing_was_said_is_silence(reason):
    assert rests_on_silence(reason)
    assert "silence" in grounds_missing(said(), reason, telling=())


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "A parking dispute; nothing about any child.",
        "She said nothing. The phone is her aunt's, who was asked by the school.",
        "Visited twice.",
        "He has not been there since May.",
        "The school was told of it.",
        "Never alone with her, as the nurse saw.",
    ],
)
def test_a_reason_that_says_more_is_for_the_second_officer_to_judge(reason):
    assert not rests_on_silence(reason)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param(Said(grounds=("denied",)), "who_was_there", id="nobody says who was there"),
        pytest.param(
            Said(grounds=("denied",), beside="beside"), "denied_beside_him", id="with him there"
        ),
        pytest.param(Said(grounds=("no_such_ground",)), "grounds", id="nothing to rest on"),
        pytest.param(said("CS1", grounds=("seen_alone",)), "sign:GC1", id="another sign"),
    ],
)
def test_row_t11_what_a_closing_may_not_rest_on(told, code):
    assert code in grounds_missing(told, "Seen at home.", telling=("GC1",))


def test_row_t11_a_denial_in_the_reason_alone_asks_who_was_there():
    for reason in ("She denies it.", "Nothing happened, she says.", "He said it isn't true."):
        assert rests_on_denial(reason)
    told = said(beside="beside", grounds=())
    assert "denied_beside_him" in grounds_missing(told, "She denies it.", telling=())


def test_row_p31_every_telling_sign_is_answered_one_by_one():
    assert grounds_missing(said("CS1", "GC1"), "Seen.", telling=("CS1", "GC1")) == ()
    assert grounds_missing(said("CS1"), "Seen.", telling=("CS1", "GC1")) == ("sign:GC1",)
