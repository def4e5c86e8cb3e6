"""Decisions as a page shows them: the table now, what was frozen, what came since; see `Sight`.

Another desk reads that something was decided, by whom and when, and may challenge it; what lay on
the table is for the desk that decided (P13).
"""

from collections.abc import Iterable

from intake.actions.ask_again import news_for
from intake.actions.challenge_decision import levels_of
from intake.actions.freeze_dossier import (
    Matter,
    needs_second_view,
    table_for,
    views_on,
)
from intake.domain.asking import Request
from intake.domain.challenge import Challenge, ChallengeState
from intake.domain.diary import DiaryKind
from intake.domain.dossier import Decided, Dossier, DossierState, Paper, PaperKind
from intake.domain.held import ConcernHeld, View
from intake.duty.sight import Sight
from intake.duty.views.decided import (
    ChallengeLine,
    DecisionView,
    NewsView,
    PaperLine,
    RelookLine,
    RequestLine,
    TableView,
)


def table_view(sight: Sight, matter: Matter) -> TableView:
    """Return what lies on the reader's table about a matter now.

    A concern that is held where the reader may not read it is on the table by its reference
    alone, to be asked for.
    """
    office, work, desk = sight.office, sight.work, sight.reader.desk
    table = table_for(office, work, matter, desk)
    return TableView(
        papers=_lines(sight, table.papers),
        missing=_missing(sight, table.missing),
        digest=table.digest,
        needs_view=needs_second_view(office, work, matter, desk),
        views=tuple(sight.desk_title(one) for one in views_on(office, work, matter, desk)),
        signs=_telling(sight, matter.concern) if matter.concern is not None else (),
    )


def decision_view(sight: Sight, dossier: Dossier) -> DecisionView | None:
    """Return a decision as the reader may see it; None where they may not know of it."""
    if not may_know(sight, dossier):
        return None
    is_own = dossier.desk == sight.reader.desk
    known = DecisionView(
        dossier_id=dossier.id,
        decided=dossier.decided.value,
        desk=sight.desk_title(dossier.desk),
        officer=dossier.officer,
        second=dossier.second,
        at=dossier.at,
        state=dossier.state.value,
        is_own=is_own,
    )
    challenges = _challenges(sight, dossier, is_own=is_own)
    may_challenge = dossier.state is DossierState.DECIDED and sight.may("challenge_decision")
    runs = any(one.state in ("open", "answered") for one in challenges if _is_mine(sight, one))
    shown = {"challenges": challenges, "may_challenge": may_challenge and not runs}
    return _replaced(known, shown | (_own_facts(sight, dossier) if is_own else {}))


def request_line(sight: Sight, request: Request) -> RequestLine:
    """Return a question as either desk reads it."""
    return RequestLine(
        request_id=request.id,
        from_desk=sight.desk_title(request.from_desk),
        to_desk=sight.desk_title(request.to_desk),
        shared=request.shared.reveal(),
        question=request.question.reveal(),
        basis=request.basis.value,
        officer=request.officer,
        at=request.at,
        answer_by=request.answer_by,
        is_late=not request.is_answered and request.answer_by < sight.work.at,
        is_answered=request.is_answered,
        answer=request.answer,
        words=request.words.reveal(),
        answered_by=request.answered_by,
        answered_at=request.answered_at,
    )


def _replaced(known: DecisionView, facts: dict[str, object]) -> DecisionView:
    plain = {name: getattr(known, name) for name in known.__dataclass_fields__}
    return DecisionView(**(plain | facts))


def _own_facts(sight: Sight, dossier: Dossier) -> dict[str, object]:
    relooks = sight.work.decisions.relooks_of(dossier.id)
    return {
        "papers": _lines(sight, dossier.table.papers),
        "missing": _missing(sight, dossier.table.missing),
        "opened": dossier.opened,
        "asked": tuple(sight.desk_title(one) for one in dossier.asked),
        "alone_because": dossier.alone_because.reveal(),
        "grounds": dossier.grounds,
        "beside": dossier.beside,
        "answers": tuple(
            (_sign_words(sight, one.sign), one.words.reveal()) for one in dossier.answers
        ),
        "news": _news(sight, dossier) if dossier.state is DossierState.DECIDED else None,
        "relooks": tuple(
            RelookLine(one.same, one.words.reveal(), one.officer, one.at) for one in relooks
        ),
    }


def _news(sight: Sight, dossier: Dossier) -> NewsView | None:
    owed = sight.work.dispatch.owed(f"dossier:{dossier.id}", DiaryKind.LATE_FACT)
    news = news_for(sight.office, sight.work, dossier)
    if not owed and not news.is_late:
        return None
    return NewsView(
        added=_lines(sight, news.added),
        changed=tuple(
            (before[0], now[0])
            for old, new in news.changed
            if (before := _lines(sight, [old])) and (now := _lines(sight, [new]))
        ),
        gone=_lines(sight, news.gone),
        due_at=min((one.due_at for one in owed), default=None),
    )


