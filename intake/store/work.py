"""One transaction: everything an act may read and write, by shelves."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from intake.store.audit import AuditBook
from intake.store.boards import Boards
from intake.store.case_offers import CaseOffers
from intake.store.clues import Clues
from intake.store.concerns import Concerns
from intake.store.decisions import Decisions
from intake.store.dispatch import Dispatch
from intake.store.drafts import Drafts
from intake.store.families import Families
from intake.store.faults import Faults
from intake.store.files import Files
from intake.store.flags import Flags
from intake.store.inbox import Inbox
from intake.store.joinings import Joinings
from intake.store.key_check import KeyCheck
from intake.store.loans import Loans
from intake.store.outbox import Outbox
from intake.store.outcomes import Outcomes
from intake.store.people import People
from intake.store.sealing import Sealer
from intake.store.staff import Staff
from intake.store.stewardship import Stewardship
from intake.store.tallies import Tallies
from intake.store.turns import Turns
from intake.store.two_way import TwoWay
from intake.store.vouching import Vouching
from intake.store.ways_in import WaysIn


@dataclass(frozen=True)
class Work:
    """A transaction at one moment; shelves are made when first asked for.

    `at` is the moment by the office's clock, aware UTC; every row written bears it.
    """

    session: Session
    sealer: Sealer
    at: datetime

    @cached_property
    def concerns(self) -> Concerns:
        """Concerns, mentions, checks, voices, reporters."""
        return Concerns(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def clues(self) -> Clues:
        """What people and homes may be known by again."""
        return Clues(self.session)

    @cached_property
    def joinings(self) -> Joinings:
        """Which records an officer said are one person."""
        return Joinings(self.session)

    @cached_property
    def people(self) -> People:
        """Persons, links, owners, standing, and the matcher's index."""
        return People(self.session, at=self.at)

    @cached_property
    def flags(self) -> Flags:
        """Flags, and the orders, licences and bail that hang on them."""
        return Flags(self.session)

    @cached_property
    def stewards(self) -> Stewardship:
        """Handovers, events and who was told, written agreements."""
        return Stewardship(self.session, joinings=self.joinings)

    @cached_property
    def turns(self) -> Turns:
        """What was passed on between colleagues, and tests of channels."""
        return Turns(self.session)

    @cached_property
    def tallies(self) -> Tallies:
        """What the figures are counted from."""
        return Tallies(self.session)

    @cached_property
    def boards(self) -> Boards:
        """The first of what boards and diaries show of very many, and how many there are."""
        return Boards(self.session, at=self.at)

    @cached_property
    def families(self) -> Families:
        """Who was spoken to and who was there, and what families are told."""
        return Families(self.session, joinings=self.joinings)

    @cached_property
    def decisions(self) -> Decisions:
        """Decisions with what lay on the table, questions, challenges, flags proposed."""
        return Decisions(self.session, joinings=self.joinings)

    @cached_property
    def case_offers(self) -> CaseOffers:
        """Children's cases offered to other desks."""
        return CaseOffers(self.session)

    @cached_property
    def loans(self) -> Loans:
        """What desks lent each other to read."""
        return Loans(self.session)

    @cached_property
    def outcomes(self) -> Outcomes:
        """How it came out for people, and what they say."""
        return Outcomes(self.session, joinings=self.joinings)

    @cached_property
    def dispatch(self) -> Dispatch:
        """Alerts, diary entries, deliveries."""
        return Dispatch(self.session, at=self.at)

    @cached_property
    def inbox(self) -> Inbox:
        """What was said to us."""
        return Inbox(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def drafts(self) -> Drafts:
        """What is being told."""
        return Drafts(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def outbox(self) -> Outbox:
        """What we will say."""
        return Outbox(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def two_way(self) -> TwoWay:
        """What goes back to whoever told, after sending."""
        return TwoWay(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def files(self) -> Files:
        """Files that came with reports."""
        return Files(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def ways_in(self) -> WaysIn:
        """Addresses that lead into the web chat once."""
        return WaysIn(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def vouching(self) -> Vouching:
        """Professionals whom their organisation vouches for."""
        return Vouching(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def faults(self) -> Faults:
        """What is wrong with a part of the service."""
        return Faults(self.session, at=self.at)

    @cached_property
    def staff(self) -> Staff:
        """Officers, organisations, settings, leases."""
        return Staff(self.session, at=self.at)

    @cached_property
    def audit(self) -> AuditBook:
        """The audit."""
        return AuditBook(self.session, sealer=self.sealer, at=self.at)

    @cached_property
    def key_check(self) -> KeyCheck:
        """Whether the key is the one this database was made with."""
        return KeyCheck(self.session, sealer=self.sealer)
