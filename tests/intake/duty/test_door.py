"""What an officer may read and do: one table, hidden flags, audit lines."""

import inspect
import json
from dataclasses import replace
from datetime import date

import pytest

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.domain.access import may_do
from intake.domain.alert import AlertState
from intake.domain.band import Band
from intake.domain.concern import Asked, Part, ReporterSaid
from intake.domain.errors import (
    ClosureRefusedError,
    JudgementRefusedError,
    NotFoundError,
    PurposeMissingError,
)
from intake.domain.person import Answer, LinkState, SeenBy
from intake.domain.private import private
from intake.duty.door import DutyDoor
from intake.duty.queue import QueueFilter
from intake.duty.sight import reader_of
from tests.build_decided import said
from tests.build_desk import (
    PASSWORD,
    a_child,
    a_hidden_man,
    a_listed_man,
    a_report,
    an_officer,
    judged_same,
)
from tests.build_office import (
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
)

ALL = QueueFilter()
ENTRANCE = {"sign_in", "use_link", "sign_out", "officer_of", "facts"}


def alerts(office, concern, desk):
    with office.look() as work:
        return [one for one in work.dispatch.alerts_of_concern(concern.id) if one.desk == desk]


def audited(office, event):
    with office.look() as work:
        return [line for line in work.audit.lines() if line.event == event]


def leads(door, officer, alert):
    return door.alert(officer=officer, alert_id=alert.id).concern.matches.leads


def methods():
    return {
        name: method
        for name, method in inspect.getmembers(DutyDoor, inspect.isfunction)
        if not name.startswith("_") and name not in ENTRANCE
    }


@pytest.mark.parametrize("name", sorted(methods()))
def test_p13_every_method_of_the_door_stands_in_the_table_and_locks_out_other_roles(
    office, door, name
):
    method = methods()[name]
    table = office.policy.access
    assert method.act in table.actions
    assert "officer" in inspect.signature(method).parameters

    for role in table.roles - table.actions[method.act]:
        officer = an_officer(office, login=f"{role}", name="N. Body", role=role)
        with pytest.raises(NotFoundError):
            method(door, officer=officer)


def test_p13_a_disabled_officer_is_locked_out(office, door, birchall):
    with pytest.raises(NotFoundError):
        door.queue(officer=replace(birchall, disabled=True), wanted=ALL)


