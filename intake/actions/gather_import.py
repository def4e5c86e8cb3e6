"""Who of a whole import lives where somebody was reported, asked of the earlier concerns (P3)."""

from dataclasses import replace

from intake.actions.recheck_hits import Hits, link_around
from intake.domain.held import RecheckHeld
from intake.store.office import Office
from intake.store.work import Work

HOMES = "import_homes:"
AT_ONCE = 25
"""Concerns of one transaction: some 80 ms."""


def ask_for_homes(work: Work, due: RecheckHeld) -> None:
    """Write down that the homes of an import are to be looked at, once everybody was by name."""
    work.concerns.rechecks.add(
        RecheckHeld(
            cause=f"{HOMES}{due.list_version}", list_version=due.list_version, due_at=work.at
        )
    )


def gather_import(office: Office, due: RecheckHeld) -> int:
    """Look again who may be meant by the next concerns at homes of listed people; how many.

    A pair that is linked or judged already is left as it is. What is found stands on the list
    that the import's other hits stand on.

    Args:
        office: The office.
        due: The piece of work as last read.

    Why:
        "He is back at hers", with her address and no name, was told in spring; in autumn a list
        of thousands came, and one of them lived there. Of a list of few it was asked, of a long
        one it was not before the next report of that home (row T3).
    """
    with office.look() as work:
        ids = work.clues.at_listed_homes(first=due.next_concern, limit=AT_ONCE)
    with office.begin() as work:
        if work.concerns.rechecks.get(due.id) != due:
            return len(ids)
        if not ids:
            work.concerns.rechecks.keep(replace(due, done_at=work.at))
            work.audit.note("recheck.done", cause=due.cause, list_version=due.list_version)
            return 0
        hits = Hits(office, work, due)
        concerns, clues = work.concerns.of(ids), work.clues.of_concerns(ids)
        for key, concern in sorted(concerns.items()):
            if not concern.is_unfinished:
                own = [one for one in clues if one.concern_id == key]
                link_around(office, work, concern, own, hits)
        hits.tell_lists()
        work.concerns.rechecks.keep(replace(due, next_concern=ids[-1] + 1))
    return len(ids)
