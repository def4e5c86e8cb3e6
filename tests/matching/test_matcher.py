from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from matching.matcher import Answer
from matching.query import Description
from matching.scoring import Band
from tests.build_matching import INVENTED, TODAY, a_matcher, a_record, an_index, words

INDEX = an_index()


def ask(query: Description, limit: int = 10) -> Answer:
    return a_matcher().search(INDEX, query, limit=limit, today=TODAY)


def first(query: Description):
    return ask(query).candidates[0]


@pytest.mark.parametrize(
    ("query", "record"),
    [
        pytest.param(words("Tansy Mossop"), 2, id="as held"),
        pytest.param(words("mossop tansy"), 2, id="family name first"),
        pytest.param(words("T Mossop"), 2, id="an initial"),
        pytest.param(words("Bob Quillfeather"), 4, id="a short form"),
        pytest.param(words("Robert Quilfeather"), 4, id="a letter left out"),
        pytest.param(words("Catherine Bramblova"), 5, id="another spelling"),
        pytest.param(words("Vera Podsnezhnikova"), 6, id="Cyrillic asked in Latin"),
        pytest.param(words("Вера Подснежникова"), 6, id="Cyrillic asked in Cyrillic"),
        pytest.param(words("Тэнси Моссоп"), 2, id="Latin asked in Cyrillic"),
        pytest.param(words("Nikolas Thymaridis"), 9, id="Greek asked in Latin"),
        pytest.param(words("Salman al-Zaatari"), 10, id="Arabic asked in Latin"),
        pytest.param(words("Taru Jhilmil"), 13, id="Devanagari asked in Latin"),
        pytest.param(words("Jose Nanduez"), 11, id="accents left out"),
        pytest.param(words("Elowen Rook"), 7, id="half of a double-barrelled name"),
        pytest.param(words("Elowen Fennimore"), 7, id="a former name"),
        pytest.param(words("Perran Mac Thistle"), 8, id="a name written apart"),
        pytest.param(words("Oakapple"), 3, id="one rare part"),
        pytest.param(words("Corrin Thistlewood", born="1951"), 12, id="a year chooses"),
        pytest.param(words("Corrin Thistlewood", about=47), 1, id="an age chooses"),
        pytest.param(words("Corrin Thistlewood", places=("Overby",)), 12, id="a place chooses"),
        pytest.param(words(phones=("+447700900123",)), 1, id="a phone and no name"),
        pytest.param(words(vehicles=("ends KX",)), 1, id="half a number plate and no name"),
        pytest.param(words(handles=("thistledown",)), 1, id="an account and no name"),
        pytest.param(words(places=("Netherby",), about=36), 2, id="a place and an age, no name"),
        pytest.param(
            words(postcodes=("ZE9",), born="1979"), 1, id="a postcode and a year, no name"
        ),
        pytest.param(words(born="1961-11-03"), 3, id="a date and no name"),
    ],
)
def test_the_person_meant_comes_first(query, record):
    assert first(query).record_id == record


def test_nothing_said_finds_nobody():
    assert ask(Description()) == Answer((), len(INVENTED), cut=False)
    assert ask(words("...")).candidates == ()


def test_an_empty_list_finds_nobody():
    found = a_matcher().search(MemoryIndex.build(()), words("Tansy Mossop"), today=TODAY)

    assert found == Answer((), 0, cut=False)


def test_a_name_alone_is_never_strong():
    found = first(words("Corrin Thistlewood"))

    assert found.band is Band.NAME_ONLY
    assert {row.finding for row in found.evidence if row.kind == "phone"} == {"not_said"}


def test_a_name_with_its_date_is_strong():
    assert first(words("Corrin Thistlewood", born="1979-02-14")).band is Band.STRONG


def test_the_same_name_with_another_date_has_its_own_band_and_is_always_shown():
    query = words("Corrin Thistlewood", born="1951-08-30")

    assert {one.record_id: one.band for one in ask(query, limit=2).candidates} == {
        12: Band.STRONG,
        1: Band.OTHER_DATE,
    }


