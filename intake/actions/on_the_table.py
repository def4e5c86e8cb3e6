"""What lies on the table of one desk when it decides: everything that it may know, and the gaps.

Read `table_of`. It never holds more than the desk may know of (promise P13), for what came later
is compared with it when nobody is signed in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.actions.desk_eyes import DeskEyes
from intake.actions.not_on_the_table import missing_from
from intake.domain.agreement import Agreement, Found
from intake.domain.asking import Request
from intake.domain.dossier import QUIET, WAITING, Paper, PaperKind, Table
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.held import ConcernHeld, LinkHeld, MentionHeld, PersonHeld, StandingHeld, View
from intake.domain.person import Flag, FlagStatus, FlagTerm, LinkState, is_open_to
from intake.domain.private import private
from intake.store.office import Office
from intake.store.papers import newest_standings
from intake.store.work import Work
from matching.scoring import Band as MatchBand

LEADS = frozenset({MatchBand.STRONG.value, MatchBand.POSSIBLE.value})
OF_MEETINGS = frozenset({EventKind.MEETING_SET, EventKind.MEETING_HELD})
NEWS = frozenset({ToldAnswer.HELD.value, ToldAnswer.REFUSED.value})
LINK_WORDS = {
    LinkState.SAME: "judged the same person",
    LinkState.POSSIBLE: "may be the same person, not judged",
    LinkState.DIFFERENT: "judged another person",
}


@dataclass(frozen=True, slots=True)
class _Held:
    """What is held of some people, hidden things too: nothing of it is shown unsifted."""

    flags: Mapping[int, tuple[Flag, ...]]
    links: Mapping[int, tuple[LinkHeld, ...]]
    mentions: Mapping[int, MentionHeld]
    concerns: Mapping[int, ConcernHeld]
    standings: Mapping[tuple[int, View], StandingHeld]


def people_of_concern(work: Work, concern_id: int, desk: str) -> tuple[int, ...]:
    """Return whom a concern is, or may well be, about, as far as a desk may know."""
    mentions = [one.id for one in work.concerns.mentions_of(concern_id)]
    found = {
        link.person_id
        for link in work.people.links_of_mentions(mentions)
        if is_open_to(link.only_desk, desk) and _counts(link)
    }
    return tuple(sorted(found))


def table_of(
    office: Office,
    work: Work,
    *,
    desk: str,
    person_ids: Iterable[int],
    concern: ConcernHeld | None = None,
) -> Table:
    """Return everything that a desk may know of some people, and of a concern.

    Args:
        office: Settings in force.
        work: The transaction.
        desk: Whose table it is.
        person_ids: Whom the decision is about; may be empty.
        concern: The concern decided on, if it is one.

    Returns:
        Concerns with their checks and leads, flags with their holds, what happened and who has
        not answered, agreements, questions asked, outcomes, standings; and what is missing.

    Why:
        Decisions ignored previous information, and were taken alone (Peterborough review, rows
        P26, P27 and P39).
    """
    eyes = DeskEyes(office, work, desk)
    papers = _held(work, person_ids)
    people = [
        one
        for one in work.people.records.by_id(papers.flags).values()
        if is_open_to(one.only_desk, desk)
    ]
    found = list(_concern_papers(eyes, papers, people, concern))
    reads = eyes.may_read("person.chronology")
    today = office.policy.duty.office.local_day(work.at)
    for person in people:
        found += _flag_papers(office, papers.flags[person.id], person, desk, today=today)
        if reads:
            found += _life_papers(eyes, person)
            found += _standing_papers(papers, person)
    ids = [one.id for one in people]
    concern_id = concern.id if concern is not None else None
    asked = work.decisions.requests_about(person_ids=ids, concern_id=concern_id)
    found += [_request_paper(office, one) for one in asked if one.from_desk == desk]
    return Table(tuple(found), tuple(missing_from(eyes, people, papers.flags, found, concern)))


def _held(work: Work, person_ids: Iterable[int]) -> _Held:
    ids = sorted(set(person_ids))
    links = {one: work.people.links_of_person(one) for one in ids}
    mentions = work.concerns.mentions_by_id(
        link.mention_id for of_one in links.values() for link in of_one if _counts(link)
    )
    return _Held(
        flags=work.flags.of_many(ids),
        links=links,
        mentions=mentions,
        concerns=work.concerns.of({one.concern_id for one in mentions.values()}),
        standings=newest_standings(work.people, ids),
    )


def _counts(link: LinkHeld) -> bool:
    is_near = link.is_own or link.state is LinkState.SAME or link.band in LEADS
    return is_near and link.state is not LinkState.DIFFERENT


def _concern_papers(
    eyes: DeskEyes, papers: _Held, people: list[PersonHeld], own: ConcernHeld | None
) -> Iterator[Paper]:
    """Yield each concern once, its checks, and how it is linked to each person."""
    links = [
        (person, link)
        for person in people
        for link in papers.links[person.id]
        if is_open_to(link.only_desk, eyes.desk) and link.mention_id in papers.mentions
    ]
    concerns = {own.id: own} if own is not None else {}
    for _, link in links:
        if _counts(link):
            concern = papers.concerns[papers.mentions[link.mention_id].concern_id]
            concerns.setdefault(concern.id, concern)
    known = {
        one.id: one
        for one in concerns.values()
        if (own is not None and one.id == own.id) or eyes.hears_of(one)
    }
    for concern in sorted(known.values(), key=lambda one: (one.received_at, one.id)):
        yield _concern_paper(eyes, concern)
        yield _check_paper(eyes, concern)
    for person, link in links:
        linked = known.get(papers.mentions[link.mention_id].concern_id)
        if linked is not None and _counts(link) and not link.is_own:
            yield Paper(
                kind=PaperKind.LEAD,
                code=f"{linked.reference}:{link.mention_id}:{person.number}",
                stamp=link.state.value,
                words=private(f"{person.number}: {LINK_WORDS[link.state]}"),
                reference=linked.reference,
            )


def _concern_paper(eyes: DeskEyes, concern: ConcernHeld) -> Paper:
    additions = len(eyes.work.concerns.additions_of(concern.id))
    signs = sorted(said.sign for said in concern.body.signs)
    day = eyes.office.policy.diary.office.local_day(concern.received_at)
    more = f", added to {additions} times" if additions else ""
    return Paper(
        kind=PaperKind.CONCERN,
        code=concern.reference,
        stamp=f"{additions}:{','.join(signs)}",
        words=private(f"Told on {day:%-d %B %Y}{more}"),
        reference=concern.reference,
    )


def _check_paper(eyes: DeskEyes, concern: ConcernHeld) -> Paper:
    checks = [
        one
        for one in eyes.work.concerns.checks_of(concern.id)
        if is_open_to(one.only_desk, eyes.desk)
    ]
    newest = {one.of_what: one.state.value for one in checks}
    waiting = sum(state == "not_checked" for state in newest.values())
    words = f"{waiting} not looked up yet" if waiting or not newest else "Everybody was looked up"
    return Paper(
        kind=PaperKind.CHECK,
        code=concern.reference,
        stamp=WAITING if waiting or not newest else QUIET,
        words=private(words),
        reference=concern.reference,
    )


def _flag_papers(
    office: Office, flags: Iterable[Flag], person: PersonHeld, desk: str, *, today: date
) -> Iterator[Paper]:
    kinds = office.policy.areas.flag_kinds
    for flag in (one for one in flags if one.is_seen_by(desk)):
        marks = (flag.assessed_high, flag.recalled, flag.convicted_relevant)
        level = " ".join(one for one in (flag.category, flag.level) if one)
        title = f"{kinds.get(flag.kind, flag.kind)} {level}".strip()
        state = "" if flag.status is FlagStatus.ACTIVE else ", ended"
        yield Paper(
            kind=PaperKind.FLAG,
            code=str(flag.id),
            stamp=f"{flag.status.value}:{flag.level}:{flag.risk}:{marks}",
            words=private(f"{person.number}: {title}{state}"),
        )
        for term in flag.terms:
            yield Paper(
                kind=PaperKind.HOLD,
                code=f"{flag.id}:{term.kind.value}:{term.ends_on.isoformat()}",
                stamp=term.last_on.isoformat(),
                words=private(f"{person.number}: {term.kind.value} {_days_of(term, today)}"),
            )


def _days_of(term: FlagTerm, today: date) -> str:
    until = f"until {term.last_on:%-d %B %Y}"
    if term.starts_on is None or term.has_begun(today):
        return until
    return f"begins on {term.starts_on:%-d %B %Y}, {until}"


def _life_papers(eyes: DeskEyes, person: PersonHeld) -> Iterator[Paper]:
    """Yield what happened, who has not answered, agreements and outcomes of one person."""
    office, stewards = eyes.office, eyes.work.stewards
    events = [one for one in stewards.events_of(person.id) if is_open_to(one.only_desk, eyes.desk)]
    for event in events:
        title = office.policy.events[event.kind].title
        yield Paper(
            kind=PaperKind.EVENT,
            code=str(event.id),
            stamp=QUIET if event.kind in OF_MEETINGS else event.kind.value,
            words=private(f"{person.number}: {title}, {event.happened_on:%-d %B %Y}"),
        )
    for told in stewards.told_of_events([one.id for one in events]):
        said = told.answer.replace("_", " ") or "no answer"
        yield Paper(
            kind=PaperKind.TOLD,
            code=str(told.id),
            stamp=_stamp_of(told.answer),
            words=private(f"{_title(office, told.desk)}: {said}"),
        )
    for agreement in stewards.agreements_of(person.id):
        if is_open_to(agreement.only_desk, eyes.desk):
            yield _agreement_paper(eyes, agreement, person)
    yield from _outcome_papers(eyes, person)


def _outcome_papers(eyes: DeskEyes, person: PersonHeld) -> Iterator[Paper]:
    """Yield how it came out, each with the record that it was said of."""
    outcomes = eyes.work.outcomes.of_person(person.id)
    records = eyes.work.people.records.by_id(one.person_id for one in outcomes)
    for outcome in outcomes:
        kind = outcome.kind.value.replace("_", " ")
        state = outcome.state.value.replace("_", " ")
        yield Paper(
            kind=PaperKind.OUTCOME,
            code=str(outcome.id),
            stamp=outcome.state.value,
            words=private(f"{records[outcome.person_id].number}: {kind}, {state}"),
        )


def _agreement_paper(eyes: DeskEyes, agreement: Agreement, person: PersonHeld) -> Paper:
    looks = eyes.work.stewards.looks_at(agreement.id)
    broken = sum(one.found is Found.BREACHED for one in looks)
    state = "ended" if agreement.ended_at is not None else "stands"
    words = f"{person.number}: agreement until {agreement.expires_on:%-d %B %Y}, {state}"
    return Paper(
        kind=PaperKind.AGREEMENT,
        code=str(agreement.id),
        stamp=f"{state}:{broken}",
        words=private(f"{words}, {broken} breaches seen" if broken else words),
    )


def _standing_papers(papers: _Held, person: PersonHeld) -> Iterator[Paper]:
    view = View.WHOLE if person.only_desk else View.OPEN
    kept = papers.standings.get((person.id, view))
    if kept is not None:
        words = kept.band.replace("_", " ")
        yield Paper(
            kind=PaperKind.STANDING,
            code=str(person.id),
            stamp=kept.band,
            words=private(f"{person.number}: stands at {words}"),
        )


def _request_paper(office: Office, request: Request) -> Paper:
    said = request.answer.replace("_", " ") or "no answer yet"
    return Paper(
        kind=PaperKind.REQUEST,
        code=str(request.id),
        stamp=_stamp_of(request.answer),
        words=private(f"Asked {_title(office, request.to_desk)}: {said}"),
    )


def _stamp_of(answer: str) -> str:
    """Return the stamp of an answer: what is held, and a refusal, are news."""
    return answer if answer in NEWS else QUIET if answer else WAITING


def _title(office: Office, desk: str) -> str:
    known = office.policy.duty.desks.get(desk)
    return known.title if known is not None else desk
