"""Old talk goes, what is owed stays, and a dead import leaves nothing behind."""

from datetime import date, timedelta

import pytest

from intake.domain.held import Description, PersonHeld, PersonKind
from intake.domain.private import private
from intake.policy.channels import TalkPolicy
from intake.running.import_staging import LEASE, Stager
from intake.running.tidying import EVERY_SECONDS, Tidying, drop_old_talk, take_back_dead_import
from intake.store.staged import prepared
from intake.store.tables import InboxRow, OutboxRow
from tests.build_office import TUESDAY, a_flag, an_office

LONG_AGO, LATELY = TUESDAY - timedelta(days=31), TUESDAY - timedelta(days=29)


def an_event(number, *, state="done", at=LONG_AGO):
    return InboxRow(channel="telegram", external_id=f"u{number}", chat_hash="h", arrived_at=at,
                    sealed=b"", state=state)  # fmt: skip


def a_message(*, state="sent", at=LONG_AGO):
    return OutboxRow(channel="telegram", chat_hash="h", sealed=b"", not_before=LONG_AGO,
                     made_at=LONG_AGO, state=state, sent_at=at if state == "sent" else None)  # fmt: skip


def kept_of(office, table):
    with office.look() as work:
        rows = work.session.connection().exec_driver_sql(f"SELECT state FROM {table} ORDER BY id")
        return [state for (state,) in rows]


def test_what_was_answered_and_sent_long_ago_goes_and_all_else_stays():
    office = an_office()
    with office.begin() as work:
        work.session.add_all(
            [an_event(1), an_event(2, state="waiting"), an_event(3, state="aside"),
             an_event(4, at=LATELY), a_message(), a_message(state="waiting"),
             a_message(state="failed"), a_message(at=LATELY)]
        )  # fmt: skip

    assert drop_old_talk(office) == 2
    assert drop_old_talk(office) == 0
    assert kept_of(office, "inbox") == ["waiting", "aside", "done"]
    assert kept_of(office, "outbox") == ["waiting", "failed", "sent"]


def test_a_repeat_of_yesterday_is_known_again_with_the_shortest_keeping():
    assert TalkPolicy(keep_days=2).keep_days * 24 > 24
    with pytest.raises(ValueError, match="keep_days"):
        TalkPolicy(keep_days=1)


def test_tidying_goes_on_while_there_is_something_and_rests_an_hour_then():
    office = an_office()
    with office.begin() as work:
        work.session.add_all([an_event(number) for number in range(700)])
    moments = iter([0.0, 1.0, 2.0, 2.0, 3.0, EVERY_SECONDS + 3.0, 1e6, 1e6])
    tidy = Tidying(office, steady=lambda: next(moments))

    assert [tidy(), tidy(), tidy()] == [500, 200, 0]
    with office.begin() as work:
        work.session.add(an_event(1_000))
    assert [tidy(), tidy()] == [0, 1]


def test_p01_what_a_dead_import_left_is_taken_back_and_a_living_one_is_left_alone():
    office = an_office()
    flag = a_flag(review_on=date(2027, 1, 1))
    person = PersonHeld(
        private("Wilf"), Description(("Wilf Oakapple",)), PersonKind.FLAGGED, office.now()
    )
    with Stager(office, by="test") as died:
        died.begin()
        died.add([prepared(person, flag, at=office.now())])

    with office.begin() as work:
        work.staff.hold(LEASE, "another", lasts=timedelta(minutes=1))
    assert take_back_dead_import(office) == 0
    office.clock.move(minutes=2)
    assert take_back_dead_import(office) == 1
    assert take_back_dead_import(office) == 0