def test_other_dates_are_shown_beyond_the_limit_too():
    alike = [
        a_record(n, "Tansy Mossop", born="1990-05-06", places=("Netherby",)) for n in range(1, 6)
    ]
    index = MemoryIndex.build([*alike, a_record(9, "Tansy Mossop", born="1952-08-30")])
    query = words("Tansy Mossop", born="1990-05-06", places=("Netherby",))

    found = a_matcher().search(index, query, limit=3, today=TODAY).candidates

    assert [one.record_id for one in found] == [1, 2, 3, 9]


def test_namesakes_with_other_dates_never_hide_the_one_who_is_meant():
    namesakes = [a_record(n, "Wilf Oakapple", born=f"19{n + 20}-03-07") for n in range(1, 30)]
    index = MemoryIndex.build([*namesakes, a_record(99, "Wilf Oakapple", born="1979-02-14")])
    query = words("Wilf Oakapple", born="1979-02-14")

    for limit in (1, 3, 10):
        found = a_matcher().search(index, query, limit=limit, today=TODAY).candidates
        assert (found[0].record_id, found[0].band) == (99, Band.STRONG)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(words("Corrin James Thistlewood", born="1988-07-08"), id="a part more said"),
        pytest.param(words("C Thistlewood", born="1988-07-08"), id="an initial"),
        pytest.param(words("Corrin Thistlewood", born="1988-07"), id="a month and a year"),
        pytest.param(words("Corrin Thistlewood", about=22), id="another age"),
    ],
)
def test_a_mistyped_date_hides_nobody(query):
    index = MemoryIndex.build([a_record(1, "Corrin Thistlewood", born="1979-02-14")])
    (one,) = a_matcher().search(index, query, today=TODAY).candidates

    assert one.band is Band.OTHER_DATE


def test_a_phone_and_a_plate_that_fit_do_not_hide_the_same_name_with_another_date():
    query = words(
        "Corrin Thistlewood",
        born="1979-02-14",
        places=("Netherby",),
        postcodes=("ZE9 2QN",),
        phones=("07700 900123",),
        vehicles=("AB12 XKX",),
        handles=("@thistle.down",),
    )

    assert {one.record_id: one.band for one in ask(query).candidates}[12] is Band.OTHER_DATE


def test_somebody_else_is_not_a_lead():
    found = ask(words("Bryony Greenhaugh", born="1999-05-05")).candidates

    assert {one.band for one in found} <= {Band.NONE, Band.WEAK}


def test_a_common_name_says_less_than_a_rare_one():
    index = MemoryIndex.build([a_record(1, "Smith Oakapple")])
    matcher = a_matcher()
    common, rare = (
        matcher.search(index, words(name), today=TODAY).candidates[0].points
        for name in ("Smith", "Oakapple")
    )

    assert common < rare


def test_a_longer_list_makes_the_same_likeness_mean_less():
    short = MemoryIndex.build(INVENTED)
    more = [a_record(1000 + n, f"Zz{n:04d}q") for n in range(3000)]
    long = MemoryIndex.build([*INVENTED, *more])
    query = words("Tansy Mossop", born="1990")
    one, other = (
        a_matcher().search(index, query, today=TODAY).candidates[0] for index in (short, long)
    )

    assert other.likelihood < one.likelihood


def test_a_read_limit_that_was_hit_is_told():
    many = MemoryIndex.build(a_record(n, "Alder Mossop") for n in range(1, 200))

    assert a_matcher().search(many, words("Alder Mossop"), today=TODAY).cut
    assert not ask(words("Tansy Mossop")).cut


