from hypothesis import given
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex
from matching.keys import keys_asked, keys_held
from tests.build_matching import INVENTED, a_connection, a_record, words

KEYS = sorted({key for r in INVENTED for key in keys_held(r.description, parts_per_name=6)})


def test_an_empty_list_has_no_rows():
    index = MemoryIndex.build(())
    rows = index.look([1, 2], rows_per_key=5)

    assert (rows.size, rows.lengths.tolist(), rows.ids.tolist()) == (0, [0, 0], [])
    assert index.count([1], at_most=5) == {1: 0}
    assert index.records([1]) == {}


def test_the_lowest_ids_are_read_in_order_whatever_the_order_they_came_in():
    index = MemoryIndex.build(a_record(number, "Tansy Mossop") for number in (30, 7, 21, 9))
    key = keys_asked(words("Tansy"), parts_per_name=6).numbers[0]

    rows = index.look([key, 3, key], rows_per_key=3)

    assert rows.lengths.tolist() == [3, 0, 3]
    assert rows.ids.tolist() == [7, 9, 21] * 2


def test_a_later_record_of_one_id_takes_the_place_of_an_earlier_one():
    index = MemoryIndex.build([a_record(1, "Tansy Mossop"), a_record(1, "Wilf Oakapple")])
    keys = [keys_asked(words(name), parts_per_name=6).numbers[0] for name in ("Tansy", "Wilf")]

    assert index.size() == 1
    assert index.look(keys, rows_per_key=3).lengths.tolist() == [0, 1]


_MEMORY = MemoryIndex.build(INVENTED)
_SQL = SqlIndex(a_connection(), version=1)
_SQL.put_many(INVENTED, visible_from=1)


@given(st.lists(st.sampled_from([*KEYS, 0, -1, (1 << 63) - 2])), st.integers(1, 30))
def test_any_keys_have_the_same_rows_in_memory_and_in_a_database(keys, most):
    one, other = (index.look(keys, rows_per_key=most) for index in (_MEMORY, _SQL))

    assert one.size == other.size
    assert one.lengths.tolist() == other.lengths.tolist()
    assert one.ids.tolist() == other.ids.tolist()
    assert _MEMORY.count(keys, at_most=most) == _SQL.count(keys, at_most=most)
