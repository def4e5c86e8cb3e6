import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, MetaData, create_engine, event, func, select, text

from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex, index_tables, written
from matching.keys import keys_held, number_of
from matching.matcher import Matcher
from tests.build_matching import (
    INVENTED,
    TODAY,
    a_connection,
    a_matcher,
    a_record,
    match_settings,
    words,
)


@pytest.fixture
def index():
    with a_connection() as connection:
        yield SqlIndex(connection)


def ids(index: SqlIndex, *names: str) -> list[int]:
    found = a_matcher().search(index, words(*names), today=TODAY).candidates
    return [one.record_id for one in found if one.band in {"name_only", "strong", "possible"}]


def test_the_tables_are_added_to_the_callers_metadata_once():
    metadata = MetaData()

    assert index_tables(metadata) == index_tables(metadata)
    assert sorted(metadata.tables) == ["match_key", "match_record", "match_state"]


_MEMORY = MemoryIndex.build(INVENTED)
_CONNECTION = a_connection()
_SQL = SqlIndex(_CONNECTION)
_SQL.put_many(INVENTED)


@settings(max_examples=60)
@given(
    st.sampled_from(
        ["Corrin Thistlewood", "Peter", "mosop tansy", "Вера", "Bob", "", "Peter Alderby"]
    ),
    st.sampled_from(["", "1979-02-14", "1951"]),
    st.sampled_from([0, 30]),
    st.sampled_from([(), ("Netherby",)]),
)
def test_the_database_answers_as_the_memory_does(name, born, about, places):
    query = words(name, born=born, about=about, places=places)

    one, other = (a_matcher().search(i, query, today=TODAY) for i in (_MEMORY, _SQL))

    assert one == other


def test_both_read_the_same_rows_under_a_common_key(index):
    many = [a_record(n, f"Alder Mossop{n % 7}") for n in range(400, 0, -1)]
    index.put_many(many)
    matcher = Matcher(match_settings())

    one, other = (
        matcher.search(i, words("Alder Mossop"), today=TODAY)
        for i in (index, MemoryIndex.build(many))
    )

    assert one == other
    assert one.cut


def test_a_record_is_kept_whole(index):
    index.put_many(INVENTED)

    assert list(index.records([1, 6, 10, 999]).values()) == [
        record for record in INVENTED if record.id in {1, 6, 10}
    ]


def test_a_record_is_found_by_the_next_question(index):
    assert ids(index, "Tansy Mossop") == []
    index.put(a_record(1, "Tansy Mossop"))
    assert ids(index, "Tansy Mossop") == [1]


def test_a_record_written_anew_is_found_by_its_new_name_only(index):
    index.put(a_record(1, "Tansy Mossop"))
    index.put(a_record(1, "Wilf Oakapple"))

    assert ids(index, "Tansy Mossop") == []
    assert ids(index, "Wilf Oakapple") == [1]
    assert index.size() == 1


def test_a_removed_record_leaves_nothing_behind():
    with a_connection() as connection:
        index = SqlIndex(connection)
        index.put(a_record(1, "Tansy Mossop"))
        index.remove(1)
        index.remove(1)

        key, record, _ = index_tables(MetaData())
        assert index.size() == 0
        assert connection.execute(select(func.count()).select_from(key)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(record)).scalar_one() == 0


def test_staged_records_are_seen_from_their_version_on():
    with a_connection() as connection:
        now, later = SqlIndex(connection, version=1), SqlIndex(connection, version=2)
        now.put(a_record(1, "Tansy Mossop"), visible_from=1)
        now.put(a_record(2, "Wilf Oakapple"), visible_from=2)

        assert (now.size(), later.size(), SqlIndex(connection).size()) == (1, 2, 2)
        assert ids(now, "Wilf Oakapple") == []
        assert ids(later, "Wilf Oakapple") == [2]
        assert ids(now, "Tansy Mossop") == [1]
        assert list(now.records([1, 2])) == [1]


def test_the_caller_owns_the_transaction():
    with a_connection() as connection:
        connection.commit()
        SqlIndex(connection).put(a_record(1, "Tansy Mossop"))
        connection.rollback()

        assert SqlIndex(connection).size() == 0


