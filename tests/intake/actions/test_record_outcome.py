"""How it came out is said by two; who was wrongly named is cleared, and can be un-cleared."""

from datetime import date

import pytest

from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.join_voices import join_voices
from intake.actions.record_outcome import (
    confirm_outcome,
    record_outcome,
    record_statement,
    refuse_outcome,
    take_back_outcome,
)
from intake.actions.set_standing import set_standing
from intake.actions.weigh_person import known_of
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import View
from intake.domain.outcome import OutcomeKind, OutcomeState
from intake.domain.person import LinkState, SeenBy
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_desk import a_report
from tests.build_office import HandClock, a_flag, a_flagged_person, a_mention, an_office, an_officer
from tests.databases import EACH_DATABASE, a_database
from tests.intake.actions.test_join_voices import told_by

ONE = an_officer(role="supervisor")
OTHER = an_officer(login="wren", name="N. Wren", role="manager", id=2)


def a_named_man(url="sqlite://", *, clock=None, signs=("GC1",)):
    """Give an office where two voices told of one man, so that he stands at review."""
    office = an_office(url=url, clock=clock)
    told = [told_by(account, office, signs=signs) for account in ("n1", "n2")]
    return office, the_man(office), told


def the_man(office):
    with office.look() as work:
        return work.people.records.all()[0]


def recorded(office, man, kind, concerns=(), **told):
    return record_outcome(
        office,
        officer=told.pop("officer", ONE),
        person_id=man.id,
        kind=kind,
        concern_ids=[one.id for one in concerns],
        reason=told.pop("reason", "Looked into with the school."),
        **told,
    )


def confirmed(office, man, kind, concerns=(), **told):
    waiting = recorded(office, man, kind, concerns, **told)
    return confirm_outcome(office, officer=OTHER, outcome_id=waiting.id)


def stands(office, man, view=View.OPEN):
    with office.look() as work:
        known = known_of(office, work, man.id, view)
    return known.standing.band, known.weight.points


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_p11_nothing_follows_from_an_outcome_before_a_second_human_says_yes(kind):
    office, man, told = a_named_man()
    waiting = recorded(office, man, kind.value, told)

    assert stands(office, man) == (Band.REVIEW, 16)
    assert waiting.state is OutcomeState.WAITING
    with pytest.raises(JudgementRefusedError) as refused:
        confirm_outcome(office, officer=ONE, outcome_id=waiting.id)
    assert refused.value.facts["missing"] == ("second",)
    with pytest.raises(ConflictError):
        recorded(office, man, "unfounded")
    assert stands(office, man) == (Band.REVIEW, 16)


@pytest.mark.parametrize(
    ("outcome_kind", "band", "points"),
    [
        pytest.param("substantiated", Band.REVIEW, 16, id="substantiated"),
        pytest.param("unsubstantiated", Band.REVIEW, 16, id="unsubstantiated clears nobody"),
        pytest.param("unfounded", Band.NOTE, 16, id="unfounded"),
        pytest.param("mistaken_identity", Band.NOTE, 0, id="mistaken identity"),
        pytest.param("malicious", Band.NOTE, 4, id="malicious"),
    ],
)
@EACH_DATABASE
def test_p11_said_by_two_it_clears_him_and_taken_back_all_is_as_it_was(
    outcome_kind, band, points, kind, tmp_path
):
    with a_database(kind, tmp_path) as url:
        office, man, told = a_named_man(url)
        outcome = confirmed(office, man, outcome_kind, told)
        after = stands(office, man)
        take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="A new witness.")
        again = stands(office, man)
        with pytest.raises(ConflictError):
            take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="Twice.")
        office.archive.close()
    assert after == (band, points)
    assert again == (Band.REVIEW, 16)


def test_cleared_he_is_not_raised_by_what_was_known_and_is_by_one_new_report_with_all_of_it():
    office, man, told = a_named_man()
    confirmed(office, man, "unfounded")
    join_voices(
        office,
        officer=ONE,
        concern_ids=[one.id for one in told],
        seen=[one.id for one in told],
        reason="Sisters.",
    )
    assert stands(office, man)[0] is Band.NOTE

    told_by("n3", office)

    assert stands(office, man)[0] >= Band.REVIEW


