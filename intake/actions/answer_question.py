"""A judgement that answers a question settles its alert: one act, and the question is gone."""

from collections.abc import Iterable

from intake.actions.answer_alert import settle_alert
from intake.domain.alert import Alert, AlertKind, AlertState
from intake.domain.held import Officer
from intake.store.office import Office
from intake.store.work import Work


def settle_questions(
    office: Office, work: Work, *, officer: Officer, person_ids: Iterable[int], because: str
) -> list[Alert]:
    """Decide the questions about some people that nothing asks any more.

    Args:
        office: Settings in force.
        work: The transaction of the judgement, people weighed anew.
        officer: Who judged; questions of their own desk are settled by their name.
        person_ids: Whom the judgement touched.
        because: The answer and its reason, in words.

    Returns:
        The alerts that were decided by it. One that a colleague has accepted is theirs to
        decide, and one of another desk is that desk's.

    Why:
        An officer who has answered should not have to answer a second time that he did.
    """
    settled: list[Alert] = []
    for person_id in person_ids:
        asked = work.people.crossed.all(work.people.crossed.row.person_id == person_id)
        still = {row.view.value for row in asked if row.kind == "question" and row.open}
        alerts = work.dispatch.alerts_of_person(person_id)
        answered = [one for one in alerts if _is_settled(one, officer) and one.view not in still]
        settled += [
            settle_alert(office, work, officer=officer, alert_id=one.id, decision=because)
            for one in answered
        ]
    return settled


def _is_settled(alert: Alert, officer: Officer) -> bool:
    return (
        alert.kind is AlertKind.QUESTION
        and alert.desk == officer.desk
        and alert.state is not AlertState.DECIDED
        and alert.accepted_by in ("", officer.name)
    )
