"""A year played through the real acts: repeatable, and told of as it was."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.band import LINES
from intake.running.noise_figures import figures_of, portion
from intake.running.noise_lines import over_discuss, over_review, tried_at
from intake.running.noise_play import WEEKS, play
from intake.running.noise_signing import settings_of, stale_figure
from tests.build import shipped_policy
from tests.build_noise import a_county, a_played_year


def lines_of(played, *, asked):
    return Counter(one.line for one in played.lines if one.is_question is asked)


def test_the_same_seed_gives_the_same_figures():
    one, other = (play(a_county(people=900), seed=8) for _ in range(2))

    assert replace(one, seconds=0) == replace(other, seconds=0)


def test_every_report_is_routed_and_every_alert_lies_in_a_week_of_the_year():
    played = a_played_year()
    desks = shipped_policy().duty.desks

    assert len([one for one in played.alerts if one.kind == "concern"]) >= played.concerns
    assert {one.week for one in played.alerts} <= set(range(WEEKS))
    assert {one.desk for one in played.alerts} <= set(desks)


def test_alerts_of_lines_are_the_lines_times_the_desks_told():
    played = a_played_year()
    alerts = [one for one in played.alerts if one.line]

    assert played.lines
    assert len(alerts) == sum(one.desks for one in played.lines)


def test_the_lines_tried_as_they_are_give_what_was_played():
    played, scales = a_played_year(), shipped_policy().scales
    now = tried_at(played, scales.review_at, scales.discuss_at)

    crossed = lines_of(played, asked=False)
    assert now.crossed == {line.value: crossed[line.value] for line in LINES}
    asked, told = sum(now.asked.values()), lines_of(played, asked=True).total()
    assert abs(asked - told) <= max(1, 0.1 * told)


def test_a_higher_line_never_brings_more_alerts_of_crossed_lines():
    played, scales = a_played_year(), shipped_policy().scales

    for tried in (over_review(played, scales), over_discuss(played, scales)):
        reviews = [sum(one.crossed.values()) for one in tried]
        assert reviews == sorted(reviews, reverse=True)
        assert len(tried) > 5
    assert all(one.review > scales.ordinary_at_most for one in over_review(played, scales))


def test_what_is_told_of_a_stranger_with_his_name_is_known_to_be_no_news_of_him():
    played = a_played_year()

    assert any(one.is_true for one in played.leads)
    assert {one.who for one in played.leads} <= {"him", "kin", "namesake"}
    assert {one.rests_on for one in played.lines} <= {"him", "kin", "namesake"}


def test_nobody_told_of_with_kindness_alone_crosses_a_line():
    assert not [
        one for one in a_played_year().lines if one.kind == "ordinary" and not one.is_question
    ]


def test_figures_add_up_to_the_whole_county():
    figures = figures_of(a_played_year(), a_county())
    desks = [one for one in figures.by_desk if not one.kind]

    assert figures.totals[0].weekly.mean * WEEKS == len(a_played_year().alerts)
    assert round(sum(one.weekly.mean for one in desks), 6) == round(
        figures.totals[0].weekly.mean, 6
    )
    assert figures.busiest is max(desks, key=lambda one: one.weekly.mean)
    for one in figures.by_desk:
        assert 0 <= one.weekly.low <= one.weekly.mean <= one.weekly.high


def test_a_share_is_scaled_up_and_its_interval_is_wider():
    whole = figures_of(a_played_year(), a_county())
    as_if = figures_of(replace(a_played_year(), share=0.5), a_county())

    assert as_if.totals[0].weekly.mean == 2 * whole.totals[0].weekly.mean
    assert as_if.questions.high >= whole.questions.high


def test_a_county_of_almost_nobody_has_figures_too():
    figures = figures_of(play(a_county(people=1), seed=1), a_county(people=1))

    assert figures.played.concerns == 0
    assert figures.busiest is None
    assert figures.true_lines.of == 0
    assert figures.now.true_share is None


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_share_lies_within_its_interval_and_that_within_nothing_and_all(some, more):
    found = portion(some, some + more)

    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1


def test_a_signature_goes_stale_with_the_rules_and_not_with_a_telephone_number():
    policy = a_county()
    signed = policy.organisation.noise_figure.model_copy(update={"settings": settings_of(policy)})
    real = policy.organisation.model_copy(update={"is_demo": False, "noise_figure": signed})
    policy = replace(policy, organisation=real)
    other_rules = replace(policy, whole=policy.whole.replace('"review": 14', '"review": 15'))
    other_number = replace(policy, whole=policy.whole.replace("01632 960122", "01632 960123"))

    assert stale_figure(policy) == ()
    assert "run dueregard noise again" in stale_figure(other_rules)[0]
    assert (
        "run dueregard noise again"
        in stale_figure(replace(policy, noise=a_county(people=9).noise))[0]
    )
    assert other_number.whole != policy.whole
    assert "duty.yaml" not in str(stale_figure(other_number))


def test_a_signature_of_a_desk_that_is_gone_is_told_of_and_the_demo_needs_none():
    policy = a_county()
    gone = policy.organisation.noise_figure.model_copy(update={"desk": "lighthouse"})
    real = policy.organisation.model_copy(update={"is_demo": False, "noise_figure": gone})

    assert stale_figure(policy) == ()
    assert "no desk lighthouse" in stale_figure(replace(policy, organisation=real))[0]
    unsigned = real.model_copy(update={"noise_figure": None})
    assert stale_figure(replace(policy, organisation=unsigned)) == ()
