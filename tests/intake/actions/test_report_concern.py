"""One report is kept, checked, linked, weighed, routed and told, or nothing of it is."""

from dataclasses import replace

import pytest

from intake.actions.answer_alert import acknowledge_alert
from intake.actions.report_concern import report_concern
from intake.domain.band import Band
from intake.domain.concern import (
    Danger,
    IncidentSaid,
    Part,
    ReporterRole,
    ReporterSaid,
    exactly,
)
from intake.domain.held import CheckState, PersonKind, View
from intake.domain.person import LinkState, SeenBy
from tests.build_office import (
    HandClock,
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)


def report(office, *mentions, **told):
    with office.begin() as work:
        return report_concern(office, work, a_submission(*mentions, **told))


def test_p01_a_report_that_fails_half_way_leaves_nothing_behind():
    office = an_office()
    with pytest.raises(RuntimeError), office.begin() as work:
        report_concern(office, work, a_submission())
        raise RuntimeError
    with office.look() as work:
        assert work.concerns.count() == 0
        assert work.people.count() == 0
        assert work.dispatch.alerts.all() == ()
        assert work.audit.lines() == ()


def test_p02_every_mention_and_the_story_have_a_check_also_when_nothing_is_found():
    office = an_office()
    with office.begin() as work:
        a_flagged_person(work)
    told = report(office, a_mention("Wilf Oakapple"), a_mention("Tansy Mossop", part=Part.CHILD))
    with office.look() as work:
        checks = work.concerns.checks_of(told.concern.id)
        assert [check.state for check in checks] == [CheckState.DONE] * 3
        assert all(check.searched == 1 and check.policy_hash for check in checks)


def test_p02_an_empty_list_is_said_to_be_empty():
    office = an_office()
    told = report(office)
    with office.look() as work:
        states = {check.state for check in work.concerns.checks_of(told.concern.id)}
    assert states == {CheckState.LIST_EMPTY}


def test_p02_a_check_that_takes_too_long_is_owed_and_the_report_still_accepted():
    ticks = iter(range(0, 1000, 10))
    office = an_office(stopwatch=lambda: float(next(ticks)))
    told = report(office)
    with office.look() as work:
        states = {check.state for check in work.concerns.checks_of(told.concern.id)}
        assert states == {CheckState.NOT_CHECKED}
        assert work.concerns.next_recheck() is not None
    assert told.receipt.reference


def test_a_flagged_person_named_is_a_possible_link_for_a_human_to_judge():
    office = an_office()
    with office.begin() as work:
        listed = a_flagged_person(work, places=("Southfen",), birth="1979-02-14")
    told = report(office, a_mention("Corin Thistelwood", age="about 45"))
    with office.look() as work:
        mention = work.concerns.mentions_of(told.concern.id)[0]
        [link] = work.people.links_of_mentions([mention.id])
        assert (link.person_id, link.state) == (listed.id, LinkState.POSSIBLE)
        desks = {alert.desk for alert in work.dispatch.alerts_of_concern(told.concern.id)}
        assert "southfen_police" in desks


def test_somebody_nobody_knows_becomes_an_emerging_person():
    office = an_office()
    told = report(office, a_mention("Wilf Oakapple"), signs=("GC1",))
    with office.look() as work:
        [person] = work.people.records.all()
        assert person.kind is PersonKind.EMERGING
        standing = work.people.standing(person.id, View.OPEN)
        assert standing is not None
        assert standing.points == 8
        assert told.lead


def test_p11_a_mother_a_nurse_and_a_neighbour_named_beside_him_get_no_record_and_no_weight():
    office = an_office()
    report(
        office,
        a_mention("Wilf Oakapple"),
        a_mention("Mabel Fernhollow", part=Part.PARENT_OR_CARER),
        a_mention("Ida Lanternley", part=Part.WORKER),
        a_mention("Ned Quillfeather", part=Part.WITNESS),
        signs=("GC1", "GC7"),
    )
    with office.look() as work:
        assert [person.label.reveal() for person in work.people.records.all()] == ["Wilf Oakapple"]


def test_a_phone_number_in_the_story_finds_who_has_it_once():
    office = an_office()
    with office.begin() as work:
        listed = a_flagged_person(work, phones=("07700 900123",))
    told = report(
        office,
        a_mention("Wilf Oakapple"),
        story="He rings from 07700 900123. It was 07700 900123 again today.",
    )

    with office.look() as work:
        (sighted,) = [one for one in work.concerns.mentions_of(told.concern.id) if one.from_story]
        assert sighted.body.phone.told == "07700 900123"
        assert [one.person_id for one in work.people.links_of_mentions([sighted.id])] == [listed.id]


def test_a_listed_name_in_the_story_alone_is_found():
    office = an_office()
    with office.begin() as work:
        listed = a_flagged_person(work)
    told = report(
        office,
        a_mention("a man in a blue coat"),
        story="I heard her say Corrin Thistlewood picks them up.",
    )
    with office.look() as work:
        sighted = [one for one in work.concerns.mentions_of(told.concern.id) if one.from_story]
        assert [one.part for one in sighted] == [Part.NOT_SAID]
        links = work.people.links_of_mentions([one.id for one in sighted])
        assert [link.person_id for link in links] == [listed.id]


