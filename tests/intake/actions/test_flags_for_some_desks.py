"""Who hears of a hit on a flag, and who sees it: its owner, named desks, or all (P13)."""

from dataclasses import replace

import pytest

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.diary import DiaryKind
from intake.domain.errors import FlagRefusedError
from intake.domain.held import Officer
from intake.domain.person import SeenBy, check_flag, is_open_to, opened_wider
from intake.duty.sight import sight_of
from tests.build_office import TUESDAY, a_flag, a_flagged_person, a_mention, a_submission, an_office

POLICE, LADO, OTHERS = "southfen_police", "southfen_lado", "northmoor_police"
EVERYBODY = {POLICE, LADO, OTHERS}
SEEN_BY = pytest.mark.parametrize(
    ("seen_by", "named", "hear_of_it", "see_it"),
    [
        pytest.param(SeenBy.OWNER, (), {POLICE}, {POLICE}, id="its owner only"),
        pytest.param(SeenBy.NAMED, (LADO,), {POLICE, LADO}, {POLICE, LADO}, id="a named desk too"),
        pytest.param(SeenBy.ALL, (), set(), EVERYBODY, id="all: the open route tells the owner"),
    ],
)


def flagged(office, seen_by, named, **facts):
    flag = replace(a_flag(seen_by=seen_by, named_desks=named), owner_desk=POLICE)
    with office.begin() as work:
        person = a_flagged_person(work, flag=flag, only_desk=flag.only_desks, **facts)
        work.people.new_list_version("import")
    return person


def reported(office, **facts):
    with office.begin() as work:
        return report_concern(
            office, work, a_submission(a_mention(**facts), signs=("GC1",))
        ).concern


def open_alerts(office):
    with office.look() as work:
        found = [one for one in work.dispatch.alerts.all() if one.view == "open"]
        return [(one.desk, one.tag, one.because, one.urgency) for one in found]


def an_officer(desk):
    return Officer(
        login=f"a-{desk}", name="Tansy Mossop", desk=desk, role="officer", made_at=TUESDAY
    )


@SEEN_BY
def test_p13_a_hit_alerts_the_owner_and_the_desks_that_are_named(
    seen_by, named, hear_of_it, see_it
):
    office, plain = an_office(), an_office()
    person = flagged(office, seen_by, named, birth="1979-02-14")

    reported(office, birth="1979-02-14")
    reported(plain, birth="1979-02-14")

    with office.look() as work:
        alerts = work.dispatch.alerts.all()
        hits = {one.desk for one in alerts if one.kind is AlertKind.FLAG_HIT}
        owed = {one.desk for one in work.dispatch.diary.all() if one.kind is DiaryKind.TELL_OTHERS}
        sights = {desk: sight_of(office, work, an_officer(desk)) for desk in EVERYBODY}
        assert hits == hear_of_it
        assert owed == hear_of_it & {POLICE}, "the owner tells others, or says why not"
        assert {desk for desk, sight in sights.items() if sight.flags(person.id)} == see_it
        assert {desk for desk, sight in sights.items() if sight.record(person.id)} == see_it
    if seen_by is not SeenBy.ALL:
        assert open_alerts(office) == open_alerts(plain), "all others see what they saw without"


@SEEN_BY
def test_p13_a_new_flag_finds_an_earlier_concern_for_those_alone_who_may_know(
    seen_by, named, hear_of_it, see_it
):
    office = an_office()
    reported(office, birth="1979-02-14")
    before = open_alerts(office)
    flagged(office, seen_by, named, birth="1979-02-14")
    with office.begin() as work:
        ask_for_recheck(work, cause="flag")
    while recheck_due(office):
        pass

    with office.look() as work:
        found = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]
    told = {one.desk for one in found}
    assert {one.desk for one in found if one.view == "whole"} == hear_of_it
    assert POLICE in told
    if seen_by is not SeenBy.ALL:
        assert open_alerts(office) == before


def test_p13_an_owner_who_is_told_in_the_open_hears_of_a_hidden_flag_all_the_same():
    office = an_office()
    flagged(office, SeenBy.ALL, (), birth="1979-02-14", names=("Corrin Thistlewood",))
    flagged(office, SeenBy.OWNER, (), birth="1979-02-14", names=("Corrin Thistlewood",))

    reported(office, birth="1979-02-14")

    with office.look() as work:
        kinds = [one.kind for one in work.dispatch.alerts.all() if one.desk == POLICE]
    assert {AlertKind.CONCERN, AlertKind.FLAG_HIT} <= set(kinds)


def test_p13_a_flag_for_named_desks_names_one():
    with pytest.raises(FlagRefusedError) as refused:
        check_flag(a_flag(seen_by=SeenBy.NAMED))
    assert refused.value.facts["missing"] == ("named_desks",)


@pytest.mark.parametrize(
    ("before", "more", "after"),
    [
        pytest.param("", "a", "", id="what all may know stays so"),
        pytest.param("a b", "", "", id="a flag for all opens it"),
        pytest.param("a b", "b c", "a b c", id="the desks of both"),
    ],
)
def test_p13_a_further_flag_opens_a_record_wider_and_never_narrower(before, more, after):
    assert opened_wider(before, more) == after
    assert is_open_to(after, "a")
