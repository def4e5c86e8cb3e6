"""What is known of one person, weighed, as a desk reads it: now, and step by step."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from intake.actions.entries import SETTINGS, flags_in, held_of
from intake.domain.account import account_of
from intake.domain.band import Band
from intake.domain.chronology import Entry, Held, LinkStrength
from intake.domain.concern import ReporterRole
from intake.domain.held import PersonHeld, StandingHeld, View
from intake.domain.over_time import Step, weights_over_time
from intake.domain.points import Contribution
from intake.domain.weight import Tally, weigh
from intake.duty.sight import Sight
from intake.duty.views import StandingStep, VoicePart, WeightPlot, WeightStep, WeightView

PROFESSIONAL_SETTINGS = frozenset(
    words for role, words in SETTINGS.items() if ReporterRole(role).is_professional
)
NOTHING = Decimal(0)
_SAID = frozenset({"concern.signs", "concern.mentions"})
"""Fields of a concern without which nobody is told what it says."""
BY_WEIGHING = "weighing"
SHARES_NAMED = 3


def weight_of(
    sight: Sight, person: PersonHeld, *, until: datetime | None = None
) -> WeightView | None:
    """Return the weight of a person in the working this desk sees; None where not for it.

    None as well of a child's record: it goes on being weighed, unseen, and is never shown so.

    Args:
        sight: The reader's eyes.
        person: Who.
        until: Weigh what was known by then, and give the standing that was on record then; by
            the settings, flags and judgements of today. None weighs what is known now.
    """
    sees = sight.sees_person(person)
    if "person.weight" not in sees or sight.childhood(person.id) is not None:
        return None
    view = sight.view_of(person.id)
    at = until or sight.work.at
    entries = [one for one in sight.entries(person.id, view) if one.known_at <= at]
    scales = sight.office.policy.scales
    weight = weigh(entries, scales, held_in_view(sight, person.id, view), at=at)
    standing = standing_on(standings_in_view(sight, person.id), at)
    return WeightView(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        standing=standing,
        reaches=weight.firm.band,
        may_reach=max(weight.if_same.band, standing),
        firm=weight.firm.points,
        if_same=weight.if_same.points,
        review_at=scales.review_at,
        discuss_at=scales.discuss_at,
        voices=_voices(weight.firm, weight.if_same, settings_of(entries)),
        because=weight.because,
        is_flagged=sight.is_flagged(person.id),
        person_opens=sight.may("read_person"),
        account=_account(sight, person, view, entries),
    )


def _account(
    sight: Sight, person: PersonHeld, view: View, entries: Sequence[Entry]
) -> tuple[str, ...]:
    """Return what all told, in words; what a concern says is counted where it may be opened."""
    concerns = sight.concerns_of_person(person.id).values()
    sight.prepare(concerns)
    opened = {one.reference for one in concerns if sight.sees(one) >= _SAID}
    return account_of(
        entries,
        sight.office.policy.scales,
        held_in_view(sight, person.id, view),
        opens=opened.__contains__,
        day_of=sight.office.policy.duty.office.local_day,
    )


def held_in_view(sight: Sight, person_id: int, view: View) -> Held:
    """Return what is held on a person in the working of a view."""
    return held_of(flags_in(view, sight.flags(person_id)))


def standings_in_view(sight: Sight, person_id: int) -> tuple[StandingHeld, ...]:
    """Return the standings kept of a person in the working this desk sees, oldest first.

    None of a child's record (decision 0050).
    """
    if sight.childhood(person_id) is not None:
        return ()
    view = sight.view_of(person_id)
    rows = sight.work.people.standings
    kept = rows.all(rows.row.person_id == person_id)
    if not any(one.view is view for one in kept):
        view = View.OPEN
    return tuple(one for one in kept if one.view is view)


def standing_on(kept: Iterable[StandingHeld], at: datetime) -> Band:
    """Return the band that was on record at a moment; note where nothing was."""
    return next((one.state.band for one in reversed(list(kept)) if one.at <= at), Band.NOTE)


def settings_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Return where each voice speaks from, by voice, in the order in which they first spoke.

    Why: That order names the voices, A, B and so on, on every page about a person.
    """
    found: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: one.known_at):
        found.setdefault(entry.voice, entry.setting)
    return found


