"""The base of all policy models; read `style.md`'s words on config beside any file here."""

from pydantic import BaseModel, ConfigDict


class Policy(BaseModel):
    """Base of all policy models: closed, frozen, silent about values.

    Closed, because a misspelt key is a rule that silently does not hold; silent, because
    faults are printed and logged.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
