"""Overdue for review, an emerging person leaves other desks' look-ups, and nothing else."""

from datetime import date

from intake.actions.answer_diary import answer_diary
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.set_standing import set_standing
from intake.domain.band import Band
from intake.domain.diary import DiaryKind
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.held import View
from intake.domain.network import NodeKind
from intake.domain.private import private
from intake.duty.door import DutyDoor
from tests.build_desk import a_child, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_mention, an_office
from tests.build_office import an_officer as a_named_officer

HIM = {"name": "Wilf Oakapple", "place": "Southfen"}


def two_desks():
    """Give an office with one man told of once, and officers of the desk that owes and another."""
    clock = HandClock()
    office = an_office(clock=clock)
    report(office)
    with office.look() as work:
        (person,) = work.people.records.all()
        (review,) = work.dispatch.owed(f"person:{person.id}", DiaryKind.REVIEW)
    own = an_officer(office, login="own", name="O. Own", desk=review.desk)
    other_desk = next(
        one for one in ("northmoor_children", "northmoor_police") if one != review.desk
    )
    other = an_officer(office, login="other", name="T. Other", desk=other_desk)
    return office, clock, person, review, own, other


def report(office, **told):
    return a_report(office, a_mention("Wilf Oakapple", place="Southfen"), **told)


def found_by(office, officer):
    found = DutyDoor(office).look_up(officer=officer, words=HIM, purpose="review")
    return [one.person_id for one in found.people]


def test_p05_overdue_he_leaves_other_desks_look_ups_until_somebody_has_looked():
    office, clock, person, review, own, other = two_desks()
    assert found_by(office, other) == found_by(office, own) == [person.id]

    clock.move(days=370)

    assert found_by(office, other) == []
    assert found_by(office, own) == [person.id]
    answer = DiaryAnswer(private("Nothing new; still next door."), date(2028, 5, 1))
    answer_diary(
        office, officer=a_named_officer(desk=review.desk), diary_id=review.id, answer=answer
    )
    assert found_by(office, other) == [person.id]


def test_p05_overdue_a_new_concern_still_counts_him_in_full_and_the_review_climbs():
    late, clock, person, review, _, other = two_desks()
    prompt, prompt_clock, same, *_ = two_desks()
    clock.move(days=370)
    prompt_clock.move(days=100)
    while escalate_overdue(late):
        pass
    with late.look() as work:
        assert work.dispatch.diary.get(review.id).rung > 0

    new, as_if = (report(one, signs=("GC7",)) for one in (late, prompt))

    for office, who, concern in ((late, person, new), (prompt, same, as_if)):
        with office.look() as work:
            mentions = [one.id for one in work.concerns.mentions_of(concern.id)]
            links = work.people.links_of_mentions(mentions)
            assert [one.person_id for one in links] == [who.id]
    with late.look() as work, prompt.look() as plain:
        pairs = [
            (
                [(one.desk, one.kind, one.tag) for one in w.dispatch.alerts_of_concern(c.id)],
                [(one.desk, one.kind) for one in w.dispatch.alerts_of_person(p.id)],
                w.people.standing(p.id, View.OPEN).band,
                {v: w.people.crossed_of(p.id, v, kind="question") != () for v in View},
            )
            for w, c, p in ((work, new, person), (plain, as_if, same))
        ]
    assert pairs[0] == pairs[1]
    seen = DutyDoor(late).concern(officer=other, reference=new.reference)
    panel = seen.matches
    assert person.id in {one.person_id for one in (*panel.leads, *panel.names_only)}


def test_a_listed_man_never_leaves_a_look_up_however_late_his_review():
    clock = HandClock()
    office = an_office(clock=clock)
    man = a_listed_man(office)
    other = an_officer(office, login="other", desk="southfen_children")
    clock.move(days=4000)

    found = DutyDoor(office).look_up(
        officer=other, words={"name": "Corrin Thistlewood"}, purpose="review"
    )

    assert [one.person_id for one in found.people] == [man.id]


def test_p05_a_lowered_standing_comes_back_for_review_within_the_days_set():
    office, clock, person, review, *_ = two_desks()
    chief = a_named_officer(desk=review.desk, role="supervisor")
    for band in (Band.REVIEW, Band.WATCH):
        set_standing(office, officer=chief, person_id=person.id, to=band, reason="I know him.")

    with office.look() as work:
        (again,) = work.dispatch.owed(f"person:{person.id}", DiaryKind.REVIEW)
    assert again.due_at < review.due_at
    assert (again.due_at.date() - clock().date()).days == 90


def test_p05_the_board_of_the_area_counts_him_for_other_desks_and_names_him_to_who_owes_it():
    office, clock, person, review, *_ = two_desks()
    area = review.desk.partition("_")[0]
    desks = {f"{area}_police", f"{area}_children"}
    chiefs = [
        an_officer(office, login=desk, name=desk, desk=desk, role="supervisor")
        for desk in (review.desk, *(desks - {review.desk}))
    ]
    clock.move(days=370)

    boards = [DutyDoor(office).radar(officer=one) for one in chiefs]

    mine, theirs = (next(one for one in board.strands if one.code == "reviews") for board in boards)
    assert [one.person_id for one in mine.lines] == [person.id]
    assert (theirs.lines, theirs.others) == ((), 1)


def test_p05_overdue_he_stands_in_other_desks_networks_as_told_and_without_his_record():
    office, clock, person, _, own, other = two_desks()
    man = a_listed_man(office, birth="1981-05-02")
    a_report(
        office,
        a_mention("Corrin Thistlewood", birth="1981-05-02"),
        a_mention("Wilf Oakapple", place="Southfen"),
        a_child("Wren Mossop", age="9"),
    )

    def records(officer):
        found = DutyDoor(office).network(
            officer=officer, person_id=man.id, purpose="review", hops=2
        )
        return {one.person_id for one in found.nodes}, {one.kind for one in found.nodes}

    assert person.id in records(other)[0] & records(own)[0]
    clock.move(days=370)
    ids, kinds = records(other)
    assert person.id not in ids
    assert NodeKind.ADULT in kinds
    assert person.id in records(own)[0]
