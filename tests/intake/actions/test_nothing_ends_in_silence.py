"""Whatever is asked, lent, told, challenged, joined, or dies within: it stays owed by one (P7, P8).

Random histories on the real store, with deaths of the process; after every step each thing that
is open is owed once, by whoever has to answer it, and nothing that is settled is owed any more.
"""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from intake.actions.add_words import Added, add_words
from intake.actions.ask_again import answer_late, ask_again, news_for
from intake.actions.ask_agency import answer_request, ask_agency
from intake.actions.challenge_decision import (
    answer_challenge,
    challenge_decision,
    settle_challenge,
)
from intake.actions.close_child_case import owner_of
from intake.actions.close_concern import close_concern, confirm_closing
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.freeze_dossier import Matter
from intake.actions.hand_over_case import answer_case_offer, offer_case
from intake.actions.join_people import join_people, part_people
from intake.actions.keep_contact import keep_contact
from intake.actions.lend_parts import end_lapsed, end_loan, lend_parts
from intake.actions.write_letter import Writing, write_letter
from intake.domain.challenge import ChallengeState
from intake.domain.contact import WhoElse
from intake.domain.diary import DiaryKind
from intake.domain.disagreeing import addition_in
from intake.domain.dossier import DossierState
from intake.domain.errors import DueRegardError
from intake.domain.event import ToldAnswer
from intake.domain.handover import HandoverState
from intake.domain.lending import LendingOffer
from intake.domain.private import private
from intake.domain.two_way import AddedKind, LetterKind
from tests.build_county import County
from tests.build_decided import said
from tests.build_desk import a_report, an_officer, judged_same
from tests.build_office import a_mention
from tests.intake.actions.test_always_one_owner import KilledError, killed_at
from tests.intake.actions.test_keep_contact import a_contact
from tests.intake.actions.test_open_child_cases import two_children

CHILDREN, POLICE, FAR = "northmoor_children", "northmoor_police", "southfen_children"
DESKS = (CHILDREN, POLICE, FAR)
desks = st.sampled_from(DESKS)
BORN = {"birth": "1960-02-14", "place": "Northmoor"}
SEES = frozenset({"concern.reference", "concern.story", "concern.notes"})


