"""What officers of a replay do for a person over time: events, agreements, handovers."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from intake.actions.agree import check_term, end_agreement, keep_agreement
from intake.actions.hand_over import (
    accept_handover,
    offer_handover,
    refuse_handover,
    take_back_handover,
)
from intake.actions.note_event import answer_told, note_event
from intake.domain.agreement import Term
from intake.domain.errors import NotFoundError
from intake.domain.handover import Handover
from intake.domain.private import private
from intake.policy import replay_steward_events as told
from intake.running.replay_stage import Stage


def event(stage: Stage, one: told.Happened) -> None:
    """Write down what happened to somebody."""
    today = stage.policy.duty.office.local_day(stage.clock.at)
    for number in stage.record_ids(one.person):
        note_event(
            stage.office,
            officer=stage.officer(one.desk),
            person_id=number,
            kind=one.kind,
            happened_on=today,
            words=one.words,
            areas=one.areas,
        )


def answer_told_of(stage: Stage, one: told.AnsweredTold) -> None:
    """Answer what a desk was told of somebody.

    Raises:
        NotFoundError: It was told of nothing that is not answered.
    """
    with stage.office.look() as work:
        records = stage.records_of(work, one.person)
        waiting = [
            telling.alert_id
            for telling, happened in work.stewards.unanswered([one.desk])
            if happened.person_id in records
            and one.event in (None, happened.kind)
            and telling.alert_id is not None
        ]
    if not waiting:
        raise NotFoundError(what="told")
    for alert_id in waiting:
        answer_told(
            stage.office,
            officer=stage.officer(one.desk),
            alert_id=alert_id,
            answer=one.answer,
            words=one.words,
        )


def agreement(stage: Stage, one: told.Agreed) -> None:
    """Keep a written agreement."""
    kept = keep_agreement(
        stage.office,
        officer=stage.officer(one.desk),
        person_id=stage.record_ids(one.person)[0],
        parties=one.parties,
        why=one.why,
        terms=[
            Term(
                private(term.words),
                private(term.how),
                private(term.who),
                term.every_days,
                private(term.breach),
            )
            for term in one.terms
        ],
        expires_on=one.expires_on,
    )
    stage.agreements[one.id] = kept.id


def agreement_end(stage: Stage, one: told.AgreementEnded) -> None:
    """End an agreement."""
    end_agreement(
        stage.office,
        officer=stage.officer(one.desk),
        agreement_id=_agreement_of(stage, one.agreement),
        because=one.words,
    )


def agreement_check(stage: Stage, one: told.AgreementLooked) -> None:
    """Look at one term of an agreement."""
    check_term(
        stage.office,
        officer=stage.officer(one.desk),
        agreement_id=_agreement_of(stage, one.agreement),
        term=one.term - 1,
        found=one.found,
        words=one.words,
    )


def _agreement_of(stage: Stage, name: str) -> int:
    """Return the agreement of an id of the file.

    Raises:
        NotFoundError: It was refused, so none was kept.
    """
    if name not in stage.agreements:
        raise NotFoundError(what="agreement")
    return stage.agreements[name]


def handover(stage: Stage, one: told.HandedOver) -> None:
    """Offer somebody to another desk, or answer an offer.

    A desk offers the records that it owns; where it owns none, the rules refuse.

    Raises:
        NotFoundError: Nobody owns them, or nothing is offered.
    """
    office, officer = stage.office, stage.officer(one.desk)
    with office.look() as work:
        records = sorted(stage.records_of(work, one.person))
        offers = [offer for number in records if (offer := work.stewards.offer_of(number))]
        owners = {number: work.people.owner(number) for number in records}
    owned = [number for number, owner in owners.items() if owner is not None]
    own = [number for number in owned if (kept := owners[number]) and kept.desk == one.desk]
    if one.step == "offer":
        for number in own or owned:
            offer_handover(
                office, officer=officer, person_id=number, to_desk=one.to, reason=one.words
            )
    for offer in _of_desk(offers, one) if one.step != "offer" else ():
        HANDED_OVER[one.step](office, officer=officer, handover_id=offer.id, words=one.words)
    if not (owned if one.step == "offer" else offers):
        raise NotFoundError(what="handover")


def _of_desk(offers: list[Handover], one: told.HandedOver) -> list[Handover]:
    """Return the offers that a desk made, or was made; all where it has none, to be refused."""
    side = "from_desk" if one.step == "take_back" else "to_desk"
    return [offer for offer in offers if getattr(offer, side) == one.desk] or offers


HANDED_OVER: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "accept": accept_handover,
        "refuse": refuse_handover,
        "take_back": take_back_handover,
    }
)
"""What the desk that was asked, or the owner, may do with an offer."""
