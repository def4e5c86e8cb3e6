"""Whatever moves, ends, leaves, closes or dies: everybody has one owner at every instant (P8)."""

from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from intake.actions.answer_alert import accept_alert, acknowledge_alert
from intake.actions.close_desk import accept_all, offer_all
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.hand_over import (
    accept_handover,
    offer_handover,
    refuse_handover,
    take_back_handover,
)
from intake.actions.note_event import note_event
from intake.actions.pass_on import held_by, pass_on, take_back_passing
from intake.actions.sign_in import disable_officer
from intake.domain.alert import AlertState
from intake.domain.errors import (
    DueRegardError,
    JudgementRefusedError,
    LeavingRefusedError,
    NotFoundError,
    PolicyError,
)
from intake.domain.event import EventKind
from intake.domain.owner import owner_at
from intake.running.adopting import adopt
from intake.store.audit import AuditBook
from tests.build_county import County
from tests.build_desk import a_hidden_man, a_report, an_officer
from tests.build_office import a_mention

DESKS = ("northmoor_police", "southfen_police", "northmoor_mappa", "southfen_probation")


class KilledError(Exception):
    """The process died here."""


@contextmanager
def killed_at(note):
    """Let the process die at the nth line of the audit, before anything is committed."""
    plain, left = AuditBook.note, [note]

    def dying(self, event, **facts):
        left[0] -= 1
        if left[0] < 0:
            raise KilledError
        plain(self, event, **facts)

    AuditBook.note = dying
    try:
        yield
    finally:
        AuditBook.note = plain


def without_desk(office, desk):
    """Give the office as settings without a desk would make it."""
    book = office.policy.duty
    desks = {name: one for name, one in book.desks.items() if name != desk}
    policy = replace(office.policy, duty=replace(book, desks=desks), hash=f"without {desk}")
    return replace(office, policy=policy)


class OwnersHold(RuleBasedStateMachine):
    """Random moves, ends, leavers, closings and deaths of the process."""

    def __init__(self):
        super().__init__()
        self.county = County(1)
        self.office = self.county.office
        self.people = len(self.county.men)
        self.deaths = None

    def act(self, deed, **told):
        """Do a deed that may be refused, or die within it."""
        try:
            if self.deaths is None:
                deed(self.office, **told)
            else:
                with killed_at(self.deaths):
                    deed(self.office, **told)
        except (DueRegardError, KilledError):
            pass
        self.deaths = None

    def man(self, place):
        return self.county.men[place % self.people].id

    @rule(at=st.integers(0, 2))
    def die_in_the_next_act(self, at):
        self.deaths = at

    @rule(place=st.integers(0, 3), by=st.sampled_from(DESKS), to=st.sampled_from(DESKS))
    def offer(self, place, by, to):
        officer = self.county.officers[by]
        self.act(
            offer_handover,
            officer=officer,
            person_id=self.man(place),
            to_desk=to,
            reason="He moved.",
        )

    @rule(
        by=st.sampled_from(DESKS),
        how=st.sampled_from((accept_handover, refuse_handover, take_back_handover)),
    )
    def answer(self, by, how):
        with self.office.look() as work:
            found = work.stewards.standing_offers([by])
        if found:
            self.act(how, officer=self.county.officers[by], handover_id=found[0].id, words="So.")

    @rule(by=st.sampled_from(DESKS), to=st.sampled_from(DESKS))
    def close_a_desk(self, by, to):
        self.act(offer_all, officer=self.county.officers[by], to_desk=to, reason="The team ends.")

    @rule(by=st.sampled_from(DESKS), of=st.sampled_from(DESKS))
    def take_over_all(self, by, of):
        self.act(accept_all, officer=self.county.officers[by], from_desk=of, words="All ours.")

    @rule(
        place=st.integers(0, 3),
        kind=st.sampled_from((EventKind.MOVE, EventKind.ACQUITTAL, EventKind.STEP_DOWN)),
    )
    def happen(self, place, kind):
        with self.office.look() as work:
            owner = work.people.owner(self.man(place)).desk
        self.act(
            note_event,
            officer=self.county.officers[owner],
            person_id=self.man(place),
            kind=kind,
            happened_on=self.county.clock.at.date(),
            words="It happened.",
        )

    @precondition(lambda self: self.people)
    @rule(desk=st.sampled_from(DESKS))
    def leave(self, desk):
        self.act(disable_officer, login=f"of_{desk}")
        with self.office.look() as work:
            self.county.officers[desk] = work.staff.by_login(f"of_{desk}")

    @rule(days=st.integers(0, 40))
    def time_passes(self, days):
        self.county.clock.move(days=days, minutes=1)
        escalate_overdue(self.office)

    @invariant()
    def everybody_has_exactly_one_owner(self):
        with self.office.look() as work:
            for man in self.county.men:
                periods = work.people.owned.all(work.people.owned.row.person_id == man.id)
                assert sum(one.until is None for one in periods) == 1
                assert all(one.until == two.since for one, two in pairwise(periods))
                for one in periods:
                    if one.until is None or one.until > one.since:
                        assert owner_at(periods, one.since) == one
                owner = periods[-1].desk
                assert owner in self.office.policy.duty.desks
                standing = [one for one in work.stewards.offers_of(man.id) if one.is_open]
                assert len(standing) <= 1
                assert all(one.from_desk == owner for one in standing)


