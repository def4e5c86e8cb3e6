"""Several desks play a history as an exercise, end to end; nothing of it is live (T14, T22, T23)."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from dialogs.shell.exercise_post import MARK
from dialogs.shell.exercise_service import ExerciseService
from intake.delivery.notices import links_under
from intake.delivery.outgoing import OfficeOutgoing
from intake.delivery.runner import Runner
from intake.domain.errors import PolicyError
from intake.running.exercise import FACILITATOR, Exercise, How
from intake.running.exercise_results import read_results
from intake.store.archive import Archive
from tests.build_desk import a_report
from tests.build_office import a_mention, an_office, shipped_policy
from tests.build_replay import packaged
from tests.databases import a_new_file
from tests.dialogs.client import Client

DESKS = ("southfen_children", "southfen_police", "southfen_probation")
SITE = "http://testserver"


class HandSteady:
    """A clock of seconds that a test turns."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Room:
    """An exercise with everybody signed in."""

    def __init__(self, folder: Path, name: str, desks=DESKS) -> None:
        self.steady = HandSteady()
        exercise = Exercise(
            packaged(name),
            shipped_policy(),
            players=dict.fromkeys(desks, 1),
            archive=a_new_file(folder / "exercise.db"),
            steady=self.steady,
        )
        self.exercise = exercise
        self.service = ExerciseService(
            exercise, name=name, folder=folder / "results", public_url=SITE
        )
        self.app = self.service.app()
        self.facilitator = self.sits(FACILITATOR)
        self.players = {one.desk: self.sits(one.login) for one in exercise.players}

    def sits(self, login: str) -> Client:
        client = Client(self.app)
        client.post(f"/desk/enter/{self.exercise.link_of(login)}")
        return client

    def press(self, do: str, step: int | None = None) -> None:
        page = self.facilitator.get("/exercise").text
        number = step or (re.search(r'name="step" value="(\d+)"', page) or ["", ""])[1]
        told = {"t": token_in(page), "do": do, "step": str(number)}
        assert self.facilitator.post("/exercise", data=told).status_code == 303

    def pass_minutes(self, minutes: float) -> None:
        self.steady.seconds += 60 * minutes
        self.exercise.tick()
        self.service.carry()

    def answer_everything(self, desk: str) -> int:
        """Let a player answer what waits at a desk, as the console offers it."""
        client, answered = self.players[desk], 0
        for alert in self.exercise.alerts_of_players():
            if alert.desk != desk or alert.decided_at:
                continue
            path = f"/desk/alerts/{alert.id}"
            page = client.get(path).text
            assert "EXERCISE" in page
            token = token_in(page)
            if f"{path}/told" in page:
                told = {"t": token, "answer": "nothing_held", "words": ""}
                assert client.post(f"{path}/told", data=told).status_code == 303
            else:
                for do in ("acknowledge", "accept", "decide"):
                    told = {"t": token, "do": do, "decision": "Looked at, and visited."}
                    assert client.post(path, data=told).status_code == 303
            answered += 1
        return answered


