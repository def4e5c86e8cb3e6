"""A report that places a man in another area asks his owner, and offers him once he is known."""

from datetime import timedelta

import pytest

from intake.actions.hand_over import accept_handover, take_back_handover
from intake.actions.judge_link import judge_link
from intake.domain.diary import DiaryKind
from intake.domain.person import Answer
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_flag, a_mention, an_office

OLD, NEW = "northmoor_police", "southfen_police"
ELSEWHERE = {"age": "47", "place": "Lido Row, Southfen"}


def a_county(clock=None):
    office = an_office(clock=clock or HandClock())
    flag = a_flag(owner_desk=OLD, agency="northmoor_police", area="northmoor")
    man = a_listed_man(office, flag=flag, birth="1979-02-14")
    officer = an_officer(office, login="tarn", name="N. Tarn", desk=OLD)
    return office, man, officer


def told_of_him(office, channel="web", **facts):
    told = facts or ELSEWHERE
    return a_report(office, a_mention("Corrin Thistlewood", **told), channel=channel)


def asked(office, man):
    with office.look() as work:
        return work.dispatch.owed(f"person:{man.id}", DiaryKind.MOVED)


def offer_of(office, man):
    with office.look() as work:
        return work.stewards.offer_of(man.id)


@pytest.mark.parametrize("channel", ["web", "telegram", "rest", "telephone"])
def test_row_p10_a_new_address_of_any_concern_asks_the_owner_and_opens_the_offer(channel):
    office, man, officer = a_county()

    kept = told_of_him(office, channel)
    (question,) = asked(office, man)
    assert (question.desk, question.next_at) == (OLD, question.opened_at)
    assert offer_of(office, man) is None

    judged_same(office, kept, by=officer)
    offer = offer_of(office, man)
    assert (offer.from_desk, offer.to_desk) == (OLD, NEW)
    assert kept.reference in offer.reason.reveal()
    assert asked(office, man) == ()
    with office.look() as work:
        assert work.people.owner(man.id).desk == OLD
        owed = work.dispatch.owed(f"handover:{offer.id}")
    assert {(one.desk, one.next_at <= one.opened_at) for one in owed} == {(OLD, True), (NEW, True)}

    new = an_officer(office, login="lanternley", name="S. Lanternley", desk=NEW)
    accept_handover(office, officer=new, handover_id=offer.id, words="Ours.")
    told_of_him(office)
    assert asked(office, man) == ()


def test_a_place_at_home_or_none_at_all_asks_nothing():
    office, man, officer = a_county()
    for told in ({"age": "47", "place": "by the lido, Northmoor"}, {"age": "47"}):
        judged_same(office, told_of_him(office, **told), by=officer)
    assert asked(office, man) == ()
    assert offer_of(office, man) is None


def test_a_report_judged_to_be_about_another_takes_the_question_back():
    office, man, officer = a_county()
    kept = told_of_him(office)
    with office.look() as work:
        mentions = work.concerns.mentions_of(kept.id)
        (link,) = (
            one
            for one in work.people.links_of_mentions([one.id for one in mentions])
            if one.person_id == man.id
        )
    judge_link(office, officer=officer, link_id=link.id, answer=Answer.DIFFERENT, reason="Taller.")
    assert asked(office, man) == ()


def test_row_p10_an_owner_who_took_the_offer_back_is_asked_and_not_overruled():
    clock = HandClock()
    office, man, officer = a_county(clock)
    judged_same(office, told_of_him(office), by=officer)
    offer = offer_of(office, man)
    take_back_handover(office, officer=officer, handover_id=offer.id, words="He visits his aunt.")

    clock.at += timedelta(days=40)
    judged_same(office, told_of_him(office), by=officer)
    assert offer_of(office, man) is None
    assert len(asked(office, man)) == 1
    told_of_him(office)
    assert len(asked(office, man)) == 1


def test_told_of_in_both_areas_the_owner_is_asked_and_nobody_is_offered():
    office, man, officer = a_county()
    both = {"age": "47", "place": "moved from Northmoor to Southfen"}
    judged_same(office, told_of_him(office, **both), by=officer)
    assert offer_of(office, man) is None
    assert len(asked(office, man)) == 1


def test_p13_a_reserved_man_is_offered_to_nobody_and_only_his_owner_is_asked():
    office = an_office()
    hidden = a_hidden_man(office, birth="1979-02-14")
    a_report(office, a_mention("Perrin Gorsehill", age="47", place="Northmoor"))

    (question,) = asked(office, hidden)
    assert (question.desk, question.only_desk) == (NEW, NEW)
    assert offer_of(office, hidden) is None
