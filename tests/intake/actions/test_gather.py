"""People without a name, and families, known again by what was told around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.actions import gather
from intake.actions.add_words import Added, add_words
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.recheck import recheck_due
from intake.domain.concern import MentionSaid, Part, ReporterRole, about
from intake.domain.held import View
from intake.domain.person import Answer, LinkState
from intake.domain.private import private
from intake.duty.side_by_side import side_by_side
from intake.duty.sight import sight_of
from tests.build_desk import (
    a_child,
    a_hidden_man,
    a_listed_man,
    a_report,
    an_officer,
    judged_same,
)
from tests.build_office import HandClock, a_mention, an_office

HOME = "14 Alder Row, Northmoor"


def somebody(part=Part.PERSON_OF_CONCERN, **facts):
    """Give somebody without a name."""
    return MentionSaid(part=part, **{name: about(words) for name, words in facts.items()})


def a_mother(name="Tansy Mossop", **facts):
    return a_mention(name, part=Part.PARENT_OR_CARER, **facts)


def links_of(office, concern):
    with office.look() as work:
        mentions = work.concerns.mentions_of(concern.id)
        return work.people.links_of_mentions([one.id for one in mentions])


def linked(office, concern):
    """Give whom a concern may be about, by record."""
    return {one.person_id: one for one in links_of(office, concern)}


def own_record(office, concern):
    [link] = [one for one in links_of(office, concern) if one.is_own]
    return link.person_id


def a_former_partner(office, **facts):
    """List a man, and let an officer judge that he was told of as the mother's partner."""
    man = a_listed_man(office, vehicles=("AB12 CDE",), **facts)
    told = a_report(
        office,
        a_mention("Corrin Thistlewood", vehicle="AB12 CDE", relation="mum's partner"),
        a_mother(place=HOME),
        a_child("Wren Mossop", age="9"),
        account="school",
    )
    judged_same(office, told, by=an_officer(office))
    return man


def test_row_t03_he_is_back_at_hers_finds_the_flagged_former_partner_by_her_address_alone():
    office = an_office()
    man = a_former_partner(office)

    told = a_report(
        office, somebody(description="he"), story="He's back at hers, 14 Alder Row.", account="x"
    )

    link = linked(office, told)[man.id]
    assert link.state is LinkState.POSSIBLE
    rows = link.candidate["evidence"]
    assert {row["kind"] for row in rows} == {"house"}
    assert {row["finding"] for row in rows} == {"gathered"}
    with office.look() as work:
        told_desks = {one.desk for one in work.dispatch.alerts_of_concern(told.id)}
    assert "southfen_police" in told_desks, "the owner of his flag hears of it"


def test_row_t03_a_report_of_the_house_that_names_nobody_of_concern_finds_him_too():
    office = an_office()
    man = a_former_partner(office)

    told = a_report(
        office,
        a_mother("Tansie Mossop"),
        story="Mum's ex is back, the nurse noted. At 14 Alder Row again.",
        account="nurse",
    )

    assert linked(office, told)[man.id].state is LinkState.POSSIBLE
    assert not any(one.is_own for one in links_of(office, told)), "nobody new is made of it"


def test_row_t03_the_house_that_the_list_holds_is_enough():
    office = an_office()
    man = a_listed_man(office, places=("14 Alder Row, Northmoor",))

    told = a_report(office, somebody(relation="mum's ex", place="41 alder row"), account="x")
    right = a_report(office, somebody(relation="mum's ex", place="14, Alder row"), account="y")

    assert man.id not in linked(office, told)
    assert linked(office, right)[man.id].band == "possible"


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        pytest.param(
            {"names": "Bram Fennimore"}, False, id="a man of quite another name is not he"
        ),
        pytest.param({"names": "Corin T."}, True, id="another spelling of his name is"),
        pytest.param({"relation": "mum's ex"}, True, id="and nobody's name speaks against it"),
    ],
)
def test_row_t03_another_name_at_the_same_house_is_another_man(other, is_found):
    office = an_office()
    man = a_former_partner(office)

    told = a_report(office, somebody(**other), a_mother("A. Other", place=HOME), account="x")

    assert (man.id in linked(office, told)) is is_found


def test_row_p02_a_siblings_report_six_months_later_joins_the_first_by_the_family():
    clock = HandClock()
    office = an_office(clock=clock)
    first = a_report(
        office,
        a_mention("Uncle Rab", relation="mum's friend"),
        a_child("Wren Mossop", age="14"),
        signs=("GC1",),
        account="sister",
    )
    clock.move(days=183)

    later = a_report(
        office,
        somebody(relation="friend of mum"),
        a_child("Wren Mosop", age="14"),
        signs=("GC1",),
        account="brother",
    )

    assert own_record(office, first) in linked(office, later)
    with office.look() as work:
        asked = work.people.crossed_of(own_record(office, first), View.OPEN, kind="question")
    assert asked[0].line == "review"
    assert asked[0].open