def test_row_p09_nobody_is_cleared_below_a_floor():
    office = an_office()
    with office.begin() as work:
        man = a_flagged_person(work, flag=a_flag(recalled=True, assessed_high=True))
    assert confirmed(office, man, "unfounded").state is OutcomeState.CONFIRMED

    told = a_report(office, a_mention(), signs=("GC7",))

    assert told
    assert stands(office, man)[0] is Band.WATCH


def test_a_mistaken_report_is_linked_to_whom_it_means_and_its_weight_goes_there():
    office, man, told = a_named_man()
    with office.begin() as work:
        meant = a_flagged_person(work, names=("Perrin Gorsehill",))

    outcome = confirmed(office, man, "mistaken_identity", told, meant_id=meant.id)

    assert stands(office, man) == (Band.NOTE, 0)
    assert stands(office, meant)[1] == 16
    assert stands(office, meant)[0] >= Band.REVIEW
    take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="It was he.")
    assert stands(office, meant)[1] == 0
    assert stands(office, man) == (Band.REVIEW, 16)


def test_where_nobody_knows_who_was_meant_what_was_seen_stays_without_the_wrong_mans_name():
    office, man, told = a_named_man(signs=("GC7",))

    confirmed(office, man, "mistaken_identity", told)

    with office.look() as work:
        others = [one for one in work.people.records.all() if one.id != man.id]
        links = [work.people.links_of_person(one.id) for one in others]
    assert {one.label.reveal() for one in others} <= {"Not known who", "Wilf Oakapple"}
    assert "Not known who" in {one.label.reveal() for one in others}
    assert all(one.body.names == () for one in others if one.label.reveal() == "Not known who")
    assert all(link.state is LinkState.SAME for of_one in links for link in of_one)
    assert max(stands(office, one)[0] for one in others) >= Band.REVIEW


def test_of_two_reports_one_malicious_leaves_him_what_the_other_carries():
    office, man, told = a_named_man(signs=("GC7",))

    confirmed(office, man, "malicious", told[:1])

    band, points = stands(office, man)
    assert points == 27
    assert band >= Band.REVIEW


def test_a_second_who_says_no_leaves_a_reason_and_another_may_be_recorded():
    office, man, told = a_named_man()
    waiting = recorded(office, man, "malicious", told)
    with pytest.raises(JudgementRefusedError):
        refuse_outcome(office, officer=OTHER, outcome_id=waiting.id, reason=" ")

    refused = refuse_outcome(office, officer=OTHER, outcome_id=waiting.id, reason="No sign of it.")

    assert (refused.state, refused.second) == (OutcomeState.REFUSED, "N. Wren")
    assert stands(office, man) == (Band.REVIEW, 16)
    with pytest.raises(ConflictError):
        confirm_outcome(office, officer=OTHER, outcome_id=waiting.id)
    assert recorded(office, man, "unfounded").state is OutcomeState.WAITING


def test_p07_an_outcome_that_waits_is_owed_climbs_and_ends_with_the_answer():
    clock = HandClock()
    office, man, _ = a_named_man(clock=clock)
    waiting = recorded(office, man, "unfounded")
    clock.move(days=3)
    while escalate_overdue(office):
        pass
    with office.look() as work:
        (owed,) = work.dispatch.owed(f"person:{man.id}", DiaryKind.CONFIRM_OUTCOME)
    assert owed.rung > 0

    confirm_outcome(office, officer=OTHER, outcome_id=waiting.id)

    with office.look() as work:
        assert not work.dispatch.owed(f"person:{man.id}", DiaryKind.CONFIRM_OUTCOME)
        (review,) = work.dispatch.owed(f"person:{man.id}", DiaryKind.REVIEW)
    assert (review.due_at - clock()).days <= 90


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        pytest.param({"kind": "guilty"}, "kind", id="no such outcome"),
        pytest.param({"kind": "malicious"}, "concerns", id="malicious, but which"),
        pytest.param({"kind": "unfounded", "reason": " "}, "reason", id="no reason"),
    ],
)
def test_an_outcome_is_whole_or_says_what_is_missing(told, missing):
    office, man, _ = a_named_man()
    with pytest.raises(JudgementRefusedError) as refused:
        recorded(office, man, told.pop("kind"), **told)
    assert missing in refused.value.facts["missing"]


