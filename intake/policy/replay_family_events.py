"""Deeds of a replay with families: who was spoken to and beside whom, what they were told.

Read `SpokenTo`, then `TellingDecided` and `TellingSaid`; `Deeds` in `replay_events.py` names them.
"""

from datetime import date

from pydantic import Field

from intake.domain.contact import ContactHow, WhoElse
from intake.domain.disclosing import Decided, LegalRoute, Understood
from intake.policy.base import Policy
from intake.policy.replay_words import Words


class SpokenTo(Policy):
    """An officer writes down that somebody was spoken to about a person, and who else was there.

    Args:
        desk: Whose officer.
        person: About whom: the record of somebody listed, else every one that holds them.
        with_whom: Who was spoken to, as "Ms Mossop, mother".
        how: How.
        held_on: The day; without it the day of the event. A later one is a plan.
        who_else: Who else was there.
        present: Their names; empty for nobody.
        words: What was said.
        denial: They said that nothing happened.
        why_joint: Why it was held all the same, where they were not alone.
        warned: They were warned about the person.
        told: What exactly they were told; a warning without it asks what to tell.
        report: The report that it is about; without it the person as such.
    """

    desk: Words
    person: Words
    with_whom: Words
    how: ContactHow = ContactHow.VISIT
    held_on: date | None = None
    who_else: WhoElse = WhoElse.NOBODY
    present: Words = ""
    words: Words = Field(min_length=1)
    denial: bool = False
    why_joint: Words = ""
    warned: bool = False
    told: Words = ""
    report: Words = ""


class TellingDecided(Policy):
    """Two officers decide what a family is told about a person, or that it is not told.

    Args:
        id: What `telling_said` calls it.
        desk: Whose officer writes it down; the desk owes its saying and its follow-up.
        person: About whom.
        decided: What was decided.
        what: What may be told, and what may not.
        to_whom: Who is told.
        route: By which right.
        words: The exact words.
        asked_of: What they are asked to do with it.
        why: Why; of not telling, why not.
        second: The desk whose officer agrees.
        say_by: The day by which it is said; empty where it is not told.
        follow_up: The day on which somebody asks how it went, or looks again.
    """

    id: Words
    desk: Words
    person: Words
    decided: Decided = Decided.TELL
    what: Words = ""
    to_whom: Words = ""
    route: LegalRoute = LegalRoute.CHILD_PROTECTION
    words: Words = ""
    asked_of: Words = ""
    why: Words = ""
    second: Words = ""
    say_by: date | None = None
    follow_up: date


class TellingSaid(Policy):
    """An officer writes down that the words were said, and whether they were understood."""

    desk: Words
    telling: Words
    said_on: date | None = None
    by_whom: Words = ""
    words: Words = ""
    understood: Understood = Understood.YES
    language: Words = "English"
