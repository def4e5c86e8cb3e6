"""A named officer joins voices, parts one, or takes that back; software never does (P11).

Read `join_voices` first. What arrives meanwhile finds its voice by its own ties, as ever.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from intake.actions.alerting import first_owner_of
from intake.actions.weigh_person import known_of, weigh_people
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import ConcernHeld, Officer, View
from intake.domain.person import LinkState
from intake.domain.private import private
from intake.domain.voice import VoiceTies, check_joining_by_hand, voice_of
from intake.domain.voice_acts import VoiceAct, VoiceActKind, VoiceMove, check_parting
from intake.store.office import Office
from intake.store.work import Work

GRAVE = 3
"""Class of the signs that no hand may count as another's echo."""


def join_voices(
    office: Office,
    *,
    officer: Officer,
    concern_ids: Collection[int],
    seen: Collection[int],
    reason: str,
) -> VoiceAct:
    """Count several voices as one source from now on.

    Args:
        office: Settings in force.
        officer: Who says that it is one source.
        concern_ids: A concern of each voice.
        seen: The concerns that the officer may know of, those among them.
        reason: Why; kept with the officer's name.

    Returns:
        The act; taking it back restores every voice as it was.

    Raises:
        JudgementRefusedError: The reason is empty (`missing` reason), fewer than two voices are
            named (`missing` voices), or different reporters tell of their own harm or of a
            class-3 sign (`concerns`).

    Why:
        Points move at once, a standing stays until a named human lowers it (P5). What of the
        voices the officer may not know of and counts by itself stays by itself, unsaid: it is
        joined by nobody's hand, and betrays itself to nobody (P13).
    """
    with office.begin() as work:
        chosen = work.concerns.records.by_id(concern_ids)
        voices = {one.voice_id for one in chosen.values()}
        if len(voices) < 2:
            raise JudgementRefusedError(missing=("voices",))
        told = _held(work, work.concerns.voice_acts.concerns_of(voices))
        known = statements_of(office, work, told)
        check_joining_by_hand([known[one.id] for one in told if one.id in seen], reason=reason)
        moving = [one for one in told if one.id in seen or not is_by_itself(known[one.id])]
        joint = work.concerns.open_voice(_setting_of(work, moving[0]))
        moves = [VoiceMove(one.id, one.voice_id, joint) for one in moving]
        return _keep(office, work, officer, VoiceActKind.JOINED, moves, reason)


def part_voice(
    office: Office,
    *,
    officer: Officer,
    concern_ids: Collection[int],
    seen: Collection[int],
    reason: str,
) -> VoiceAct:
    """Count some concerns of a voice as a source of their own from now on.

    Args:
        office: Settings in force.
        officer: Who says that they are another source.
        concern_ids: Concerns of one voice, not all of those the officer sees.
        seen: The concerns that the officer may know of, those among them.
        reason: Why; kept with the officer's name.

    Raises:
        JudgementRefusedError: As `check_parting`.
    """
    with office.begin() as work:
        chosen = _held(work, concern_ids)
        voices = {one.voice_id for one in chosen}
        of_voice = set(work.concerns.voice_acts.concerns_of(list(voices)[:1])) & set(seen)
        check_parting([one.id for one in chosen], of_voice, reason=reason)
        own = work.concerns.open_voice(_setting_of(work, chosen[0]))
        moves = [VoiceMove(one.id, one.voice_id, own) for one in chosen]
        return _keep(office, work, officer, VoiceActKind.PARTED, moves, reason)


def undo_voice_act(office: Office, *, officer: Officer, act_id: int, reason: str) -> VoiceAct:
    """Take a joining or parting back: voices and points are as if it had never been.

    What arrived meanwhile counts as its ties would have it without the act.

    Raises:
        JudgementRefusedError: The reason is empty.
        ConflictError: It was taken back before, is itself such an act, or one of its concerns
            has been moved again since; that is taken back first.
        NotFoundError: There is no such act.
    """
    if not reason.strip():
        raise JudgementRefusedError(missing=("reason",))
    with office.begin() as work:
        acts = work.concerns.voice_acts
        act = acts.records.get(act_id)
        moved = acts.moves_of(act_id)
        told = {one.id: one for one in _held(work, [one.concern_id for one in moved])}
        is_as_left = all(told[one.concern_id].voice_id == one.now for one in moved)
        if act.kind is VoiceActKind.UNDONE or acts.taken_back([act_id]) or not is_as_left:
            raise ConflictError(what="voice_act")
        back = [VoiceMove(one.concern_id, one.now, one.was) for one in moved]
        back += _found_anew(work, moved)
        return _keep(office, work, officer, VoiceActKind.UNDONE, back, reason, undoes=act_id)


