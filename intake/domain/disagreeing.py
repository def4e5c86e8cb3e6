"""A reporter says that it was not taken seriously: who answers, level by level.

Read `level_now`. The levels are those by which agencies challenge a decision
(`config/decisions.yaml`); an entry of the diary bears its level in its cause.
"""

from collections.abc import Collection, Iterable, Sequence

from intake.domain.challenge import Level
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.errors import TransitionRefusedError

BEGINS = "disagreement:"


def cause_at(addition_id: int, level: int) -> str:
    """Return the cause of what is owed for the words of a disagreement at one level."""
    return f"{BEGINS}{addition_id}" if level == 0 else f"{BEGINS}{addition_id}:{level}"


def level_in(cause: str) -> int:
    """Return the level in a cause, from 0; 0 for one that says none."""
    _, _, level = cause.removeprefix(BEGINS).partition(":")
    return int(level) if level.isdecimal() else 0


def addition_in(cause: str) -> int:
    """Return which words a cause is about; 0 for another cause."""
    if not cause.startswith(BEGINS):
        return 0
    number, _, _ = cause.removeprefix(BEGINS).partition(":")
    return int(number) if number.isdecimal() else 0


def level_now(diary: Iterable[DiaryEntry], levels: Sequence[Level]) -> int:
    """Return the level at which new words of a disagreement are answered.

    Args:
        diary: Everything ever owed about the concern, in any order; may be empty.
        levels: The levels in force; at least one.

    Returns:
        The first level where nothing was answered yet, and that of what still waits; after an
        answer the next. Above the last there is none, so the last is asked again.

    Why:
        Agencies could take a decision further and whoever told could not: the desk that had
        not listened was the only one ever asked again (both reviews). Only the reporter's own
        words and a named officer's answers count here (promise P4).
    """
    told = [one for one in diary if one.kind is DiaryKind.DISAGREEMENT]
    last = len(levels) - 1
    if waiting := [level_in(one.cause) for one in told if one.is_owed]:
        return min(max(waiting), last)
    answered = [level_in(one.cause) + 1 for one in told if one.met_by]
    return min(max(answered, default=0), last)


def check_may_answer(
    entry: DiaryEntry,
    levels: Sequence[Level],
    *,
    officer: str,
    role: str,
    desk: str,
    answered_by: Collection[str],
) -> None:
    """Refuse an answer by somebody who may not give it at this level.

    Args:
        entry: What is owed.
        levels: The levels in force.
        officer: Who answers, by name.
        role: Their role.
        desk: Their desk.
        answered_by: Who answered this reporter's disagreements before.

    Raises:
        TransitionRefusedError: Another desk or role answers here, or they answered before.
    """
    level = levels[min(level_in(entry.cause), len(levels) - 1)]
    is_theirs = desk == entry.desk and role in level.roles
    if not is_theirs or officer in answered_by:
        raise TransitionRefusedError(diary=entry.id, step="answer")
