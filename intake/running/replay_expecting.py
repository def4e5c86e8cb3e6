"""Looking whether what a replay expects holds; read `looked_at`, then `ASKED`.

Every question is put to the database at the moment itself, so nothing is remembered that the
service would not know.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from intake.domain.alert import UNANSWERED, Alert
from intake.domain.band import Band
from intake.domain.diary import DiaryKind, DiaryState
from intake.domain.held import CheckState
from intake.domain.person import LinkState
from intake.policy.replay_expects import Expected, Then
from intake.running.replay_expecting_stewards import STEWARDS_ASKED
from intake.running.replay_look import Found, Look
from intake.running.replay_stage import Stage
from intake.running.replay_told import Outcome

CHECKS = ("strong", "possible", "other_date", "name_only", "weak", "none")
"""Bands of a check, the best first."""

NOTHING_FOUND = "none"


def looked_at(
    stage: Stage, one: Then, *, at: tuple[int | str, ...], in_words: str, reached: bool
) -> Outcome:
    """Look whether an expectation holds now.

    Args:
        stage: The replay at its moment.
        one: What is expected.
        at: Its place in the file.
        in_words: When, as a sentence begins: "By 1 June 2012".
        reached: Whether a band counts that was reached before; else only as it stands.
    """
    with stage.office.look() as work:
        look = Look(stage, work, one, reached)
        found = [ASKED[name](look) for name in one.asks]
    holds = all(one.holds for one in found)
    wanted = ", and ".join(one.wanted for one in found)
    instead = "; ".join(one.instead for one in found if not one.holds)
    not_yet = bool(one.not_yet)
    return Outcome(
        at=at,
        moment=stage.clock.at,
        holds=holds and not not_yet,
        wanted=f"{in_words}: {wanted}",
        instead=_instead(instead, one, holds=holds),
        because=one.not_yet or one.because,
        seed=one.seed,
        is_not_yet=not_yet and not holds,
    )


def _instead(instead: str, one: Then, *, holds: bool) -> str:
    if holds and one.not_yet:
        return "this holds now; take not_yet away"
    return instead


FIRM = frozenset({LinkState.SAME})
EITHER = frozenset({LinkState.SAME, LinkState.POSSIBLE})


# about a person


def _band(look: Look) -> Found:
    wanted = look.one.band or Band.NOTE
    stands = look.reached_by_now() if look.reached else look.standing()
    holds = stands >= wanted if look.reached else stands is wanted
    words = f"{look.who} stands at {wanted.words}{' or above' if look.reached else ''}"
    return Found(holds, words, f"{look.who} stands at {stands.words}")


def _stays_below(look: Look) -> Found:
    limit = look.one.stays_below or Band.WATCH
    stands = look.reached_by_now()
    words = f"{look.who} has never reached {limit.words}"
    return Found(stands < limit, words, f"{look.who} has stood at {stands.words}")


def _question(look: Look) -> Found:
    wanted = look.one.question or Band.REVIEW
    asked = [Band(row.line) for row in look.lines() if row.kind == "question"]
    highest = max(asked, default=None)
    holds = wanted in asked
    instead = f"asked as far as {highest.words}" if highest else "nothing is asked"
    return Found(holds, f"a desk is asked whether {look.who} is at {wanted.words}", instead)


def _no_line(look: Look) -> Found:
    lines = look.lines()
    told = ", ".join(
        f"{row.line.replace('_', ' ')} {'asked' if row.kind == 'question' else 'crossed'} on "
        f"{look.moment(row.at)}"
        for row in lines
    )
    if look.one.no_line:
        return Found(not lines, f"no line is crossed or asked about by {look.who}", told)
    return Found(bool(lines), f"a line is crossed or asked about by {look.who}", "there is none")


def _rule(look: Look) -> Found:
    fired = sorted({one.rule for known in look.known() for one in known.weight.firm.fired})
    words = f"the rule {look.one.rule} has fired for {look.who}"
    return Found(look.one.rule in fired, words, f"fired are {', '.join(fired) or 'none'}")


def _voices(look: Look) -> Found:
    found = max((one.weight.firm.voices for one in look.known()), default=0)
    wanted = look.one.voices
    return Found(found == wanted, f"{look.who} has {wanted} firm voices", f"{found} are counted")


def _voices_if_same(look: Look) -> Found:
    found = max((one.weight.if_same.voices for one in look.known()), default=0)
    wanted = look.one.voices_if_same
    words = f"{look.who} has {wanted} voices if possible matches are the same"
    return Found(found == wanted, words, f"{found} are counted")


def _records(look: Look) -> Found:
    found = len(look.records())
    wanted = look.one.records
    return Found(found == wanted, f"{wanted} record holds {look.who}", f"{found} hold them")


def _joined(look: Look) -> Found:
    return _on_one_record(look, look.one.joined, FIRM, "joined")


def _linked(look: Look) -> Found:
    return _on_one_record(look, look.one.linked, EITHER, "linked")


def _on_one_record(
    look: Look, reports: tuple[str, ...], states: frozenset[LinkState], how: str
) -> Found:
    shared = set(look.records())
    for report in reports:
        shared &= look.linked_to(report, states)
    words = f"{' and '.join(reports)} are {how} on one record of {look.who}"
    return Found(bool(shared), words, f"no record of {look.who} holds them all")


def _apart(look: Look) -> Found:
    records = look.records()
    joined = [one for one in look.one.apart if look.linked_to(one, FIRM) & records]
    words = f"{' and '.join(look.one.apart)} are on no record of {look.who}"
    return Found(not joined, words, f"{' and '.join(joined)} are on it")


def _owner(look: Look) -> Found:
    owners = {
        owned.desk
        for number in look.records()
        if (owned := look.work.people.owner(number)) is not None
    }
    wanted = look.one.owner
    holds = not owners if wanted == "nobody" else wanted in owners
    title = "nobody" if wanted == "nobody" else look.stage.policy.duty.desk(wanted).title
    told = " and ".join(sorted(look.stage.policy.duty.desk(one).title for one in owners))
    return Found(holds, f"{title} owns {look.who}", f"{told or 'nobody'} does")


def _review_overdue(look: Look) -> Found:
    owed = [
        entry
        for subject in look.subjects()
        for entry in look.work.dispatch.owed(subject, DiaryKind.REVIEW)
    ]
    late = any(one.state is DiaryState.MISSED or one.due_at < look.work.at for one in owed)
    wanted = bool(look.one.review_overdue)
    words = f"a review of {look.who} is {'overdue' if wanted else 'not overdue'}"
    due = ", ".join(look.moment(one.due_at) for one in owed) or "no day"
    return Found(late is wanted, words, f"it is due on {due}")


# about alerts


def _alerted(look: Look) -> Found:
    found = look.alerts()
    wanted = bool(look.one.alerted)
    words = f"{'an' if wanted else 'no'} alert {look.alerts_in_words()}"
    told = ", ".join(_alert_in_words(look, one) for one in found[:3])
    return Found(bool(found) is wanted, words, told or "there was none")


def _alert_in_words(look: Look, alert: Alert) -> str:
    title = look.stage.policy.duty.desk(alert.desk).title
    return f"{title}, {alert.kind.value}, on {look.moment(alert.made_at)}"


def _alerts(look: Look) -> Found:
    found, wanted = len(look.alerts()), look.one.alerts
    words = f"{wanted} alerts {look.alerts_in_words()}"
    return Found(found == wanted, words, f"there were {found}")


def _unanswered(look: Look) -> Found:
    found = sum(one.state in UNANSWERED for one in look.alerts())
    wanted = look.one.unanswered
    words = f"{wanted} alerts {look.alerts_in_words()} without a named human"
    return Found(found == wanted, words, f"there are {found}")


def _asked(look: Look) -> Found:
    rows = look.work.dispatch.deliveries
    sent = list(rows.all(rows.row.recipient == look.one.asked))
    is_about = bool(look.one.person or look.one.report or look.one.desk or look.one.kind)
    if is_about:
        ids = {one.id for one in look.alerts()}
        subjects = set(look.subjects()) if look.one.person and not look.one.kind else set()
        sent = [one for one in sent if one.alert_id in ids or one.subject in subjects]
    due = look.one.due
    if due is not None:
        entries = look.work.dispatch.diary.by_id(one.diary_id for one in sent if one.diary_id)
        sent = [one for one in sent if one.diary_id and entries[one.diary_id].kind is due]
    of_what = f" for {due.value.replace('_', ' ')}" if due else ""
    about = f" {look.alerts_in_words()}" if is_about else ""
    return Found(bool(sent), f"{look.one.asked} is asked{of_what}{about}", "they were not")


# about a report


def _found(look: Look) -> Found:
    concern = look.stage.reports[look.one.report]
    checks = look.work.concerns.checks_of(concern.id)
    first = [one for one in checks if one.at == concern.received_at]
    people = look.records() if look.one.person else None
    if any(one.state is CheckState.NOT_CHECKED for one in first):
        best = CheckState.NOT_CHECKED.value
    else:
        bands = {
            str(one["band"])
            for check in first
            for one in check.found
            if people is None or one["record_id"] in people
        }
        best = next((band for band in CHECKS if band in bands), NOTHING_FOUND)
    who = f" of {look.who}" if look.one.person else ""
    words = f"the check of report {look.one.report}{who} gave {look.one.found}"
    return Found(best == look.one.found, words, f"it gave {best}")


def _reply_as(look: Look) -> Found:
    mine, other = (look.stage.receipts[one] for one in (look.one.report, look.one.reply_as))
    shape = (mine.area, mine.danger, len(mine.reference), len(mine.return_code.split()))
    others = (other.area, other.danger, len(other.reference), len(other.return_code.split()))
    words = f"the receipt of {look.one.report} tells what that of {look.one.reply_as} tells"
    return Found(shape == others, words, "they differ")


ASKED: Mapping[str, Callable[[Look], Found]] = MappingProxyType(
    {
        "band": _band,
        "stays_below": _stays_below,
        "question": _question,
        "no_line": _no_line,
        "rule": _rule,
        "voices": _voices,
        "voices_if_same": _voices_if_same,
        "records": _records,
        "joined": _joined,
        "linked": _linked,
        "apart": _apart,
        "owner": _owner,
        "review_overdue": _review_overdue,
        "alerted": _alerted,
        "alerts": _alerts,
        "unanswered": _unanswered,
        "asked": _asked,
        "found": _found,
        "reply_as": _reply_as,
        **STEWARDS_ASKED,
    }
)
"""Each thing that can be looked at, with what looks."""


def when_in_words(one: Expected) -> str:
    """Return when an expectation is looked at, as a sentence begins."""
    day = one.day
    word = "By" if one.by else "On" if one.on else "Before"
    return f"{word} {day:%-d %B %Y}" if day else word
