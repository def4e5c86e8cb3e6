"""What is held of several people, each kind of it read in one statement; begin with `papers_of`.

A report may touch a dozen records while others wait for the writer lock, so they are read
together and not one by one. Nothing read here outlives its transaction.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Engine,
    String,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import col

from intake.domain.concern import Part
from intake.domain.gist import EDITION, Gist
from intake.domain.held import Crossed, Owned, StandingHeld, View
from intake.domain.person import Flag, LinkState
from intake.store.concerns import Concerns
from intake.store.flags import Flags
from intake.store.gists import read_gist, stamp_of
from intake.store.people import People
from intake.store.shelf import question_but
from intake.store.tables import (
    GistRow,
    LinkRow,
    MentionRow,
    StandingRow,
)


class Hung(NamedTuple):
    """A link with what hangs on it, as weighing reads it: no words, no evidence.

    `told` is the gist of its concern as a text; empty for a rejected link. `people` counts the
    persons of concern that the concern tells of, with the parts as officers have changed them.

    Why a tuple: a history has a thousand of them, and they are read at every weighing.
    """

    id: int
    person_id: int
    mention_id: int
    concern_id: int
    part: Part
    place: int
    state: LinkState
    band: str
    is_own: bool
    only_desk: str
    voice_id: int
    suspected_false: bool
    people: int
    told: str

    @property
    def gist(self) -> Gist:
        """What its concern tells, in short; not of a rejected link."""
        return read_gist(self.told)


@dataclass(frozen=True, slots=True)
class Papers:
    """What the weighing of some people reads.

    Args:
        flags: All flags of each person, ended ones too.
        links: The links to each person, rejected ones too, oldest first.
        standings: The newest standing of each person in each view, where there is one.
    """

    flags: Mapping[int, tuple[Flag, ...]]
    links: Mapping[int, Sequence[Hung]]
    standings: Mapping[tuple[int, View], StandingHeld]


def papers_of(
    people: People, flags: Flags, concerns: Concerns, person_ids: Iterable[int]
) -> Papers:
    """Return the papers of some people; of somebody unknown they are empty."""
    ids = sorted(set(person_ids))
    return Papers(
        flags=flags.of_many(ids),
        links=hung_on(people, concerns, ids),
        standings=newest_standings(people, ids),
    )


_LINK: Any = LinkRow.metadata.tables["link"]
_MENTION: Any = MentionRow.metadata.tables["mention"]
_GIST: Any = GistRow.metadata.tables["gist"]
_OTHER: Any = _MENTION.alias()
_PEOPLE = (
    select(func.count())
    .select_from(_OTHER)
    .where(
        _OTHER.c.concern_id == _MENTION.c.concern_id,
        _OTHER.c.part == Part.PERSON_OF_CONCERN.value,
    )
    .scalar_subquery()
)
_HAS_GIST = (_GIST.c.concern_id == _MENTION.c.concern_id) & (_GIST.c.edition == EDITION)
_HUNG = (
    select(
        _LINK.c.id,
        _LINK.c.person_id,
        _LINK.c.mention_id,
        _MENTION.c.concern_id,
        _MENTION.c.part,
        _MENTION.c.place,
        _LINK.c.state,
        _LINK.c.band,
        _LINK.c.is_own,
        _LINK.c.only_desk,
        _GIST.c.voice_id,
        _GIST.c.suspected_false,
        _PEOPLE,
        _GIST.c.told,
    )
    .join_from(_LINK, _MENTION, _MENTION.c.id == _LINK.c.mention_id)
    .join(_GIST, _HAS_GIST, isouter=True)
    .where(_LINK.c.person_id.in_(bindparam("ids", expanding=True)), _LINK.c.id > bindparam("after"))
    .order_by(_LINK.c.id)
)
_PARTS = {one.value: one for one in Part}
_STATES = {one.value: one for one in LinkState}


def hung_on(people: People, concerns: Concerns, person_ids: Sequence[int]) -> dict[int, list[Hung]]:
    """Return the links of some people with what hangs on them, oldest first; nobody is left out.

    A concern that has no gist of this edition yet is opened, and its gist made anew. The lists
    may be remembered and are never to be changed.
    """
    histories = Histories.of(people)
    known = histories.gone_on(people, concerns, person_ids)
    found = known | _read(people, concerns, [one for one in person_ids if one not in known])
    histories.keep(found)
    return found


def _read(
    people: People, concerns: Concerns, person_ids: Sequence[int], *, after: int = 0
) -> dict[int, list[Hung]]:
    """Read the links of some people from the database, those after an id."""
    found: dict[int, list[Hung]] = {one: [] for one in person_ids}
    rows = people.rows(_HUNG, {"ids": list(person_ids), "after": after}) if found else []
    missing = [row[3] for row in rows if row[-1] is None and row[6] != LinkState.DIFFERENT.value]
    opened = concerns.records.by_id(missing)
    made = {key: concerns.records.gists.text_of(one) for key, one in opened.items()}
    for row in rows:
        link, person, mention, concern, part, place, state, *rest = row
        band, is_own, only_desk, voice, doubted, count, told = rest
        if told is None and concern in made:
            voice, doubted = opened[concern].voice_id, opened[concern].suspected_false
            told = made[concern]
        found[person].append(
            Hung(
                link,
                person,
                mention,
                concern,
                _PARTS[part],
                place,
                _STATES[state],
                band,
                is_own,
                only_desk,
                voice or 0,
                bool(doubted),
                count,
                told or "",
            )
        )
    return found


LONG = 50
"""Links from which on a person's are remembered."""
REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class _Long:
    """The links of one person, with the marks of all, one after the other, as one text."""

    marks: str
    links: list[Hung]


