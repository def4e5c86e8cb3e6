"""A decision and what lay on its table are kept together, in the transaction of the decision.

Read `table_for`, then `freeze`. What came between reading and deciding refuses the decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.actions.on_the_table import people_of_concern, table_of
from intake.domain.asking import views_had
from intake.domain.deciding import Said
from intake.domain.dossier import Decided, Dossier, DossierState, Table
from intake.domain.held import ConcernHeld, Officer, View
from intake.domain.person import FlagStatus, is_open_to
from intake.domain.private import private
from intake.store.decisions import DossierAbout
from intake.store.office import Office
from intake.store.work import Work

OPENINGS = ("person.opened", "events.opened", "agreements.opened")
"""What the audit says when a page of somebody's record was opened."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on: a concern, or a person; and whom that is about, as a desk may know."""

    people: tuple[int, ...]
    concern: ConcernHeld | None = None

    @property
    def concern_id(self) -> int | None:
        """The concern decided on, if it is one."""
        return self.concern.id if self.concern is not None else None


def matter_of_concern(work: Work, concern: ConcernHeld, desk: str) -> Matter:
    """Return a concern as a matter that a desk decides on."""
    return Matter(people_of_concern(work, concern.id, desk), concern)


def table_for(office: Office, work: Work, matter: Matter, desk: str) -> Table:
    """Return what lies on a desk's table about a matter now."""
    return table_of(office, work, desk=desk, person_ids=matter.people, concern=matter.concern)


def needs_second_view(office: Office, work: Work, matter: Matter, desk: str) -> bool:
    """Whether another agency's view is needed, as far as the desk may know (P13).

    Why:
        Decisions were taken alone, without the consultation that was to be had (row P27).
    """
    rules = office.policy.decisions
    for person_id in matter.people:
        kept = work.people.standing(person_id, View.OPEN)
        if kept is not None and kept.state.band >= rules.second_view_from:
            return True
        flags = work.flags.of(person_id)
        is_flagged = any(one.status is FlagStatus.ACTIVE and one.is_seen_by(desk) for one in flags)
        if is_flagged and rules.second_view_when_flagged:
            return True
    return False


def views_on(office: Office, work: Work, matter: Matter, desk: str) -> tuple[str, ...]:
    """Return the desks of other agencies whose view this desk has had of late."""
    book = office.policy.duty
    since = work.at - timedelta(days=office.policy.decisions.second_view_holds_for_days)
    requests = work.decisions.requests_about(person_ids=matter.people, concern_id=matter.concern_id)
    return views_had(
        [one for one in requests if one.from_desk == desk],
        agency_of={name: one.agency for name, one in book.desks.items()},
        own=book.desk(desk).agency,
        since=since,
    )


def lacking(office: Office, work: Work, matter: Matter, said: Said, desk: str) -> tuple[str, ...]:
    """Return what a decision lacks: the table read as it is now, and a second agency's view.

    Returns:
        Codes: changed, second_view; empty where nothing lacks.
    """
    table = table_for(office, work, matter, desk)
    has_view = bool(said.alone_because.strip()) or bool(views_on(office, work, matter, desk))
    wanted = (
        ("changed", not said.digest or said.digest == table.digest),
        ("second_view", has_view or not needs_second_view(office, work, matter, desk)),
    )
    return tuple(code for code, is_given in wanted if not is_given)


def freeze(
    office: Office,
    work: Work,
    *,
    officer: Officer,
    decided: Decided,
    act_id: int,
    matter: Matter,
    said: Said,
    since: datetime,
    is_final: bool,
) -> Dossier:
    """Keep a decision with what lies on the table now; called after the deed itself.

    What the deed changed is so on the table, and never asked about as news.

    Args:
        office: Settings in force.
        work: The transaction of the decision.
        officer: Who decided.
        decided: What kind of decision.
        act_id: The closing, outcome or standing.
        matter: What it is about.
        said: What the decider said beside it.
        since: From when on what the decider opened counts.
        is_final: False where a second officer has to say yes.
    """
    table = table_for(office, work, matter, officer.desk)
    kept = work.decisions.add(
        Dossier(
            decided=decided,
            act_id=act_id,
            concern_id=matter.concern_id,
            person_id=matter.people[0] if matter.concern is None else None,
            desk=officer.desk,
            officer=officer.name,
            at=work.at,
            state=DossierState.DECIDED if is_final else DossierState.WAITING,
            table=table,
            opened=opened_by(work, officer, table, matter.people, since=since),
            asked=views_on(office, work, matter, officer.desk),
            alone_because=private(said.alone_because.strip()),
            grounds=said.grounds,
            beside=said.beside,
            answers=said.answers,
            only_desk=officer.desk if _is_hidden(work, matter, officer.desk) else "",
        ),
        matter.people,
    )
    work.audit.note(
        "decision.frozen",
        actor=officer.login,
        dossier=kept.id,
        decided=decided.value,
        papers=tuple(one.key for one in table.papers),
        missing=table.missing,
        opened=kept.opened,
        alone=int(bool(kept.alone_because)),
    )
    return kept


