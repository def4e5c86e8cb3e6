"""A pair that officers have answered on is labelled when it comes back in another report."""

from intake.actions.judge_link import judge_link
from intake.domain.person import Answer, LinkState
from intake.duty.door import DutyDoor
from tests.build_desk import a_listed_man, a_report, an_officer
from tests.build_office import a_mention, an_office

TOLD = {"vehicle": "AB12 CDE", "place": "Mill Lane, Northmoor"}


def links(office, concern):
    with office.look() as work:
        mentions = work.concerns.mentions_of(concern.id)
        return {
            one.person_id: one for one in work.people.links_of_mentions([m.id for m in mentions])
        }


def candidates(office, officer, concern):
    view = DutyDoor(office).concern(officer=officer, reference=concern.reference)
    return {one.person_id: one for one in view.matches.leads}


def test_p06_two_who_were_judged_different_are_labelled_when_they_are_met_again():
    office = an_office()
    officer = an_officer(office)
    man = a_listed_man(office, vehicles=("AB12 CDE",))
    first = a_report(office, a_mention("Corrin Thistlewood", **TOLD), account="a")
    judge_link(
        office,
        officer=officer,
        link_id=links(office, first)[man.id].id,
        answer=Answer.DIFFERENT,
        reason="His cousin drives it.",
    )
    [other] = [key for key, one in links(office, first).items() if one.is_own]

    again = a_report(office, a_mention("Corrin Thistlewood", **TOLD), account="b")

    found = candidates(office, officer, again)
    assert {man.id, other} <= set(found)
    [line] = found[man.id].remembered
    assert (line.number, line.officer, line.reason, line.reference) == (
        f"P-{other:04d}",
        "A. Birchall",
        "His cousin drives it.",
        first.reference,
    )
    assert links(office, again)[man.id].state is LinkState.POSSIBLE


def test_nothing_is_remembered_of_those_nobody_answered_on():
    office = an_office()
    officer = an_officer(office)
    man = a_listed_man(office, vehicles=("AB12 CDE",))
    told = a_report(office, a_mention("Corrin Thistlewood", **TOLD), account="a")

    assert candidates(office, officer, told)[man.id].remembered == ()
