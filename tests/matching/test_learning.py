from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching.index.memory import MemoryIndex
from matching.learning import Case, learn
from matching.settings import AGAINST, FINDINGS
from tests.build_matching import TODAY, a_matcher, a_record, match_settings, words

LIST = MemoryIndex.build(
    a_record(n, f"Corrin {name}", born=f"19{50 + n}-02-14")
    for n, name in enumerate(("Mossop", "Oakapple", "Larkspur", "Thistle", "Rook"), 1)
)


def a_case(name: str, right: int | None, born: str = "") -> Case:
    rated = a_matcher().compared(LIST, words(name, born=born), today=TODAY).rated
    return Case(rated, right)


LISTED = [a_case("Corrin Mossop", 1, "1951-02-14"), a_case("Oakapple", 2), a_case("Rook", 5)]
NOT_LISTED = [a_case("Corrin Fennimore", None), a_case("Tansy Thistlet", None, "1990-05-06")]


def test_learned_weights_keep_their_signs_and_no_level_outranks_the_same_word():
    learned = learn(LISTED * 5 + NOT_LISTED * 5, match_settings())

    assert learned.cases == 25
    assert learned.at_fitting == 0.6
    for code, weight in learned.weights.items():
        if code.startswith("name.") and code != "name.initial":
            assert weight <= learned.weights["name.same"]
        if code.endswith(("differs", "only_said", "only_held", "apart")):
            assert weight <= 0


def test_what_was_never_seen_keeps_its_weight():
    learned = learn(LISTED + NOT_LISTED, match_settings())

    assert learned.weights["phone.same"] == match_settings().weights["phone.same"]


def test_a_person_who_was_not_compared_teaches_nothing():
    lost = Case(LISTED[0].rated, 99)

    assert learn([*LISTED, *NOT_LISTED, lost], match_settings()) == learn(
        [*LISTED, *NOT_LISTED], match_settings()
    )


@pytest.mark.parametrize("cases", [[], LISTED, NOT_LISTED], ids=["none", "listed", "not listed"])
def test_both_sorts_of_judged_questions_are_needed(cases):
    with pytest.raises(ValueError, match="both"):
        learn(cases, match_settings())


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, None]), min_size=10, max_size=10))
def test_whatever_was_judged_agreement_never_lowers_and_contradiction_never_lifts(said):
    cases = [
        replace(case, right=right if any(one.record_id == right for one in case.rated) else None)
        for case, right in zip([*LISTED, *NOT_LISTED] * 2, said, strict=True)
    ]
    assume(len({case.right is None for case in cases}) == 2)

    weights = learn(cases, match_settings(), ridge=0.5).weights

    for kind, findings in FINDINGS.items():
        for finding in findings:
            worth = weights[f"{kind}.{finding}"]
            assert worth <= 0 if finding in AGAINST else worth >= 0
            if kind == "name" and finding not in {"initial", "same"}:
                assert worth <= weights["name.same"]


def test_an_everyday_part_that_is_worth_nothing_teaches_nothing():
    everyday = MemoryIndex.build([a_record(1, "Singh Oakapple")])

    (rated,) = a_matcher().compared(everyday, words("Singh Oakapple"), today=TODAY).rated
    rows = {row.found.said: row for row in rated.names}

    assert rows["singh"].points == 0
    assert rows["singh"].amounts == ()
    assert rows["oakapple"].amounts
