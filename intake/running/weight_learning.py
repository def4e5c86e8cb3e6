"""Learning the matcher's weights from an organisation's own judged questions.

Read `propose_weights` first. It writes a proposal beside the settings in force and adopts
nothing: a named human signs it, puts it in place and adopts it with `dueregard policy adopt`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import FileList, description_of
from intake.running.sheets import columns_of, read_lines
from intake.running.unshown_sample import Sample, judged_sample
from matching.finding import Found, found_for, learn_finding
from matching.judging import Checked, cross_checked
from matching.learning import Case, Learned, learn
from matching.matcher import Matcher
from matching.query import Description
from matching.settings import MatchSettings, Signed

_GROUP = re.compile(r"^  (\w+):\s*(?:#.*)?$")
_WEIGHT = re.compile(r"^(    (\w+): *)-?[\d.]+(.*)$")
_VALUE = re.compile(r"^(  (\w+): *)(?:\"[^\"]*\"|-?[\d.]+)(.*)$")
_SECTION = re.compile(r"^(\w+):")
ABSENT = -1
"""Stands for somebody who was meant and is not on this list."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is learned from: the questions, the truth as humans said it, the judged sample.

    `truth` has `query_id` and `registry_id`, empty where nobody was meant; `sample` is the
    judged sheet of pairs that nobody was shown, None where there is none.
    """

    queries: Path
    truth: Path
    sample: Path | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was learned from: judged questions, those about somebody listed, and lost ones.

    `lost` are questions whose person was not among the records compared; `unshown` pairs were
    judged that nobody had been shown, `missed` of them one person. `checked` has the figures
    of the weights in force and of the proposed.
    """

    questions: int
    listed: int
    lost: int
    unshown: int
    missed: int
    checked: Checked


def propose_weights(
    judged: Judged,
    held: FileList,
    settings: MatchSettings,
    *,
    signed_by: str,
    written: str,
    out: Path,
    today: date,
    progress: Callable[[int], None] = lambda _: None,
) -> Proposal:
    """Learn weights from judged questions and write them into a copy of the settings file.

    Args:
        judged: CSV or XLSX files; the questions as for bulk screening, with `query_id`.
        held: The registry that was asked.
        settings: The settings in force.
        signed_by: Login of the officer who answers for the judgements; see `weight_signing.py`.
        written: The text of `matching.yaml` in force; its comments are kept.
        out: The file to write.
        today: The day as of which ages are read.
        progress: Told after each question how many are done.

    Raises:
        PolicyError: A column is missing, the two sorts of questions are not both there, there
            is no judged sample of pairs that nobody was shown, it contradicts the truth, or
            the file cannot be written.

    Why:
        Weights that retrain themselves on what was shown confirm what they believe: so the
        judged questions must hold a random sample of pairs that were not shown, and a human
        signs (issue 3, point 4).
    """
    answers = _answers(judged.truth)
    sample = judged_sample(
        judged.sample, judged.queries, held, settings, questions=len(answers), today=today
    )
    answers = _with_sample(answers, sample, judged)
    cases: list[Case] = []
    found: list[Found] = []
    people: list[str] = []
    matcher = Matcher(settings)
    numbers = {label: number for number, label in held.labels.items()}
    for label, query in _asked(judged.queries, answers, today):
        right = numbers.get(answers[label], ABSENT) if answers[label] else None
        cases.append(Case(matcher.compared(held.index, query, today=today).rated, right))
        people.append(answers[label] or f"nobody {label}")
        if right is not None and (one := found_for(held.index, query, right, settings)):
            found.append(one)
        progress(len(cases))
    size = held.index.size()
    learned, finding, checked = _learned(cases, found, people, settings, judged.truth, size)
    signed = Signed(signed_by, today.isoformat(), len(cases), len(sample.answers))
    taken_as = max(size, int(settings.prior.smallest_size))
    text = with_weights(written, learned, finding=finding, signed=signed, size=taken_as)
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise PolicyError((f"cannot write {out.resolve()}; choose another place",)) from fault
    return Proposal(
        questions=len(cases),
        listed=learned.listed,
        lost=len(cases) - learned.cases,
        unshown=len(sample.answers),
        missed=sample.same,
        checked=checked,
    )


