"""A match is a lead: people judge it, both answers stay, and the weight moves at once."""

import pytest

from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.report_concern import report_concern
from intake.domain.band import Band
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import View
from intake.domain.person import Answer, LinkState
from tests.build_office import (
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)


def a_case():
    """Give an office where a listed man may be named in one concern with a class-3 sign."""
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work, birth="1979-02-14")
        told = report_concern(
            office, work, a_submission(a_mention(birth="1979-02-14"), signs=("GC7",))
        )
        mention = work.concerns.mentions_of(told.concern.id)[0]
        [link] = work.people.links_of_mentions([mention.id])
    return office, person, mention, link


def standing_of(office, person):
    with office.look() as work:
        return work.people.standing(person.id, View.OPEN)


def test_p06_same_makes_the_weight_firm_and_crosses_the_line():
    office, person, _, link = a_case()
    assert standing_of(office, person).state.band is Band.NOTE
    judge_link(office, officer=an_officer(), link_id=link.id, answer=Answer.SAME, reason="His van")
    assert standing_of(office, person).state.band >= Band.REVIEW


def test_p06_different_takes_the_weight_and_gives_a_record_of_his_own():
    office, person, mention, link = a_case()
    kept = judge_link(
        office, officer=an_officer(), link_id=link.id, answer=Answer.DIFFERENT, reason="Too young"
    )
    assert kept.state is LinkState.DIFFERENT
    with office.look() as work:
        links = work.people.links_of_mentions([mention.id])
        [own] = [one for one in links if one.is_own]
        assert own.person_id != person.id
        assert work.people.standing(own.person_id, View.OPEN).state.band >= Band.REVIEW


def test_p05_different_after_same_moves_the_points_and_leaves_the_standing():
    office, person, _, link = a_case()
    officer = an_officer()
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="His van")
    before = standing_of(office, person)
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.DIFFERENT, reason="Not his")
    after = standing_of(office, person)
    assert after.points < before.points
    assert after.state.band is before.state.band


def test_p06_an_answer_is_undone_and_both_stay_in_the_history():
    office, _, _, link = a_case()
    officer = an_officer()
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.DIFFERENT, reason="Young")
    kept = undo_judgement(office, officer=officer, link_id=link.id, reason="Wrong row")
    assert kept.state is LinkState.POSSIBLE
    with office.look() as work:
        assert len(work.people.judgements_of(link.id)) == 2


def test_a_judgement_without_a_reason_is_refused():
    office, _, _, link = a_case()
    with pytest.raises(JudgementRefusedError):
        judge_link(office, officer=an_officer(), link_id=link.id, answer=Answer.SAME, reason=" ")


def test_p06_a_rejected_pair_comes_back_labelled_and_is_not_asked_again():
    office, person, _, link = a_case()
    judge_link(
        office, officer=an_officer(), link_id=link.id, answer=Answer.DIFFERENT, reason="Young"
    )
    with office.look() as work:
        assert work.people.rejected_pairs(person.id) == 1


def test_the_mention_a_record_was_made_from_cannot_be_judged_away():
    office = an_office()
    with office.begin() as work:
        told = report_concern(office, work, a_submission(a_mention("Wilf Oakapple")))
        mention = work.concerns.mentions_of(told.concern.id)[0]
        [own] = work.people.links_of_mentions([mention.id])
    with pytest.raises(ConflictError):
        judge_link(
            office, officer=an_officer(), link_id=own.id, answer=Answer.DIFFERENT, reason="No"
        )


def found_by(office, person):
    """Give the words a record is found by, and the plates that lead to it."""
    with office.look() as work:
        body = work.people.records.get(person.id).body
    with office.begin() as work:
        told = report_concern(
            office, work, a_submission(a_mention(names="", vehicle="AB12 CDE", description="a van"))
        )
        [mention] = work.concerns.mentions_of(told.concern.id)
        to = {one.person_id for one in work.people.links_of_mentions([mention.id])}
    return body, person.id in to


def two_reports_of_a_listed_man():
    office = an_office()
    with office.begin() as work:
        person = a_flagged_person(work, birth="1979-02-14")
        links = []
        for told in ({"vehicle": "white van AB12 CDE"}, {"phone": "07700 900123"}):
            kept = report_concern(
                office, work, a_submission(a_mention(birth="1979-02-14", **told))
            ).concern
            mention = work.concerns.mentions_of(kept.id)[0]
            links += [
                one
                for one in work.people.links_of_mentions([mention.id])
                if one.person_id == person.id
            ]
    return office, person, links


@pytest.mark.parametrize("answer", ["undone", Answer.DIFFERENT, Answer.CANNOT_TELL])
def test_p06_what_a_record_learned_of_a_report_goes_with_the_judgement(answer):
    office, person, (link, _) = two_reports_of_a_listed_man()
    officer = an_officer()
    with office.look() as work:
        before = work.people.records.get(person.id).body
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="His van")
    with office.look() as work:
        assert "white van AB12 CDE" in work.people.records.get(person.id).body.vehicles

    if answer == "undone":
        undo_judgement(office, officer=officer, link_id=link.id, reason="Not his van")
    else:
        judge_link(office, officer=officer, link_id=link.id, answer=answer, reason="Not his van")

    body, is_led_to = found_by(office, person)
    assert body == before
    assert not is_led_to


def test_p06_what_another_report_taught_stays_when_one_is_undone():
    office, person, (van, phone) = two_reports_of_a_listed_man()
    officer = an_officer()
    for link in (van, phone):
        judge_link(office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="He is")

    undo_judgement(office, officer=officer, link_id=van.id, reason="Not his van")

    with office.look() as work:
        body = work.people.records.get(person.id).body
    assert (body.vehicles, body.phones) == ((), ("07700 900123",))
