"""A long list finds the homes of earlier reports as a short one does (P3, row T3)."""

import pytest

from intake.actions.judge_link import judge_link
from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.domain.person import Answer, LinkState
from tests.build_desk import a_child, a_report
from tests.build_office import a_flag, a_flagged_person, a_mention, an_office, an_officer
from tests.databases import EACH_DATABASE, a_database

HOME = "4 Mill Lane, Northmoor"


def told_of_home(office):
    return a_report(
        office,
        a_mention("", relation="mum's ex", place=HOME, postcode="NR1 4AB"),
        a_child("Pip Quill", place=HOME),
        story="He is back at hers.",
    )


def imported(office, **facts):
    with office.begin() as work:
        man = a_flagged_person(work, flag=a_flag(owner_desk="northmoor_police"), **facts)
        ask_for_recheck(work, cause=f"import:{work.people.new_list_version('test')}")
    rounds = 0
    while recheck_due(office):
        rounds += 1
        assert rounds < 50
    return man


def links(office, man):
    with office.look() as work:
        return work.people.links_of_person(man.id)


@EACH_DATABASE
def test_who_of_a_long_list_lives_there_is_asked_about_once_and_stands_on_its_list(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        concern = told_of_home(office)
        man = imported(office, places=(HOME,), postcodes=("NR1 4AB",))

        [link] = links(office, man)
        assert link.state is LinkState.POSSIBLE
        with office.look() as work:
            hits = [one for one in work.dispatch.alerts.all() if one.cause.startswith("hits:")]
        assert all(concern.reference in " ".join(one.because) for one in hits)
        assert {one.desk for one in hits} >= {"northmoor_police"}

        judge_link(
            office, officer=an_officer(), link_id=link.id, answer=Answer.DIFFERENT, reason="No."
        )
        imported(office, names=("Bram Fennimore",), places=("9 Elm Row, Northmoor",))
        assert [one.state for one in links(office, man)] == [LinkState.DIFFERENT]
        office.archive.close()


@pytest.mark.parametrize("place", ["9 Elm Row, Northmoor", "Northmoor"])
def test_who_lives_elsewhere_is_linked_to_nobody(place):
    office = an_office()
    told_of_home(office)
    assert links(office, imported(office, places=(place,))) == ()
