"""A test of every channel of a desk, and the word of whoever received it."""

from datetime import timedelta

from intake.domain.errors import ConflictError, JudgementRefusedError, NotFoundError
from intake.domain.held import Officer
from intake.domain.passing import Ping
from intake.policy.rota import DESK, places_of
from intake.store.dispatch import Delivery
from intake.store.office import Office

TEST_URGENCY = "three_days"
AGAIN_AFTER = timedelta(minutes=10)


def recipients_of(office: Office, desk: str) -> tuple[tuple[str, str], ...]:
    """Return each recipient and channel by which a desk and its rota are reached, in order."""
    book = office.policy.duty
    places = {DESK, *(name for name, _ in places_of(office.policy, book.desks[desk]))}
    turns = [one for one in book.rotas if one.desk == desk and one.place in places]
    who = dict.fromkeys([desk, *(one.recipient for one in turns)])
    return tuple(
        (name, channel) for name in who for known, channel in book.addresses if known == name
    )


def ping_desk(office: Office, *, officer: Officer) -> tuple[Ping, ...]:
    """Send a test over every channel of the officer's desk and of whoever its rota calls.

    Args:
        office: Addresses in force.
        officer: Who tests; of the desk that is tested.

    Returns:
        A test for each address; they leave by the same way as alerts.

    Raises:
        ConflictError: Somebody tested the desk a moment ago; whoever is called at night is not
            to be woken twice by two clicks.
        JudgementRefusedError: The desk has no address at all; `missing` is channels.

    Why:
        A number that nobody has tried is a guess, and it is found out at night by whoever
        waits. What left is no proof; that somebody says it arrived is one.
    """
    reached = recipients_of(office, officer.desk)
    if not reached:
        raise JudgementRefusedError(missing=("channels",))
    with office.begin() as work:
        if work.turns.pings_of([officer.desk], since=work.at - AGAIN_AFTER):
            raise ConflictError(what="ping")
        made: list[Ping] = []
        for recipient, channel in reached:
            sent = work.dispatch.deliveries.add(
                Delivery(
                    key=f"test:{officer.desk}:{recipient}:{channel}:{work.at.isoformat()}",
                    rung=0,
                    channel=channel,
                    recipient=recipient,
                    subject=f"test:{officer.desk}",
                    urgency=TEST_URGENCY,
                    due_at=work.at,
                    made_at=work.at,
                )
            )
            made.append(
                work.turns.pings.add(
                    Ping(officer.desk, recipient, channel, officer.name, work.at, sent.id)
                )
            )
        work.audit.note("channels.tested", actor=officer.login, desk=officer.desk, tests=len(made))
        return tuple(made)


def receive_ping(office: Office, *, officer: Officer, ping_id: int) -> Ping:
    """Write down that a test arrived, by the word of an officer of its desk.

    Raises:
        NotFoundError: There is no such test at this desk.
    """
    with office.begin() as work:
        found = work.turns.pings.get(ping_id)
        if found.desk != officer.desk:
            raise NotFoundError(what="ping")
        kept = work.turns.pings.keep(found.receive(officer.name, work.at))
        work.audit.note("channel.received", actor=officer.login, ping=ping_id, desk=found.desk)
        return kept
