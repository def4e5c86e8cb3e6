"""A second officer's yes or no to two flagged records being one person."""

from dataclasses import replace

from intake.actions.ask_to_join import DONE, tell_owners
from intake.actions.join_people import carry_joining_out, check_may_join
from intake.domain.errors import NotFoundError
from intake.domain.held import Officer
from intake.domain.joining import Joined, check_reason, check_second_officer
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def confirm_joining(office: Office, *, officer: Officer, joined_id: int) -> Joined:
    """Say yes to what a colleague said of two flagged records: they are joined now.

    Raises:
        ConflictError: Nobody is asked, or what was found since forbids it, as `join_people` says.
        JudgementRefusedError: It is the same officer (`missing` second).
        NotFoundError: There is no such joining.
    """
    with office.begin() as work:
        asked = _locked(work, joined_id)
        check_second_officer(asked, officer.name)
        check_may_join(work, work.people.records.by_id((asked.person_id, asked.into_id)))
        flags = work.flags.of_many([asked.person_id])[asked.person_id]
        confirmed = replace(asked, waits=False, second=officer.name, second_at=work.at)
        joined = carry_joining_out(
            office, work, officer, confirmed, flags=tuple(one.id for one in flags)
        )
        tell_owners(office, work, joined, officer, DONE, step="done")
        return joined


def refuse_joining(office: Office, *, officer: Officer, joined_id: int, reason: str) -> Joined:
    """Say no to it, or take one's own word back; both records stay as they are.

    Raises:
        ConflictError: Nobody is asked.
        JudgementRefusedError: The reason is empty.
        NotFoundError: There is no such joining.
    """
    check_reason(reason)
    with office.begin() as work:
        asked = _locked(work, joined_id)
        if not asked.is_asked:
            check_second_officer(asked, "")
        refused = work.joinings.rows.keep(
            replace(asked, parted_by=officer.name, parted_at=work.at, parted_reason=private(reason))
        )
        work.audit.note(
            "person.joining_refused",
            actor=officer.login,
            person=asked.person_id,
            into=asked.into_id,
        )
        return refused


def _locked(work: Work, joined_id: int) -> Joined:
    found = work.joinings.rows.by_id([joined_id])
    if not found:
        raise NotFoundError(what="joining")
    both = found[joined_id]
    work.people.records.locked((both.person_id, both.into_id))
    return work.joinings.rows.get(joined_id)
