"""What a confirmed outcome does, and how it is restored: links, grades, standing.

Read `carry_out`; `restore` is its mirror.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from intake.actions.alerting import first_owner_of
from intake.actions.come_back import owe_second_look
from intake.actions.grade_concern import Grade, keep_grade, undo_in
from intake.actions.link_mentions import make_emerging, needs_own_record
from intake.actions.set_standing import BY_DECISION, LESSON, WHY, views_for
from intake.actions.weigh_person import known_of, tell_of_line, weigh_people
from intake.domain.band import LINES, Band
from intake.domain.grading import Grading, HandlingCode, Information, SourceGrade, in_force
from intake.domain.held import (
    Description,
    JudgementHeld,
    LinkHeld,
    MentionHeld,
    Officer,
    PersonHeld,
    PersonKind,
    StandingHeld,
    View,
)
from intake.domain.outcome import CLEARS, Effects, LinkMoved, Outcome, OutcomeKind
from intake.domain.person import Answer, LinkState, is_open_to
from intake.domain.private import Private, private
from intake.domain.standing import Crossing, Standing, clear_standing
from intake.domain.weight import record_of
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.papers import Papers, papers_of
from intake.store.work import Work
from matching.scoring import Band as MatchBand

PARTED = "The records were parted; the outcome was said of the other."
NOT_KNOWN_WHO = "Not known who"
ANSWERS = {
    LinkState.SAME: Answer.SAME,
    LinkState.DIFFERENT: Answer.DIFFERENT,
    LinkState.POSSIBLE: Answer.CANNOT_TELL,
}


def carry_out(office: Office, work: Work, officer: Officer, outcome: Outcome) -> Effects:
    """Do what a confirmed outcome says; returns what it changed.

    Mistaken identity unlinks the reports from him and links them to whom they mean. Malicious
    grades them suspected false. Those two and *unfounded* lower his standing to its floor, or
    to what other reports still carry, in the views that both officers' desks see. The record
    stays, for a new report must find it, and find that he was cleared.

    Args:
        office: Settings in force.
        work: The act's transaction.
        officer: Who confirmed it.
        outcome: With its second human.
    """
    if outcome.kind not in CLEARS:
        return Effects()
    links: list[LinkMoved] = []
    gradings: tuple[int, ...] = ()
    if outcome.kind is OutcomeKind.MISTAKEN_IDENTITY:
        links = _unlink(office, work, officer, outcome)
    elif outcome.kind is OutcomeKind.MALICIOUS:
        gradings = _doubt(office, work, officer, outcome)
    standings = _lower(office, work, outcome)
    return Effects(standings, tuple(links), gradings)


def restore(office: Office, work: Work, officer: Officer, outcome: Outcome) -> None:
    """Undo what an outcome changed, where nobody has changed it again since.

    The standing is at least what it was before, and desks hear of a line reached again; so does
    that of the record which his links hang on now, where he was joined to another since.
    """
    touched = {outcome.person_id}
    for moved in reversed(outcome.effects.links):
        link = work.people.links.get(moved.link_id)
        if link.state is moved.now:
            _judge(work, officer, link, moved.was, private("An outcome was taken back."))
            touched.add(link.person_id)
    for grading_id in outcome.effects.gradings:
        _take_grade_back(office, work, officer, grading_id)
    _weigh(office, work, touched, outcome)
    stands_in = {outcome.person_id, *work.joinings.heads([outcome.person_id]).values()}
    for standing_id in outcome.effects.standings:
        before = work.people.standings.get(standing_id)
        for person_id in sorted(stands_in):
            _raise_again(office, work, officer, replace(before, person_id=person_id))
    _weigh(office, work, stands_in, outcome)


def put_back(work: Work, officer: Officer, person_id: int, link_ids: Collection[int]) -> None:
    """Put links that leave a record as they were before its outcomes changed them.

    Args:
        work: The transaction that parts two records.
        officer: Who parts them.
        person_id: The record that they leave.
        link_ids: Those links, on the other record by now.

    Why:
        Two officers cleared the one record. The other is not cleared with it, and has all that
        was told of it when it stands by itself again (P5, P11).
    """
    said = work.outcomes.confirmed_of([person_id])[person_id]
    for outcome in (one for one in said if one.person_id == person_id):
        for moved in reversed(outcome.effects.links):
            if moved.link_id not in link_ids:
                continue
            link = work.people.links.get(moved.link_id)
            if link.state is moved.now:
                _judge(work, officer, link, moved.was, private(PARTED))


# mistaken identity


def _unlink(office: Office, work: Work, officer: Officer, outcome: Outcome) -> list[LinkMoved]:
    """Unlink the reports from him; link them to whom they mean, or to a record without a name."""
    moved: list[LinkMoved] = []
    touched = {outcome.person_id}
    why = private(f"Mistaken identity, recorded by {outcome.officer}")
    for link in work.people.links_of_person(outcome.person_id):
        mention = work.concerns.mentions.get(link.mention_id)
        is_shared = is_open_to(link.only_desk, outcome.desk) and is_open_to(
            link.only_desk, outcome.second_desk
        )
        is_wanted = mention.concern_id in outcome.concern_ids and is_shared
        if not is_wanted or link.state is LinkState.DIFFERENT:
            continue
        moved.append(_judge(work, officer, link, LinkState.DIFFERENT, why))
        found = _link_on(work, officer, mention, outcome.meant_id, was_own=link.is_own)
        moved += found
        touched |= {work.people.links.get(one.link_id).person_id for one in found}
    _weigh(office, work, touched, outcome)
    return moved


def _judge(
    work: Work, officer: Officer, link: LinkHeld, state: LinkState, why: Private
) -> LinkMoved:
    """Change a link as a judgement does: with a row of its own, the one before kept."""
    answer = ANSWERS[state].value
    work.people.judgements.add(
        JudgementHeld(link.id, answer, why, officer.name, work.at, link.state.value)
    )
    work.people.links.keep(replace(link, state=state, version=link.version + 1))
    work.audit.note(
        "link.judged", actor=officer.login, link=link.id, answer=answer, was=link.state.value
    )
    return LinkMoved(link.id, link.state, state)


def _link_on(
    work: Work, officer: Officer, mention: MentionHeld, meant_id: int | None, *, was_own: bool
) -> list[LinkMoved]:
    """Link a mention to whom it means; where nobody may know who, to somebody without a name.

    Why: The report stands although it was not he: what was seen must not go with the mistake.
        Where only some desks may know of whom it means, all others have it on somebody unnamed,
        as if nobody knew (P13).
    """
    meant = work.people.records.get(meant_id) if meant_id is not None else None
    moved = [_link_to(work, officer, mention, meant)] if meant is not None else []
    left = [
        one
        for one in work.people.links_of_mentions([mention.id])
        if one.state is not LinkState.DIFFERENT and not one.only_desk
    ]
    bands = {MatchBand(one.band) for one in left if one.band}
    if any(one.state is LinkState.SAME for one in left) or not needs_own_record(mention, bands):
        return moved
    return [*moved, _own_record(work, mention, has_name=not was_own)]


def _link_to(work: Work, officer: Officer, mention: MentionHeld, person: PersonHeld) -> LinkMoved:
    link = work.people.link_between(mention.id, person.id) or _new_link(work, mention, person)
    why = private("Meant by a report that was taken to be about somebody else.")
    return _judge(work, officer, link, LinkState.SAME, why)


def _own_record(work: Work, mention: MentionHeld, *, has_name: bool) -> LinkMoved:
    """Make a record for who was meant: under the name told, unless it is the wrong man's."""
    area = work.concerns.records.get(mention.concern_id).area
    if has_name:
        person = make_emerging(work, mention, area=area)
        made = work.people.link_between(mention.id, person.id)
        assert made is not None
        return LinkMoved(made.id, LinkState.DIFFERENT, LinkState.SAME)
    unnamed = PersonHeld(private(NOT_KNOWN_WHO), Description(), PersonKind.EMERGING, work.at, area)
    made = _new_link(work, mention, work.people.add(unnamed), is_own=True)
    work.people.links.keep(replace(made, state=LinkState.SAME))
    return LinkMoved(made.id, LinkState.DIFFERENT, LinkState.SAME)