def test_p06_three_neighbours_who_may_mean_the_same_man_raise_a_question_not_a_crossing():
    office = an_office()
    for account in ("a", "b", "c"):
        report(
            office,
            a_mention("Robbie Saltmarsh", age="about 40", place="Elm Street, Northmoor"),
            signs=("GC1",),
            account=account,
        )
    with office.look() as work:
        [person] = work.people.records.all()
        standing = work.people.standing(person.id, View.OPEN)
        assert standing is not None
        assert standing.state.band is Band.NOTE
        asked = work.people.crossed_of(person.id, View.OPEN, kind="question")
        assert {row.line for row in asked} == {"review", "discuss"}
        alerts = work.dispatch.alerts_of_person(person.id)
        tags = [alert.tag for alert in alerts if alert.kind.value == "question"]
        assert tags == ["question:discuss"], "review was asked first; it grew"


def test_p13_a_flag_for_its_owner_only_alerts_the_owner_alone_and_changes_nothing_else():
    plain, hidden = an_office(), an_office()
    with hidden.begin() as work:
        flag = replace(a_flag(seen_by=SeenBy.OWNER), owner_desk="southfen_police")
        a_flagged_person(work, flag=flag, only_desk="southfen_police", birth="1979-02-14")
    for office in (plain, hidden):
        report(office, a_mention(birth="1979-02-14"), signs=("GC1",))
    with plain.look() as one, hidden.look() as other:
        seen = [(a.desk, a.tag, a.because) for a in one.dispatch.alerts.all()]
        also = [(a.desk, a.tag, a.because) for a in other.dispatch.alerts.all() if a.view == "open"]
        assert seen == also
        owner = [a for a in other.dispatch.alerts.all() if a.view == "whole"]
        assert [a.desk for a in owner] == ["southfen_police"]
        owed = [entry.kind.value for entry in other.dispatch.owed_by_desks(["southfen_police"])]
        assert "tell_others" in owed


def test_two_reports_of_one_account_are_one_voice():
    office = an_office()
    first = report(office, account="one phone")
    second = report(office, account="one phone")
    third = report(office, account="another phone")
    assert first.concern.voice_id == second.concern.voice_id
    assert third.concern.voice_id != first.concern.voice_id


def test_danger_now_makes_every_alert_urgent():
    office = an_office()
    told = report(office, danger=Danger.YES)
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(told.concern.id)
        assert {alert.urgency.value for alert in alerts} == {"now"}
        crossed = [alert.tag for alert in alerts if alert.kind.value == "crossed"]
        assert set(crossed) == {"crossing:act_now"}


def test_at_night_the_night_desk_is_asked_and_the_day_desk_holds_its_copy():
    office = an_office(clock=HandClock())
    office.clock.move(hours=13)
    told = report(office, a_mention("Wilf Oakapple"), a_mention("Tansy Mossop", part=Part.CHILD))
    with office.look() as work:
        alerts = {a.desk: a for a in work.dispatch.alerts_of_concern(told.concern.id)}
        assert alerts["northmoor_night"].held_until is None
        assert alerts["northmoor_children"].held_until is not None


def test_p13_a_flag_for_named_desks_marks_nothing_in_the_open_view():
    office = an_office()
    with office.begin() as work:
        flag = a_flag(seen_by=SeenBy.NAMED, named_desks=("southfen_lado",))
        a_flagged_person(work, flag=flag, birth="1979-02-14")
    told = report(office, a_mention(birth="1979-02-14"))
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(told.concern.id)
        assert {a.tag for a in alerts if a.view == "open"} == {"reported_before"}


def test_p12_not_safe_now_is_told_again_to_desks_that_have_answered_and_not_to_those_that_wait():
    office = an_office()
    child = ReporterSaid(role=ReporterRole.CHILD, is_own_harm=True)
    begun = a_submission(reporter=child, story="i feel sad", is_unfinished=True)
    with office.begin() as work:
        concern = report_concern(office, work, begun).concern
        first = work.dispatch.alerts_of_concern(concern.id)
    answered, *_ = [one for one in first if one.desk == "northmoor_children"]
    acknowledge_alert(office, officer=an_officer(), alert_id=answered.id)

    unsafe = replace(begun, is_child_safe_now=False)
    with office.begin() as work:
        report_concern(office, work, unsafe, unfinished=work.concerns.records.get(concern.id))
        after = work.dispatch.alerts_of_concern(concern.id)

    assert [one.desk for one in after[len(first) :]] == ["northmoor_children"]
    with office.look() as work:
        assert work.concerns.records.get(concern.id).urgency == "now"


def test_p02_a_listed_name_in_a_further_incident_is_found_as_one_in_the_story():
    office = an_office()
    with office.begin() as work:
        listed = a_flagged_person(work)
    incident = IncidentSaid(what=exactly("I heard her say Corrin Thistlewood picks them up."))
    told = report(office, a_mention("a man in a blue coat"), incidents=(incident,))
    with office.look() as work:
        sighted = [one for one in work.concerns.mentions_of(told.concern.id) if one.from_story]
        links = work.people.links_of_mentions([one.id for one in sighted])
        assert [link.person_id for link in links] == [listed.id]
