"""Who looks after a person: handing one over, noting what happened, answering what one is told."""

from datetime import date

from intake.actions.hand_over import (
    accept_handover,
    offer_handover,
    refuse_handover,
    take_back_handover,
)
from intake.actions.note_event import answer_told, note_event
from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.event import Event, EventKind, Told, ToldAnswer
from intake.domain.handover import Handover
from intake.domain.held import Officer, PersonHeld
from intake.domain.person import is_open_to
from intake.duty.concern_page import own_alert
from intake.duty.doors.base import DoorPart
from intake.duty.events import events_of
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.stewardship import EventsPage, HandoverPage, HandoverView


class StewardshipDoor(DoorPart):
    """What a desk may say about who owns a person."""

    @act("hand_over")
    def handover_page(self, *, officer: Officer, person_id: int) -> HandoverPage:
        """Return who owns a person, the offer that stands and those before; written down.

        Raises:
            NotFoundError: The person is missing, or the officer's desk neither owns him, nor
                was ever offered him.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person = _in_reach(sight, person_id)
            work.audit.note("handover.opened", actor=officer.login, person=person_id)
            return _page(sight, person)

    @act("hand_over")
    def offer_handover(
        self, *, officer: Officer, person_id: int, to_desk: str, reason: str
    ) -> Handover:
        """Offer a person to another desk; raises as `offer_handover`, or NotFoundError."""
        with self.office.look() as work:
            _in_reach(self._sight(work, officer), person_id)
        return offer_handover(
            self.office, officer=officer, person_id=person_id, to_desk=to_desk, reason=reason
        )

    @act("accept_handover")
    def accept_handover(self, *, officer: Officer, person_id: int, words: str) -> Handover:
        """Accept the person offered; raises as `accept_handover`, or NotFoundError."""
        offer = self._standing(officer, person_id)
        return accept_handover(self.office, officer=officer, handover_id=offer.id, words=words)

    @act("accept_handover")
    def refuse_handover(self, *, officer: Officer, person_id: int, words: str) -> Handover:
        """Refuse the person offered; raises as `refuse_handover`, or NotFoundError."""
        offer = self._standing(officer, person_id)
        return refuse_handover(self.office, officer=officer, handover_id=offer.id, words=words)

    @act("hand_over")
    def take_back_handover(self, *, officer: Officer, person_id: int, words: str) -> Handover:
        """Keep the person after all; raises as `take_back_handover`, or NotFoundError."""
        offer = self._standing(officer, person_id)
        return take_back_handover(self.office, officer=officer, handover_id=offer.id, words=words)

    def _standing(self, officer: Officer, person_id: int) -> Handover:
        with self.office.look() as work:
            _in_reach(self._sight(work, officer), person_id)
            offer = work.stewards.offer_of(person_id)
        if offer is None:
            raise NotFoundError(what="handover")
        return offer

    @act("read_person")
    def events_page(self, *, officer: Officer, person_id: int) -> EventsPage:
        """Return what was noted of a person, and who has not answered; written down.

        Raises:
            NotFoundError: The person, or what happened to him, is not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person = _readable(sight, person_id)
            work.audit.note("events.opened", actor=officer.login, person=person_id)
            policy = self.office.policy
            return EventsPage(
                person_id=person.id,
                number=person.number,
                label=person.label.reveal(),
                events=events_of(sight, person.id),
                may_note=sight.may("note_event"),
                kinds=tuple((kind.value, rule.title) for kind, rule in policy.events.items()),
                areas=tuple((code, area.title) for code, area in policy.areas.areas.items()),
            )

    @act("note_event")
    def note_event(
        self,
        *,
        officer: Officer,
        person_id: int,
        kind: str,
        happened_on: date | None,
        words: str,
        areas: tuple[str, ...] = (),
    ) -> Event:
        """Write down what happened, and tell whom it concerns; raises as `note_event`.

        Raises:
            JudgementRefusedError: `missing` holds kind, happened_on, areas or words.
            NotFoundError: The person is not for this officer.
        """
        with self.office.look() as work:
            _readable(self._sight(work, officer), person_id)
        known = {one.value: one for one in EventKind}
        strangers = set(areas) - set(self.office.policy.areas.areas)
        wanted = (
            ("kind", kind in known),
            ("happened_on", happened_on is not None),
            ("areas", not strangers),
            ("words", bool(words.strip())),
        )
        if missing := tuple(name for name, is_given in wanted if not is_given):
            raise JudgementRefusedError(missing=missing)
        return note_event(
            self.office,
            officer=officer,
            person_id=person_id,
            kind=known[kind],
            happened_on=happened_on,
            words=words,
            areas=areas,
        )

    @act("answer_information")
    def answer_told(self, *, officer: Officer, alert_id: int, answer: str, words: str) -> Told:
        """Say what the officer's agency does or holds; raises as `answer_told`.

        Raises:
            JudgementRefusedError: `missing` holds answer or words.
            NotFoundError: The alert is missing, not for this officer, or asks something else.
        """
        with self.office.look() as work:
            own_alert(self._sight(work, officer), alert_id)
        if answer not in {one.value for one in ToldAnswer}:
            raise JudgementRefusedError(missing=("answer",))
        return answer_told(
            self.office,
            officer=officer,
            alert_id=alert_id,
            answer=ToldAnswer(answer),
            words=words,
        )