def may_know(sight: Sight, dossier: Dossier) -> bool:
    """Whether the reader may know that this was decided; the caller has shown them its subject.

    Why: A standing lowered in a working that only some desks see is not there for others.
    """
    if dossier.desk == sight.reader.desk:
        return True
    if dossier.state is DossierState.WAITING:
        return False
    if dossier.decided is not Decided.STANDING:
        return True
    rows = sight.work.people.standings
    lowered = rows.by_id([dossier.act_id]).get(dossier.act_id)
    if lowered is None:
        return False
    in_open = rows.all(
        rows.row.person_id == lowered.person_id,
        rows.row.view == View.OPEN.value,
        rows.row.at == lowered.at,
    )
    return bool(in_open)


def _lines(sight: Sight, papers: Iterable[Paper]) -> tuple[PaperLine, ...]:
    shown = []
    for paper in papers:
        concern = sight.work.concerns.by_reference(paper.reference) if paper.reference else None
        if paper.reference and (concern is None or not sight.hears_of(concern)):
            continue
        is_elsewhere = concern is not None and "concern.story" not in sight.sees(concern)
        if is_elsewhere and paper.kind is not PaperKind.CONCERN:
            continue
        shown.append(
            PaperLine(
                kind=paper.kind.value,
                words="Held elsewhere" if is_elsewhere else paper.words.reveal(),
                reference=paper.reference,
                is_opened=_has_opened(sight, paper.reference) if concern is not None else False,
                is_elsewhere=is_elsewhere,
            )
        )
    return tuple(shown)


def _has_opened(sight: Sight, reference: str) -> bool:
    concern = sight.work.concerns.by_reference(reference)
    return concern is not None and sight.work.audit.noted_since(
        "concern.opened",
        sight.officer.login,
        concern.received_at,
        facts=f'"{reference}"',
    )


def _missing(sight: Sight, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    kinds = sight.office.policy.areas.agency_kinds
    found = []
    for one in codes:
        code, _, about = one.partition(":")
        if code in ("not_checked", "not_judged"):
            concern = sight.work.concerns.by_reference(about)
            if concern is None or "concern.story" not in sight.sees(concern):
                continue
        found.append((code, kinds.get(about, about) if code == "never_asked" else about))
    return tuple(dict.fromkeys(found))


def _telling(sight: Sight, concern: ConcernHeld) -> tuple[tuple[str, str], ...]:
    codes = dict.fromkeys(said.sign for said in concern.body.signs)
    book = sight.office.policy.sign_book
    return tuple((one, _sign_words(sight, one)) for one in codes if book.sign_of(one).cls > 1)


def _sign_words(sight: Sight, code: str) -> str:
    return sight.office.policy.sign_book.sign_of(code).professional


def _challenges(sight: Sight, dossier: Dossier, *, is_own: bool) -> tuple[ChallengeLine, ...]:
    """Return the challenges that the reader has part in: made, answered, or of their decision."""
    desk = sight.reader.desk
    return tuple(
        _challenge(sight, one)
        for one in sight.work.decisions.challenges_of(dossier.id)
        if is_own or desk in (one.by_desk, one.to_desk)
    )


def _challenge(sight: Sight, challenge: Challenge) -> ChallengeLine:
    levels = levels_of(sight.office)
    level = levels[challenge.level]
    is_open = challenge.state is ChallengeState.OPEN
    is_answered = challenge.state is ChallengeState.ANSWERED
    mine = challenge.by_desk == sight.reader.desk
    return ChallengeLine(
        challenge_id=challenge.id,
        level=level.title,
        by_desk=sight.desk_title(challenge.by_desk),
        officer=challenge.officer,
        words=challenge.words.reveal(),
        to_desk=sight.desk_title(challenge.to_desk),
        at=challenge.at,
        answer_by=challenge.answer_by,
        state=challenge.state.value,
        answer=challenge.answer.reveal(),
        answered_by=challenge.answered_by,
        answered_at=challenge.answered_at,
        may_answer=is_open
        and challenge.to_desk == sight.reader.desk
        and sight.reader.role in level.roles
        and sight.may("answer_challenge"),
        may_settle=is_answered and mine and sight.may("challenge_decision"),
        has_next=challenge.level + 1 < len(levels),
    )


def _is_mine(sight: Sight, line: ChallengeLine) -> bool:
    return line.by_desk == sight.desk_title(sight.reader.desk)
