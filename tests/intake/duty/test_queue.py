"""The queue: its order, its counts, what it costs, and that it tells each desk its own truth."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from intake.domain.alert import AlertKind, AlertState
from intake.domain.concern import exactly
from intake.domain.urgency import Urgency
from intake.duty.door import DutyDoor
from intake.duty.leads import LeadsKept
from intake.duty.queue import VIEWS, QueueFilter, folded
from intake.duty.views.queue import QueueItem
from intake.store.glances import Glances
from tests.build import NOON, an_alert
from tests.build_desk import a_child, a_hidden_man, a_listed_man, a_report, an_officer
from tests.build_office import a_mention, an_office
from tests.databases import EACH_DATABASE, a_database

ALL = QueueFilter()
DESK = "northmoor_children"


def an_open_alert(office, concern=None, **told):
    with office.begin() as work:
        due = told.pop("due", work.at + timedelta(hours=2))
        made = an_alert(
            concern_id=concern.id if concern else None,
            made_at=work.at,
            acknowledge_by=due,
            state=AlertState.SENT,
            **told,
        )
        return work.dispatch.alerts.add(made)


def statements(office, ask):
    count = [0]

    def counted(*_):
        count[0] += 1

    event.listen(office.archive.engine, "before_cursor_execute", counted)
    ask()
    event.remove(office.archive.engine, "before_cursor_execute", counted)
    return count[0]


def test_what_is_late_comes_first_by_urgency_and_the_rest_by_its_moment(
    office, door, birchall, clock
):
    late_small = an_open_alert(
        office, urgency=Urgency.THREE_DAYS, due=clock.at - timedelta(hours=9)
    )
    late_now = an_open_alert(office, urgency=Urgency.NOW, due=clock.at - timedelta(minutes=1))
    later = an_open_alert(office, urgency=Urgency.NOW, due=clock.at + timedelta(hours=5))
    soon = an_open_alert(office, urgency=Urgency.THREE_DAYS, due=clock.at + timedelta(hours=1))
    whole = door.queue(officer=birchall, wanted=ALL)
    assert [one.alert_id for one in whole.items] == [late_now.id, late_small.id, soon.id, later.id]

    first = door.queue(officer=birchall, wanted=QueueFilter(rows=1))
    assert [one.alert_id for one in first.items] == [late_now.id]
    assert (first.total, first.more, first.counts["late"]) == (4, 3, 2)


def test_a_queue_costs_as_many_questions_for_thirty_items_as_for_three(office, door, birchall):
    a_listed_man(office, birth="1979-02-14")
    for _ in range(3):
        a_report(office, a_mention(birth="1979-02-14"), a_child(age="9"))
    few = statements(office, lambda: door.queue(officer=birchall, wanted=ALL))
    for number in range(9):
        a_report(office, a_mention(birth="1979-02-14"), a_child(age="9"))
        a_report(office, a_mention(f"Wilf Oakapple{number}"))
    door.queue(officer=birchall, wanted=ALL)
    many = statements(office, lambda: door.queue(officer=birchall, wanted=ALL))
    assert many <= few


def test_a_refresh_costs_less_than_the_page(office, door, birchall):
    a_report(office)
    page = statements(office, lambda: door.queue(officer=birchall, wanted=ALL))
    assert statements(office, lambda: door.news(officer=birchall, since=0)) < page


@pytest.mark.parametrize("view", ["all", "late", "nobody", "mine", "decide", "unchecked", "thrice"])
def test_each_view_of_a_long_queue_holds_as_many_as_a_short_one_counts(
    office, door, birchall, clock, view
):
    a_listed_man(office, birth="1979-02-14")
    for _ in range(4):
        a_report(office, a_mention(birth="1979-02-14"))
        clock.move(minutes=20)
    a_report(office, a_mention("Wilf Oakapple"))
    a_report(office, is_unfinished=True, story="Now.")
    first = door.queue(officer=birchall, wanted=ALL).items[0]
    door.acknowledge(officer=birchall, alert_id=first.alert_id)
    whole = door.queue(officer=birchall, wanted=ALL)

    part = door.queue(officer=birchall, wanted=QueueFilter(view=view, rows=1))
    assert part.total == part.counts[view] == whole.counts[view]
    assert part.counts["unchecked"] == whole.counts["unchecked"] == 1
    assert len(part.items) == min(1, part.total)


def test_p13_what_is_about_the_desks_own_people_is_in_no_row_and_in_no_count(
    office, door, birchall
):
    a_report(office, a_mention("Tansy Mossop"))
    own = a_report(
        office,
        a_mention("Wilf Oakapple", work="social worker, Northmoor children's services"),
    )
    before = door.queue(officer=birchall, wanted=ALL)
    an_open_alert(office, own, due=office.now() - timedelta(hours=1))
    for rows in (1, 100):
        queue = door.queue(officer=birchall, wanted=QueueFilter(rows=rows))
        assert queue.counts["all"] == queue.total == before.total
        assert queue.counts["late"] == before.counts["late"]
        assert own.reference not in {one.reference for one in queue.items}


def test_p13_earlier_concerns_about_the_desks_own_people_are_no_dot(office, door, birchall, clock):
    a_listed_man(office, names=("Wilf Oakapple",), birth="1979-02-14")
    a_report(
        office,
        a_mention(
            "Wilf Oakapple",
            birth="1979-02-14",
            work="social worker, Northmoor children's services",
        ),
    )
    clock.move(days=2)
    a_report(office, a_mention("Wilf Oakapple", birth="1979-02-14"))
    clock.move(days=2)
    newest = a_report(office, a_mention("Wilf Oakapple", birth="1979-02-14"))
    items = door.queue(officer=birchall, wanted=ALL).items
    row = next(one for one in items if one.reference == newest.reference)
    assert len(row.earlier) == 1


@pytest.mark.parametrize("wanted", [QueueFilter(tag="flagged"), QueueFilter(view="decide")])
def test_p13_a_hidden_flag_moves_no_row_and_no_count_of_another_desk(
    office, door, birchall, gorse, wanted
):
    a_hidden_man(office, birth="1980-01-02")
    a_report(office, a_mention("Perrin Gorsehill", birth="1980-01-02"), signs=("GC1",))
    for rows in (1, 100):
        mine = door.queue(officer=birchall, wanted=replace(wanted, rows=rows))
        assert (mine.items, mine.total) == ((), 0)
    assert door.queue(officer=birchall, wanted=ALL).counts["decide"] == 0
    assert door.queue(officer=gorse, wanted=wanted).total > 0


def test_where_a_concern_leads_is_worked_out_once_and_anew_when_its_words_change(office):
    kept = a_report(office, a_mention("Tansy Mossop", place="Southfen"))
    leads = LeadsKept(office)
    with office.begin() as work:
        glances = Glances(work.session)
        assert leads.of(glances, [(kept.id, 1)])[kept.id].areas == {"southfen"}
        body = replace(kept.body, where=exactly("by the lido, Northmoor"))
        work.concerns.records.keep(replace(kept, body=body, version=2))
        assert leads.of(glances, [(kept.id, 1)])[kept.id].areas == {"southfen"}
        assert leads.of(glances, [(kept.id, 2)])[kept.id].areas == {"southfen", "northmoor"}


def test_p10_no_words_about_people_in_the_repr_of_what_lists_read(office):
    kept = a_report(office, a_mention("Corrin Thistlewood"), a_child("Wren Mossop"))
    with office.look() as work:
        glances = Glances(work.session)
        told = [glances.mentions([kept.id], ("names",)), glances.people([1])]
    assert told[0][kept.id][0].told["names"] == "Corrin Thistlewood"
    for word in ("Corrin", "Thistlewood", "Wren", "Mossop"):
        assert word not in repr(told)


@EACH_DATABASE
def test_every_part_of_the_queue_can_be_asked_for_on_each_database(kind, tmp_path, clock):
    with a_database(kind, tmp_path) as url:
        office = an_office(clock=clock, url=url)
        door, officer = DutyDoor(office), an_officer(office)
        a_listed_man(office, birth="1979-02-14")
        for _ in range(3):
            clock.move(hours=1)
            a_report(office, a_mention(birth="1979-02-14"), a_child(age="9"), signs=("GC1",))
        a_report(office, is_unfinished=True, story="Now.")
        whole = door.queue(officer=officer, wanted=ALL)
        for wanted in (
            *(QueueFilter(view=view, rows=1) for view in VIEWS),
            QueueFilter(area="northmoor", urgency="today", owner="nobody"),
        ):
            part = door.queue(officer=officer, wanted=wanted)
            assert part.counts["unchecked"] == whole.counts["unchecked"] == 1
            assert part.total == len(part.items) + part.more
        assert door.news(officer=officer, since=0) == (whole.total, whole.newest)
        office.archive.close()


def reported_thrice(office):
    """Report one man three times, by three tellers."""
    told = ("Corrin Thistlewood", "Corin Thistlewood", "Corrin Thistlewood")
    return [
        a_report(office, a_mention(name, birth="1981-05-02"), account=f"teller {number}")
        for number, name in enumerate(told)
    ]


def test_one_man_told_of_three_times_is_one_row_that_opens():
    office = an_office()
    officer = an_officer(office, desk="northmoor_police")
    reported_thrice(office)
    a_report(office, a_mention("Bram Fennimore"), account="somebody else")
    queue = DutyDoor(office).queue(officer=officer, wanted=ALL)

    rows = [item for group in queue.groups for item in group.items]
    assert [len(one.whole) for one in rows] == [len(queue.items) - 1, 1]
    assert queue.counts["all"] == len(queue.items) == sum(group.size for group in queue.groups)
    assert len({one.alert_id for one in queue.items}) == len(queue.items)


def test_namesakes_with_nothing_else_are_never_folded():
    office = an_office()
    officer = an_officer(office, desk="northmoor_police")
    for number in range(3):
        a_report(office, a_mention("Robin Oakapple"), account=f"teller {number}")
    queue = DutyDoor(office).queue(officer=officer, wanted=ALL)
    assert all(not one.more for group in queue.groups for one in group.items)


def test_a_longer_page_begins_with_the_rows_of_the_shorter():
    office = an_office()
    officer = an_officer(office, desk="northmoor_police")
    reported_thrice(office)
    a_report(office, a_mention("Bram Fennimore"), account="somebody else")

    def heads(rows):
        groups = DutyDoor(office).queue(officer=officer, wanted=QueueFilter(rows=rows)).groups
        return [item.alert_id for group in groups for item in group.items]

    whole = heads(100)
    assert all(heads(rows) == whole[: len(heads(rows))] for rows in (1, 2, 3, 4))


def a_row(number, *, record=0, urgency=Urgency.NEXT_DAY, is_sure=True, kind=AlertKind.CONCERN):
    """Return a row of a queue, about a record or nobody."""
    return QueueItem(
        number, kind, AlertState.SENT, urgency, NOON, "somebody", False, "", "seen",
        (), "", None, 0, 1, "", record=record, is_record_sure=is_sure,
    )  # fmt: skip


def test_what_is_more_urgent_is_never_folded_away():
    rows = [
        a_row(1, record=7),
        a_row(2, record=7, urgency=Urgency.NOW),
        a_row(3, record=7),
        a_row(4),
        a_row(5),
    ]
    heads = folded(rows)
    assert [[one.alert_id for one in head.whole] for head in heads] == [[1], [2, 3], [4], [5]]


def test_p07_what_else_is_folded_under_a_row_is_named_and_what_is_late_is_counted():
    rows = [
        a_row(1, record=7),
        a_row(2, record=7),
        a_row(3, record=7, kind=AlertKind.EVENT),
        a_row(4, record=7, kind=AlertKind.CROSSED),
        a_row(5, record=7, kind=AlertKind.EVENT),
    ]
    [head] = folded(rows)
    assert head.else_inside == (AlertKind.EVENT, AlertKind.CROSSED)
    assert head.late_inside(NOON) == 0
    assert head.late_inside(NOON + timedelta(minutes=1)) == len(rows) - 1


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(list(Urgency))), max_size=12))
def test_folding_keeps_every_row_once_and_hides_none_that_is_more_urgent(told):
    rows = [a_row(n, record=one, urgency=how) for n, (one, how) in enumerate(told, start=1)]
    heads = folded(rows)
    assert sorted(one.alert_id for head in heads for one in head.whole) == [
        one.alert_id for one in rows
    ]
    assert [head.alert_id for head in heads] == sorted(head.alert_id for head in heads)
    for head in heads:
        assert all(one.record == head.record and one.urgency <= head.urgency for one in head.more)


def test_p13_a_link_that_a_desk_may_not_see_folds_nothing_for_it():
    office = an_office()
    officer = an_officer(office, desk="northmoor_police")
    a_hidden_man(office, names=("Perrin Gorsehill",), birth="1981-05-02")
    for number, name in enumerate(("Perrin Gorsehill", "Perin Gorsehil")):
        a_report(office, a_mention(name, birth="1981-05-02"), account=f"teller {number}")
    without = an_office()
    other = an_officer(without, desk="northmoor_police")
    for number, name in enumerate(("Perrin Gorsehill", "Perin Gorsehil")):
        a_report(without, a_mention(name, birth="1981-05-02"), account=f"teller {number}")

    def shape(one, who):
        groups = DutyDoor(one).queue(officer=who, wanted=ALL).groups
        return [len(item.whole) for group in groups for item in group.items]

    assert shape(office, officer) == shape(without, other)
