"""What a year in a county is assumed to be like: closed, sourced, and told of when it is wrong."""

import shutil

import pytest

from intake.policy.loader import load_policy
from intake.policy.noise import Noise, read_noise
from tests.build import CONFIG, shipped_policy


@pytest.fixture
def folder(tmp_path):
    """Give a copy of the shipped settings, to be changed."""
    shutil.copytree(CONFIG, tmp_path / "config", ignore=shutil.ignore_patterns("wording"))
    return tmp_path / "config"


def faults_after(folder, old: str, new: str) -> list[str]:
    file = folder / "noise.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_noise(folder)[1]


def test_each_number_says_where_it_comes_from():
    def sources(model):
        fields = type(model).model_fields
        inner = [getattr(model, name) for name in fields]
        below = [one for one in inner if hasattr(type(one), "model_fields")]
        if not below:
            assert model.source, type(model)
        for one in below:
            sources(one)

    sources(shipped_policy().noise)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("people: {value: 300000", "people: {value: 0", "county.people.value", id="nobody"),
        pytest.param("{value: 300000", "{value: many", "county.people.value", id="a word"),
        pytest.param("british: 83", "british: 84", "write some that make 100", id="over a hundred"),
        pytest.param("police: 20", "polise: 20", "tellers.shares", id="no such teller"),
        pytest.param("saw: 40", "saw: -40", "known_by.shares.saw", id="less than none"),
        pytest.param("saw: 40", "saw: .nan", "known_by.shares.saw", id="not a number"),
        pytest.param("rare_names: {value: 0.55", "rare_names: {value: 1.5", "rare_names", id="a share over 1"),
        pytest.param("each: {value: 1.5", "each: {value: 0.5", "listed.each.value", id="told of less than once"),
        pytest.param("of_concerns: {value: 58", "of_concerns: {value: 50", "make 100", id="concerns about nobody"),
        pytest.param("full_name: 0.45", "full_name: 0.95", "write less", id="two names at once"),
        pytest.param("cannot_tell: {value: 0.2", "cannot_tell: {value: 1", "write less", id="two answers at once"),
        pytest.param("slip: 0.1,", "slips: 0.1,", "'slip'", id="a misspelt key"),
        pytest.param(", source: \"assumed: a county of two areas of middle size\"", "", "source", id="no source"),
        pytest.param("county:", "county: [", "cannot be read as YAML", id="no YAML"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_told_where(folder, old, new, told):
    faults = faults_after(folder, old, new)

    assert any(one.startswith("noise.yaml") and told in one for one in faults), faults
    assert all("write" in one or "mind" in one for one in faults)


def test_its_faults_are_told_with_those_of_every_other_file(folder):
    faults_after(folder, "british: 83", "british: 3")
    text = (folder / "organisation.yaml").read_text(encoding="utf-8")
    (folder / "organisation.yaml").write_text(text.replace("is_demo: true", "is_demo: x"))

    with pytest.raises(Exception) as refused:  # noqa: PT011 - read below
        load_policy(folder)
    told = "\n".join(refused.value.faults)
    assert "noise.yaml: county.communities" in told
    assert "organisation.yaml: is_demo" in told


def test_settings_without_assumptions_take_the_packaged_ones(folder):
    (folder / "noise.yaml").unlink()
    noise, faults = read_noise(folder)

    assert faults == []
    assert isinstance(noise, Noise)


def test_an_assumption_changes_no_hash_for_no_decision_leans_on_it(folder):
    before = load_policy(folder)
    assert faults_after(folder, "value: 300000", "value: 200000") == []
    after = load_policy(folder)

    assert after.noise.county.people.value == 200_000
    assert after.hash == before.hash
