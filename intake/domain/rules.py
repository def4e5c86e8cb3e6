"""The named rules beside the sum; each is a small function and says why it fires.

Read `grounds.py` first: what a rule looks at. A rule never lowers anything: it reaches a line,
sets a floor, or says nothing. Windows slide over the whole history, so what was told long ago
still counts.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from intake.domain.band import Band
from intake.domain.bearing import Bearing
from intake.domain.chronology import Held
from intake.domain.concern import KnownBy
from intake.domain.grounds import Fired, Grounds, RuleScales, concerns_of, grounds_of

Rule = Callable[[Grounds], Fired | None]


def fired_rules(bearings: Sequence[Bearing], held: Held, scales: RuleScales) -> tuple[Fired, ...]:
    """Return every rule that fires, in the order of `RULES`; empty where none does."""
    return rules_on(grounds_of(bearings, held, scales))


def rules_on(
    grounds: Grounds, settled: Mapping[str, Band] = MappingProxyType({})
) -> tuple[Fired, ...]:
    """Return the rules that fire on these grounds, but for those that can rise no further.

    Args:
        grounds: What is known.
        settled: The band that each rule, by its name, reached on less; who asks again step by
            step leaves out by it what is at its top. Empty asks every rule.
    """
    asked = (rule for name, (rule, top) in RULES.items() if settled.get(name) is not top)
    return tuple(fired for rule in asked if (fired := rule(grounds)) is not None)


def danger_now(grounds: Grounds) -> Fired | None:
    """Act now where a reporter said that a child is in danger because of him."""
    if not grounds.dangers:
        return None
    return Fired(
        "danger_now",
        Band.ACT_NOW,
        "Somebody said that a child is in danger now because of him.",
        "Danger comes first (promise P12).",
        grounds.dangers.concerns,
    )


def childs_own_words(grounds: Grounds) -> Fired | None:
    """Act now on what a child said happened; review where that is only rumour."""
    return _by_report_or_rumour(
        grounds.holding_any(grounds.scales.own_words_signs),
        rule="childs_own_words",
        told="A child said that it happened.",
        rumour="There is a rumour that a child said it happened.",
        lesson="An adult's silence about a child's words left children unprotected.",
    )


def order_breached(grounds: Grounds) -> Fired | None:
    """Act now where an order on his record is breached; review by rumour or with no order.

    Why:
        He was seen with children though an order barred it, and no agency put the two
        together (Peterborough review, row P12).
    """
    found = grounds.holding_any(grounds.scales.breach_signs)
    breaches = [
        one
        for one in found
        if any(order.holds_on(one.entry.day) for order in grounds.held.no_contact)
    ]
    if found and not breaches:
        return Fired(
            "order_breached",
            Band.REVIEW,
            "He is said to have been with children though not allowed; no order is on record "
            "for that day.",
            "Orders that nobody held together were breached unseen.",
            concerns_of(found),
        )
    return _by_report_or_rumour(
        breaches,
        rule="order_breached",
        told="An order on his record bars contact with children, and he was with children.",
        rumour="An order bars contact with children; a rumour says that he breached it.",
        lesson="Orders that nobody held together were breached unseen.",
    )


def class_three_sign(grounds: Grounds) -> Fired | None:
    """Review for a sign that asks for a look by itself, told by one voice or many."""
    cls = grounds.scales.alone_from_class
    if not grounds.graver:
        return None
    ids = {one.sign.id for bearing in grounds.graver for one in bearing.signs if one.cls >= cls}
    return Fired(
        "class_three_sign",
        Band.REVIEW,
        f"A sign that asks for a look by itself was told of him: {', '.join(sorted(ids))}.",
        "Signs were set aside because no child had spoken (rows P30 and P31).",
        grounds.graver.concerns,
    )


def two_worried_voices(grounds: Grounds) -> Fired | None:
    """Review where independent voices are worried, however little each of them says."""
    voices = grounds.worried_voices
    if len(voices) < grounds.scales.voices_for_review:
        return None
    return Fired(
        "two_worried_voices",
        Band.REVIEW,
        f"{len(voices)} independent voices are worried about him.",
        "Due regard to community intelligence from more than one source (row P37).",
        grounds.worried.concerns,
    )


def concerns_in_a_window(grounds: Grounds) -> Fired | None:
    """Discuss where worried concerns come close together, from more than one voice.

    Why:
        Each report was closed on its own; together within a year they were a pattern
        (rows P23 and P29). The window slides over the whole history.
    """
    found = grounds.window.crowded
    if not found:
        return None
    return Fired(
        "concerns_in_a_window",
        Band.DISCUSS,
        _close_together(grounds.scales, len(found.concerns), len(found.voices)),
        "Concerns were not weighed together (rows P23 and P29).",
        found.concerns,
    )


def voices_of_several_settings(grounds: Grounds) -> Fired | None:
    """Discuss where worried voices speak from several walks of life, at any distance in time."""
    voices, settings = grounds.worried_voices, grounds.worried_settings
    enough_voices = len(voices) >= grounds.scales.voices_for_discuss
    if not enough_voices or len(settings) < grounds.scales.voices_need_settings:
        return None
    return Fired(
        "voices_of_several_settings",
        Band.DISCUSS,
        f"{len(voices)} voices from {len(settings)} settings are worried about him.",
        "Neighbours and health workers each knew a part (row P28).",
        grounds.worried.concerns,
    )


def pattern_of_access(grounds: Grounds) -> Fired | None:
    """Discuss where he comes close to children of one family after another.

    Why:
        He befriended a family, then a carer, then others (rows P14 to P17). Several happy
        families are nobody's business, so an unlisted person needs worry as well.
    """
    if grounds.held.is_flagged and grounds.new_children:
        concerns = grounds.new_children.concerns
        because = "He is flagged, and a child not known with him before is named."
    elif concerns := _worrying_households(grounds):
        because = (
            f"He is close to {len(grounds.households)} unrelated households with children, "
            "and there is worry about how."
        )
    else:
        return None
    lesson = "One adult reached child after child through their families (rows P14 to P17)."
    return Fired("pattern_of_access", Band.DISCUSS, because, lesson, concerns)


def repeated_allegations(grounds: Grounds) -> Fired | None:
    """Review where several complaints never led to a charge."""
    found = grounds.holding_any(grounds.scales.repeat_allegation_signs)
    if not found:
        return None
    return Fired(
        "repeated_allegations",
        Band.REVIEW,
        "He is said to have been complained about several times, and never charged.",
        "Acquitted or uncharged is not unworrying (row P11).",
        concerns_of(found),
    )


def recalled(grounds: Grounds) -> Fired | None:
    """Review, and never below watch again, after a recall to prison."""
    if not grounds.held.recalled:
        return None
    return Fired(
        "recalled",
        Band.REVIEW,
        "He was recalled to prison.",
        "Recognition of risk faded with the years (rows P9 and P20).",
        floor=Band.WATCH,
    )


def convicted(grounds: Grounds) -> Fired | None:
    """Review, and never below watch again, after a conviction for a relevant offence."""
    if not grounds.held.convicted_relevant:
        return None
    return Fired(
        "convicted",
        Band.REVIEW,
        "He was convicted of a relevant offence.",
        "A conviction passed without the children's services being told (rows T9 and T10).",
        floor=Band.WATCH,
    )


def assessed_high(grounds: Grounds) -> Fired | None:
    """Never below watch once assessed as high risk."""
    if not grounds.held.assessed_high:
        return None
    return Fired(
        "assessed_high",
        Band.NOTE,
        "He was once assessed as high risk; a lower assessment later does not undo it.",
        "The worst assessment drives (row P19).",
        floor=Band.WATCH,
    )


RULES: Mapping[str, tuple[Rule, Band]] = {
    "danger_now": (danger_now, Band.ACT_NOW),
    "childs_own_words": (childs_own_words, Band.ACT_NOW),
    "order_breached": (order_breached, Band.ACT_NOW),
    "concerns_in_a_window": (concerns_in_a_window, Band.DISCUSS),
    "voices_of_several_settings": (voices_of_several_settings, Band.DISCUSS),
    "pattern_of_access": (pattern_of_access, Band.DISCUSS),
    "class_three_sign": (class_three_sign, Band.REVIEW),
    "two_worried_voices": (two_worried_voices, Band.REVIEW),
    "repeated_allegations": (repeated_allegations, Band.REVIEW),
    "recalled": (recalled, Band.REVIEW),
    "convicted": (convicted, Band.REVIEW),
    "assessed_high": (assessed_high, Band.NOTE),
}
"""Every rule beside the sum by its name, in the order in which they are told, with the highest
band that it can reach: more concerns never take a rule below what it reached on fewer."""


def _close_together(scales: RuleScales, concerns: int, voices: int) -> str:
    """Say how close worried concerns came; those of several spans are never said to be of one.

    Why:
        Three of 2010 and three of 2020 read as six within twelve months, at a discussion.
    """
    least, span = scales.concerns_for_discuss, f"{scales.concerns_within_months} months"
    told = f"{concerns} worried concerns of {voices} voices came"
    if concerns <= least:
        return f"{told} within {span}."
    return f"{told} close together: each was one of {least} or more within {span}."


def _worrying_households(grounds: Grounds) -> tuple[str, ...]:
    """Return what names his households and what worries, where both are enough; else none."""
    if len(grounds.households) < grounds.scales.access_households:
        return ()
    has_voices = len(grounds.worried_voices) >= grounds.scales.access_voices
    if not has_voices and not grounds.grooming:
        return ()
    worried = grounds.worried.concerns if has_voices else ()
    return tuple(sorted({*grounds.at_home.concerns, *grounds.grooming.concerns, *worried}))


def _by_report_or_rumour(
    found: Sequence[Bearing], *, rule: str, told: str, rumour: str, lesson: str
) -> Fired | None:
    if not found:
        return None
    reported = [bearing for bearing in found if bearing.entry.known_by is not KnownBy.RUMOUR]
    if reported:
        return Fired(rule, Band.ACT_NOW, told, lesson, concerns_of(reported))
    return Fired(rule, Band.REVIEW, rumour, lesson, concerns_of(found))
