"""Putting settings in force, and who would stand lower by them; read `would_fall_by` first."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from intake.actions.weigh_person import known_of
from intake.domain.band import Band
from intake.domain.held import View
from intake.domain.standing import would_fall
from intake.policy.script_data import data_of
from intake.policy.script_remarks import place_words
from intake.policy.script_versions import version_remarks
from intake.policy.scripts import scripts_in
from intake.running.weight_signing import signer_of
from intake.store.desks_holding import desks_holding
from intake.store.office import Office


@dataclass(frozen=True, slots=True)
class Faller:
    """Somebody whose weight at the new settings no longer reaches their standing."""

    number: str
    stands: Band
    weighs: Band
    owner: str


def would_fall_by(
    office: Office, *, progress: Callable[[int], None] = lambda _: None
) -> tuple[Faller, ...]:
    """Return who would fall at the office's settings; nobody does, a human decides (P5).

    Args:
        office: With the settings that might be adopted.
        progress: Told how many persons were weighed.
    """
    fallers: list[Faller] = []
    with office.look() as work:
        people = dict.fromkeys(row.person_id for row in work.people.standings.all())
        for done, person_id in enumerate(people, 1):
            known = known_of(office, work, person_id, View.WHOLE)
            if would_fall(known.standing, known.weight):
                owner = work.people.owner(person_id)
                person = work.people.records.get(person_id)
                fallers.append(
                    Faller(
                        number=person.number,
                        stands=known.standing.band,
                        weighs=known.weight.band,
                        owner=owner.desk if owner else "",
                    )
                )
            progress(done)
    return tuple(fallers)


def desks_gone(office: Office) -> tuple[str, ...]:
    """Return a sentence for each desk that holds something and is not in the office's settings.

    Empty where all is well. It refuses nothing.

    Why:
        A desk that is renamed in a file leaves its people and its work behind under the old
        name; others answer for them meanwhile, and of a hidden flag nobody does (P8, P13).
    """
    with office.look() as work:
        holding = desks_holding(work)
    return tuple(
        f"The desk {desk} is not in the settings and still holds {', '.join(held)}; "
        "name it in duty.yaml again, or hand over what it holds."
        for desk, held in sorted(holding.items())
        if desk not in office.policy.duty.desks
    )


def changes_of_scripts(office: Office) -> tuple[str, ...]:
    """Return a sentence for each stored name that the office's scripts rename or reuse.

    Compared are the scripts adopted last. It refuses nothing: answers stay under the names
    they were given under, and drafts end on the version they began on.
    """
    with office.look() as work:
        newest = work.staff.newest_settings()
    before = scripts_in(json.loads(newest[1])) if newest else {}
    return tuple(
        f"script {script.name}: {place_words(data_of(script), one.at)}: {one.words}"
        for script in office.policy.scripts.values()
        if script.name in before
        for one in version_remarks(before[script.name], script)
        if one.is_fault
    )


def adopt(office: Office, *, by: str) -> bool:
    """Put the office's settings in force, kept whole; False where they were adopted before.

    Settings that come back after others are adopted anew by their own moment. The officer who
    signed learned weights stands in the audit trail beside who adopts them.

    Raises:
        PolicyError: The weights are signed by nobody who works here.
    """
    signed = office.policy.match_settings.learned
    if signed.signed_by:
        signer_of(office, signed.signed_by)
    with office.begin() as work:
        fresh = work.staff.adopt(digest=office.policy.hash, whole=office.policy.whole, by=by)
        work.audit.note("settings.adopted", actor=by, policy=office.policy.hash)
        if signed.signed_by:
            work.audit.note(
                "weights.adopted",
                actor=by,
                signed_by=signed.signed_by,
                signed_on=signed.signed_on,
                questions=signed.questions,
                unshown=signed.unshown,
            )
    return fresh