def settle(office: Office, work: Work, *, officer: Officer, decided: Decided, act_id: int) -> None:
    """Freeze a decision anew when the second officer says yes: both answer for what lies there."""
    dossier = work.decisions.of_act(decided, act_id)
    if dossier is None:
        return
    matter = matter_of(work, dossier)
    table = table_for(office, work, matter, dossier.desk)
    seen = opened_by(work, officer, table, matter.people, since=dossier.at - timedelta(days=28))
    work.decisions.dossiers.keep(
        replace(
            dossier,
            state=DossierState.DECIDED,
            table=table,
            second=officer.name,
            opened=tuple(dict.fromkeys((*dossier.opened, *seen))),
        )
    )
    keep_people(work, dossier, matter.people)
    work.audit.note("decision.settled", actor=officer.login, dossier=dossier.id)


def drop(work: Work, *, decided: Decided, act_id: int) -> None:
    """Take note that a decision does not stand any more."""
    dossier = work.decisions.of_act(decided, act_id)
    if dossier is not None and dossier.state is not DossierState.UNDONE:
        work.decisions.dossiers.keep(dossier.undone(work.at))


def matter_of(work: Work, dossier: Dossier) -> Matter:
    """Return what a dossier is about as it is now: of a concern whoever it may name today.

    Of a record that was joined to another it is that other, for its reports hang there.
    """
    about = work.decisions.about_people(dossier.id)
    heads = work.joinings.heads(about)
    people = tuple(sorted({heads.get(one, one) for one in about}))
    if dossier.concern_id is None:
        return Matter(people)
    concern = work.concerns.of([dossier.concern_id])[dossier.concern_id]
    found = people_of_concern(work, concern.id, dossier.desk)
    return Matter(tuple(sorted({*people, *found})), concern)


def keep_people(work: Work, dossier: Dossier, people: Iterable[int]) -> None:
    """Note whom a dossier has come to be about, so that what comes of them is compared too.

    Not a record that another of them was joined to: parted, they are two again.
    """
    about = work.decisions.about_people(dossier.id)
    new = set(people) - {*about, *work.joinings.heads(about).values()}
    work.decisions.about.put([DossierAbout(dossier.id, one) for one in sorted(new)])


def opened_by(
    work: Work, officer: Officer, table: Table, people: Iterable[int], *, since: datetime
) -> tuple[str, ...]:
    """Return which papers an officer has opened, by the audit: references, and P-0412 of records.

    Why:
        Which items were seen before a decision is to be shown (row P26); an officer's word
        for it is not enough.
    """
    audit = work.audit
    references = dict.fromkeys(one.reference for one in table.papers if one.reference)
    seen = [
        one
        for one in references
        if audit.noted_since("concern.opened", officer.login, since, facts=f'"{one}"')
    ]
    for person_id in people:
        facts = [f'"person":{person_id}{end}' for end in ",}"]
        if any(
            audit.noted_since(event, officer.login, since, facts=fact)
            for event in OPENINGS
            for fact in facts
        ):
            seen.append(f"P-{person_id:04d}")
    return tuple(seen)


def _is_hidden(work: Work, matter: Matter, desk: str) -> bool:
    """Whether this desk's table may hold what others may not know of (P13)."""
    for person_id in matter.people:
        if any(one.only_desks and one.is_seen_by(desk) for one in work.flags.of(person_id)):
            return True
        links = work.people.links_of_person(person_id)
        if any(one.only_desk and is_open_to(one.only_desk, desk) for one in links):
            return True
    return False
