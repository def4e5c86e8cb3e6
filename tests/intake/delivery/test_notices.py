"""What leaves the building has no place for a name."""

from dataclasses import fields

import pytest

from intake.delivery.notices import links_under, notice_of
from intake.domain.notice import Notice
from intake.domain.urgency import Urgency
from intake.store.dispatch import Delivery
from tests.build import NOON


def a_delivery(**told):
    return Delivery(
        **{
            "key": "alert:3:acknowledge:9:0:email:front",
            "rung": 0,
            "channel": "email",
            "recipient": "front",
            "subject": "alert:3",
            "urgency": "today",
            "due_at": NOON,
            "made_at": NOON,
            "alert_id": 3,
            **told,
        }
    )


def test_p10_a_notice_holds_reference_urgency_deadline_link_and_key_and_nothing_else():
    assert [item.name for item in fields(Notice)] == [
        "reference",
        "urgency",
        "deadline",
        "link",
        "key",
    ]


def test_a_notice_says_what_its_delivery_says():
    notice = notice_of(a_delivery(answer_by=NOON), reference="DR-5TM-8RC-2", link="https://d/")
    assert notice == Notice(
        "DR-5TM-8RC-2",
        Urgency.TODAY,
        NOON,
        "https://d/",
        "alert:3:acknowledge:9:0:email:front",
    )


@pytest.mark.parametrize(
    ("alert_id", "link"),
    [
        pytest.param(3, "https://duty.example/desk/alerts/3", id="an alert opens at itself"),
        pytest.param(None, "https://duty.example/desk", id="anything else opens the queue"),
    ],
)
def test_a_link_leads_to_what_it_is_about(alert_id, link):
    assert links_under("https://duty.example/")(a_delivery(alert_id=alert_id)) == link
