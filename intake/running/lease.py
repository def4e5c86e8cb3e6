"""A job that only one process may do at a time, such as listening to Telegram.

Read `hold_alone` first. The lease is a row, so it holds across machines; a holder that died
on this very machine is replaced at once, and any other when its time is over.
"""

import os
import secrets
import socket
from datetime import timedelta
from pathlib import Path

from intake.store.office import Office


def this_process() -> str:
    """Return a name of this process that no other has: its place, its number, a nonce."""
    return f"{_place()}:{os.getpid()}:{secrets.token_hex(4)}"


def hold_alone(office: Office, name: str, holder: str, *, lasts: timedelta) -> bool:
    """Take or renew a job; False where a living process has it.

    Why:
        After a kill the service is back within a second; waiting for the dead one's lease
        would leave people without an answer.
    """
    with office.begin() as work:
        before = work.staff.holder_of(name)
        if before != holder and is_gone(before):
            work.staff.let_go(name, before)
        return work.staff.hold(name, holder, lasts=lasts)


def let_go(office: Office, name: str, holder: str) -> None:
    """Give a job back, so that another process need not wait."""
    with office.begin() as work:
        work.staff.let_go(name, holder)


def is_gone(holder: str) -> bool:
    """Whether a holder is known to have ended: it ran where we run, and its number is free."""
    place, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if place != _place() or not number.isdigit():
        return False
    return int(number) == os.getpid() or not _is_running(int(number))


def _is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def _place() -> str:
    """Return where process numbers mean the same: this boot of this machine, this namespace."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        space = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return socket.gethostname().replace(":", "-")
    return f"{boot}-{str(space).partition('[')[2].rstrip(']')}"
