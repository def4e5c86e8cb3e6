"""A kept comparison as a desk reads it: rows that add up, what would change it, who ties.

Read first: `explained`. What stands here is worked out from the rows alone, so that nothing of a
record that the reader may not see can come in (P13).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from intake.duty.views import Alike, CandidateView, EvidenceRow, Explanation, FoundPerson
from matching.scoring import Evidence
from matching.waterfall import Step, as_text, line_of, parted_by, waterfall_of

ASKED = (
    ("birth", "a date of birth"),
    ("age_low", "an age"),
    ("places", "a place"),
    ("postcodes", "a postcode"),
    ("phones", "a phone number"),
)
"""What to ask for where a name is too common: the fields of a description, in words."""


def explained(candidate: Mapping[str, Any], *, opens: bool) -> Explanation:
    """Return a candidate's comparison as its reader sees it.

    Args:
        candidate: The candidate as kept with a link, or as looked up; a record that was made
            from this very mention has no rows.
        opens: Whether the reader may see what is held of the record; if not there are no rows,
            no lines and nothing to ask, and of the sum only what stands.
    """
    fall = waterfall_of(
        _rows(candidate),
        band=str(candidate.get("band", "none")),
        likelihood=float(candidate.get("likelihood", 0.0)),
    )
    return Explanation(
        rows=tuple(map(_shown, fall.steps)) if opens else (),
        total=fall.total,
        stands=fall.stands,
        likely=fall.likely,
        asks=fall.asks if opens else "",
        lines=as_text(fall) if opens else (),
    )


def _rows(candidate: Mapping[str, Any]) -> list[Evidence]:
    return [
        Evidence(
            kind=str(row["kind"]),
            said=_as_read(row["kind"], row["said"]),
            held=_as_read(row["kind"], row["held"]),
            finding=str(row["finding"]),
            words=_open_words(row["kind"], str(row["words"])),
            points=float(row["points"]),
        )
        for row in candidate.get("evidence", ())
    ]


def _shown(step: Step) -> EvidenceRow:
    return EvidenceRow(
        kind=step.kind,
        said=step.said,
        held=step.held,
        words=step.words,
        points=step.points,
        sum=step.sum,
        line=line_of(step),
        bearing=step.bearing.value,
    )


def _open_words(kind: str, words: str) -> str:
    """Return the words of a row; rows kept earlier counted the list, hidden ones too (P13)."""
    return words.partition(";")[0] if kind == "prior" else words


def _as_read(kind: str, words: str) -> str:
    """Return a compared part as read; parts of names are kept folded."""
    return str(words).title() if kind == "name" else str(words)


# who ties

Compared = CandidateView | FoundPerson


def ties_of(one: Compared, others: Iterable[Compared]) -> Alike | None:
    """Return who else the same words fit as well as one record; None where nobody.

    Args:
        one: A candidate.
        others: The other candidates of the same words.

    Why:
        Of two men of one name the first on the page would be taken for the likelier. Officers
        read that nothing parts them yet, and what would.
    """
    level = [other for other in others if other.rows and one.rows and _is_level(one, other)]
    if not level:
        return None
    asks = (parted_by(_held(one), _held(other)) for other in level)
    return Alike(
        numbers=tuple(other.number for other in level),
        labels=tuple(other.label for other in level),
        parted_by=" or ".join(dict.fromkeys(ask for ask in asks if ask)),
    )


def _is_level(one: Compared, other: Compared) -> bool:
    return other.person_id != one.person_id and other.why.total == one.why.total


def _held(one: Compared) -> list[tuple[str, str]]:
    return [(row.kind, row.held) for row in one.rows]


# what to ask where not all was read


def asks_of(asked: Mapping[str, Any]) -> str:
    """Return what was not said of a description and would narrow it, in words, or another name."""
    wanted = [words for name, words in ASKED if not asked.get(name)]
    return " or ".join((", ".join(wanted), "another name")) if wanted else "another name"
