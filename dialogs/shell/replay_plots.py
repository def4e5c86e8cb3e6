"""The weight of each record of a replay over time, for the plot that the console draws too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from dialogs.duty import weight_plot, words
from intake.actions.entries import SETTINGS
from intake.domain.band import Band
from intake.duty.views import StandingStep, WeightPlot, WeightStep
from intake.duty.weights import PROFESSIONAL_SETTINGS
from intake.running.replay_told import Moment, Played, Weighed

MOST_PLOTS = 8
NO_SETTING = "list or desk"
"""Where a step comes from that no report brought: a flag, a judgement, a decision."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One record's plot with its steps.

    Args:
        number: The record's number.
        who: Whom it holds.
        plot: The steps.
        art: The plot as places on paper.
        whats: What happened at each step, short.
    """

    number: str
    who: str = field(repr=False)
    plot: WeightPlot = field(repr=False)
    art: weight_plot.OverTime = field(repr=False)
    whats: tuple[str, ...] = field(repr=False)


def drawn_of(played: Played) -> tuple[Drawn, ...]:
    """Return the plots of the records that weigh anything, the heaviest first."""
    histories: dict[int, list[tuple[Moment, Weighed]]] = {}
    for moment in played.moments:
        for one in moment.weighed:
            histories.setdefault(one.person_id, []).append((moment, one))
    told = [steps for steps in histories.values() if any(one.if_same for _, one in steps)]
    heaviest = sorted(told, key=lambda steps: -steps[-1][1].if_same)[:MOST_PLOTS]
    return tuple(_drawn(played, steps) for steps in heaviest)


def _drawn(played: Played, history: list[tuple[Moment, Weighed]]) -> Drawn:
    last = history[-1][1]
    scales = played.policy.scales
    settings: dict[str, str] = {}
    for _, one in history:
        settings |= {key: value for key, value in one.settings.items() if key not in settings}
    steps = tuple(_steps(history))
    if any(step.voice == NO_SETTING for step in steps):
        settings[NO_SETTING] = NO_SETTING
    plot = WeightPlot(
        steps=steps,
        voices=tuple((key, said, said in PROFESSIONAL_SETTINGS) for key, said in settings.items()),
        review_at=scales.review_at,
        discuss_at=scales.discuss_at,
        at=max(played.ended_at, steps[-1].at),
        standings=tuple(_standings(history)),
    )
    return Drawn(
        number=last.number,
        who=played.replay.called(last.who) if last.who else "",
        plot=plot,
        art=weight_plot.over_time(plot, rule_words=words.RULES, points=words.points),
        whats=tuple(_what(moment) for moment, _ in history),
    )


def _steps(history: list[tuple[Moment, Weighed]]) -> Iterator[WeightStep]:
    fired: set[str] = set()
    firm, both = Decimal(0), Decimal(0)
    known: set[str] = set()
    for number, (moment, one) in enumerate(history, start=1):
        new_voice = next((key for key in one.settings if key not in known), NO_SETTING)
        voice = new_voice if moment.event.report else NO_SETTING
        known |= set(one.settings)
        report = moment.event.report
        setting = SETTINGS[report.role] if report else NO_SETTING
        is_firm = one.if_same == both or one.firm != firm
        new = [rule for rule in one.rules if rule not in fired]
        fired |= set(one.rules)
        yield WeightStep(
            number=number,
            reference=moment.reference,
            at=moment.at,
            voice=voice,
            setting=setting,
            is_professional=setting in PROFESSIONAL_SETTINGS or setting == NO_SETTING,
            is_firm=is_firm,
            adds=one.firm - firm if is_firm else one.if_same - both,
            firm=one.firm,
            if_same=one.if_same,
            by_voice=one.by_voice,
            band=one.reaches,
            rules=tuple(new),
            because=" ".join(one.because),
        )
        firm, both = one.firm, one.if_same


def _standings(history: list[tuple[Moment, Weighed]]) -> Iterator[StandingStep]:
    before = Band.NOTE
    for moment, one in history:
        if one.standing is not before:
            by = "a human" if moment.event.deed == "standing" else ""
            yield StandingStep(moment.at, one.standing, by)
            before = one.standing


def _what(moment: Moment) -> str:
    report = moment.event.report
    return f"report {report.id}" if report else moment.event.deed
