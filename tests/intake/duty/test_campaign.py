"""A flood of like reports is shown with its evidence; nothing is joined, lowered or hidden."""

import pytest

from intake.domain.errors import JudgementRefusedError
from intake.domain.voice import check_joining_by_hand
from intake.policy.loader import load_policy
from tests.build import some_ties
from tests.build_desk import a_child, a_report, an_officer
from tests.build_office import a_mention

WORDS = (
    "Wilf Oakapple at the old lido gives the children sweets and phones and drives them to the "
    "fair every Friday evening, and nobody at the school wants to hear about it."
)
MAN = a_mention("Wilf Oakapple")


def a_flood(office, clock, how_many, **told):
    reports = []
    for number in range(how_many):
        clock.move(minutes=7)
        words = WORDS.replace("sweets", ("sweets", "money", "toys")[number % 3])
        more = {"account": f"account {number}"} | told
        reports.append(a_report(office, MAN, a_child(), story=words, **more))
    return reports


def test_three_like_reports_of_new_accounts_are_shown_as_a_possible_campaign(
    office, clock, door, birchall
):
    first, *_, last = a_flood(office, clock, 3)

    shown = door.concern(officer=birchall, reference=last.reference).campaign

    assert (shown.reports, shown.accounts, shown.new_accounts, shown.voices) == (3, 3, 3, 3)
    assert shown.alike[0].reference == first.reference
    assert all(60 <= one.share <= 100 for one in shown.alike)


def test_each_report_of_a_flood_keeps_a_voice_of_its_own_and_weighs_as_before(
    office, clock, door, birchall
):
    unlike = ["He came by the river with a dog, twice that week, and gave the boy a knife.", WORDS]
    a_report(office, MAN, a_child(), story=unlike[0], account="one")
    two = a_report(office, MAN, a_child(), story=unlike[1], account="two")
    weight = door.concern(officer=birchall, reference=two.reference).weight
    flood = a_flood(office, clock, 3)

    assert len({one.voice_id for one in flood}) == 3
    after = door.concern(officer=birchall, reference=flood[-1].reference).weight
    assert after.standing >= weight.standing
    assert after.if_same >= weight.if_same


def test_two_like_reports_and_one_of_long_ago_are_none(office, clock, door, birchall):
    a_flood(office, clock, 1)
    clock.move(days=30)
    *_, last = a_flood(office, clock, 2)

    assert door.concern(officer=birchall, reference=last.reference).campaign is None


def test_an_account_that_told_before_is_not_called_new(office, clock, door, birchall):
    a_report(office, a_mention("Tansy Mossop"), story="Something else.", account="account 0")
    clock.move(days=60)
    *_, last = a_flood(office, clock, 3)

    shown = door.concern(officer=birchall, reference=last.reference).campaign

    assert (shown.accounts, shown.new_accounts) == (3, 2)


def test_p13_reports_that_are_not_for_a_reader_are_neither_shown_nor_counted(
    office, clock, door, birchall
):
    a_flood(office, clock, 4)
    other = WORDS.replace("Wilf Oakapple", "She")
    unlike_him = a_report(office, a_mention("Tansy Mossop"), a_child(), story=other)
    before = door.concern(officer=birchall, reference=unlike_him.reference).campaign
    wilf = an_officer(office, login="wilf", name="Wilf Oakapple")

    assert before.reports == 5
    assert door.concern(officer=wilf, reference=unlike_him.reference).campaign is None


def test_p10_the_marks_kept_are_keyed_and_hold_no_words(office, clock):
    concern, *_ = a_flood(office, clock, 1)
    with office.look() as work:
        marks = work.concerns.like_words.of([concern.id])[concern.id].marks

    assert marks
    assert not any(word.lower() in mark for mark in marks for word in ("oakapple", "lido"))


def test_statements_of_ones_own_harm_and_grave_signs_are_never_joined_for_their_words():
    like = [
        some_ties(concern="DR-1", reporter="a", has_class_three=True),
        some_ties(concern="DR-2", reporter="b", is_own_harm=True),
    ]
    with pytest.raises(JudgementRefusedError):
        check_joining_by_hand(like, reason="The words are the same.")


def test_the_settings_say_from_where_on_likeness_is_shown():
    scales = load_policy().campaign

    assert (scales.alike, scales.reports, scales.within.days) == (0.6, 3, 14)
