"""What a column of an import means: names guessed, words read, faults told; no database.

Read `mapping_of` and `read_row` first.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from intake.domain.ages import age_range_of, guessed_age_of
from intake.domain.errors import PolicyError
from intake.domain.held import Description
from intake.domain.person import Flag, FlagTerm, RiskLevel, SeenBy, TermKind
from intake.domain.private import private
from intake.policy.faults import did_you_mean
from intake.policy.loader import PolicySet
from matching.names import readings
from matching.prepared import outward_of
from matching.query import PartialDate

REQUIRED = ("kind", "agency", "area", "owner", "review_on", "source", "lawful_basis")
ADULT = 18
CHILD = "a child: children's route"
MAYBE_CHILD = "may be under 18: give the whole date of birth"

GUESSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("id", "record_id", "person_id", "number", "record"),
        "name": ("name", "full_name", "names", "person"),
        "given": ("given", "given_name", "first_name", "forename", "forenames"),
        "family": ("family", "family_name", "last_name", "surname"),
        "aliases": ("aliases", "alias", "also_known_as", "aka", "former_names"),
        "birth": ("birth", "dob", "date_of_birth", "born", "birth_date"),
        "age": ("age",),
        "place": ("place", "town", "city", "address", "lives"),
        "postcode": ("postcode", "post_code", "zip"),
        "phone": ("phone", "telephone", "mobile", "phones"),
        "vehicle": ("vehicle", "car", "plate", "registration", "vehicles"),
        "handle": ("handle", "handles", "username", "account"),
        "work": ("work", "job", "occupation", "employer"),
        "kind": ("kind", "flag", "flag_kind", "status_kind"),
        "agency": ("agency", "managing_agency"),
        "area": ("area", "force_area", "region"),
        "owner": ("owner", "owner_desk", "desk", "owning_desk"),
        "review_on": ("review_on", "review_date", "review", "next_review", "review_due"),
        "source": ("source",),
        "lawful_basis": ("lawful_basis", "basis", "legal_basis"),
        "category": ("category",),
        "level": ("level", "mappa_level"),
        "risk": ("risk", "risk_level"),
        "seen_by": ("seen_by", "visibility"),
        "named_desks": ("named_desks", "seen_by_desks"),
        "term": ("term", "term_kind", "hold"),
        "term_ends_on": ("term_ends_on", "ends_on", "expires", "end_date", "expiry"),
        "forbids_children": ("forbids_children", "no_contact"),
        "assessed_high": ("assessed_high",),
        "recalled": ("recalled",),
        "convicted": ("convicted", "convicted_relevant"),
    }
)
"""What a field may be called in somebody's table; the first is our own word."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that may be kept: what it is found by, and its flag (without person)."""

    key: str
    body: Description = field(repr=False)
    flag: Flag = field(repr=False)


class RowRefused(Exception):  # noqa: N818 - it reads as what happened
    """A row may not be kept; `reasons` say why, without repeating what was written."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(len(reasons))

    @property
    def is_child(self) -> bool:
        """Whether it goes the children's route instead."""
        return CHILD in self.reasons