names = st.sampled_from(
    [
        "Corrin Thistlewood",
        "tansy mosop",
        "Wilf Oakapple",
        "Thistle",
        "Вера",
        "Elowen P Rook",
        "Bob",
    ]
)
queries = st.builds(
    words,
    names,
    born=st.sampled_from(["", "1979", "1979-02-14", "1951-08-30", "1990-01-01"]),
    about=st.sampled_from([0, 30, 47]),
    places=st.sampled_from([(), ("Netherby",), ("Overby",)]),
    postcodes=st.sampled_from([(), ("ZE9",), ("ZE3 1AA",)]),
    phones=st.sampled_from([(), ("07700900123",), ("01632 960001",)]),
    vehicles=st.sampled_from([(), ("KX",), ("AB12XKX",)]),
)


@given(queries)
def test_the_rows_of_evidence_sum_to_the_points(query):
    for one in ask(query).candidates:
        assert one.points == round(sum(row.points for row in one.evidence), 2)
        assert one.evidence[0].kind == "prior"
        assert 0 <= one.score <= 1
        assert 0 <= one.likelihood <= 1


@given(queries)
def test_candidates_come_best_first_and_the_same_every_time(query):
    found = ask(query)

    assert found == ask(query)
    within = [one.points for one in found.candidates if one.band is not Band.OTHER_DATE]
    assert within == sorted(within, reverse=True)


@pytest.mark.parametrize(
    "name", ["Elowen Penhallick Rook", "Corrin Thistlewood", "Jose de la Vega Nanduez"]
)
def test_the_order_of_the_parts_of_a_name_does_not_matter(name):
    orders = [" ".join(parts) for parts in permutations(name.split()) if parts[0] not in "de la"]
    told = [ask(words(order)).candidates[0] for order in orders]
    pairs = {
        frozenset((row.said, row.held, row.finding) for row in one.evidence if row.said)
        for one in told
    }

    assert len({one.record_id for one in told}) == 1
    assert len(pairs) == 1


more = st.sampled_from(
    [
        {"places": ("Netherby",)},
        {"postcodes": ("ZE9 2QN",)},
        {"phones": ("07700 900123",)},
        {"vehicles": ("AB12 XKX",)},
        {"handles": ("@thistle.down",)},
        {"work": ("football coach",)},
        {"born": "1979-02-14"},
        {"born": "1979"},
        {"about": 47},
    ]
)


@settings(max_examples=60)
@given(st.lists(more, max_size=4), more)
def test_adding_evidence_that_agrees_never_lowers(some, one_more):
    said: dict = {}
    for piece in some:
        said.update(piece)
    if "born" in one_more or "about" in one_more:
        said.pop("born", None)
        said.pop("about", None)
    with_more = {**said, **one_more}
    before, after = (
        next(
            one
            for one in ask(words("Corrin Thistlewood", **given)).candidates
            if one.record_id == 1
        )
        for given in (said, with_more)
    )

    assert after.points >= before.points
    assert after.likelihood >= before.likelihood


@pytest.mark.parametrize("name", ["Elowen Penhallick Rook", "Corrin Thistlewood", "Wilf Oakapple"])
def test_a_further_part_of_the_name_that_agrees_never_lowers(name):
    *some, last = name.split()
    less, more = first(words(*[" ".join(some)])), first(words(" ".join([*some, last])))

    assert more.record_id == less.record_id or more.points >= less.points
    assert more.points >= less.points


def test_words_about_people_are_not_printed():
    assert "thistlewood" not in repr(ask(words("Corrin Thistlewood"))).lower()


def test_p13_who_is_kept_apart_changes_nothing_that_is_said_of_the_others():
    question = words("Tansy Mossop", born="1990")
    alone = ask(question, limit=1).candidates
    twin = a_record(99, "Tansy Mossop", born="1990", places=("Netherby",))
    index = MemoryIndex.build((*INVENTED, twin))

    beside = a_matcher().search(
        index, question, limit=1, today=TODAY, apart=lambda ids: {99} & set(ids)
    )

    told = [one for one in beside.candidates if one.record_id != 99]
    assert [one.record_id for one in told] == [2]
    assert 99 in {one.record_id for one in beside.candidates}
    assert min(told[0].likelihood, alone[0].likelihood) > 0.9, "a twin would leave it half"
