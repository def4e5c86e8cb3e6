"""Another agency says that a decision is wrong: each level has its clock, and there is a next.

Read `challenge_decision`, then `answer_challenge` and `settle_challenge`.
"""

from collections.abc import Sequence

from intake.actions.undo_decision import is_standing, undo_decision
from intake.domain.challenge import (
    Challenge,
    ChallengeState,
    Level,
    check_challenge,
    level_above,
)
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.dossier import Dossier
from intake.domain.errors import ConflictError, TransitionRefusedError
from intake.domain.held import Officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def challenge_decision(
    office: Office, *, officer: Officer, dossier_id: int, words: str
) -> Challenge:
    """Challenge a decision that stands; an officer of the desk that decided may do so too.

    Raises:
        ConflictError: The desk's challenge of it is open already.
        JudgementRefusedError: `missing` is words.
        NotFoundError: There is no such decision.
        TransitionRefusedError: It does not stand any more.

    Why:
        Health and school disagreed with what was closed, and had nowhere to say so that had to
        answer (both reviews; row P36).
    """
    check_challenge(words)
    with office.begin() as work:
        dossier = work.decisions.dossiers.get(dossier_id)
        if not is_standing(dossier):
            raise TransitionRefusedError(dossier=dossier_id, step="challenge")
        if any(_is_running(one, officer.desk) for one in work.decisions.challenges_of(dossier_id)):
            raise ConflictError(dossier=dossier_id, step="challenge")
        return _at_level(office, work, officer, dossier, words, level=0)


def answer_challenge(
    office: Office, *, officer: Officer, challenge_id: int, changed: bool, words: str
) -> Challenge:
    """Answer a challenge: the decision stands because, or it is undone.

    Raises:
        ConflictError: It was answered before.
        JudgementRefusedError: `missing` holds words, or second where the decider answers.
        NotFoundError: There is no such challenge.
        TransitionRefusedError: Another desk, or another role, answers at this level.
    """
    with office.begin() as work:
        challenge = work.decisions.challenges.get(challenge_id)
        dossier = work.decisions.dossiers.get(challenge.dossier_id)
        kept = work.decisions.challenges.keep(
            challenge.answered(
                levels_of(office)[challenge.level],
                words,
                changed=changed,
                officer=officer.name,
                role=officer.role,
                desk=officer.desk,
                decider=dossier.officer,
                at=work.at,
            )
        )
        for entry in work.dispatch.owed(f"challenge:{kept.id}"):
            work.dispatch.silence(entry.id)
            work.dispatch.diary.keep(entry.meet(officer.name, work.at))
        if changed and is_standing(dossier):
            undo_decision(office, work, officer=officer, dossier=dossier, because=words)
        work.audit.note(
            "challenge.answered", actor=officer.login, challenge=kept.id, state=kept.state.value
        )
        return kept


def settle_challenge(
    office: Office, *, officer: Officer, challenge_id: int, further: str = ""
) -> Challenge:
    """Let an answer stand, or take the challenge to the next level with a reason.

    Args:
        office: The levels.
        officer: Of the desk that challenged.
        challenge_id: Which level of it.
        further: Why the answer does not do; empty lets it stand.

    Returns:
        The level as settled, or the new level.

    Raises:
        ConflictError: It is not answered, or was settled before.
        NotFoundError: There is no such challenge.
        TransitionRefusedError: Another desk challenged, or it stands at the last level.
    """
    with office.begin() as work:
        challenge = work.decisions.challenges.get(challenge_id)
        level = level_above(challenge, levels_of(office)) if further.strip() else 0
        kept = work.decisions.challenges.keep(
            challenge.settled(officer=officer.name, desk=officer.desk, at=work.at)
        )
        work.audit.note(
            "challenge.settled", actor=officer.login, challenge=kept.id, further=int(level > 0)
        )
        if not further.strip():
            return kept
        dossier = work.decisions.dossiers.get(challenge.dossier_id)
        if not is_standing(dossier):
            raise TransitionRefusedError(dossier=dossier.id, step="challenge")
        return _at_level(office, work, officer, dossier, further, level=level)


def levels_of(office: Office) -> Sequence[Level]:
    """Return the levels of a challenge in force."""
    return office.policy.decisions.levels


def desk_of_level(office: Office, first: str, level: Level) -> str:
    """Return which desk answers at a level: the first one asked, or one that does a function.

    Args:
        office: The desks.
        first: The desk whose deed it is: that decided, or that was told.
        level: The level.

    Returns:
        The desk of the function in the first one's area; the catch-all where there is none.
    """
    book = office.policy.duty
    if not level.function or first not in book.desks:
        return first
    found = book.desk_for(level.function, book.desk(first).area)
    return found.name if found is not None else book.catch_all


def _at_level(
    office: Office, work: Work, officer: Officer, dossier: Dossier, words: str, *, level: int
) -> Challenge:
    plan = levels_of(office)[level]
    to_desk = desk_of_level(office, dossier.desk, plan)
    hours = office.policy.duty.desk(to_desk).hours
    kept = work.decisions.challenges.add(
        Challenge(
            dossier_id=dossier.id,
            level=level,
            by_desk=officer.desk,
            officer=officer.name,
            words=private(words.strip()),
            to_desk=to_desk,
            at=work.at,
            answer_by=hours.working_days_later(work.at, plan.within_working_days),
        )
    )
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.CHALLENGE,
            subject=f"challenge:{kept.id}",
            desk=to_desk,
            due_at=kept.answer_by,
            opened_at=work.at,
            next_at=work.at,
            ladder=office.policy.decisions.challenge_ladder,
            cause=f"challenge:{kept.id}",
            only_desk=to_desk if dossier.only_desk else "",
        )
    )
    work.audit.note(
        "challenge.made", actor=officer.login, challenge=kept.id, dossier=dossier.id, level=level
    )
    return kept


def _is_running(challenge: Challenge, desk: str) -> bool:
    """Whether a desk's challenge waits for an answer, or for that desk to settle it."""
    is_waiting = challenge.state in (ChallengeState.OPEN, ChallengeState.ANSWERED)
    return challenge.by_desk == desk and is_waiting
