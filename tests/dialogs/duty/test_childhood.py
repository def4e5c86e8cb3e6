"""The record of a child who harmed, on every page that shows weight: from 15 to past 18."""

import re
from datetime import UTC, datetime

import pytest

from intake.actions.judge_link import judge_link
from intake.domain.alert import AlertKind
from intake.domain.concern import KnownBy, Part, ReporterRole
from intake.domain.diary import DiaryKind
from intake.domain.errors import TransitionRefusedError
from intake.domain.held import View
from intake.domain.person import Answer, LinkState
from intake.duty.door import DutyDoor
from intake.duty.values import Band
from tests.build_desk import PASSWORD, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.dialogs.duty.test_coding_room import a_desk

BORN = "2010-06-03"
WEIGHED = re.compile(
    r"act now|\bwatch\b|<dd>Review|<dd>Discuss|What it weighs|Set the standing|Points move"
    r"|by voice|A line was crossed|If the same: ",
    re.IGNORECASE,
)


@pytest.fixture
def clock():
    return HandClock(datetime(2026, 2, 3, 10, 0, tzinfo=UTC))


@pytest.fixture
def office(clock):
    office = an_office(clock=clock)
    an_officer(office, password=PASSWORD)
    an_officer(office, login="alder", name="B. Alder", role="manager", password=PASSWORD)
    yield office
    office.archive.close()


def told(office, birth=BORN, **how):
    """Tell once of Bran, with what he does now, and judge him the same boy."""
    harmed = a_mention("Wren Mossop", part=Part.CHILD, age="9", place="Northmoor")
    bran = a_mention("Bran Mossop", birth=birth, place="Northmoor")
    how = {"known_by": KnownBy.SAW, "role": ReporterRole.TEACHER, "signs": ("CS2", "GC7")} | how
    concern = a_report(office, bran, harmed, **how)
    officer = an_officer(office, login=f"judge{concern.id}", password=PASSWORD)
    with office.look() as work:
        mentions = [one.id for one in work.concerns.mentions_of(concern.id)][:1]
        links = work.people.links_of_mentions(mentions)
    for link in links:
        if link.state is LinkState.POSSIBLE and link.person_id == 1 and not link.is_own:
            judge_link(office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="He.")
    return concern


def page_of(desk, person=1):
    return desk.get(f"/desk/persons/{person}?because=review").text


def test_row_p46_no_page_shows_a_childs_weight_and_everything_told_is_kept_and_acted_on(office):
    first = told(office)
    second = told(office, role=ReporterRole.COMMUNITY)
    desk = a_desk(office, "alder")

    with office.look() as work:
        alerts = work.dispatch.alerts_of_person(1)
        standing = work.people.standing(1, View.OPEN)
    assert standing is not None
    assert standing.state.band >= Band.REVIEW, "it is weighed, unseen"
    assert {one.kind for one in alerts} == {AlertKind.CHILD_AGAIN}
    assert not any("police" in one.desk for one in alerts)

    own = next(one for one in alerts if one.desk == "northmoor_children")
    pages = {
        "record": page_of(desk),
        "outcomes": desk.get("/desk/persons/1/outcomes?because=review").text,
        "voices": desk.get("/desk/persons/1/voices?because=review").text,
        "report": desk.get(f"/desk/concerns/{second.reference}").text,
        "alert": desk.get(f"/desk/alerts/{own.id}").text,
        "queue": desk.get("/desk").text,
        "area": desk.get("/desk/area").text,
    }
    for name, text in pages.items():
        found = WEIGHED.search(text)
        assert not found, (name, found)
    assert "A child, and in need first" in pages["record"]
    assert first.reference in pages["record"]
    assert second.reference in pages["record"]
    assert "A child carries none" in pages["outcomes"]
    assert "About a child, who is in need first" in pages["report"]
    assert "Several worries about one child" in pages["queue"]
    assert "Look at all that was told of this child together" in pages["alert"]

    boss = an_officer(office, login="rowan", role="manager", password=PASSWORD)
    with pytest.raises(TransitionRefusedError):
        DutyDoor(office).set_standing(officer=boss, person_id=1, to=Band.WATCH, reason="Him.")


def test_row_p46_at_18_a_named_officer_looks_and_nothing_counts_by_itself(office, clock):
    told(office, birth="2008-09-01")
    with office.look() as work:
        (review,) = work.dispatch.owed("person:1", DiaryKind.REVIEW)
    assert review.due_at.date().isoformat() == "2026-09-01", "sooner than in a year"

    clock.at = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
    desk = a_desk(office, "alder")
    page = page_of(desk)
    assert "18 since 1 September 2026" in page
    assert not WEIGHED.search(page.split("<main")[1])

    where = "/desk/persons/1"
    token = re.search(r'name="t" value="([^"]+)"', page)[1]
    empty = desk.post(f"{where}/grown", data={"t": token, "because": "review", "reason": " "})
    assert empty.status_code == 422
    words = "The same as in 2026, and he coaches now."
    count = {"t": token, "because": "review", "reason": words}
    assert desk.post(f"{where}/grown", data=count).status_code == 303
    assert desk.post(f"{where}/grown", data=count).status_code == 409
    after = page_of(desk)
    assert "What it weighs together" in after
    assert "Set the standing" in after
    assert words in after


def test_row_p46_what_comes_after_18_counts_at_once_with_all_that_was_kept(office, clock):
    told(office)
    clock.at = datetime(2029, 1, 15, 10, 0, tzinfo=UTC)
    told(office)

    page = page_of(a_desk(office, "alder"))

    assert "in need first" not in page
    assert "What it weighs together" in page
