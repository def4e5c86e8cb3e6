"""The voices of one person on the desk's page: seen, joined, parted, taken back."""

import re

import pytest

from intake.domain.concern import ReporterRole, ReporterSaid
from intake.domain.held import View
from intake.domain.private import private
from intake.duty import voices
from intake.duty.sight import sight_of
from tests.build_desk import PASSWORD, a_hidden_man, a_report, an_officer, judged_same
from tests.build_office import HandClock, a_mention, an_office
from tests.build_office import an_officer as a_named_officer
from tests.dialogs.duty.test_coding_room import a_desk, sent

HIM = {"place": "Southfen", "age": "40", "vehicle": "AB12 4KX"}
STORY = "He waits by the lido gate every Tuesday with sweets and asks the girls their names."


@pytest.fixture
def office():
    office = an_office(clock=HandClock())
    an_officer(office, password=PASSWORD)
    wren = {"login": "wren", "name": "N. Wren", "role": "supervisor"}
    an_officer(office, **wren, password=PASSWORD)
    yield office
    office.archive.close()


def told_by(office, role=ReporterRole.COMMUNITY, *, story=STORY, signs=("GC1",), **said):
    who = ReporterSaid(role=role, **{name: private(words) for name, words in said.items()})
    concern = a_report(
        office, a_mention("Wilf Oakapple", **HIM), reporter=who, signs=signs, story=story
    )
    with office.look() as work:
        mentions = [one.id for one in work.concerns.mentions_of(concern.id)]
        links = work.people.links_of_mentions(mentions)
    if not any(one.is_own for one in links):
        judged_same(office, concern, by=a_named_officer())
    return concern


def page_of(office):
    with office.look() as work:
        return f"/desk/persons/{work.people.records.all()[0].id}/voices?because=review"


def points(office):
    with office.look() as work:
        return work.people.standing(work.people.records.all()[0].id, View.OPEN).points


def test_a_supervisor_joins_two_voices_reads_why_and_takes_it_back(office):
    one = told_by(
        office, ReporterRole.HEALTH, story="A.", name="Sorrel Nightjar", agency="Elm ward"
    )
    other = told_by(office, story="B.", name="Sorrel Nightjar", account="chat-9")
    desk, page = a_desk(office, "wren"), page_of(office)
    first = desk.get(page).text
    assert "The same full name was given" in first
    assert "Sorrel" not in first
    assert "chat-9" not in first

    picked = {"pick1": one.reference, "pick2": other.reference}
    act = {"do": "join", "because": "review"}
    assert sent(desk, page, **act, **picked, reason=" ").status_code == 422
    assert sent(desk, page, **act, pick1=one.reference, reason="One.").status_code == 422
    assert points(office) == 16
    assert sent(desk, page, **act, **picked, reason="She said so when rung up.").status_code == 303

    assert points(office) == 12
    told = desk.get(page).text
    assert "Joined by N. Wren: She said so when rung up." in told
    assert "1 voice that your desk may read" in told
    number = re.search(r'name="act" value="(\d+)"', told)[1]
    undo = {"do": "undo", "because": "review", "act": number}
    assert sent(desk, page, **undo, reason="").status_code == 422
    assert sent(desk, page, **undo, reason="Two of one name.").status_code == 303
    assert points(office) == 16
    assert sent(desk, page, **undo, reason="Again.").status_code == 409


def test_a_voice_is_parted_and_an_officer_of_the_desk_may_only_read(office):
    told = [told_by(office, account="n1") for _ in range(2)]
    page = page_of(office)
    part = {"do": "part", "because": "review", "pick1": told[1].reference, "reason": "Her son."}

    reader = a_desk(office, "birchall")
    assert "An earlier concern came from the same account." in reader.get(page).text
    token = re.search(r'name="t" value="([^"]+)"', reader.get("/desk/people").text)[1]
    assert reader.post(page, data={"t": token, **part}).status_code == 404
    assert points(office) == 12

    assert sent(a_desk(office, "wren"), page, **part).status_code == 303
    assert points(office) == 16
    assert "Parted by N. Wren: Her son." in reader.get(page).text