class NothingIsSilent(RuleBasedStateMachine):
    """Random questions, loans, contacts, challenges, joinings, children's cases; and deaths."""

    def __init__(self):
        super().__init__()
        self.county = County(1)
        self.office, self.clock = self.county.office, self.county.clock
        self.man = self.county.men[0].id
        self.children = two_children(self.office)
        self.concern = a_report(self.office, a_mention("Bram Hollowell"), area="northmoor")
        self.deaths = None
        with self.office.look() as work:
            mention = work.concerns.mentions_of(self.concern.id)[0]
            self.other = work.people.links_of_mentions([mention.id])[0].person_id
        self.a_closed_concern()

    def a_closed_concern(self):
        kept = a_report(self.office, a_mention("Corrin Thistlewood", **BORN), area="northmoor")
        judged_same(self.office, kept, by=self.officer(CHILDREN))
        closing = close_concern(
            self.office,
            officer=self.officer(CHILDREN),
            concern_id=kept.id,
            how="no_further_action",
            reason="Seen at home, all calm.",
            look_again_on=date(2027, 1, 5),
            said=said(),
        )
        boss = an_officer(self.office, login="boss", name="R. Fallowmere", role="manager")
        confirm_closing(self.office, officer=boss, closing_id=closing.id)

    def officer(self, desk):
        return self.county.officers[desk]

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

    def all_of(self, shelf):
        with self.office.look() as work:
            return shelf(work).all()

    @rule(at=st.integers(0, 2))
    def die_in_the_next_act(self, at):
        self.deaths = at

    @rule(days=st.sampled_from((0, 1, 4, 30)))
    def time_passes(self, days):
        self.clock.move(days=days, minutes=1)
        while escalate_overdue(self.office):
            pass
        end_lapsed(self.office)

    @rule()
    def the_loop_comes_round(self):
        self.act(ask_again)

    @rule(by=desks, to=desks)
    def ask(self, by, to):
        told = {"shared": "His name.", "question": "Known?", "basis": "child_at_risk"}
        matter = Matter((self.man,))
        self.act(ask_agency, officer=self.officer(by), matter=matter, to_desk=to, **told)

    @rule(by=desks, answer=st.sampled_from((ToldAnswer.HELD, ToldAnswer.REFUSED)))
    def answer(self, by, answer):
        for one in self.all_of(lambda work: work.decisions.requests)[-2:]:
            told = {"request_id": one.id, "answer": answer, "words": "Call us."}
            self.act(answer_request, officer=self.officer(by), **told)

    @rule(to=desks, days=st.integers(0, 3))
    def lend(self, to, days):
        last_on = (self.clock.at + timedelta(days=days)).date()
        parts = ("concern.story",)
        offer = LendingOffer(to, parts, last_on, "To assess.", "duty_to_cooperate")
        told = {"concern": self.concern, "giver_sees": SEES, "offer": offer}
        self.act(lend_parts, officer=self.officer("northmoor_probation"), **told)

    @rule()
    def end_a_loan(self):
        for one in self.all_of(lambda work: work.loans.shelf)[-1:]:
            officer = self.officer(one.from_desk)
            self.act(end_loan, officer=officer, loan_id=one.id, because="Done.")

    @rule(about=st.booleans())
    def a_family_is_only_warned(self, about):
        whom = self.man if about else self.other
        contact = a_contact(whom, WhoElse.NOBODY, was_warned=True)
        self.act(keep_contact, officer=self.officer(CHILDREN), contact=contact)

    @rule(by=desks)
    def challenge(self, by):
        for one in self.all_of(lambda work: work.decisions.dossiers)[:1]:
            told = {"dossier_id": one.id, "words": "It is wrong."}
            self.act(challenge_decision, officer=self.officer(by), **told)

    @rule(changed=st.booleans(), further=st.sampled_from(("", "It does not do.")))
    def answer_and_settle(self, changed, further):
        for one in self.all_of(lambda work: work.decisions.challenges)[-1:]:
            answer = {"challenge_id": one.id, "changed": changed, "words": "So it is."}
            self.act(answer_challenge, officer=self.officer(one.to_desk), **answer)
            settle = {"challenge_id": one.id, "further": further}
            self.act(settle_challenge, officer=self.officer(one.by_desk), **settle)

    @rule()
    def something_comes_late(self):
        a_report(self.office, a_mention("Corrin Thistlewood", **BORN), area="northmoor")

    @rule(same=st.booleans())
    def answer_what_came_late(self, same):
        for one in self.all_of(lambda work: work.decisions.dossiers)[:1]:
            told = {"dossier_id": one.id, "same": same, "words": "Yes."}
            self.act(answer_late, officer=self.officer(one.desk), **told)

    @rule()
    def a_reporter_disagrees(self):
        def deed(office):
            with office.begin() as work:
                words = Added(private("Nobody came."), kind=AddedKind.DISAGREEMENT)
                add_words(office, work, self.concern, words)

        self.act(deed)

    @rule()
    def a_reporter_is_answered(self):
        with self.office.look() as work:
            owed = work.dispatch.owed(f"concern:{self.concern.id}", DiaryKind.DISAGREEMENT)
        for one in owed[:1]:
            writing = Writing(LetterKind.REPLY, "Looked at.", "So.", diary_id=one.id)
            told = {"concern_id": self.concern.id, "writing": writing}
            self.act(write_letter, officer=self.officer(one.desk), **told)

    @rule()
    def join_or_part(self):
        told = {"officer": self.officer(CHILDREN), "reason": "The same man."}
        held = [one for one in self.all_of(lambda work: work.joinings.rows) if one.holds]
        if held:
            self.act(part_people, joined_id=held[0].id, **told)
        else:
            self.act(join_people, person_id=self.man, other_id=self.other, **told)

    @rule(to=desks)
    def offer_a_childs_case(self, to):
        for case in self.all_of(lambda work: work.concerns.child_cases)[:1]:
            told = {"case_id": case.id, "to_desk": to, "reason": "The child moved."}
            self.act(offer_case, officer=self.officer(case.desk), **told)

    @rule(by=desks, state=st.sampled_from(HandoverState))
    def answer_for_a_childs_case(self, by, state):
        for case in self.all_of(lambda work: work.concerns.child_cases)[:1]:
            told = {"case_id": case.id, "state": state, "words": "So."}
            self.act(answer_case_offer, officer=self.officer(by), **told)

    @invariant()
    def what_is_open_is_owed_once_by_who_has_to_answer_and_what_is_settled_by_nobody(self):
        with self.office.look() as work:
            for request in work.decisions.requests.all():
                owed = owed_at(work, f"request:{request.id}", DiaryKind.INFORMATION_REQUEST)
                assert owed == ([] if request.is_answered else [request.to_desk])
            for one in work.decisions.challenges.all():
                owed = owed_at(work, f"challenge:{one.id}", DiaryKind.CHALLENGE)
                assert owed == ([one.to_desk] if one.state is ChallengeState.OPEN else [])
            for loan in work.loans.shelf.all():
                given = owed_at(work, f"loan:{loan.id}", DiaryKind.LOAN_GIVEN)
                over = owed_at(work, f"loan:{loan.id}", DiaryKind.LOAN_OVER)
                assert [given, over][loan.ended_at is None] == []
                assert len(given) + len(over) == 1
            for said_of in work.concerns.additions_of(self.concern.id):
                found = [
                    one for one in work.dispatch.diary_of(f"concern:{self.concern.id}")
                    if addition_in(one.cause) == said_of.id
                ]  # fmt: skip
                assert len(found) == 1
                assert found[0].is_owed or found[0].met_by

    @invariant()
    def what_came_late_is_asked_about_or_waits_to_be_compared(self):
        with self.office.look() as work:
            for dossier in work.decisions.dossiers.all():
                owed = owed_at(work, f"dossier:{dossier.id}", DiaryKind.LATE_FACT)
                assert len(owed) <= 1
                if dossier.state is not DossierState.DECIDED:
                    assert owed == []
                elif not dossier.is_stale and news_for(self.office, work, dossier).is_late:
                    assert owed == [dossier.desk]

    @invariant()
    def a_family_that_was_only_warned_is_owed_its_words(self):
        with self.office.look() as work:
            warned = [one for one in work.families.contacts.all() if one.is_warning_only]
            owed = [
                entry for who in (self.man, self.other)
                for entry in owed_at(work, f"person:{who}", DiaryKind.WARNED_ONLY)
            ]  # fmt: skip
            assert len(owed) == len(warned)

    @invariant()
    def a_childs_case_has_one_owner_who_alone_can_have_offered_it(self):
        with self.office.look() as work:
            for case in work.concerns.child_cases.all():
                assert owner_of(self.office, case) in self.office.policy.duty.desks
                offers = [one for one in work.case_offers.of_cases([case.id]) if one.is_open]
                assert [one.from_desk for one in offers] in ([], [case.desk])
                for one in offers:
                    asked = owed_at(work, f"case_offer:{one.id}", DiaryKind.HANDOVER)
                    assert asked == [one.to_desk]


def owed_at(work, subject, kind):
    """Return the desks that owe something, once for each time that they do."""
    return [one.desk for one in work.dispatch.owed(subject, kind)]


NothingIsSilent.TestCase.settings = settings(max_examples=6, stateful_step_count=18, deadline=None)
test_p07_p08_whatever_happens_stays_owed_once_by_one = NothingIsSilent.TestCase
