"""Files of a concern that another system sends: as base64 inside the body, taken in before it."""

import binascii
import hashlib
import json
from base64 import b64decode
from typing import Any

from starlette.exceptions import HTTPException

from dialogs.reporting.rest_models import ConcernIn, Fault
from intake.reporting.files import FileDoor
from intake.reporting.values import FileRefusal


def fingerprint_of(body: ConcernIn) -> str:
    """Return what tells one body from another, files included: 64 hex letters."""
    told = body.model_dump(mode="json", exclude={"files"})
    if not body.incidents:
        told.pop("incidents")  # as it was before they could be sent
    if body.files:
        told["files"] = [hashlib.sha256(one.content.encode()).hexdigest() for one in body.files]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def files_kept(body: ConcernIn, files: FileDoor | None, *, chat: str, key: str) -> tuple[int, ...]:
    """Take the files of a body in, sealed; nothing tells of them before the concern does.

    Args:
        body: The whole body.
        files: Takes files in; None where a concern brings none.
        chat: The organisation.
        key: Its idempotency key: the same file of the same key is kept once.

    Returns:
        What the door knows them by, in their order.

    Raises:
        HTTPException: One cannot be taken: 422 names its place and why, and nothing is kept of
            the concern.
    """
    if not body.files:
        return ()
    if files is None:
        raise fields_refused(Fault(field="files", fault="not_taken"))
    kept: list[int] = []
    for place, one in enumerate(body.files):
        try:
            data = b64decode(one.content, validate=True)
        except binascii.Error:
            raise _refused(place, "base64") from None
        mark = hashlib.sha256(data).hexdigest()
        told = files.arrive(chat=chat, cause=f"{key}:{place}:{mark}", name=one.name, data=data)
        if isinstance(told, FileRefusal):
            raise _refused(place, told.value)
        kept.append(told.token)
    return tuple(kept)


def fields_refused(*faults: Fault) -> HTTPException:
    """Return the refusal that names fields, never what they held."""
    detail: Any = {"code": "web.fields", "faults": [fault.model_dump() for fault in faults]}
    return HTTPException(422, detail)


def _refused(place: int, fault: str) -> HTTPException:
    return fields_refused(Fault(field=f"files.{place}.content", fault=fault))
