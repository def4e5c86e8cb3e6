"""Who looks after people from here on: offers, what happened and who was told, agreements.

What was done about a person is read of all records joined to theirs (`Joinings.together`); an
offer that stands is of the record that it was made for, as ownership is.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col

from intake.domain.agreement import Agreement, Found, TermCheck
from intake.domain.event import Event, EventKind, Told, ToldAnswer
from intake.domain.handover import Handover, HandoverState
from intake.domain.hold import Managed
from intake.domain.meeting import Meeting, Signature
from intake.domain.release import ItemFilled
from intake.store.joinings import Joinings
from intake.store.shelf import Shelf
from intake.store.tables import (
    AgreementRow,
    EventRow,
    HandoverRow,
    ManagedRow,
    MeetingRow,
    ReleaseItemRow,
    SignatureRow,
    TermCheckRow,
    ToldRow,
)


class Stewardship:
    """The shelf of what is done so that nobody falls off the radar."""

    def __init__(self, session: Session, *, joinings: Joinings) -> None:
        self._joinings = joinings
        self.handovers: Shelf[Handover] = Shelf(session, HandoverRow, Handover)
        self.events: Shelf[Event] = Shelf(session, EventRow, Event)
        self.told: Shelf[Told] = Shelf(session, ToldRow, Told)
        self.agreements: Shelf[Agreement] = Shelf(session, AgreementRow, Agreement)
        self.meetings: Shelf[Meeting] = Shelf(session, MeetingRow, Meeting)
        self.signatures: Shelf[Signature] = Shelf(session, SignatureRow, Signature)
        self.term_checks: Shelf[TermCheck] = Shelf(session, TermCheckRow, TermCheck)

        self.managed: Shelf[Managed] = Shelf(session, ManagedRow, Managed)
        self.release_items: Shelf[ItemFilled] = Shelf(session, ReleaseItemRow, ItemFilled)

    def offer_of(self, person_id: int) -> Handover | None:
        """Return the offer of a person that stands unanswered, or None."""
        return self.handovers.find(
            col(HandoverRow.person_id) == person_id,
            col(HandoverRow.state) == HandoverState.OFFERED.value,
        )

    def offers_of(self, person_id: int) -> tuple[Handover, ...]:
        """Return every offer of a person, oldest first."""
        return self.handovers.all(self._of(HandoverRow.person_id, person_id))

    def events_of(self, person_id: int) -> tuple[Event, ...]:
        """Return everything noted of a person, oldest first."""
        return self.events.all(self._of(EventRow.person_id, person_id))

    def told_of_alert(self, alert_id: int) -> Told | None:
        """Return what a desk was told of by an alert, or None where it asks something else."""
        return self.told.find(col(ToldRow.alert_id) == alert_id)

    def told_of_events(self, event_ids: Iterable[int]) -> tuple[Told, ...]:
        """Return who had to be told of some events, in the order of telling."""
        return self.told.all(col(ToldRow.event_id).in_(list(event_ids)))

    def unanswered(self, desks: Iterable[str]) -> list[tuple[Told, Event]]:
        """Return what some desks were told of and have not answered, with the events."""
        open_ones = self.told.all(
            col(ToldRow.desk).in_(list(desks)),
            col(ToldRow.answer).in_(["", ToldAnswer.REFUSED.value]),
        )
        events = self.events.by_id({one.event_id for one in open_ones})
        return [(one, events[one.event_id]) for one in open_ones]

    def standing_offers(self, desks: Iterable[str]) -> tuple[Handover, ...]:
        """Return the offers that stand unanswered, made by or to some desks."""
        names = list(desks)
        return self.handovers.all(
            or_(col(HandoverRow.from_desk).in_(names), col(HandoverRow.to_desk).in_(names)),
            col(HandoverRow.state) == HandoverState.OFFERED.value,
        )

    def offers_between(self, from_desk: str, to_desk: str) -> tuple[Handover, ...]:
        """Return the offers that one desk made to another and that stand, oldest first."""
        return self.handovers.all(
            col(HandoverRow.from_desk) == from_desk,
            col(HandoverRow.to_desk) == to_desk,
            col(HandoverRow.state) == HandoverState.OFFERED.value,
        )

    def agreements_in_force(self, desks: Iterable[str], *, on: date) -> tuple[Agreement, ...]:
        """Return the agreements of some desks that stand on a local day."""
        return self.agreements.all(
            col(AgreementRow.desk).in_(list(desks)),
            col(AgreementRow.ended_at).is_(None),
            col(AgreementRow.expires_on) >= on,
        )

    def agreements_of(self, person_id: int) -> tuple[Agreement, ...]:
        """Return every agreement about a person, oldest first."""
        return self.agreements.all(self._of(AgreementRow.person_id, person_id))

    def looks_at(self, agreement_id: int) -> tuple[TermCheck, ...]:
        """Return every look at the terms of an agreement, oldest first."""
        return self.term_checks.all(col(TermCheckRow.agreement_id) == agreement_id)

    def meetings_of(self, person_id: int) -> tuple[Meeting, ...]:
        """Return every meeting about a person, oldest first."""
        return self.meetings.all(self._of(MeetingRow.person_id, person_id))

    def signatures_of(self, meeting_id: int) -> tuple[Signature, ...]:
        """Return who signed what a meeting assessed, in the order of signing."""
        return self.signatures.all(col(SignatureRow.meeting_id) == meeting_id)

    def meetings_since(self, day: date) -> tuple[Meeting, ...]:
        """Return the meetings held or to be held on a local day or later, oldest first."""
        return self.meetings.all(col(MeetingRow.held_on) >= day)

    def closed_meetings(self, *, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        """Return the meetings whose minutes were closed in a span, its end left out."""
        return self.meetings.all(
            col(MeetingRow.closed_at) >= since, col(MeetingRow.closed_at) < until
        )

    def last_looks(self, agreement_ids: Iterable[int]) -> dict[tuple[int, int], datetime]:
        """Return when each term was last verified, by agreement and place; none if never.

        A look that could not be made verifies nothing.
        """
        looks = self.term_checks.all(
            col(TermCheckRow.agreement_id).in_(list(agreement_ids)),
            col(TermCheckRow.found) != Found.NOT_CHECKED.value,
        )
        found: dict[tuple[int, int], datetime] = {}
        for one in looks:
            key = (one.agreement_id, one.term)
            found[key] = max(one.at, found.get(key, one.at))
        return found

    def managed_of(self, person_id: int) -> tuple[Managed, ...]:
        """Return everything said of what manages a person, oldest first."""
        return self.managed.all(self._of(ManagedRow.person_id, person_id))

    def filled_of(self, event_ids: Iterable[int]) -> tuple[ItemFilled, ...]:
        """Return what was filled of the checklists of some releases, oldest first."""
        return self.release_items.all(col(ReleaseItemRow.event_id).in_(list(event_ids)))

    def events_of_kind(self, kind: EventKind) -> tuple[Event, ...]:
        """Return every event of a kind, oldest first."""
        return self.events.all(col(EventRow.kind) == kind.value)

    def _of(self, column: int, person_id: int) -> Any:
        """Return the clause for the rows of a person, and of whoever was joined to them."""
        return col(column).in_(self._joinings.together([person_id]))
