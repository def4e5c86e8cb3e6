"""What a desk sees is as if the records hidden from it were on no list (P13)."""

from dataclasses import replace

import pytest

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.settle_import import ask_for_settling
from intake.domain.held import CheckState
from intake.domain.person import SeenBy
from intake.duty.concern_page import concern_view
from intake.duty.lookup import look_up
from intake.duty.sight import sight_of
from tests.build_desk import a_listed_man, a_report
from tests.build_office import a_description, a_flag, a_mention, an_office, an_officer
from tests.databases import EACH_DATABASE, a_database

OWNER, OTHER = "northmoor_police", "northmoor_children"
NAME = "Corrin Thistlewood"
STORY = "I saw Perrin Gorsehill with her by the lido, and then Tansy Mossop came."


def a_hidden_man(office, *, names=("Perrin Gorsehill",), **facts):
    flag = a_flag(seen_by=SeenBy.OWNER, owner_desk=OWNER)
    return a_listed_man(office, names=names, flag=flag, only_desk=OWNER, **facts)


def seen_at(office, desk, concern):
    """Give what an officer of a desk sees of a concern, without what a clock measured."""
    with office.look() as work:
        sight = sight_of(office, work, an_officer(login=f"a.{desk}", desk=desk))
        held, seen = sight.concern_of_id(concern.id)
        view = concern_view(sight, held, seen)
    return replace(view, check=replace(view.check, took_ms=0))


def found_at(office, desk, **told):
    with office.look() as work:
        sight = sight_of(office, work, an_officer(login=f"a.{desk}", desk=desk))
        return look_up(sight, a_description((NAME,), **told))


def rechecked(office):
    with office.begin() as work:
        ask_for_recheck(work, cause="flag")
    while recheck_due(office):
        pass


def a_list_with_two_of_one_name(office):
    a_listed_man(office, names=(NAME,), birth="1979-02-14")
    a_listed_man(office, names=(NAME,))


def labels(panel):
    return [one.label for one in (*panel.leads, *panel.other_dates, *panel.names_only)]


@EACH_DATABASE
def test_p13_many_hidden_records_of_a_name_hide_nobody_and_change_no_word(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office, plain = an_office(url=url), an_office()
        for one in (office, plain):
            a_list_with_two_of_one_name(one)
        for _ in range(66):
            a_hidden_man(office, names=(NAME,), birth="1979-02-14")
        told = {"birth": "1979-02-14"}
        concern, same = (a_report(one, a_mention(NAME, **told)) for one in (office, plain))

        seen, as_if = seen_at(office, OTHER, concern), seen_at(plain, OTHER, same)
        looked, looked_as_if = (found_at(one, OTHER, **told) for one in (office, plain))
        of_owner = found_at(office, OWNER, **told)
        office.archive.close()

    assert labels(seen.matches) == [NAME, NAME]
    assert seen.matches.leads[0].why == as_if.matches.leads[0].why
    assert seen.matches.cut == as_if.matches.cut
    assert [(one.label, one.band, one.why) for one in looked.people] == [
        (one.label, one.band, one.why) for one in looked_as_if.people
    ]
    assert looked.is_cut == looked_as_if.is_cut
    assert len(of_owner.people) > len(looked.people)


def test_p13_a_name_in_a_story_is_marked_for_those_alone_who_may_know_of_whom_it_names():
    office, plain = an_office(), an_office()
    for one in (office, plain):
        a_listed_man(one, names=("Tansy Mossop",))
    a_hidden_man(office)
    concern, same = (
        a_report(one, a_mention("Wilf Oakapple"), story=STORY) for one in (office, plain)
    )

    seen, as_if = seen_at(office, OTHER, concern), seen_at(plain, OTHER, same)
    of_owner = seen_at(office, OWNER, concern)

    assert seen.story == as_if.story
    assert seen.check.is_list_empty == as_if.check.is_list_empty
    assert [one.label for one in seen.mentions] == [one.label for one in as_if.mentions]
    assert "Perrin Gorsehill" in [one.label for one in of_owner.mentions]
    assert "Perrin Gorsehill" in labels(of_owner.matches)


def test_p13_an_empty_list_is_told_as_empty_though_somebody_hidden_was_found():
    office = an_office()
    a_hidden_man(office)
    with office.look() as work:
        listed = work.people.index().size()
    concern = a_report(office, a_mention("Perrin Gorsehill"), story=STORY)

    assert listed == 0
    assert seen_at(office, OTHER, concern).check.is_list_empty
    assert "Perrin Gorsehill" in labels(seen_at(office, OWNER, concern).matches)


def test_p13_a_later_hidden_flag_leaves_no_newer_check_for_others_to_see():
    office, plain = an_office(), an_office()
    concern, same = (
        a_report(one, a_mention("Perrin Gorsehill"), story=STORY) for one in (office, plain)
    )
    a_hidden_man(office, birth="1979-02-14")
    rechecked(office)

    assert seen_at(office, OTHER, concern).check == seen_at(plain, OTHER, same).check
    assert seen_at(office, OTHER, concern).story == seen_at(plain, OTHER, same).story
    owner = seen_at(office, OWNER, concern)
    assert "Perrin Gorsehill" in labels(owner.matches)
    with office.look() as work:
        made = work.concerns.checks_of(concern.id)
    assert {one.only_desk for one in made} == {"", OWNER}
    assert all(one.state is not CheckState.NOT_CHECKED for one in made)


def test_p13_a_record_opened_to_all_is_found_by_all():
    office = an_office()
    hidden = a_hidden_man(office, names=(NAME,))
    before = found_at(office, OTHER)
    with office.begin() as work:
        flag = replace(a_flag(owner_desk=OWNER), person_id=hidden.id)
        work.flags.add(flag, visible_from=work.people.list_version() + 1)
        version = work.people.new_list_version("import")
        ask_for_settling(work, version)
    while recheck_due(office):
        pass

    assert not before.people
    assert [one.person_id for one in found_at(office, OTHER).people] == [hidden.id]
    with office.look() as work:
        assert (work.people.index().size(), work.people.reserved()) == (1, None)


@pytest.mark.parametrize("seen_by", [SeenBy.OWNER, SeenBy.NAMED])
def test_p13_a_hidden_flag_lists_nobody_for_others_who_was_made_of_earlier_reports(seen_by):
    office = an_office()
    a_report(office, a_mention(NAME))
    with office.begin() as work:
        (person,) = work.people.records.all()
        flag = a_flag(seen_by=seen_by, named_desks=(OTHER,), owner_desk=OWNER)
        unlisted = work.people.unlisted_among([person.id])
        work.flags.add(replace(flag, person_id=person.id))

        assert work.people.unlisted_among([person.id]) == unlisted == {person.id}
        work.flags.add(replace(a_flag(), person_id=person.id))
        assert not work.people.unlisted_among([person.id])
