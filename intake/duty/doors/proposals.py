"""Flags proposed, agreed and accepted, at the desk's door."""

from datetime import date

from intake.actions.propose_flag import (
    accept_proposal,
    agree_proposal,
    desks_for,
    propose_flag,
    refuse_proposal,
    withdraw_proposal,
)
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer, PersonHeld
from intake.domain.person import FlagStatus, RiskLevel, is_open_to
from intake.domain.proposal import Proposal, ProposalState, Wanted
from intake.duty.doors.base import DoorPart
from intake.duty.flag_view import coming_holds
from intake.duty.guard import act
from intake.duty.sight import Sight
from intake.duty.views.proposals import ProposalsPage, ProposalView


class ProposalDoor(DoorPart):
    """How agencies come to flag somebody together."""

    @act("read_person")
    def proposals_page(self, *, officer: Officer, person_id: int) -> ProposalsPage:
        """Return the flags proposed for a person; written down that they were read.

        A desk that is asked reads them, wherever the person lived till now.

        Raises:
            NotFoundError: The person is missing or not for this officer.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            person, seen = _in_reach(sight, person_id)
            work.audit.note("proposals.opened", actor=officer.login, person=person_id)
            knows_flags = "person.flags" in seen
            shown = [
                one
                for one in reversed(work.decisions.proposals_of(person.id))
                if knows_flags or sight.reader.desk in _parties(one)
            ]
            may_propose = bool(seen) and sight.may("propose_flag")
            seconds, owners = desks_for(self.office, work, person, officer.desk)
            titled = {name: sight.desk_title(name) for name in (*seconds, *owners)}
            flags = sight.flags(person.id) if knows_flags else ()
            active = [one for one in flags if one.status is FlagStatus.ACTIVE]
            return ProposalsPage(
                person_id=person.id,
                number=person.number,
                label=person.label.reveal(),
                status=_status(sight, person) if knows_flags else (),
                is_high=any(one.assessed_high or one.risk is RiskLevel.HIGH for one in active),
                proposals=tuple(_view(sight, one) for one in shown),
                kinds=tuple(self.office.policy.areas.flag_kinds.items()),
                seconds=tuple((name, titled[name]) for name in seconds) if may_propose else (),
                owners=tuple((name, titled[name]) for name in owners) if may_propose else (),
                may_propose=may_propose,
                may_open=bool(seen),
            )

    @act("propose_flag")
    def propose_flag(self, *, officer: Officer, person_id: int, wanted: Wanted) -> Proposal:
        """Propose a flag; raises as `propose_flag`, or NotFoundError."""
        with self.office.look() as work:
            self._sight(work, officer).person(person_id)
        return propose_flag(self.office, officer=officer, person_id=person_id, wanted=wanted)

    @act("agree_flag")
    def agree_flag(
        self, *, officer: Officer, person_id: int, proposal_id: int, words: str
    ) -> Proposal:
        """Agree for a second agency; raises as `agree_proposal`, or NotFoundError."""
        self._check_proposal(officer, person_id, proposal_id)
        return agree_proposal(self.office, officer=officer, proposal_id=proposal_id, words=words)

    @act("accept_flag")
    def accept_flag(
        self, *, officer: Officer, person_id: int, proposal_id: int, review_on: date | None
    ) -> Proposal:
        """Accept a flag for the desk that will own it; raises as `accept_proposal`."""
        self._check_proposal(officer, person_id, proposal_id)
        return accept_proposal(
            self.office, officer=officer, proposal_id=proposal_id, review_on=review_on
        )

    @act("agree_flag")
    def refuse_flag(
        self, *, officer: Officer, person_id: int, proposal_id: int, words: str
    ) -> Proposal:
        """Refuse a proposal; raises as `refuse_proposal`, or NotFoundError."""
        self._check_proposal(officer, person_id, proposal_id)
        return refuse_proposal(self.office, officer=officer, proposal_id=proposal_id, words=words)

    @act("propose_flag")
    def withdraw_flag(
        self, *, officer: Officer, person_id: int, proposal_id: int, words: str
    ) -> Proposal:
        """Take a proposal back; raises as `withdraw_proposal`, or NotFoundError."""
        self._check_proposal(officer, person_id, proposal_id)
        return withdraw_proposal(self.office, officer=officer, proposal_id=proposal_id, words=words)

    def _check_proposal(self, officer: Officer, person_id: int, proposal_id: int) -> None:
        with self.office.look() as work:
            sight = self._sight(work, officer)
            person, _ = _in_reach(sight, person_id)
            known = {one.id for one in work.decisions.proposals_of(person.id)}
        if proposal_id not in known:
            raise NotFoundError(what="proposal")


def _parties(proposal: Proposal) -> tuple[str, ...]:
    return (proposal.desk, proposal.second_desk, proposal.owner_desk)


def _in_reach(sight: Sight, person_id: int) -> tuple[PersonHeld, frozenset[str]]:
    """Return a person that the officer may read, or that their desk is asked about now.

    Raises:
        NotFoundError: Neither.
    """
    try:
        return sight.person(person_id)
    except NotFoundError:
        person = sight.record(person_id)
        asked = [one for one in sight.work.decisions.proposals_of(person_id) if one.is_open]
        desk = sight.reader.desk
        is_asked = any(desk in (one.second_desk, one.owner_desk) for one in asked)
        if person is None or not is_asked or not is_open_to(person.only_desk, desk):
            raise
        return person, frozenset()


def _status(sight: Sight, person: PersonHeld) -> tuple[str, ...]:
    """Return what manages a person: flags with category and level, and what holds him today."""
    kinds = sight.office.policy.areas.flag_kinds
    today = sight.office.policy.duty.office.local_day(sight.work.at)
    active = [one for one in sight.flags(person.id) if one.status is FlagStatus.ACTIVE]
    found = []
    for flag in active:
        title = kinds.get(flag.kind, flag.kind)
        category = f"category {flag.category}" if flag.category else ""
        level = f"level {flag.level}" if flag.level else ""
        found.append(", ".join(one for one in (title, category, level) if one))
        found += [
            f"{term.kind.value} until {term.last_on:%-d %B %Y}"
            for term in flag.terms
            if term.holds_on(today)
        ]
        found += [
            f"{kind} begins on {begins_on:%-d %B %Y}"
            for kind, begins_on, _ in coming_holds((flag,), today)
        ]
    return tuple(dict.fromkeys(found))


def _view(sight: Sight, one: Proposal) -> ProposalView:
    reader, book = sight.reader, sight.office.policy.duty
    is_other = reader.agency != book.desk(one.desk).agency
    waits = one.state is ProposalState.PROPOSED
    level = ", ".join(
        part
        for part in (
            f"category {one.category}" if one.category else "",
            f"level {one.level}" if one.level else "",
        )
        if part
    )
    return ProposalView(
        proposal_id=one.id,
        title=sight.office.policy.areas.flag_kinds.get(one.kind, one.kind),
        level=level,
        risk=one.risk.value.replace("_", " ") if one.risk is not None else "",
        terms=tuple((term.kind.value, term.ends_on) for term in one.terms),
        reason=one.reason.reveal(),
        lawful_basis=one.lawful_basis,
        officer=one.officer,
        desk=sight.desk_title(one.desk),
        at=one.at,
        second_desk=sight.desk_title(one.second_desk),
        owner_desk=sight.desk_title(one.owner_desk),
        state=one.state.value,
        agreed_by=one.agreed_by,
        agreed_desk=sight.desk_title(one.agreed_desk) if one.agreed_desk else "",
        agreed_at=one.agreed_at,
        agreed_words=one.agreed_words.reveal(),
        ended_by=one.ended_by,
        ended_desk=sight.desk_title(one.ended_desk) if one.ended_desk else "",
        ended_at=one.ended_at,
        ended_words=one.ended_words.reveal(),
        review_on=one.review_on,
        may_agree=waits and is_other and sight.may("agree_flag"),
        may_accept=one.state is ProposalState.AGREED
        and reader.desk == one.owner_desk
        and sight.may("accept_flag"),
        may_refuse=one.is_open
        and reader.desk in (one.second_desk, one.owner_desk)
        and sight.may("agree_flag"),
        may_withdraw=one.is_open and reader.desk == one.desk and sight.may("propose_flag"),
    )
