import stat
from datetime import timedelta

import pytest

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import description_of
from intake.running.unshown_sample import SHOWN, draw_sample, judged_sample
from matching.matcher import Matcher
from tests.build_judged import TODAY, judge, judged_files, rewrite, rows_of, the_list
from tests.build_matching import match_settings


@pytest.fixture
def files(tmp_path):
    return judged_files(tmp_path)


def draw(files, count=100, seed=7):
    draw_sample(
        files / "asked.csv",
        the_list(files),
        match_settings(),
        count=count,
        seed=seed,
        out=files / "pairs.csv",
        today=TODAY,
    )
    return rows_of(files / "pairs.csv")


def take_back(files, name="pairs.csv", questions=120):
    return judged_sample(
        files / name if name else None,
        files / "asked.csv",
        the_list(files),
        match_settings(),
        questions=questions,
        today=TODAY,
    )


def refusal(files, **asked):
    with pytest.raises(PolicyError) as told:
        take_back(files, **asked)
    return told.value.faults[0]


def test_nobody_was_shown_any_pair_that_is_drawn(files):
    held = the_list(files)
    asked = {row["query_id"]: row for row in rows_of(files / "asked.csv")}

    for pair in draw(files):
        query = description_of(asked[pair["query_id"]], today=TODAY)
        found = Matcher(match_settings()).search(held.index, query, limit=SHOWN, today=TODAY)
        shown = {held.labels[one.record_id] for one in found.candidates}
        assert pair["registry_id"] not in shown


def test_the_sheet_tells_who_judges_both_people_and_nothing_that_was_thought_of_them(files):
    row = draw(files)[0]

    assert row["asked"]
    assert row["listed"]
    assert row["answer"] == ""
    assert set(row) == {"query_id", "registry_id", "asked", "listed", "answer", "draw"}
    assert stat.S_IMODE((files / "pairs.csv").stat().st_mode) == 0o600


def test_another_seed_draws_other_pairs_and_the_same_seed_the_same(files):
    assert draw(files, seed=7) == draw(files, seed=7)
    assert draw(files, seed=7) != draw(files, seed=8)


def test_a_judged_sample_is_taken_back(files):
    draw(files)
    judge(files / "pairs.csv", truth=files / "judged.csv")

    assert len(take_back(files).answers) == 100


def test_without_a_sample_nothing_is_learned(files):
    assert "--draw 100" in refusal(files, name="")


@pytest.mark.parametrize(
    ("count", "questions", "needed"),
    [
        pytest.param(40, 120, "100", id="fewer than a hundred"),
        pytest.param(100, 5_000, "500", id="fewer than one for ten questions"),
    ],
)
def test_too_small_a_sample_is_told_with_how_many_are_needed(files, count, questions, needed):
    draw(files, count=count)
    judge(files / "pairs.csv", truth=files / "judged.csv")

    assert f"at least {needed}" in refusal(files, questions=questions)


def test_a_sample_that_nobody_judged_is_told(files):
    draw(files)

    assert "100 pairs are not judged" in refusal(files)


def test_a_pair_that_somebody_picked_by_hand_is_told(files):
    draw(files)
    judge(files / "pairs.csv", truth=files / "judged.csv")
    rows = rows_of(files / "pairs.csv")
    rows[0]["query_id"], rows[0]["registry_id"] = "Q0", "L0"
    rewrite(files / "pairs.csv", rows)

    assert "not drawn from" in refusal(files)


def test_a_sample_of_another_list_is_told(files):
    draw(files)
    judge(files / "pairs.csv", truth=files / "judged.csv")
    rewrite(files / "list.csv", rows_of(files / "list.csv")[:90])

    assert "not drawn from" in refusal(files)


def test_a_sheet_without_its_columns_is_told(files):
    assert "no column registry_id" in refusal(files, name="asked.csv")


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param("7/999999999999/2026-07-01", id="so many that drawing would never end"),
        pytest.param("7/10001/2026-07-01", id="more than may be drawn"),
        pytest.param("7/99/2026-07-01", id="fewer than stand there"),
        pytest.param(f"{'9' * 5_000}/100/2026-07-01", id="a seed without end"),
        pytest.param("7/100/2026-07-02", id="a day that is not yet"),
        pytest.param("7/100/2026-02-30", id="a day that never is"),
        pytest.param("7/100", id="no day"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_sheet_whose_draw_was_altered_is_told_at_once(files, forged):
    draw(files)
    judge(files / "pairs.csv", truth=files / "judged.csv")
    rows = rows_of(files / "pairs.csv")
    rewrite(files / "pairs.csv", [{**row, "draw": forged} for row in rows])

    assert "the column draw is not as it was written" in refusal(files)


def test_a_sheet_is_drawn_again_as_of_the_day_it_was_drawn(files):
    rows = [
        {**row, "age": str(30 + place % 20)}
        for place, row in enumerate(rows_of(files / "asked.csv"))
    ]
    rewrite(files / "asked.csv", rows)
    drawn = draw(files)
    judge(files / "pairs.csv", truth=files / "judged.csv")

    later = judged_sample(
        files / "pairs.csv", files / "asked.csv", the_list(files), match_settings(),
        questions=120, today=TODAY + timedelta(days=900),
    )  # fmt: skip

    assert len(later.answers) == len(drawn)


def test_one_pair_answered_in_two_ways_is_told_and_repeats_are_counted_once(files):
    draw(files, count=60)
    judge(files / "pairs.csv", truth=files / "judged.csv")
    rows = rows_of(files / "pairs.csv")
    rewrite(files / "pairs.csv", [*rows, *rows])
    assert "60 pairs, and at least 100" in refusal(files)

    rewrite(files / "pairs.csv", [*rows, {**rows[0], "answer": "same"}])
    assert "line 62 answers a pair otherwise" in refusal(files)


def test_more_pairs_than_anybody_judges_are_not_drawn(files):
    with pytest.raises(PolicyError) as told:
        draw(files, count=10_001)
    assert "10,000" in told.value.faults[0]


def test_ids_that_a_spreadsheet_would_run_come_back_as_they_were(files):
    for name in ("asked.csv", "judged.csv"):
        rows = [{**row, "query_id": f"={row['query_id']}"} for row in rows_of(files / name)]
        rewrite(files / name, rows)
    drawn = draw(files)
    rewrite(files / "pairs.csv", [{**row, "answer": "different"} for row in drawn])

    taken = take_back(files).answers

    assert all(row["query_id"].startswith("'=") for row in drawn)
    assert all(query.startswith("=") for query, _ in taken)
