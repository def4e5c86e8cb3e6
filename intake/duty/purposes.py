"""Why an officer opens a person's record: a closed list, written down with every read."""

import re
from collections.abc import Mapping

from intake.domain.errors import PurposeMissingError

PURPOSES: Mapping[str, str] = {
    "new_concern": "A concern has come in about this person",
    "agency_asks": "Another agency asks what is held",
    "review": "A review that is due",
    "meeting": "A meeting is prepared",
    "subject_asks": "The person asks what is held about them",
    "correction": "Something held may be wrong",
}
"""Codes and words; an alert or a concern as purpose is written `alert-12`, `concern-DR-…`."""

_FROM = re.compile(r"^(alert-\d{1,9}|concern-[A-Z0-9-]{4,20}|lookup|diary)$")


def check_purpose(purpose: str) -> None:
    """Refuse a read without a purpose.

    Raises:
        PurposeMissingError: It is none of the list, and no alert, concern, look-up or diary.

    Why:
        A purpose in free text would be words about somebody in an audit that never forgets.
    """
    if purpose not in PURPOSES and not _FROM.match(purpose):
        raise PurposeMissingError
