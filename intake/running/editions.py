"""The scripts of earlier settings: a conversation begun on one version ends on it."""

import json
from collections.abc import Mapping

from intake.domain.script import Script
from intake.policy.scripts import scripts_in
from intake.store.office import Office


class Editions:
    """Scripts by the hash of the settings they were adopted with; read once, then remembered.

    Args:
        office: Where every settings ever adopted are kept whole (promise P9).
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, Mapping[str, Script]] = {}

    def scripts_of(self, edition: str) -> Mapping[str, Script] | None:
        """Return the scripts of an edition by name; None where they are not kept.

        Why not in memory:
            A database in memory has one connection, which the turn that asks is using; and
            no settings but those of its own process were ever adopted there.
        """
        if edition not in self._known:
            if self._office.archive.is_sqlite and self._office.archive.path is None:
                return None
            found = self._read(edition)
            if found is None:
                return None
            self._known[edition] = found
        return self._known[edition]

    def _read(self, edition: str) -> Mapping[str, Script] | None:
        with self._office.look() as work:
            whole = work.staff.settings(edition)
        return scripts_in(json.loads(whole)) or None if whole else None
