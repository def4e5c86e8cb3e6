"""Decisions that wait for somebody, as the board of an area names them; read `asked_again`.

What rests on a decision that the reader may not open is counted, and not named (P13).
"""

from collections.abc import Iterable, Iterator

from intake.domain.diary import DiaryEntry, DiaryKind
from intake.domain.dossier import Dossier
from intake.domain.errors import NotFoundError
from intake.duty.decided import may_know
from intake.duty.sight import Sight
from intake.duty.unreviewed import may_name
from intake.duty.views.radar import Loose

WORDS = {
    DiaryKind.LATE_FACT: "Something came late: would it be decided the same?",
    DiaryKind.CHALLENGE: "Challenged, and not answered",
    DiaryKind.DISAGREEMENT: "The reporter was not taken seriously, and is not answered",
}


def asked_again(sight: Sight, owed: Iterable[DiaryEntry]) -> Iterator[Loose]:
    """Yield the decisions that desks are asked about again and have not answered.

    Args:
        sight: The reader's eyes.
        owed: What the desks of the area owe, as far as the reader may know.

    Why:
        What came after a decision was filed with it, and nobody saw that nobody looked (rows
        P26 and P39): one line in a desk's own diary is not seen by who answers for the area.
    """
    for entry in owed:
        if entry.kind not in WORDS:
            continue
        dossier = _dossier_of(sight, entry)
        if dossier is None or may_know(sight, dossier):
            yield _loose(sight, entry, WORDS[entry.kind])


def undecided(sight: Sight, owed: Iterable[DiaryEntry]) -> Iterator[Loose]:
    """Yield the alerts that somebody accepted and nobody decided in time."""
    for entry in owed:
        if entry.kind is DiaryKind.DECIDE and entry.due_at < sight.work.at:
            yield _loose(sight, entry, "No decision in time")


def _loose(sight: Sight, entry: DiaryEntry, words: str) -> Loose:
    day = sight.office.policy.diary.office.local_day(entry.opened_at)
    number, where = _about(sight, entry)
    return Loose(0, number, sight.desk_title(entry.desk), words, day, where=where)


def _about(sight: Sight, entry: DiaryEntry) -> tuple[str, str]:
    """Return what a line is called and where it opens; both empty where it is not for the reader.

    A decision opens at its own page, an alert at that of its concern or person.
    """
    dossier = _dossier_of(sight, entry)
    if dossier is not None:
        name, _ = _named(sight, dossier.concern_id, dossier.person_id)
        return (name, f"decisions/{dossier.id}") if name else ("", "")
    kind, _, key = entry.subject.partition(":")
    if kind == "concern":
        return _named(sight, int(key), None)
    alert = sight.work.dispatch.alerts.get(int(key))
    return _named(sight, alert.concern_id, alert.person_id)


def _dossier_of(sight: Sight, entry: DiaryEntry) -> Dossier | None:
    """Return the decision that an entry is about; None where it is about none."""
    decisions = sight.work.decisions
    kind, _, key = entry.subject.partition(":")
    if kind == "challenge":
        return decisions.dossiers.get(decisions.challenges.get(int(key)).dossier_id)
    return decisions.dossiers.get(int(key)) if kind == "dossier" else None


def _named(sight: Sight, concern_id: int | None, person_id: int | None) -> tuple[str, str]:
    if concern_id is not None:
        try:
            concern, seen = sight.concern_of_id(concern_id)
        except NotFoundError:
            return "", ""
        can_open = "concern.story" in seen
        return (concern.reference, f"concerns/{concern.reference}") if can_open else ("", "")
    whom = sight.work.joinings.head_of(person_id or 0)
    if not may_name(sight, whom):
        return "", ""
    return f"P-{whom:04d}", f"persons/{whom}?because=diary"
