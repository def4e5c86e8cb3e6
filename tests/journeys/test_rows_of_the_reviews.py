"""Rows of the two reviews that rest on several rooms at once, each by a short history.

`tests/seed_rows.md` lists all seventy with where each is shown.
"""

from datetime import date

import pytest

from intake.actions.answer_alert import acknowledge_alert
from intake.actions.answer_diary import answer_diary
from intake.actions.close_concern import close_concern
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.note_event import note_event
from intake.domain.band import Band
from intake.domain.concern import Part, ReporterRole, about
from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.errors import ClosureRefusedError, DueRegardError, NotFoundError
from intake.domain.event import EventKind
from intake.domain.held import CheckState, View
from intake.domain.person import RiskLevel
from intake.domain.private import private
from intake.duty.door import DutyDoor
from intake.policy.replay import ReplayFile
from intake.policy.replay_events import Flagged
from intake.running.replay_listing import put_on_list
from intake.running.replay_stage import set_up
from tests.build_desk import a_child, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_flag, a_mention, an_office, shipped_policy
from tests.build_replay import a_history, failures, on, played

HIM = "Corrin Thistlewood"
KNOWN = {"birth": "1979-02-14", "places": ("Elm Row, Northmoor",)}
TOLD = {"age": "47", "place": "Elm Row, Northmoor"}
CHILDREN, POLICE = "northmoor_children", "southfen_police"


def alerts_at(office, desk):
    with office.look() as work:
        return [one for one in work.dispatch.alerts.all() if one.desk == desk]


def test_row_p03_every_name_is_checked_at_the_moment_of_the_report_and_what_cannot_be_is_owed():
    slow = iter(range(0, 100_000, 10))
    for stopwatch, wanted in ((lambda: 0.0, CheckState.DONE), (lambda: float(next(slow)), None)):
        office = an_office(stopwatch=stopwatch)
        a_listed_man(office)
        concern = a_report(office, a_mention(HIM), a_mention("Tansy Mossop"))

        with office.look() as work:
            checks = work.concerns.checks_of(concern.id)
            owed = work.concerns.next_recheck()
        assert {one.at for one in checks} == {concern.received_at}
        assert all(one.policy_hash == office.policy.hash for one in checks)
        if wanted is None:
            assert {one.state for one in checks} == {CheckState.NOT_CHECKED}
            assert owed is not None
            assert alerts_at(office, CHILDREN)
        else:
            assert {one.state for one in checks} == {wanted}
            assert {one.list_version for one in checks} == {1}


def test_row_p06_one_trail_holds_what_every_agency_did_in_order_and_its_chain_verifies():
    clock = HandClock()
    office = an_office(clock=clock)
    man = a_listed_man(office, **KNOWN)
    police = an_officer(office, login="sand", name="S. Sand", desk=POLICE)
    children = an_officer(office, login="birch", name="B. Birch", desk=CHILDREN)
    concern = a_report(office, a_mention(HIM, **TOLD))
    clock.move(minutes=5)
    for officer in (children, police):
        for alert in alerts_at(office, officer.desk):
            acknowledge_alert(office, officer=officer, alert_id=alert.id)
    clock.move(minutes=5)
    note_event(
        office,
        officer=police,
        person_id=man.id,
        kind=EventKind.CHARGE,
        happened_on=date(2026, 11, 17),
        words="Charged.",
    )

    with office.begin() as work:
        work.audit.seal()
    with office.look() as work:
        lines, verdict = work.audit.lines(), work.audit.verify()
    assert verdict.is_whole
    assert [one.at for one in lines] == sorted((one.at for one in lines), reverse=True)
    told = {(one.event, one.actor) for one in lines}
    assert {("alert.acknowledged", "birch"), ("alert.acknowledged", "sand")} <= told
    assert ("event.noted", "sand") in told
    assert any(concern.reference in str(one.facts) for one in lines)


def test_row_p07_after_eight_years_a_report_still_counts_and_its_settings_are_still_named():
    told = played(
        on("2016-03-07", report=REPORT | {"id": "old", "signs": ["GC7"]}),
        on("2024-03-06", nothing="Eight years of silence."),
        on("2024-03-07", report=REPORT | {"id": "new", "teller": "somebody else"}),
        on("2024-03-08", judge={"desk": CHILDREN, "person": "MAN"}),
        expect=[
            {"by": "2024-03-06", "person": "MAN", "band": "review"},
            {"on": "2024-03-08", "person": "MAN", "joined": ["old", "new"], "voices": 2},
            {"on": "2034-03-08", "person": "MAN", "joined": ["old", "new"], "voices": 2},
        ],
    )
    assert failures(told) == []

    office = an_office()
    a_report(office, a_mention(HIM), signs=("GC7",))
    with office.look() as work:
        (person,) = work.people.records.all()
        standing = work.people.standing(person.id, View.OPEN)
        hashes = {one.policy_hash for one in work.dispatch.alerts.all()}
    assert standing.state.band >= Band.REVIEW
    assert hashes == {office.policy.hash}


