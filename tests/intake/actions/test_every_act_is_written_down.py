"""What an officer does to an alert or a match leaves a line with their name (P9)."""

from intake.actions.answer_alert import accept_alert, acknowledge_alert, decide_alert
from intake.actions.judge_link import judge_link
from intake.domain.person import Answer, LinkState
from tests.build_desk import a_listed_man, a_report, an_officer
from tests.build_office import a_mention, an_office


def test_p09_an_answer_to_an_alert_and_a_judgement_leave_a_line_each_with_the_officers_name():
    office = an_office()
    a_listed_man(office, birth="1979-02-14")
    kept = a_report(office, a_mention(birth="1979-02-14", place="Northmoor"))
    officer = an_officer(office)
    with office.look() as work:
        alerts = work.dispatch.alerts_of_concern(kept.id)
        (alert,) = [one for one in alerts if one.desk == officer.desk]
        known = {link.id: link for link in work.people.links.all()}
        link = next(one for one in known.values() if one.state is LinkState.POSSIBLE)

    acknowledge_alert(office, officer=officer, alert_id=alert.id)
    accept_alert(office, officer=officer, alert_id=alert.id)
    decide_alert(office, officer=officer, alert_id=alert.id, decision="A visit on Monday.")
    judge_link(
        office, officer=officer, link_id=link.id, answer=Answer.SAME, reason="Name and birth agree."
    )

    with office.look() as work:
        lines = list(work.audit.lines())
    deeds = [one.event for one in lines if one.actor == officer.login]
    wanted = ("alert.acknowledged", "alert.accepted", "alert.decided", "link.judged")
    assert [deeds.count(one) for one in wanted] == [1, 1, 1, 1]
