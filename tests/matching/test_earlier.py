"""A record finds the earlier questions that it answers, as they would have found it."""

import pytest

from matching.earlier import keys_of_question, numbers_in_story, questions_like
from matching.story import keys_of_story
from tests.build_matching import TODAY, a_matcher, an_index, match_settings, words

PARTS = 6
INDEX = an_index()
BANDS = {"strong", "possible", "name_only", "other_date"}


def found_by(held, *questions):
    kept = [
        (key, number)
        for number, asked in enumerate(questions, 1)
        for key in keys_of_question(asked, parts_per_name=PARTS)
    ]

    def rows(keys):
        wanted = set(keys)
        return [pair for pair in kept if pair[0] in wanted]

    return questions_like(held, rows, parts_per_name=PARTS)


QUESTIONS = [
    words("Corrin Thistlewood"),
    words("corin thistelwood"),
    words("Thistlewood, Corrin"),
    words("Corrie Thistlewood", about=47),
    words("Thistlewood"),
    words("Bob Quillfeather", born="1985"),
    words("Quilfeather", born="1985-05-20"),
    words("Tansy", places=("Netherby",)),
    words(phones=("07700 900 123",)),
    words(vehicles=("AB12XKX",)),
    words(handles=("thistle.down",)),
    words(born="1979-02-14", places=("Netherby",)),
    words(postcodes=("ze9 2qn",)),
    words("Vera Podsnezhnikova"),
    words("Wilf Oakapple"),
    words("Elowen Rook"),
    words("Nikolas Thymaridis", about=44),
]


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_record_finds_every_question_that_would_have_led_to_it(number):
    asked = QUESTIONS[number]
    answer = a_matcher().search(INDEX, asked, today=TODAY)
    leads = [one.record_id for one in answer.candidates if one.band.value in BANDS]

    held = INDEX.records(leads)

    assert leads
    assert all(found_by(record.description, asked) == [1] for record in held.values())


def test_a_record_leaves_alone_who_shares_one_name_or_a_place_only():
    held = words("James King", born="1980-05-01", places=("Netherby",))

    found = found_by(
        held, words("James Oakapple"), words("Tansy Mossop", places=("Netherby",)), words("King")
    )

    assert found == [3]


@pytest.mark.parametrize(
    "text",
    [
        "I saw Corrin Thistlewood again",
        "The Thistlewoods. Corrie was the worst",
        "It was Thistlewood at the gate",
        "He rang from 07700 900123",
        "the car ab12 xkx was there",
        "He lives at ZE9 2QN",
    ],
)
def test_a_story_is_kept_under_keys_by_which_a_later_record_finds_it(text):
    held = INDEX.records([1])[1].description

    kept = keys_of_story(text, match_settings())

    assert not kept.isdisjoint(numbers_in_story(held, parts_per_name=PARTS))
    other = INDEX.records([2])[2].description
    assert kept.isdisjoint(numbers_in_story(other, parts_per_name=PARTS))


def test_an_initial_a_slip_and_a_district_find_the_earlier_question():
    asked = words("K Unerhills", postcodes=("ZE9",))
    held = words("Kerensa Underhills", postcodes=("ZE9 2QN",))
    kept = keys_of_question(asked, parts_per_name=6)

    def rows(keys):
        return [(key, 7) for key in keys if key in kept]

    assert questions_like(held, rows, parts_per_name=6) == [7]
    assert questions_like(words("Kit Mossop", postcodes=("ZE9 2QN",)), rows, parts_per_name=6) == []
