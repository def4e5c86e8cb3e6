"""How a desk is spoken to: clocks, days, codes in words; verbs first, "late" and not "overdue"."""

from datetime import date, datetime
from decimal import Decimal

from dialogs.duty.carriers.wording import LONDON
from intake.duty.values import AlertKind, AlertState, Band, Urgency

SOON_MINUTES = 30
BAR_MINUTES = 480
URGENCY = {
    Urgency.NOW: "Now",
    Urgency.TODAY: "Today",
    Urgency.NEXT_DAY: "Next day",
    Urgency.THREE_DAYS: "3 days",
}
TAGS = {
    "flagged_strong": ("strong", "Flagged, strong"),
    "flagged_possible": ("possible", "Flagged, possible"),
    "seen": ("seen", "Reported before"),
    "other_date": ("date", "Same name, other date"),
    "name_only": ("name", "Same name only"),
    "nothing": ("none", "Checked, nothing found"),
    "not_checked": ("fail", "Not checked yet"),
}
GROUPS = {
    "late": "Late",
    "hour": "Due within the hour",
    "today": "Later today and tonight",
    "tomorrow": "Tomorrow",
    "week": "This week",
    "later": "Later",
}
VIEWS = {
    "all": "Everything open",
    "nobody": "No name yet",
    "late": "Late",
    "mine": "Mine",
    "decide": "Same person? Decide",
    "unchecked": "Not checked yet",
    "thrice": "Reported 3 times or more",
}
STATES = {
    AlertState.PLANNED: "not sent yet",
    AlertState.SENT: "sent, no answer",
    AlertState.DELIVERED: "delivered, no answer",
    AlertState.DECLINED: "declined, the next is asked",
    AlertState.ACKNOWLEDGED: "acknowledged",
    AlertState.ACCEPTED: "accepted",
    AlertState.DECIDED: "decided",
}
ADDED = {
    "more": "Added",
    "correction": "Corrected",
    "answer": "Answered",
    "disagreement": "“Not taken seriously”, said",
}
KINDS = {
    AlertKind.CONCERN: "A concern has come in",
    AlertKind.DANGER: "A child may be in danger now",
    AlertKind.CROSSED: "A line was crossed",
    AlertKind.QUESTION: "Same person? A line would be crossed",
    AlertKind.RECHECK: "The list has changed",
    AlertKind.FLAG_HIT: "Somebody under your own flag may be named",
    AlertKind.REVIEW: "Look again at this person",
    AlertKind.TERM_END: "An order, licence, bail or registration ends",
    AlertKind.HANDOVER: "A handover is offered",
    AlertKind.TELL_OTHERS: "Others must be told",
    AlertKind.EVENT: "Something happened: say what your agency holds or does",
    AlertKind.ADMIN: "For the administrator",
    AlertKind.JOINING: "Two flagged records, said to be one person",
    AlertKind.CHILD_HARMED: "A child who was harmed by a child: their own case",
    AlertKind.CHILD_WHO_DID: "A child who harmed a child, and needs help: their own case",
    AlertKind.CHILD_AGAIN: "Several worries about one child: look at them together",
}
CHILD_PARTS = {
    "harmed": "The child who was harmed",
    "did": "The child who did it, and needs help as well",
}
CASE_STATES = {"open": "Open", "waiting": "Waits for a second officer", "closed": "Closed"}
NEXT_STEP = {
    AlertState.ACKNOWLEDGED: "to accept",
    AlertState.ACCEPTED: "to decide",
}
BAND_WORDS = {
    "strong": "Strong lead",
    "possible": "Possible lead",
    "name_only": "Same name only",
    "other_date": "Same name, other date of birth",
    "weak": "Weak",
}
ANSWERS = {"same": "Same", "different": "Different", "cannot_tell": "Cannot tell"}
DANGER = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
KNOWN_BY = {
    "saw": "Saw it",
    "told_by_child": "Told by the child",
    "told_by_other": "Told by another",
    "rumour": "Rumour",
    "not_said": "Not said",
}
CHANNELS = {
    "web": "web chat",
    "telegram": "Telegram",
    "terminal": "terminal",
    "api": "another system",
    "rest": "another system",
    "telephone": "telephone",
    "paper": "paper",
    "counter": "the counter",
}
CERTAINTY = {
    "exact": "exact",
    "about": "about",
    "unknown": "not known",
    "refused": "would rather not say",
    "not_asked": "not asked",
    "hidden": "hidden",
}
HOW_CLOSED = {
    "passed_on": "Passed on and accepted",
    "same_as": "The same as another concern",
    "not_safeguarding": "Not a safeguarding matter",
    "no_further_action": "No further action",
}
MISSING = {
    "how": ("How it ends", "choose one of the four ways."),
    "not_checked": ("Not checked", "a look-up was not made yet; it is due now, by itself."),
    "reason": ("Why", "nobody has written a reason."),
    "accepted_by": ("Who has it now", "nobody is named who accepted it."),
    "same_as": ("The other concern", "its reference is missing or not held."),
    "earlier_not_opened": ("Earlier concerns", "you have not opened all of them."),
    "unjudged_lead": ("Same person?", "a strong or possible lead is not judged."),
    "look_again_on": ("A day to look again", "it is missing, or lies in the past."),
    "seen_apart": (
        "Seen apart",
        "all who were spoken to were heard beside him. See them apart, or pass it on.",
    ),
    "therapy_follow_up": (
        "What was said in therapy",
        "is not followed up; answer that first.",
    ),
    "child_cases": (
        "The children’s own cases",
        "are not all closed. Each child’s is closed by itself, first.",
    ),
    "changed": ("The table", "something came while you wrote; read it again below, then decide."),
    "second_view": (
        "Another agency’s view",
        "nobody outside your agency has answered; ask them, or write why not.",
    ),
    "silence": (
        "Silence",
        "that nothing was said is no reason. Write what was seen, asked and found.",
    ),
    "grounds": ("What it rests on", "nothing is chosen. That a child said nothing is not on it."),
    "who_was_there": ("Who was there", "say where it was denied: alone, or with him in the room."),
    "denied_beside_him": (
        "A denial beside him",
        "is not a free account, and closes nothing. Speak with them apart.",
    ),
    "sign": ("A sign is not answered", "write what was found of it."),
    "second_officer": ("A second officer", "you proposed it; somebody else confirms."),
}
RULES = {
    "sum_of_points": "the sum",
    "class_three_sign": "a grave sign",
    "two_worried_voices": "2 voices",
    "concerns_in_a_window": "3 in 12 months",
    "voices_of_several_settings": "3 voices, 2 settings",
    "pattern_of_access": "pattern of access",
    "danger_now": "danger now",
    "order_breached": "order breached",
    "repeated_allegations": "never charged",
    "recalled": "recalled",
    "convicted": "convicted",
    "assessed_high": "once high",
}
TERMS = {
    "order": "Court order",
    "licence": "Licence",
    "bail": "Bail",
    "registration": "Registration",
}
FOUND = {"kept": "Kept", "breached": "Breached", "not_checked": "It could not be checked"}
CAME = {
    "attended": "Attended",
    "report": "Sent a report",
    "apologies": "Apologies",
    "absent": "Absent, no word",
}
MEETINGS = {
    "mappa_2": "MAPPA, level 2",
    "mappa_3": "MAPPA, level 3",
    "strategy": "Strategy discussion",
    "marac": "MARAC",
    "multi_agency": "Multi-agency discussion",
}
ROTA_REMARKS = {
    "gap": "Nobody",
    "unreachable": "Cannot be reached",
    "away": "Away",
    "single": "One person alone",
    "unverified": "Nobody has tried",
}
SENDING = {
    "waiting": "not yet",
    "cancelled": "cancelled",
    "stranded": "no carrier here for it",
}
TOLD_ANSWERS = {
    "nothing_held": "Nothing is held",
    "held": "Something is held: call us",
    "attending": "We attend",
    "sending_report": "We send a report",
    "no_involvement": "No involvement, because …",
    "refused": "We refuse, because …",
}
GROUNDS = {
    "seen_alone": "The child was seen and heard alone, and what was found is written at each sign",
    "explained": "There is another explanation, and somebody has checked it",
    "others_checked": "Other agencies have looked into it, and said what they found",
    "denied": "It was denied",
}
BESIDE = {
    "apart": "By somebody seen apart, free to speak",
    "beside": "With him, or somebody of his household, in the room",
}
PAPERS = {
    "concern": "Concerns",
    "check": "Checks",
    "lead": "Who they may be about",
    "flag": "Flags",
    "hold": "Orders, licences, bail",
    "event": "What happened",
    "told": "Who was told, and what they answered",
    "agreement": "Written agreements",
    "request": "What your desk asked elsewhere",
    "outcome": "Outcomes",
    "standing": "Standing",
}
ON_TABLE = {
    "not_checked": "Not looked up yet",
    "not_judged": "Same person? Not judged",
    "silent": "Told, and no answer from so many desks",
    "asked_no_answer": "You asked another desk, and it has not answered",
    "unverified": "A written agreement is relied on and not verified",
    "no_hold": "No order, licence or bail holds",
    "never_asked": "Never told and never asked",
}
DECISIONS = {
    "closing": "Concern closed",
    "standing": "Standing lowered",
    "outcome": "How it came out",
}
DECISION_STATES = {
    "waiting": "waits for a second officer",
    "decided": "stands",
    "undone": "does not stand any more",
}
CHALLENGES = {
    "open": "waits for an answer",
    "answered": "answered: the decision stands",
    "accepted": "settled, or taken to the next level",
    "changed": "answered: the decision is undone",
}
BASES = {
    "child_at_risk": "A child may be at risk of harm",
    "duty_to_cooperate": "The duty to co-operate (Criminal Justice Act 2003, section 325)",
    "prevent_crime": "To prevent or detect a crime",
    "court": "An order of a court, or a legal duty",
}
LENT_PARTS = {
    "concern.story": "The words of the report, and what was asked and answered",
    "concern.mentions": "Who is named or described",
    "concern.signs": "Signs",
    "concern.files": "Photos, recordings and papers, to look at",
    "concern.notes": "Notes of officers",
    "child.details": "Names and schools of children, with who is named",
    "reporter.role": "What the reporter is, such as a neighbour; never who",
}
PROPOSALS = {
    "proposed": "waits for a second agency",
    "agreed": "agreed by two agencies, waits for its owner",
    "accepted": "accepted, and on the list",
    "refused": "refused",
    "withdrawn": "taken back",
}
HANDOVERS = {"accepted": "accepted", "refused": "refused", "taken_back": "taken back"}
RELEASE_ITEMS = {
    "address": "Address: where, with whom, seen by whom",
    "household": "Household: who lives there, and the households before",
    "children": "Children: in reach now and before, and who was told",
    "owner": "Owner: who manages from the first day, by name",
    "orders": "Orders and conditions: what they forbid, who checks",
    "ends": "Ends: when each ends, and what follows",
}
CONTACT_HOWS = {
    "interview": "Interview",
    "visit": "Visit",
    "telephone": "Telephone call",
    "video": "Video call",
    "other": "Otherwise",
}
WHO_ELSE = {
    "nobody": "Nobody else",
    "others": "Others, none of them of his household",
    "household": "Somebody of his household",
    "himself": "He himself",
    "not_known": "Not known, as on a call that others could hear",
}
DECIDED = {"tell": "Tell", "partly": "Tell a part of it", "not_tell": "Do not tell"}
LEGAL_ROUTES = {
    "csods": "Child sex offender disclosure scheme (Sarah’s Law)",
    "dvds": "Domestic violence disclosure scheme (Clare’s Law)",
    "mappa": "MAPPA",
    "common_law": "Police, common law",
    "child_protection": "Child protection enquiry or plan",
    "court": "Order of a court",
}
UNDERSTOOD = {
    "yes": "Yes, said back in their own words",
    "partly": "In part: it is said again",
    "no": "No: it is said again",
}
PLACES = {"on_duty": "On duty", "manager": "Manager"}
CHRONICLE = {
    "concern": "Concern",
    "judgement": "Judgement",
    "flag": "Flag",
    "owner": "Owner",
    "standing": "Standing",
}


