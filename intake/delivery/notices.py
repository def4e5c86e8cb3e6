"""Builds what leaves the building from a stored delivery: reference, urgency, deadline, link."""

from collections.abc import Callable

from intake.domain.notice import Notice
from intake.domain.urgency import Urgency
from intake.store.dispatch import Delivery

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
    """Make the maker of links: the alert itself, or the desk's queue where there is none."""
    base = public_url.rstrip("/")

    def link_of(delivery: Delivery) -> str:
        if delivery.alert_id is not None:
            return f"{base}/desk/alerts/{delivery.alert_id}"
        return f"{base}/desk"

    return link_of
