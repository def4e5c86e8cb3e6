"""A desk that the settings name no longer takes no report with it (P1, P2, P13)."""

import pytest

from intake.domain.desk import NOT_IN_SETTINGS
from intake.domain.person import SeenBy
from intake.running.adopting import desks_gone
from tests.build_desk import a_child, a_listed_man, a_report
from tests.build_office import a_flag, a_mention, an_office

GONE = "northmoor_old_police"
BORN = "1970-02-03"


def a_man_of_a_desk_gone(office, **flag):
    of_gone = a_flag(area="northmoor", agency="northmoor_police", owner_desk=GONE, **flag)
    return a_listed_man(
        office, birth=BORN, flag=of_gone, only_desk=GONE if of_gone.only_desks else ""
    )


def a_report_of_him(office, **told):
    return a_report(office, a_mention(birth=BORN), a_child(), signs=("GC7",), **told)


def all_alerts(office):
    with office.look() as work:
        return work.dispatch.alerts.all()


def test_p01_a_report_on_a_flag_of_a_desk_gone_is_kept_and_the_catch_all_is_told_why():
    office = an_office()
    a_man_of_a_desk_gone(office)

    a_report_of_him(office)

    at_catch_all = [one for one in all_alerts(office) if one.desk == office.policy.duty.catch_all]
    assert any(NOT_IN_SETTINGS in words for one in at_catch_all for words in one.because)
    assert GONE not in {one.desk for one in all_alerts(office)}


@pytest.mark.parametrize("signs", [(), ("GC7",)])
def test_p13_of_a_hidden_flag_of_a_desk_gone_no_other_desk_hears(signs):
    office, plain = an_office(), an_office()
    a_man_of_a_desk_gone(office, seen_by=SeenBy.OWNER)

    for one in (office, plain):
        a_report(one, a_mention(birth=BORN), a_child(), signs=signs)

    told = [one for one in all_alerts(office) if one.desk != GONE]
    assert [(one.desk, one.kind, one.because, one.tag) for one in told] == [
        (one.desk, one.kind, one.because, one.tag) for one in all_alerts(plain)
    ]
    assert GONE in {one.desk for one in all_alerts(office)}, "it waits under its name"


def test_p01_a_report_on_somebody_whom_a_desk_gone_owns_is_kept():
    office = an_office()
    a_report(office, a_mention(birth=BORN), a_child(), signs=("GC1",))
    with office.begin() as work:
        (person,) = work.people.records.all()
        work.people.give(person.id, desk=GONE, why="chosen")

    a_report(office, a_mention(birth=BORN), a_child("Elowen Oakapple"), signs=("GC7",))

    assert GONE not in {one.desk for one in all_alerts(office)}
    with office.look() as work:
        assert len(work.concerns.records.all()) == 2


def test_p08_desks_gone_that_hold_something_are_told_of_in_a_sentence():
    office = an_office()
    assert desks_gone(office) == ()

    a_man_of_a_desk_gone(office)

    (said,) = desks_gone(office)
    assert GONE in said
    assert "flags, persons" in said