class Histories:
    """The links of the people of whom most is known, remembered in this process.

    Nothing is trusted: each time a mark of every link is read, made of whatever `Hung` holds, and
    the marks must be those remembered. Links that came since are read; if any mark differs all are.
    """

    def __init__(self) -> None:
        self._kept: dict[int, _Long] = {}

    @classmethod
    def of(cls, people: People) -> "Histories":
        """Return what is remembered of the database that a transaction is in."""
        return _OF_DATABASE.setdefault(people.database, cls())

    def gone_on(
        self, people: People, concerns: Concerns, person_ids: Iterable[int]
    ) -> dict[int, list[Hung]]:
        """Return the links of those people whose history is as it was, or has gone on."""
        kept = {one: long for one in person_ids if (long := self._kept.get(one))}
        if not kept:
            return {}
        asked = _MARKS[people.database.dialect.name]
        marks: dict[int, str] = {one[0]: one[1] for one in people.rows(asked, {"ids": list(kept)})}
        found = {}
        for person, long in kept.items():
            now = marks.get(person, "")
            if now != long.marks and not now.startswith(f"{long.marks},"):
                continue
            found[person] = long.links
            if now != long.marks:
                news = _read(people, concerns, [person], after=long.links[-1].id)[person]
                found[person] = [*long.links, *news]
        return found

    def keep(self, found: Mapping[int, list[Hung]]) -> None:
        """Remember the links of whom much is known."""
        for person, links in found.items():
            long = self._kept.get(person)
            if len(links) < LONG or (long is not None and long.links is links):
                continue
            self._kept.pop(person, None)
            # a copy, for other threads keep theirs meanwhile
            for oldest in list(self._kept)[: max(0, len(self._kept) + 1 - REMEMBERED)]:
                self._kept.pop(oldest, None)
            is_more = long is not None and long.links == links[: len(long.links)]
            before = long if long is not None and is_more else _Long("", [])
            news = [_mark_of(one) for one in links[len(before.links) :]]
            marks = ",".join([before.marks, *news] if before.marks else news)
            self._kept[person] = _Long(marks, links)


