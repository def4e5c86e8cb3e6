"""The voices of one person with why each is one, and what may be one; read `voices_of` first.

Nothing here acts: ties are shown with their evidence, and who told is shown by kind alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intake.actions.entries import SETTINGS
from intake.actions.join_voices import is_by_itself, statements_of
from intake.domain.campaign import Marked, alike_of
from intake.domain.chronology import Entry, LinkStrength
from intake.domain.concern import KnownBy, ReporterRole
from intake.domain.errors import NotFoundError
from intake.domain.held import ConcernHeld, PersonHeld
from intake.domain.points import HOW_KNOWN
from intake.domain.voice import IN_WORDS, Tie, VoiceTies, tie_between
from intake.domain.voice_acts import VoiceAct, VoiceActKind, VoiceMove
from intake.duty.sight import Sight
from intake.duty.views import Paged, paged
from intake.duty.views.voices import (
    AlikeGroup,
    PossibleTie,
    VoiceActLine,
    VoiceConcern,
    VoiceLine,
    VoicesPage,
)
from intake.duty.weights import settings_of

STARTS = "Nothing ties it to an earlier report of those on this page."
BY_ANOTHER = "It came in tied to this voice by a report that is not on this page."
BY_ITSELF = "It tells of the reporter's own harm or of a class-3 sign, so it counts by itself."
WEAK = {
    "same_name": "The same full name was given, and nothing else that ties them: perhaps one "
    "reporter by another channel, perhaps two of one name.",
    "same_teller": "Both say that they heard it from the same person.",
    "named_before": "The earlier one says it was told by whom the later one names as reporting.",
    "second_reach": "A second number or address of one is that of the other: perhaps one "
    "reporter under another name.",
}
EVIDENCE = (
    ("reporter", "reporter", IN_WORDS[Tie.SAME_REPORTER]),
    ("named_at_work", "named_at_work", IN_WORDS[Tie.SAME_REPORTER]),
    ("household", "household", IN_WORDS[Tie.SAME_HOME_OR_WORK]),
    ("workplace", "workplace", IN_WORDS[Tie.SAME_HOME_OR_WORK]),
    ("account", "account", IN_WORDS[Tie.SAME_ACCOUNT]),
    ("name", "told_by", IN_WORDS[Tie.TOLD_BY_THAT_REPORTER]),
    ("other_reach", "reporter", WEAK["second_reach"]),
    ("reporter", "other_reach", WEAK["second_reach"]),
    ("other_reach", "other_reach", WEAK["second_reach"]),
    ("name", "name", WEAK["same_name"]),
    ("told_by", "told_by", WEAK["same_teller"]),
    ("told_by", "name", WEAK["named_before"]),
)
"""Key of the earlier report, key of the later one, and what it says where they are the same.

