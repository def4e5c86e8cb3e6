"""What the marks of the keys are worth, learned from which record was meant.

Read first: `learn_finding`. It chooses among records found, as `learning.py` does among
records compared: the same fit, on the marks instead of the findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matching.index import Index
from matching.keys import Asked, keys_asked
from matching.learning import Fit
from matching.pieces import Mark
from matching.query import Description
from matching.rarity import Rarities
from matching.settings import MatchSettings
from matching.shortlist import Shortlister

_MOST = 12.0
_RIVALS = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One judged question about somebody listed: what each record found shares with it.

    `shares` holds for each record the amounts of `flat.level` and `times_rarity.level`; that of
    the record meant is the first.
    """

    shares: tuple[Mapping[str, float], ...] = field(repr=False)


def found_for(
    index: Index, query: Description, right: int, settings: MatchSettings
) -> Found | None:
    """Look up what the record meant, and the best of the others, share with a question.

    Args:
        index: The list.
        query: The words asked about.
        right: The id of the record meant.
        settings: Those in force; of a slot the mark counts that they hold to be worth most.

    Returns:
        None where the record stands under none of the keys read: nothing can be learned.
    """
    limits = settings.limits
    asked = keys_asked(query, parts_per_name=limits.parts_per_name)
    rows = index.look(asked.numbers, rows_per_key=limits.rows_per_key)
    counts = dict(zip(asked.numbers, rows.lengths.tolist(), strict=True))
    own = asked.own()
    full = [key.number for key in own if counts[key.number] >= limits.rows_per_key]
    counts.update(index.count(full, at_most=limits.counted_rows) if full else {})
    rarities = Rarities.counted(own, counts, size=rows.size, settings=settings)
    under = np.split(rows.ids, np.cumsum(rows.lengths)[:-1]) if len(asked) else []
    shortlister = Shortlister(settings)
    worths = {mark: shortlister.worth(mark, rarities) for own in asked.marks for mark in own}
    marks = _marks(asked, [ids.tolist() for ids in under], worths)
    if right not in marks:
        return None
    sums = {number: sum(worths[mark] for mark in own) for number, own in marks.items()}
    rivals = sorted((n for n in marks if n != right), key=lambda n: (-sums[n], n))[:_RIVALS]
    return Found(tuple(_amounts(marks[number], rarities, settings) for number in (right, *rivals)))


def _marks(
    asked: Asked, under: Sequence[Sequence[int]], worths: Mapping[Mark, float]
) -> dict[int, list[Mark]]:
    """Give for each record the best mark of each slot."""
    best: dict[int, dict[str, Mark]] = {}
    for ids, marks in zip(under, asked.marks, strict=True):
        for number in ids:
            held = best.setdefault(number, {})
            for mark in marks:
                slot = asked.slots.get(mark[0], mark[0])
                if slot not in held or worths[mark] > worths[held[slot]]:
                    held[slot] = mark
    return {number: list(held.values()) for number, held in best.items()}


def _amounts(
    marks: Iterable[Mark], rarities: Rarities, settings: MatchSettings
) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for mark in marks:
        level = mark[1]
        amounts[f"flat.{level}"] = amounts.get(f"flat.{level}", 0.0) + 1.0
        if level in settings.finding_times:
            code = f"times_rarity.{level}"
            amounts[code] = amounts.get(code, 0.0) + rarities.of.get(mark, 0.0)
    return amounts


def learn_finding(
    found: Sequence[Found], settings: MatchSettings, *, ridge: float = 3.0
) -> dict[str, float]:
    """Learn what marks are worth from which of the records found was meant.

    Args:
        found: Judged questions about somebody listed; may be empty.
        settings: Those in force, towards which the fit is pulled.
        ridge: How strongly.

    Returns:
        By `times_rarity.level` and `flat.level`; what was never seen is as it was. What is
        taken times a rarity is never below 0.
    """
    known = {f"times_rarity.{level}": worth for level, worth in settings.finding_times.items()}
    known |= {f"flat.{level}": worth for level, worth in settings.finding_flat.items()}
    codes = sorted({code for one in found for share in one.shares for code in share})
    if not codes:
        return known
    sizes = [len(one.shares) for one in found]
    starts = np.cumsum([0, *sizes[:-1]])
    amounts = np.zeros((sum(sizes), len(codes)))
    places = {code: place for place, code in enumerate(codes)}
    for row, share in enumerate(share for one in found for share in one.shares):
        for code, amount in share.items():
            amounts[row, places[code]] = amount
    fit = Fit(amounts, starts, np.repeat(np.arange(len(found)), sizes), starts, nobody=False)
    low = np.array([0.0 if code.startswith("times") else -_MOST for code in codes])
    start = np.clip(np.array([known[code] for code in codes]), low, _MOST)
    solved = fit.solve(start, low, np.full(len(codes), _MOST), pull=np.full(len(codes), ridge))
    return {**known, **dict(zip(codes, solved.tolist(), strict=True))}
