"""Whoever owns a person who has crossed a line hears of every report that may name him."""

import pytest

from intake.actions.set_standing import set_standing
from intake.domain.band import Band
from intake.domain.held import View
from intake.domain.person import SeenBy
from tests.build_desk import a_child, a_listed_man, a_report, an_officer, judged_same
from tests.build_office import a_flag, a_mention, an_office

HIM = {"names": "Wilf Oakapple", "birth": "1979-02-14", "place": "Northmoor"}
CHILDREN, POLICE = "northmoor_children", "northmoor_police"
RULE = "Somebody whom your desk owns"


def told_of(office, concern):
    """Give the desks of a report with what each was told, the reasons of a line left out."""
    with office.look() as work:
        return {
            one.desk: " ".join(one.because)
            for one in work.dispatch.alerts_of_concern(concern.id)
            if one.kind.value == "concern"
        }


def a_man_reported(office, *, times=2, **told):
    """Let neighbours tell of a man in whom police see a line crossed; gives the officer."""
    officer = an_officer(office, desk=POLICE)
    for number in range(times):
        one = a_report(office, a_mention(**HIM), signs=("GC1",), account=f"n{number}", **told)
        if number:
            judged_same(office, one, by=officer)
    return officer


def test_row_p39_one_more_report_reaches_the_desk_that_owns_him_though_a_child_is_named_elsewhere():
    office = an_office()
    a_man_reported(office)

    more = a_report(
        office,
        a_mention(**HIM),
        a_child(age="8", place="Southfen"),
        signs=("GP2",),
        account="x",
        area="southfen",
    )

    assert told_of(office, more)[POLICE].startswith(RULE)
    assert RULE not in told_of(office, more)["southfen_children"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            {"names": "Perran Larkspur", "birth": "1951-03-02", "place": "Southfen"},
            id="somebody else",
        ),
        pytest.param({"birth": "", "place": ""}, id="a name alone"),
    ],
)
def test_the_owner_is_not_told_of(change):
    office = an_office()
    a_man_reported(office)

    other = a_report(office, a_mention(**{**HIM, **change}), a_child(), account="x")

    assert POLICE not in told_of(office, other)


def test_who_stands_at_note_has_no_owner_to_be_told_and_who_was_lowered_neither():
    office = an_office()
    officer = a_man_reported(office, times=1)
    noted = a_report(office, a_mention(**HIM), a_child(), account="x")
    judged_same(office, a_report(office, a_mention(**HIM), signs=("GC1",), account="y"), by=officer)
    with office.look() as work:
        (him,) = work.people.owned_by(POLICE)
    set_standing(office, officer=officer, person_id=him, to=Band.NOTE, reason="Looked at.")

    later = a_report(office, a_mention(**HIM), a_child(), account="z")

    assert POLICE not in told_of(office, noted)
    assert POLICE not in told_of(office, later)


def test_p13_a_line_crossed_only_by_what_is_hidden_tells_no_desk_in_the_open():
    office = an_office()
    flag = a_flag(seen_by=SeenBy.OWNER, owner_desk="southfen_police")
    man = a_listed_man(office, names=("Wilf Oakapple",), birth="1979-02-14", flag=flag)
    officer = an_officer(office, desk="southfen_police")
    with office.begin() as work:
        work.people.give(man.id, desk=POLICE, why="by hand")
    first = a_report(office, a_mention(**HIM), a_child(), account="one")
    judged_same(office, first, by=officer)
    with office.look() as work:
        stood = [work.people.standing(man.id, view) for view in (View.OPEN, View.WHOLE)]

    later = a_report(office, a_mention(**HIM), a_child("Pip Mossop"), account="two")

    assert [one.state.band if one else Band.NOTE for one in stood] == [Band.NOTE, Band.DISCUSS]
    assert POLICE not in told_of(office, later)
