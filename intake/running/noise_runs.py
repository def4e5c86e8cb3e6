"""Years at one setting or two, each in a process of its own; read `figures_at` first."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from intake.domain.errors import PolicyError
from intake.policy.loader import PolicySet, load_policy
from intake.running.noise_figures import Figures, figures_of
from intake.running.noise_play import play
from intake.running.noise_year import concerns_of

MOST = 100_000
"""More reports than this are refused: it is a slip of the pen, or a night's work."""

LOOK_EVERY_SECONDS = 0.3
_done: Any = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be played.

    Args:
        folders: Folders of settings; None is the packaged one.
        seed: Of the reports; the same for all, so that two settings meet the same year.
        share: The share of the reported people, above 0 to 1.
    """

    folders: tuple[Path | None, ...]
    seed: int
    share: float


def figures_at(asked: Asked, *, progress: Callable[[int], None] = lambda _: None) -> list[Figures]:
    """Play a year at each setting and return the figures, in the order asked.

    Args:
        asked: What is to be played.
        progress: Told how many reports are made, all years together.

    Raises:
        PolicyError: A folder has faults, or a year has more than `MOST` reports.
    """
    policies = policies_of(asked)
    if len(policies) == 1:
        return [_one(policies[0], asked, lambda done, _: progress(done))]
    context = get_context("spawn")
    counts: Any = context.Array("i", len(policies))
    workers = ProcessPoolExecutor(
        max_workers=len(policies), mp_context=context, initializer=_share_counts, initargs=(counts,)
    )
    with workers as pool:
        futures = [
            pool.submit(_in_a_process, folder, asked, place)
            for place, folder in enumerate(asked.folders)
        ]
        _wait(futures, lambda: progress(sum(counts)))
        return [one.result() for one in futures]


def policies_of(asked: Asked) -> list[PolicySet]:
    """Load the settings of each folder.

    Raises:
        PolicyError: As `figures_at`; faults of a second folder are told with its name.
    """
    policies = [load_policy(folder) for folder in asked.folders]
    for policy in policies:
        many = concerns_of(policy) * asked.share
        if many > MOST:
            fault = (
                f"noise.yaml: {many:,.0f} concerns are more than can be played; lower "
                "county.people or concerns.per_1000_people_a_year, or play a --share"
            )
            raise PolicyError((fault,))
    return policies


def _one(policy: PolicySet, asked: Asked, progress: Callable[[int, int], None]) -> Figures:
    played = play(policy, seed=asked.seed, share=asked.share, progress=progress)
    return figures_of(played, policy)


def _in_a_process(folder: Path | None, asked: Asked, place: int) -> Figures:
    def progress(done: int, _of: int) -> None:
        _done[place] = done

    return _one(load_policy(folder), asked, progress)


def _share_counts(counts: Any) -> None:
    global _done  # noqa: PLW0603 - how a worker process is handed what it shares
    _done = counts


def _wait(futures: Sequence[Future[Figures]], tell: Callable[[], None]) -> None:
    while not all(one.done() for one in futures):
        time.sleep(LOOK_EVERY_SECONDS)
        tell()
