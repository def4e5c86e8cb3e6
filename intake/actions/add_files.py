"""Files that come after a report was sent, and those of a report that is thrown away."""

import json

from intake.actions.alerting import first_owner_of
from intake.actions.seats import raise_seated
from intake.domain.alert import UNANSWERED, Alert, AlertKind
from intake.domain.held import ConcernHeld
from intake.domain.urgency import Urgency
from intake.store.office import Office
from intake.store.work import Work

TAG = "files"


def source_of(source: str, address: str) -> str:
    """Return how a file is found again and whom to tell, as one text to be sealed."""
    return json.dumps({"source": source, "address": address})


def source_and_address(told: str) -> tuple[str, str]:
    """Return what `source_of` put together."""
    data = json.loads(told)
    return str(data["source"]), str(data["address"])


def forget_files(work: Work, chat_hash: str) -> int:
    """Throw away the files of a report that its teller throws away; returns how many."""
    return work.files.drop([one.id for one in work.files.of_chat(chat_hash)])


def take_files_back(work: Work, file_ids: tuple[int, ...], chat_hash: str) -> int:
    """Throw away files that their teller takes back before sending; returns how many.

    Another chat's file is left alone, and so is one that a desk was given already (P12).
    """
    if not file_ids:
        return 0
    mine = {one.id for one in work.files.of_chat(chat_hash)}
    return work.files.drop([one for one in file_ids if one in mine])


def tell_of_files(office: Office, work: Work, concern: ConcernHeld) -> None:
    """Tell the desk that leads that files came after sending, once until somebody has seen it.

    Why once:
        An album comes picture by picture, and ten alerts about one album would be noise.
    """
    told = work.dispatch.alerts_of_concern(concern.id)
    if any(one.tag == TAG and one.state in UNANSWERED for one in told):
        return
    alert = Alert(
        kind=AlertKind.CONCERN,
        desk=first_owner_of(office, work, concern.id),
        urgency=max(Urgency(concern.urgency), Urgency.NEXT_DAY),
        made_at=work.at,
        policy_hash=office.policy.hash,
        is_lead=True,
        concern_id=concern.id,
        because=("The reporter has added a file to this concern.",),
        tag=TAG,
        cause=f"files:{concern.id}:{work.files.newest_of(concern.id)}",
    )
    raise_seated(office, work, [alert], concern)
