"""What is due leaves, once if it can, again if it must, by another way if there is one."""

import threading
from datetime import timedelta

import pytest

from intake.actions.alerting import raise_alert
from intake.delivery.carrier import CarrierRefused, CarrierUnreachable
from intake.delivery.notices import links_under
from intake.delivery.outgoing import Left, OfficeOutgoing
from intake.delivery.runner import Pacing, Runner
from intake.domain.alert import AlertState
from intake.domain.urgency import Urgency
from tests.build import AClock, a_duty_book, an_alert, an_office
from tests.databases import EACH_DATABASE, a_database

ALL = ("console", "email", "sms", "telegram")


class ACarrier:
    """A carrier that keeps what it was given, after failing in the ways it was told to."""

    def __init__(self, name, *faults, confirms=False, during=None):
        self.name = name
        self.confirms = confirms
        self.sent = []
        self._faults = list(faults)
        self._during = during

    def send(self, notice, address):
        if self._during:
            self._during(notice)
        if self._faults:
            raise self._faults.pop(0)
        self.sent.append((notice, address))
        return f"{self.name}-{len(self.sent)}"


def a_runner(office, *carriers, **changes):
    return Runner(
        OfficeOutgoing(office),
        {carrier.name: carrier for carrier in carriers},
        links_under("https://duty.example/"),
        chance=lambda: 0.5,
        **changes,
    )


def an_office_with_an_alert(**changes):
    office = an_office(clock=AClock(), duty=a_duty_book(**changes))
    with office.begin() as work:
        alert = raise_alert(office, work, an_alert(desk="front", urgency=Urgency.NOW))
    return office, alert


def deliveries(office):
    with office.look() as work:
        return work.dispatch.deliveries.all()


def state_of(office, alert):
    with office.look() as work:
        return work.dispatch.alerts.get(alert.id).state


def test_a_due_notice_leaves_once_and_its_alert_is_sent():
    office, alert = an_office_with_an_alert()
    mail = ACarrier("email")
    runner = a_runner(office, mail)

    assert runner.deliver_due(["email"]) == 1
    assert runner.deliver_due(["email"]) == 0
    (notice, address), *others = mail.sent
    assert not others
    assert address == "front@northmoor.example"
    assert (notice.urgency, notice.deadline) == (Urgency.NOW, alert.acknowledge_by)
    assert notice.link == f"https://duty.example/desk/alerts/{alert.id}"
    assert state_of(office, alert) is AlertState.SENT


def test_a_channel_that_confirms_makes_its_alert_delivered():
    office, alert = an_office_with_an_alert()
    a_runner(office, ACarrier("console", confirms=True)).deliver_due(["console"])
    assert state_of(office, alert) is AlertState.DELIVERED


def test_a_notice_that_leaves_late_takes_no_answer_back():
    office, alert = an_office_with_an_alert()

    def answered(_notice):
        with office.begin() as work:
            step = work.dispatch.alerts.get(alert.id).acknowledge(
                "corrin", work.at, accept_by=work.at
            )
            work.dispatch.alerts.keep(step.alert)

    a_runner(office, ACarrier("email", during=answered)).deliver_due(["email"])
    assert state_of(office, alert) is AlertState.ACKNOWLEDGED


def test_p07_a_channel_that_fails_moves_on_to_the_next_at_once_and_is_tried_again():
    book = a_duty_book()
    office, _ = an_office_with_an_alert(
        addresses={**book.addresses, ("front", "sms"): "07700 900114"}
    )
    mail = ACarrier("email", CarrierUnreachable("smtp.unreachable"))
    sms = ACarrier("sms")
    runner = a_runner(office, mail, sms)

    runner.deliver_due(["email"])
    assert runner.deliver_due(["sms"]) == 1
    assert sms.sent[0][1] == "07700 900114"
    assert runner.deliver_due(["email"]) == 0
    office.clock.go(seconds=5)
    assert runner.deliver_due(["email"]) == 1
    assert len(mail.sent) == 1


