"""An officer reads signs in a story; the weight follows, the standing never falls."""

import pytest

from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.report_concern import report_concern
from intake.domain.band import Band
from intake.domain.errors import NotFoundError
from intake.domain.held import View
from tests.build_office import a_mention, a_submission, an_office, an_officer


def a_told_story():
    office = an_office()
    with office.begin() as work:
        told = report_concern(office, work, a_submission(a_mention("Wilf Oakapple")))
        [person] = work.people.records.all()
    return office, told.concern, person


def standing_of(office, person):
    with office.look() as work:
        return work.people.standing(person.id, View.OPEN)


def test_a_coded_sign_weighs_and_may_cross_a_line():
    office, concern, person = a_told_story()
    code_sign(office, officer=an_officer(), concern_id=concern.id, sign="GC7", about_mention=0)
    assert standing_of(office, person).points == 25
    assert standing_of(office, person).state.band >= Band.REVIEW


def test_the_words_told_stay_as_they_were():
    office, concern, _ = a_told_story()
    kept = code_sign(office, officer=an_officer(), concern_id=concern.id, sign="GC1")
    assert kept.body.story == concern.body.story


def test_p05_taking_a_sign_back_moves_the_points_and_leaves_the_standing():
    office, concern, person = a_told_story()
    told = {"officer": an_officer(), "concern_id": concern.id, "sign": "GC7", "about_mention": 0}
    code_sign(office, **told)
    before = standing_of(office, person)
    uncode_sign(office, **told, reason="Read too much into it")
    after = standing_of(office, person)
    assert after.points < before.points
    assert after.state.band is before.state.band


def test_a_sign_that_does_not_exist_is_not_found():
    office, concern, _ = a_told_story()
    with pytest.raises(NotFoundError):
        code_sign(office, officer=an_officer(), concern_id=concern.id, sign="XX1")
