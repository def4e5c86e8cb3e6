"""Where concerns lead: areas, and whose own people they are about; worked out once, as codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.actions.own_people import told_about
from intake.actions.routing_facts import areas_concerned, places_of
from intake.store.glances import Glances, ToldOf
from intake.store.office import Office

REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Leads:
    """What the words of one concern lead to: codes of areas, desks and agencies.

    `about_names` are keys of the full names of persons of concern, for those of officers.
    """

    areas: frozenset[str] = frozenset()
    about_desks: frozenset[str] = frozenset()
    about_agencies: frozenset[str] = frozenset()
    about_names: frozenset[str] = frozenset()


class LeadsKept:
    """Remembers where concerns lead, for as long as the settings and the words are the same.

    Why:
        Who may see a concern hangs on its words, and words never change: a list must not
        read a thousand stories for it. The settings are those of the office, which are
        fixed while it stands; words that a reporter or an officer adds make a new version.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kept: dict[tuple[int, int], Leads] = {}
        self._same: dict[Leads, Leads] = {}

    def of(self, glances: Glances, concerns: Iterable[tuple[int, int]]) -> dict[int, Leads]:
        """Return where concerns lead, by id; each is given as id and version."""
        wanted = dict(concerns)
        kept = self._kept
        found = {key: leads for key in wanted.items() if (leads := kept.get(key)) is not None}
        answer = {key[0]: leads for key, leads in found.items()}
        missing = wanted.keys() - answer.keys()
        if missing:
            self._make_room(len(missing))
            for concern_id, told in glances.told_of_people(missing):
                answer[concern_id] = self._leads(told)
                kept[concern_id, wanted[concern_id]] = answer[concern_id]
        return answer

    def _leads(self, told: ToldOf) -> Leads:
        places = places_of(self._office, told.mentions, told.where)
        areas = frozenset(area for _, area in places)
        own = told_about(
            self._office.policy,
            told.mentions,
            story=told.story,
            areas=areas_concerned(areas, told.area),
        )
        leads = Leads(areas, own.desks, own.agencies, own.names)
        return self._same.setdefault(leads, leads)

    def _make_room(self, more: int) -> None:
        if len(self._kept) + more > REMEMBERED:
            self._kept.clear()