def test_row_p23_the_man_with_the_white_van_is_robbie_if_they_are_the_same():
    office = an_office()
    robbie = a_report(
        office,
        a_mention("Robbie", vehicle="white van", place="Elm Street, Northmoor"),
        signs=("GC1",),
        account="one",
    )
    nameless = a_report(
        office,
        somebody(names="the man with the white van", place="Elm St"),
        signs=("GC1",),
        account="two",
    )

    link = linked(office, nameless)[own_record(office, robbie)]

    assert (link.state, link.is_own) == (LinkState.POSSIBLE, False)
    assert len(linked(office, nameless)) == 1, "he hangs there, and is no record of his own"


def test_row_p23_a_plate_written_down_twice_is_met_though_the_first_hangs_at_a_white_van():
    office = an_office()
    park = {"place": "Elm Street, Northmoor"}
    van = a_report(office, somebody(vehicle="white van", **park), account="one")
    plate = a_report(office, somebody(vehicle="white van AB12 CDE", **park), account="two")

    far = a_report(office, somebody(vehicle="AB12CDE", place="Southfen"), account="three")

    assert own_record(office, van) in linked(office, plate)
    assert own_record(office, plate) in linked(office, far)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"vehicle": "white van"}, id="a white van alone"),
        pytest.param({"place": "Elm Street, Northmoor"}, id="a street alone"),
        pytest.param({"nickname": "Robbie"}, id="a first name alone"),
        pytest.param({"vehicle": "white van", "place": "Elm Street, Southfen"}, id="another town"),
        pytest.param({"relation": "mum's ex"}, id="a relation to some family"),
        pytest.param({"description": "tall, in a hoodie, with a beard"}, id="half the town"),
    ],
)
def test_the_honest_are_not_gathered_by_what_many_share(other):
    office = an_office()
    robbie = a_report(
        office,
        a_mention(
            "Robbie",
            vehicle="white van",
            place="Elm Street, Northmoor",
            description="tall, in a hoodie, with a beard",
            relation="mum's ex",
        ),
        account="one",
    )

    told = a_report(office, somebody(**other), account="two")

    rows = [row for one in links_of(office, told) for row in one.candidate.get("evidence", ())]
    assert "gathered" not in {row["finding"] for row in rows}
    assert own_record(office, robbie) != own_record(office, told)


def test_what_too_many_share_tells_of_nobody():
    office = an_office()
    many = office.policy.gathering.too_common
    for number in range(many + 1):
        a_report(
            office,
            somebody(vehicle="white van", place="Elm Street, Northmoor"),
            account=f"a{number}",
        )

    told = a_report(
        office, somebody(vehicle="white van", place="Elm Street, Northmoor"), account="x"
    )

    assert [one.is_own for one in links_of(office, told)] == [True]


def test_p06_a_pair_judged_different_is_remembered_and_the_question_is_gone():
    office = an_office()
    officer = an_officer(office)
    at_home = (a_mother(place=HOME), a_child("Wren Mossop"))
    one = a_report(office, a_mention("Robbie"), *at_home, signs=("GC1",), account="a")
    two = a_report(office, somebody(relation="uncle"), *at_home, signs=("GC1",), account="b")
    first = own_record(office, one)
    link = linked(office, two)[first]
    with office.look() as work:
        asked = work.people.crossed_of(first, View.OPEN, kind="question")
    assert [row.line for row in asked if row.open] == ["review"]

    judge_link(
        office, officer=officer, link_id=link.id, answer=Answer.DIFFERENT, reason="Another man."
    )

    with office.look() as work:
        asked = work.people.crossed_of(first, View.OPEN, kind="question")
    assert not any(row.open for row in asked)
    assert linked(office, two)[first].state is LinkState.DIFFERENT
    assert own_record(office, two) != first, "he has a record of his own now"
    undo_judgement(office, officer=officer, link_id=link.id, reason="It was him.")
    assert linked(office, two)[first].state is LinkState.POSSIBLE
    with office.look() as work:
        asked = work.people.crossed_of(first, View.OPEN, kind="question")
    assert [row.line for row in asked if row.open] == ["review"], "asked anew, for it is open again"


def test_p06_a_lead_by_a_home_alone_leads_to_nobody_further():
    office = an_office()
    man = a_former_partner(office)
    a_report(
        office,
        somebody(description="somebody", relation="friend"),
        a_mother("Olive Quill", place="3 Heron Close"),
        a_child("Pip Quill", place=HOME),
        account="b",
    )

    far = a_report(office, somebody(relation="friend"), a_mother("Olive Quill"), account="c")

    assert man.id not in linked(office, far)