def _voices(firm: Tally, if_same: Tally, settings: dict[str, str]) -> tuple[VoicePart, ...]:
    sure, both = _parts_by_voice(firm), _parts_by_voice(if_same)
    parts = []
    for voice, setting in settings.items():
        told = both.get(voice)
        if not told:
            continue
        points = sum((part.points for part in sure.get(voice, ())), NOTHING)
        parts.append(
            VoicePart(
                voice=voice,
                setting=setting,
                is_professional=setting in PROFESSIONAL_SETTINGS,
                concerns=len(told),
                points=points,
                only_if=sum((part.points for part in told), NOTHING) - points,
                because=_shares(told),
            )
        )
    return tuple(parts)


def _parts_by_voice(tally: Tally) -> dict[str, list[Contribution]]:
    found: dict[str, list[Contribution]] = {}
    for part in tally.contributions:
        found.setdefault(part.voice, []).append(part)
    return found


def _shares(parts: list[Contribution]) -> str:
    ordered = sorted(parts, key=lambda one: one.place)
    if len(ordered) == 1:
        return "one concern, whole"
    shares = {Decimal(1): "whole", Decimal("0.5"): "half", Decimal("0.25"): "a quarter"}
    named = ordered[:SHARES_NAMED]
    told = [shares.get(part.share, f"times {part.share.normalize()}") for part in named]
    less = ["then less and less"] if len(ordered) > len(named) else []
    return f"{len(ordered)} concerns: {', '.join([*told, *less])}"


def plot_of(sight: Sight, person: PersonHeld) -> WeightPlot | None:
    """Return the weight over time, a step a concern; None where nothing was told, or of a child.

    Each step is weighed as it was known at that moment, by the settings in force now.
    """
    view = sight.view_of(person.id)
    entries = sight.entries(person.id, view)
    if not entries or sight.childhood(person.id) is not None:
        return None
    scales = sight.office.policy.scales
    opens = {one.reference for _, one in sight.known.hanging_on(person.id) if sight.hears_of(one)}
    told = weights_over_time(entries, scales, held_in_view(sight, person.id, view))
    voices = settings_of(entries)
    return WeightPlot(
        steps=tuple(_step(number, step, opens) for number, step in enumerate(told, start=1)),
        voices=tuple((v, s, s in PROFESSIONAL_SETTINGS) for v, s in voices.items()),
        review_at=scales.review_at,
        discuss_at=scales.discuss_at,
        at=sight.work.at,
        standings=_standing_steps(standings_in_view(sight, person.id)),
    )


def _step(number: int, step: Step, opens: Collection[str]) -> WeightStep:
    is_firm = step.strength is LinkStrength.FIRM
    return WeightStep(
        number=number,
        reference=step.concern if step.concern in opens else "",
        at=step.at,
        voice=step.voice,
        setting=step.setting,
        is_professional=step.setting in PROFESSIONAL_SETTINGS,
        is_firm=is_firm,
        adds=step.adds if is_firm else step.adds_if_same,
        firm=step.firm.points,
        if_same=step.if_same.points,
        by_voice=step.by_voice,
        band=step.firm.band,
        rules=tuple(fired.rule for fired in step.fired),
        because=step.because,
    )


def _standing_steps(kept: Iterable[StandingHeld]) -> tuple[StandingStep, ...]:
    """Return the changes of band, oldest first; a standing kept anew at its band is none."""
    steps: list[StandingStep] = []
    before = Band.NOTE
    for one in kept:
        if one.state.band is not before:
            by = "" if one.by == BY_WEIGHING else one.by
            steps.append(StandingStep(one.at, one.state.band, by))
        before = one.state.band
    return tuple(steps)
