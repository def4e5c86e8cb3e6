"""Builds what leaves the building from a stored delivery: reference, urgency, deadline, link."""

from collections.abc import Callable

from intake.domain.notice import Notice
from intake.domain.urgency import Urgency
from intake.store.dispatch import Delivery

PAGES = {"test": "/desk/duty/rota", "digest": "/desk/board/meetings"}
"""Where a notice leads whose subject is no alert, by the first word of the subject."""

LinkOf = Callable[[Delivery], str]


def notice_of(delivery: Delivery, *, reference: str, link: str) -> Notice:
    """Build the notice of a delivery.

    Args:
        delivery: What was planned.
        reference: What may be said aloud of its subject.
        link: Where it opens, signed in; holds ids only.

    Why:
        There is nothing else in it on purpose: a preview on a locked telephone is read by
        whoever walks past (P10).
    """
    return Notice(
        reference=reference,
        urgency=Urgency(delivery.urgency),
        deadline=delivery.answer_by,
        link=link,
        key=delivery.key,
    )


def links_under(public_url: str) -> LinkOf:
    """Make the maker of links: the alert itself, a page of `PAGES`, or the desk's queue."""
    base = public_url.rstrip("/")

    def link_of(delivery: Delivery) -> str:
        if delivery.alert_id is not None:
            return f"{base}/desk/alerts/{delivery.alert_id}"
        return base + PAGES.get(delivery.subject.partition(":")[0], "/desk")

    return link_of
