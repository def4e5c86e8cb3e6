"""Looking somebody up: with a purpose, written down, by the same matcher as every report."""

from dataclasses import replace

from intake.domain.ages import guessed_age_of
from intake.domain.held import Description
from intake.duty.explained import explained, ties_of
from intake.duty.matches import OTHER_DATE, line_of
from intake.duty.sight import Sight
from intake.duty.unreviewed import left_out
from intake.duty.views import Found, FoundPerson
from intake.store.bodies import plain_of
from intake.store.people import description_for_matching

SHOWN = 10
ASKED = 30
"""More are asked for than shown, for those whom this desk may not know of are left out."""
SPEAKING = ("strong", "possible", "name_only", "other_date")


def look_up(sight: Sight, told: Description) -> Found:
    """Return the records that a description might mean, the likeliest first.

    Whoever has the same name with another date of birth is always among them.

    A record that stands on a hidden flag is as if it did not exist. One of another area that
    the officer may not read shows only where it is held, and only for a strong or possible
    lead (P13). Whoever is on no list and overdue for review at another desk is left out (P5).
    """
    work = sight.work
    version = work.people.list_version()
    answer = sight.office.matcher.search(
        work.people.index(version),
        description_for_matching(told),
        limit=ASKED,
        today=work.at.date(),
        apart=work.people.unlisted_among,
        reserved=work.people.reserved(version),
    )
    people = []
    known = (sight.record(one.record_id) for one in answer.candidates)
    away = left_out(sight, [one for one in known if one is not None])
    heads = work.joinings.heads(one.record_id for one in answer.candidates)
    shown: set[int] = set()
    for candidate in answer.candidates:
        record_id = heads.get(candidate.record_id, candidate.record_id)
        if candidate.band.value not in SPEAKING or candidate.record_id in away:
            continue
        if record_id in shown:
            continue
        shown.add(record_id)
        found = _found(sight, record_id, plain_of(candidate))
        if found is not None:
            people.append(found)
    beyond = [one for one in people[SHOWN:] if one.band == OTHER_DATE]
    lines = sight.office.policy.match_settings.lines
    return Found(
        people=tuple(replace(one, ties=ties_of(one, people)) for one in (*people[:SHOWN], *beyond)),
        list_version=version,
        at=work.at,
        possible_at=lines.possible,
        strong_at=lines.strong,
        is_cut=answer.cut,
    )


def look_up_noted(sight: Sight, told: Description, *, purpose: str) -> Found:
    """Look up and write down that it was done and why, without the words (P9, P10)."""
    found = look_up(sight, told)
    sight.work.audit.note(
        "person.looked_up",
        actor=sight.officer.login,
        purpose=purpose,
        found=len(found.people),
        list_version=found.list_version,
    )
    return found


def _found(sight: Sight, person_id: int, candidate: dict[str, object]) -> FoundPerson | None:
    person = sight.record(person_id)
    if person is None:
        return None
    sees = sight.sees_person(person)
    opens = "person.names" in sees
    band = str(candidate["band"])
    if not opens and ("concern.reference" not in sees or band not in ("strong", "possible")):
        return None
    owner = sight.work.people.owner(person.id)
    front = sight.office.policy.duty.desk_for("front_door", person.area)
    asks = front.title if front else sight.desk_title(owner.desk) if owner else ""
    return FoundPerson(
        number=person.number if opens else "",
        person_id=person.id if opens else 0,
        band=band,
        label=person.label.reveal() if opens else "",
        line=line_of(sight, person, sees) if opens else "",
        is_flagged=opens and sight.is_flagged(person.id) and "person.flags" in sees,
        why=explained(candidate, opens="person.description" in sees),
        alike=float(str(candidate["score"])),
        opens=opens and sight.may("read_person"),
        area=sight.area_title(person.area),
        asks=asks,
    )


def description_of(sight: Sight, words: dict[str, str]) -> Description:
    """Return what an officer typed as what records are looked up by; empty stays empty."""
    ages = guessed_age_of(words["age"]) if words.get("age") else None
    return Description(
        names=_told(words.get("name", "")),
        birth=words.get("birth", "").strip(),
        age_low=ages[0] if ages else None,
        age_high=ages[1] if ages else None,
        age_as_of=sight.work.at.date() if ages else None,
        places=_told(words.get("place", "")),
        postcodes=_told(words.get("postcode", "")),
        phones=_told(words.get("phone", "")),
        vehicles=_told(words.get("vehicle", "")),
    )


def _told(words: str) -> tuple[str, ...]:
    return (words.strip(),) if words.strip() else ()
