"""The one tree of errors; an error knows its code and its facts, never a person.

DueRegardError
├── RefusedError        the rules say no
│   ├── ClosureRefusedError
│   ├── FlagRefusedError
│   ├── JudgementRefusedError
│   ├── TransitionRefusedError
│   ├── PurposeMissingError
│   └── SignInRefusedError
├── ConflictError       somebody was first
├── NotFoundError       missing, or not for you: both look alike
├── PolicyError         config unusable; the service does not start
└── UnavailableError    try again
"""

from collections.abc import Mapping


class DueRegardError(Exception):
    """Base of all errors of the house.

    Facts are ids, codes and counts only; words about a person never enter an error,
    because errors end in logs and on screens (promise P10).
    """

    code = "error"

    def __init__(self, **facts: int | str | tuple[str, ...]) -> None:
        self.facts: Mapping[str, int | str | tuple[str, ...]] = facts
        super().__init__(self.code, facts)


class RefusedError(DueRegardError):
    """The rules say no."""

    code = "refused"


class ClosureRefusedError(RefusedError):
    """What was given may not close a concern; `missing` lists codes of what is missing."""

    code = "refused.closure"


class FlagRefusedError(RefusedError):
    """A flag lacks owner, review date, source, lawful basis, or an end; `missing` names them."""

    code = "refused.flag"


class JudgementRefusedError(RefusedError):
    """A judgement on a link lacks its reason, or asks what no human may do."""

    code = "refused.judgement"


class TransitionRefusedError(RefusedError):
    """The thing is not in a state from which this step may be taken."""

    code = "refused.transition"


class PurposeMissingError(RefusedError):
    """A read of a person's record came without a purpose."""

    code = "refused.purpose"


class LeavingRefusedError(RefusedError):
    """Whoever leaves, or a desk that closes, still holds something; `held` says how much."""

    code = "refused.leaving"


class SignInRefusedError(RefusedError):
    """Name, password or link did not fit; which of them is never said."""

    code = "refused.sign_in"


class ConflictError(DueRegardError):
    """Somebody was first; read again and decide again."""

    code = "conflict"


class NotFoundError(DueRegardError):
    """Missing and not-for-you look alike (promise P13)."""

    code = "not_found"


class PolicyError(DueRegardError):
    """The configuration cannot be used; `faults` holds one sentence a fault."""

    code = "policy"

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


class UnavailableError(DueRegardError):
    """Something needed is away; nothing was done, try again."""

    code = "unavailable"
