"""What is missing from a desk's table when it decides; read `missing_from`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from intake.actions.desk_eyes import DeskEyes
from intake.domain.agreement import verified_at
from intake.domain.dossier import WAITING, Paper, PaperKind
from intake.domain.event import ToldAnswer
from intake.domain.held import ConcernHeld, PersonHeld, View
from intake.domain.person import Flag, FlagStatus, LinkState, is_open_to

UNANSWERED = (WAITING, ToldAnswer.REFUSED.value)


def missing_from(
    eyes: DeskEyes,
    people: list[PersonHeld],
    flags: Mapping[int, Sequence[Flag]],
    found: list[Paper],
    concern: ConcernHeld | None,
) -> Iterator[str]:
    """Yield what is not on the table, in codes that name nobody.

    Args:
        eyes: Whose table it is.
        people: Whom the decision is about, as far as that desk may know.
        flags: All flags of each of them.
        found: What lies on the table.
        concern: The concern decided on, if it is one.

    Returns:
        `not_checked:REFERENCE`, `not_judged:REFERENCE`, `silent:N` desks that were told and
        have not answered, `asked_no_answer`, `unverified:N` of an agreement, `no_hold`,
        `never_asked:KIND` of agency.
    """
    by_kind = {kind: [one for one in found if one.kind is kind] for kind in PaperKind}
    yield from (
        f"not_checked:{one.reference}" for one in by_kind[PaperKind.CHECK] if one.stamp == WAITING
    )
    yield from (
        f"not_judged:{one.reference}"
        for one in by_kind[PaperKind.LEAD]
        if one.stamp == LinkState.POSSIBLE.value
    )
    silent = [one for one in by_kind[PaperKind.TOLD] if one.stamp in UNANSWERED]
    if silent:
        yield f"silent:{len(silent)}"
    if any(one.stamp in UNANSWERED for one in by_kind[PaperKind.REQUEST]):
        yield "asked_no_answer"
    yield from _unverified(eyes, people)
    if by_kind[PaperKind.FLAG] and not _is_held(eyes, people, flags):
        yield "no_hold"
    yield from _never_asked(eyes, people, concern)


def _unverified(eyes: DeskEyes, people: list[PersonHeld]) -> Iterator[str]:
    if not eyes.may_read("person.chronology"):
        return
    days = eyes.office.policy.diary.office
    today = days.local_day(eyes.work.at)
    for person in people:
        for one in eyes.work.stewards.agreements_of(person.id):
            is_over = one.ended_at is not None or one.expires_on < today
            if is_over or not is_open_to(one.only_desk, eyes.desk):
                continue
            looks = eyes.work.stewards.looks_at(one.id)
            since = [days.local_day(verified_at(one, looks, n)[0]) for n in range(len(one.terms))]
            late = [
                day
                for day, term in zip(since, one.terms, strict=True)
                if (today - day).days > term.every_days
            ]
            if late:
                yield f"unverified:{one.id}"


def _is_held(eyes: DeskEyes, people: list[PersonHeld], flags: Mapping[int, Sequence[Flag]]) -> bool:
    today: date = eyes.office.policy.diary.office.local_day(eyes.work.at)
    return any(
        term.holds_on(today)
        for person in people
        for flag in flags[person.id]
        if flag.status is FlagStatus.ACTIVE and flag.is_seen_by(eyes.desk)
        for term in flag.terms
    )


def _never_asked(
    eyes: DeskEyes, people: list[PersonHeld], concern: ConcernHeld | None
) -> Iterator[str]:
    """Yield the kinds of agency that were neither told of the concern nor asked (row T17)."""
    if concern is None:
        return
    policy, own = eyes.office.policy, eyes.reader()
    told = [
        one.desk
        for one in eyes.work.dispatch.alerts_of_concern(concern.id)
        if one.view == View.OPEN.value or one.desk == eyes.desk
    ]
    requests = eyes.work.decisions.requests_about(
        person_ids=[one.id for one in people], concern_id=concern.id
    )
    told += [one.to_desk for one in requests if one.from_desk == eyes.desk]
    kinds = {
        policy.areas.agencies[policy.duty.desks[desk].agency].kind
        for desk in told
        if desk in policy.duty.desks
    }
    for kind in policy.decisions.views_wanted:
        if kind not in kinds and kind != own.agency_kind:
            yield f"never_asked:{kind}"
