from dataclasses import replace

from matching.finding import Found, found_for, learn_finding
from tests.build_matching import an_index, match_settings, words


def known() -> dict[str, float]:
    settings = match_settings()
    return {
        **{f"times_rarity.{level}": worth for level, worth in settings.finding_times.items()},
        **{f"flat.{level}": worth for level, worth in settings.finding_flat.items()},
    }


def test_the_record_meant_comes_first_with_all_it_shares():
    found = found_for(
        an_index(), words("Corrin Thistlewood", born="1979-02-14"), 1, match_settings()
    )

    assert found is not None
    assert found.shares[0]["flat.word"] == 2
    assert sum(found.shares[0].get(f"flat.{level}", 0) for level in ("date", "month", "year")) == 1
    assert found.shares[0]["times_rarity.word"] > 0
    assert len(found.shares) > 1


def test_a_record_that_no_key_brings_teaches_nothing():
    asked = words("Corrin Thistlewood")

    assert found_for(an_index(), asked, 999, match_settings()) is None
    assert found_for(an_index(), words(""), 1, match_settings()) is None


def test_without_questions_everything_stays_as_it_is():
    assert learn_finding([], match_settings()) == known()


def test_what_the_right_records_share_is_worth_more_and_what_is_never_seen_stays():
    settings = match_settings()
    flat = replace(settings, finding_flat=dict.fromkeys(settings.finding_flat, 1.0))
    asked = Found(({"flat.phone": 1.0}, {"flat.place": 1.0}))

    learned = learn_finding([asked] * 20, flat)

    assert learned["flat.phone"] > 1 > learned["flat.place"]
    assert learned["flat.handle"] == 1
    assert learned["times_rarity.word"] == settings.finding_times["word"]


def test_rarity_never_speaks_against_a_record():
    wrong = Found(({"flat.word": 1.0}, {"flat.word": 1.0, "times_rarity.word": 9.0}))

    assert learn_finding([wrong] * 50, match_settings(), ridge=0.1)["times_rarity.word"] == 0
