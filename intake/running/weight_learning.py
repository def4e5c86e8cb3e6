"""Learning the matcher's weights from an organisation's own judged questions.

Read `propose_weights` first. It writes a proposal beside the settings in force and adopts
nothing: a named human reads it, puts it in place and adopts it with `dueregard policy adopt`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import FileList, description_of
from intake.running.sheets import columns_of, read_lines
from matching.learning import Case, Learned, learn
from matching.matcher import Matcher
from matching.settings import MatchSettings

_GROUP = re.compile(r"^  (\w+):\s*(?:#.*)?$")
_WEIGHT = re.compile(r"^(    (\w+): *)-?[\d.]+(.*)$")
_PRIOR = re.compile(r"^(  (points|at_fitting|size_at_fitting): *)-?[\d.]+(.*)$")
_SECTION = re.compile(r"^(\w+):")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was learned from: judged questions, those about somebody listed, and lost ones.

    `lost` are questions whose person was not among the records compared.
    """

    questions: int
    listed: int
    lost: int


def propose_weights(
    queries: Path,
    truth: Path,
    held: FileList,
    settings: MatchSettings,
    *,
    written: str,
    out: Path,
    today: date,
    progress: Callable[[int], None] = lambda _: None,
) -> Proposal:
    """Learn weights from judged questions and write them into a copy of the settings file.

    Args:
        queries: CSV or XLSX as for bulk screening, with `query_id`.
        truth: CSV or XLSX with `query_id` and `registry_id`, empty where nobody was meant.
        held: The registry that was asked.
        settings: The settings in force.
        written: The text of `matching.yaml` in force; its comments are kept.
        out: The file to write.
        today: The day as of which ages are read.
        progress: Told after each question how many are done.

    Raises:
        PolicyError: A column is missing, the two sorts of questions are not both there, or
            the file cannot be written.

    Why:
        Weights that retrain themselves on what was shown confirm what they believe: so the
        judged questions must hold a random sample of pairs that were not shown, and a human
        signs (issue 3, point 4).
    """
    answers = _answers(truth)
    numbers = {label: number for number, label in held.labels.items()}
    matcher = Matcher(settings)
    cases: list[Case] = []
    for line in read_lines(queries):
        label = line.cells.get("query_id", "")
        if label in answers:
            query = description_of(line.cells, today=today)
            compared = matcher.compared(held.index, query, today=today)
            right = numbers.get(answers[label]) if answers[label] else None
            cases.append(Case(compared.rated, right))
            progress(len(cases))
    try:
        learned = learn(cases, settings)
    except ValueError as fault:
        raise PolicyError((f"{truth}: {fault}",)) from fault
    try:
        out.write_text(with_weights(written, learned, size=held.index.size()), encoding="utf-8")
    except OSError as fault:
        raise PolicyError((f"cannot write {out.resolve()}; choose another place",)) from fault
    return Proposal(len(cases), learned.listed, len(cases) - learned.cases)


def _answers(truth: Path) -> Mapping[str, str]:
    for column in ("query_id", "registry_id"):
        if column not in columns_of(truth):
            raise PolicyError((f"{truth}: no column {column}",))
    return {
        line.cells["query_id"]: line.cells.get("registry_id", "")
        for line in read_lines(truth)
        if line.cells.get("query_id")
    }


def with_weights(written: str, learned: Learned, *, size: int) -> str:
    """Put learned numbers into the text of a settings file; comments and order stay.

    Args:
        written: The text of `matching.yaml`.
        learned: The proposal.
        size: Length of the list that was asked, on which the first row's points hold.

    Returns:
        The new text, numbers with two decimals.
    """
    prior = {
        "points": f"{learned.prior_points:.2f}",
        "at_fitting": f"{learned.at_fitting:.3f}",
        "size_at_fitting": str(size),
    }
    section = group = ""
    lines = []
    for line in written.splitlines():
        kept = line
        if found := _SECTION.match(line):
            section = found[1]
        elif section == "weights" and (found := _GROUP.match(line)):
            group = found[1]
        elif section == "weights" and (found := _WEIGHT.match(line)):
            kept = f"{found[1]}{_two(learned.weights[f'{group}.{found[2]}'])}{found[3]}"
        elif section == "prior" and (found := _PRIOR.match(line)):
            kept = f"{found[1]}{prior[found[2]]}{found[3]}"
        lines.append(kept)
    return "\n".join(lines) + "\n"


def _two(weight: float) -> str:
    return f"{round(weight, 2) + 0.0:.2f}"
