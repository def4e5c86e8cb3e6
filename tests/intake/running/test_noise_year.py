"""The invented year: seeded, within its bounds, with names as common as real ones."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from intake.domain.errors import PolicyError
from intake.running.noise_people import Crowd
from intake.running.noise_play import MONDAY
from intake.running.noise_year import DAYS, Year
from tests.build import shipped_policy
from tests.build_noise import a_county

DRAMA = re.compile(r"07700 900\d{3}|01632 960\d{3}|020 7946 0\d{3}")


def a_year(policy=None, *, seed=1, share=1.0):
    return Year(policy or a_county(), begins_at=MONDAY, seed=seed, share=share)


def told(year):
    return [(one.at, one.told, one.him.number, one.him.kind) for one in year.reports()]


def test_the_same_seed_tells_the_same_year_and_another_one_another():
    assert told(a_year(seed=3)) == told(a_year(seed=3))
    assert told(a_year(seed=3)) != told(a_year(seed=4))


def test_reports_come_oldest_first_within_the_year():
    moments = [one.at for one in a_year().reports()]

    assert moments == sorted(moments)
    assert 0 <= (moments[0] - MONDAY).days <= (moments[-1] - MONDAY).days < DAYS


def test_the_kinds_come_as_often_as_is_assumed():
    policy = a_county(people=60_000)
    kinds = Counter(one.him.kind for one in a_year(policy).reports())
    assumed = {name: kind.of_concerns.value for name, kind in policy.noise.people.by_name.items()}

    for kind, share in assumed.items():
        assert kinds[kind] == round(480 * share / 100), kind


def test_a_grudge_is_mostly_one_voice_and_a_campaign_is_many():
    reports = a_year(a_county(people=100_000)).reports()

    def voices_of(kind):
        tellers: dict[int, list[str]] = {}
        for one in reports:
            if one.him.kind == kind:
                account = one.told.reporter.account.reveal()
                tellers.setdefault(one.him.number, []).append(account)
        often = [told for told in tellers.values() if len(told) >= 3]
        return sum(len(set(told)) for told in often) / sum(len(told) for told in often)

    assert voices_of("campaign") == 1
    assert voices_of("grudge") < 0.7


def test_telephone_numbers_are_those_kept_free_for_drama():
    year = a_year(a_county(people=100_000))
    numbers = [fact for one in year.reports() if (fact := one.told.mentions[0].phone.told)]

    assert numbers
    assert all(DRAMA.fullmatch(one) for one in numbers)


def test_common_names_are_common_and_most_family_names_are_rare():
    crowd = Crowd(shipped_policy(), a_year()._dice, today=MONDAY.date())
    drawn = Counter(crowd.anybody("honest").family for _ in range(6000))

    assert drawn["Smith"] > 10
    assert drawn["Smith"] > 2 * drawn["Walker"]
    assert sum(many for many in drawn.values() if many <= 3) > 1500


def test_kin_share_a_door_and_a_family_name_and_are_not_strangers():
    crowd = Crowd(shipped_policy(), a_year()._dice, today=MONDAY.date())
    people = [crowd.anybody("honest") for _ in range(800)]
    kin = [one for one in people if any(one.is_kin_of(other) for other in people)]

    assert 10 < len(kin) < 160
    assert not any(one.is_kin_of(one) for one in people)


def test_a_share_takes_people_with_all_reports_of_theirs_and_the_whole_list():
    policy = a_county(people=60_000)
    whole, part = a_year(policy), a_year(policy, share=0.25)

    assert len(part.listed) == len(whole.listed) == 90
    assert 100 <= len(part.reports()) <= 150
    often = Counter(one.him.number for one in part.reports())
    assert max(often.values()) > 1


@pytest.mark.parametrize("people", [1, 30, 200])
def test_a_county_of_almost_nobody_has_a_year_too(people):
    reports = a_year(a_county(people=people)).reports()

    assert len(reports) <= 12


def test_a_community_without_names_is_told_of():
    policy = a_county()
    communities = policy.noise.county.communities.model_copy(update={"shares": {"atlantean": 100}})
    county = policy.noise.county.model_copy(update={"communities": communities})
    noise = policy.noise.model_copy(update={"county": county})

    with pytest.raises(PolicyError) as refused:
        a_year(replace(policy, noise=noise))
    assert "atlantean" in refused.value.faults[0]