A tie that joins on arrival stands here too: a stronger one led elsewhere, own harm counts by
itself, or an officer has parted them.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One concern of the page with its ties, and how it bears on the person."""

    concern: ConcernHeld
    ties: VoiceTies
    entry: Entry


def seen_of(sight: Sight, person: PersonHeld) -> tuple[Told, ...]:
    """Return the concerns that weigh on a person and are for this officer, oldest first.

    Raises:
        NotFoundError: What is known of the person is not for this officer.
    """
    if not {"person.weight", "person.chronology"} <= sight.sees_person(person):
        raise NotFoundError(what="person")
    entries: dict[str, Entry] = {}
    for entry in sight.entries(person.id, sight.view_of(person.id)):
        known = entries.get(entry.concern)
        if known is None or entry.strength is LinkStrength.FIRM:
            entries[entry.concern] = entry
    concerns = sight.work.concerns.of(sight.concerns_of_person(person.id))
    sight.prepare(concerns.values())
    shown = [
        one
        for one in concerns.values()
        if one.reference in entries and "concern.signs" in sight.sees(one)
    ]
    shown.sort(key=lambda one: (one.received_at, one.id))
    ties = sight.work.concerns.ties_of([one.id for one in shown])
    return tuple(
        Told(one, ties.get(one.id, VoiceTies("", one.received_at)), entries[one.reference])
        for one in shown
    )


FLOOD = 50
"""Reports of one flood that are compared each with each."""

EACH = 25
"""Voices of one page."""


def voices_of(sight: Sight, person: PersonHeld, *, purpose: str, page: int = 1) -> VoicesPage:
    """Return a page of a person's voices, in the order in which they first spoke.

    What may be one source is told of all of them, whichever page they stand on.

    Raises:
        NotFoundError: What is known of the person is not for this officer.
    """
    told = seen_of(sight, person)
    acts = sight.work.concerns.voice_acts.about([one.concern.id for one in told])
    history = _History.of(sight, acts)
    statements = statements_of(sight.office, sight.work, [one.concern for one in told])
    alone = {key for key, one in statements.items() if is_by_itself(one)}
    spoken = settings_of(sight.entries(person.id, sight.view_of(person.id)))
    places = {voice: number for number, voice in enumerate(spoken, start=1)}
    of_voices: dict[int, list[Told]] = {}
    for one in told:
        of_voices.setdefault(one.concern.voice_id, []).append(one)
    numbers = {one: places[str(one)] for one in sorted(of_voices, key=lambda one: places[str(one)])}
    part = paged(list(numbers), page, EACH)
    lines = tuple(_voice(sight, numbers[one], of_voices[one], history, alone) for one in part)
    shown = {one.concern.id: one.concern.reference for one in told}
    return VoicesPage(
        person_id=person.id,
        number=person.number,
        label=person.label.reveal(),
        is_flagged=sight.is_flagged(person.id),
        is_child=sight.childhood(person.id) is not None,
        purpose=purpose,
        voices=Paged(lines, part.page, part.pages, part.total),
        possible=tuple(_possible(told, numbers, alone)),
        alike=_alike(sight, told, numbers),
        acts=tuple(
            _act(sight, act, history, shown)
            for act in reversed(acts)
            if act.kind is not VoiceActKind.UNDONE
        ),
        can_join=sight.may("join_voices") and part.total > 1,
        can_part=sight.may("part_voices") and any(len(one.concerns) > 1 for one in lines),
    )


# why a voice is one


@dataclass(frozen=True, slots=True)
class _History:
    """The acts of officers on the concerns of a page, with their moves and takings back."""

    moves: Mapping[int, tuple[VoiceMove, ...]]
    undone: Mapping[int, VoiceAct]
    in_force: Mapping[int, VoiceAct]

    @classmethod
    def of(cls, sight: Sight, acts: Sequence[VoiceAct]) -> "_History":
        shelf = sight.work.concerns.voice_acts
        moves = {act.id: shelf.moves_of(act.id) for act in acts}
        undone = shelf.taken_back(moves)
        in_force: dict[int, VoiceAct] = {}
        for act in acts:
            if act.kind is not VoiceActKind.UNDONE and act.id not in undone:
                in_force |= {one.concern_id: act for one in moves[act.id]}
        return cls(moves, undone, in_force)


def _voice(
    sight: Sight, number: int, of_voice: Sequence[Told], history: _History, alone: set[int]
) -> VoiceLine:
    return VoiceLine(
        number=number,
        kind=kind_of(sight, of_voice[0].concern),
        concerns=tuple(
            VoiceConcern(
                reference=one.concern.reference,
                received_at=one.concern.received_at,
                kind=kind_of(sight, one.concern),
                known_by=HOW_KNOWN[KnownBy(one.concern.known_by)],
                why=_why(one, of_voice[:place], history, is_alone=one.concern.id in alone),
                is_firm=one.entry.strength is LinkStrength.FIRM,
                is_suspected_false=one.concern.suspected_false,
            )
            for place, one in enumerate(of_voice)
        ),
        is_by_itself=any(one.concern.id in alone for one in of_voice),
    )


def kind_of(sight: Sight, concern: ConcernHeld) -> str:
    """Return where a report speaks from, such as health; never who told it."""
    if "reporter.role" not in sight.sees(concern):
        return "somebody"
    return SETTINGS[ReporterRole(concern.role)]


def _why(one: Told, before: Sequence[Told], history: _History, *, is_alone: bool) -> str:
    act = history.in_force.get(one.concern.id)
    if act is not None:
        did = "Joined" if act.kind is VoiceActKind.JOINED else "Parted"
        return f"{did} by {act.officer}: {act.reason.reveal()}"
    ties = [tie for old in before if (tie := tie_between(one.ties, old.ties)) is not None]
    if ties:
        return IN_WORDS[min(ties, key=list(Tie).index)]
    if before:
        return BY_ANOTHER
    return BY_ITSELF if is_alone else STARTS


def _act(sight: Sight, act: VoiceAct, history: _History, shown: Mapping[int, str]) -> VoiceActLine:
    undone = history.undone.get(act.id)
    moves = history.moves[act.id]
    now = sight.work.concerns.of(one.concern_id for one in moves)
    is_as_left = all(now[one.concern_id].voice_id == one.now for one in moves)
    return VoiceActLine(
        act_id=act.id,
        kind=act.kind.value,
        officer=act.officer,
        desk=sight.desk_title(act.desk),
        at=act.at,
        reason=act.reason.reveal(),
        references=tuple(shown[one.concern_id] for one in moves if one.concern_id in shown),
        undone_by=undone.officer if undone else "",
        undone_at=undone.at if undone else None,
        undone_because=undone.reason.reveal() if undone else "",
        can_undo=undone is None and is_as_left and sight.may("part_voices"),
    )


# what may be one


def _possible(
    told: Sequence[Told], numbers: Mapping[int, int], alone: set[int]
) -> tuple[PossibleTie, ...]:
    """Return pairs of voices that something too weak to join ties, the evidence once a pair."""
    found: dict[tuple[int, int, str], tuple[int, Told, Told]] = {}
    for rank, (of_old, of_new, words) in enumerate(EVIDENCE):
        first: dict[str, dict[int, Told]] = {}
        for new in told:
            number = numbers[new.concern.voice_id]
            for other, old in first.get(getattr(new.ties, of_new), {}).items():
                if other != number:
                    key = (min(number, other), max(number, other), words)
                    found.setdefault(key, (rank, old, new))
            if kept := getattr(new.ties, of_old):
                first.setdefault(kept, {}).setdefault(number, new)
    ordered = sorted(found.items(), key=lambda one: (*one[0][:2], one[1][0]))
    return tuple(
        PossibleTie(
            *key[:2],
            key[2],
            (old.concern.reference, new.concern.reference),
            may_be_joined=not {old.concern.id, new.concern.id} & alone,
        )
        for key, (_, old, new) in ordered
        if not _is_said_better(key, found)
    )


def _is_said_better(
    key: tuple[int, int, str], found: Mapping[tuple[int, int, str], object]
) -> bool:
    """Whether a pair is known as one reporter, beside which one name says nothing more."""
    weaker = {WEAK["same_name"], WEAK["second_reach"]}
    return key[2] in weaker and (*key[:2], IN_WORDS[Tie.SAME_REPORTER]) in found


def _alike(
    sight: Sight, told: Sequence[Told], numbers: Mapping[int, int]
) -> tuple[AlikeGroup, ...]:
    """Return the floods of like words among the concerns of the page, each once.

    Of a flood of more than fifty its first report says how alike it is; whatever could only be
    found within it is compared no more, for a thousand are half a million pairs.
    """
    voice_of = {one.concern.id: numbers[one.concern.voice_id] for one in told}
    reference_of = {one.concern.id: one.concern.reference for one in told}
    marked = sight.work.concerns.like_words.of(list(voice_of))
    groups: dict[frozenset[int], list[float]] = {}
    near = _sharing(marked)
    floods: list[frozenset[int]] = []
    for new in marked.values():
        if any(flood.issuperset((new.concern_id, *near[new.concern_id])) for flood in floods):
            continue
        others = [marked[one] for one in near[new.concern_id]]
        alike = alike_of(new, others, sight.office.policy.campaign)
        if alike:
            ids = frozenset((new.concern_id, *(one.concern_id for one in alike)))
            groups.setdefault(ids, []).extend(one.share for one in alike)
            if len(ids) > FLOOD:
                floods.append(ids)
    widest = [ids for ids in groups if not any(ids < other for other in groups)]
    return tuple(
        AlikeGroup(
            references=tuple(reference_of[one] for one in sorted(ids)),
            voices=tuple(sorted({voice_of[one] for one in ids})),
            least=round(min(groups[ids]) * 100),
            most=round(max(groups[ids]) * 100),
        )
        for ids in widest
    )


def _sharing(marked: Mapping[int, Marked]) -> dict[int, list[int]]:
    """Return for each report those that share three in ten of its marks; likeness needs as many."""
    of_mark: dict[str, list[int]] = {}
    for one in marked.values():
        for mark in one.marks:
            of_mark.setdefault(mark, []).append(one.concern_id)
    found = {}
    for key, one in marked.items():
        shared = Counter(other for mark in one.marks for other in of_mark[mark])
        found[key] = [
            other
            for other, count in shared.items()
            if other != key and 10 * count >= 3 * len(one.marks)
        ]
    return found


def chosen_of(told: Iterable[Told], references: Iterable[str]) -> tuple[int, ...]:
    """Return the ids of concerns that a form names.

    Raises:
        NotFoundError: One of them is not on the page of this person and officer.
    """
    known = {one.concern.reference: one.concern.id for one in told}
    wanted = tuple(dict.fromkeys(references))
    if not set(wanted) <= set(known):
        raise NotFoundError(what="concern")
    return tuple(known[one] for one in wanted)
