"""The promises to a teller, walked through the real door with the real conversation."""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import text

from intake.actions.recheck import recheck_due
from intake.actions.weigh_person import known_of
from intake.domain.errors import NotFoundError
from intake.domain.held import CheckState, View
from tests.build_office import HandClock, a_flagged_person, an_office
from tests.journeys.walking import GOLDEN, Walk

NEIGHBOUR = next(file for file in GOLDEN if file.stem == "neighbour_tells_of_a_man")
LISTED = ("Corry Thistlewood", "Tansy Mossop", "Wilf Oakapple")


def lines_of(file):
    return [
        line.partition(":")[2].strip()
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("they:")
    ]


def a_listing_office():
    office = an_office()
    with office.begin() as work:
        for name in LISTED:
            a_flagged_person(work, names=(name,), birth="1981-05-02", places=("Northmoor",))
    return office


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_p04_every_reply_and_its_slot_are_the_same_whoever_is_listed(file):
    walks = [Walk(an_office()), Walk(a_listing_office())]
    for walk in walks:
        walk.play(file)
    plain, listed = walks
    assert plain.heard() == listed.heard()
    assert [r.leaves_at for r in plain.replies] == [r.leaves_at for r in listed.replies]
    assert [r.receipt for r in plain.replies] == [r.receipt for r in listed.replies]


def test_p04_the_final_reply_leaves_on_a_whole_second_at_least_one_after_send():
    walk = Walk(an_office())
    walk.play(NEIGHBOUR)
    sent_at, leaves_at = walk.office.now(), walk.replies[-1].leaves_at
    assert leaves_at.microsecond == 0
    assert (leaves_at - sent_at).total_seconds() >= 1.0


def test_p01_the_same_event_twice_is_answered_as_before_and_stored_once():
    walk = Walk(an_office())
    walk.play(NEIGHBOUR)
    first = walk.replies[-1]
    again = walk.send("send", event_id=f"a chat-{len(walk.replies)}")
    assert again.repeated
    assert again.receipt == first.receipt
    with walk.office.look() as work:
        assert work.concerns.count() == 1


def test_p01_a_draft_goes_on_where_it_was_after_every_single_event():
    whole, broken = Walk(an_office()), Walk(an_office())
    whole.play(NEIGHBOUR)
    for line in lines_of(NEIGHBOUR):
        broken = reopened(broken)
        broken.send(line)
    assert broken.replies[-1].receipt.reference == whole.replies[-1].receipt.reference


def reopened(walk):
    """Give the same chat at a new door, as after a restart."""
    again = Walk(walk.office, walk.chat)
    again.replies = walk.replies
    return again


def test_p12_a_yes_reaches_a_desk_at_once_and_stands_there_as_unfinished():
    walk = Walk(an_office())
    walk.send("/start")
    reply = walk.send("Yes")
    assert reply.leaves_at is None
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        assert concern.is_unfinished
        alerts = work.dispatch.alerts_of_concern(concern.id)
        assert {alert.urgency.value for alert in alerts} == {"now"}


def test_p12_what_was_unfinished_is_finished_under_the_same_reference():
    walk = Walk(an_office())
    walk.play(next(file for file in GOLDEN if file.stem == "danger_now"))
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        assert not concern.is_unfinished
        assert concern.reference == walk.replies[-1].receipt.reference


def test_p12_any_other_unsent_draft_is_sealed_and_matched_with_nothing():
    walk = Walk(a_listing_office())
    for line in lines_of(NEIGHBOUR)[:-1]:
        walk.send(line)
    with walk.office.look() as work:
        assert work.concerns.count() == 0
        assert work.concerns.checks.all() == ()
        rows = work.session.connection().execute(text("select sealed from draft")).all()
        assert all(b"Thistlewood" not in row[0] for row in rows)


def test_p02_what_is_told_with_a_yes_is_checked_on_its_own_within_seconds():
    walk = Walk(a_listing_office())
    walk.play(next(file for file in GOLDEN if file.stem == "danger_now"))
    while recheck_due(walk.office):
        pass
    recheck_due(walk.office)
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        newest = {one.mention_id: one.state for one in work.concerns.checks_of(concern.id)}
        assert CheckState.NOT_CHECKED not in newest.values()


def test_p04_a_status_changes_at_the_fixed_hour_of_a_later_working_day_and_not_before():
    walk = Walk(an_office(clock=HandClock()))
    walk.play(NEIGHBOUR)
    receipt = walk.replies[-1].receipt
    told = {"reference": receipt.reference, "return_code": receipt.return_code, "source": ""}
    assert walk.door.report(**told).status == "received"
    walk.office.clock.move(hours=8)
    assert walk.door.report(**told).status == "received"
    walk.office.clock.move(days=1, hours=6)
    assert walk.door.report(**told).status == "with_front_door"
    with pytest.raises(NotFoundError):
        walk.door.report(**{**told, "return_code": "no such code at all"})


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_p10_words_about_people_are_in_no_log_audit_line_or_delivery(file, caplog):
    caplog.set_level(logging.DEBUG)
    walk = Walk(a_listing_office())
    walk.play(file)
    canaries = ("Thistlewood", "Corry", "Tansy", "07700 900123", "Mill Lane")
    with walk.office.look() as work:
        lines = [line.facts + line.actor for line in work.audit.lines(limit=1000)]
        sent = [repr(one) for one in work.dispatch.deliveries.all()]
        owed = [repr(one) for one in work.dispatch.diary.all()]
        values = [repr(one) for one in work.concerns.records.all()]
        values += [repr(one) for one in work.people.records.all()]
    written = "\n".join([caplog.text, *lines, *sent, *owed, *values])
    assert not [word for word in canaries if word in written]


