"""The chronology of a person as weighing reads it: which concerns bear on him, and how.

Read `entries_of` first; `intake.domain.weight` weighs what is made here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from intake.domain.chronology import Entry, Held, LinkStrength, SignSeen, Span
from intake.domain.concern import Part, ReporterRole, SignSaid
from intake.domain.gist import Gist
from intake.domain.held import View
from intake.domain.person import Flag, FlagStatus, LinkState, SeenBy
from intake.domain.signs import About, SignBook
from intake.store.office import Office
from intake.store.papers import Hung, Papers, papers_of
from intake.store.work import Work

SETTINGS = {
    ReporterRole.COMMUNITY: "community",
    ReporterRole.CHILD: "child",
    ReporterRole.PARENT: "family",
    ReporterRole.HEALTH: "health",
    ReporterRole.THERAPIST: "therapy",
    ReporterRole.TEACHER: "school",
    ReporterRole.POLICE: "police",
    ReporterRole.SOCIAL_CARE: "social care",
    ReporterRole.OTHER_PROFESSIONAL: "other agency",
}
"""Where a voice speaks from, for the rule of settings."""


def flags_in(view: View, flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the flags that a view may know of."""
    return tuple(flag for flag in flags if view is View.WHOLE or flag.seen_by is SeenBy.ALL)


def held_of(flags: Iterable[Flag]) -> Held:
    """Return what flags say of a person; what once was so stays so (P5)."""
    kept = tuple(flags)
    active = [flag for flag in kept if flag.status is FlagStatus.ACTIVE]
    orders = [term for flag in kept for term in flag.terms if term.forbids_children]
    return Held(
        is_flagged=bool(active),
        no_contact=tuple(Span(term.last_on, term.starts_on) for term in orders),
        assessed_high=any(flag.assessed_high for flag in kept),
        recalled=any(flag.recalled for flag in kept),
        convicted_relevant=any(flag.convicted_relevant for flag in kept),
    )


def entries_of(
    office: Office, work: Work, person_id: int, *, view: View = View.WHOLE
) -> tuple[Entry, ...]:
    """Return the chronology of a person as weighing reads it, oldest first.

    Rejected links are left out; possible ones bear *if the same*. A mention of part *not
    said* is at most that, for only a person of concern carries weight. The open view leaves
    out links that only a flag's owner may see. A child counts as seen before only along firm
    links, so that an uncertain one hides nothing (P6).
    """
    papers = papers_of(work.people, work.flags, work.concerns, [person_id])
    return entries_in(office, papers, person_id, view)


def entries_in(office: Office, papers: Papers, person_id: int, view: View) -> tuple[Entry, ...]:
    """Return the same from papers that were read before."""
    return _gone_on(office, (person_id, view), papers.links[person_id])


def entries_along(office: Office, links: Iterable[Hung], view: View) -> Iterator[Entry]:
    """Yield the same along the links of one person."""
    seen: set[str] = set()
    for link in _told_along(links, view):
        yield from _found(office, link, seen)


LONG = 50
"""Links from which on it is remembered what they bring in order."""
_Place = tuple[int, int]


@dataclass(slots=True)
class _Along:
    """What the links of one person brought in one view, and where they ended."""

    links: Sequence[Hung]
    settings: str
    last: _Place
    seen: set[str]
    entries: tuple[Entry, ...]


_ALONG: dict[tuple[int, View], _Along] = {}
HISTORIES = 64


def _gone_on(office: Office, whose: tuple[int, View], links: Sequence[Hung]) -> tuple[Entry, ...]:
    """Return what links bring, going on from where the same links ended before.

    The links themselves say whether they are the same: they are compared one by one. What is
    taken is gone until it is kept again, so that no two threads ever work on one.
    """
    known = _ALONG.pop(whose, None)
    settings = office.policy.hash
    if known is None or known.settings != settings or known.links != links[: len(known.links)]:
        known = _Along((), settings, (0, 0), set(), ())
    news = _told_along(links[len(known.links) :], whose[1])
    if news and _IN_ORDER(news[0]) < known.last:
        known = _Along((), settings, (0, 0), set(), ())
        news = _told_along(links, whose[1])
    brought = [entry for link in news for entry in _found(office, link, known.seen)]
    known.entries = (*known.entries, *brought)
    known.links = links
    known.last = _IN_ORDER(news[-1]) if news else known.last
    if len(links) >= LONG:
        for oldest in list(_ALONG)[: max(0, len(_ALONG) + 1 - HISTORIES)]:
            _ALONG.pop(oldest, None)
        _ALONG[whose] = known
    return known.entries