_OF_DATABASE: WeakKeyDictionary[Engine, Histories] = WeakKeyDictionary()


def _mark_of(link: Hung) -> str:
    """Return the mark of a link; the database makes the same by `_MARKS`.

    Which concern and place a mention has never changes, and the stamp holds its reference. A
    gist that is missing makes a mark that is like no other, so that the link is read again.
    """
    parts = (
        link.id,
        link.mention_id,
        link.part.value,
        link.state.value,
        link.band,
        int(link.is_own),
        link.only_desk,
        link.voice_id,
        int(link.suspected_false),
        link.people,
        stamp_of(link.told) if link.told else "",
    )
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _each_in_short(array: Any) -> Any:
    """Return the mark of each link of some people, oldest first, in the words of a database."""
    mark = array(
        _LINK.c.id,
        _LINK.c.mention_id,
        _MENTION.c.part,
        _LINK.c.state,
        _LINK.c.band,
        case((_LINK.c.is_own, 1), else_=0),
        _LINK.c.only_desk,
        _GIST.c.voice_id,
        case((_GIST.c.suspected_false, 1), else_=0),
        _PEOPLE,
        _GIST.c.stamp,
    )
    return (
        select(_LINK.c.person_id, _LINK.c.id, mark.label("mark"))
        .join_from(_LINK, _MENTION, _MENTION.c.id == _LINK.c.mention_id)
        .join(_GIST, _HAS_GIST, isouter=True)
        .where(_LINK.c.person_id.in_(bindparam("ids", expanding=True)))
        .order_by(_LINK.c.id)
        .subquery()
    )


def _marks_on_sqlite() -> Any:
    each = _each_in_short(func.json_array)
    return select(each.c.person_id, func.group_concat(each.c.mark)).group_by(each.c.person_id)


def _marks_on_postgresql() -> Any:
    each = _each_in_short(func.json_build_array)
    plain = func.replace(cast(each.c.mark, String), literal_column("', '"), literal_column("','"))
    in_order: Any = aggregate_order_by(literal_column("','"), each.c.id)
    marks = func.string_agg(plain, in_order)
    return select(each.c.person_id, marks).group_by(each.c.person_id)


_MARKS = {"sqlite": _marks_on_sqlite(), "postgresql": _marks_on_postgresql()}
"""Marks of all links of each person as one text: a thousand rows are twice as long to read.

Should a database put them together in another order, the history is read from scratch.
"""


def newest_standings(
    people: People, person_ids: Iterable[int]
) -> dict[tuple[int, View], StandingHeld]:
    """Return the newest standing of each of some people in each view, where there is one.

    Without the weight that it was kept with: of a thousand concerns it is long to read.
    """
    found = people.standings.answers(_STANDINGS, {"ids": list(person_ids)})
    return {(one.person_id, one.view): one for one in found}


def owners_of(people: People, person_ids: Iterable[int]) -> dict[int, Owned]:
    """Return the desk that owns each of some people now; who has no owner is left out."""
    found = people.owned.among("person_id", person_ids)
    return {one.person_id: one for one in found if one.until is None}


def crossed_of(people: People, person_ids: Iterable[int]) -> dict[int, list[Crossed]]:
    """Return the lines crossed or asked about for each of some people, oldest first."""
    rows: dict[int, list[Crossed]] = {person_id: [] for person_id in person_ids}
    for row in people.crossed.among("person_id", rows):
        rows[row.person_id].append(row)
    return rows


_NEWEST = (
    select(func.max(StandingRow.id))
    .where(col(StandingRow.person_id).in_(bindparam("ids", expanding=True)))
    .group_by(col(StandingRow.person_id), col(StandingRow.view))
)
_STANDINGS = question_but(StandingRow, StandingHeld, "weight", col(StandingRow.id).in_(_NEWEST))
