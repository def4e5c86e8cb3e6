"""Any agency proposes a flag, a second agrees, an owner accepts; never of a child."""

from dataclasses import replace
from datetime import date

import pytest

from intake.actions.join_people import join_people
from intake.actions.propose_flag import (
    accept_proposal,
    agree_proposal,
    propose_flag,
    refuse_proposal,
    withdraw_proposal,
)
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, FlagRefusedError, TransitionRefusedError
from intake.domain.held import PersonKind
from intake.domain.person import FlagTerm, RiskLevel, TermKind
from intake.domain.proposal import ProposalState, Wanted
from intake.duty.door import DutyDoor
from tests.build_desk import a_hidden_man, a_listed_man, a_report, an_officer
from tests.build_office import a_flag, a_mention, an_office

NURSE, CHILDREN, POLICE = "northmoor_nurse", "northmoor_children", "northmoor_police"
NEXT = date(2027, 5, 4)


def wanted(**changes):
    told = Wanted(
        kind="pprc",
        reason="Three surgeries told of him.",
        lawful_basis="DPA 2018 Schedule 1 paragraph 18",
        second_desk=CHILDREN,
        owner_desk=POLICE,
        risk=RiskLevel.HIGH,
    )
    return replace(told, **changes)


def a_county(**him):
    """An emerging man, told of by two surgeries, and three officers of three agencies."""
    office = an_office()
    him = {"place": "Northmoor", **him}
    for _ in range(2):
        a_report(office, a_mention("Perrin Gorsehill", **him), area="northmoor")
    with office.look() as work:
        rows = work.people.records
        person = rows.all()[0]
    nurse = an_officer(office, login="nurse", name="M. Vetch", desk=NURSE)
    child = an_officer(office, login="sedge", name="P. Sedge", desk=CHILDREN)
    police = an_officer(office, login="tarn", name="N. Tarn", desk=POLICE, role="supervisor")
    return office, person, nurse, child, police


def owed(office, proposal):
    with office.look() as work:
        return [(one.kind, one.desk) for one in work.dispatch.owed(f"proposal:{proposal.id}")]


def test_row_p34_a_flag_proposed_by_health_stands_when_a_second_agency_and_its_owner_said_yes():
    office, person, nurse, child, police = a_county()
    proposal = propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    assert owed(office, proposal) == [(DiaryKind.AGREE_PROPOSAL, CHILDREN)]
    with pytest.raises(ConflictError):
        accept_proposal(office, officer=police, proposal_id=proposal.id, review_on=NEXT)
    agree_proposal(office, officer=child, proposal_id=proposal.id, words="Two referrals held.")
    assert owed(office, proposal) == [(DiaryKind.ACCEPT_PROPOSAL, POLICE)]
    with office.look() as work:
        assert work.flags.of(person.id) == ()
    accepted = accept_proposal(office, officer=police, proposal_id=proposal.id, review_on=NEXT)
    with office.look() as work:
        (flag,) = work.flags.of(person.id)
        assert (flag.id, flag.owner_desk, flag.review_on) == (accepted.flag_id, POLICE, NEXT)
        assert flag.assessed_high
        assert work.people.records.get(person.id).kind is PersonKind.FLAGGED
        assert work.people.owner(person.id).desk == POLICE
        assert [one.kind for one in work.dispatch.owed(f"flag:{flag.id}")] == [DiaryKind.REVIEW]
        rechecks = work.concerns.rechecks
        assert rechecks.find(rechecks.row.person_id == person.id).cause == f"flag:{flag.id}"
    assert owed(office, proposal) == []


def test_row_p34_no_flag_is_put_on_a_record_that_went_into_another():
    office, person, nurse, child, police = a_county()
    stays = a_listed_man(office, names=("Corrin Thistlewood",))
    asked = propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    agree_proposal(office, officer=child, proposal_id=asked.id, words="Two referrals held.")
    join_people(
        office, officer=child, person_id=person.id, other_id=stays.id, reason="One birth date."
    )
    with office.look() as work:
        went = person.id if work.joinings.head_of(person.id) != person.id else stays.id

    with pytest.raises(FlagRefusedError) as refused:
        propose_flag(office, officer=nurse, person_id=went, wanted=wanted(kind="rso"))
    assert refused.value.facts["missing"] == ("joined",)
    assert went == person.id
    with pytest.raises(FlagRefusedError) as refused:
        accept_proposal(office, officer=police, proposal_id=asked.id, review_on=NEXT)
    assert refused.value.facts["missing"] == ("joined",)
    assert propose_flag(office, officer=nurse, person_id=stays.id, wanted=wanted(kind="rso"))


