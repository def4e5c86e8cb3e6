"""A part that fails says so: to every process, to the monitor, to the administrator."""

from intake.domain.desk import CONSOLE
from intake.domain.fault import Fault
from intake.store.dispatch import Delivery
from intake.store.office import Office
from intake.store.work import Work


def note_fault(office: Office, part: str, code: str) -> bool:
    """Write down what is wrong with a part, and tell the administrator once a day.

    Returns:
        Whether it is news.

    Why:
        A refused bot token stood in a log that nobody reads; people wrote to a bot that
        never answered.
    """
    with office.begin() as work:
        is_news = work.faults.note(part, code)
        if is_news:
            work.audit.note("fault.found", part=part, kind=code)
            _warn_administrator(office, work, Fault(part, code, work.at))
        return is_news


def mend_fault(office: Office, part: str) -> bool:
    """Note that a part works again; False where nothing was wrong."""
    with office.look() as work:
        if not any(fault.part == part for fault in work.faults.now()):
            return False
    with office.begin() as work:
        is_news = work.faults.mended(part)
        if is_news:
            work.audit.note("fault.mended", part=part)
        return is_news


def _warn_administrator(office: Office, work: Work, fault: Fault) -> None:
    book = office.policy.duty
    day = book.office.local_day(work.at).isoformat()
    channels = [channel for name, channel in book.addresses if name == book.administrator]
    work.dispatch.plan(
        Delivery(
            key=f"fault:{fault.name}:{day}",
            rung=0,
            channel=channels[0] if channels else CONSOLE,
            recipient=book.administrator,
            subject=fault.name,
            urgency="today",
            due_at=work.at,
            made_at=work.at,
        )
    )