def test_p07_a_channel_without_a_carrier_moves_on_and_is_not_tried_again():
    book = a_duty_book()
    office, _ = an_office_with_an_alert(
        addresses={**book.addresses, ("front", "sms"): "07700 900114"}
    )
    sms = ACarrier("sms")
    runner = a_runner(office, sms)

    assert runner.deliver_due(["email"]) == 1
    runner.deliver_due(["sms"])
    assert "07700 900114" in [address for _, address in sms.sent]
    office.clock.go(minutes=30)

    assert runner.deliver_due(["email", "sms"]) == 0
    aside = [one for one in deliveries(office) if one.channel == "email" and one.alert_id]
    assert [(one.state, one.last_error, one.tries) for one in aside] == [
        ("stranded", "no_carrier", 0)
    ]
    with office.look() as work:
        assert set(work.dispatch.stranded()) == {"email"}


def test_p07_the_administrator_is_told_once_a_day_of_a_channel_without_a_carrier():
    office, _ = an_office_with_an_alert()
    with office.begin() as work:
        raise_alert(office, work, an_alert(desk="front", cause="another"))
    runner = a_runner(office, ACarrier("console", confirms=True))

    runner.deliver_due(["email", "sms"])
    runner.deliver_due(["email", "sms"])

    told = [one for one in deliveries(office) if one.subject.startswith("carrier:")]
    assert [(one.subject, one.channel) for one in told] == [("carrier:email", "console")]


def test_p01_what_is_still_owed_leaves_when_a_carrier_is_there_at_last():
    office, alert = an_office_with_an_alert()
    a_runner(office, ACarrier("console")).deliver_due(["email"])
    office.clock.go(days=1)
    mail = ACarrier("email")

    a_runner(office, mail).deliver_due(["email"])

    assert [address for _, address in mail.sent] == ["front@northmoor.example"]
    assert state_of(office, alert) is AlertState.SENT


def test_p07_what_was_answered_meanwhile_leaves_by_no_carrier():
    office, _ = an_office_with_an_alert()
    a_runner(office, ACarrier("console")).deliver_due(["email"])
    with office.begin() as work:
        work.dispatch.silence(deliveries(office)[0].diary_id)
    mail = ACarrier("email")

    assert a_runner(office, mail).deliver_due(["email"]) == 0


def test_p07_a_channel_moved_on_to_before_is_not_planned_again():
    book = a_duty_book()
    office, _ = an_office_with_an_alert(
        addresses={**book.addresses, ("front", "sms"): "07700 900114"}
    )
    down = [CarrierUnreachable("down") for _ in range(9)]
    runner = a_runner(office, ACarrier("email", *down[:4]), ACarrier("sms", *down[4:]))
    for _ in range(4):
        runner.deliver_due(["email"])
        runner.deliver_due(["sms"])
        office.clock.go(minutes=6)

    assert sorted(one.channel for one in deliveries(office)) == ["console", "email", "sms"]


def test_tries_never_end_and_their_waits_double_up_to_the_longest():
    office, _ = an_office_with_an_alert()
    mail = ACarrier("email", *[CarrierUnreachable("down") for _ in range(12)])
    runner = a_runner(office, mail)
    waits = []
    for _ in range(12):
        before = office.clock.at
        runner.deliver_due(["email"])
        (row,) = [one for one in deliveries(office) if one.channel == "email"]
        waits.append((row.due_at - before).total_seconds())
        office.clock.at = row.due_at

    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300, 300]
    assert runner.deliver_due(["email"]) == 1
    assert len(mail.sent) == 1


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_waits_are_spread_by_a_quarter(chance):
    wait = Pacing().wait_after(1, chance)
    assert timedelta(seconds=3.75) <= wait <= timedelta(seconds=6.25)


def test_a_lease_that_ends_before_its_send_is_refused():
    with pytest.raises(ValueError, match="twice"):
        Pacing(lease=timedelta(seconds=20), timeout=timedelta(seconds=10))


def test_a_refusal_that_names_a_wait_is_waited_for():
    office, _ = an_office_with_an_alert()
    runner = a_runner(office, ACarrier("email", CarrierRefused("http.429", retry_after=60)))
    runner.deliver_due(["email"])
    (row,) = [one for one in deliveries(office) if one.channel == "email"]
    assert row.due_at == office.clock.at + timedelta(seconds=60)


