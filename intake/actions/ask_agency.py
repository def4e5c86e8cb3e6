"""A desk asks another agency what it holds or thinks; silence climbs, a refusal climbs at once.

Read `ask_agency`, then `answer_request`. The asker learns the answer and nothing else.
"""

from intake.actions.alerting import ask_rung
from intake.actions.freeze_dossier import Matter
from intake.actions.owe_reading import end_reading, owe_reading
from intake.actions.routing_facts import own_people_of
from intake.domain.asking import Basis, Request, check_request
from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.event import ToldAnswer
from intake.domain.held import ConcernHeld, Officer
from intake.domain.person import LinkState, is_open_to
from intake.domain.private import private
from intake.store.office import Office
from intake.store.work import Work


def desks_to_ask(office: Office, work: Work, matter: Matter, *, desk: str) -> tuple[str, ...]:
    """Return which desks may be asked about a matter, in the order of the settings.

    Left out are the asker, a desk whose own people it is about, and, where only some desks may
    know of the person, every other (promise P13).
    """
    people = work.people.records.by_id(matter.people).values()
    concerns = _concerns_of(work, matter, desk)
    own = [own_people_of(office, work, one, list(people)) for one in concerns]
    barred = frozenset().union(*(one.desks for one in own))
    agencies = frozenset().union(*(one.agencies for one in own))
    return tuple(
        name
        for name, one in office.policy.duty.desks.items()
        if name != desk
        and name not in barred
        and one.agency not in agencies
        and all(is_open_to(person.only_desk, name) for person in people)
    )


def ask_agency(
    office: Office,
    *,
    officer: Officer,
    matter: Matter,
    to_desk: str,
    shared: str,
    question: str,
    basis: str,
) -> Request:
    """Ask another desk, pass on no more than is written, and owe the answer there.

    Args:
        office: By when, and on which ladder.
        officer: Who asks.
        matter: About what; one person, or a concern with whoever it may name.
        to_desk: Who is asked.
        shared: Name and particulars that are passed on.
        question: What is asked.
        basis: A code of `Basis`: why that may be passed on.

    Returns:
        The question as kept.

    Raises:
        JudgementRefusedError: `missing` holds to_desk, shared, question or basis.

    Why:
        What other agencies held was not asked before decisions, and what was shared had no
        basis written down (both reviews; rows T7, T15 and P27).
    """
    with office.begin() as work:
        found = check_request(
            to_desk=to_desk,
            may_ask=desks_to_ask(office, work, matter, desk=officer.desk),
            shared=shared,
            question=question,
            basis=basis,
        )
        return _asked(office, work, officer, matter, to_desk, (shared, question, found))


def answer_request(
    office: Office, *, officer: Officer, request_id: int, answer: ToldAnswer, words: str
) -> Request:
    """Answer what another desk asked; a refusal stays owed, and the next rung is asked at once.

    Raises:
        ConflictError: It was answered before.
        JudgementRefusedError: The answer says nothing without words.
        NotFoundError: There is no such question.
        TransitionRefusedError: Another desk was asked.
    """
    with office.begin() as work:
        request = work.decisions.requests.get(request_id)
        kept = work.decisions.requests.keep(
            request.answered(answer, words, officer=officer.name, desk=officer.desk, at=work.at)
        )
        for entry in work.dispatch.owed(_subject(kept), DiaryKind.INFORMATION_REQUEST):
            if kept.is_answered:
                work.dispatch.silence(entry.id)
                work.dispatch.diary.keep(entry.meet(officer.name, work.at))
            else:
                ask_rung(office, work, entry)
        end_reading(work, _subject(kept), DiaryKind.REQUEST_SILENT)
        _tell_asker(office, work, kept, DiaryKind.REQUEST_ANSWERED, kept.answer)
        people = [] if kept.person_id is None else [kept.person_id]
        work.decisions.touch(people, concern_id=kept.concern_id)
        work.audit.note(
            "request.answered", actor=officer.login, request=kept.id, answer=kept.answer
        )
        return kept


def tell_asker_of_silence(office: Office, work: Work, entry: DiaryEntry) -> None:
    """Tell the desk that asked that its question was not answered in time; it stays owed.

    Args:
        office: Settings in force.
        work: The transaction in which its deadline was found to have passed.
        entry: What was missed; of anything but a question nothing is told.
    """
    if entry.kind is not DiaryKind.INFORMATION_REQUEST:
        return
    number = entry.subject.partition(":")[2]
    request = work.decisions.requests.get(int(number))
    if not request.answer:
        _tell_asker(office, work, request, DiaryKind.REQUEST_SILENT, "silent")


def _tell_asker(office: Office, work: Work, request: Request, kind: DiaryKind, what: str) -> None:
    owe_reading(
        office,
        work,
        desk=request.from_desk,
        kind=kind,
        subject=_subject(request),
        cause=f"{_subject(request)}:{what}",
        only_desk=request.only_desk,
    )


def _asked(
    office: Office,
    work: Work,
    officer: Officer,
    matter: Matter,
    to_desk: str,
    told: tuple[str, str, Basis],
) -> Request:
    shared, question, basis = told
    plan, hours = office.policy.decisions.question, office.policy.duty.desk(to_desk).hours
    people = work.people.records.by_id(matter.people).values()
    is_reserved = any(one.only_desk for one in people)
    request = work.decisions.requests.add(
        Request(
            from_desk=officer.desk,
            to_desk=to_desk,
            shared=private(shared.strip()),
            question=private(question.strip()),
            basis=basis,
            officer=officer.name,
            at=work.at,
            answer_by=hours.working_days_later(work.at, plan.within_working_days),
            person_id=matter.people[0] if matter.concern is None else None,
            concern_id=matter.concern_id,
            only_desk=f"{officer.desk} {to_desk}" if is_reserved else "",
        )
    )
    work.dispatch.owe(
        DiaryEntry(
            kind=DiaryKind.INFORMATION_REQUEST,
            subject=_subject(request),
            desk=to_desk,
            due_at=request.answer_by,
            opened_at=work.at,
            next_at=work.at,
            ladder=plan.ladder,
            cause=f"request:{request.id}",
            only_desk=to_desk if is_reserved else "",
        )
    )
    work.audit.note(
        "request.asked",
        actor=officer.login,
        request=request.id,
        desk=to_desk,
        basis=basis.value,
        shared=len(shared.split()),
    )
    return request


def _concerns_of(work: Work, matter: Matter, desk: str) -> list[ConcernHeld]:
    """Return the concerns that a matter rests on, as far as the asking desk may know."""
    if matter.concern is not None:
        return [matter.concern]
    links = [
        link.mention_id
        for person_id in matter.people
        for link in work.people.links_of_person(person_id)
        if is_open_to(link.only_desk, desk) and link.state is not LinkState.DIFFERENT
    ]
    ids = {one.concern_id for one in work.concerns.mentions_by_id(links).values()}
    return list(work.concerns.of(ids).values())


def _subject(request: Request) -> str:
    return f"request:{request.id}"
