"""Who is on no list and was told of once is looked at again within a year, by name."""

from datetime import date

from intake.actions.answer_diary import answer_diary
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.owe_reviews import owe_missing_reviews
from intake.actions.report_concern import report_concern
from intake.actions.set_standing import set_standing
from intake.domain.band import Band
from intake.domain.concern import Part
from intake.domain.diary import DiaryKind, DiaryState
from intake.domain.diary_answer import DiaryAnswer
from intake.domain.private import private
from intake.store.tables import DiaryRow
from tests.build_office import HandClock, a_mention, a_submission, an_office, an_officer


def somebody_told_of(clock=None, **told):
    office = an_office(clock=clock or HandClock())
    with office.begin() as work:
        report_concern(office, work, a_submission(a_mention("Wilf Oakapple"), **told))
        (person,) = work.people.records.all()
    return office, person


def reviews(office, person):
    with office.look() as work:
        return work.dispatch.owed(f"person:{person.id}", DiaryKind.REVIEW)


def test_p05_row_p20_a_man_told_of_once_is_reviewed_within_a_year_and_it_climbs_when_nobody_does():
    clock = HandClock()
    office, person = somebody_told_of(clock)
    (review,) = reviews(office, person)
    assert review.desk == "northmoor_police"
    assert review.due_at.date() == date(2027, 11, 18)

    clock.move(days=370)
    while escalate_overdue(office):
        pass

    (late,) = reviews(office, person)
    assert late.state is DiaryState.MISSED
    assert late.rung > 0


def test_p05_the_review_passes_to_who_owns_him_and_an_answer_opens_the_next():
    office, person = somebody_told_of()
    southfen = an_officer(desk="southfen_children", role="supervisor")
    set_standing(
        office, officer=southfen, person_id=person.id, to=Band.REVIEW, reason="Two families."
    )
    (review,) = reviews(office, person)
    assert review.desk == "southfen_children"

    answer_diary(
        office,
        officer=an_officer(desk=review.desk),
        diary_id=review.id,
        answer=DiaryAnswer(private("Nothing new is known."), date(2027, 5, 1)),
    )

    (following,) = reviews(office, person)
    assert following.due_at.date() == date(2027, 5, 1)


def test_p05_a_report_that_only_may_be_about_him_moves_his_review_to_nobody():
    office, person = somebody_told_of()
    (before,) = reviews(office, person)
    with office.begin() as work:
        elsewhere = a_mention("Wilf Oakapple", place="Southfen")
        child = a_mention("Wren Mossop", part=Part.CHILD, place="Southfen")
        told = report_concern(office, work, a_submission(elsewhere, child, area="southfen"))
        links = work.people.links_of_person(person.id)
    assert told.lead == "southfen_children"
    assert len(links) > 1

    (after,) = reviews(office, person)
    assert after.desk == before.desk


def test_p05_who_became_known_before_reviews_were_owed_gets_one_once():
    office, person = somebody_told_of()
    (review,) = reviews(office, person)
    with office.begin() as work:
        work.session.delete(work.session.get(DiaryRow, review.id))

    assert owe_missing_reviews(office) == 1
    assert owe_missing_reviews(office) == 0

    (again,) = reviews(office, person)
    assert again.desk == "northmoor_police"
