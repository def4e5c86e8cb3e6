"""Builders of what a decider says beside a decision."""

from intake.domain.deciding import Said
from intake.domain.dossier import SignAnswer
from intake.domain.private import private


def said(*signs: str, grounds: tuple[str, ...] = ("seen_alone",), **told) -> Said:
    """Give what makes a closing whole: something to rest on, each sign answered, nobody asked."""
    told.setdefault("alone_because", "The nurse was on leave; asked on Monday.")
    answers = tuple(SignAnswer(one, private("Seen alone; explained.")) for one in signs)
    return Said(grounds=grounds, answers=answers, **told)