def mapping_of(columns: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """Guess which column holds which field.

    Args:
        columns: Titles of the table.
        told: Field to title, as the user said; outranks every guess.

    Returns:
        Field to title; fields without a column are left out.

    Raises:
        PolicyError: The user names a field or a title that there is not.
    """
    titles = list(columns)
    faults = [
        f"--map {name}=…: there is no field '{name}'; {did_you_mean(name, GUESSES)}"
        for name in told
        if name not in GUESSES
    ]
    faults += [
        f"--map {name}={title}: the table has no such column; {did_you_mean(title, titles)}"
        for name, title in told.items()
        if title not in titles
    ]
    if faults:
        raise PolicyError(tuple(faults))
    plain = {_plain(title): title for title in reversed(titles) if title not in told.values()}
    found = dict(told)
    for name, words in GUESSES.items():
        near = next((plain[word] for word in words if word in plain), None)
        if near is not None and name not in found:
            found[name] = near
    return found


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def check_mapping(mapping: Mapping[str, str], given: Mapping[str, str]) -> None:
    """Refuse a table in which a flag would lack what it may not lack.

    Raises:
        PolicyError: A sentence for each missing field, saying how to give it.

    Why:
        A flagged man moved, and for years no agency owned him (Peterborough review).
    """
    faults = [
        f"no column holds '{name}'; add one, or say --map {name}=COLUMN or --set {name}=…"
        for name in REQUIRED
        if name not in mapping and not given.get(name)
    ]
    if not {"name", "given", "family"} & set(mapping):
        faults.append("no column holds names; add 'name', or say --map name=COLUMN")
    unknown = sorted(set(given) - set(GUESSES))
    faults += [f"--set {one}=…: no such field; {did_you_mean(one, GUESSES)}" for one in unknown]
    if faults:
        raise PolicyError(tuple(faults))


def read_row(
    cells: Mapping[str, str],
    mapping: Mapping[str, str],
    given: Mapping[str, str],
    policy: PolicySet,
    *,
    today: date,
) -> Row:
    """Read one row of a table.

    Args:
        cells: Its cells by column title.
        mapping: Field to title.
        given: Values for fields that a row leaves empty.
        policy: Desks, agencies, areas and kinds that there are.
        today: The day of the import.

    Raises:
        RowRefused: With every reason; a child is refused for that alone.
    """
    said = {name: cells.get(title, "").strip() for name, title in mapping.items()}
    said |= {name: value for name, value in given.items() if not said.get(name)}
    _check_grown(said, today)
    faults = [f"'{name}' is empty" for name in REQUIRED if not said.get(name)]
    faults += _unknown_words(said, policy)
    names = _names(said)
    if not names:
        faults.append("no name")
    elif not any(map(readings, names)):
        faults.append("the name names nobody, or has no letters that can be read")
    seen_by, named, seen_faults = _seen_by(said, policy)
    flag, flag_faults = _flag(said, today)
    faults += seen_faults + flag_faults
    if said.get("birth") and PartialDate.parse(said["birth"]) is None:
        faults.append("the date of birth cannot be read; write it as 1979-02-14")
    if faults or flag is None:
        raise RowRefused(*faults)
    body = _body(said, names, today)
    return Row(key_of(said, body), body, replace(flag, seen_by=seen_by, named_desks=named))


def _check_grown(said: Mapping[str, str], today: date) -> None:
    """Keep children off the list.

    Why:
        A child is never a flagged person: what a child did is a child's need for help.
    """
    born = PartialDate.parse(said.get("birth", ""))
    if born is not None and born.year is not None:
        oldest = _years(date(born.year, born.month or 1, born.day or 1), today)
        youngest = today.year - born.year - 1 if born.month is None or born.day is None else oldest
        if oldest < ADULT:
            raise RowRefused(CHILD)
        if youngest < ADULT:
            raise RowRefused(MAYBE_CHILD)
        return
    ages = age_range_of(said["age"]) if said.get("age") else None
    if ages and ages[1] < ADULT:
        raise RowRefused(CHILD)
    if ages and ages[0] < ADULT:
        raise RowRefused(MAYBE_CHILD)


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _unknown_words(said: Mapping[str, str], policy: PolicySet) -> list[str]:
    known: dict[str, Mapping[str, object]] = {
        "kind": policy.areas.flag_kinds,
        "agency": policy.areas.agencies,
        "area": policy.areas.areas,
        "owner": policy.duty.desks,
    }
    return [
        f"there is no {name} of that name; {_advice(said[name], codes)}"
        for name, codes in known.items()
        if said.get(name) and said[name] not in codes
    ]


def _advice(word: str, codes: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.lower().replace(" ", "_"), list(codes), n=1)
    return f"write '{near[0]}' instead" if near else "see areas.yaml and duty.yaml"


def _names(said: Mapping[str, str]) -> tuple[str, ...]:
    parts = " ".join(part for part in (said.get("given", ""), said.get("family", "")) if part)
    main = said.get("name") or parts
    return tuple(dict.fromkeys(name for name in (main, *_many(said, "aliases")) if name))


def _many(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in said.get(name, "").split(";") if one.strip())


def _body(said: Mapping[str, str], names: tuple[str, ...], today: date) -> Description:
    ages = guessed_age_of(said["age"]) if said.get("age") and not said.get("birth") else None
    places = _many(said, "place")
    codes = tuple(one for one in places if outward_of(one))
    return Description(
        names=names,
        birth=said.get("birth", ""),
        age_low=ages[0] if ages else None,
        age_high=ages[1] if ages else None,
        age_as_of=today if ages else None,
        places=tuple(one for one in places if one not in codes),
        postcodes=(*_many(said, "postcode"), *codes),
        phones=_many(said, "phone"),
        vehicles=_many(said, "vehicle"),
        handles=_many(said, "handle"),
        work=_many(said, "work"),
    )


def key_of(said: Mapping[str, str], body: Description) -> str:
    """Return what a row is known by in a later import: its id at its source, else who it is."""
    if said.get("id"):
        return f"{said.get('source', '')[:60]}:{said['id'][:120]}"
    words = "\x1f".join((*sorted(name.lower() for name in body.names[:1]), body.birth))
    return f"{said.get('source', '')[:60]}:h{sha256(words.encode()).hexdigest()[:32]}"


def _flag(said: Mapping[str, str], today: date) -> tuple[Flag | None, list[str]]:
    review, fault = _day(said.get("review_on", ""), "review_on")
    faults = [fault] if fault else []
    if review is not None and review < today:
        faults.append("the review date has passed; give the next one")
    terms, term_faults = _terms(said)
    faults += term_faults
    risk = said.get("risk", "").lower().replace(" ", "_")
    if risk and risk not in {level.value for level in RiskLevel}:
        faults.append("risk: write high, medium, low or information_only")
    if faults:
        return None, faults
    flag = Flag(
        kind=said.get("kind", ""),
        agency=said.get("agency", ""),
        area=said.get("area", ""),
        owner_desk=said.get("owner", ""),
        review_on=review,
        source=said.get("source", ""),
        lawful_basis=said.get("lawful_basis", ""),
        category=said.get("category", ""),
        level=said.get("level", ""),
        risk=RiskLevel(risk) if risk else None,
        terms=terms,
        assessed_high=_yes(said, "assessed_high"),
        recalled=_yes(said, "recalled"),
        convicted_relevant=_yes(said, "convicted"),
    )
    return flag, []


def _seen_by(
    said: Mapping[str, str], policy: PolicySet
) -> tuple[SeenBy, tuple[str, ...], list[str]]:
    """Read who may see the flag: all, its owner, or its owner and the desks that are named."""
    named = tuple(dict.fromkeys(re.findall(r"[^;,\s]+", said.get("named_desks", ""))))
    word = said.get("seen_by", "").lower() or ("named" if named else "all")
    faults = [
        f"named_desks: number {place} is no desk; {_advice(desk, policy.duty.desks)}"
        for place, desk in enumerate(named, 1)
        if desk not in policy.duty.desks
    ]
    if word not in {one.value for one in SeenBy}:
        return SeenBy.OWNER, (), [*faults, "seen_by: write all, owner or named"]
    if (word == SeenBy.NAMED.value) != bool(named):
        faults.append("write 'named' in seen_by together with the desks in named_desks")
    return SeenBy(word), named, faults


def _terms(said: Mapping[str, str]) -> tuple[tuple[FlagTerm, ...], list[str]]:
    kind = said.get("term", "").lower()
    if not kind:
        return (), []
    if kind not in {one.value for one in TermKind}:
        return (), ["term: write order, licence or bail"]
    ends, fault = _day(said.get("term_ends_on", ""), "term_ends_on")
    if ends is None:
        return (), [fault or "a term needs the day on which it ends, in term_ends_on"]
    forbids = _yes(said, "forbids_children")
    return (FlagTerm(TermKind(kind), ends, forbids_children=forbids, words=private("")),), []


def _day(words: str, name: str) -> tuple[date | None, str]:
    if not words:
        return None, ""
    found = PartialDate.parse(words)
    if found is None or found.year is None or found.month is None or found.day is None:
        return None, f"{name}: the day cannot be read; write it as 2027-03-31"
    return date(found.year, found.month, found.day), ""


def _yes(said: Mapping[str, str], name: str) -> bool:
    return said.get(name, "").lower() in {"yes", "y", "true", "1", "x"}
