"""What officers of a replay do with families: who was seen apart, what they were told."""

from datetime import date

from intake.actions.keep_contact import keep_contact
from intake.actions.tell_family import decide_telling, keep_said
from intake.domain.contact import Contact
from intake.domain.disclosing import Decision, Said
from intake.domain.errors import NotFoundError
from intake.domain.private import private
from intake.policy import replay_family_events as told
from intake.running.replay_stage import Stage


def contact(stage: Stage, one: told.SpokenTo) -> None:
    """Keep who was spoken to, on every record that holds the person."""
    officer = stage.officer(one.desk)
    for number in stage.record_ids(one.person):
        keep_contact(
            stage.office,
            officer=officer,
            contact=Contact(
                person_id=number,
                with_whom=private(one.with_whom),
                how=one.how,
                held_on=one.held_on or _today(stage),
                who_else=one.who_else,
                present=private(one.present),
                words=private(one.words),
                officer=officer.name,
                desk=officer.desk,
                at=stage.clock.at,
                is_denial=one.denial,
                why_joint=private(one.why_joint),
                was_warned=one.warned,
                told=private(one.told),
                concern_id=stage.reports[one.report].id if one.report else None,
            ),
        )


def telling(stage: Stage, one: told.TellingDecided) -> None:
    """Keep what two decided to tell, or not to."""
    officer = stage.officer(one.desk)
    kept = decide_telling(
        stage.office,
        officer=officer,
        decision=Decision(
            person_id=stage.record_ids(one.person)[0],
            decided=one.decided,
            what=private(one.what),
            to_whom=private(one.to_whom),
            route=one.route,
            words=private(one.words),
            asked_of=private(one.asked_of),
            why=private(one.why),
            authorised_by=stage.officer(one.second).name if one.second else "",
            say_by_on=one.say_by,
            follow_up_on=one.follow_up,
            officer=officer.name,
            desk=officer.desk,
            at=stage.clock.at,
        ),
    )
    stage.tellings[one.id] = kept.id


def telling_said(stage: Stage, one: told.TellingSaid) -> None:
    """Keep that the words were said.

    Raises:
        NotFoundError: What to tell was refused, so there is nothing to say.
    """
    if one.telling not in stage.tellings:
        raise NotFoundError(what="telling")
    officer = stage.officer(one.desk)
    keep_said(
        stage.office,
        officer=officer,
        said=Said(
            decision_id=stage.tellings[one.telling],
            said_on=one.said_on or _today(stage),
            by_whom=private(one.by_whom),
            words=private(one.words),
            understood=one.understood,
            language=private(one.language),
            officer=officer.name,
            desk=officer.desk,
            at=stage.clock.at,
        ),
    )


def _today(stage: Stage) -> date:
    return stage.policy.duty.office.local_day(stage.clock.at)