def token_in(page: str) -> str:
    found = re.search(r'name="t" value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path, "practice_release")
    yield made
    made.service.stop()


class LiveCarrier:
    """A live way out that writes down what was handed to it."""

    confirms = True

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[str] = []

    def send(self, notice, address):
        self.sent.append(notice.key)
        return ""


def test_row_t23_three_desks_play_a_history_to_its_end_and_every_page_and_message_is_marked(room):
    answered = 0
    while room.exercise.next_step is not None:
        room.press("play")
        room.pass_minutes(1)
        answered += sum(room.answer_everything(desk) for desk in DESKS)

    room.press("end")
    told = room.service.results()
    assert told.expected == told.held > 5
    assert {one.desk for one in told.players if one.decided > 0} == set(DESKS)
    assert answered == told.alerts == sum(one.decided for one in told.players)
    assert told.unanswered == 0
    messages = room.service.post.newest()
    assert len(messages) > 5
    facilitated = room.facilitator.get("/exercise").text
    shown, _, folded = facilitated.partition("earlier ones</summary>")
    assert (shown.count("<pre"), folded.count("<pre")) == (5, len(messages) - 5)
    assert all(one.text.startswith(MARK) and one.text.endswith(MARK) for one in messages)
    for path in ("/exercise", "/desk", "/desk/diary", "/desk/nowhere", "/report"):
        page = room.facilitator.get(path).text
        assert "<title>EXERCISE: " in page, path
        assert 'class="dr-exercise"' in page, path


def test_row_t14_an_exercise_reaches_no_live_desk_queue_figure_or_channel(tmp_path, monkeypatch):
    path = tmp_path / "live.db"
    live = an_office(url=f"sqlite:///{path}")
    a_report(live, a_mention("Corrin Thistlewood"))
    carriers = {name: LiveCarrier(name) for name in ("console", "telegram", "email", "sms")}
    runner = Runner(OfficeOutgoing(live), carriers, links_under(SITE))
    while runner.deliver_due(carriers):
        pass
    sent = sum(len(one.sent) for one in carriers.values())
    before = what_stands(live)
    monkeypatch.setenv("DUEREGARD_DATABASE_URL", f"sqlite:///{path}")
    bytes_before = sha256(path.read_bytes()).hexdigest()

    room = Room(tmp_path, "practice_carer")
    while room.exercise.next_step is not None:
        room.press("play")
        room.pass_minutes(60)  # nobody answers: ladders of the exercise climb
    told = room.service.results()
    room.service.stop()

    while runner.deliver_due(carriers):
        pass
    assert told.unanswered > 0
    assert sum(told.messages.values()) > 10
    assert sha256(path.read_bytes()).hexdigest() == bytes_before
    assert what_stands(live) == before
    assert sum(len(one.sent) for one in carriers.values()) == sent > 0


def what_stands(office):
    with office.look() as work:
        return (
            len(work.dispatch.alerts.all()),
            len(work.dispatch.deliveries.all()),
            len(work.dispatch.diary.all()),
            len(work.concerns.records.all()),
            len(work.dispatch.open_alerts(office.policy.duty.desks)),
        )


def test_row_t14_beside_an_alert_stand_signs_with_their_id_and_words(tmp_path):
    room = Room(tmp_path, "practice_carer")
    for _ in range(2):
        room.press("play")
    (alert,) = [one for one in room.exercise.alerts_of_players() if one.desk == "southfen_children"]

    page = room.players["southfen_children"].get(f"/desk/alerts/{alert.id}").text

    sign = shipped_policy().sign_book.signs["GP4"]
    room.service.stop()
    assert f"GP4: {sign.professional}. Plainly: {sign.plain}" in page


def test_row_t22_what_is_kept_is_figures_by_player_and_no_word_of_the_history(room, tmp_path):
    for _ in range(4):
        room.press("play")
        room.pass_minutes(2)
        room.answer_everything("southfen_children")
    room.press("end")

    (told,) = read_results(tmp_path / "results")
    (path,) = (tmp_path / "results").iterdir()
    player = next(one for one in told["players"] if one["desk"] == "southfen_children")
    assert player["acknowledged"] > 0
    assert player["seconds"] is not None
    assert player["acts"]["event.answered"] == 1
    written = path.read_text(encoding="utf-8")
    words = {"Underhay", "Hollis", "Dunnock", "Reed Row", "mum", "Pip", "Released", "street"}
    assert not {word for word in words if word in written}
    assert not re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", written)  # no reference either
    assert path.stat().st_mode & 0o077 == 0
    assert set(json.loads(written)) >= {"exercise", "steps", "expected", "held", "players"}


def test_row_t22_there_are_scenarios_of_grooming_release_and_denial():
    told = {name: packaged(f"practice_{name}") for name in ("carer", "release", "denial")}

    signs = {
        sign if isinstance(sign, str) else sign.sign
        for replay in told.values()
        for event in replay.history
        if event.report
        for sign in event.report.signs
    }
    assert {"GP2", "GP4", "DA6"} <= signs
    assert any(event.deed == "event" for event in told["release"].history)
    assert all(
        "T22" in {seed for event in one.history for seed in event.seed} for one in told.values()
    )


def test_what_people_leave_unanswered_climbs_and_what_they_answer_does_not(room):
    for _ in range(4):
        room.press("play")
        room.answer_everything("southfen_police")
    room.pass_minutes(200)

    with room.exercise.office.look() as work:
        asked = {one.recipient for one in work.dispatch.deliveries.all()}
    assert "southfen_children_manager" in asked
    assert "southfen_police_manager" not in asked


def test_a_step_of_a_desk_that_is_played_can_be_left_to_its_people(room):
    for _ in range(2):
        room.press("play")
    room.press("leave")

    step = room.exercise.steps[2]
    assert (step.event.deed, step.how) == ("judge", How.LEFT)
    with room.exercise.office.look() as work:
        assert not any(work.people.judgements_of(one.id) for one in work.people.links.all())


def test_a_step_pressed_twice_is_played_once(room):
    room.press("play", step=1)
    room.press("play", step=1)

    assert [one.how for one in room.exercise.steps[:2]] == [How.PLAYED, How.TO_COME]


@pytest.mark.parametrize("told", [{"do": "play", "step": "x"}, {"do": "?", "step": "1"}, {}])
def test_rubbish_pressed_plays_nothing(room, told):
    page = room.facilitator.get("/exercise").text

    answer = room.facilitator.post("/exercise", data={"t": token_in(page), **told})

    assert answer.status_code == 303
    assert room.exercise.steps[0].how is How.TO_COME


def test_only_the_facilitator_steers(room):
    player = room.players["southfen_police"]

    seen = player.get("/exercise")
    pressed = player.post(
        "/exercise", data={"t": token_in(player.get("/desk").text), "do": "play", "step": "1"}
    )

    assert (seen.status_code, seen.headers["location"]) == (303, "/desk")
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/desk")
    assert room.exercise.steps[0].how is How.TO_COME
    assert Client(room.app).get("/exercise").status_code == 303


@pytest.mark.parametrize("players", [{}, {"southfen_polise": 1}, {"southfen_police": 0}])
def test_an_exercise_needs_people_at_desks_that_exist(tmp_path, players):
    with pytest.raises(PolicyError):
        Exercise(
            packaged("practice_carer"),
            shipped_policy(),
            players=players,
            archive=Archive(f"sqlite:///{tmp_path / 'never.db'}"),
        )