def _readable(sight: Sight, person_id: int) -> PersonHeld:
    """Return a person whose history the officer may read.

    Raises:
        NotFoundError: There is none, or it is not for this officer.
    """
    person, seen = sight.person(person_id)
    if "person.chronology" not in seen:
        raise NotFoundError(what="person")
    return person


def _in_reach(sight: Sight, person_id: int) -> PersonHeld:
    """Return a person whom the reader's desk owns, or was ever offered or offered itself.

    Raises:
        NotFoundError: There is none, or it is not for this officer.
    """
    person, _ = sight.person(person_id)
    sides = {
        side
        for one in sight.work.stewards.offers_of(person_id)
        for side in (one.from_desk, one.to_desk)
    }
    if sight.reader.desk not in sides | {sight.known.owner(person_id)}:
        raise NotFoundError(what="person")
    return person


def _page(sight: Sight, person: PersonHeld) -> HandoverPage:
    own = sight.reader.desk
    owned = sight.work.people.owner(person.id)
    offers = sight.work.stewards.offers_of(person.id)
    standing = next((one for one in offers if one.is_open), None)
    is_owner = owned is not None and owned.desk == own
    mine = [one for one in offers if own in (one.from_desk, one.to_desk)]
    knows = owned is not None and (is_owner or not person.only_desk)
    desks = sight.office.policy.duty.desks.values()
    return HandoverPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        owner=sight.desk_title(owned.desk) if owned and knows else "",
        owner_since=owned.since if owned and knows else None,
        standing=_view(sight, standing) if standing in mine and standing else None,
        earlier=tuple(_view(sight, one) for one in reversed(mine) if not one.is_open),
        may_offer=is_owner and standing is None,
        may_answer=standing is not None
        and standing.to_desk == own
        and sight.may("accept_handover"),
        may_take_back=standing is not None and standing.from_desk == own,
        desks=tuple(
            sorted(
                (
                    (desk.name, desk.title)
                    for desk in desks
                    if desk.name != own and is_open_to(person.only_desk, desk.name)
                ),
                key=lambda one: one[1],
            )
        ),
    )


KINDS = (("flag", "flag", "flags"), ("diary", "thing owed", "things owed"))


def _view(sight: Sight, offer: Handover) -> HandoverView:
    references = tuple(one for one in offer.attached if ":" not in one)
    counted = [_counted(len(references), "concern", "concerns")]
    for code, singular, plural in KINDS:
        found = sum(one.startswith(f"{code}:") for one in offer.attached)
        counted.append(_counted(found, singular, plural))
    return HandoverView(
        handover_id=offer.id,
        from_desk=sight.desk_title(offer.from_desk),
        to_desk=sight.desk_title(offer.to_desk),
        reason=offer.reason.reveal(),
        offered_by=offer.offered_by,
        offered_at=offer.offered_at,
        answer_by=offer.answer_by,
        has_lapsed=offer.has_lapsed(sight.work.at),
        state=offer.state.value,
        answered_by=offer.answered_by,
        answered_at=offer.answered_at,
        answer=offer.answer.reveal(),
        attached=tuple(one for one in counted if one),
        references=_openable(sight, references) if offer.is_open else (),
    )


def _openable(sight: Sight, references: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for reference in references:
        concern = sight.work.concerns.by_reference(reference)
        if concern is not None and "concern.reference" in sight.sees(concern):
            found.append(reference)
    return tuple(found)


def _counted(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}" if count else ""
