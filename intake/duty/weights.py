"""What is known of one person, weighed, as a desk reads it: now, and step by step."""

from collections.abc import Iterable
from decimal import Decimal

from intake.actions.entries import SETTINGS, flags_in, held_of
from intake.actions.weigh_person import known_of
from intake.domain.account import account_of
from intake.domain.chronology import Entry, LinkStrength
from intake.domain.concern import ReporterRole
from intake.domain.held import PersonHeld, View
from intake.domain.over_time import weights_over_time
from intake.domain.points import Contribution
from intake.domain.weight import Tally
from intake.duty.sight import Sight
from intake.duty.views import VoicePart, WeightPlot, WeightStep, WeightView

PROFESSIONAL_SETTINGS = frozenset(
    words for role, words in SETTINGS.items() if ReporterRole(role).is_professional
)
NOTHING = Decimal(0)
_SAID = frozenset({"concern.signs", "concern.mentions"})
"""Fields of a concern without which nobody is told what it says."""


def weight_of(sight: Sight, person: PersonHeld) -> WeightView | None:
    """Return the weight of a person in the working this desk sees; None where not for it."""
    sees = sight.sees_person(person)
    if "person.weight" not in sees:
        return None
    view = sight.view_of(person.id)
    known = known_of(sight.office, sight.work, person.id, view)
    scales, weight = sight.office.policy.scales, known.weight
    settings = _settings(sight.entries(person.id, view))
    return WeightView(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        standing=known.standing.band,
        reaches=weight.firm.band,
        may_reach=max(weight.if_same.band, known.standing.band),
        firm=weight.firm.points,
        if_same=weight.if_same.points,
        review_at=scales.review_at,
        discuss_at=scales.discuss_at,
        voices=_voices(weight.firm, weight.if_same, settings),
        because=weight.because,
        is_flagged=sight.is_flagged(person.id),
        person_opens=sight.may("read_person"),
        account=_account(sight, person, view),
    )


def _account(sight: Sight, person: PersonHeld, view: View) -> tuple[str, ...]:
    """Return what all told, in words; what a concern says is counted where it may be opened."""
    concerns = sight.concerns_of_person(person.id).values()
    sight.prepare(concerns)
    opened = {one.reference for one in concerns if sight.sees(one) >= _SAID}
    return account_of(
        sight.entries(person.id, view),
        sight.office.policy.scales,
        held_of(flags_in(view, sight.flags(person.id))),
        opens=opened.__contains__,
        day_of=sight.office.policy.duty.office.local_day,
    )


def _settings(entries: Iterable[Entry]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: one.known_at):
        found.setdefault(entry.voice, entry.setting)
    return found


def _voices(firm: Tally, if_same: Tally, settings: dict[str, str]) -> tuple[VoicePart, ...]:
    parts = []
    for voice, setting in settings.items():
        sure = [part for part in firm.contributions if part.voice == voice]
        both = [part for part in if_same.contributions if part.voice == voice]
        if not both:
            continue
        points = sum((part.points for part in sure), NOTHING)
        parts.append(
            VoicePart(
                voice=voice,
                setting=setting,
                is_professional=setting in PROFESSIONAL_SETTINGS,
                concerns=len(both),
                points=points,
                only_if=sum((part.points for part in both), NOTHING) - points,
                because=_shares(both),
            )
        )
    return tuple(parts)


def _shares(parts: list[Contribution]) -> str:
    ordered = sorted(parts, key=lambda one: one.place)
    if len(ordered) == 1:
        return "one concern, whole"
    shares = {Decimal(1): "whole", Decimal("0.5"): "half", Decimal("0.25"): "a quarter"}
    told = (shares.get(part.share, f"times {part.share.normalize()}") for part in ordered)
    return f"{len(ordered)} concerns: {', '.join(told)}"


def plot_of(sight: Sight, person: PersonHeld) -> WeightPlot | None:
    """Return the weight over time, a step a concern; None where nothing was told.

    Each step is weighed as it was known at that moment, by the settings in force now.
    """
    view = sight.view_of(person.id)
    entries = sight.entries(person.id, view)
    if not entries:
        return None
    scales = sight.office.policy.scales
    held = held_of(flags_in(view, sight.flags(person.id)))
    by_voice: dict[str, Decimal] = {}
    steps: list[WeightStep] = []
    for number, step in enumerate(weights_over_time(entries, scales, held), start=1):
        by_voice |= dict(step.by_voice)
        is_firm = step.strength is LinkStrength.FIRM
        steps.append(
            WeightStep(
                number=number,
                reference=step.concern,
                at=step.at,
                voice=step.voice,
                setting=step.setting,
                is_professional=step.setting in PROFESSIONAL_SETTINGS,
                is_firm=is_firm,
                adds=step.adds if is_firm else step.adds_if_same,
                firm=step.firm.points,
                if_same=step.if_same.points,
                by_voice=tuple(by_voice.items()),
                rules=tuple(fired.rule for fired in step.fired),
                because=step.because,
            )
        )
    voices = _settings(entries)
    return WeightPlot(
        steps=tuple(steps),
        voices=tuple((v, s, s in PROFESSIONAL_SETTINGS) for v, s in voices.items()),
        review_at=scales.review_at,
        discuss_at=scales.discuss_at,
        at=sight.work.at,
    )