REPORT = {
    "id": "r",
    "knows": "saw",
    "words": "He waits by the gate.",
    "fears_for_child": True,
    "people": [{"who": "MAN", "names": HIM, "age": "about 40", "place": "Elm Row"}],
}


def test_row_p08_a_later_assessment_stands_beside_the_earlier_one_and_overwrites_nothing():
    flag = {
        "person": "MAN",
        "names": [HIM],
        "birth": "1979-02-14",
        "place": ["Elm Row"],
        "kind": "rso",
        "owner": POLICE,
        "risk": RiskLevel.HIGH,
        "assessed_high": True,
    }
    stage = set_up(
        ReplayFile.model_validate(a_history(on("2024-03-04", nothing="A day."))), shipped_policy()
    )
    number = put_on_list(stage, Flagged.model_validate(flag))
    put_on_list(stage, Flagged.model_validate({"person": "MAN", "risk": "low", "kind": "pprc"}))

    with stage.office.look() as work:
        flags = work.flags.of(number)
    stage.forget()
    assert {(one.kind, one.risk) for one in flags} == {
        ("rso", RiskLevel.HIGH),
        ("pprc", RiskLevel.LOW),
    }
    assert {one.assessed_high for one in flags if one.kind == "rso"} == {True}


def test_row_p16_a_carer_and_a_child_of_one_report_are_linked_each_for_themselves():
    office = an_office()
    door = DutyDoor(office)
    officer = an_officer(office)
    report = {"place": "Elm Row, Northmoor"}
    for child in ("Wilf Oakapple", "Perrin Oakapple"):
        a_report(
            office,
            a_mention(HIM, **TOLD),
            a_child(child, **report),
            a_mention("Dorcas Plumtree", part=Part.PARENT_OR_CARER, relation="foster carer"),
        )

    with office.look() as work:
        (man, *others) = work.people.records.all()
        mentions = [
            one
            for concern in work.concerns.records.all()
            for one in work.concerns.mentions_of(concern.id)
        ]
    network = door.network(officer=officer, person_id=man.id, purpose="review")
    carers = [one for one in mentions if one.part is Part.PARENT_OR_CARER]
    assert len(carers) == 2
    assert "Dorcas Plumtree" not in {one.label.reveal() for one in (man, *others)}
    kinds = {node.words.split(",")[0]: node.kind.value for node in network.nodes}
    assert kinds["Wilf Oakapple"] == kinds["Perrin Oakapple"] == "child"
    assert kinds["Dorcas Plumtree"] == "adult"


def test_row_p21_stepping_down_tells_every_linked_desk_and_is_not_done_until_somebody_follows():
    office = an_office()
    man = a_listed_man(office, **KNOWN)
    officer = an_officer(office, login="sand", name="S. Sand", desk=POLICE)
    event = note_event(
        office,
        officer=officer,
        person_id=man.id,
        kind=EventKind.STEP_DOWN,
        happened_on=date(2026, 11, 17),
        words="MAPPA ends.",
    )

    with office.look() as work:
        told = {one.desk for one in work.stewards.told_of_events([event.id])}
        (owed,) = work.dispatch.owed(f"event:{event.id}", DiaryKind.AFTER_EVENT)
    assert {"southfen_children", "southfen_police", "southfen_probation"} <= told
    for words, second in (("", "Wilf Oakapple"), ("Nobody follows yet.", "")):
        with pytest.raises(DueRegardError):
            answer_diary(
                office,
                officer=officer,
                diary_id=owed.id,
                answer=DiaryAnswer(private(words), None, True, second),
            )
    with office.look() as work:
        assert work.dispatch.owed(f"event:{event.id}", DiaryKind.AFTER_EVENT)
        assert work.people.owner(man.id).desk == POLICE


def test_row_p22_an_alert_carries_what_is_needed_to_act_reading_is_recorded_and_unread_it_climbs():
    clock = HandClock()
    office = an_office(clock=clock)
    a_listed_man(office, **KNOWN)
    door = DutyDoor(office)
    officer = an_officer(office, login="birch", name="B. Birch", desk=CHILDREN)
    a_report(office, a_mention(HIM, **TOLD), signs=("GC7",))
    alert = next(one for one in alerts_at(office, CHILDREN) if one.concern_id)

    page = door.alert(officer=officer, alert_id=alert.id)
    assert page.concern.story
    assert page.concern.matches.leads
    assert alert.because
    with office.look() as work:
        opened = [one for one in work.audit.lines() if one.event == "concern.opened"]
    assert [one.actor for one in opened] == ["birch"]
    assert f"alert-{alert.id}" in opened[0].facts
    clock.at = alert.acknowledge_by
    for _ in range(3):
        clock.move(hours=1)
        while escalate_overdue(office):
            pass
    with office.look() as work:
        asked = {
            one.recipient for one in work.dispatch.deliveries.all() if one.alert_id == alert.id
        }
    assert {"northmoor_children_duty", "northmoor_children_manager"} <= asked


