"""The figures of the partnership at the desk's door: read, and taken away as a table."""

from intake.actions.count_figures import figures_of, period_called, periods_of
from intake.domain.figures import Figures
from intake.domain.held import Officer
from intake.duty.doors.base import DoorPart
from intake.duty.guard import act
from intake.duty.views.figures import FiguresPage


class FiguresDoor(DoorPart):
    """What boards, managers and analysts read; it names nobody and needs no purpose."""

    @act("see_board")
    def figures(self, *, officer: Officer, period: str = "") -> FiguresPage:
        """Return the figures of a period, and write down that they were read.

        Args:
            officer: Who reads; everybody reads the same.
            period: A code of `FiguresPage.periods`; the running one where it is none.
        """
        with self.office.begin() as work:
            chosen = period_called(self.office, work.at, period)
            work.audit.note("figures.read", actor=officer.login, period=chosen.code)
            return FiguresPage(
                figures=figures_of(self.office, work, chosen),
                periods=periods_of(self.office, work.at),
                span=self.office.policy.called.figures.period.value,
                may_export=self._sight(work, officer).may("export_figures"),
            )

    @act("export_figures")
    def exported_figures(self, *, officer: Officer, period: str = "") -> Figures:
        """Return the same figures for a file, and write down that they were taken away."""
        with self.office.begin() as work:
            chosen = period_called(self.office, work.at, period)
            work.audit.note("figures.exported", actor=officer.login, period=chosen.code)
            return figures_of(self.office, work, chosen)