def test_an_alert_shows_the_words_the_leads_and_the_ladder(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    kept = a_report(
        office, a_mention(birth="1979-02-14"), a_child(age="9"), story="Corrin Thistlewood again."
    )
    (alert, *_) = alerts(office, kept, "northmoor_children")

    page = door.alert(officer=birchall, alert_id=alert.id)

    assert "".join(one.text for one in page.concern.story[0]) == "Corrin Thistlewood again."
    assert any(one.is_marked for one in page.concern.story[0])
    assert page.concern.matches.leads[0].label == "Corrin Thistlewood"
    assert page.ladder[0].when == "here"
    assert page.ladder[-1].cannot_decline
    assert page.because


def test_the_rows_of_a_candidate_add_up_to_its_points(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    kept = a_report(office, a_mention(birth="1979-02-14", place="Lido Row"))
    (alert, *_) = alerts(office, kept, "northmoor_children")
    one = leads(door, birchall, alert)[0]
    assert sum(row.points for row in one.rows) == one.points == one.rows[-1].sum


def test_p09_opening_a_concern_and_a_person_leaves_one_line_each_with_the_reason(
    office, door, birchall
):
    man = a_listed_man(office)
    kept = a_report(office)
    (alert, *_) = alerts(office, kept, "northmoor_children")
    door.alert(officer=birchall, alert_id=alert.id)
    door.person(officer=birchall, person_id=man.id, purpose=f"alert-{alert.id}")

    (line,) = audited(office, "concern.opened")
    assert json.loads(line.facts)["concern"] == kept.reference
    assert line.actor == "birchall"
    (line,) = audited(office, "person.opened")
    assert json.loads(line.facts) == {"person": man.id, "purpose": f"alert-{alert.id}"}


def test_p09_a_queue_that_refreshes_itself_leaves_one_line_an_hour(office, door, birchall, clock):
    for _ in range(4):
        door.queue(officer=birchall, wanted=ALL)
        clock.move(minutes=10)
    assert len(audited(office, "queue.read")) == 1
    clock.move(minutes=30)
    door.queue(officer=birchall, wanted=ALL)
    assert len(audited(office, "queue.read")) == 2


def test_a_person_is_not_opened_without_a_purpose(office, door, birchall):
    man = a_listed_man(office)
    for purpose in ("", "curious", "alert-x", "Corrin Thistlewood"):
        with pytest.raises(PurposeMissingError):
            door.person(officer=birchall, person_id=man.id, purpose=purpose)
    assert audited(office, "person.opened") == []


def test_p13_a_flag_that_only_its_owner_sees_is_nowhere_for_others(office, door, birchall, gorse):
    hidden = a_hidden_man(office, birth="1980-01-02")
    kept = a_report(office, a_mention("Perrin Gorsehill", birth="1980-01-02"), signs=("GC1",))
    (alert, *_) = alerts(office, kept, "northmoor_children")

    page = door.alert(officer=birchall, alert_id=alert.id)
    assert all(one.person_id != hidden.id for one in page.concern.matches.leads)
    assert page.concern.matches.leads == page.concern.matches.names_only == ()
    assert not page.concern.weight.is_flagged
    assert all("outhfen police" not in one.desk for one in page.concern.told)
    with pytest.raises(NotFoundError):
        door.person(officer=birchall, person_id=hidden.id, purpose="review")
    found = door.look_up(
        officer=birchall,
        words={"name": "Perrin Gorsehill", "birth": "1980-01-02"},
        purpose="new_concern",
    )
    assert hidden.id not in {one.person_id for one in found.people}
    (row,) = door.queue(officer=birchall, wanted=ALL).items
    assert row.tag == "nothing"


@pytest.mark.parametrize("hidden", [0, 1, 3])
def test_p13_what_a_page_says_of_the_list_is_the_same_with_hidden_records(office, door, hidden):
    a_listed_man(office, names=("Wilf Oakapple",))
    reader = an_officer(office, login="wren")
    for number in range(hidden):
        with office.begin() as work:
            flag = a_flag(seen_by=SeenBy.OWNER)
            only = {"flag": flag, "only_desk": "southfen_police", "birth": f"197{number}-02-03"}
            a_flagged_person(work, names=("Perrin Gorsehill",), **only)
    kept = a_report(office, a_mention("Perrin Gorsehill"), a_child())

    check = door.concern(officer=reader, reference=kept.reference).check
    found = door.look_up(officer=reader, words={"name": "Perrin Gorsehill"}, purpose="review")

    assert found.list_version == 1
    (own,) = found.people
    assert own.rows[0].words.startswith("Before comparing: 2 in 100 reports name")
    assert own.rows[0].words.endswith("a list of fewer than 1,000")
    told = {name: getattr(check, name) for name in check.__slots__ if name != "at"}
    assert told == {"is_made": True, "took_ms": 0, "list_version": 1, "is_list_empty": False}


def test_p13_the_owner_of_a_hidden_flag_sees_it_and_is_asked_to_tell(office, door, gorse):
    hidden = a_hidden_man(office, birth="1980-01-02")
    a_report(office, a_mention("Perrin Gorsehill", birth="1980-01-02"), signs=("GC1",))

    row = next(one for one in door.queue(officer=gorse, wanted=ALL).items if one.reference)
    page = door.alert(officer=gorse, alert_id=row.alert_id)
    assert page.concern.matches.leads[0].person_id == hidden.id
    assert row.tag == "flagged_strong"
    assert door.person(officer=gorse, person_id=hidden.id, purpose="review").is_flagged
    assert any(one.kind == "tell_others" for one in door.diary(officer=gorse))


def test_p13_a_hidden_link_cannot_be_judged_by_another_desk(office, door, birchall):
    a_hidden_man(office, birth="1980-01-02")
    kept = a_report(office, a_mention("Perrin Gorsehill", birth="1980-01-02"))
    with office.look() as work:
        mentions = [one.id for one in work.concerns.mentions_of(kept.id)]
        link = next(one for one in work.people.links_of_mentions(mentions) if one.only_desk)
    with pytest.raises(NotFoundError):
        door.judge(officer=birchall, link_id=link.id, answer=Answer.DIFFERENT, reason="No.")


def test_p13_missing_and_not_for_you_look_alike(office, door, birchall, gorse):
    hidden = a_hidden_man(office)
    raised = []
    for person_id in (hidden.id, 999_999):
        with pytest.raises(NotFoundError) as refused:
            door.person(officer=birchall, person_id=person_id, purpose="review")
        raised.append((refused.value.code, dict(refused.value.facts)))
    assert raised[0] == raised[1]


def test_p13_nobody_reads_a_report_about_their_own_people(office, door, birchall):
    kept = a_report(
        office,
        a_mention("Wilf Oakapple", work="social worker, Northmoor children's services"),
        signs=("GC1",),
    )
    with pytest.raises(NotFoundError):
        door.concern(officer=birchall, reference=kept.reference)
    assert all(
        one.reference != kept.reference for one in door.queue(officer=birchall, wanted=ALL).items
    )


def test_p13_another_area_learns_that_something_is_held_and_whom_to_ask(office, door):
    kept = a_report(office, a_mention("Wilf Oakapple"), area="northmoor")
    far = an_officer(office, login="far", name="F. Away", desk="southfen_children")

    view = door.concern(officer=far, reference=kept.reference)

    assert "concern.story" not in view.sees
    assert view.story == view.mentions == ()
    assert view.asks


def test_p13_an_alert_of_another_desk_is_as_if_it_did_not_exist(office, door, birchall):
    a_report(office)
    nurse = an_officer(office, login="nurse", name="K. Reed", desk="northmoor_nurse")
    row = door.queue(officer=birchall, wanted=ALL).items[0]
    for act in (door.alert, door.acknowledge, door.accept):
        with pytest.raises(NotFoundError):
            act(officer=nurse, alert_id=row.alert_id)


def test_p13_a_named_nurse_sees_the_words_and_neither_check_nor_weight(office, door):
    a_listed_man(office)
    nurse = an_officer(office, login="nurse", name="K. Reed", desk="northmoor_nurse")
    kept = a_report(office)
    view = door.concern(officer=nurse, reference=kept.reference)
    assert view.story
    assert view.matches is None
    assert view.weight is None
    assert view.notes == ()


def test_who_told_stays_sealed_until_a_custodian_opens_it_with_a_reason(office, door, birchall):
    who = ReporterSaid(name=private("Sorrel Nightjar"), contact=private("07700 900123"))
    kept = a_report(office, reporter=who)
    keeper = an_officer(office, login="keeper", name="C. Keeper", role="custodian")

    assert "Nightjar" not in str(door.concern(officer=birchall, reference=kept.reference))
    with pytest.raises(NotFoundError):
        door.open_identity(officer=birchall, reference=kept.reference, reason="Curious.")
    with pytest.raises(JudgementRefusedError):
        door.open_identity(officer=keeper, reference=kept.reference, reason=" ")
    opened = door.open_identity(officer=keeper, reference=kept.reference, reason="Order of court.")

    assert opened.name == "Sorrel Nightjar"
    assert "Nightjar" not in repr(opened)
    assert len(audited(office, "identity.opened")) == 1


def test_judged_same_makes_the_weight_firm_and_can_be_undone(office, door, birchall):
    man = a_listed_man(office, birth="1979-02-14")
    kept = a_report(office, a_mention(birth="1979-02-14"), signs=("GC1",))
    (alert, *_) = alerts(office, kept, "northmoor_children")
    link = leads(door, birchall, alert)[0].link_id
    weight = door.alert(officer=birchall, alert_id=alert.id).weight
    assert weight.firm == 0
    assert weight.if_same > 0

    door.judge(officer=birchall, link_id=link, answer=Answer.SAME, reason="The same van.")
    page = door.person(officer=birchall, person_id=man.id, purpose="new_concern")
    assert page.weight.firm == page.weight.if_same > 0
    assert page.plot.steps[-1].firm == sum(points for _, points in page.plot.steps[-1].by_voice)

    door.undo(officer=birchall, link_id=link, reason="The van was another.")
    (one,) = leads(door, birchall, alert)
    assert one.state is LinkState.POSSIBLE
    assert [judged.answer for judged in one.judged] == ["same", "cannot_tell"]


def test_a_rejected_pair_comes_back_labelled(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    kept = a_report(office, a_mention(birth="1979-02-14"))
    (alert, *_) = alerts(office, kept, "northmoor_children")
    link = leads(door, birchall, alert)[0].link_id
    door.judge(officer=birchall, link_id=link, answer=Answer.DIFFERENT, reason="Saw both.")

    panel = door.alert(officer=birchall, alert_id=alert.id).concern.matches
    assert [one.link_id for one in panel.rejected] == [link]
    assert panel.rejected[0].judged[0].reason == "Saw both."


def test_an_alert_is_acknowledged_accepted_and_decided(office, door, birchall):
    a_report(office)
    alert_id = door.queue(officer=birchall, wanted=ALL).items[0].alert_id
    door.acknowledge(officer=birchall, alert_id=alert_id)
    (row,) = (one for one in door.queue(officer=birchall, wanted=ALL).items if one.is_mine)
    assert row.state is AlertState.ACKNOWLEDGED
    door.accept(officer=birchall, alert_id=alert_id)
    door.decide(officer=birchall, alert_id=alert_id, decision="A visit tomorrow.")
    assert door.alert(officer=birchall, alert_id=alert_id).decision == "A visit tomorrow."
    assert all(one.alert_id != alert_id for one in door.queue(officer=birchall, wanted=ALL).items)


def test_closing_a_grave_concern_names_all_that_is_missing_and_waits_for_a_second(
    office, door, birchall
):
    boss = an_officer(office, login="boss", name="R. Fallowmere", role="manager")
    kept = a_report(office, signs=("GC1",))
    told = {"reference": kept.reference, "how": "no_further_action", "detail": ""}
    with pytest.raises(ClosureRefusedError) as refused:
        door.close(officer=birchall, **told, reason="", look_again_on=None)
    assert set(refused.value.facts["missing"]) == {
        "reason",
        "look_again_on",
        "grounds",
        "sign:GC1",
    }

    closing = door.close(
        officer=birchall,
        **told,
        reason="Visited twice.",
        look_again_on=date(2027, 1, 4),
        said=said("GC1"),
    )
    assert closing.state == "waiting"
    assert door.close_page(officer=boss, reference=kept.reference).can_confirm
    assert not door.close_page(officer=birchall, reference=kept.reference).can_confirm
    door.confirm_close(officer=boss, closing_id=closing.id)
    assert door.concern(officer=birchall, reference=kept.reference).state == "closed"


def test_a_desk_that_was_not_told_cannot_close(office, door):
    kept = a_report(office)
    other = an_officer(office, login="adults", name="T. Vale", desk="northmoor_adults")
    with pytest.raises(NotFoundError):
        door.close_page(officer=other, reference=kept.reference)


def test_a_keyed_report_is_like_any_other_and_keeps_who_took_it(office, door, birchall):
    man = a_listed_man(office, birth="1979-02-14")
    told = a_submission(a_mention(birth="1979-02-14"), channel="telephone")
    receipt = door.key_report(officer=birchall, submission=told)
    view = door.concern(officer=birchall, reference=receipt.reference)
    assert (view.channel, view.taken_by) == ("telephone", "birchall")
    assert view.check.is_made
    assert view.matches.leads[0].person_id == man.id


def test_a_keyed_report_comes_by_telephone_paper_or_counter_only(office, door, birchall):
    with pytest.raises(JudgementRefusedError):
        door.key_report(officer=birchall, submission=a_submission(channel="web"))


def test_a_referral_holds_the_words_and_nothing_of_anybodys_record(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    who = ReporterSaid(name=private("Sorrel Nightjar"))
    kept = a_report(office, a_mention("Corry Thistlewood"), story="He waits outside.", reporter=who)
    text = door.referral(officer=birchall, reference=kept.reference)
    assert "He waits outside." in text
    assert "Corry Thistlewood" in text
    for hidden in ("Corrin", "1979", "Nightjar", "Registered", "P-0001"):
        assert hidden not in text
    assert len(audited(office, "concern.copied")) == 1


def test_words_typed_beside_a_question_are_read_screened_and_referred(office, door, birchall):
    a_listed_man(office, names=("Perrin Gorsehill",), birth="1979-02-14")
    question = "aside.not_understood"
    said = "Said beside the question: How often does it happen?"
    beside = (
        Asked(question, said, private("often, and Perrin Gorsehill locks the door")),
        Asked("aside.teller.not_understood", "Said beside …", private("I am Sorrel Nightjar")),
        Asked("your_name", "What is your name?", private("Sorrel Nightjar")),
        Asked("aside.after_sending", "Added after sending", private("kept as an addition")),
    )
    kept = a_report(office, a_mention("Corry Thistlewood", place="door"), answers=beside)

    view = door.concern(officer=birchall, reference=kept.reference)
    text = door.referral(officer=birchall, reference=kept.reference)

    (aside,) = view.asides
    assert aside.label == said
    assert "".join(piece.text for piece in aside.words) == beside[0].answer.reveal()
    assert "Perrin Gorsehill" in {piece.text for piece in aside.words if piece.is_marked}
    assert [one.label for one in view.mentions if one.from_story] == ["Perrin Gorsehill"]
    assert f"{said}\noften, and Perrin Gorsehill locks the door" in text
    assert "Nightjar" not in text
    assert "an addition" not in text


def test_a_look_up_is_audited_without_the_words(office, door, birchall):
    a_listed_man(office)
    found = door.look_up(
        officer=birchall, words={"name": "Corrin Thistlewood"}, purpose="agency_asks"
    )
    assert found.list_version == 1
    (line,) = audited(office, "person.looked_up")
    assert "Thistlewood" not in line.facts
    assert json.loads(line.facts)["purpose"] == "agency_asks"


def test_lowering_a_flagged_mans_standing_takes_a_second_who_signs(office, door, birchall):
    man = a_listed_man(office, flag=a_flag(area="northmoor"))
    boss = an_officer(office, login="boss", name="R. F.", role="manager", password=PASSWORD)
    chief = an_officer(office, login="chief", name="S. L.", role="supervisor")
    door.set_standing(officer=chief, person_id=man.id, to=Band.REVIEW, reason="A bad feeling.")
    lower = {
        "person_id": man.id,
        "to": Band.WATCH,
        "reason": "Nothing came.",
        "alone_because": "The police were asked by telephone.",
    }
    with pytest.raises(JudgementRefusedError):
        door.set_standing(officer=chief, **lower)
    door.set_standing(officer=chief, **lower, second_login=boss.login, second_password=PASSWORD)
    page = door.person(officer=chief, person_id=man.id, purpose="review")
    assert page.standing is Band.WATCH


def test_a_part_is_changed_with_a_reason_and_the_mother_loses_her_weight(office, door, birchall):
    kept = a_report(office, a_mention("Tansy Mossop"), signs=("GC1",))
    view = door.concern(officer=birchall, reference=kept.reference)
    assert view.weight.firm > 0
    mention = view.mentions[0].mention_id
    door.change_part(
        officer=birchall, mention_id=mention, part=Part.PARENT_OR_CARER, reason="His sister."
    )
    view = door.concern(officer=birchall, reference=kept.reference)
    assert view.weight is None
    assert "His sister." in view.notes[0].words


def test_the_chronology_has_two_dates_and_sorts_by_when_it_happened(office, door, birchall, clock):
    man = a_listed_man(office, birth="1979-02-14")
    late = a_report(office, a_mention(birth="1979-02-14"), happened_on="2024-06-01")
    clock.move(days=1)
    newer = a_report(office, a_mention(birth="1979-02-14"), happened_on="2026-11-16")
    page = door.person(officer=birchall, person_id=man.id, purpose="review")
    told = [one for one in page.chronology if one.kind == "concern"]
    assert [one.reference for one in told] == [newer.reference, late.reference]
    assert told[1].known_at == late.received_at


def test_what_somebody_works_as_is_read_on_the_report_and_the_record(office, door, birchall):
    coach = a_mention("Corry Thistlewood", place="Northmoor", work="swimming coach")
    kept = a_report(office, coach, a_child())
    view = door.concern(officer=birchall, reference=kept.reference)
    assert ("Works as", "swimming coach") in {
        (fact.name, fact.words) for one in view.mentions for fact in one.facts
    }
    with office.look() as work:
        (link,) = work.people.links.all()
    page = door.person(officer=birchall, person_id=link.person_id, purpose="review")
    assert [(one.words, one.reference) for one in page.works_as] == [
        ("swimming coach", kept.reference)
    ]


def test_an_unlisted_person_stands_under_allegations(office, door, birchall):
    a_report(office, a_mention("Wilf Oakapple"), signs=("GC1",))
    found = door.look_up(officer=birchall, words={"name": "Wilf Oakapple"}, purpose="review")
    page = door.person(officer=birchall, person_id=found.people[0].person_id, purpose="review")
    assert not page.is_flagged
    assert "Allegations, not findings." in page.weight.because


def test_no_words_about_people_in_the_repr_of_a_page(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    kept = a_report(office, a_mention(birth="1979-02-14"), a_child("Wren Mossop"), story="Corrin.")
    (alert, *_) = alerts(office, kept, "northmoor_children")
    shown = repr(door.alert(officer=birchall, alert_id=alert.id))
    shown += repr(door.queue(officer=birchall, wanted=ALL))
    shown += repr(door.person(officer=birchall, person_id=1, purpose="review"))
    for word in ("Corrin", "Thistlewood", "Wren", "Mossop"):
        assert word not in shown


def test_a_concern_not_checked_says_so_in_the_queue(door, birchall):
    office = door.office
    a_report(office, is_unfinished=True, story="Now.")
    row = door.queue(officer=birchall, wanted=ALL).items[0]
    assert row.tag == "not_checked"
    while recheck_due(office):
        pass
    assert door.queue(officer=birchall, wanted=ALL).items[0].tag != "not_checked"


def test_the_reader_is_of_a_desk_that_the_settings_know(office, birchall):
    reader = reader_of(office, birchall)
    assert (reader.agency_kind, reader.area) == ("children", "northmoor")
    assert may_do(office.policy.access, reader, "see_queue")


def test_a_long_queue_shows_a_page_the_most_pressing_first_and_says_how_many_more(
    office, door, birchall, clock
):
    for number in range(5):
        a_report(office, a_mention(f"Wilf Oakapple{number}"))
        clock.move(minutes=1)
    whole = door.queue(officer=birchall, wanted=ALL)
    page = door.queue(officer=birchall, wanted=QueueFilter(rows=2))
    assert [one.alert_id for one in page.items] == [one.alert_id for one in whole.items][:2]
    assert page.more == 3
    assert page.counts["all"] == whole.counts["all"] == 5
    assert "decide" not in page.counts
    assert len(door.queue(officer=birchall, wanted=QueueFilter(view="mine")).items) == 0


def test_a_name_too_common_to_read_all_of_is_told_with_what_to_ask_for(office, door, birchall):
    with office.begin() as work:
        for _ in range(office.policy.match_settings.limits.rows_per_key + 1):
            a_flagged_person(work, names=("Wilf Oakapple",))
        work.people.new_list_version("test")
    kept = a_report(office, a_mention("Wilf Oakapple", place="Netherby"), a_child())

    panel = door.concern(officer=birchall, reference=kept.reference).matches
    found = door.look_up(officer=birchall, words={"name": "Wilf Oakapple"}, purpose="review")

    (line,) = panel.cut
    assert line.mention == "Wilf Oakapple"
    assert line.asks == "a date of birth, an age, a postcode, a phone number or another name"
    assert found.is_cut


def test_the_same_name_with_another_date_is_not_buried_by_a_dozen_others(office, door, birchall):
    with office.begin() as work:
        for _ in range(12):
            a_flagged_person(work, names=("Wilf Oakapple",))
        a_flagged_person(work, names=("Wilf Oakapple",), birth="1990-04-05")
        work.people.new_list_version("test")
    asked = {"name": "Wilf Oakapple", "birth": "1961-12-30"}
    found = door.look_up(officer=birchall, words=asked, purpose="review").people
    reader = an_officer(office, login="wren", desk="southfen_police")
    theirs = door.look_up(officer=reader, words=asked, purpose="review").people

    assert found == ()
    assert [one.band for one in theirs].count("other_date") == 1
    assert len(theirs) > 10


def test_a_name_that_is_not_common_is_read_whole(office, door, birchall):
    a_listed_man(office)
    kept = a_report(office)
    assert door.concern(officer=birchall, reference=kept.reference).matches.cut == ()


def test_the_same_name_with_another_date_stands_apart_from_a_name_alone(office, door, birchall):
    a_listed_man(office, birth="1990-04-05", names=("Tansy Mossop",))
    a_listed_man(office, names=("Perran Quillfeather",))
    kept = a_report(
        office, a_mention("Tansy Mossop", birth="1961-12-30"), a_mention("Perran Quillfeather")
    )
    (alert, *_) = alerts(office, kept, "northmoor_children")

    panel = door.alert(officer=birchall, alert_id=alert.id).concern.matches
    (row, *_) = door.queue(officer=birchall, wanted=ALL).items

    assert panel.leads == ()
    assert [one.label for one in panel.other_dates] == ["Tansy Mossop"]
    assert [one.label for one in panel.names_only] == ["Perran Quillfeather"]
    assert row.tag == "other_date"
    assert panel.other_dates[0].why.stands.startswith("Same name, other date of birth")
    assert panel.names_only[0].why.stands.startswith("Same name, nothing else")


def test_a_row_about_one_man_bears_his_tag_and_not_that_of_another_in_the_report(
    office, door, gorse
):
    a_listed_man(office, birth="1979-02-14")
    listed = a_listed_man(office, birth="1990-04-05", names=("Tansy Mossop",))
    a_report(
        office,
        a_mention(birth="1979-02-14"),
        a_mention("Tansy Mossop", birth="1961-12-30"),
        a_child(),
        signs=("GC1",),
    )
    with office.look() as work:
        about = {one.id: one.person_id for one in work.dispatch.alerts.all()}
    tags = {about[row.alert_id]: row.tag for row in door.queue(officer=gorse, wanted=ALL).items}

    assert tags[None] == "flagged_strong"
    assert tags[listed.id] == "other_date"


def test_p03_a_hit_of_the_same_name_with_another_date_says_so_in_its_alert(office, door, birchall):
    kept = a_report(office, a_mention("Tansy Mossop", birth="1961-12-30"))
    a_listed_man(office, birth="1990-04-05", names=("Tansy Mossop",))
    with office.begin() as work:
        ask_for_recheck(work, cause="flag")
    while recheck_due(office):
        pass
    words = [line for one in alerts(office, kept, "southfen_police") for line in one.because]
    assert any("with another date of birth" in line for line in words), words


def test_what_all_told_is_said_in_words_on_the_alert_and_the_record(office, door, birchall):
    man = a_listed_man(office, birth="1979-02-14")
    for voice in ("one", "two"):
        kept = a_report(
            office,
            a_mention(birth="1979-02-14"),
            a_child(age="7"),
            signs=("GC1",),
            account=voice,
        )
        judged_same(office, kept, by=birchall)
    alert = alerts(office, kept, "northmoor_children")[0]

    told = door.alert(officer=birchall, alert_id=alert.id).weight.account
    record = door.person(officer=birchall, person_id=man.id, purpose="review").weight.account

    assert told == record
    assert told[0].startswith("Two concerns by two independent voices (2 public) in ")
    assert told[1].startswith("Both describe gifts; both name children under 13; ")


def test_p13_the_account_counts_no_sign_of_a_concern_that_this_desk_may_not_open(
    office, door, birchall
):
    here = a_mention("Ianto Bramblewick", birth="1979-02-14")
    a_report(office, here, signs=("GC1",), account="one")
    kept = a_report(office, here, a_child(age="7"), signs=("GC3",), account="two", area="southfen")
    with office.look() as work:
        (record,) = {link.person_id for link in work.people.links.all()}

    account = " ".join(
        door.person(officer=birchall, person_id=record, purpose="review").weight.account
    )

    assert kept.area == "southfen"
    assert "gifts" in account
    assert "secrets" not in account
    assert "under 13" not in account
    assert "One is held by others: ask there what it says." in account


def test_who_is_on_no_list_has_a_day_of_looking_again_on_their_page():
    office = an_office()
    a_report(office, a_mention("Wilf Oakapple", place="Northmoor"))
    officer = an_officer(office)
    with office.look() as work:
        (person,) = work.people.records.all()
        (owed,) = work.dispatch.owed(f"person:{person.id}")

    page = DutyDoor(office).person(officer=officer, person_id=person.id, purpose="review")

    assert page.review_on == owed.due_at.date()
