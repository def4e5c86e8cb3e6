"""Traps that other matchers fell into; each has a test."""

import pytest

from matching.index.memory import MemoryIndex
from matching.scoring import Band
from tests.build_matching import TODAY, a_matcher, a_record, an_index, words

FILLED = MemoryIndex.build(
    [
        a_record(1, "Tansy Larkspur Mossop", born="1961-11-03", postcodes=("ZE9 2QN",)),
        a_record(2, "Tansy Fennimore"),
        a_record(3, "Wilf Mossop"),
        *(a_record(100 + n, f"Perran Alderby{n}") for n in range(300)),
    ]
)


def ask(query, index=FILLED):
    return a_matcher().search(index, query, today=TODAY).candidates


@pytest.mark.parametrize("name", ["Tansy", "Tansie", "T", "Mosop", "Perran"])
def test_a_lone_weak_hit_is_never_called_likely(name):
    for one in ask(words(name)):
        assert one.band in {Band.NAME_ONLY, Band.WEAK, Band.NONE}
        assert one.likelihood < 0.5


def test_no_score_reaches_one_and_two_good_ones_do_not_tie():
    held = {
        "born": "1961-11-03", "postcodes": ("ZE9 2QN",), "phones": ("07700 900123",),
        "vehicles": ("AB12 XKX",), "handles": ("@larkspur",), "places": ("Netherby",),
    }  # fmt: skip
    index = MemoryIndex.build(
        [
            a_record(1, "Tansy Larkspur Mossop", **held),
            a_record(2, "Tansy Larkspur Mossop", **{**held, "phones": ()}),
        ]
    )
    found = ask(words("Tansy Larkspur Mossop", **held), index)

    assert [one.record_id for one in found] == [1, 2]
    assert 1 > found[0].score > found[1].score > 0


def test_two_records_alike_share_what_is_likely():
    alike = {"born": "1961-11-03", "postcodes": ("ZE9 2QN",)}
    index = MemoryIndex.build([a_record(n, "Tansy Mossop", **alike) for n in (1, 2)])
    one, other = ask(words("Tansy Mossop", **alike), index)

    assert one.likelihood == other.likelihood <= 0.5


def test_one_shared_word_of_two_is_no_near_certainty():
    found = {one.record_id: one for one in ask(words("Tansy Quillfeather"))}

    assert found[2].score < 0.5
    assert found[2].band not in {Band.STRONG, Band.POSSIBLE}


@pytest.mark.parametrize("unread", ["…", "☂☃", "१२", "---", "ʼʼ"])
def test_names_nobody_can_read_do_not_match_each_other(unread):
    index = MemoryIndex.build([a_record(1, "☀☁"), a_record(2, "***"), a_record(3, "?")])

    assert ask(words(unread), index) == ()


def test_an_id_used_again_answers_with_its_new_words():
    before = ask(words("Tansy Mossop"), MemoryIndex.build([a_record(1, "Tansy Mossop")]))
    after = ask(words("Tansy Mossop"), MemoryIndex.build([a_record(1, "Wilf Oakapple")]))

    assert before
    assert not [one for one in after if one.band is not Band.NONE]


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        pytest.param("ויולט ביברבאם", 1, id="Hebrew"),
        pytest.param("ヴァイオレット・ビーバーバム", 1, id="kana"),
        pytest.param("김별하", 2, id="Hangul"),
        pytest.param("金星夏", 2, id="a Korean name in Han signs"),
        pytest.param("毛孟雲", 3, id="a Hong Kong name in Han signs"),
        pytest.param("عبد الرحمن الزعفراني", 4, id="servant of, and the article"),
    ],
)
def test_other_scripts_find_the_name_as_it_is_written_here(asked, record):
    index = MemoryIndex.build(
        [
            a_record(1, "Violet Biberbam"),
            a_record(2, "Kim Byul-ha", "Kim Sung Ha"),
            a_record(3, "Mo Mang Wan"),
            a_record(4, "Abdulrahman Alzaafarani"),
            *(a_record(100 + n, f"Perran Alderby{n}") for n in range(50)),
        ]
    )

    assert ask(words(asked), index)[0].record_id == record


def test_a_list_of_invented_people_has_a_frozen_order():
    frozen = {"Corrin Thistlewood": [1, 12], "T Mossop": [2], "Bob Quillfeather": [4]}
    now = {
        name: [c.record_id for c in ask(words(name), an_index())][: len(frozen[name])]
        for name in frozen
    }

    assert {name: (frozen[name], now[name]) for name in frozen if frozen[name] != now[name]} == {}