def local(at: datetime) -> datetime:
    """Return a moment on the wall clock here."""
    return at.astimezone(LONDON)


def clock(at: datetime) -> str:
    """Return the time: 21:48."""
    return f"{local(at):%H:%M}"


def day(when: datetime | date) -> str:
    """Return a day: 17 Nov 2026."""
    return f"{local(when) if isinstance(when, datetime) else when:%-d %b %Y}"


def long_day(when: datetime | date) -> str:
    """Return a day in full: 17 November 2026."""
    return f"{local(when) if isinstance(when, datetime) else when:%-d %B %Y}"


def month(day_in_it: date) -> str:
    """Return a month in full: May 2026."""
    return f"{day_in_it:%B %Y}"


def long_period(first: date, span: str) -> str:
    """Return a period by its first day: November 2026, October to December 2026, 2026."""
    if span == "year":
        return f"{first:%Y}"
    if span == "quarter":
        return f"{first:%B} to {date(first.year, first.month + 2, 1):%B %Y}"
    return month(first)


def month_end(day_in_it: date) -> str:
    """Return the end of a month in short: end of May 2026."""
    return f"end of {day_in_it:%b %Y}"


def stamp(at: datetime) -> str:
    """Return a moment: Tue 17 Nov, 21:02."""
    return f"{local(at):%a %-d %b, %H:%M}"


