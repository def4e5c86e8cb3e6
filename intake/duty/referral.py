"""A concern as a referral: plain text to paste into another agency's form, or to print."""

from datetime import datetime
from zoneinfo import ZoneInfo

from intake.duty.views import AddedLine, ConcernView, FactLine

UK = ZoneInfo("Europe/London")
SURE = {
    "exact": "",
    "about": " (about)",
    "unknown": "not known",
    "refused": "would not say",
    "hidden": "",
}


def referral_text(concern: ConcernView, *, desk: str, officer: str, at: datetime) -> str:
    """Return a concern as text: what was told, what was checked, what is not known.

    Nothing about anybody's record goes in: the receiving agency asks its own list. Only what
    the reader sees is there, and the reporter's identity is not.
    """
    parts = [
        f"REFERRAL OF CONCERN {concern.reference}",
        f"From: {desk}, {officer}, {_moment(at)}",
        f"Received: {_moment(concern.received_at)}, by {concern.channel}",
        f"Told by: {concern.role or 'not shown'}. In danger now: {concern.danger}.",
        f"How known: {concern.known_by.replace('_', ' ')}",
        *_graded(concern),
        "",
        "IN THE REPORTER'S WORDS",
        *("".join(piece.text for piece in paragraph) for paragraph in concern.story),
        *(_added(one) for one in concern.additions),
    ]
    for aside in concern.asides:
        parts += ["", aside.label, "".join(piece.text for piece in aside.words)]
    for mention in concern.mentions:
        if mention.from_story:
            continue
        parts += ["", f"{mention.part.upper()}", *(_fact(one) for one in mention.facts)]
    if concern.facts:
        parts += ["", "WHERE AND WHEN", *(_fact(one) for one in concern.facts)]
    for incident in concern.incidents:
        parts += ["", "ANOTHER TIME", *(_fact(one) for one in incident)]
    if concern.signs:
        parts += ["", "SIGNS", *concern.signs]
    if concern.safe_contact:
        parts += ["", f"SAFE TO CONTACT THE REPORTER: {concern.safe_contact}"]
    parts += ["", "Allegations, not findings, unless a court or agency found them."]
    return "\n".join(parts) + "\n"


def _graded(concern: ConcernView) -> tuple[str, ...]:
    """Return the grade and its conditions, which whoever gets the text is bound by."""
    grade = f"Graded 3x5x2: {concern.grade}" if concern.grade else ""
    sharing = f"SHARE ONLY SO: {concern.sharing}" if concern.sharing else ""
    return tuple(line for line in (grade, sharing) if line)


def _added(one: AddedLine) -> str:
    """Return later words; a correction stands beside the old ones."""
    if one.beside:
        return f"Corrected {_moment(one.at)}: instead of “{one.beside}”: {one.words}"
    return f"Added {_moment(one.at)}: {one.words}"


def _fact(fact: FactLine) -> str:
    sure = SURE.get(fact.certainty, "")
    return f"{fact.name}: {fact.words}{sure}" if fact.words else f"{fact.name}: {sure}"


def _moment(at: datetime) -> str:
    return at.astimezone(UK).strftime("%-d %B %Y, %H:%M")
