"""The figures of the partnership: how it goes with promises, in counts that name nobody.

Read `figures_of`. Every reader gets the same: nothing that only some desks may know of is
counted (P13), and small counts are hidden by `intake.domain.figures`.
"""

from collections.abc import Iterable
from datetime import datetime

from intake.actions.figure_flows import flows_of
from intake.actions.figure_stocks import stocks_of
from intake.domain.figures import (
    Figures,
    Period,
    ShownTable,
    Table,
    period_at,
    periods_back,
    shown_table,
)
from intake.store.office import Office
from intake.store.work import Work

PERIODS = 12


def periods_of(office: Office, at: datetime) -> tuple[Period, ...]:
    """Return the periods that can be asked for, the running one first."""
    plan = office.policy.called.figures
    return periods_back(at, plan.period, office.policy.diary.office, PERIODS)


def period_called(office: Office, at: datetime, code: str) -> Period:
    """Return the period of a code, as "2026-11"; the running one where there is none such."""
    found = {one.code: one for one in periods_of(office, at)}
    plan = office.policy.called.figures
    return found.get(code) or period_at(at, plan.period, office.policy.diary.office)


def figures_of(office: Office, work: Work, period: Period) -> Figures:
    """Return the figures of one period, and how it stands now.

    Args:
        office: Desks, and by what is counted.
        work: The transaction.
        period: One of `periods_of`.

    Returns:
        Tables with small counts hidden; the same for every reader.

    Why:
        Boards asked whether checks were made, warnings answered and agreements kept, and nobody
        could say (both reviews' recommendations). A figure that a recount would not bear out is
        worse than none, so each is counted from the rows that the acts themselves wrote.
    """
    smallest = office.policy.called.figures.smallest_count

    def hidden(tables: Iterable[Table]) -> tuple[ShownTable, ...]:
        return tuple(shown_table(one, smallest=smallest) for one in tables)

    flows, stocks = flows_of(office, work, period), stocks_of(office, work)
    return Figures(period, work.at, smallest, hidden(flows), hidden(stocks))
