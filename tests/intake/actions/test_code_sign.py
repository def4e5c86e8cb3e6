"""An officer reads signs in a story; the weight follows, the standing never falls."""

from dataclasses import replace

import pytest

from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.note_down import change_part
from intake.actions.report_concern import report_concern
from intake.actions.weigh_person import known_of
from intake.domain.band import Band
from intake.domain.concern import Part
from intake.domain.errors import NotFoundError
from intake.domain.held import View
from tests.build_office import a_flagged_person, a_mention, a_submission, an_office, an_officer


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


def test_a_childs_sign_that_an_officer_reads_makes_it_urgent_and_tells_who_must_hear():
    office = an_office()
    with office.begin() as work:
        child = a_mention("Wren Mossop", part=Part.CHILD)
        told = report_concern(office, work, a_submission(a_mention("Wilf Oakapple"), child))
        before = {one.desk for one in work.dispatch.alerts_of_concern(told.concern.id)}

    coded = {"officer": an_officer(), "concern_id": told.concern.id, "sign": "CS10"}
    kept = code_sign(office, **coded)

    assert (told.concern.urgency, kept.urgency) == ("three_days", "today")
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(told.concern.id)
    assert "northmoor_police" in {one.desk for one in alerts} - before
    front_door = [one.urgency.value for one in alerts if one.desk == "northmoor_children"]
    assert front_door == ["three_days", "today"]
    after = code_sign(office, **coded)
    assert after.version == kept.version
    assert uncode_sign(office, **coded, reason="Read too much into it").urgency == "today"


def test_somebody_named_only_in_the_story_can_carry_what_is_told_of_them():
    office = an_office()
    with office.begin() as work:
        a_flagged_person(work, names=("Wilf Oakapple",), birth="1979-02-14")
        work.people.new_list_version("test")
        story = "Her uncle Wilf Oakapple, born 14 February 1979, is there each night."
        told = report_concern(
            office, work, a_submission(a_mention("Tam Quillfeather"), story=story)
        )
        sighted = [one for one in work.concerns.mentions_of(told.concern.id) if one.from_story]
    [mention] = sighted
    change_part(
        office,
        officer=an_officer(),
        mention_id=mention.id,
        part=Part.PERSON_OF_CONCERN,
        reason="He is whom she means.",
    )

    code_sign(
        office,
        officer=an_officer(),
        concern_id=told.concern.id,
        sign="GC7",
        about_mention=mention.place,
    )

    with office.look() as work:
        links = work.people.links_of_mentions([mention.id])
        weights = [known_of(office, work, link.person_id, View.OPEN).weight for link in links]
    assert any(weight.if_same.points > 0 for weight in weights)


def test_a_sign_that_makes_a_closed_report_urgent_opens_it_again():
    office = an_office()
    with office.begin() as work:
        child = a_mention("Wren Mossop", part=Part.CHILD)
        told = report_concern(office, work, a_submission(a_mention("Wilf Oakapple"), child)).concern
        work.concerns.records.keep(replace(told, state="closed"))

    kept = code_sign(office, officer=an_officer(), concern_id=told.id, sign="CS10")

    assert kept.state == "open"