@pytest.mark.parametrize(
    ("retry_after", "moves_on"),
    [
        pytest.param(1, False, id="a second is waited out"),
        pytest.param(60, True, id="a minute is not"),
        pytest.param(None, True, id="nor is a plain no"),
    ],
)
def test_a_brief_refusal_is_waited_out_once(retry_after, moves_on):
    book = a_duty_book()
    office, _ = an_office_with_an_alert(
        addresses={**book.addresses, ("front", "sms"): "07700 900114"}
    )
    runner = a_runner(office, ACarrier("email", CarrierRefused("no", retry_after=retry_after)))
    runner.deliver_due(["email"])
    assert any(one.channel == "sms" for one in deliveries(office)) is moves_on


def test_a_carrier_that_breaks_in_its_own_way_keeps_no_other_notice_back(caplog):
    office, _ = an_office_with_an_alert()
    with office.begin() as work:
        raise_alert(office, work, an_alert(desk="front", cause="another"))
    mail = ACarrier("email", RuntimeError("words about somebody"))
    runner = a_runner(office, mail)

    assert runner.deliver_due(["email"]) == 2
    assert len(mail.sent) == 1
    assert {one.last_error for one in deliveries(office)} == {"", "fault.RuntimeError"}
    assert "words about somebody" not in caplog.text


def test_a_notice_whose_sender_died_is_sent_again_with_its_own_key():
    office, _ = an_office_with_an_alert()
    outgoing = OfficeOutgoing(office)
    (lost,) = outgoing.claim(["email"], lease=timedelta(seconds=30), limit=5)
    mail = ACarrier("email")
    runner = a_runner(office, mail)

    assert runner.deliver_due(["email"]) == 0
    office.clock.go(seconds=31)
    assert runner.deliver_due(["email"]) == 1
    assert mail.sent[0][0].key == lost.delivery.key


@EACH_DATABASE
def test_a_late_finisher_changes_nothing_that_is_another_s(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(clock=AClock(), url=url, duty=a_duty_book())
        with office.begin() as work:
            raise_alert(office, work, an_alert(desk="front"))
        outgoing = OfficeOutgoing(office)
        (late,) = outgoing.claim(["email"], lease=timedelta(seconds=30), limit=5)
        office.clock.go(seconds=31)
        (now,) = outgoing.claim(["email"], lease=timedelta(seconds=30), limit=5)

        assert not outgoing.note_sent([Left(late.delivery, "late")])
        outgoing.note_failed(late.delivery, wait=timedelta(hours=9), error="late", move_on=False)
        assert outgoing.note_sent([Left(now.delivery, "now")]) == 1
        (row,) = [one for one in deliveries(office) if one.channel == "email"]
        assert (row.state, row.external_id) == ("sent", "now")
        office.archive.close()


@EACH_DATABASE
def test_nothing_is_sent_while_a_transaction_is_open(kind, tmp_path):
    wrote = []

    with a_database(kind, tmp_path) as url:
        office = an_office(clock=AClock(), url=url, duty=a_duty_book())
        with office.begin() as work:
            raise_alert(office, work, an_alert(desk="front"))

        def write():
            with office.begin() as work:
                work.audit.note("written.meanwhile")
            wrote.append(True)

        def during(_notice):
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(5)
            assert wrote

        mail = ACarrier("email", during=during)
        a_runner(office, mail).deliver_due(["email"])
        office.archive.close()
    assert len(mail.sent) == 1


@EACH_DATABASE
def test_two_senders_never_send_the_same(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(clock=AClock(), url=url, duty=a_duty_book())
        with office.begin() as work:
            for n in range(60):
                raise_alert(office, work, an_alert(desk="front", cause=f"cause {n}"))
        mail = ACarrier("email")
        runners = [a_runner(office, mail) for _ in range(3)]

        def work_through(runner):
            while runner.deliver_due(["email"]):
                pass

        threads = [threading.Thread(target=work_through, args=(one,)) for one in runners]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        keys = [notice.key for notice, _ in mail.sent]
        office.archive.close()
    assert len(keys) == len(set(keys)) == 60
