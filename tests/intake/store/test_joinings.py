"""Joining changes links and never rows: how every table that bears a person's id follows."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from sqlmodel import SQLModel

from intake.actions.join_people import join_people, part_people
from intake.domain.agreement import Agreement
from intake.domain.alert import Alert
from intake.domain.asking import Request
from intake.domain.contact import Contact, SafePlan
from intake.domain.diary import DiaryEntry
from intake.domain.disclosing import Application, Decision
from intake.domain.dossier import Dossier
from intake.domain.event import Event
from intake.domain.handover import Handover
from intake.domain.held import PersonHeld
from intake.domain.hold import Managed
from intake.domain.meeting import Meeting
from intake.domain.outcome import Outcome, OutcomeState, Statement
from intake.domain.private import Private, private
from intake.domain.proposal import Proposal
from tests.build import NOON
from tests.build_desk import an_officer
from tests.build_office import an_office

TOGETHER = "read through the joined set"
MOVED = "moved, and moved back"
OWN = "stays the record's own"
HOW = {
    "link.person_id": MOVED,
    # Of two flagged records, which a second officer joins (decision 0048).
    "flag.person_id": MOVED,
    "agreement.person_id": TOGETHER,
    "application.person_id": TOGETHER,
    "contact.person_id": TOGETHER,
    "family_decision.person_id": TOGETHER,
    "dossier_about.person_id": TOGETHER,
    "event.person_id": TOGETHER,
    "handover.person_id": TOGETHER,
    "managed.person_id": TOGETHER,
    "meeting.person_id": TOGETHER,
    "outcome.person_id": TOGETHER,
    "proposal.person_id": TOGETHER,
    "request.person_id": TOGETHER,
    "safe_plan.person_id": TOGETHER,
    "statement.person_id": TOGETHER,
    # What a record is by itself. The one that stays has the owner and, from then on, at least the
    # standing of both.
    "ownership.person_id": OWN,
    "standing.person_id": OWN,
    "crossed.person_id": OWN,
    # What was told when it was told; a person's page shows those of joined records too.
    "alert.person_id": OWN,
    # What a person is known by again leads to where the links hang (`Joinings.heads`).
    "clue.person_id": OWN,
    "recheck.person_id": OWN,
    # Whom it was decided on; whom it is about now is read of `dossier_about`.
    "dossier.person_id": OWN,
    # Who was meant instead, as it was said.
    "outcome.meant_id": OWN,
    "joined.person_id": OWN,
    "joined.into_id": OWN,
}
"""Each column that holds a person's id. A new one has to say here how it follows."""


def test_each_column_that_holds_a_person_says_how_it_follows_a_joining():
    held = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("person_id")
        or any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    assert held == set(HOW)


def made(kind: Any, **given: Any) -> Any:
    """Return a value with plain content in each field that has no default."""
    hints = get_type_hints(kind)
    bare = (f for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    told = {one.name: plain(hints[one.name]) for one in bare if one.name not in given}
    return kind(**told, **given)


def plain(hint: Any) -> Any:
    if is_dataclass(hint):
        return made(hint)
    if get_origin(hint) is tuple:
        return ()
    kind = next((one for one in get_args(hint) if one is not type(None)), hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return {
        int: 1, str: "x", bool: False, date: NOON.date(), datetime: NOON, Private: private("x"),
    }[kind]  # fmt: skip


def rows_for(work, who):
    """Keep one row of each kind about somebody, and return how each is read of a person."""
    stewards, families, decisions, outcomes = (
        work.stewards, work.families, work.decisions, work.outcomes,
    )  # fmt: skip
    event = stewards.events.add(made(Event, person_id=who))
    stewards.handovers.add(made(Handover, person_id=who))
    stewards.agreements.add(made(Agreement, person_id=who))
    stewards.meetings.add(made(Meeting, person_id=who, event_id=event.id))
    owed = work.dispatch.owe(made(DiaryEntry, subject=f"person:{who}", cause=f"test:{who}"))
    stewards.managed.add(made(Managed, person_id=who, diary_id=owed.id))
    families.contacts.add(made(Contact, person_id=who))
    families.safe_plans.add(made(SafePlan, person_id=who))
    families.decisions.add(made(Decision, person_id=who))
    families.applications.add(made(Application, person_id=who))
    decisions.add(made(Dossier, person_id=who), [who])
    decisions.requests.add(made(Request, person_id=who))
    decisions.proposals.add(made(Proposal, person_id=who))
    outcomes.records.add(made(Outcome, person_id=who, state=OutcomeState.CONFIRMED))
    outcomes.statements.add(made(Statement, person_id=who))
    work.dispatch.alerts.add(made(Alert, person_id=who))


def read_of(work, who):
    """Return how many rows of each kind are read of somebody."""
    stewards, families, decisions = work.stewards, work.families, work.decisions
    found = {
        "event": stewards.events_of(who),
        "handover": stewards.offers_of(who),
        "agreement": stewards.agreements_of(who),
        "meeting": stewards.meetings_of(who),
        "managed": stewards.managed_of(who),
        "contact": families.contacts_of([who]),
        "safe_plan": families.plans_of(who),
        "family_decision": families.decisions_of(who),
        "application": families.applications_of(who),
        "dossier_about": decisions.of_person(who),
        "request": decisions.requests_about(person_ids=[who]),
        "proposal": decisions.proposals_of(who),
        "outcome": work.outcomes.of_person(who),
        "statement": work.outcomes.statements_of(who),
    }
    return {name: len(rows) for name, rows in found.items()}


def written(work):
    """Return every row that is read through the joined set, as the database has it."""
    tables = [name.partition(".")[0] for name, how in HOW.items() if how is TOGETHER]
    return {
        name: work.session.connection().execute(SQLModel.metadata.tables[name].select()).all()
        for name in tables
    }


@pytest.fixture(scope="module")
def county():
    office = an_office()
    officer = an_officer(office, login="ida", desk="northmoor_children")
    with office.begin() as work:
        kept = [work.people.records.add(made(PersonHeld)).id for _ in range(3)]
        for who in kept[1:]:
            rows_for(work, who)
    return office, officer, kept


def test_p06_all_that_was_done_about_two_records_is_read_of_one_and_parts_again_to_the_last_row(
    county,
):
    office, officer, (stays, goes, further) = county
    with office.look() as work:
        before, alone = written(work), read_of(work, goes)
        assert set(read_of(work, stays).values()) == {0}
    assert set(alone.values()) == {1}
    assert set(alone) == {key.partition(".")[0] for key, how in HOW.items() if how is TOGETHER}

    def join(one, other):
        told = {"officer": officer, "reason": "The same birthday."}
        return join_people(office, person_id=one, other_id=other, **told)

    first, second = join(stays, goes), join(stays, further)
    with office.look() as work:
        assert set(read_of(work, stays).values()) == {2}
        assert read_of(work, goes) == alone
        assert written(work) == before

    for one in (second, first):
        part_people(office, officer=officer, joined_id=one.id, reason="Two cousins.")
    with office.look() as work:
        assert set(read_of(work, stays).values()) == {0}
        assert read_of(work, goes) == alone
        assert written(work) == before
