"""A named human raises or lowers a standing; what follows is told like any line crossed."""

from dataclasses import dataclass
from datetime import timedelta

from intake.actions.come_back import owe_second_look
from intake.actions.freeze_dossier import Matter, freeze, lacking
from intake.actions.keep_contact import is_heard_beside_him_only
from intake.actions.weigh_person import Known, known_of, tell_of_line
from intake.domain.band import LINES, Band
from intake.domain.deciding import Said
from intake.domain.dossier import Decided
from intake.domain.errors import JudgementRefusedError, TransitionRefusedError
from intake.domain.held import Officer, PersonHeld, StandingHeld, View
from intake.domain.person import FlagStatus, is_open_to
from intake.domain.private import private
from intake.domain.standing import Crossing, Standing, lift_standing, lower_standing
from intake.domain.weight import record_of
from intake.store.bodies import plain_of
from intake.store.office import Office
from intake.store.papers import Papers, papers_of
from intake.store.work import Work

BY_DECISION = "by_decision"
WHY = "A named officer decided so, and wrote down why."
LOOKED_WITHIN = timedelta(days=28)
"""What a decider opened before that is not what this decision rests on."""
LESSON = "Judgement may always add to a result (decision 0003)."


def set_standing(
    office: Office,
    *,
    officer: Officer,
    person_id: int,
    to: Band,
    reason: str,
    second: str = "",
    said: Said | None = None,
) -> StandingHeld:
    """Raise or lower a standing by decision, in every view that the officer's desk sees.

    A person raised to a line has an owner from then on, and desks hear of it as of any line
    crossed (P8).

    Args:
        office: Settings in force.
        officer: Who decides.
        person_id: About whom.
        to: The new band.
        reason: Why.
        second: The second human's name; needed to lower a flagged person.
        said: What is said beside it; a lowering then needs another agency's view, or why none
            was had. None only where history is played.

    Returns:
        The standing as kept, in the widest of those views.

    Raises:
        JudgementRefusedError: The reason, or a second human where one is needed, is missing;
            changed or second_view as `freeze_dossier.lacking` says; or it is lowered, and all who
            were spoken to were heard beside him (seen_apart).
        TransitionRefusedError: The band is the same, or below the floor.

    Why:
        A flag that only its owner may see must not show in who else has to sign, nor may those
        who do not know of it lower what its owner sees (promise P13).
    """
    with office.begin() as work:
        return set_standing_in(
            office,
            work,
            officer=officer,
            person_id=person_id,
            to=to,
            reason=reason,
            second=second,
            said=said,
        )


def set_standing_in(
    office: Office,
    work: Work,
    *,
    officer: Officer,
    person_id: int,
    to: Band,
    reason: str,
    second: str = "",
    said: Said | None = None,
) -> StandingHeld:
    """Set a standing within an act that leads to it; all else as `set_standing`."""
    person = work.people.records.get(person_id)
    papers = papers_of(work.people, work.flags, work.concerns, [person_id])
    stood = {view: known_of(office, work, person_id, view).standing.band for view in View}
    matter = Matter((person_id,))
    is_lower = any(stood[view] > to for view in views_for(person, papers, officer.desk))
    if is_lower and is_heard_beside_him_only(office, work, officer, person_id):
        raise JudgementRefusedError(missing=("seen_apart",))
    if is_lower and said is not None:
        missing = lacking(office, work, matter, said, officer.desk)
        if missing:
            raise JudgementRefusedError(missing=missing)
    decide = _Decision(office, work, officer, person_id, to, reason, second)
    kept = [decide.keep(view) for view in views_for(person, papers, officer.desk)]
    changed = [one for one in kept if one is not None]
    if not changed:
        raise TransitionRefusedError(wanted=to.value)
    views = [one.view for one in changed]
    if View.WHOLE not in views and stood[View.WHOLE] < to and _is_hidden(papers, person_id):
        decide.keep(View.WHOLE)
    work.audit.note(
        "standing.set", actor=officer.login, person=person_id, to=to.value, second=second
    )
    lowered = [view for view in views if stood[view] > to]
    if lowered:
        owe_second_look(office, work, person, view=lowered[0], desk=officer.desk)
    raised = [view for view in views if stood[view] < to]
    if raised and to in LINES:
        decided = Crossing(to, (BY_DECISION,), (WHY,), (LESSON,), ())
        tell_of_line(office, work, person, raised[0], decided, lead=officer.desk)
    if lowered:
        freeze(
            office,
            work,
            officer=officer,
            decided=Decided.STANDING,
            act_id=changed[-1].id,
            matter=matter,
            said=said or Said(),
            since=work.at - LOOKED_WITHIN,
            is_final=True,
        )
    return changed[-1]


def views_for(person: PersonHeld, papers: Papers, desk: str) -> tuple[View, ...]:
    """Return the views that a desk acts in: the whole one only where it sees all that is hidden."""
    if person.only_desk:
        return (View.WHOLE,)
    flags, links = papers.flags[person.id], papers.links[person.id]
    sees_all = all(flag.is_seen_by(desk) for flag in flags) and all(
        is_open_to(link.only_desk, desk) for link in links
    )
    is_hidden = _is_hidden(papers, person.id)
    return (View.OPEN, View.WHOLE) if is_hidden and sees_all else (View.OPEN,)


def _is_hidden(papers: Papers, person_id: int) -> bool:
    """Whether somebody knows more of a person than everybody does."""
    flags, links = papers.flags[person_id], papers.links[person_id]
    return any(flag.only_desks for flag in flags) or any(link.only_desk for link in links)


@dataclass(frozen=True, slots=True)
class _Decision:
    """One decision, to be kept in one view or more."""

    office: Office
    work: Work
    officer: Officer
    person_id: int
    to: Band
    reason: str
    second: str

    def keep(self, view: View) -> StandingHeld | None:
        """Keep it in one view; None where the person stands there already."""
        known = known_of(self.office, self.work, self.person_id, view)
        if self.to == known.standing.band:
            return None
        after = self._raised(known) if self.to > known.standing.band else self._lowered(known)
        return self.work.people.standings.add(
            StandingHeld(
                person_id=self.person_id,
                view=view,
                band=after.band.value,
                at=self.work.at,
                by=self.officer.name,
                second=self.second,
                policy_hash=self.office.policy.hash,
                points=known.weight.points,
                state=after,
                weight=plain_of(record_of(known.weight)),
                reason=private(self.reason),
            )
        )

    def _raised(self, known: Known) -> Standing:
        return lift_standing(
            known.standing,
            self.to,
            officer=self.officer.name,
            reason=private(self.reason),
            at=self.work.at,
        )

    def _lowered(self, known: Known) -> Standing:
        flags = self.work.flags.of(self.person_id)
        seen = [flag for flag in flags if flag.is_seen_by(self.officer.desk)]
        return lower_standing(
            known.standing,
            known.weight,
            self.to,
            officer=self.officer.name,
            reason=private(self.reason),
            at=self.work.at,
            is_flagged=any(flag.status is FlagStatus.ACTIVE for flag in seen),
            second=self.second,
        )