def _found_anew(work: Work, moved: Sequence[VoiceMove]) -> Iterable[VoiceMove]:
    """Yield what arrived since an act into its voices, with the voice its ties lead to without it.

    Why: Joined and parted again must leave nothing behind, also not a concern that came in
        between and was counted with whom it has no tie to.
    """
    restored = {str(one.concern_id): str(one.was) for one in moved}
    arrived = set(work.concerns.voice_acts.concerns_of({one.now for one in moved}))
    new = sorted(arrived - {one.concern_id for one in moved})
    ties = work.concerns.ties_of(new)
    for concern_id in (one for one in new if one in ties):
        earlier = [
            _in_voice(one, restored.get(one.concern, one.voice))
            for one in work.concerns.ties_like(ties[concern_id])
            if int(one.concern) < concern_id
        ]
        found = voice_of(ties[concern_id], earlier).voice
        if found:
            restored[str(concern_id)] = found
            yield VoiceMove(concern_id, int(ties[concern_id].voice), int(found))


def _in_voice(ties: VoiceTies, voice: str) -> VoiceTies:
    return replace(ties, voice=voice)


def _held(work: Work, concern_ids: Iterable[int]) -> list[ConcernHeld]:
    """Return concerns, while nobody else may look for a voice by one of their ties."""
    ids = sorted(set(concern_ids))
    for ties in work.concerns.ties_of(ids).values():
        work.concerns.hold_ties(ties)
    return list(work.concerns.records.locked(ids))


def statements_of(
    office: Office, work: Work, concerns: Collection[ConcernHeld]
) -> dict[int, VoiceTies]:
    """Return the ties of concerns with what the rules of joining ask, by id.

    Who told stays sealed: only whether it was one's own harm is read of it. A class-3 sign is one
    in itself, or one that weighs so on somebody, as far as everybody may know (P13).
    """
    ties = work.concerns.ties_of([one.id for one in concerns])
    book, raised = office.policy.sign_book, _raised(office, work, concerns)
    own_harm = work.concerns.of_own_harm(concerns)
    return {
        one.id: replace(
            ties.get(one.id, VoiceTies(one.reference, one.received_at)),
            concern=one.reference,
            is_own_harm=one.id in own_harm,
            has_class_three=one.reference in raised
            or any(book.sign_of(said.sign).cls >= GRAVE for said in one.body.signs),
        )
        for one in concerns
    }


def _raised(office: Office, work: Work, concerns: Collection[ConcernHeld]) -> set[str]:
    """Return the references of which a sign weighs as class 3 on somebody in the open."""
    mentions = work.concerns.mentions.all(
        work.concerns.mentions.row.concern_id.in_([one.id for one in concerns])
    )
    people = {
        one.person_id
        for one in work.people.links_of_mentions([one.id for one in mentions])
        if one.state is not LinkState.DIFFERENT and not one.only_desk
    }
    return {
        part.concern
        for person_id in people
        for part in known_of(office, work, person_id, View.OPEN).weight.if_same.contributions
        if any(sign.cls >= GRAVE for sign in part.signs)
    }


def is_by_itself(told: VoiceTies) -> bool:
    """Whether a statement counts by itself, whatever a hand would join it to."""
    return told.is_own_harm or told.has_class_three


def _setting_of(work: Work, concern: ConcernHeld) -> str:
    return work.concerns.settings_of_voices([concern.voice_id])[concern.voice_id]


def _keep(
    office: Office,
    work: Work,
    officer: Officer,
    kind: VoiceActKind,
    moves: Sequence[VoiceMove],
    reason: str,
    *,
    undoes: int | None = None,
) -> VoiceAct:
    """Keep an act, and weigh everyone whom one of its concerns bears on."""
    act = work.concerns.voice_acts.keep(
        VoiceAct(kind, officer.name, officer.desk, private(reason), work.at, undoes), moves
    )
    told = work.concerns.of(one.concern_id for one in moves)
    work.audit.note(
        f"voices.{kind.value}",
        actor=officer.login,
        act=act.id,
        concerns=tuple(sorted(one.reference for one in told.values())),
    )
    mentions = [one.id for key in sorted(told) for one in work.concerns.mentions_of(key)]
    links = work.people.links_of_mentions(mentions)
    people = {one.person_id for one in links if one.state is not LinkState.DIFFERENT}
    weigh_people(office, work, people, lead=first_owner_of(office, work, max(told)))
    return act