def test_p13_what_rests_on_a_hidden_record_or_link_is_kept_for_its_desks():
    office = an_office()
    hidden = a_hidden_man(office, places=(HOME,))

    told = a_report(office, somebody(description="he"), story="He is at 14 Alder Row.", account="x")

    link = linked(office, told)[hidden.id]
    assert link.only_desk == "southfen_police"
    assert [one.is_own for one in links_of(office, told) if not one.only_desk] == [True]


def test_p13_a_report_of_the_house_that_names_nobody_looks_to_others_as_if_nobody_were_listed():
    plain, other = an_office(), an_office()
    a_hidden_man(other, places=(HOME,))
    told = [
        a_report(office, a_mother("Tansie Mossop", place=HOME), account="x")
        for office in (plain, other)
    ]

    seen = []
    for office, concern in zip((plain, other), told, strict=True):
        with office.look() as work:
            alerts = work.dispatch.alerts_of_concern(concern.id)
        seen.append({(one.desk, one.tag, one.because) for one in alerts if one.view == "open"})

    assert seen[0] == seen[1]


WORDS = st.text(max_size=60)


@settings(max_examples=8, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_told_is_taken(place, description, relation):
    office = an_office()
    told = MentionSaid(
        Part.PERSON_OF_CONCERN,
        place=about(place),
        description=about(description),
        relation=about(relation),
    )

    concern = a_report(office, told, story=f"Story. {place}")

    assert private(place) == concern.body.mentions[0].place.value or not place.strip()


def rechecked(office):
    """Do all that is due: the end of one piece says nothing of the next."""
    for _ in range(30):
        recheck_due(office)


def test_p03_row_t03_he_is_found_in_an_earlier_report_once_he_is_judged_to_be_hers():
    clock = HandClock()
    office = an_office(clock=clock)
    early = a_report(
        office, somebody(description="he"), story="He's back at hers, 14 Alder Row.", account="x"
    )
    man = a_former_partner(office)
    assert man.id not in linked(office, early)

    rechecked(office)

    assert linked(office, early)[man.id].state is LinkState.POSSIBLE
    with office.look() as work:
        told = work.dispatch.alerts_of_concern(early.id)
    assert "southfen_police" in {one.desk for one in told if one.kind.value == "recheck"}


def test_an_address_that_is_added_later_finds_him_too():
    clock = HandClock()
    office = an_office(clock=clock)
    man = a_former_partner(office)
    told = a_report(office, somebody(description="he"), story="He is back.", account="x")
    assert man.id not in linked(office, told)

    with office.begin() as work:
        add_words(office, work, told, Added(private("At 14 Alder Row, I mean.")))
    clock.move(minutes=1)
    rechecked(office)

    assert linked(office, told)[man.id].state is LinkState.POSSIBLE


def test_reports_from_before_are_known_again_after_they_were_keyed():
    clock = HandClock()
    office = an_office(clock=clock)
    early = a_report(office, a_mention("Robbie"), a_mother(place=HOME), signs=("GC1",), account="a")
    with office.begin() as work:
        work.clues.keep(early.id, ())
    clock.move(days=1)
    rechecked(office)

    later = a_report(office, somebody(relation="uncle"), a_mother(place=HOME), account="b")

    assert own_record(office, early) in linked(office, later)


def test_the_desk_has_one_question_that_grows_and_not_an_alarm_a_report():
    office = an_office()
    place, van = "Elm Street, Northmoor", "white van"
    first = a_report(
        office, a_mention("Robbie", vehicle=van, place=place), signs=("GC1",), account="one"
    )
    others = [
        a_report(
            office,
            somebody(description="the man with the van", vehicle=van, place=place),
            a_child(f"Wren Mossop{number}"),
            signs=("GC1",),
            account=f"o{number}",
        )
        for number in range(3)
    ]

    with office.look() as work:
        asked = [
            one
            for one in work.dispatch.alerts_of_person(own_record(office, first))
            if one.kind.value == "question"
        ]

    assert len(asked) == 1
    assert asked[0].tag == "question:discuss"
    assert asked[0].concern_id in {one.id for one in others[1:]}


def desks_asked(office, person_id):
    with office.look() as work:
        return [
            one.desk
            for one in work.dispatch.alerts_of_person(person_id)
            if one.kind.value == "question" and one.is_lead
        ]


def test_a_question_about_another_record_goes_to_the_desk_that_answers_the_first():
    office = an_office()
    seen = {"vehicle": "white van", "place": "Elm Street, Northmoor"}

    def told(teller, *who, area="northmoor"):
        child = a_child(f"Wren Mossop {teller}", place=area)
        return a_report(office, *who, child, signs=("GC1",), account=teller, area=area)

    first = told("one", a_mention("Robbie Oakapple", **seen))
    nameless = somebody(description="the man with the van", **seen)
    told("two", nameless)
    at_first = desks_asked(office, own_record(office, first))
    second = told("three", a_mention("Bram Fennimore", **seen))
    told("four", nameless, area="southfen")

    assert at_first == ["northmoor_children"]
    assert desks_asked(office, own_record(office, second)) == at_first


def question_tags(office, person_id):
    with office.look() as work:
        return [
            one.tag
            for one in work.dispatch.alerts_of_person(person_id)
            if one.kind.value == "question"
        ]


def test_row_t04_three_reports_of_violence_at_one_home_are_one_case_and_not_three():
    clock = HandClock()
    office = an_office(clock=clock)
    told = []
    for number, (role, channel) in enumerate(
        [
            (ReporterRole.COMMUNITY, "web"),
            (ReporterRole.POLICE, "rest"),
            (ReporterRole.HEALTH, "telegram"),
        ]
    ):
        told.append(
            a_report(
                office,
                somebody(relation="her partner"),
                a_mother(place=HOME),
                a_child("Wren Mossop", age="9"),
                signs=("DA2",),
                role=role,
                channel=channel,
                account=f"a{number}",
            )
        )
        clock.move(days=100)

    case = own_record(office, told[0])

    assert all(case in linked(office, one) for one in told[1:])
    assert not any(one.is_own for later in told[1:] for one in links_of(office, later))
    assert question_tags(office, case) == ["question:discuss"]


def test_row_p01_an_adults_report_of_years_ago_joins_what_is_known_and_shows_whom_he_reaches_now():
    office = an_office()
    officer = an_officer(office, login="quill", name="Q. Quill")
    now = a_report(
        office,
        a_mention("Rab", relation="friend of the family", place="3 Heron Close, Northmoor"),
        a_mother("Olive Quill", place="7 Mill Lane, Northmoor"),
        a_child("Pip Quill", age="8"),
        signs=("GC1",),
        account="school",
    )

    then = a_report(
        office,
        somebody(nickname="Rab", place="3 Heron Close, Northmoor"),
        a_mention("Sorrel Nightjar", part=Part.PERSON_HARMED, age="18"),
        story="He did it when I was fourteen, at his flat, 3 Heron Close.",
        happened_on="2022-06-01",
        role=ReporterRole.COMMUNITY,
        account="me",
    )

    case = own_record(office, now)
    assert case in linked(office, then)
    with office.look() as work:
        person = work.people.records.get(case)
        reach = side_by_side(sight_of(office, work, officer), person).reach
    assert [one.words for one in reach] == ["Pip Quill, 8"]


def test_row_p05_five_later_reports_join_one_case_without_keying_anything_again():
    office = an_office()
    first = a_report(
        office,
        a_mention("Robbie", vehicle="white van", relation="mum's friend"),
        a_child("Wren Mossop"),
        a_child("Pip Quill"),
        account="first",
    )
    later = [
        a_report(office, somebody(**told), *children, account=f"l{number}")
        for number, (told, children) in enumerate(
            [
                ({"relation": "friend of mum"}, [a_child("Wren Mossop")]),
                ({"nickname": "Rob", "vehicle": "a white transit van"}, []),
                ({"description": "he had a white van", "names": "Bobby"}, []),
                ({"relation": "uncle"}, [a_child("Pip Quil")]),
                ({"nickname": "Robbie"}, [a_child("Wren Mosop")]),
            ]
        )
    ]

    assert all(own_record(office, first) in linked(office, one) for one in later)


homes = st.sampled_from([HOME, "3 Lido Row, Northmoor", "Lido Row"])
names = st.sampled_from(["Corrin Thistlewood", "Corrin", "Wilf Oakapple", ""])


@settings(max_examples=2, deadline=None)
@given(st.lists(st.tuples(names, homes, st.booleans()), min_size=2, max_size=5))
def test_what_is_told_around_many_reports_leads_each_where_it_leads_it_alone(told):
    office = an_office()
    man, officer = a_former_partner(office), an_officer(office, login="wren")
    for number, (name, home, is_judged) in enumerate(told):
        he = somebody(names=name, place=home, vehicle="a white van", description="tall, a limp")
        concern = a_report(office, he, a_mother(place=home), account=f"n{number}")
        link = linked(office, concern).get(man.id)
        if is_judged and link is not None:
            said = {"answer": Answer.SAME, "reason": "The van."}
            judge_link(office, officer=officer, link_id=link.id, **said)

    with office.begin() as work:
        concerns = work.concerns.records.all()
        clues = {one.id: work.clues.of_concerns([one.id]) for one in concerns}
        mentions = {one.id: work.concerns.mentions_of(one.id) for one in concerns}
        around = gather.Around.of(office, work, clues.values())
        for one in concerns:
            asked = (one, mentions[one.id], clues[one.id])
            assert around.gathered(*asked) == gather.gathered(office, work, *asked)
