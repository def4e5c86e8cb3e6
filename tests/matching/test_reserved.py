"""Who not everybody may know of changes nothing that others see, and is found in full (P13)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, MetaData, create_engine, text

from matching.index import Index, Reserved
from matching.index.memory import MemoryIndex
from matching.index.sql import OPEN, RESERVED, SqlIndex, index_tables
from matching.query import Description, Record
from tests.build_matching import TODAY, a_matcher, a_record, words

FEW = 5_000
"""Ids of reserved records begin here; even ones are for one circle, odd ones for another."""

NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(["Corrin", "Corrie", "Tansy", "Wilf", "Wilfred", "Peter", "C."]),
    st.sampled_from(["Thistlewood", "Thistelwood", "Mossop", "Oakapple", "Alderby"]),
)
BORN = st.sampled_from(["", "1979", "1979-02-14", "1951-08-30"])
PLACES = st.sampled_from([(), ("Netherby",), ("Overby",)])
SAID = st.builds(lambda name, born, places: words(name, born=born, places=places), NAMES, BORN,
                 PLACES)  # fmt: skip
LISTS = st.lists(SAID, max_size=90)
STORY = "Wilf Oakapple came by with Corrin Thistlewood. Then Tansy rang, Tansy Mossop of Netherby."


def numbered(some: list[Description], first: int) -> list[Record]:
    return [Record(first + place, said) for place, said in enumerate(some)]


def circles_of(ids):
    return {number: number % 2 for number in ids}


def in_memory(listed: list[Record], few: list[Record]) -> tuple[Index, Reserved]:
    return MemoryIndex.build(listed), Reserved(MemoryIndex.build(few), circles_of)


def kept_in(
    connection: Connection, listed: list[Record], few: list[Record]
) -> tuple[Index, Reserved]:
    index, beside = (SqlIndex(connection, version=1, kept=kept) for kept in (OPEN, RESERVED))
    index.put_many(listed, visible_from=1)
    beside.put_many(few, visible_from=1)
    return index, Reserved(beside, circles_of)


@contextmanager
def tables(url: str) -> Iterator[Connection]:
    """Give a connection to empty tables of both indexes, gone afterwards."""
    engine = create_engine(url, hide_parameters=True)
    metadata = MetaData()
    for kept in (OPEN, RESERVED):
        index_tables(metadata, kept)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("CREATE SCHEMA reserved_test"))
            connection.execute(text("SET LOCAL search_path TO reserved_test"))
        metadata.create_all(connection)
        yield connection
        connection.rollback()


def as_others_see(index, said, reserved):
    answer = a_matcher().search(index, said, today=TODAY, reserved=reserved)
    told = tuple(one for one in answer.candidates if one.record_id < FEW)
    return replace(answer, candidates=told)


def story_as_others_see(index, reserved):
    return [
        replace(one, candidates=tuple(c for c in one.candidates if c.record_id < FEW))
        for one in a_matcher().scan_text(index, STORY, today=TODAY, reserved=reserved)
        if not one.is_reserved
    ]


def for_circle(circle, index, said, reserved):
    answer = a_matcher().search(index, said, today=TODAY, reserved=reserved)
    return [
        one for one in answer.candidates if one.record_id >= FEW and one.record_id % 2 == circle
    ]


def check_that_others_see_nothing(index, said, reserved):
    matcher = a_matcher()

    assert as_others_see(index, said, reserved) == matcher.search(index, said, today=TODAY)
    assert story_as_others_see(index, reserved) == [*matcher.scan_text(index, STORY, today=TODAY)]


@settings(max_examples=60)
@given(LISTS, LISTS, SAID)
def test_p13_what_others_see_is_as_if_the_reserved_records_were_not_there(listed, few, said):
    index, reserved = in_memory(numbered(listed, 1), numbered(few, FEW))

    check_that_others_see_nothing(index, said, reserved)


@settings(max_examples=25)
@given(LISTS, LISTS, SAID)
def test_p13_the_database_keeps_it_too(listed, few, said):
    with tables("sqlite://") as connection:
        index, reserved = kept_in(connection, numbered(listed, 1), numbered(few, FEW))

        check_that_others_see_nothing(index, said, reserved)


@pytest.mark.postgres
@settings(max_examples=6, deadline=None)
@given(LISTS, LISTS, SAID)
def test_p13_postgresql_keeps_it_too(listed, few, said):
    with tables(os.environ["DUEREGARD_TEST_POSTGRES"]) as connection:
        index, reserved = kept_in(connection, numbered(listed, 1), numbered(few, FEW))

        check_that_others_see_nothing(index, said, reserved)


@settings(max_examples=60)
@given(LISTS, LISTS, SAID)
def test_p13_what_one_circle_sees_does_not_hang_on_another(listed, few, said):
    records = numbered(few, FEW)
    index, reserved = in_memory(numbered(listed, 1), records)
    own = [one for one in records if one.id % 2]
    _, alone = in_memory([], own)

    assert for_circle(1, index, said, reserved) == for_circle(1, index, said, alone)


@settings(max_examples=60)
@given(LISTS, st.lists(SAID, max_size=30), SAID)
def test_whoever_may_know_of_a_reserved_record_finds_it_as_if_it_stood_on_the_list(
    listed, few, said
):
    meant = Record(FEW, said)
    index, reserved = in_memory(numbered(listed, 1), [meant, *numbered(few, FEW + 1)])
    found = next(iter(for_circle(0, index, said, reserved)), None)
    openly = MemoryIndex.build([*numbered(listed, 1), meant])
    as_listed = a_matcher().search(openly, said, limit=100, today=TODAY).candidates
    own = next(one for one in as_listed if one.record_id == FEW)

    assert found is not None
    assert found.points >= own.points, "names are as rare as without it, so no commoner"


def test_p13_many_who_are_hidden_hide_nobody_and_nobody_hides_them():
    twins = [a_record(1, "Corrin Thistlewood", born="1979"), a_record(2, "Corrin Thistlewood")]
    few = [a_record(FEW + n, "Corrin Thistlewood", born="1979-02-14") for n in range(400)]
    index, reserved = in_memory(twins, few)
    said = words("Corrin Thistlewood", born="1979-02-14")

    seen = as_others_see(index, said, reserved)

    assert [one.record_id for one in seen.candidates] == [1, 2]
    assert seen.searched == 2
    assert len(for_circle(0, index, said, reserved)) == 10
    assert len(for_circle(1, index, said, reserved)) == 10


def test_p13_an_empty_list_stays_empty_beside_who_is_hidden():
    index, reserved = in_memory([], [a_record(FEW, "Tansy Mossop")])
    answer = a_matcher().search(index, words("Tansy Mossop"), today=TODAY, reserved=reserved)
    seen = a_matcher().scan_text(index, STORY, today=TODAY, reserved=reserved)

    assert (answer.searched, answer.cut) == (0, False)
    assert [one.record_id for one in answer.candidates] == [FEW]
    assert [(one.span, one.is_reserved) for one in seen] == [("Tansy Mossop", True)]


def test_who_is_for_no_circle_is_given_to_nobody():
    few = Reserved(MemoryIndex.build([a_record(FEW, "Tansy Mossop")]), lambda _: {})
    index = MemoryIndex.build([])

    assert not a_matcher().search(index, words("Tansy"), today=TODAY, reserved=few).candidates
