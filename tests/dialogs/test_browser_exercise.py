"""An exercise in a real browser: the facilitator plays, a player answers, all of it is marked."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dialogs.shell.exercise_service import ExerciseService
from intake.running.exercise import FACILITATOR, Exercise
from intake.store.archive import Archive
from tests.build_office import shipped_policy
from tests.build_replay import packaged
from tests.dialogs.browsing import CROSSED, axe_faults, chromium, is_scrolled_sideways, served

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("DUEREGARD_SHOTS", "")


@pytest.fixture(scope="module")
def browser():
    with chromium() as made:
        yield made


def is_clean(page, name, size, look):
    assert axe_faults(page) == [], name
    assert not is_scrolled_sideways(page), name
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}-{size['width']}-{look}.png", full_page=True)


@pytest.mark.parametrize(("size", "look"), CROSSED)
def test_row_t23_a_step_is_played_and_a_desk_answers_it_as_exercise(browser, tmp_path, size, look):
    exercise = Exercise(
        packaged("practice_carer"),
        shipped_policy(),
        players={"southfen_children": 1},
        archive=Archive(f"sqlite:///{tmp_path / 'exercise.db'}"),
    )
    made = []

    def app_at(url):
        made.append(
            ExerciseService(
                exercise, name="practice_carer", folder=tmp_path / "results", public_url=url
            )
        )
        return made[0].app()

    def signed_in(url, login):
        page = browser.new_context(viewport=size, color_scheme=look).new_page()
        page.goto(f"{url}/desk/enter/{exercise.link_of(login)}")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Everything open")).to_be_visible()
        return page

    with served(app_at) as url:
        leads = signed_in(url, FACILITATOR)
        leads.goto(f"{url}/exercise")
        is_clean(leads, "exercise-begins", size, look)
        leads.get_by_role("button", name="Play it").click()
        expect(leads.get_by_role("heading", name="Next: step 2 of 6")).to_be_visible()
        leads.get_by_role("button", name="Play it").click()
        expect(leads.get_by_role("heading", name="Next: step 3 of 6")).to_be_visible()
        expect(leads.get_by_text("EXERCISE – this is not real").first).to_be_visible()

        plays = signed_in(url, exercise.players[0].login)
        expect(plays.get_by_text("nothing here is real, nothing leaves")).to_be_visible()
        assert plays.title().startswith("EXERCISE: ")
        is_clean(plays, "exercise-queue", size, look)
        alert = next(one for one in exercise.alerts_of_players() if one.desk == "southfen_children")
        plays.goto(f"{url}/desk/alerts/{alert.id}")
        plays.get_by_role("button", name="Acknowledge").click()
        expect(plays.get_by_role("button", name="Acknowledge")).to_have_count(0)

        leads.get_by_role("button", name="Keep the results").click()
        expect(leads.get_by_text("figures alone, no word of the history")).to_be_visible()
        is_clean(leads, "exercise-kept", size, look)
    made[0].stop()

    (kept,) = (tmp_path / "results").iterdir()
    assert '"acknowledged": 1' in kept.read_text(encoding="utf-8")
