"""Traps that other matchers fell into; each has a test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from matching.index.memory import MemoryIndex
from matching.index.sql import SqlIndex
from matching.scoring import Band
from tests.build_matching import TODAY, a_connection, a_matcher, a_record, an_index, words

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


@pytest.mark.parametrize("listed", [1, 300])
@pytest.mark.parametrize("name", ["Tansy", "Tansie", "T", "Mosop"])
def test_being_the_only_one_found_makes_nobody_likely(name, listed):
    others = [a_record(100 + n, f"Perran Alderby{n}") for n in range(listed - 1)]
    index = MemoryIndex.build([a_record(1, "Tansy Mossop"), *others])
    for one in ask(words(name, about=40), index):
        assert one.likelihood < 0.5
        assert one.band not in {Band.STRONG, Band.POSSIBLE}


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


EVERYTHING = {
    "born": "1961-11-03", "postcodes": ("ZE9 2QN",), "phones": ("07700 900123",),
    "vehicles": ("AB12 XKX",), "handles": ("@larkspur",), "places": ("Netherby",),
    "work": ("beekeeper",),
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(EVERYTHING))), st.sets(st.sampled_from(sorted(EVERYTHING))))
def test_more_that_agrees_never_ranks_lower_and_nothing_reaches_one(some, more):
    def scored(facts):
        index = MemoryIndex.build([a_record(1, "Tansy Larkspur Mossop", **EVERYTHING)])
        (one,) = ask(words("Tansy Larkspur Mossop", **{k: EVERYTHING[k] for k in facts}), index)
        return one

    less, all_of_it = scored(some), scored(some | more)
    assert 0 < less.score <= all_of_it.score < 1
    assert less.points <= all_of_it.points
    assert (less.score < all_of_it.score) == (less.points < all_of_it.points)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        pytest.param(words(places=("Netherby",)), {"places": ("Netherby",)}, id="a place"),
        pytest.param(words(postcodes=("ZE9",)), {"postcodes": ("ZE9 2QN",)}, id="a district"),
        pytest.param(words(about=64), {"born": "1961-11-03"}, id="an age"),
        pytest.param(words(work=("coach",)), {"work": ("coach",)}, id="work"),
    ],
)
def test_one_kind_of_evidence_alone_is_no_lead(asked, held):
    for one in ask(asked, MemoryIndex.build([a_record(1, "Tansy Mossop", **held)])):
        assert one.band in {Band.WEAK, Band.NONE}


def test_a_given_name_and_a_place_are_not_strong():
    index = MemoryIndex.build([a_record(1, "Tansy Mossop", places=("Netherby",))])

    assert ask(words("Tansy", places=("Netherby",)), index)[0].band is not Band.STRONG


def test_where_everybody_lives_is_no_evidence():
    index = MemoryIndex.build(
        [a_record(n, f"Perran Alderby{n}", places=("Netherby",)) for n in range(2_000)]
        + [a_record(9_999, "Wilf Oakapple", places=("Netherby",))]
    )

    assert ask(words("Wilf Oakapple", places=("Netherby",)), index)[0].band is Band.NAME_ONLY


def test_another_district_never_comes_before_the_same_one():
    filler = [a_record(n, f"Perran Alderby{n}", postcodes=("ZE9 1AA",)) for n in range(1_500)]
    index = MemoryIndex.build(
        [
            *filler,
            a_record(5_001, "Tansy Mossop", postcodes=("ZE9 2QN",)),
            a_record(5_002, "Tansy Mossop", postcodes=("ZE7 2QN",)),
        ]
    )

    assert ask(words("Tansy Mossop", postcodes=("ZE9",)), index)[0].record_id == 5_001


def test_a_name_of_thousands_is_compared_in_its_first_few():
    names = "; ".join(f"Perran Alderby{n}" for n in range(3_000))
    index = MemoryIndex.build([a_record(1, "Tansy Mossop"), a_record(2, names)])

    assert ask(words("Tansy Mossop"), index)[0].record_id == 1
    assert len(a_record(2, names).ready.names) <= 40


@pytest.mark.parametrize("name", ["Wilf Mossop", "Wilf Oakapple"])
def test_twins_and_households_are_not_strong(name):
    same = {"born": "1961-11-03", "postcodes": ("ZE9 2QN",)}
    index = MemoryIndex.build([a_record(1, "Tansy Mossop", **same)])

    assert ask(words(name, **same), index)[0].band is not Band.STRONG


def test_a_misspelt_everyday_name_is_not_worth_more_than_the_same_spelt_right():
    filler = [a_record(n, f"Perran Alderby{n}") for n in range(3, 2_000)]
    index = MemoryIndex.build([a_record(1, "Mohammed Hussain"), *filler])
    right, wrong = (
        ask(words(name), index)[0] for name in ("Mohammed Hussain", "Mohammmed Hussian")
    )

    assert right.points >= wrong.points


def test_another_single_word_with_date_and_phone_is_not_strong():
    same = {"born": "1961-11-03", "phones": ("07700 900123",)}
    index = MemoryIndex.build([a_record(1, "Tansy", **same)])

    assert ask(words("Oakapple", **same), index)[0].band is not Band.STRONG


def test_a_date_alone_is_no_lead():
    index = MemoryIndex.build([a_record(1, "Tansy Mossop", born="1961-11-03")])

    assert ask(words(born="1961-11-03"), index)[0].band in {Band.WEAK, Band.NONE}


@pytest.mark.parametrize("name", ["Unknown", "unknown", "Not known", "none"])
def test_what_stands_for_no_name_names_nobody(name):
    index = MemoryIndex.build([a_record(1, "Unknown"), a_record(2, "Not Known")])

    assert ask(words(name), index) == ()


def test_fillers_and_words_of_every_address_do_not_agree():
    index = MemoryIndex.build(
        [a_record(1, "Tansy Mossop", phones=("00000 000000",), places=("The Street, Netherby",))]
    )
    (one,) = ask(
        words("Tansy Mossop", phones=("0000000000",), places=("The Street, Overby",)), index
    )

    assert {row.finding for row in one.evidence if row.kind in {"phone", "place"}} <= {
        "place.differs", "not_said", "not_held",
    }  # fmt: skip


def test_pictures_are_no_letters():
    index = MemoryIndex.build([a_record(1, "🦊🐻"), a_record(2, "Corry Thistlewood")])
    plain, decked = (
        ask(words(name), index)[0] for name in ("Corry Thistlewood", "Corry 🦊 Thistlewood ❤️")
    )

    assert ask(words("🐻🦊"), index) == ()
    assert plain.record_id == decked.record_id == 2
    assert plain.points == decked.points


def test_two_records_alike_share_what_is_likely():
    alike = {"born": "1961-11-03", "postcodes": ("ZE9 2QN",)}
    index = MemoryIndex.build([a_record(n, "Tansy Mossop", **alike) for n in (1, 2)])
    one, other = ask(words("Tansy Mossop", **alike), index)

    assert one.likelihood == other.likelihood <= 0.5


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        pytest.param("Mossop", "Tansy Larkspur Mossop", id="a family name of three parts"),
        pytest.param("Wilf", "Wilf Oakapple", id="a given name"),
        pytest.param("Tansy", "Larkspur Tansy Fennimore-Mossop", id="a part in the middle"),
    ],
)
def test_a_shared_word_that_a_ratio_calls_ninety_is_no_lead(asked, held):
    assert fuzz.WRatio(asked, held) >= 85
    index = MemoryIndex.build(
        [a_record(1, held), *(a_record(100 + n, f"Perran Alderby{n}") for n in range(300))]
    )
    (one,) = ask(words(asked), index)
    assert one.band in {Band.NAME_ONLY, Band.WEAK, Band.NONE}
    assert one.likelihood < 0.5


def test_one_shared_word_of_two_is_no_near_certainty():
    found = {one.record_id: one for one in ask(words("Tansy Quillfeather"))}

    assert found[2].score < 0.5
    assert found[2].band not in {Band.STRONG, Band.POSSIBLE}


@pytest.mark.parametrize(
    "unread",
    ["…", "☂☃", "१२", "---", "ʼʼ", "\u200b", "\u0301", "\u202e", "\ue002\ue003", "\U00013002", "4321"],
)  # fmt: skip
def test_names_nobody_can_read_do_not_match_each_other(unread):
    index = MemoryIndex.build(
        [
            a_record(1, "☀☁"),
            a_record(2, "***"),
            a_record(3, "?"),
            a_record(4, "\ue000\ue001"),
            a_record(5, "\U00013000\U00013001"),
            a_record(6, "1234"),
        ]
    )

    assert ask(words(unread), index) == ()


VOWELS = ("Aoi", "Eua", "Io", "Ia Ue", "Oaie", "Ai Ei", "Yoyo", "Huehue")


@pytest.mark.parametrize("asked", VOWELS)
def test_names_of_vowels_alone_sound_like_themselves_only(asked):
    """Their skeleton of consonants is empty, and two empty ones are not the same."""
    held = [a_record(number, name) for number, name in enumerate(VOWELS)]
    index = MemoryIndex.build(
        [*held, *(a_record(100 + n, f"Perran Alderby{n}") for n in range(50))]
    )
    found = [one for one in ask(words(asked), index) if one.band is not Band.NONE]

    assert [VOWELS[one.record_id] for one in found] == [asked]


@pytest.mark.parametrize(
    "asked", ["Corrin", "Thistlewood", "Ж", "ᏣᎳᎩ", "ⵜⵉⴼ", "ߒߞߏ", "ሀለሐ", "ab", "O'"]
)
def test_a_name_that_can_be_read_is_never_found_by_one_that_cannot(asked):
    unreadable = ("☀☁", "***", "?", "\ue000", "\u0301", "  ", "’’", "----")
    held = [a_record(number, name) for number, name in enumerate(unreadable)]
    assert ask(words(asked), MemoryIndex.build(held)) == ()


def test_an_id_used_again_answers_with_its_new_words():
    before = ask(words("Tansy Mossop"), MemoryIndex.build([a_record(1, "Tansy Mossop")]))
    after = ask(words("Tansy Mossop"), MemoryIndex.build([a_record(1, "Wilf Oakapple")]))

    assert before
    assert not [one for one in after if one.band is not Band.NONE]


def test_an_id_used_again_in_one_database_answers_with_its_new_words():
    matcher = a_matcher()
    with a_connection() as connection:
        index = SqlIndex(connection)
        for name, born in (("Tansy Mossop", "1961-11-03"), ("Wilf Oakapple", "1970-01-22")):
            index.put(a_record(1, name, born=born))
            found = matcher.search(index, words(name, born=born), today=TODAY).candidates
            assert [one.record_id for one in found] == [1]
            assert [row.held for row in found[0].evidence if row.kind == "birth"] == [born]
        index.remove(1)
        index.put(a_record(1, "Perran Quillfeather"))
        assert matcher.search(index, words("Wilf Oakapple"), today=TODAY).candidates == ()


def test_one_matcher_asks_two_lists_and_mixes_nobody_up():
    matcher = a_matcher()
    names = ("Tansy Mossop", "Wilf Oakapple")
    lists = [MemoryIndex.build([a_record(1, name)]) for name in names]
    for _ in range(2):
        for name, index in zip(names, lists, strict=True):
            (one,) = matcher.search(index, words(name), today=TODAY).candidates
            assert one.evidence[1].finding == "name.same"


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


def a_town(how_many, place, postcode):
    """Build the list of one town, on which Corrin Thistlewood lives too."""
    others = [
        a_record(100 + n, f"Perran Alderby{n}", places=(place,), postcodes=(postcode,))
        for n in range(how_many)
    ]
    corrin = a_record(1, "Corrin Thistlewood", places=(place,), postcodes=(postcode,))
    return MemoryIndex.build([corrin, *others])


@pytest.mark.parametrize(
    "said",
    ["Oak Street, Netherby", "12 Station Road, Netherby", "near Netherby", "12", "not in Netherby"],
)
def test_a_shared_word_of_an_address_makes_no_name_strong(said):
    found = ask(
        words("Corrin Thistlewood", places=(said,)), a_town(40, "9 Elm Street, Netherby", "ZE9 2QN")
    )

    assert found[0].record_id == 1
    assert found[0].band is Band.NAME_ONLY


def test_another_postcode_of_the_same_area_makes_no_name_strong():
    index = a_town(40, "Netherby", "ZE6 4AB")
    for name in ("Thistlewood", "Corrin Thistlewood"):
        for one in ask(words(name, postcodes=("ZE17 2QN",)), index):
            assert one.band not in {Band.STRONG, Band.POSSIBLE}


def test_what_nearly_all_of_those_compared_share_is_worth_little_in_a_town():
    def worth(index):
        asked = words("Perran Alderby", places=("Oak Street, Netherby",))
        rows = ask(asked, index)[0].evidence
        return next(row.points for row in rows if row.finding == "place.shares_word")

    far = MemoryIndex.build(
        [
            a_record(
                100 + n,
                f"Perran Alderby{n}",
                places=("Elm Street, Netherby" if n == 0 else f"Southdale{n}",),
            )
            for n in range(40)
        ]
    )

    assert worth(a_town(40, "Elm Street, Netherby", "ZE9 2QN")) <= 0.1
    assert worth(far) > 1


def test_one_of_many_alike_is_no_strong_lead_and_one_of_two_still_is():
    def bands(how_many):
        alike = [a_record(n, "Corrin Thistlewood", born="1961-11-03") for n in range(how_many)]
        others = [a_record(100 + n, f"Perran Alderby{n}") for n in range(300)]
        asked = words("Corrin Thistlewood", born="1961-11-03")
        return {one.band for one in ask(asked, MemoryIndex.build([*alike, *others]))[:how_many]}

    assert bands(2) == {Band.STRONG}
    assert bands(6) == {Band.POSSIBLE}


def test_namesakes_with_another_date_who_find_no_room_are_told_of():
    def cut(how_many):
        namesakes = [
            a_record(n, "Corrin Thistlewood", born=f"19{40 + n % 50}-0{1 + n % 9}-11")
            for n in range(how_many)
        ]
        others = [a_record(100 + n, f"Perran Alderby{n}") for n in range(300)]
        asked = words("Corrin Thistlewood", born="1933-12-25")
        index = MemoryIndex.build([*namesakes, *others])
        return a_matcher().search(index, asked, today=TODAY).cut

    assert not cut(3)
    assert cut(40)
