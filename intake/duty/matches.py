"""The match panel: who a mention might be, with the evidence for and against (P6)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from intake.actions.gather import GATHERED
from intake.domain.held import LinkHeld, MentionHeld, PersonHeld
from intake.domain.person import FlagStatus, LinkState
from intake.domain.since_when import since_when
from intake.duty.cleared import label_of
from intake.duty.explained import asks_of, explained, ties_of
from intake.duty.remembered import remembered_of
from intake.duty.sight import Sight
from intake.duty.views import CandidateView, CutLine, JudgementLine, MatchPanel
from intake.duty.wording import born_words, called

LEADS = ("strong", "possible")
OTHER_DATE = "other_date"
SILENT = frozenset({"not_said", "not_held"})
THINGS = {
    "name": "Name",
    "birth": "Birth date",
    "age": "Age",
    "place": "Place",
    "postcode": "Postcode",
    "phone": "Phone",
    "vehicle": "Vehicle",
    "handle": "Account",
    "work": "Work",
    "house": "Address",
    "street": "Street",
    "child": "Child",
    "carer": "Carer",
    "word": "Looks",
    "relation": "Relation",
}


def panel_of(sight: Sight, mentions: Iterable[MentionHeld]) -> MatchPanel:
    """Return who the mentions of a concern might be, as far as this desk may know.

    A pair judged different stays, labelled: nobody should have to ask twice.
    """
    by_id = {mention.id: mention for mention in mentions}
    links = [
        one
        for one in sight.links_of_mentions(by_id)
        if not one.is_own or one.state is LinkState.DIFFERENT
    ]
    views = _with_ties([(one, _candidate(sight, one, by_id[one.mention_id])) for one in links])
    views.sort(key=lambda one: (LEADS.index(one.band) if one.band in LEADS else 9, -one.points))
    lines = sight.office.policy.match_settings.lines
    kept = [one for one in views if one.state is not LinkState.DIFFERENT]
    beside = [one for one in kept if one.band not in LEADS and not one.judged]
    return MatchPanel(
        leads=tuple(one for one in kept if one.band in LEADS or one.judged),
        other_dates=tuple(one for one in beside if one.band == OTHER_DATE),
        names_only=tuple(one for one in beside if one.band != OTHER_DATE),
        rejected=tuple(one for one in views if one.state is LinkState.DIFFERENT),
        possible_at=lines.possible,
        strong_at=lines.strong,
        cut=tuple(_cut(sight, by_id)),
    )


def _with_ties(views: list[tuple[LinkHeld, CandidateView]]) -> list[CandidateView]:
    """Mark the candidates of one mention that its words fit equally well."""
    return [
        replace(one, ties=ties_of(one, [v for k, v in views if k.mention_id == link.mention_id]))
        if one.state is not LinkState.DIFFERENT
        else one
        for link, one in views
    ]


def _cut(sight: Sight, by_id: Mapping[int, MentionHeld]) -> Iterator[CutLine]:
    """Yield the mentions whose newest look-up could not read all that share a name."""
    of = {one.concern_id for one in by_id.values()}
    checks = [one for concern_id in of for one in sight.checks_of(concern_id)]
    newest = {one.mention_id: one for one in checks if one.mention_id in by_id}
    for mention_id, check in newest.items():
        if check.cut and mention_id is not None:
            yield CutLine(called(by_id[mention_id].body), asks_of(check.asked))


def _candidate(sight: Sight, link: LinkHeld, mention: MentionHeld) -> CandidateView:
    person = sight.record(link.person_id)
    assert person is not None
    sees = sight.sees_person(person)
    why = explained(link.candidate, opens="person.description" in sees)
    told = [row for row in link.candidate.get("evidence", ()) if row["kind"] != "prior"]
    return CandidateView(
        link_id=link.id,
        mention=called(mention.body),
        person_id=person.id,
        number=person.number,
        label=person.label.reveal() if "person.names" in sees else "",
        line=line_of(sight, person, sees),
        band=link.band,
        is_flagged=sight.is_flagged(person.id) and "person.flags" in sees,
        state=link.state,
        alike=float(link.candidate.get("score", 0.0)),
        told_things=sum(row["finding"] not in SILENT for row in told),
        all_things=len(told),
        why=why,
        judged=judgements_of(sight, link.id),
        is_gathered=any(row["finding"] == GATHERED for row in told),
        remembered=remembered_of(sight, link) if link.state is not LinkState.DIFFERENT else (),
        known_since=sight.office.policy.duty.office.local_day(person.made_at),
        since=_since(sight, link, mention, person),
        person_opens="person.names" in sees and sight.may("read_person"),
    )


def judgements_of(sight: Sight, link_id: int) -> tuple[JudgementLine, ...]:
    """Return what officers have said of a link, oldest first."""
    return tuple(
        JudgementLine(one.answer, one.officer, one.at, one.reason.reveal())
        for one in sight.work.people.judgements_of(link_id)
    )


def _since(sight: Sight, link: LinkHeld, mention: MentionHeld, person: PersonHeld) -> str:
    """Return since when the pair could have been seen together; empty where no flag is in view."""
    flags = sight.flags(person.id) if "person.flags" in sight.sees_person(person) else ()
    if not flags:
        return ""
    day_of = sight.office.policy.duty.office.local_day
    held = day_of(person.made_at)
    shown = sight.work.flags.listed_at(person.id)
    days = [
        (flag.starts_on, day_of(shown[flag.id]) if flag.id in shown else held) for flag in flags
    ]
    reported = sight.work.concerns.received([mention.concern_id])[mention.concern_id]
    return since_when(day_of(reported), days, held=held, found=day_of(link.made_at)).words


def line_of(sight: Sight, person: PersonHeld, sees: frozenset[str]) -> str:
    """Return a record in a line: age or birth, place, flag and owner, and whether he was cleared.

    What is not seen is left out.
    """
    told: list[str] = []
    body = person.body
    if "person.description" in sees:
        told += [_born(body.birth, sight.work.at)] if body.birth else []
        told += [body.places[0]] if body.places else [sight.area_title(person.area)]
    flags = [flag for flag in sight.flags(person.id) if flag.status is FlagStatus.ACTIVE]
    if "person.flags" in sees and flags:
        kinds = sight.office.policy.areas.flag_kinds
        told += [kinds.get(flag.kind, flag.kind) for flag in flags]
        told.append(f"Owner {sight.desk_title(flags[0].owner_desk)}")
    elif "person.flags" in sees:
        told.append("Not flagged")
    told.append(label_of(sight, person.id))
    return ". ".join(part for part in told if part)


def _born(birth: str, at: datetime) -> str:
    age = f", about {at.year - int(birth[:4])}" if birth[:4].isdecimal() else ""
    return f"Born {born_words(birth)}{age}"