def _told_along(links: Iterable[Hung], view: View) -> list[Hung]:
    """Return the links that weigh in a view, in the order in which they were told."""
    told = [
        link
        for link in links
        if link.state is not LinkState.DIFFERENT
        and link.part in _WEIGHING
        and (view is View.WHOLE or not link.only_desk)
    ]
    told.sort(key=_IN_ORDER)
    return told


def _found(office: Office, link: Hung, seen: set[str]) -> tuple[Entry, ...]:
    """Return what one link brings after the children seen before; its own are seen from now on."""
    # by identity first: links of a long history are remembered, and are the same links
    known = _BROUGHT.get(id(link))
    if known is None or known.link is not link or known.settings is not office.policy.hash:
        known = _brought_by(office, link)
    found = known.again if seen.issuperset(known.children) else known.first
    if known.is_firm:
        seen.update(known.children)
    return found


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one link brings: where its concern names a child not seen before, and where not."""

    link: Hung
    settings: str
    children: tuple[str, ...]
    is_firm: bool
    first: tuple[Entry, ...]
    again: tuple[Entry, ...]


_WEIGHING = frozenset({Part.PERSON_OF_CONCERN, Part.NOT_SAID})
_IN_ORDER: Callable[[Hung], tuple[int, int]] = attrgetter("concern_id", "id")
_BROUGHT: dict[int, _Brought] = {}
_MADE: dict[tuple[object, ...], _Brought] = {}
REMEMBERED = 20_000
"""Links for which it is remembered what they bring."""


def _brought_by(office: Office, link: Hung) -> _Brought:
    """Return what a link brings, made once as long as nothing that it rests on changes."""
    # what was told, how it hangs on him, and the settings: nothing else decides
    key = (*link[4:7], *link[10:], office.policy.hash)
    if len(_BROUGHT) >= REMEMBERED or len(_MADE) >= REMEMBERED:
        _BROUGHT.clear()
        _MADE.clear()
    made = _MADE.get(key)
    if made is None:
        book = office.policy.sign_book
        again = tuple(_made(book, link))
        children = link.gist.children
        first = (replace(again[0], new_child=True), *again[1:]) if children else again
        is_firm = again[0].strength is LinkStrength.FIRM
        made = _MADE[key] = _Brought(link, office.policy.hash, children, is_firm, first, again)
    found = _BROUGHT[id(link)] = replace(made, link=link, settings=office.policy.hash)
    return found


def _made(book: SignBook, link: Hung) -> Iterator[Entry]:
    gist = link.gist
    is_person = link.part is Part.PERSON_OF_CONCERN
    is_his = is_person and link.people == 1
    firm = is_person and link.state is LinkState.SAME
    entry = Entry(
        concern=gist.reference,
        voice=str(link.voice_id),
        known_at=gist.known_at,
        signs=tuple(_signs_for(book, gist, link.place, is_only=is_his)),
        known_by=gist.known_by,
        setting=SETTINGS[gist.role],
        happened_on=gist.happened_on,
        fears_for_child=gist.fears_for_child,
        suspected_false=link.suspected_false,
        households=gist.households,
        strength=LinkStrength.FIRM if firm else LinkStrength.IF_SAME,
        in_danger=gist.in_danger and is_his,
        child_ages=gist.child_ages,
    )
    yield entry
    if is_person and not is_his:
        yield from _if_it_is_his(book, gist, entry)


def _if_it_is_his(book: SignBook, gist: Gist, entry: Entry) -> Iterator[Entry]:
    """Yield what a concern about several people tells of one of them, not said of whom.

    Why:
        Untied signs and a "yes" to danger must not count for nobody because two people are
        named; nor do they accuse both. They bear *if it is his*: an officer is asked, and ties
        the sign to him or not (promise P6).
    """
    told = gist.signs
    tied = {said.sign for said in told if said.about_mention is not None}
    signs = tuple(
        SignSeen(said.sign, said.source)
        for said in told
        if said.about_mention is None and said.sign not in tied and _is_of_an_adult(book, said)
    )
    if signs or gist.in_danger:
        yield replace(
            entry,
            signs=signs,
            in_danger=gist.in_danger,
            strength=LinkStrength.IF_SAME,
            households=(),
            new_child=False,
            fears_for_child=False,
        )


def _signs_for(book: SignBook, gist: Gist, place: int, *, is_only: bool) -> Iterator[SignSeen]:
    """Yield the signs that bear on one mention.

    A sign tied to nobody is his where he is the only person of concern; a child's sign is his
    only where the reporter tied it to him.
    """
    for said in gist.signs:
        if said.about_mention == place:
            yield SignSeen(said.sign, said.source, tied_to_him=True)
        elif said.about_mention is None and is_only and _is_of_an_adult(book, said):
            yield SignSeen(said.sign, said.source)


def _is_of_an_adult(book: SignBook, said: SignSaid) -> bool:
    return book.sign_of(said.sign).about is not About.CHILD
