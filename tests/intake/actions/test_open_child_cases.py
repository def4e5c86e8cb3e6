"""A report of harm between children opens a case for each child, at each child's own home."""

import pytest

from intake.actions.close_child_case import confirm_case_closing, propose_case_closing
from intake.actions.close_concern import close_concern
from intake.actions.code_sign import code_sign
from intake.actions.link_mentions import linked_already
from intake.actions.propose_flag import propose_flag
from intake.actions.tell_desks import route_and_weigh
from intake.domain.alert import AlertKind, AlertState
from intake.domain.child_case import CaseState, ChildPart
from intake.domain.concern import Danger, Part
from intake.domain.diary import DiaryKind
from intake.domain.errors import ClosureRefusedError, FlagRefusedError, NotFoundError
from intake.domain.held import PersonKind
from intake.domain.proposal import Wanted
from tests.build_desk import a_report, an_officer
from tests.build_office import a_mention, an_office

NORTH, SOUTH = "northmoor_children", "southfen_children"
KINDS = {AlertKind.CHILD_HARMED: ChildPart.HARMED, AlertKind.CHILD_WHO_DID: ChildPart.DID}


def two_children(office, **told):
    """Report a boy of Southfen and the girl of Northmoor whom he harmed."""
    return a_report(
        office,
        a_mention("Bran Mossop", age="13", place="Southfen"),
        a_mention("Wren Mossop", part=Part.CHILD, age="9", place="Northmoor"),
        signs=("CS2",),
        **told,
    )


def cases_of(office, concern):
    with office.look() as work:
        return {one.part: one for one in work.concerns.child_cases_of(concern.id)}


def alerts_of(office, concern):
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(concern.id)
    return {KINDS[one.kind]: one for one in alerts if one.kind in KINDS}


@pytest.mark.parametrize("channel", ["telegram", "web", "rest", "telephone"])
def test_row_p46_a_report_of_harm_between_children_opens_two_linked_cases(channel):
    office = an_office()
    concern = two_children(office, channel=channel)

    cases, alerts = cases_of(office, concern), alerts_of(office, concern)

    assert {part: one.desk for part, one in cases.items()} == {
        ChildPart.HARMED: NORTH,
        ChildPart.DID: SOUTH,
    }
    assert {one.concern_id for one in cases.values()} == {concern.id}
    with office.look() as work:
        told = {one.id: one.body.names.told for one in work.concerns.mentions_of(concern.id)}
        names = {part: told[one.mention_id] for part, one in cases.items()}
        owed = {
            part: [one.kind for one in work.dispatch.owed(f"alert:{alert.id}", *DiaryKind)]
            for part, alert in alerts.items()
        }
        voices = {one.voice_id for one in work.concerns.records.all()}
        assert work.concerns.count() == 1
    assert names == {ChildPart.HARMED: "Wren Mossop", ChildPart.DID: "Bran Mossop"}
    assert {part: one.desk for part, one in alerts.items()} == {
        part: one.desk for part, one in cases.items()
    }
    assert owed == {part: [DiaryKind.ACKNOWLEDGE] for part in ChildPart}
    assert len(voices) == 1


def test_row_p46_the_words_of_a_case_call_no_child_by_what_it_did():
    office = an_office()
    alerts = alerts_of(office, two_children(office))

    words = " ".join(" ".join(one.because) for one in alerts.values()).lower()

    assert "needs help as well" in words
    for never in ("perpetrator", "offender", "abuser", "suspect", "victim"):
        assert never not in words.replace("adult offenders", "")


def test_row_p46_closing_one_childs_case_closes_neither_the_other_nor_the_report():
    office = an_office()
    concern = two_children(office)
    cases = cases_of(office, concern)
    first = an_officer(office, login="one", name="A. Birchall", desk=NORTH)
    second = an_officer(office, login="two", name="B. Alder", desk=NORTH, role="manager")
    harmed, did = cases[ChildPart.HARMED], cases[ChildPart.DID]

    propose_case_closing(office, officer=first, case_id=harmed.id, words="Seen; therapy begins.")
    confirm_case_closing(office, officer=second, case_id=harmed.id)

    after = cases_of(office, concern)
    assert after[ChildPart.HARMED].state is CaseState.CLOSED
    assert after[ChildPart.DID] == did
    assert alerts_of(office, concern)[ChildPart.DID].state is not AlertState.DECIDED
    with pytest.raises(NotFoundError):
        propose_case_closing(office, officer=first, case_id=did.id, words="Not ours.")
    with pytest.raises(ClosureRefusedError) as refused:
        close_concern(office, officer=first, concern_id=concern.id, how="passed_on")
    assert "child_cases" in refused.value.facts["missing"]

    other = an_officer(office, login="three", name="C. Rowan", desk=SOUTH)
    boss = an_officer(office, login="four", name="D. Hazel", desk=SOUTH, role="manager")
    propose_case_closing(office, officer=other, case_id=did.id, words="A worker, weekly.")
    confirm_case_closing(office, officer=boss, case_id=did.id)
    with pytest.raises(ClosureRefusedError) as refused:
        close_concern(office, officer=first, concern_id=concern.id, how="passed_on")
    assert "child_cases" not in refused.value.facts["missing"]


def test_row_p46_nothing_that_a_case_opens_can_be_flagged():
    office = an_office()
    two_children(office)
    nurse = an_officer(office, login="nurse", name="N. Tarn", desk="northmoor_nurse")
    with office.look() as work:
        people = work.people.records.all()
        assert all(one.kind is not PersonKind.FLAGGED for one in people)
        assert not any(work.flags.of(one.id) for one in people)

    for person in people:
        with pytest.raises(FlagRefusedError) as refused:
            propose_flag(office, officer=nurse, person_id=person.id, wanted=a_flag_wanted())
        assert "adult" in refused.value.facts["missing"]


def a_flag_wanted():
    return Wanted(
        kind="pprc",
        reason="Worries come again and again.",
        lawful_basis="s.11 Children Act 2004",
        second_desk=NORTH,
        owner_desk="northmoor_police",
    )


def test_row_p46_told_again_or_routed_again_no_case_is_opened_twice():
    office = an_office()
    concern = two_children(office)
    before = cases_of(office, concern)

    with office.begin() as work:
        kept = work.concerns.records.get(concern.id)
        route_and_weigh(office, work, kept, linked_already(work, kept))

    with office.look() as work:
        assert len(work.concerns.child_cases_of(concern.id)) == 2
    assert cases_of(office, concern) == before


def test_row_p46_a_sign_that_an_officer_reads_later_opens_the_cases():
    office = an_office()
    officer = an_officer(office, login="one", name="A. Birchall", desk=NORTH)
    concern = a_report(office, a_mention("Wren Mossop", part=Part.CHILD, age="9"))
    assert cases_of(office, concern) == {}

    code_sign(office, officer=officer, concern_id=concern.id, sign="CS2", about_mention=None)

    cases = cases_of(office, concern)
    assert {one.mention_id for one in cases.values()} == {None}
    assert {one.desk for one in cases.values()} == {NORTH}


def test_row_p46_a_report_of_an_adult_opens_no_childs_case():
    office = an_office()
    concern = a_report(
        office,
        a_mention("Wilf Oakapple", age="44"),
        a_mention("Wren Mossop", part=Part.CHILD, age="9"),
        signs=("GC7",),
        danger=Danger.YES,
    )

    assert cases_of(office, concern) == {}
    assert alerts_of(office, concern) == {}