def is_keyed_anew(connection) -> SqlIndex:
    """Spoil the keys of an index and have them written anew."""
    index = SqlIndex(connection, version=1)
    index.put_many(INVENTED, visible_from=1)
    key, _, _ = index_tables(MetaData())
    connection.execute(key.update().values(k=-key.c.k))
    assert not index.is_keyed()
    assert ids(index, "Tansy Mossop") == []

    assert index.key_anew() == len(INVENTED)

    assert index.is_keyed()
    assert ids(index, "Tansy Mossop") == [2]
    assert index.size() == len(INVENTED)
    return index


def test_records_under_old_keys_are_found_after_they_are_keyed_anew():
    with a_connection() as connection:
        index = is_keyed_anew(connection)
        _, _, state = index_tables(MetaData())
        index.remove(2)
        assert ids(index, "Tansy Mossop") == []
        connection.execute(state.update().values(shard=1).where(state.c.visible_from == -1))
        assert not index.is_keyed()


def test_counting_stops_at_its_limit(index):
    index.put_many(a_record(n, "Tansy Mossop") for n in range(1, 31))
    key = number_of("x", "tansy")

    assert index.count([key, 7], at_most=10) == {key: 10, 7: 0}
    rows = index.look([7, key], rows_per_key=3)
    assert (rows.size, rows.lengths.tolist(), rows.ids.tolist()) == (30, [0, 3], [1, 2, 3])


def test_a_question_costs_two_statements_and_asking_for_no_records_none():
    with a_connection() as connection:
        index = SqlIndex(connection, version=1)
        index.put_many(INVENTED, visible_from=1)
        told: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *given: told.append(given[2]))

        assert (index.records([]), index.count([], at_most=5)) == ({}, {})
        assert told == []
        assert ids(index, "Tansy Mossop") == [2]
        assert len(told) == 2


@contextmanager
def in_postgresql() -> Iterator[Connection]:
    """Give a connection to empty tables of the index, gone afterwards."""
    engine = create_engine(os.environ["DUEREGARD_TEST_POSTGRES"], hide_parameters=True)
    metadata = MetaData()
    index_tables(metadata)
    with engine.connect() as connection:
        connection.execute(text("CREATE SCHEMA matching_test"))
        connection.execute(text("SET LOCAL search_path TO matching_test"))
        metadata.create_all(connection)
        yield connection
        connection.rollback()


@pytest.mark.postgres
def test_postgresql_answers_as_the_memory_does():
    with in_postgresql() as connection:
        index = SqlIndex(connection, version=1)
        index.put_many(INVENTED, visible_from=1)
        index.put(a_record(99, "Tansy Mossop"), visible_from=2)
        index.put(INVENTED[1], visible_from=1)

        assert index.size() == len(INVENTED)
        for name in ("Corrin Thistlewood", "Peter", "mosop tansy", "Вера", "Bob Quillfeather"):
            query = words(name, about=47, places=("Netherby",))
            one, other = (a_matcher().search(i, query, today=TODAY) for i in (_MEMORY, index))
            assert one == other


@pytest.mark.postgres
def test_postgresql_shows_staged_records_from_their_version_on():
    with in_postgresql() as connection:
        now, later = SqlIndex(connection, version=1), SqlIndex(connection, version=2)
        now.put(a_record(1, "Tansy Mossop"), visible_from=1)
        now.put_bare([(2, written(words("Wilf Oakapple")))], visible_from=2)
        pairs = [(key, 2) for key in keys_held(words("Wilf Oakapple"), parts_per_name=6)]
        now.put_keys(sorted(pairs))
        now.put_keys(sorted(pairs))

        assert (now.size(), later.size(), now.count_staged()) == (1, 2, 1)
        assert (ids(now, "Wilf Oakapple"), ids(later, "Wilf Oakapple")) == ([], [2])
        assert (ids(now, "Tansy Mossop"), list(now.records([1, 2]))) == ([1], [1])


@pytest.mark.postgres
def test_postgresql_keys_its_records_anew():
    with in_postgresql() as connection:
        is_keyed_anew(connection)
