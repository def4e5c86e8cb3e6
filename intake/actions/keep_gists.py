"""Keeping the gist of concerns that came in before there were gists, or under another edition.

Done while nothing else is due, some at a time; until then such a concern is opened to be weighed.
"""

from intake.store.office import Office

AT_ONCE = 100
"""Gists made in one go: some 20 ms under the writer lock."""
LOOKED_AT = 1000


def keep_gists(office: Office) -> int:
    """Keep the gists of some concerns that have none; returns how many were looked at.

    Nothing is written while few have come in since, for each comes in with its gist.
    """
    with office.look() as work:
        before = work.concerns.records.gists.upto()
        kept = work.concerns.records.gists.kept_from(before, LOOKED_AT)
    lacking = [number for number, is_kept in kept.items() if not is_kept][:AT_ONCE]
    if not lacking and len(kept) < LOOKED_AT:
        return 0
    with office.begin() as work:
        shelf = work.concerns.records
        # locked, so that nobody changes the words between reading them and keeping the gist
        for one in shelf.locked(lacking):
            shelf.gists.keep(one)
        shelf.gists.move_on((lacking or list(kept))[-1] + 1)
    return len(lacking) or len(kept)
