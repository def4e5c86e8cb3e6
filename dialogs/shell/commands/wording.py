"""`wording update`, `wording check`: the catalogues that translators work in."""

from pathlib import Path
from typing import Annotated

import typer

from dialogs.shell.commands.telling import say
from dialogs.shell.wording import (
    catalogue_of,
    languages_of,
    messages_of,
    missing_of,
    path_of,
    taken_up_again,
    told_of,
)
from intake.policy import files
from intake.policy.loader import PolicySet
from intake.policy.wording import WORDING, out_of_use_in
from intake.running.opening import policy_of
from intake.settings import read_settings

app = typer.Typer()
wording_app = typer.Typer(no_args_is_help=True, help="Translations, in config/wording.")
app.add_typer(wording_app, name="wording")

Folder = Annotated[Path | None, typer.Argument(help="A folder of settings; else the one in use.")]


@wording_app.command(epilog="Example: dueregard wording update ./config")
def update(folder: Folder = None) -> None:
    """Write every text that is said into each catalogue, in its place, and keep translations.

    What has no translation yet stands there empty; what is no longer said is kept at the end,
    and comes back to its place when it is said again.
    """
    policy = _policy(folder)
    messages = messages_of(policy)
    for known in languages_of(policy):
        path = path_of(policy.folder / WORDING, known)
        path.parent.mkdir(parents=True, exist_ok=True)
        old = out_of_use_in(path)
        tongue = taken_up_again(known, old, messages)
        path.write_text(catalogue_of(tongue, messages, out_of_use=old), encoding="utf-8")
        say(f"{path}: {len(missing_of(tongue, messages))} of {len(messages)} to be translated")


@wording_app.command(epilog="Example: dueregard wording check ./config")
def check(folder: Folder = None) -> None:
    """Say what each language lacks, and whether a native speaker has reviewed it."""
    policy = _policy(folder)
    messages = messages_of(policy)
    for tongue in languages_of(policy):
        say(*(told_of(tongue, messages) or (f"{tongue.english}: whole and reviewed",)))


def _policy(folder: Path | None) -> PolicySet:
    settings = read_settings()
    if folder is not None:
        settings = settings.model_copy(update={"config": folder})
    policy = policy_of(settings)
    if not (policy.folder / WORDING).is_dir():
        say(f"{policy.folder} has no {WORDING}; the packaged one is said: {files.PACKAGED}")
    return policy
