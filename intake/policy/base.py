"""The base of all policy models; read `style.md`'s words on config beside any file here."""

from typing import Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Policy(BaseModel):
    """Base of all policy models: closed, frozen, silent about values.

    Closed, because a misspelt key is a rule that silently does not hold; silent, because
    faults are printed and logged.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _off(value: Any) -> Any:
    return "off" if value is False else value


BARE_OFF = BeforeValidator(_off)
"""For a list of words with *off* among them: YAML reads a bare off, no or false as a boolean."""
