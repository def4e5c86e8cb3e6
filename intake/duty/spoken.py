"""In which languages a concern was told, and whether whoever told it needs an interpreter."""

from collections.abc import Mapping

from intake.domain.concern import Submission
from intake.domain.tongue import ENGLISH, Tongue


def interpreter_for(told: Submission, tongues: Mapping[str, Tongue]) -> str:
    """Return the language an interpreter is needed for, as a desk reads it; empty for English.

    It is the language in which the teller ended: what they chose to go on in is what they can
    be spoken with.
    """
    code = told.language.partition("-")[0]
    return "" if code == ENGLISH.code else _name(code, tongues)


def words_in(told: Submission, tongues: Mapping[str, Tongue]) -> tuple[str, ...]:
    """Return the languages that the words were typed in, where not all is English."""
    codes = {code for asked in told.answers for code in asked.language.split()}
    if codes <= {ENGLISH.code}:
        return ()
    return tuple(sorted(_name(code, tongues) for code in codes))


def _name(code: str, tongues: Mapping[str, Tongue]) -> str:
    """Return a language's name; one that another system named and we do not speak is its code."""
    return tongues[code].english if code in tongues else f"language “{code}”"