@pytest.mark.parametrize("row", ["P26", "P36"])
def test_row_p26_row_p36_nobody_closes_before_what_was_reported_earlier_was_opened(row):
    office = an_office()
    a_listed_man(office, flag=a_flag(assessed_high=True), **KNOWN)
    officer = an_officer(office, login="birch", name="B. Birch", desk=CHILDREN)
    earlier, later = (
        a_report(office, a_mention(HIM, **TOLD), signs=("GC7",), account=account)
        for account in ("one", "other")
    )
    for concern in (earlier, later):
        judged_same(office, concern, by=officer)
    closing = {
        "how": "passed_on",
        "detail": "Assessment team.",
        "reason": "They lead.",
        "look_again_on": date(2027, 1, 4),
    }

    with pytest.raises(ClosureRefusedError) as refused:
        close_concern(office, officer=officer, concern_id=later.id, **closing)
    assert "earlier_not_opened" in refused.value.facts["missing"], row

    DutyDoor(office).concern(officer=officer, reference=earlier.reference)
    with office.look() as work:
        lines = [one for one in work.audit.lines() if one.event == "concern.opened"]
    assert earlier.reference in str([one.facts for one in lines])


def test_row_p38_professionals_read_when_consent_is_not_needed_and_the_ground_is_kept():
    script = shipped_policy().scripts["professional"]
    asked = {question.name: question for group in script.groups for question in group.questions}

    assert "not needed where asking would put somebody at risk" in str(asked["consent"].hint)
    concern = a_report(office := an_office(), a_mention(HIM), consent=about("They were not asked"))
    with office.look() as work:
        kept = work.concerns.records.get(concern.id)
    assert kept.body.consent.told == "They were not asked"


def test_row_p41_a_report_about_an_adult_with_no_child_goes_to_police_and_childrens_services():
    office = an_office()
    concern = a_report(
        office,
        a_mention("Osric Fernleigh", age="40", place="Elm Row, Northmoor"),
        role=ReporterRole.HEALTH,
        signs=("GC1",),
    )

    with office.look() as work:
        desks = {one.desk for one in work.dispatch.alerts_of_concern(concern.id)}
        assert not [m for m in work.concerns.mentions_of(concern.id) if m.part is Part.CHILD]
    assert {"northmoor_police", CHILDREN} <= desks


def test_row_p45_a_therapist_has_a_role_of_their_own_and_is_asked_what_was_said():
    policy = shipped_policy()
    roles = {
        choice.name
        for group in policy.scripts["professional"].groups
        for question in group.questions
        if question.name == "work_role"
        for choice in question.choices
    }
    assert "therapist" in roles
    office = an_office()
    concern = a_report(
        office, a_mention(HIM), role=ReporterRole.THERAPIST, story="He said that Corrin watches."
    )
    with office.look() as work:
        assert work.concerns.records.get(concern.id).role == ReporterRole.THERAPIST.value
        assert work.dispatch.alerts_of_concern(concern.id)


def test_row_t16_two_desks_read_one_history_and_a_third_is_refused_and_written_down():
    office = an_office()
    door = DutyDoor(office)
    man = a_listed_man(office, **KNOWN)
    a_report(office, a_mention(HIM, **TOLD), area="southfen", signs=("GC1",))
    first = an_officer(office, login="sand", name="S. Sand", desk=POLICE)
    second = an_officer(office, login="fen", name="F. Fen", desk="southfen_children")
    third = an_officer(
        office, login="far", name="F. Far", desk="northmoor_scrutiny", role="analyst"
    )

    pages = [
        door.person(officer=one, person_id=man.id, purpose="review") for one in (first, second)
    ]
    lines = [[(one.known_at, one.title) for one in page.chronology] for page in pages]
    assert lines[0] == lines[1] != []
    with pytest.raises(NotFoundError):
        door.person(officer=third, person_id=man.id, purpose="review")
    with office.look() as work:
        refused = [one for one in work.audit.lines() if one.event == "person.refused"]
    assert [(one.actor, f'"person":{man.id}' in one.facts.replace(" ", "")) for one in refused] == [
        ("far", True)
    ]
