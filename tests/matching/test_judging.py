import pytest

from matching.judging import cross_checked
from matching.learning import Case
from tests.build_matching import TODAY, a_matcher, an_index, match_settings, words

GIVEN = ("Corrin", "Tansy", "Wilf", "Perran", "Robert", "Katharina")


def a_case(name: str, right: int | None, born: str = "") -> Case:
    return Case(a_matcher().compared(an_index(), words(name, born=born), today=TODAY).rated, right)


LISTED = [a_case("Corrin Thistlewood", 1, "1979-02-14"), a_case("Tansy Mossop", 2, "1990"),
          a_case("Wilf Oakapple", 3, "1961-11-03"), a_case("Bob Quillfeather", 4, "1985-05-20")]  # fmt: skip
NOBODY = [a_case(f"{name} Rookwood", None, "2001-03-04") for name in GIVEN]
CASES = LISTED + NOBODY
PEOPLE = [*(str(case.right) for case in LISTED), *GIVEN]


def test_questions_about_one_person_stay_together_and_all_are_judged():
    checked = cross_checked(CASES * 2, PEOPLE * 2, match_settings(), size=33)

    assert checked.before.questions == checked.after.questions == 20


def test_figures_are_shares_of_the_questions_they_are_about():
    figures = cross_checked(CASES, PEOPLE, match_settings(), size=33).before

    assert figures.first == 1
    assert figures.alarms == 0
    assert 0 <= figures.off <= 1
    assert figures.surprise >= 0


def test_a_record_that_was_not_compared_cannot_be_judged():
    lost = Case(LISTED[0].rated, 999)

    with_it = cross_checked([*CASES, lost], [*PEOPLE, "999"], match_settings(), size=33)

    assert with_it == cross_checked(CASES, PEOPLE, match_settings(), size=33)


def test_a_half_without_one_sort_of_questions_cannot_teach():
    with pytest.raises(ValueError, match="both"):
        cross_checked(LISTED, PEOPLE[:4], match_settings(), size=33)


def test_an_answer_about_nobody_that_found_nobody_is_no_surprise():
    empty = [Case((), None) for _ in range(4)]

    figures = cross_checked(
        [*CASES, *empty], [*PEOPLE, "a", "b", "c", "d"], match_settings(), size=33
    ).before

    assert figures.questions == len(CASES) + 4
