"""How many statements one report costs: a count, which no busy machine can change.

Every statement is made while others wait for the writer lock, so their number must not
creep up, and must not grow with how many people a report may be about.
"""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from intake.domain.concern import Part
from intake.reporting.door import ReportingDoor
from intake.reporting.turns import Step, Turn
from tests.build_office import a_flagged_person, a_mention, a_submission, an_office

MOST = 66
"""For one report of two people that alerts two desks and crosses lines; nine of them ask whom
the homes and things told of may mean (decision 0026), two who of those named has crossed a line."""


@contextmanager
def counted(office):
    """Give the list of the statements made meanwhile, the beginning of transactions too."""
    statements = []

    def note(connection, cursor, statement, *_):
        statements.append(statement)

    event.listen(office.archive.engine, "before_cursor_execute", note)
    yield statements
    event.remove(office.archive.engine, "before_cursor_execute", note)


def an_office_that_lists(number):
    """Give an office with some flagged people who look alike."""
    office = an_office()
    with office.begin() as work:
        for place in range(number):
            a_flagged_person(work, birth="1979-02-14", places=(f"{place} Mill Lane",))
    return office


def a_report_of_two():
    return a_submission(
        a_mention(birth="1979-02-14"),
        a_mention("Tansy Mossop", part=Part.CHILD),
        signs=("GC1",),
        account="a neighbour",
    )


def handed_in(office, key):
    ReportingDoor(office).receive(
        organisation="A surgery", key=key, fingerprint="f", submission=a_report_of_two()
    )


def sent_in_a_chat(office, key):
    step = Step(
        advance=lambda draft: Turn(draft={}, send=a_report_of_two()),
        conclude=lambda draft, receipt: (),
    )
    ReportingDoor(office).turn(channel="web", chat="a chat", event_id=key, step=step)


@pytest.mark.parametrize("send", [handed_in, sent_in_a_chat])
def test_a_report_of_two_people_costs_a_bounded_number_of_statements(send):
    office = an_office_that_lists(1)
    send(office, "k1")
    with counted(office) as statements:
        send(office, "k2")
    assert 20 < len(statements) <= MOST, "\n".join(statements)


@pytest.mark.parametrize("send", [handed_in, sent_in_a_chat])
def test_a_report_that_may_be_about_many_costs_no_more_statements(send):
    counts = []
    for listed in (1, 8):
        office = an_office_that_lists(listed)
        with counted(office) as statements:
            send(office, "k1")
        counts.append(len(statements))
    assert counts[1] <= counts[0] + 3
