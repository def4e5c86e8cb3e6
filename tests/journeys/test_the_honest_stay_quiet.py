"""Three people whom many families thank, told of a dozen times in three years: no line, no alarm.

Ordinary help is not a sign by itself (promise P11): whoever minds, trains or loves children is
named often, and a service that rang for each of them would soon be switched off.
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from intake.actions.judge_link import judge_link
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.concern import KnownBy, Part, ReporterRole, ReporterSaid
from intake.domain.held import View
from intake.domain.person import Answer
from intake.domain.private import private
from intake.running.replay import play
from intake.running.replay_compare import noise_of
from tests.build_office import (
    HandClock,
    a_mention,
    a_submission,
    an_office,
    an_officer,
    shipped_policy,
)
from tests.build_replay import REPLAYS, failures, packaged

HISTORIES = {
    "a childminder": (
        {"names": "Tansy Puddlecombe", "work": "childminder", "place": "Northmoor"},
        ("GP1", "GP8", "GP10", "OB13"),
        "She fetches the little ones and gives them tea. We would be lost without her.",
    ),
    "a grandfather": (
        {"names": "Osric Quillfeather", "relation": "grandfather", "place": "Northmoor"},
        ("GP1", "GP8", "OB13"),
        "Grandad takes her every Saturday. He buys her sweets, as grandads do.",
    ),
    "a coach": (
        {"names": "Peregrine Oakapple", "work": "football coach", "place": "Northmoor"},
        ("GP1", "GP10", "GP8"),
        "He gives the boys lifts to the match. The parents trust him.",
    ),
}
FAMILIES = ("Mossop", "Thistlewood", "Hobbinscale", "Marrowby", "Bramblewick", "Nightjar")


def a_friendly_mention(number, him, sign, story):
    child = a_mention(f"Wren {FAMILIES[number % len(FAMILIES)]}", part=Part.CHILD, age="8")
    teller = ReporterSaid(
        role=(ReporterRole.PARENT, ReporterRole.COMMUNITY, ReporterRole.TEACHER)[number % 3],
        account=private(f"account {number}"),
    )
    return a_submission(
        a_mention(**him),
        child,
        story=story,
        signs=(sign,),
        reporter=teller,
        known_by=KnownBy.SAW,
    )


def told_a_dozen_times(history):
    him, signs, story = HISTORIES[history]
    clock = HandClock(datetime(2023, 11, 6, 10, 0, tzinfo=UTC))
    office = an_office(clock=clock)
    for number in range(12):
        clock.move(days=91)
        told = a_friendly_mention(number, him, signs[number % len(signs)], story)
        with office.begin() as work:
            concern = report_concern(office, work, told).concern
        judged_the_same(office, concern)
    return office


def judged_the_same(office, concern):
    """Let an officer say of every lead that it is one person, so that all of it weighs firmly."""
    with office.look() as work:
        mentions = [one.id for one in work.concerns.mentions_of(concern.id)]
        links = [one for one in work.people.links_of_mentions(mentions) if not one.is_own]
    for link in links:
        judge_link(
            office, officer=an_officer(), link_id=link.id, answer=Answer.SAME, reason="The same."
        )


@pytest.mark.parametrize("history", HISTORIES)
def test_p11_a_dozen_friendly_mentions_in_three_years_cross_no_line_and_ring_for_nobody(history):
    office = told_a_dozen_times(history)

    with office.look() as work:
        alerts = work.dispatch.alerts.all()
        people = work.people.records.all()
        standings = [work.people.standing(one.id, View.OPEN) for one in people]
    assert {one.kind for one in alerts} == {AlertKind.CONCERN}
    assert {one.state.band for one in standings} == {Band.NOTE}
    assert max(one.points for one in standings) > 0


HONEST = sorted(path.stem for path in REPLAYS.glob("honest_*.yaml"))


@pytest.mark.parametrize("name", HONEST)
def test_p11_an_honest_history_rings_for_nobody_and_stands_at_note(name):
    told = play(packaged(name), shipped_policy())

    assert failures(told) == []
    assert not noise_of(told)


def with_help_that_counts(policy):
    """Settings by which ordinary help, told often enough, crosses the lines."""
    return replace(policy, scales=replace(policy.scales, ordinary_at_most=Decimal(1000)))


def with_anybody_worried(policy):
    """Settings by which every voice is a worried one."""
    rules = replace(policy.scales.rules, worried_from_class=0, voices_for_review=2)
    return replace(policy, scales=replace(policy.scales, rules=rules))


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("honest_childminder", with_help_that_counts),
        ("honest_grandfather", with_anybody_worried),
    ],
)
def test_p11_settings_that_ring_for_the_honest_fail(name, changed):
    told = play(packaged(name), changed(shipped_policy()))

    assert failures(told)
    assert noise_of(told)


def test_the_four_honest_histories_are_there():
    assert {name.removeprefix("honest_") for name in HONEST} == {
        "childminder",
        "coach",
        "grandfather",
        "namesake",
    }
