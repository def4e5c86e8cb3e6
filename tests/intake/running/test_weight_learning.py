import pytest
import yaml

from intake.domain.errors import PolicyError
from intake.running.unshown_sample import draw_sample
from intake.running.weight_learning import Judged, propose_weights
from matching.settings import MatchSettings
from tests.build_judged import TODAY, judge, judged_files, rewrite, rows_of, the_list
from tests.build_matching import CONFIG, match_settings


@pytest.fixture
def files(tmp_path):
    judged_files(tmp_path)
    draw_sample(
        tmp_path / "asked.csv",
        the_list(tmp_path),
        match_settings(),
        count=100,
        seed=7,
        out=tmp_path / "pairs.csv",
        today=TODAY,
    )
    judge(tmp_path / "pairs.csv", truth=tmp_path / "judged.csv")
    return tmp_path


def propose(files, *, sampled=True):
    judged = Judged(
        files / "asked.csv", files / "judged.csv", files / "pairs.csv" if sampled else None
    )
    return propose_weights(
        judged,
        the_list(files),
        match_settings(),
        signed_by="fenn",
        written=CONFIG.read_text(encoding="utf-8"),
        out=files / "proposed.yaml",
        today=TODAY,
    )


def refusal(files, **asked):
    with pytest.raises(PolicyError) as told:
        propose(files, **asked)
    return told.value.faults[0]


def test_a_proposal_is_a_whole_settings_file_with_its_comments_and_nothing_is_adopted(files):
    before = CONFIG.read_bytes()

    done = propose(files)
    proposed = (files / "proposed.yaml").read_text(encoding="utf-8")
    settings = MatchSettings.from_mapping(yaml.safe_load(proposed))

    assert (done.questions, done.listed, done.lost) == (120, 60, 0)
    taken_as = settings.prior.smallest_size  # a list of 130 is taken to be that long
    assert (settings.prior.size_at_fitting, settings.prior.at_fitting) == (taken_as, 0.5)
    assert settings.weights != match_settings().weights
    assert settings.finding_flat != match_settings().finding_flat
    assert settings.common_parts == match_settings().common_parts
    assert settings.limits == match_settings().limits
    assert "# people change numbers" in proposed
    assert CONFIG.read_bytes() == before


def test_a_proposal_says_who_signed_it_and_from_how_much_it_was_learned(files):
    propose(files)

    proposed = yaml.safe_load((files / "proposed.yaml").read_text(encoding="utf-8"))
    assert proposed["learned"] == {
        "signed_by": "fenn",
        "signed_on": "2026-07-01",
        "questions": 120,
        "unshown": 100,
    }


def test_a_proposal_shows_both_weights_on_questions_that_did_not_teach_them(files):
    checked = propose(files).checked

    assert checked.before.questions == checked.after.questions == 120
    assert checked.after.surprise < checked.before.surprise


def test_nothing_is_learned_from_what_was_shown_alone(files):
    assert "nobody was shown" in refusal(files, sampled=False)
    assert not (files / "proposed.yaml").exists()


def test_whom_the_sample_finds_counts_as_listed(files):
    before = propose(files)
    rows = rows_of(files / "pairs.csv")
    (chosen,) = [row for row in rows if row["query_id"] == "N3"]
    chosen["answer"] = "same"
    rewrite(files / "pairs.csv", rows)

    done = propose(files)

    assert done.missed == before.missed + 1
    assert done.listed + done.lost == 61


def test_a_sample_that_contradicts_the_truth_is_told(files):
    rows = rows_of(files / "pairs.csv")
    truth = rows_of(files / "judged.csv")
    for row in truth:
        if row["query_id"] == rows[0]["query_id"]:
            row["registry_id"] = rows[0]["registry_id"]
    rewrite(files / "judged.csv", truth)

    assert "1 pairs are judged different" in refusal(files)


def test_answers_of_one_sort_teach_nothing(files):
    rewrite(files / "judged.csv", [r for r in rows_of(files / "judged.csv") if r["registry_id"]])
    judge(files / "pairs.csv", truth=files / "judged.csv")

    assert "both" in refusal(files)


def test_answers_without_their_column_are_refused(files):
    (files / "judged.csv").write_text("query_id,who\nQ1,A\n")

    assert "registry_id" in refusal(files)