def near(at: datetime, now: datetime) -> str:
    """Return a moment as short as it may be: the time today, else day and time."""
    return clock(at) if local(at).date() == local(now).date() else f"{local(at):%-d %b %H:%M}"


def minutes_left(due: datetime, now: datetime) -> int:
    """Return whole minutes until a deadline; below 0 when late."""
    return int((due - now).total_seconds() // 60)


def span(minutes: int) -> str:
    """Return a span in words: 14 min, 2 h 22, 3 days."""
    left = abs(minutes)
    if left < 60:
        return f"{left} min"
    if left < 2 * 24 * 60:
        hours, rest = divmod(left, 60)
        return f"{hours} h {rest}" if rest else f"{hours} h"
    return f"{round(left / (24 * 60))} days"


def due(at: datetime, now: datetime) -> str:
    """Return a deadline in words: in 14 min, 16 min late."""
    left = minutes_left(at, now)
    return f"{span(left)} late" if left < 0 else f"in {span(left)}"


def due_class(at: datetime, now: datetime) -> str:
    """Return late, soon, or nothing."""
    left = minutes_left(at, now)
    return "late" if left < 0 else "soon" if left < SOON_MINUTES else ""


def due_bar(at: datetime, now: datetime) -> int:
    """Return how far the bar of a deadline is filled, 3 to 46, full when late."""
    left = min(max(minutes_left(at, now), 0), BAR_MINUTES)
    return max(3, round(46 * (1 - left / BAR_MINUTES)))


def days_until(when: date, now: datetime) -> str:
    """Return a day as distance: in 14 days, today, 3 days late."""
    days = (when - local(now).date()).days
    if days == 0:
        return "today"
    many = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"in {many}" if days > 0 else f"{many} late"


def days_since(when: date, now: datetime) -> str:
    """Return how long something has lain: less than a day, 1 day, 12 days."""
    days = (local(now).date() - when).days
    return "less than a day" if days < 1 else "1 day" if days == 1 else f"{days} days"


def lag(happened: date, known: datetime) -> str:
    """Return how much later something became known; empty below two weeks."""
    days = (local(known).date() - happened).days
    if days < 14:
        return ""
    if days < 90:
        return f"{days // 7} weeks later"
    months = days // 30
    return f"{months} months later" if months < 36 else f"{days // 365} years later"


def points(value: float | Decimal) -> str:
    """Return points without needless zeros, a real minus sign."""
    words = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return words.replace("-", "−") if words not in ("-0", "") else "0"


def signed(value: float | Decimal) -> str:
    """Return points with their sign: +7.5, −1, 0."""
    words = points(value)
    return f"+{words}" if float(value) > 0 else words


def alike(score: float) -> str:
    """Return how alike two are, 0.00 to 0.99: nothing that was written down is certain."""
    return f"{min(score, 0.99):.2f}"


def exactly(value: Decimal) -> str:
    """Return points to the hundredth with their sign, so that rows can be added up by hand."""
    words = f"{abs(value):.2f}"
    return f"+{words}" if value > 0 else f"−{words}" if value < 0 else words


def band(value: Band) -> str:
    """Return a band as it begins a line: Act now."""
    return value.words.capitalize()


def bytes(size: int) -> str:  # noqa: A001 - read as `w.bytes` in a template
    """Return a size as people read it: "240 KB", "1.4 MB"; under a kilobyte it is 1 KB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def count(number: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun: 1 voice, 4 voices, none."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def rule(name: str) -> str:
    """Return a rule's name as a label of the plot."""
    return RULES.get(name, name.replace("_", " "))


def every(days: int) -> str:
    """Return how often something is looked at."""
    if days == 1:
        return "every day"
    return "every week" if days == 7 else f"every {days} days"