def _new_link(
    work: Work, mention: MentionHeld, person: PersonHeld, *, is_own: bool = False
) -> LinkHeld:
    return work.people.links.add(
        LinkHeld(
            mention.id,
            person.id,
            LinkState.DIFFERENT,
            work.at,
            is_own=is_own,
            only_desk=person.only_desk,
        )
    )


# malicious


def _doubt(office: Office, work: Work, officer: Officer, outcome: Outcome) -> tuple[int, ...]:
    """Grade the reports suspected false; the source and the sharing stay as they were graded."""
    made = []
    for concern_id in outcome.concern_ids:
        before = in_force(work.concerns.gradings_of(concern_id))
        if before is not None and before.is_suspected_false:
            continue
        grade = Grade(
            source=before.source if before else SourceGrade.UNTESTED.value,
            information=Information.SUSPECTED_FALSE.value,
            handling=before.handling if before else HandlingCode.LAWFUL_SHARING.value,
            conditions=before.conditions.reveal() if before else "",
        )
        why = f"Malicious, recorded by {outcome.officer}"
        made.append(keep_grade(office, work, officer, concern_id, grade, why).id)
    return tuple(made)


def _take_grade_back(office: Office, work: Work, officer: Officer, grading_id: int) -> None:
    graded: Grading = work.concerns.gradings.get(grading_id)
    if in_force(work.concerns.gradings_of(graded.concern_id)) == graded:
        undo_in(office, work, officer, graded, "An outcome was taken back.")


