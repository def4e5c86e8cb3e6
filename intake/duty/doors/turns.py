"""Shifts, desks that close, the diary of an area, rotas and missed meetings at the desk's door."""

from intake.actions.close_desk import Offered, accept_all, offer_all
from intake.actions.pass_on import pass_on, take_back_passing
from intake.actions.try_channels import ping_desk, receive_ping
from intake.domain.errors import NotFoundError
from intake.domain.handover import Handover
from intake.domain.held import Officer
from intake.domain.passing import Passing, Ping
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.missed import missed_of
from intake.duty.rota_page import rota_of
from intake.duty.turns import area_diary_of, leaving_of, shift_of
from intake.duty.views.turns import AreaDiary, LeavingPage, MissedPage, RotaPage, ShiftPage


class TurnsDoor(DoorPart):
    """What passes from hand to hand."""

    @act("pass_on")
    def shift(self, *, officer: Officer, whose: str = "") -> ShiftPage:
        """Return what an officer holds, the reader where nobody is named; written down.

        Raises:
            NotFoundError: Another officer's work is not for this one, or they are of another desk.
        """
        with self.office.begin() as work:
            sight = self._sight(work, officer)
            holder = work.staff.by_login(whose) if whose else officer
            is_own = holder is not None and holder.login == officer.login
            if holder is None or holder.desk != officer.desk:
                raise NotFoundError(what="officer")
            if not is_own and not sight.may("pass_on_for_others"):
                raise NotFoundError(what="officer")
            work.audit.note("shift.read", actor=officer.login, of=holder.login)
            return shift_of(sight, holder)

    @act("pass_on")
    def pass_on(self, *, officer: Officer, from_login: str, to_login: str, reason: str) -> Passing:
        """Pass what somebody holds to a colleague; raises as `pass_on`."""
        return pass_on(
            self.office, officer=officer, from_login=from_login, to_login=to_login, reason=reason
        )

    @act("pass_on")
    def take_back_passing(self, *, officer: Officer, passing_id: int) -> Passing:
        """Give back what was passed on; raises as `take_back_passing`."""
        return take_back_passing(self.office, officer=officer, passing_id=passing_id)

    @act("hand_over_all")
    def leaving(self, *, officer: Officer) -> LeavingPage:
        """Return everything that the officer's desk holds; written down."""
        with self.office.begin() as work:
            work.audit.note("desk.holdings_read", actor=officer.login, desk=officer.desk)
            return leaving_of(self._sight(work, officer))

    @act("hand_over_all")
    def offer_all(self, *, officer: Officer, to_desk: str, reason: str) -> Offered:
        """Offer all people of the officer's desk to another; raises as `offer_all`."""
        return offer_all(self.office, officer=officer, to_desk=to_desk, reason=reason)

    @act("hand_over_all")
    def accept_all(self, *, officer: Officer, from_desk: str, words: str) -> tuple[Handover, ...]:
        """Accept all that one desk offers; raises as `accept_all`."""
        return accept_all(self.office, officer=officer, from_desk=from_desk, words=words)

    @act("see_board")
    def area_diary(self, *, officer: Officer, desk: str = "") -> AreaDiary:
        """Return what is owed in the officer's area, and write down that it was read."""
        with self.office.begin() as work:
            work.audit.note("area_diary.read", actor=officer.login, desk=officer.desk)
            return area_diary_of(self._sight(work, officer), desk)

    @act("see_board")
    def missed(self, *, officer: Officer) -> MissedPage:
        """Return the meetings of the officer's area that come and were missed; written down."""
        with self.office.begin() as work:
            work.audit.note("missed.read", actor=officer.login, desk=officer.desk)
            return missed_of(self._sight(work, officer))

    @act("see_queue")
    def rota(self, *, officer: Officer) -> RotaPage:
        """Return the rotas of the officer's area, and the tests of the officer's desk."""
        with self.office.look() as work:
            return rota_of(self._sight(work, officer))

    @act("test_channels")
    def ping_desk(self, *, officer: Officer) -> tuple[Ping, ...]:
        """Test every channel of the officer's desk; raises as `ping_desk`."""
        return ping_desk(self.office, officer=officer)

    @act("test_channels")
    def receive_ping(self, *, officer: Officer, ping_id: int) -> Ping:
        """Say that a test arrived; raises as `receive_ping`."""
        return receive_ping(self.office, officer=officer, ping_id=ping_id)
