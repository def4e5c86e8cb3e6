"""Row P1: an adult tells of years ago and is asked whom the man has to do with now.

The answer stands on the desk's page, the children told of are within his reach, apart from the
child of then, and the asking is the same whoever is known (promise P4).
"""

from intake.domain.network import NodeKind, reach_of
from intake.duty.concern_page import concern_view
from intake.duty.network import network_of_person
from intake.duty.sight import sight_of
from tests.build_desk import an_officer
from tests.build_office import an_office
from tests.journeys.walking import GOLDEN, Walk
from tests.journeys.worlds import KNOWN, WORLDS, Teller, a_world

TOLD = next(file for file in GOLDEN if file.stem == "a_woman_tells_of_years_ago")


def newest(work):
    return max(work.concerns.records.all(), key=lambda one: one.id)


def his_record(work):
    mentions = [one.id for one in work.concerns.mentions_of(newest(work).id)]
    return work.people.links_of_mentions(mentions)[0].person_id


def test_row_p01_whom_he_reaches_now_stands_at_the_desk_and_within_his_reach():
    office = an_office()
    officer = an_officer(office)
    Walk(office).play(TOLD)

    with office.look() as work:
        sight = sight_of(office, work, officer)
        concern, seen = sight.concern_of_id(newest(work).id)
        page = concern_view(sight, concern, seen)
        facts = {one.name: one.words for one in page.facts}
        assert facts["Has to do with children now"] == "Yes"
        assert {one.label: one.part for one in page.mentions if "child" in one.part.lower()} == {
            "Jory": "Child of today",
            "Pip Quill": "Child of today",
        }
        man = sight.record(his_record(work))
        found = reach_of(network_of_person(sight, man))
    assert {one.node.words: one.hops for one in found} == {"Jory, 9": 1, "Pip Quill, 6": 1}


def test_row_p01_the_child_of_then_and_children_of_today_are_two_homes():
    office = an_office()
    officer = an_officer(office)
    walk = Walk(office)
    for line in (
        "/start", "[danger=no]", "[teller=community]", "When I was 14 he came for my sister.",
        "[:done]", "Wren Mossop, then 9", "Corry Thistlewood, about 45", "Northmoor",
        "years ago", "/skip", "/skip", "/skip", "/skip", "[children_now=yes]", "Pip Quill, 6",
        "/skip", "[:send]",
    ):  # fmt: skip
        walk.send(line)
    assert walk.replies[-1].receipt is not None

    with office.look() as work:
        sight = sight_of(office, work, officer)
        man = sight.record(his_record(work))
        network = network_of_person(sight, man)
    homes = [node for node in network.nodes if node.kind is NodeKind.HOUSEHOLD]
    assert len(homes) == 2
    assert len(reach_of(network)) == 2


def test_p04_row_p01_everybody_who_tells_of_years_ago_is_asked_the_same():
    tellers = [Teller(a_world(kind), channel="web", language="en") for kind in WORLDS]
    for line in (
        "/start", "[danger=no]", "[teller=community]", f"When I was 14 {KNOWN} sent me messages.",
        "[:done]", "/skip", f"{KNOWN}, about 45", "Northmoor", "four years ago",
        "/skip", "/skip", "/skip", "/skip",
    ):  # fmt: skip
        replies = [one.send(line) for one in tellers]
        assert all(one.heard[-1] == tellers[0].heard[-1] for one in tellers)
    assert {one.says[-1].question for one in replies} == {"children_now"}