OwnersHold.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
test_p08_moves_ends_leavers_closings_and_deaths_leave_one_owner = OwnersHold.TestCase


def holding(county, desk):
    """Let an officer of a desk hold one alert."""
    a_report(county.office, a_mention("Corrin Thistlewood", birth="1960-02-14"))
    officer = county.officers[desk]
    with county.office.look() as work:
        alert = next(one for one in work.dispatch.alerts.all() if one.desk == desk)
    acknowledge_alert(county.office, officer=officer, alert_id=alert.id)
    return officer, alert.id


def test_p08_settings_without_a_desk_are_refused_until_others_accepted_all_that_it_held():
    county = County(1)
    office, old = county.office, "southfen_probation"
    new = "southfen_police"
    with pytest.raises(PolicyError) as refused:
        adopt(without_desk(office, old), by="A. Name")
    assert "persons" in refused.value.faults[0]

    offered = offer_all(office, officer=county.officers[old], to_desk=new, reason="The team ends.")
    assert len(offered.offers) == 1
    with pytest.raises(PolicyError):
        adopt(without_desk(office, old), by="A. Name")

    accept_all(office, officer=county.officers[new], from_desk=old, words="Ours from today.")
    assert adopt(without_desk(office, old), by="A. Name")
    with office.look() as work:
        assert work.people.owned_by(old) == ()


def test_p13_whom_the_other_desk_may_not_know_of_is_not_offered_and_nobody_is_left_to_offer():
    county = County(1)
    man = a_hidden_man(county.office)
    old = county.officers["southfen_police"]
    first = offer_all(county.office, officer=old, to_desk="northmoor_police", reason="Moved.")
    assert man.id not in {one.person_id for one in first.offers}
    assert first.withheld == 1
    with pytest.raises(JudgementRefusedError) as refused:
        offer_all(county.office, officer=old, to_desk="northmoor_police", reason="Moved.")
    assert refused.value.facts["missing"] == ("people",)


def test_row_p10_a_leaver_with_an_alert_is_refused_until_a_colleague_takes_it_in_the_same_act():
    county = County(1)
    officer, alert_id = holding(county, "northmoor_police")
    an_officer(county.office, login="heir", name="N. Heir", desk="northmoor_police")
    with pytest.raises(LeavingRefusedError) as refused:
        disable_officer(county.office, login=officer.login)
    assert refused.value.facts["held"] == 1
    with pytest.raises(JudgementRefusedError):
        disable_officer(county.office, login=officer.login, hand_to="heir", by="heir", reason=" ")
    with county.office.look() as work:
        assert not work.staff.by_login(officer.login).disabled, "nothing was half done"

    disable_officer(
        county.office, login=officer.login, hand_to="heir", by="heir", reason="He leaves."
    )
    with county.office.look() as work:
        alert = work.dispatch.alerts.get(alert_id)
        assert (alert.holder, alert.acknowledged_by) == ("N. Heir", officer.name)
        assert work.staff.by_login(officer.login).disabled


def test_p07_what_is_passed_on_is_still_owed_and_can_be_taken_back_until_it_is_decided():
    county = County(1)
    officer, alert_id = holding(county, "northmoor_police")
    heir = an_officer(county.office, login="heir", name="N. Heir", desk="northmoor_police")
    done = pass_on(
        county.office,
        officer=officer,
        from_login=officer.login,
        to_login="heir",
        reason="My shift ends.",
    )
    with county.office.look() as work:
        assert [one.id for one in held_by(work, heir)] == [alert_id]
        assert work.dispatch.owed(f"alert:{alert_id}"), "its clock runs on"
    take_back_passing(county.office, officer=officer, passing_id=done.id)
    with county.office.look() as work:
        assert [one.id for one in held_by(work, officer)] == [alert_id]
    with pytest.raises(DueRegardError):
        take_back_passing(county.office, officer=officer, passing_id=done.id)


def test_what_a_colleague_holds_is_passed_on_by_a_supervisor_of_the_desk_only():
    county = County(1)
    officer, _ = holding(county, "northmoor_police")
    heir = an_officer(county.office, login="heir", name="N. Heir", desk="northmoor_police")
    told = {"from_login": officer.login, "to_login": "heir", "reason": "He is ill."}
    with pytest.raises(NotFoundError):
        pass_on(county.office, officer=heir, **told)
    with pytest.raises(NotFoundError):
        elsewhere = replace(county.officers["southfen_police"], role="supervisor")
        pass_on(county.office, officer=elsewhere, **told)
    assert pass_on(county.office, officer=replace(heir, role="supervisor"), **told).alerts


def test_who_got_an_alert_accepts_it_under_their_own_name():
    county = County(1)
    officer, alert_id = holding(county, "northmoor_police")
    heir = an_officer(county.office, login="heir", name="N. Heir", desk="northmoor_police")
    pass_on(
        county.office, officer=officer, from_login=officer.login, to_login="heir", reason="Ill."
    )
    kept = accept_alert(county.office, officer=heir, alert_id=alert_id)
    assert (kept.state, kept.holder, kept.passed_to) == (AlertState.ACCEPTED, "N. Heir", "")
    with county.office.look() as work:
        (done,) = work.turns.passings_of(officer.desk, since=county.clock.at)
    take_back_passing(county.office, officer=officer, passing_id=done.id)
    with county.office.look() as work:
        alert = work.dispatch.alerts.get(alert_id)
    assert alert.holder == "N. Heir", "what somebody accepted is not taken from them"
