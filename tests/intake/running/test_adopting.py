"""New settings lower nobody (promise P5): who would fall is listed and stays."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from intake.actions.report_concern import report_concern
from intake.domain.errors import PolicyError
from intake.domain.held import View
from intake.running.adopting import adopt, would_fall_by
from intake.running.opening import with_rules_in_force
from intake.running.staffing import add_officer
from matching.settings import Signed
from tests.build_office import a_mention, a_submission, an_office


def an_office_with_somebody_at_review():
    office = an_office()
    with office.begin() as work:
        report_concern(office, work, a_submission(a_mention(), signs=("GC1", "GC2")))
    return office


def with_higher_lines(office):
    scales = replace(office.policy.scales, review_at=Decimal(900), discuss_at=Decimal(999))
    return replace(office, policy=replace(office.policy, scales=scales, hash="0" * 64))


def test_p05_new_settings_lower_nobody_and_list_who_would_fall():
    office = an_office_with_somebody_at_review()
    with office.look() as work:
        (person,) = work.people.records.all()
        before = work.people.standing(person.id, View.OPEN)

    stricter = with_higher_lines(office)
    fallers = would_fall_by(stricter)
    adopt(stricter, by="M. Fenn")

    assert before.band != "note"
    assert [one.number for one in fallers] == [person.number]
    with office.look() as work:
        assert work.people.standing(person.id, View.OPEN) == before


def test_the_same_settings_let_nobody_fall():
    assert would_fall_by(an_office_with_somebody_at_review()) == ()


def test_settings_may_come_back_into_force():
    office = with_rules_in_force(an_office())
    other = with_higher_lines(office)

    assert adopt(other, by="M. Fenn")
    office.clock.move(minutes=1)
    assert not adopt(office, by="M. Fenn"), "kept before"

    assert with_rules_in_force(office) is office
    with office.look() as work:
        assert work.staff.settings("0" * 64) == office.policy.whole


def signed(office, login):
    learned = Signed(login, "2026-07-01", 120, 100)
    settings = replace(office.policy.match_settings, learned=learned)
    return replace(office, policy=replace(office.policy, match_settings=settings, hash="1" * 64))


def test_p09_who_signed_learned_weights_stands_in_the_audit_trail_beside_who_adopts_them():
    office = an_office()
    add_officer(
        office, login="fenn", name="M. Fenn", desk="northmoor_children", role="duty_officer"
    )

    adopt(signed(office, "fenn"), by="T. Mossop")

    with office.look() as work:
        (line,) = [line for line in work.audit.lines() if line.event == "weights.adopted"]
    assert line.actor == "T. Mossop"
    assert json.loads(line.facts) == {
        "signed_by": "fenn",
        "signed_on": "2026-07-01",
        "questions": 120,
        "unshown": 100,
    }


def test_weights_that_nobody_who_works_here_signed_are_not_adopted():
    office = an_office()

    with pytest.raises(PolicyError):
        adopt(signed(office, "nobody.here"), by="T. Mossop")

    with office.look() as work:
        assert work.staff.newest_settings() is None
