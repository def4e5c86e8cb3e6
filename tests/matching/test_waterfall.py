"""The waterfall of a candidate: rows that add up, and words for what would change it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.explain import words_for, words_for_band, words_for_likelihood, words_for_prior
from matching.index.memory import MemoryIndex
from matching.scoring import Band, Evidence
from matching.waterfall import as_text, parted_by, waterfall_of
from tests.build_matching import (
    INVENTED,
    TODAY,
    a_matcher,
    a_record,
    an_index,
    match_settings,
    words,
)

INDEX = an_index()
NAMES = st.sampled_from([name for one in INVENTED for name in one.description.names])
SOME = {
    "born": st.sampled_from(["", "1979-02-14", "1979", "1951-08-30", "1979-12-02", "1990-05"]),
    "about": st.sampled_from([0, 36, 47, 75]),
    "places": st.sampled_from([(), ("Netherby",), ("Overby Street",)]),
    "postcodes": st.sampled_from([(), ("ZE9",), ("ZE9 2QN",), ("QQ1 1AA",)]),
    "phones": st.sampled_from([(), ("07700 900123",), ("07700 900999",)]),
    "vehicles": st.sampled_from([(), ("ends KX",), ("AB12 XKX",)]),
}


def told(one):
    return waterfall_of(one.evidence, band=one.band.value, likelihood=one.likelihood)


def asked(query, index=INDEX):
    return a_matcher().search(index, query, today=TODAY).candidates


@settings(max_examples=60, deadline=None)
@given(name=NAMES, other=NAMES, facts=st.fixed_dictionaries(SOME))
def test_the_rows_add_up_to_the_points_and_the_text_tells_the_same_rows(name, other, facts):
    for one in asked(words(name, other, **facts)):
        fall = told(one)
        assert fall.total == Decimal(str(one.points)).quantize(Decimal("0.01"))
        assert sum(step.points for step in fall.steps) == fall.total
        assert len(fall.steps) == len(one.evidence)
        so_far = Decimal(0)
        for step, line in zip(fall.steps, as_text(fall), strict=False):
            so_far += step.points
            assert step.sum == so_far
            assert all(part in line for part in (step.said, step.held, step.words))
            assert [as_number(found) for found in POINTS.findall(line)][-2:] == [
                step.points,
                so_far,
            ]
        assert fall.steps[0].bearing == "start"


POINTS = re.compile(r"[+−]?\d+\.\d\d")


def as_number(points):
    return Decimal(points.replace("−", "-"))


@settings(max_examples=60, deadline=None)
@given(name=NAMES, other=NAMES, facts=st.fixed_dictionaries(SOME))
def test_a_sum_beyond_the_line_that_is_not_strong_says_what_holds_it_back(name, other, facts):
    plain = words_for_band("possible")
    for one in asked(words(f"{name.split()[0]} {other.split()[-1]}", **facts)):
        if one.points >= match_settings().lines.strong and one.band is Band.POSSIBLE:
            assert told(one).stands != plain


@pytest.mark.parametrize(
    ("query", "stands"),
    [
        pytest.param(
            words("Wilf Thistlewood", born="1979-02-14", postcodes=("ZE9 2QN",)),
            "Possible lead: a part of the name differs, as it does of twins and in a household",
            id="a twin",
        ),
        pytest.param(
            words("Corrin", places=("Netherby",)),
            "Possible lead: only a part of a name was said, and nothing that few people share",
            id="a given name and a town",
        ),
        pytest.param(
            words(places=("Netherby",)), "Weak: the name does not speak for it", id="a town alone"
        ),
    ],
)
def test_what_holds_a_band_back_is_told(query, stands):
    assert told(asked(query)[0]).stands == stands


def test_what_is_missing_comes_last_and_moves_nothing():
    (one, *_) = asked(words("Corrin Thistlewood", born="1979-02-14"))
    steps = told(one).steps
    missing = [step for step in steps if step.bearing == "missing"]
    assert {step.kind for step in missing} >= {"place", "phone", "vehicle"}
    assert steps[-len(missing) :] == tuple(missing)
    assert {step.points for step in missing} == {Decimal("0.00")}


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        pytest.param(words("Corrin Thistlewood"), "A date of birth would settle it", id="a name"),
        pytest.param(
            words("Corrin Thistlewood", about=47), "A date of birth would settle it", id="an age"
        ),
        pytest.param(
            words("Corrin Thistlewood", born="1933-07-07"), "Find out which date", id="other date"
        ),
        pytest.param(
            words("Elowen Penhallick-Rook"), "A whole date of birth would", id="nobody has one"
        ),
    ],
)
def test_what_would_change_it_is_told_from_what_is_missing(query, asks):
    (one, *_) = asked(query)
    assert told(one).asks.startswith(asks)


def test_a_strong_lead_waits_for_a_human_and_asks_for_nothing():
    (one, *_) = asked(words("Corrin Thistlewood", born="1979-02-14", places=("Netherby",)))
    assert (one.band, told(one).asks) == (Band.STRONG, "")


def test_of_two_alike_that_question_is_told_which_parts_them():
    index = MemoryIndex.build(
        [
            a_record(1, "Wilf Oakapple", born="1961-11-03", places=("Netherby",)),
            a_record(2, "Wilf Oakapple", born="1970-01-22", places=("Netherby",)),
            a_record(3, "Wilf Oakapple", places=("Overby",)),
        ]
    )
    first, second, third = sorted(asked(words("Wilf Oakapple"), index), key=lambda c: c.record_id)
    assert first.points == second.points == third.points

    def parted(one, other):
        held = [[(row.kind, row.held) for row in it.evidence] for it in (one, other)]
        return parted_by(*held)

    assert parted(first, second) == "a date of birth"
    assert parted(second, third) == "a place"
    assert parted(first, first) == ""


@pytest.mark.parametrize("likelihood", [0.5, 0.853, 0.99])
def test_a_name_alone_never_stands_beside_many_in_ten(likelihood):
    fall = waterfall_of((), band="name_only", likelihood=likelihood)

    assert fall.stands.startswith("Same name, nothing else")
    assert fall.likely == "a name alone cannot tell how likely"
    assert "in ten" in waterfall_of((), band="name_only", likelihood=0.2).likely


def test_every_band_has_words_and_no_likelihood_is_a_figure():
    for band in Band:
        assert words_for_band(band.value)
    for hundredths in range(101):
        assert not re.search(r"\d", words_for_likelihood(hundredths / 100))
    assert words_for_likelihood(0.31).endswith("about three in ten such leads are")
    assert words_for_likelihood(0.5).startswith("as likely the same as not: about five in ten")


@pytest.mark.parametrize(
    ("share", "size", "ends"),
    [
        (0.02, 10_000, "2 in 100 reports name somebody on a list of about 10,000"),
        (0.02, 104_211, "2 in 100 reports name somebody on a list of about 100,000"),
        (0.005, 12, "5 in 1,000 reports name somebody on a list of fewer than 1,000"),
    ],
)
def test_the_first_row_tells_the_prior_and_the_size_to_one_figure(share, size, ends):
    assert words_for_prior(share, size) == f"Before comparing: {ends}"


def test_strong_evidence_that_fits_two_says_so():
    index = MemoryIndex.build(
        [
            a_record(n, "Corrin Thistlewood", born="1979-02-14", phones=("07700 900123",))
            for n in (1, 2)
        ]
    )
    asked = words("Corrin Thistlewood", born="1979-02-14", phones=("07700 900123",))
    first = a_matcher().search(index, asked, today=TODAY).candidates[0]
    fall = waterfall_of(first.evidence, band=first.band.value, likelihood=first.likelihood)

    assert first.band is Band.STRONG
    assert first.likelihood <= 0.5
    assert "fits others on the list as well" in fall.stands


def test_a_part_that_agrees_and_counts_against_says_why():
    assert "too loosely" in words_for("name.sound", is_against=True)
    assert words_for("name.sound") == "Sounds the same"
    assert "too loosely" not in words_for("name.differs", is_against=True)


def test_who_was_gathered_by_a_shared_child_is_never_told_to_be_one_in_a_hundred():
    rows = [
        Evidence("child", "a child", "a child", "gathered", "a child of the same name is told of", 4.0),
        Evidence("name", "Rob", "Robbie", "gathered", "short for the other", 2.0),
    ]  # fmt: skip
    fall = waterfall_of(rows, band="possible", likelihood=0.0)

    assert fall.total == 6
    assert "people and places around him" in fall.stands
    assert fall.likely == "nobody has counted how often such leads are the same"
    assert "hundred" not in "".join(as_text(fall))
    assert "unlikely" not in "".join(as_text(fall))
