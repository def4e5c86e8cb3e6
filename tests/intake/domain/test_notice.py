"""What leaves the building names nobody."""

from dataclasses import fields

from intake.domain.notice import Notice


def test_p10_a_notice_has_no_field_into_which_a_name_could_be_put():
    assert {field.name for field in fields(Notice)} == {
        "reference",
        "urgency",
        "deadline",
        "link",
        "key",
    }
