"""A desk that closes hands over all its people at once, and keeps each until it is accepted.

Read `offer_all`. Settings without the desk are refused while it holds anything
(`intake.running.adopting`).
"""

from dataclasses import dataclass

from intake.actions.hand_over import accept_in, offer_in
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.handover import Handover
from intake.domain.held import Officer
from intake.domain.person import is_open_to
from intake.store.office import Office


@dataclass(frozen=True, slots=True)
class Offered:
    """What one act offered, and whom it could not offer: the other desk may not know of them."""

    offers: tuple[Handover, ...]
    withheld: int


def offer_all(office: Office, *, officer: Officer, to_desk: str, reason: str) -> Offered:
    """Offer everybody whom the officer's desk owns to another desk, in one transaction.

    Args:
        office: Desks, deadline and ladder in force.
        officer: Who offers; of the desk that closes.
        to_desk: Who is asked.
        reason: Why; it stands on each offer.

    Returns:
        An offer for each person who was not offered before, with everything attached. Whom the
        other desk may not know of stays (P13).

    Raises:
        JudgementRefusedError: `missing` holds to_desk, words, or people where nobody is left to
            offer.

    Why:
        A team was dissolved and its people went on in nobody's list (Peterborough review, row
        P10). Nothing moves until the other desk accepts in writing.
    """
    with office.begin() as work:
        owned = work.people.owned_by(officer.desk)
        records = work.people.records.by_id(owned)
        standing = {one.person_id for one in work.stewards.standing_offers([officer.desk])}
        free = [one for one in owned if one not in standing]
        known = [one for one in free if is_open_to(records[one].only_desk, to_desk)]
        is_desk = to_desk in office.policy.duty.desks and to_desk != officer.desk
        wanted = (("to_desk", is_desk), ("words", bool(reason.strip())), ("people", bool(known)))
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        offers = tuple(
            offer_in(office, work, officer=officer, person_id=one, to_desk=to_desk, reason=reason)
            for one in known
        )
        withheld = len(free) - len(known)
        work.audit.note("desk.offered_all", actor=officer.login, to=to_desk, people=len(offers))
        return Offered(offers, withheld)


def accept_all(
    office: Office, *, officer: Officer, from_desk: str, words: str
) -> tuple[Handover, ...]:
    """Accept every standing offer of one desk in writing, with all that it still owes of them.

    Raises:
        JudgementRefusedError: Nothing is written; `missing` is words.
        NotFoundError: That desk offers nobody to this one.
    """
    with office.begin() as work:
        offers = work.stewards.offers_between(from_desk, officer.desk)
        if not offers:
            raise NotFoundError(what="handover")
        taken = tuple(
            accept_in(work, officer=officer, handover_id=one.id, words=words, is_whole=True)
            for one in offers
        )
        work.audit.note(
            "desk.accepted_all", actor=officer.login, from_desk=from_desk, people=len(taken)
        )
        return taken