def test_p13_a_second_who_does_not_see_the_hidden_flag_lowers_nothing_of_what_its_owner_sees():
    office = an_office()
    with office.begin() as work:
        man = a_flagged_person(work, flag=a_flag(seen_by=SeenBy.OWNER))
        work.flags.add(a_flag(owner_desk="northmoor_police", person_id=man.id))
    for account in ("n1", "n2"):
        told = a_report(office, a_mention(birth="1979"), account=account, signs=("GC7",))
        assert told

    owner = an_officer(login="l", name="S. Lanternley", desk="southfen_police", role="supervisor")
    set_standing(office, officer=owner, person_id=man.id, to=Band.DISCUSS, reason="Both.")

    confirmed(office, man, "unfounded", officer=owner)

    assert stands(office, man, View.OPEN)[0] is Band.NOTE
    assert stands(office, man, View.WHOLE)[0] is Band.DISCUSS


def test_cleared_he_is_still_found_by_a_new_report_and_labelled():
    office, man, told = a_named_man()
    confirmed(office, man, "mistaken_identity", told)
    door = DutyDoor(office)
    chief = ONE

    found = door.look_up(
        officer=chief,
        words={"name": "Wilf Oakapple", "place": "Southfen", "vehicle": "AB12 4KX"},
        purpose="new_concern",
    )
    new = told_by("n4", office, judged=False)
    panel = door.concern(officer=chief, reference=new.reference).matches

    label = "Cleared: mistaken identity, 17 November 2026"
    assert label in next(one.line for one in found.people if one.person_id == man.id)
    everyone = (*panel.leads, *panel.names_only, *panel.other_dates)
    assert label in next(one.line for one in everyone if one.person_id == man.id)


def test_taken_back_after_clearing_desks_hear_that_he_stands_at_a_line_again():
    office, man, _ = a_named_man()
    outcome = confirmed(office, man, "unfounded")
    with office.look() as work:
        before = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]

    take_back_outcome(office, officer=ONE, outcome_id=outcome.id, reason="A new witness.")

    with office.look() as work:
        after = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]
        events = [one.event for one in work.audit.lines(limit=500)]
    assert len(after) >= len(before)
    assert {"outcome.recorded", "outcome.confirmed", "outcome.taken_back"} <= set(events)


def test_p11_the_persons_own_statement_stands_beside_and_weighs_nothing():
    office, man, _ = a_named_man()
    keep = {"officer": ONE, "person_id": man.id, "how": "writing"}
    kept = record_statement(office, **keep, words="I coach, I drive.", said_on=date(2026, 11, 16))

    assert kept.words == private("I coach, I drive.")
    assert stands(office, man) == (Band.REVIEW, 16)
    for lacks in (
        {"words": " ", "said_on": date(2026, 11, 16)},
        {"words": "I.", "said_on": date(2026, 11, 18)},
        {"words": "I.", "said_on": None},
    ):
        with pytest.raises(JudgementRefusedError):
            record_statement(office, **keep, **lacks)


def test_p13_whom_the_reports_mean_shows_only_where_he_may_be_known():
    office, man, told = a_named_man(signs=("GC7",))
    with office.begin() as work:
        hidden = a_flagged_person(
            work,
            names=("Perrin Gorsehill",),
            flag=a_flag(seen_by=SeenBy.OWNER, owner_desk="northmoor_police"),
            only_desk="northmoor_police",
        )
    police = an_officer(login="p", name="P. Gorse", desk="northmoor_police", role="supervisor")
    confirmed(office, man, "mistaken_identity", told, officer=police, meant_id=hidden.id)

    door = DutyDoor(office)
    of_owner, of_others = (
        door.outcomes(officer=one, person_id=man.id, purpose="review").outcomes[0].meant
        for one in (police, OTHER)
    )
    report = door.concern(officer=OTHER, reference=told[0].reference)

    assert (of_owner, of_others) == (hidden.number, "")
    assert stands(office, hidden, View.WHOLE)[1] == 50
    with office.look() as work:
        unnamed = [
            one for one in work.people.records.all() if one.label.reveal() == "Not known who"
        ]
    assert sum(stands(office, one)[1] for one in unnamed) > 0
    panel = report.matches
    everyone = (*panel.leads, *panel.names_only, *panel.other_dates, *panel.rejected)
    assert hidden.id not in {one.person_id for one in everyone}
    assert man.id in {one.person_id for one in panel.rejected}
