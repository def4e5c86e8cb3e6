from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.campaign import (
    MARKS,
    CampaignScales,
    Marked,
    accounts_in,
    alike_of,
    marks_of,
    share_of,
)

AT = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SCALES = CampaignScales(alike=0.6, reports=3, within=timedelta(days=14))
STORY = (
    "The man at the old lido gives the children sweets and phones and drives them to the fair "
    "every Friday evening, and nobody at the school wants to hear about it."
)
words = st.lists(st.sampled_from(STORY.lower().split()), min_size=0, max_size=60).map(" ".join)


def keyed(row: str) -> str:
    return sha256(row.encode()).hexdigest()[:16]


def marked(number: int, story: str = STORY, *, hours: float = 0) -> Marked:
    return Marked(number, AT + timedelta(hours=hours), frozenset(marks_of(story, keyed)))


def test_a_changed_word_leaves_two_texts_alike_and_another_story_does_not():
    other = (
        "A woman shouts at her boys behind the bakery each morning, and the smallest of them "
        "comes to nursery hungry and without a coat even when it snows."
    )

    assert share_of(marked(1).marks, marked(2, STORY.replace("sweets", "money")).marks) > 0.6
    assert share_of(marked(1).marks, marked(2, other).marks) < 0.1


def test_capitals_and_marks_between_words_make_no_difference():
    assert marks_of(STORY, keyed) == marks_of(STORY.upper().replace(",", " -- "), keyed)


def test_a_short_text_has_no_marks_for_many_write_the_same_few_words():
    assert marks_of("He shouts at the kids all day.", keyed) == ()
    assert share_of(frozenset(), frozenset()) == 0


@given(words, words)
def test_likeness_is_the_same_both_ways_between_nothing_and_all(one, other):
    here, there = frozenset(marks_of(one, keyed)), frozenset(marks_of(other, keyed))

    assert share_of(here, there) == share_of(there, here)
    assert 0 <= share_of(here, there) <= 1
    assert share_of(here, here) == (1 if here else 0)
    assert len(here) <= MARKS


@pytest.mark.parametrize(
    ("others", "found"),
    [
        pytest.param([marked(2)], [], id="two are no campaign"),
        pytest.param([marked(3, hours=2), marked(2, hours=1)], [2, 3], id="three are, in order"),
        pytest.param([marked(2), marked(3, hours=24 * 15)], [], id="one came too late"),
        pytest.param([marked(2), marked(3, "short words only")], [], id="one is unlike"),
    ],
)
def test_a_possible_campaign_is_enough_like_reports_close_in_time(others, found):
    assert [one.concern_id for one in alike_of(marked(1), others, SCALES)] == found


def test_accounts_are_counted_once_and_a_report_without_one_is_its_own():
    came_from = {1: "a", 2: "a", 3: "b", 4: "", 5: ""}
    told_before = {"a": AT - timedelta(days=400), "b": AT}

    assert accounts_in(came_from, told_before, AT) == (4, 3)
