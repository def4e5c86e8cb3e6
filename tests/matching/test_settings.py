from math import inf, nan

import pytest

from matching.explain import words_for
from matching.settings import FINDINGS, MatchSettings
from tests.build_matching import match_mapping, match_settings


def test_the_shipped_numbers_are_accepted():
    assert match_settings().prior.share == 0.02


def change(path: str, value: object) -> dict:
    given = match_mapping()
    *groups, key = path.split(".")
    place = given
    for group in groups:
        place = place[group]
    if value is None:
        del place[key]
    else:
        place[key] = value
    return given


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        pytest.param("prior.share", None, "missing: prior.share", id="a missing key"),
        pytest.param("prior.shares", 0.1, "unknown: prior.shares", id="an unknown key"),
        pytest.param("moods", {}, "unknown: moods", id="an unknown group"),
        pytest.param("rarity", 3, "not a group of keys: rarity", id="a number for a group"),
        pytest.param("lines.weak", "low", "not a number: lines.weak", id="a word for a number"),
        pytest.param("lines.weak", True, "not a number: lines.weak", id="a yes for a number"),
        pytest.param("limits.shortlist", 0, "limits.shortlist", id="a limit of nothing"),
        pytest.param("limits.shortlist", 2.5, "limits.shortlist", id="half a record"),
        pytest.param("weights.name.same", -1, "wrong sign: weights.name.same", id="agreement against"),
        pytest.param("weights.age.apart", 1, "wrong sign: weights.age.apart", id="contradiction for"),
        pytest.param("weights.name.same", nan, "not a finite number: weights.name.same", id="no number"),
        pytest.param("weights.name.same", 10**400, "not a finite number", id="a number without end"),
        pytest.param("rarity.cap", inf, "not a finite number: rarity.cap", id="endless"),
        pytest.param("lines.strong", nan, "not a finite number: lines.strong", id="a line nowhere"),
        pytest.param("prior.share", 0, "above 0 and below 1: prior.share", id="nobody is listed"),
        pytest.param("prior.share", 1, "above 0 and below 1: prior.share", id="everybody is listed"),
        pytest.param("prior.share", 2, "above 0 and below 1: prior.share", id="two of one"),
        pytest.param("prior.size_at_fitting", 0, "prior.size_at_fitting", id="fitted on nobody"),
        pytest.param("prior.smallest_size", 0, "prior.smallest_size", id="a list of nobody"),
        pytest.param("rarity.pretended_size", 0, "rarity.pretended_size", id="nobody pretended"),
        pytest.param("lines.score_width", 0, "lines.score_width", id="no width"),
        pytest.param("lines.supporting", 0, "lines.supporting", id="nothing supports"),
        pytest.param("lines.supporting", -1, "lines.supporting", id="less than nothing supports"),
        pytest.param("lines.strong", -20, "lines.possible must lie below lines.strong", id="strong low"),
        pytest.param("lines.possible", 5, "lines.possible must lie below lines.strong", id="possible high"),
        pytest.param("lines.weak", -4, "lines.weak must lie below lines.possible", id="no weak"),
        pytest.param("rarity.floor", 9, "rarity.floor must lie below rarity.cap", id="floor over cap"),
        pytest.param("limits.shortlist", 999_999_999, "between 1 and 5,000: limits.shortlist", id="everybody compared"),
        pytest.param("limits.story_spans", nan, "limits.story_spans", id="a limit that is no number"),
        pytest.param("weights.place.same", 900, "between -50 and 50: weights.place.same", id="beyond reason"),
        pytest.param("common_parts.polish", "nowak 2000", "common_parts.polish", id="a share above one"),
    ],
)  # fmt: skip
def test_a_fault_in_the_file_is_named(path, value, fault):
    with pytest.raises(ValueError, match=fault):
        MatchSettings.from_mapping(change(path, value))


def test_every_finding_has_words_for_an_officer():
    for kind, findings in FINDINGS.items():
        for finding in findings:
            assert words_for(f"{kind}.{finding}")
    assert words_for("name.same", rare=True) == "The same, and rare here"
    with pytest.raises(KeyError):
        words_for("name.unheard_of")


def test_no_agreement_outranks_the_same_word():
    weights = match_settings().weights
    own = {key: weight for key, weight in weights.items() if key.startswith("name.")}
    del own["name.initial"]

    assert max(own.values()) == weights["name.same"]