def test_p10_the_reporters_address_is_kept_nowhere_in_the_open():
    walk = Walk(an_office(), chat="chat-of-ida-4711")
    walk.play(NEIGHBOUR)
    with walk.office.look() as work:
        connection = work.session.connection()
        tables = connection.execute(
            text("select name from sqlite_master where type = 'table'")
        ).scalars()
        dump = "\n".join(
            repr(row)
            for table in list(tables)
            for row in connection.execute(text(f"select * from {table}"))
        )
    assert "chat-of-ida-4711" not in dump.replace("chat-of-ida-4711-", "")


def test_an_addition_after_sending_is_kept_beside_the_words_and_told_to_the_desk():
    walk = Walk(an_office())
    walk.play(NEIGHBOUR)
    walk.send("He was there again this morning.")
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        [added] = work.concerns.additions_of(concern.id)
        assert "again this morning" in added.words.reveal()
        tags = [alert.tag for alert in work.dispatch.alerts_of_concern(concern.id)]
        assert "addition" in tags


def test_p12_danger_told_after_sending_is_told_on_the_same_report_with_its_words():
    walk = Walk(an_office())
    walk.play(NEIGHBOUR)
    walk.send("he is hitting her now with a hammer")
    walk.send("yes")
    walk.send("come to the back door")
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        words = [added.words.reveal() for added in work.concerns.additions_of(concern.id)]
        alerts = work.dispatch.alerts_of_concern(concern.id)
    assert (concern.danger, concern.urgency, concern.is_unfinished) == ("yes", "now", False)
    assert words == ["he is hitting her now with a hammer", "yes", "come to the back door"]
    danger = {alert.desk: alert.urgency.value for alert in alerts if alert.kind.value == "danger"}
    assert {"northmoor_children", "northmoor_police"} <= set(danger)
    assert set(danger.values()) == {"now"}


@pytest.mark.parametrize("said", ["I am not safe now", "[safe=no]", "im not safe"])
def test_p12_a_child_who_is_not_safe_after_sending_is_told_of_on_the_same_report(said):
    walk = Walk(an_office())
    for line in ("/start", "no", "3", "skip", "skip", "send"):
        walk.send(line)
    reply = walk.send(said)
    assert "child_not_safe" in [one.key for one in reply.says]
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        kinds = {alert.kind.value for alert in work.dispatch.alerts_of_concern(concern.id)}
    assert (concern.urgency, concern.is_unfinished) == ("now", False)
    assert "danger" in kinds


def test_p12_after_sending_a_child_writes_on_beside_the_same_report():
    walk = Walk(an_office())
    for line in ("/start", "no", "3", "skip", "skip", "send", "he shouts", "and he hits"):
        walk.send(line)
    with walk.office.look() as work:
        [concern] = work.concerns.records.all()
        assert len(work.concerns.additions_of(concern.id)) == 2


@pytest.mark.parametrize("line", ["He was there again.", "edit m7: He was there twice."])
def test_what_is_told_of_a_closed_concern_reaches_the_desk_that_led_on_it(line):
    walk = Walk(an_office())
    walk.play(NEIGHBOUR)
    with walk.office.begin() as work:
        [concern] = work.concerns.records.all()
        closed = replace(concern, state="closed", version=concern.version + 1)
        work.concerns.records.keep(closed)
    walk.send(line)
    with walk.office.look() as work:
        alerts = work.dispatch.alerts_of_concern(concern.id)
        [told] = [alert for alert in alerts if alert.tag == "addition"]
        lead = next(alert.desk for alert in alerts if alert.is_lead)
        assert told.desk == lead
        assert told.id in {one.id for one in work.dispatch.open_alerts([lead])}


@pytest.mark.parametrize(("tied", "points"), [("[person_signs=CS7]", True), ("none", False)])
def test_a_childs_sign_weighs_for_a_person_only_where_the_teller_ties_it_to_them(tied, points):
    walk = Walk(an_office())
    for line in ("/start", "no", "[teller=professional]", "She went quiet.", "done", "CS7", "done"):
        walk.send(line)
    for line in ("skip", "Corrin Thistlewood", "skip", "skip", "skip", tied):
        walk.send(line)
    while walk.replies[-1].says[-1].key != "summary":
        walk.send("skip")
    walk.send("send")
    with walk.office.look() as work:
        [person] = work.people.records.all()
        known = known_of(walk.office, work, person.id, View.OPEN)
    assert bool(known.weight.points) is points