def test_an_agency_cannot_agree_with_itself_nor_another_desk_accept():
    office, person, nurse, child, _ = a_county()
    proposal = propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    with pytest.raises(TransitionRefusedError):
        agree_proposal(office, officer=nurse, proposal_id=proposal.id, words="We agree.")
    with pytest.raises(FlagRefusedError):
        agree_proposal(office, officer=child, proposal_id=proposal.id, words=" ")
    agree_proposal(office, officer=child, proposal_id=proposal.id, words="Held.")
    with pytest.raises(TransitionRefusedError):
        accept_proposal(office, officer=child, proposal_id=proposal.id, review_on=NEXT)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"kind": "wizard"}, "kind", id="no such flag"),
        pytest.param({"second_desk": NURSE}, "second_desk", id="the agency itself"),
        pytest.param({"owner_desk": "nowhere"}, "owner_desk", id="no such desk"),
        pytest.param({"reason": " "}, "reason", id="no reason"),
        pytest.param({"lawful_basis": ""}, "lawful_basis", id="no basis"),
        pytest.param({"kind": "mappa"}, "category", id="MAPPA without a category"),
        pytest.param(
            {"kind": "mappa", "category": "3", "level": "1"}, "category", id="category 3, level 1"
        ),
        pytest.param(
            {"terms": (FlagTerm(TermKind.BAIL, date(2026, 11, 1)),)}, "terms", id="bail that ended"
        ),
    ],
)
def test_row_p42_a_proposal_that_is_not_whole_is_refused(changes, code):
    office, person, nurse, *_ = a_county()
    with pytest.raises(FlagRefusedError) as refused:
        propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted(**changes))
    assert refused.value.facts["missing"] == (code,)


@pytest.mark.parametrize("him", [{"birth": "2011-03-01"}, {"age": "15"}])
def test_row_p46_nobody_under_18_is_ever_flagged(him):
    office, person, nurse, *_ = a_county(**him)
    with pytest.raises(FlagRefusedError) as refused:
        propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    assert refused.value.facts["missing"] == ("adult",)


def test_a_refusal_and_a_withdrawal_keep_their_reason_and_end_it():
    office, person, nurse, child, police = a_county()
    first = propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    with pytest.raises(ConflictError):
        propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    no = refuse_proposal(office, officer=child, proposal_id=first.id, words="Nothing held.")
    assert no.state is ProposalState.REFUSED
    second = propose_flag(office, officer=nurse, person_id=person.id, wanted=wanted())
    with pytest.raises(TransitionRefusedError):
        withdraw_proposal(office, officer=police, proposal_id=second.id, words="Ours.")
    withdraw_proposal(office, officer=nurse, proposal_id=second.id, words="Another man.")
    with pytest.raises(ConflictError):
        agree_proposal(office, officer=child, proposal_id=second.id, words="Held.")
    assert owed(office, second) == []


def test_p13_only_desks_that_may_know_of_a_man_are_asked_about_him():
    office = an_office()
    man = a_hidden_man(office)
    officer = an_officer(office, login="tarn", name="N. Tarn", desk="southfen_police")
    with pytest.raises(FlagRefusedError) as refused:
        propose_flag(office, officer=officer, person_id=man.id, wanted=wanted())
    assert set(refused.value.facts["missing"]) == {"second_desk", "owner_desk"}


def test_row_p42_the_gap_list_is_exactly_who_is_high_and_managed_by_nothing():
    office = an_office()
    high = {"assessed_high": True, "owner_desk": POLICE, "area": "northmoor"}
    order = FlagTerm(TermKind.ORDER, date(2027, 1, 9))
    over = FlagTerm(TermKind.ORDER, date(2026, 1, 9))
    men = {
        "none": a_flag(kind="pprc", **high),
        "order over": a_flag(kind="order", terms=(over,), **high),
        "order": a_flag(kind="order", terms=(order,), **high),
        "mappa": a_flag(kind="mappa", **high),
        "pdp": a_flag(kind="pdp", **high),
        "iom": a_flag(kind="iom", **high),
        "low": a_flag(kind="pprc", owner_desk=POLICE, area="northmoor"),
    }
    for number, flag in enumerate(men.values()):
        a_listed_man(office, names=(f"Corrin Thistlewood{'abcdefg'[number]}",), flag=flag)
    head = an_officer(office, login="head", name="S. Head", desk=POLICE, role="manager")
    radar = DutyDoor(office).radar(officer=head)
    (gap,) = (one for one in radar.strands if one.code == "gap")
    numbers = {one.number for one in gap.lines}
    assert numbers == {f"P-{list(men).index(name) + 1:04d}" for name in ("none", "order over")}
    assert gap.others == 0


def test_row_p46_harm_between_children_opens_no_record_that_could_be_flagged():
    office = an_office()
    kept = a_report(
        office,
        a_mention("Wren Mossop", age="14"),
        a_mention("Tansy Mossop", age="9", part="child"),
        signs=("CS2",),
        area="northmoor",
    )
    with office.look() as work:
        people = work.people.records.all()
        alerts = work.dispatch.alerts_of_concern(kept.id)
        assert all(one.kind is not PersonKind.FLAGGED for one in people)
        assert any("harmful sexual" in " ".join(one.because).lower() for one in alerts)
