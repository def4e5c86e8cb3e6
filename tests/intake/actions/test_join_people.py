"""Two records of one person, joined and parted by a named officer."""

from dataclasses import replace

import pytest

from intake.actions.join_people import join_people, part_people
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.weigh_person import known_of
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, JudgementRefusedError, NotFoundError
from intake.domain.held import View
from intake.domain.person import Answer, LinkState
from intake.duty.door import DutyDoor
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office


@pytest.fixture
def office():
    office = an_office()
    yield office
    office.archive.close()


def a_record(office, name, account, *signs):
    """Report somebody; gives the record made of it."""
    told = a_report(office, a_mention(name), signs=signs, account=account)
    with office.look() as work:
        mentions = work.concerns.mentions_of(told.id)
        return work.people.links_of_mentions([one.id for one in mentions])[0].person_id


def joined(office, one, other, reason="The same tattoo, seen by a nurse."):
    return join_people(
        office, officer=birchall(office), person_id=one, other_id=other, reason=reason
    )


def birchall(office):
    with office.look() as work:
        found = work.staff.by_login("birchall")
    return found or an_officer(office)


def links(office, *people):
    with office.look() as work:
        return {
            (link.id, link.mention_id, link.person_id, link.state)
            for one in people
            for link in work.people.links_of_person(one)
        }


def known(office, person_id):
    with office.look() as work:
        return known_of(office, work, person_id, View.OPEN)


def points(office, *people):
    return [known(office, one).weight.points for one in people]


def test_p06_joined_then_parted_restores_links_voices_and_points_of_both(office):
    one = a_record(office, "Robbie", "a", "GC1")
    other = a_record(office, "The gaffer", "b", "GC1", "GC3")
    before = links(office, one, other), points(office, one, other)

    act = joined(office, one, other)
    assert act.officer == "A. Birchall"
    assert sorted(points(office, one, other))[0] == 0
    assert max(points(office, one, other)) == sum(before[1])
    part_people(office, officer=birchall(office), joined_id=act.id, reason="Two men after all.")

    assert (links(office, one, other), points(office, one, other)) == before


def test_p05_a_standing_that_rose_by_joining_stays_when_they_are_parted(office):
    one = a_record(office, "Robbie", "a", "GC1", "GC2")
    other = a_record(office, "The gaffer", "b", "GC1", "GC2")
    act = joined(office, one, other)
    rose = known(office, act.into_id).standing.band
    assert rose >= Band.REVIEW

    part_people(office, officer=birchall(office), joined_id=act.id, reason="Two men after all.")

    assert known(office, act.into_id).standing.band is rose


def test_a_line_crossed_by_both_together_is_told_once(office):
    one = a_record(office, "Robbie", "a", "GC1", "GC2")
    other = a_record(office, "The gaffer", "b", "GC1", "GC2")

    act = joined(office, one, other)

    with office.look() as work:
        told = list(work.dispatch.alerts_of_person(act.into_id))
    causes = [one.cause for one in told if one.desk == "northmoor_children"]
    assert len(causes) == len(set(causes))
    assert sum("discuss" in cause for cause in causes) == 1


def test_who_is_found_by_the_words_of_the_joined_record_hangs_on_the_one_that_stays(office):
    one = a_record(office, "Robbie Quillfeather", "a", "GC1")
    other = a_record(office, "Bram Fennimore", "b", "GC1")
    act = joined(office, one, other)
    name = "Bram Fennimore" if act.person_id == other else "Robbie Quillfeather"

    a_record(office, name, "c", "GC1")
    found = [link for link in links(office, act.into_id) if link[3] is LinkState.POSSIBLE]
    part_people(office, officer=birchall(office), joined_id=act.id, reason="Two men after all.")

    assert len(found) == 1
    assert {link[0] for link in links(office, act.person_id)} >= {found[0][0]}


def test_the_flagged_record_stays(office):
    man = a_listed_man(office)
    other = a_record(office, "The gaffer", "b", "GC1")

    assert joined(office, man.id, other).into_id == man.id


def test_what_cannot_be_joined_is_refused(office):
    one = a_record(office, "Robbie", "a", "GC1")
    other = a_record(office, "The gaffer", "b", "GC1")
    hidden = a_hidden_man(office)
    with pytest.raises(JudgementRefusedError):
        joined(office, one, other, reason=" ")
    with pytest.raises(ConflictError):
        joined(office, one, hidden.id)
    with pytest.raises(NotFoundError):
        joined(office, one, 999)
    act = joined(office, one, other)
    with pytest.raises(ConflictError):
        joined(office, other, one)
    part_people(office, officer=birchall(office), joined_id=act.id, reason="Two men.")
    with pytest.raises(ConflictError):
        part_people(office, officer=birchall(office), joined_id=act.id, reason="Again.")


