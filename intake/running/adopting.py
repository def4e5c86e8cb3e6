"""Putting settings in force, and who would stand lower by them; read `would_fall_by` first."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from intake.actions.weigh_person import known_of_each
from intake.domain.band import Band
from intake.domain.errors import PolicyError
from intake.domain.held import View
from intake.domain.standing import would_fall
from intake.policy.script_data import data_of
from intake.policy.script_remarks import place_words
from intake.policy.script_versions import version_remarks
from intake.policy.scripts import scripts_in
from intake.running.weight_signing import signer_of
from intake.store.archive import Archive
from intake.store.desks_holding import desks_holding
from intake.store.office import Office
from intake.store.papers import owners_of

BATCH = 100
"""Persons weighed at a time, their papers read together."""


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
    with office.look() as work:
        people = work.people.who_stand()
    batches = [people[start : start + BATCH] for start in range(0, len(people), BATCH)]
    fallers: list[Faller] = []
    done = 0
    with _hands(office, len(batches)) as weigh_each:
        for batch, falling in zip(batches, weigh_each(batches), strict=True):
            fallers += falling
            done += len(batch)
            progress(done)
    return tuple(fallers)


@contextmanager
def _hands(
    office: Office, batches: int
) -> Iterator[Callable[[list[list[int]]], Iterable[list[Faller]]]]:
    """Give what weighs batches: a process for each core, or this one where that is no use.

    Why:
        Settings are tried against everybody before anybody adopts them; on two cores that is
        half the wait. A database in memory is this process's own. A command has no other thread
        than the one that draws its progress, and a helper draws nothing.
    """
    cores = min(os.cpu_count() or 1, batches)
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if cores < 2 or office.archive.in_memory or not can_fork:
        yield partial(map, partial(_fallers_of, office))
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(cores, context, _open_anew, (office,)) as pool:
        yield partial(pool.map, _fallers_here)


_HERE: dict[str, Office] = {}
"""The office of a process that helps to weigh; a connection is never shared with a parent."""


def _open_anew(office: Office) -> None:
    _HERE["office"] = replace(office, archive=Archive(office.archive.url))


def _fallers_here(person_ids: Sequence[int]) -> list[Faller]:
    return _fallers_of(_HERE["office"], person_ids)


def _fallers_of(office: Office, person_ids: Sequence[int]) -> list[Faller]:
    with office.look() as work:
        known = known_of_each(office, work, person_ids, View.WHOLE)
        falling = {
            person_id: one
            for person_id, one in known.items()
            if would_fall(one.standing, one.weight)
        }
        owners = owners_of(work.people, falling)
        people = work.people.records.by_id(falling)
    return [
        Faller(
            number=people[person_id].number,
            stands=one.standing.band,
            weighs=one.weight.band,
            owner=owners[person_id].desk if person_id in owners else "",
        )
        for person_id, one in falling.items()
    ]


def desks_gone(office: Office) -> tuple[str, ...]:
    """Return a sentence for each desk that holds something and is not in the office's settings.

    Empty where all is well; `adopt` refuses where it is not.

    Why:
        A desk that is renamed in a file leaves its people and its work behind under the old
        name; others answer for them meanwhile, and of a hidden flag nobody does (P8, P13).
    """
    with office.look() as work:
        holding = desks_holding(work)
    return tuple(
        f"The desk {desk} is not in the settings and still holds {', '.join(held)}; "
        "name it in duty.yaml again, and let its desk hand over all (Diary, Hand over all)."
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
        PolicyError: The weights are signed by nobody who works here, or a desk that is gone
            from the settings holds something still (P8).
    """
    if gone := desks_gone(office):
        raise PolicyError(gone)
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
