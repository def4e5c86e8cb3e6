"""A professional's report is taken at once; an organisation vouches before it or after."""

from datetime import timedelta

import pytest

from intake.actions.vouch import invite
from intake.domain.concern import ReporterRole, ReporterSaid
from intake.domain.private import private
from intake.domain.vouching import Profile, learned
from intake.duty.door import DutyDoor
from intake.reporting.door import ReportingDoor
from intake.reporting.turns import Step, Turn
from tests.build_desk import a_child, an_officer
from tests.build_office import HandClock, a_mention, a_submission, an_office

CHAT = "a chat of Tansy's"
PROFILE = Profile(
    private("Tansy Mossop"), private("health visitor"), private("07700 900123 after four")
)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def office(clock):
    office = an_office(clock=clock)
    yield office
    office.archive.close()


@pytest.fixture
def door(office):
    return ReportingDoor(office)


def a_send(told):
    """Give a step that sends at once."""
    return Step(advance=lambda _: Turn(draft={"script": "x"}, send=told), conclude=lambda *_: ())


def an_invitation(office, *, days=7.0):
    with office.begin() as work:
        return invite(
            office,
            work,
            organisation="Thornbury practice",
            role=ReporterRole.HEALTH,
            lasts=timedelta(days=days),
        )


def accepted(door, token, chat=CHAT, profile=PROFILE):
    return door.accept(token, channel="web", chat=chat, profile=profile)


def sent(door, chat=CHAT, role=ReporterRole.HEALTH, **who):
    told = a_submission(
        a_mention("Wilf Oakapple"), a_child(), reporter=ReporterSaid(role=role, **who)
    )
    reply = door.turn(
        channel="web", chat=chat, event_id=f"{chat}-{role}-{len(who)}", step=a_send(told)
    )
    return reply.receipt.reference


def vouched_by(office, reference):
    officer = an_officer(office, login=f"o{reference}")
    return DutyDoor(office).concern(officer=officer, reference=reference).vouched_by


def test_a_report_nobody_vouches_for_is_taken_and_says_so(office, door):
    reference = sent(door)
    officer = an_officer(office)
    page = DutyDoor(office).concern(officer=officer, reference=reference)

    assert page.is_by_professional
    assert page.vouched_by == ""


def test_an_invitation_vouches_for_what_was_sent_before_and_after(office, door):
    before = sent(door)
    welcomed = accepted(door, an_invitation(office))
    after = sent(door, name=private("Tansy Mossop"))

    assert welcomed.concerns == 1
    assert vouched_by(office, before) == "Thornbury practice"
    assert vouched_by(office, after) == "Thornbury practice"


def test_what_the_same_chat_told_as_a_neighbour_is_not_vouched_for(office, door):
    as_neighbour = sent(door, role=ReporterRole.COMMUNITY)

    assert accepted(door, an_invitation(office)).concerns == 0
    assert vouched_by(office, as_neighbour) == ""


def test_an_invitation_works_once_and_for_its_time(office, door, clock):
    once, late = an_invitation(office), an_invitation(office, days=1)

    assert door.invited_by(once) == "Thornbury practice"
    assert accepted(door, once) is not None
    assert accepted(door, once, chat="another") is None
    assert door.invited_by(once) is None
    clock.move(days=1)
    assert door.invited_by(late) is None
    assert accepted(door, late, chat="a third") is None


def test_their_code_is_known_on_another_device_slips_forgiven(office, door):
    code = accepted(door, an_invitation(office)).code
    typed = code.upper().replace(" ", "-", 1)

    assert (
        door.come_again(typed, channel="web", chat="a tablet", source="s") == "Thornbury practice"
    )
    assert (
        door.come_again("seven words that are of no code", channel="web", chat="x", source="s")
        is None
    )
    assert vouched_by(office, sent(door, chat="a tablet")) == "Thornbury practice"


def test_a_return_code_of_a_report_is_no_code_for_work(office, door):
    told = a_submission(a_mention("Wilf Oakapple"))
    reply = door.turn(channel="web", chat="n", event_id="1", step=a_send(told))

    assert door.come_again(reply.receipt.return_code, channel="web", chat="n", source="s") is None


def test_a_profile_learns_what_a_report_newly_says_and_forgets_nothing():
    who = ReporterSaid(role=ReporterRole.HEALTH, safe_contact=private("01632 960101"))
    news = learned(PROFILE, who)

    assert news.safe_contact.reveal() == "01632 960101"
    assert news.name.reveal() == "Tansy Mossop"


def test_p10_codes_tokens_and_names_stand_in_no_row_in_the_open(office, door):
    token = an_invitation(office)
    code = accepted(door, token).code
    with office.look() as work:
        rows = [
            str(row)
            for table in ("invitation", "professional", "work_chat", "audit_line")
            for row in work.session.connection().exec_driver_sql(f"SELECT * FROM {table}")
        ]

    assert rows
    for secret in (token, code, "Tansy", "07700"):
        assert not any(secret in row for row in rows)


def test_an_invitation_is_for_a_professional(office):
    with office.begin() as work, pytest.raises(ValueError, match="community"):
        invite(
            office,
            work,
            organisation="x",
            role=ReporterRole.COMMUNITY,
            lasts=timedelta(days=1),
        )