def test_p13_a_record_that_a_desk_cannot_open_looks_as_if_it_were_not_there(office):
    one = a_record(office, "Robbie", "a", "GC1")
    hidden = a_hidden_man(office)
    officer = birchall(office)

    for other in (hidden.id, 999):
        with pytest.raises(NotFoundError):
            DutyDoor(office).join_people(
                officer=officer, person_id=one, other_id=other, reason="The same."
            )


def test_p09_joining_and_parting_stand_in_the_audit(office):
    one = a_record(office, "Robbie", "a", "GC1")
    other = a_record(office, "The gaffer", "b", "GC1")
    act = joined(office, one, other)
    part_people(office, officer=birchall(office), joined_id=act.id, reason="Two men.")

    with office.look() as work:
        events = {line.event for line in work.audit.lines()}
    assert events >= {"person.joined", "person.parted"}


def test_p06_a_report_judged_to_be_the_one_and_not_the_other_keeps_them_two(office):
    man = a_listed_man(office, vehicles=("AB12 CDE",))
    officer = birchall(office)
    told = a_report(office, replace(a_mention(vehicle="AB12 CDE")), account="a", signs=("GC1",))
    with office.look() as work:
        mentions = work.concerns.mentions_of(told.id)
        [link] = work.people.links_of_mentions([one.id for one in mentions])
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.DIFFERENT, reason="No.")
    with office.look() as work:
        own = next(
            one.person_id for one in work.people.links_of_mentions([link.mention_id]) if one.is_own
        )

    with pytest.raises(ConflictError):
        joined(office, man.id, own)


def reviews(office, person_id):
    with office.look() as work:
        return work.dispatch.owed(f"person:{person_id}", DiaryKind.REVIEW)


def test_p05_joined_records_owe_one_review_at_the_earlier_day_and_two_once_parted():
    clock = HandClock()
    office = an_office(clock=clock)
    older = a_record(office, "Robbie Oakapple", "one", "GC1")
    [first] = reviews(office, older)
    clock.move(days=30)
    newer = a_record(office, "Bram Fennimore", "two", "GC1")
    clock.move(days=1)
    joining = joined(office, older, newer)

    assert reviews(office, joining.person_id) == ()
    [kept] = reviews(office, joining.into_id)
    assert kept.due_at == first.due_at

    part_people(office, officer=birchall(office), joined_id=joining.id, reason="Two men after all.")
    assert len(reviews(office, joining.person_id)) == 1
    assert len(reviews(office, joining.into_id)) == 1


def test_p05_a_review_of_the_record_that_goes_brings_that_of_the_other_forward():
    clock = HandClock()
    office = an_office(clock=clock)
    goes = a_record(office, "Robbie Oakapple", "one")
    [first] = reviews(office, goes)
    clock.move(days=30)
    stays = a_record(office, "Bram Fennimore", "two")
    a_report(office, a_mention("Bram Fennimore", vehicle="AB12 CDE"), account="three")
    with office.begin() as work:
        link = work.people.links_of_person(stays)[0]
        work.people.links.keep(replace(link, state=LinkState.SAME, version=link.version + 1))
    joining = joined(office, goes, stays)
    [kept] = reviews(office, joining.into_id)
    assert kept.due_at == first.due_at


def test_p06_a_record_unlearns_what_it_was_taught_though_it_was_joined_to_another(office):
    person = a_record(office, "Ianto Bramblewick", "a", "GC1")
    told = a_report(office, a_mention("Ianto Bramblewick", vehicle="white van AB12 CDE"))
    with office.look() as work:
        before = work.people.records.get(person).body
        mentions = {one.id for one in work.concerns.mentions_of(told.id)}
        [link] = [one for one in work.people.links_of_person(person) if one.mention_id in mentions]
    officer = birchall(office)
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="His van.")
    act = joined(office, person, a_listed_man(office, names=("Perran Quillfeather",)).id)
    assert (act.person_id, link.id in act.moved) == (person, True)

    undo_judgement(office, officer=officer, link_id=link.id, reason="Not his van.")

    with office.look() as work:
        bodies = {one.id: one.body for one in work.people.records.all()}
    assert bodies[person] == before
    assert not bodies[act.into_id].vehicles
