"""The match panel: who a mention might be, with the evidence for and against (P6)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from intake.domain.held import LinkHeld, MentionHeld, PersonHeld
from intake.domain.person import FlagStatus, LinkState
from intake.duty.sight import Sight
from intake.duty.views import CandidateView, EvidenceRow, JudgementLine, MatchPanel
from intake.duty.wording import born_words, called

LEADS = ("strong", "possible")
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
}


def panel_of(sight: Sight, mentions: Iterable[MentionHeld]) -> MatchPanel:
    """Return who the mentions of a concern might be, as far as this desk may know.

    A pair judged different stays, labelled: nobody should have to ask twice.
    """
    by_id = {mention.id: mention for mention in mentions}
    links = [one for one in sight.links_of_mentions(by_id) if not one.is_own]
    views = [_candidate(sight, link, by_id[link.mention_id]) for link in links]
    views.sort(key=lambda one: (LEADS.index(one.band) if one.band in LEADS else 9, -one.points))
    lines = sight.office.policy.match_settings.lines
    kept = [one for one in views if one.state is not LinkState.DIFFERENT]
    return MatchPanel(
        leads=tuple(one for one in kept if one.band in LEADS or one.judged),
        names_only=tuple(one for one in kept if one.band not in LEADS and not one.judged),
        rejected=tuple(one for one in views if one.state is LinkState.DIFFERENT),
        possible_at=lines.possible,
        strong_at=lines.strong,
    )


def _candidate(sight: Sight, link: LinkHeld, mention: MentionHeld) -> CandidateView:
    person = sight.record(link.person_id)
    assert person is not None
    sees = sight.sees_person(person)
    rows = evidence_of(link.candidate)
    telling = [row for row in rows if row.kind != "prior"]
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
        told_things=sum(not row.is_gone for row in telling),
        all_things=len(telling),
        points=float(link.candidate.get("points", 0.0)),
        rows=rows if "person.description" in sees else (),
        judged=tuple(
            JudgementLine(one.answer, one.officer, one.at, one.reason.reveal())
            for one in sight.work.people.judgements_of(link.id)
        ),
        known_since=sight.office.policy.duty.office.local_day(person.made_at),
        person_opens="person.names" in sees and sight.may("read_person"),
    )


def evidence_of(candidate: Mapping[str, Any]) -> tuple[EvidenceRow, ...]:
    """Return the comparison as kept with a link or look-up: the prior, then what speaks."""
    rows = [
        EvidenceRow(
            kind=str(row["kind"]),
            said=_shown(row["kind"], row["said"]),
            held=_shown(row["kind"], row["held"]),
            words=_open_words(row["kind"], str(row["words"])),
            points=float(row["points"]),
            is_gone=row["finding"] in SILENT,
        )
        for row in candidate.get("evidence", ())
    ]
    return tuple(sorted(rows, key=lambda row: row.is_gone))


def _open_words(kind: str, words: str) -> str:
    """Return the words of a row; how many are listed counts hidden ones too, and stays (P13)."""
    return words.partition(";")[0] if kind == "prior" else words


def _shown(kind: str, words: str) -> str:
    """Return a compared part as read; parts of names are kept folded."""
    return str(words).title() if kind == "name" else str(words)


def line_of(sight: Sight, person: PersonHeld, sees: frozenset[str]) -> str:
    """Return a record in a line: age or birth, place, flag and owner; what is not seen is left."""
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
    return ". ".join(part for part in told if part)


def _born(birth: str, at: datetime) -> str:
    age = f", about {at.year - int(birth[:4])}" if birth[:4].isdecimal() else ""
    return f"Born {born_words(birth)}{age}"
