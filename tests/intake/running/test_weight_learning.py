from datetime import date

import pytest
import yaml

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import read_registry
from intake.running.weight_learning import propose_weights
from matching.settings import MatchSettings
from tests.build_matching import CONFIG, match_settings

TODAY = date(2026, 7, 1)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "list.csv").write_text(
        "id,full_name,dob\nA,Corrin Mossop,1951-02-14\nB,Tansy Oakapple,1960-05-06\n"
    )
    (tmp_path / "asked.csv").write_text(
        "query_id,name,dob\n1,Corin Mossop,1951-02-14\n2,Tansy Oakapple,\n3,Wilf Mossop,1990-01-02\n"
    )
    (tmp_path / "judged.csv").write_text("query_id,registry_id\n1,A\n2,B\n3,\n")
    return tmp_path


def propose(files, truth="judged.csv"):
    return propose_weights(
        files / "asked.csv",
        files / truth,
        read_registry(files / "list.csv", match_settings(), today=TODAY),
        match_settings(),
        written=CONFIG.read_text(encoding="utf-8"),
        out=files / "proposed.yaml",
        today=TODAY,
    )


def test_a_proposal_is_a_whole_settings_file_with_its_comments_and_nothing_is_adopted(files):
    before = CONFIG.read_bytes()

    done = propose(files)
    proposed = (files / "proposed.yaml").read_text(encoding="utf-8")

    assert (done.questions, done.listed, done.lost) == (3, 2, 0)
    assert MatchSettings.from_mapping(yaml.safe_load(proposed)).prior.size_at_fitting == 2
    assert "# people change numbers" in proposed
    assert CONFIG.read_bytes() == before


def test_answers_of_one_sort_teach_nothing(files):
    (files / "judged.csv").write_text("query_id,registry_id\n1,A\n2,B\n")

    with pytest.raises(PolicyError) as told:
        propose(files)

    assert "both" in told.value.faults[0]


def test_answers_without_their_column_are_refused(files):
    (files / "judged.csv").write_text("query_id,who\n1,A\n")

    with pytest.raises(PolicyError) as told:
        propose(files)

    assert "registry_id" in told.value.faults[0]
