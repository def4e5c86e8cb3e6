"""How commands speak: errors as one sentence, bars where it takes long, tables; read `Told`."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from typer.core import TyperGroup

from intake.domain.errors import DueRegardError, PolicyError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

AFTER_SECONDS = 2.0
"""How long an act may take before a bar shows that it goes on."""

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "error": "Something went wrong, and it is our fault; nothing was changed.",
        "refused": "The rules do not allow this.",
        "refused.closure": "This may not be closed yet.",
        "refused.flag": "A flag needs an owner, a review date, a source and a lawful basis.",
        "refused.judgement": "An answer on a match needs a reason.",
        "refused.transition": "This is not in a state from which that step may be taken.",
        "refused.purpose": "Say why you look, with --purpose WORDS and --by NAME; it is kept.",
        "refused.leaving": "Something is held still; hand it over first, with --hand-to LOGIN "
        "--by LOGIN --reason WORDS.",
        "refused.sign_in": "Name, password or link did not fit.",
        "conflict": "Somebody was first: it is there already, or another run has not ended.",
        "not_found": "There is nothing of that name; look at how it is spelt.",
        "policy": "The settings cannot be used.",
        "unavailable": "The database or a tool does not answer, or another process holds it; "
        "nothing was changed. Try again.",
    }
)  # fmt: skip
"""From an error's code to a sentence; a test walks every subclass of `DueRegardError`."""


def sentences_of(fault: DueRegardError) -> tuple[str, ...]:
    """Return what to say about an error: each fault of settings, or one sentence with codes."""
    if isinstance(fault, PolicyError):
        return fault.faults
    facts = ", ".join(f"{key} {_plain(value)}" for key, value in fault.facts.items())
    return (f"{SENTENCES[fault.code]}{f' ({facts})' if facts else ''}",)


def _plain(value: int | str | tuple[str, ...]) -> str:
    return " and ".join(value) if isinstance(value, tuple) else str(value)


class Told(TyperGroup):
    """A group of commands in which every error of the house ends as a sentence and code 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; see the class."""
        try:
            return super().invoke(ctx)
        except DueRegardError as fault:
            tell(*sentences_of(fault))
        except ValidationError as fault:
            tell(*_of_environment(fault))
        raise typer.Exit(1)


def _of_environment(fault: ValidationError) -> Iterator[str]:
    """Yield a sentence for each key of the environment that cannot be read."""
    for one in fault.errors(include_input=False, include_context=False, include_url=False):
        yield f"{'.'.join(str(part) for part in one['loc'])}: {one['msg'].lower()}"


def tell(*sentences: str) -> None:
    """Write sentences to standard error, one a line."""
    for sentence in sentences:
        err.print(sentence, style="bold red", markup=False)


def say(*lines: str) -> None:
    """Write lines to standard output, as they are."""
    for line in lines:
        out.print(line, markup=False)


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how much is done; a bar shows after two seconds.

    Args:
        label: What is being done.
        total: Of how many; None where nobody knows.
    """
    began = time.monotonic()
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=err,
    )  # fmt: skip
    task = progress.add_task(label, total=total)

    def done(count: int) -> None:
        if not progress.live.is_started and time.monotonic() - began > AFTER_SECONDS:
            progress.start()
        progress.update(task, completed=count)

    try:
        yield done
    finally:
        if progress.live.is_started:
            progress.stop()


def pairs_of(words: list[str], option: str) -> dict[str, str]:
    """Read `name=value` words of an option.

    Raises:
        typer.BadParameter: One has no `=`.
    """
    found = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise typer.BadParameter(f"write {option} NAME=VALUE, not '{word}'")
        found[name.strip()] = value.strip()
    return found
