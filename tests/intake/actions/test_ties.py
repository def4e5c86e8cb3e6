"""What of a reporter's words ties two concerns into one voice, through the real act."""

import pytest

from intake.actions.report_concern import report_concern
from intake.domain.concern import ReporterRole, ReporterSaid
from intake.domain.private import private
from tests.build_office import a_submission, an_office

NEIGHBOUR, HEALTH = ReporterRole.COMMUNITY, ReporterRole.HEALTH


def a_reporter(role=NEIGHBOUR, **said):
    return ReporterSaid(role=role, **{name: private(words) for name, words in said.items()})


def voices_of(*reporters):
    office = an_office()
    with office.begin() as work:
        told = [
            report_concern(office, work, a_submission(reporter=one)).concern for one in reporters
        ]
    return len({one.voice_id for one in told})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            a_reporter(safe_contact="01632 960111 after six"),
            a_reporter(safe_contact="Text me: +44 1632 960 111"),
            id="one number, written in two ways",
        ),
        pytest.param(
            a_reporter(safe_contact="tansy@post.example"),
            a_reporter(HEALTH, contact="Tansy@post.example"),
            id="one address, as a neighbour and at work",
        ),
        pytest.param(
            a_reporter(HEALTH, agency="Thornbury surgery"),
            a_reporter(HEALTH, agency="thornbury  Surgery"),
            id="one workplace by its own name",
        ),
        pytest.param(
            a_reporter(HEALTH, name="Sorrel Nightjar", contact="01632 960112"),
            a_reporter(told_by="sorrel nightjar"),
            id="told by somebody who told it before, and gave a number",
        ),
    ],
)
def test_row_p37_one_source_is_one_voice(one, other):
    assert voices_of(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(a_reporter(HEALTH, agency="NHS"), a_reporter(HEALTH, agency="nhs"), id="NHS"),
        pytest.param(
            a_reporter(ReporterRole.TEACHER, agency="Primary school"),
            a_reporter(ReporterRole.TEACHER, agency="primary School"),
            id="a school without a name",
        ),
        pytest.param(a_reporter(name="Anonymous"), a_reporter(name="anonymous"), id="Anonymous"),
        pytest.param(
            a_reporter(name="Tansy Mossop"), a_reporter(name="Tansy Mossop"), id="a name alone"
        ),
        pytest.param(
            a_reporter(safe_contact="rather not"), a_reporter(safe_contact="rather not"),
            id="no number",
        ),
    ],
)  # fmt: skip
def test_row_p28_strangers_who_use_the_same_words_are_two_voices(one, other):
    assert voices_of(one, other) == 2


@pytest.mark.parametrize(
    ("one", "other", "voices"),
    [
        pytest.param(
            a_reporter(safe_contact="weekdays 9.00-17.00 on 07700 900123"),
            a_reporter(safe_contact="07700900123"),
            1,
            id="hours before the number",
        ),
        pytest.param(
            a_reporter(safe_contact="after 22.11.2026 18.00"),
            a_reporter(safe_contact="after 22.11.2026 18.00"),
            2,
            id="a day and an hour are no number",
        ),
    ],
)
def test_hours_and_days_beside_a_number_neither_hide_nor_make_one(one, other, voices):
    assert voices_of(one, other) == voices
