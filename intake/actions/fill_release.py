"""A release's checklist is filled item by item; until then nobody can say that it is in hand."""

from intake.domain.errors import TransitionRefusedError
from intake.domain.event import EventKind
from intake.domain.held import Officer
from intake.domain.private import private
from intake.domain.release import ItemFilled, check_item
from intake.store.office import Office


def fill_release(
    office: Office, *, officer: Officer, event_id: int, item: str, words: str
) -> ItemFilled:
    """Fill one item of a release's checklist; a later one stands beside the first.

    Args:
        office: The office.
        officer: Who found it out; any desk that reads the record may.
        event_id: Which release.
        item: address, household, children, owner, orders or ends.
        words: What is known; that there is none, and with whom that was checked, is known too.

    Raises:
        JudgementRefusedError: `missing` holds item or words.
        NotFoundError: There is no such event.
        TransitionRefusedError: The event is no release.
    """
    known = check_item(item, words)
    with office.begin() as work:
        event = work.stewards.events.get(event_id)
        if event.kind is not EventKind.RELEASE:
            raise TransitionRefusedError(event=event_id, step="fill")
        kept = work.stewards.release_items.add(
            ItemFilled(
                event_id=event_id,
                item=known,
                words=private(words.strip()),
                officer=officer.name,
                desk=officer.desk,
                at=work.at,
            )
        )
        work.audit.note(
            "release.filled",
            actor=officer.login,
            person=event.person_id,
            noted=event_id,
            item=known.value,
        )
        return kept
