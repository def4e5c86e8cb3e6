"""Scripts change while people are telling: nobody is asked another script's questions midway."""

import shutil
from typing import Any

import yaml

from dialogs.reporting.conversation import talk
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from dialogs.shell.from_policy import areas_of, voice_in
from dialogs.shell.site import site_of
from intake.policy.loader import load_policy
from intake.reporting.door import Reply, ReportingDoor
from intake.running.adopting import adopt
from intake.running.editions import Editions
from intake.running.opening import with_rules_in_force
from tests.build import CONFIG
from tests.build_office import HandClock, an_office
from tests.databases import EACH_DATABASE, a_database
from tests.dialogs.client import Client

CHAT = "0123456789abcdef0123456789abcdef"
NEW_WORDS = "Whereabouts is it that this goes on?"


def changed_settings(folder):
    """Give settings whose neighbour's script renames one question and leaves another out."""
    shutil.copytree(CONFIG, folder, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "scripts" / "community.yaml"
    script = yaml.safe_load(file.read_text(encoding="utf-8"))
    script["version"] += ".1"
    for group in script["groups"]:
        gone = {"how_often", "where_area"}
        kept = [one for one in group["questions"] if one["name"] not in gone]
        group["questions"] = [
            {**one, "name": "whereabouts", "label": NEW_WORDS, "slot": ""}
            if one["name"] == "where"
            else one
            for one in kept
        ]
    file.write_text(yaml.safe_dump(script, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return load_policy(folder)


def an_office_later(url, folder):
    """Start the service again a day later, with the changed settings in force."""
    clock = HandClock()
    clock.move(days=1)
    office = an_office(url=url, policy=changed_settings(folder / "new"), clock=clock)
    adopt(office, by="M. Fenn")
    return with_rules_in_force(office)


class Teller:
    """Somebody who tells through the real door, and is asked again by a service started anew."""

    def __init__(self, office, chat: str = CHAT) -> None:
        self.office, self.chat, self.number = office, chat, 0
        self.reply: Any = None

    def at(self, office) -> "Teller":
        self.office = office
        return self

    def says(self, words: str) -> Reply:
        self.number += 1
        kind = EventKind.CHOICE if words.startswith("[") else EventKind.TEXT
        kind = EventKind.COMMAND if words.startswith("/") else kind
        event = Event(kind, words.strip("[]"))
        voice = voice_in(self.office)
        telling = Telling(channel="web", account=self.chat, areas=areas_of(self.office.policy))
        step = talk(
            voice.scripts, voice.numbers, event, self.office.now(), telling=telling, voice=voice
        )
        self.reply = ReportingDoor(self.office).turn(
            channel="web", chat=self.chat, event_id=f"{self.chat}.{self.number}", step=step
        )
        return self.reply

    @property
    def asked(self) -> str:
        return next((say.question for say in reversed(self.reply.says) if say.question), "")

    def skips_until(self, *names: str) -> list[str]:
        """Skip what is asked until one of these is; give the questions on the way."""
        passed = []
        while self.asked and self.asked not in names:
            passed.append(self.asked)
            before = self.asked
            self.says(f"[{before}=?skip]" if before != "danger" else "[danger=no]")
            assert self.asked != before, f"nothing leads past {before}"
        return passed


def begun(office) -> Teller:
    teller = Teller(office)
    teller.says("/start")
    teller.says("[danger=no]")
    teller.skips_until("story")
    teller.says("He waits at the gate every day.")
    teller.says("[:done]")
    teller.skips_until("where")
    return teller


@EACH_DATABASE
def test_a_talk_begun_on_one_version_ends_on_it_after_a_restart(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        before = with_rules_in_force(an_office(url=url))
        teller = begun(before)
        assert teller.asked == "where"
        was = before.policy.scripts["community"]
        label = next(q.label for g in was.groups for q in g.questions if q.name == "where")
        before.archive.close()

        after = an_office_later(url, tmp_path)
        teller.at(after).says("Mill Lane, Northmoor")
        assert "how_often" in teller.skips_until("")
        sent = teller.says("[:send]")

        assert sent.receipt is not None
        with after.look() as work:
            (concern,) = work.concerns.records.all()
        asked = {one.question: one for one in concern.body.answers}
        assert concern.body.script == f"community {was.version}"
        assert asked["where"].label == label
        assert asked["where"].answer.reveal() == "Mill Lane, Northmoor"
        assert "whereabouts" not in asked
        assert concern.body.where.told == "Mill Lane, Northmoor"
        after.archive.close()


def test_who_begins_after_the_change_is_asked_the_new_questions(tmp_path):
    with a_database("sqlite", tmp_path) as url:
        old = with_rules_in_force(an_office(url=url))
        begun(old)
        old.archive.close()
        after = an_office_later(url, tmp_path)

        teller = Teller(after, chat="another" + CHAT[7:])
        teller.says("/start")
        passed = teller.skips_until("")

        assert "whereabouts" in passed
        assert not {"where", "how_often"} & set(passed)
        after.archive.close()


def test_the_pages_of_a_draft_are_drawn_with_the_words_it_began_with(tmp_path):
    with a_database("sqlite", tmp_path) as url:
        old = with_rules_in_force(an_office(url=url))
        teller = begun(old)
        teller.says("Mill Lane")
        teller.says("/back")
        label = teller.reply.says[-1].label
        old.archive.close()
        after = an_office_later(url, tmp_path)

        browser = Client(site_of(after, public_url="http://testserver", health=_Well()))
        browser.cookies.set("report", CHAT)
        page = browser.get("/report").text

        assert label in page
        assert "Mill Lane" in page
        assert NEW_WORDS not in page
        after.archive.close()


def test_an_older_concern_shows_the_questions_of_its_version(tmp_path):
    with a_database("sqlite", tmp_path) as url:
        before = with_rules_in_force(an_office(url=url))
        teller = begun(before)
        label = teller.reply.says[-1].label
        teller.says("Mill Lane, Northmoor")
        teller.skips_until("")
        teller.says("[:send]")
        before.archive.close()

        after = an_office_later(url, tmp_path)

        with after.look() as work:
            (concern,) = work.concerns.records.all()
        assert label in {one.label for one in concern.body.answers}
        assert NEW_WORDS not in {one.label for one in concern.body.answers}
        after.archive.close()


def test_an_edition_that_was_never_kept_leaves_the_present_scripts(tmp_path):
    with a_database("sqlite", tmp_path) as url:
        office = with_rules_in_force(an_office(url=url))
        editions = Editions(office)

        assert editions.scripts_of("f" * 64) is None
        kept = editions.scripts_of(office.policy.hash)
        assert kept is not None
        assert kept == dict(office.policy.scripts)
        office.archive.close()


class _Well:
    def missing(self):
        return ()

    def faults(self):
        return ()

    def counts(self):
        return {}
