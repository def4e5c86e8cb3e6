"""The figures as Markdown tables, weak spots included.

Read first: `report`. Nothing of the data is told but counts: a row may be a real person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from tests.bench.peers.contender import Contender
from tests.bench.peers.data import Bench
from tests.bench.peers.figures import Figures, Share
from tests.bench.peers.leads import EVERYBODY, Leads
from tests.bench.peers.sizing import Sized

_LEAST_SHOWN = 10
_KINDS = 12
_ORIGIN = "names_"
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that one run found out; `leads` are our own."""

    bench: Bench
    contenders: Sequence[Contender]
    figures: Mapping[str, Figures]
    sized: Sequence[Sized]
    leads: Mapping[str, Leads]
    skipped: Sequence[str]


def report(run: Measured) -> str:
    """Write the report; begins with what was measured on what."""
    parts = (
        _how(run),
        _main_table(run),
        _slices(run, "Right person first, by what the question is like", "first_of", origins=False),
        _slices(run, "False alarms, by who is asked about", "false_alarms_of", origins=False),
        _slices(run, "Right person first, by origin of the name", "first_of", origins=True),
        _slices(run, "False alarms, by origin of the name", "false_alarms_of", origins=True),
        _errors(run),
        _leads(run),
        _sizes(run),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def in_short(run: Measured) -> str:
    """Write what README shows: the main table, and of a folder our errors and the lengths."""
    counted = f"{len(run.bench.checking):,} questions judged, {len(run.bench.registry):,} records:"
    parts = [counted, _main_table(run)]
    if run.bench.teaches:
        parts += [_errors(run), _sizes(run)]
    return "\n\n".join(part.replace("## ", "#### ") for part in parts if part)


def table(head: Cells, rows: Iterable[Cells]) -> str:
    """Draw a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _shown(run: Measured) -> list[Contender]:
    return [one for one in run.contenders if one.name in run.figures]


def _how(run: Measured) -> str:
    bench = run.bench
    listed = sum(one.right is not None for one in bench.checking)
    taught = (
        "Our weights are learned on the training half, from nothing."
        if any(getattr(one, "is_taught", False) for one in run.contenders)
        else "Our weights are those of the settings as they stand."
    )
    data = (
        f"Data: {bench.note}. {len(bench.registry):,} records; judged on {len(bench.checking):,}"
        f" questions of the checking half, {listed:,} about somebody listed. Lines, and what a"
        f" peer's score is worth, are fixed on {len(bench.training):,} questions of the training"
        f" half; Splink learns from all {len(bench.learning):,} of it. {taught}"
    )
    lines = [
        "# The matcher beside its peers",
        "",
        data,
        "",
        *(f"- **{one.label}**: {one.how}." for one in _shown(run)),
        *(f"- Skipped: {line}" for line in run.skipped),
    ]
    return "\n".join(lines)


def _main_table(run: Measured) -> str:
    head = ("matcher", "recall at 1 · 5 · 10", "F1", "at recall 0.80", "at 0.90", "at 0.95",
            "ECE", "time p50 · p99")  # fmt: skip
    rows = [
        (
            one.label,
            " · ".join(share.told for share in found.recall.values()),
            f"{found.f1:.3f}",
            *(f"{at[0]:.3f} / {at[1]:.3f}" if at else "not reached" for at in found.at.values()),
            f"{found.calibration:.4f}",
            _times(run, one.name),
        )
        for one in _shown(run)
        for found in (run.figures[one.name],)
    ]
    words = (
        "F1 with the line fixed on the training half. At a recall: precision / false alarms. ECE in"
        " ten bins; a peer's score is first made a probability by a rising fit on the training"
        " half. Time as a share of the naive scan's for the same question."
    )
    return f"{table(head, rows)}\n\n{words}"


def _times(run: Measured, name: str) -> str:
    for one in run.sized:
        if one.name == name and one.size == len(run.bench.registry):
            return f"{_quantile(one.ratios, 0.5):.3f} · {_quantile(one.ratios, 0.99):.3f}"
    return "not timed"


def _slices(run: Measured, title: str, what: str, *, origins: bool) -> str:
    shown = _shown(run)
    if not shown:
        return ""
    found = {one.name: getattr(run.figures[one.name], what) for one in shown}
    lead = found[shown[0].name]
    names = [
        name
        for name, share in sorted(lead.items(), key=lambda item: -item[1].of)
        if share.of >= _LEAST_SHOWN and name.startswith(_ORIGIN) == origins
    ]
    if not names:
        return ""
    rows = [
        (name, str(lead[name].of), _with_interval(lead[name]),
         *(found[one.name][name].told for one in shown[1:]))
        for name in names
    ]  # fmt: skip
    head = ("", "questions", f"{shown[0].label}, 95 %", *(one.label for one in shown[1:]))
    return f"## {title}\n\n{_overall(run, what)}{table(head, rows)}"


def _overall(run: Measured, what: str) -> str:
    if what != "false_alarms_of":
        return ""
    told = ", ".join(
        f"{one.label} {run.figures[one.name].false_alarms.told}" for one in _shown(run)
    )
    return f"Shown somebody at the fixed line, of all questions about nobody: {told}.\n\n"


def _with_interval(share: Share) -> str:
    low, high = share.interval
    return f"{share.told} [{low:.3f}, {high:.3f}]"


def _errors(run: Measured) -> str:
    """Our own errors by kind; a question may be of several."""
    ours = next((run.figures[one.name] for one in _shown(run) if one.name == "ours"), None)
    if ours is None:
        return ""
    first, ten, alarms = ours.recall[1], ours.recall[10], ours.false_alarms
    lost = {name: share.of - share.hits for name, share in ours.first_of.items()}
    wrong = {name: share.hits for name, share in ours.false_alarms_of.items()}
    return (
        "## What Due Regard gets wrong\n\n"
        f"Of {first.of:,} questions about somebody listed {first.of - first.hits} are not first and"
        f" {ten.of - ten.hits} not among ten; of {alarms.of:,} about nobody {alarms.hits} are shown"
        f" somebody. A question may be of several kinds.\n\n- Not first: {_most(lost)}."
        f"\n- False alarms: {_most(wrong)}."
    )


def _most(counts: Mapping[str, int]) -> str:
    kinds = {name: n for name, n in counts.items() if n and name not in ("match", "nonmatch")}
    first = sorted(kinds.items(), key=lambda item: -item[1])[:_KINDS]
    return ", ".join(f"{name} {n}" for name, n in first) or "none"


def _leads(run: Measured) -> str:
    everybody = run.leads.get(EVERYBODY)
    if everybody is None or not everybody.nobody:
        return ""
    bands = ("strong", "possible", "name_only", "other_date", "weak", "none", "not found")
    rows = [
        (band, _thousand(everybody.false_share(band)), everybody.right_share(band).told)
        for band in bands
    ]
    head = ("band", "of 1,000 reports about nobody listed", "right person of those listed")
    origins = [
        (name, str(own.nobody), _thousand(own.false_share("strong")),
         _thousand(own.false_share("possible")))
        for name, own in sorted(run.leads.items(), key=lambda item: -item[1].nobody)
        if own.nobody >= _LEAST_SHOWN
    ]  # fmt: skip
    by_origin = table(("", "reports about nobody", "strong, of 1,000", "possible"), origins)
    title = "## Due Regard's leads, at the prior in force"
    return f"{title}\n\n{table(head, rows)}\n\n{by_origin}"


def _thousand(share: Share) -> str:
    low, high = share.interval
    return f"{1000 * share.value:.0f} [{1000 * low:.0f}, {1000 * high:.0f}]"


def _sizes(run: Measured) -> str:
    if not run.sized:
        return ""
    labels = {one.name: one.label for one in run.contenders}
    rows = [
        (
            f"{one.size:,}",
            labels[one.name],
            f"{one.build_s:.1f}",
            "not measured" if isnan(one.memory_mb) else f"{max(one.memory_mb, 0):.0f}",
            f"{_quantile(one.own_ms, 0.5):.2f} · {_quantile(one.own_ms, 0.99):.2f}",
            f"{_quantile(one.ratios, 0.5):.4f} · {_quantile(one.ratios, 0.99):.4f}",
            f"{_quantile(one.own_ms, 0.99) / _quantile(one.naive_ms, 0.99):.4f}",
            f"{len(one.own_ms)} ({len(one.ratios)})",
            f"{one.first.told} · {one.in_ten.told} of {one.in_ten.of}",
        )
        for one in run.sized
    ]
    head = ("records", "matcher", "build, s", "memory, MB", "ms p50 · p99", "ratio p50 · p99",
            "p99 / p99", "timed (both)", "recall at 1 · 10")  # fmt: skip
    words = (
        "Longer lists are enlarged with people made up from name tables, for size only; a shorter"
        " one is a part of the data. Processor time; each question is new to the process, which"
        " had forty others before. A ratio is to the naive scan on the very same question; with"
        " few timed, p99 is nearly the slowest. Memory is what the process holds more than with"
        " a list of 300. Each peer is timed on lists as long as it bears."
    )
    return f"## By length of the list\n\n{table(head, rows)}\n\n{words}"


def _quantile(values: Sequence[float], share: float) -> float:
    return float(np.quantile(values, share)) if values else float("nan")