def test_a_statement_that_counts_by_itself_is_named_in_the_refusal(office):
    one, grave = told_by(office, account="n1"), told_by(office, account="n2", signs=("GC7",))
    desk, page = a_desk(office, "wren"), page_of(office)

    picked = {"pick1": one.reference, "pick2": grave.reference}
    refused = sent(desk, page, do="join", because="review", reason="Alike.", **picked)

    assert refused.status_code == 422
    assert f"Affected: {grave.reference}." in refused.text


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        pytest.param(
            {"role": ReporterRole.HEALTH, "told_by": "Sorrel Nightjar", "agency": "Elm ward"},
            {"role": ReporterRole.TEACHER, "told_by": "sorrel nightjar", "agency": "Fen school"},
            "Both say that they heard it from the same person.",
            id="two agencies heard it from one source",
        ),
        pytest.param(
            {"told_by": "Sorrel Nightjar"},
            {"name": "Sorrel Nightjar"},
            "was told by whom the later one names",
            id="the echo came before the source",
        ),
        pytest.param(
            {"name": "Sorrel Nightjar", "contact": "01632 960111"},
            {"name": "S. N.", "contact": "01632 960112", "safe_contact": "ring 01632 960 111"},
            "A second number or address of one is that of the other",
            id="another name of one reporter",
        ),
    ],
)
def test_what_may_be_one_source_is_shown_with_its_evidence_and_joins_nothing(
    office, one, other, words
):
    told_by(office, story="A.", **one)
    told_by(office, story="B.", **other)

    page = a_desk(office, "birchall").get(page_of(office)).text

    assert words in page
    assert "2 voices that your desk may read" in page
    assert points(office) == 16


def test_a_flood_of_like_words_is_shown_and_every_report_keeps_its_voice(office):
    for account in ("n1", "n2", "n3"):
        told_by(office, account=account)

    page = a_desk(office, "birchall").get(page_of(office)).text

    assert "3 reports in nearly the same words" in page
    assert "3 voices that your desk may read" in page


def test_p13_what_is_held_elsewhere_is_on_no_page_of_voices_and_named_by_no_form(office):
    here = told_by(office, account="n1")
    other = told_by(office, account="n2")
    elsewhere = a_report(
        office,
        a_mention("Wilf Oakapple", **HIM),
        reporter=ReporterSaid(account=private("n2")),
        signs=("GC1",),
        area="southfen",
    )
    desk, page = a_desk(office, "wren"), page_of(office)

    assert "concern.signs" not in seen_by_wren(office, elsewhere)
    assert elsewhere.reference not in desk.get(page).text
    assert other.reference in desk.get(page).text
    picked = {"pick1": here.reference, "pick2": elsewhere.reference}
    told = sent(desk, page, do="join", because="review", reason="Alike.", **picked)
    assert told.status_code == 404


def test_p13_a_man_under_a_hidden_flag_has_no_page_of_voices_elsewhere(office):
    man = a_hidden_man(office)

    assert (
        a_desk(office, "wren").get(f"/desk/persons/{man.id}/voices?because=review").status_code
        == 404
    )


def seen_by_wren(office, concern):
    with office.look() as work:
        officer = next(one for one in work.staff.officers.all() if one.login == "wren")
        return sight_of(office, work, officer).sees(concern)


def test_a_page_of_voices_wants_a_purpose_and_is_written_down(office):
    told_by(office, account="n1")
    desk, page = a_desk(office, "birchall"), page_of(office)

    assert desk.get(page.partition("?")[0]).status_code == 303
    assert desk.get(page.replace("review", "curious")).status_code == 422
    desk.get(page)

    with office.look() as work:
        opened = [one for one in work.audit.lines(limit=50) if one.event == "person.opened"]
    assert any('"voices"' in one.facts for one in opened)


def test_many_voices_stand_on_pages_and_one_of_another_page_is_joined_by_its_reference(
    office, monkeypatch
):
    monkeypatch.setattr(voices, "EACH", 2)
    told = [told_by(office, account=f"n{number}") for number in range(5)]
    desk, page = a_desk(office, "wren"), page_of(office)

    first, last = desk.get(page).text, desk.get(f"{page}&page=3").text
    assert "5 voices that your desk may read" in first
    assert "Page 1 of 3" in first
    assert "Voice E" not in first
    assert "Voice E" in last
    assert "Voice A:" not in last
    assert desk.get(f"{page}&page=999").text.count("Page 3 of 3") == 1
    assert desk.get(f"{page}&page=nought").status_code == 200

    page = f"{page}&page=3"
    join = {"do": "join", "because": "review", "reason": "Sisters."}
    wrong = sent(desk, page, **join, **{"pick5": told[4].reference, "pick-other": "DR-NOBODY"})
    assert wrong.status_code == 422
    assert "has that reference" in wrong.text
    assert "Page 3 of 3" in wrong.text
    before = points(office)
    joined = sent(
        desk,
        page,
        **join,
        **{"pick5": told[4].reference, "pick-other": f" {told[0].reference.lower()} "},
    )
    assert joined.status_code == 303
    assert joined.headers["location"].endswith("&page=3")
    assert points(office) == before - 4
    assert "4 voices that your desk may read" in desk.get(page).text
