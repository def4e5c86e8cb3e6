"""The demo: invented people only, and after its history something to look at on every page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.actions.sign_in import use_link
from intake.domain.alert import AlertState
from intake.domain.errors import SignInRefusedError
from intake.domain.held import View
from intake.running.demo import ROLES, make_demo, play_history, sign_in_links
from intake.running.demo_stories import LISTED, TOLD
from intake.store.sealing import Sealer
from tests.build_office import SECRET, shipped_policy

DRAMA = re.compile(r"07700 900\d{3}|01632 960\d{3}|020 7946 0\d{3}")


@pytest.fixture
def demo(tmp_path):
    office = make_demo(tmp_path / "demo.db", shipped_policy(), Sealer(SECRET))
    yield office
    office.archive.close()


def test_everybody_on_the_list_has_an_owner_and_can_be_found(demo):
    with demo.look() as work:
        people = work.people.records.all()
        assert len(people) == len(LISTED) >= 12
        assert all(work.people.owner(one.id) for one in people)
        assert work.people.index().size() == len(LISTED)


def test_each_role_signs_in_once(demo):
    links = sign_in_links(demo)

    assert {link.role for link in links} >= {"duty_officer", "supervisor", "manager", "analyst"}
    assert len(links) == len(ROLES)
    assert use_link(demo, token=links[0].token)
    with pytest.raises(SignInRefusedError):
        use_link(demo, token=links[0].token)


def test_a_link_of_the_demo_still_works_after_a_week(demo):
    link = sign_in_links(demo)[0]

    later = replace(demo, clock=lambda: demo.now() + timedelta(days=7))

    assert use_link(later, token=link.token)


def test_telephone_numbers_are_those_kept_free_for_drama():
    words = repr([(one.facts, one.names) for one in LISTED])
    words += repr([(one.him, one.child, one.story) for one in TOLD])
    numbers = re.findall(r"\b0\d{3,4} \d{6}\b", words)

    assert numbers
    assert all(DRAMA.fullmatch(number) for number in numbers)


@pytest.mark.slow
def test_the_history_leaves_something_to_look_at(demo):
    play_history(demo)

    with demo.look() as work:
        states = {alert.state for alert in work.dispatch.alerts.all()}
        bands = {
            held.band
            for one in work.people.records.all()
            if (held := work.people.standing(one.id, View.OPEN))
        }
        links = {link.state.value for link in work.people.links.all()}
    assert states == {AlertState.PLANNED, AlertState.DECIDED}
    assert {"note", "review", "discuss"} <= bands
    assert {"same", "possible"} <= links


def test_the_history_can_be_cut_short(demo):
    play_history(demo, is_over=lambda: True)

    with demo.look() as work:
        assert work.concerns.records.all() == ()
