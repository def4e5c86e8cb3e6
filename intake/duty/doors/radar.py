"""The board of an area at the desk's door."""

from intake.domain.held import Officer
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.radar import radar_of
from intake.duty.views.radar import Radar


class RadarDoor(DoorPart):
    """What an area's supervisors look at so that nobody falls off the radar."""

    @act("see_board")
    def radar(self, *, officer: Officer) -> Radar:
        """Return the loose ends of the officer's area, and write down that they were read."""
        with self.office.begin() as work:
            work.audit.note("board.read", actor=officer.login, desk=officer.desk)
            return radar_of(self._sight(work, officer))
