"""Learns the weights as they are shipped from a whole folder of labelled data.

Usage: python -m tests.bench.refit FOLDER --out proposed.yaml [--some N] [--ridge 3]
The folder is as for screen_quality.py. What an organisation learns from its own judged
questions goes by `dueregard learn-weights`, which wants a sample and a signature. Not a test.
"""

import argparse
from pathlib import Path

from intake.running.weight_learning import with_weights
from matching.finding import found_for, learn_finding
from matching.index.memory import MemoryIndex
from matching.learning import Case, learn
from matching.matcher import Matcher
from matching.settings import Signed
from tests.bench.fairness import questions
from tests.bench.screen_quality import TODAY, settings_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=Path("config/matching.yaml"))
    parser.add_argument("--some", type=int, default=1, help="every n-th query only")
    parser.add_argument("--ridge", type=float, default=3.0)
    parser.add_argument("--finding", action="store_true", help="what marks are worth as well")
    options = parser.parse_args()
    settings = settings_of(options.config)
    records, asked = questions(options.folder, some=options.some)
    index = MemoryIndex.build(records)
    matcher = Matcher(settings)
    cases = [
        Case(matcher.compared(index, one.words, today=TODAY).rated, one.right) for one in asked
    ]
    learned = learn(cases, settings, ridge=options.ridge)
    finding: dict[str, float] = {}
    if options.finding:
        found = [found_for(index, one.words, one.right, settings) for one in asked if one.right]
        finding = learn_finding([one for one in found if one], settings, ridge=options.ridge)
    signed = Signed("", "", questions=len(cases), unshown=0)
    written = options.config.read_text(encoding="utf-8")
    proposed = with_weights(written, learned, finding=finding, signed=signed, size=index.size())
    options.out.write_text(proposed, encoding="utf-8")
    print(f"{learned.cases} questions, {learned.listed} about somebody listed: {options.out}")


if __name__ == "__main__":
    main()