def _learned(
    cases: list[Case],
    found: list[Found],
    people: list[str],
    settings: MatchSettings,
    truth: Path,
    size: int,
) -> tuple[Learned, Mapping[str, float], Checked]:
    try:
        checked = cross_checked(cases, people, settings, size=size)
        return learn(cases, settings), learn_finding(found, settings), checked
    except ValueError as fault:
        raise PolicyError((f"{truth}: {fault}",)) from fault


def _asked(
    queries: Path, answers: Mapping[str, str], today: date
) -> Iterator[tuple[str, Description]]:
    for line in read_lines(queries):
        label = line.cells.get("query_id", "")
        if label in answers:
            yield label, description_of(line.cells, today=today)


def _answers(truth: Path) -> Mapping[str, str]:
    for column in ("query_id", "registry_id"):
        if column not in columns_of(truth):
            raise PolicyError((f"{truth}: no column {column}",))
    return {
        line.cells["query_id"]: line.cells.get("registry_id", "")
        for line in read_lines(truth)
        if line.cells.get("query_id")
    }


def _with_sample(answers: Mapping[str, str], sample: Sample, judged: Judged) -> Mapping[str, str]:
    """Add whom the sample found; a pair judged different that the truth holds for one is told."""
    against = sum(
        not same and answers.get(query) == record
        for (query, record), same in sample.answers.items()
    )
    if against:
        fault = f"{judged.sample}: {against} pairs are judged different, and {judged.truth} holds"
        raise PolicyError((f"{fault} them for one person; judge them again",))
    missed = {
        query: record
        for (query, record), same in sample.answers.items()
        if same and not answers.get(query)
    }
    return {**answers, **missed}


def with_weights(
    written: str,
    learned: Learned,
    *,
    finding: Mapping[str, float],
    signed: Signed,
    size: int,
) -> str:
    """Put learned numbers into the text of a settings file; comments and order stay.

    Args:
        written: The text of `matching.yaml`.
        learned: The proposed weights.
        finding: What marks are worth, by `group.level`.
        signed: Who answers for it, and from how much it was learned.
        size: Length of the list that was asked, on which the first row's points hold.

    Returns:
        The new text, numbers with two decimals.
    """
    numbers = {f"weights.{code}": _two(worth) for code, worth in learned.weights.items()}
    numbers |= {f"finding.{code}": _two(worth) for code, worth in finding.items()}
    values = {
        "prior.points": f"{learned.prior_points:.2f}",
        "prior.at_fitting": f"{learned.at_fitting:.3f}",
        "prior.size_at_fitting": str(size),
        "learned.signed_by": f'"{signed.signed_by}"',
        "learned.signed_on": f'"{signed.signed_on}"',
        "learned.questions": str(signed.questions),
        "learned.unshown": str(signed.unshown),
    }
    section = group = ""
    lines = []
    for line in written.splitlines():
        kept = line
        if found := _SECTION.match(line):
            section = found[1]
        elif found := _GROUP.match(line):
            group = found[1]
        elif (found := _WEIGHT.match(line)) and (
            code := f"{section}.{group}.{found[2]}"
        ) in numbers:
            kept = f"{found[1]}{numbers[code]}{found[3]}"
        elif (found := _VALUE.match(line)) and (code := f"{section}.{found[2]}") in values:
            kept = f"{found[1]}{values[code]}{found[3]}"
        lines.append(kept)
    return "\n".join(lines) + "\n"


def _two(weight: float) -> str:
    return f"{round(weight, 2) + 0.0:.2f}"