# the standing


def _lower(office: Office, work: Work, outcome: Outcome) -> tuple[int, ...]:
    """Lower the standing in the views that both desks see; returns the standings before."""
    person = work.people.records.get(outcome.person_id)
    papers = papers_of(work.people, work.flags, work.concerns, [person.id])
    before, lowered = [], []
    for view in _views_of_both(person, papers, outcome):
        known = known_of(office, work, person.id, view)
        state = clear_standing(
            known.standing,
            known.weight,
            officer=outcome.officer,
            second=outcome.second,
            reason=outcome.reason,
            at=work.at,
            answers_all=outcome.kind is OutcomeKind.UNFOUNDED,
        )
        stood = work.people.standing(person.id, view)
        if stood is not None:
            before.append(stood.id)
        _keep_standing(office, work, person.id, view, state, outcome.officer, outcome.second)
        if state.band < known.standing.band:
            lowered.append(view)
    if lowered:
        owe_second_look(office, work, person, view=lowered[0], desk=outcome.desk)
    return tuple(before)


def _views_of_both(person: PersonHeld, papers: Papers, outcome: Outcome) -> tuple[View, ...]:
    of_second = views_for(person, papers, outcome.second_desk)
    return tuple(one for one in views_for(person, papers, outcome.desk) if one in of_second)


def _keep_standing(
    office: Office,
    work: Work,
    person_id: int,
    view: View,
    state: Standing,
    officer: str,
    second: str,
) -> None:
    known = known_of(office, work, person_id, view)
    work.people.standings.add(
        StandingHeld(
            person_id=person_id,
            view=view,
            band=state.band.value,
            at=work.at,
            by=officer,
            second=second,
            policy_hash=office.policy.hash,
            points=known.weight.points,
            state=state,
            weight=plain_of(record_of(known.weight)),
            reason=state.decided.reason if state.decided else private(""),
        )
    )


def _raise_again(office: Office, work: Work, officer: Officer, before: StandingHeld) -> None:
    known = known_of(office, work, before.person_id, before.view)
    stood: Band = known.standing.band
    state = replace(
        before.state,
        band=max(before.state.band, stood),
        floor=max(before.state.floor, known.standing.floor),
    )
    _keep_standing(office, work, before.person_id, before.view, state, officer.name, "")
    if state.band > stood and state.band in LINES:
        person = work.people.records.get(before.person_id)
        crossing = Crossing(state.band, (BY_DECISION,), (WHY,), (LESSON,), ())
        tell_of_line(office, work, person, before.view, crossing, lead=officer.desk)


def _weigh(office: Office, work: Work, people: Iterable[int], outcome: Outcome) -> None:
    newest = max(outcome.concern_ids, default=None)
    lead = first_owner_of(office, work, newest) if newest is not None else outcome.desk
    weigh_people(office, work, people, lead=lead)
