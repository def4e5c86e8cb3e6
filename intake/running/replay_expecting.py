"""Looking whether what a replay expects holds; read `looked_at`, then `ASKED`.

Every question is put to the database at the moment itself, so nothing is remembered that the
service would not know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from intake.actions.weigh_person import Known, known_of
from intake.domain.alert import UNANSWERED, Alert
from intake.domain.band import Band
from intake.domain.diary import DiaryKind, DiaryState
from intake.domain.held import CheckState, Crossed, View
from intake.domain.person import LinkState
from intake.policy.replay_expects import Expected, Then
from intake.running.replay_stage import Stage
from intake.running.replay_told import Outcome
from intake.store.work import Work

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
        look = _Look(stage, work, one, reached)
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


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing looked at."""

    holds: bool
    wanted: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Look:
    """One expectation put to the database."""

    stage: Stage
    work: Work
    one: Then
    reached: bool

    @property
    def who(self) -> str:
        """The person as the replay's pages call them."""
        return self.stage.replay.called(self.one.person)

    def records(self) -> frozenset[int]:
        """The records that hold the person."""
        return self.stage.records_of(self.work, self.one.person)

    def known(self) -> list[Known]:
        """What is known of each record of the person, in the view asked for."""
        view = self.one.view or View.WHOLE
        return [known_of(self.stage.office, self.work, one, view) for one in sorted(self.records())]

    def standing(self) -> Band:
        """The highest band of their records, as it stands now."""
        return max((one.standing.band for one in self.known()), default=Band.NOTE)

    def reached_by_now(self) -> Band:
        """The highest band that any of their records ever stood in."""
        rows = self.work.people.standings
        views = {self.one.view or View.WHOLE, View.OPEN}
        kept = rows.all(rows.row.person_id.in_(sorted(self.records())))
        bands = [one.state.band for one in kept if one.view in views]
        return max([*bands, self.standing()])

    def subjects(self) -> list[str]:
        """What the diary may hold about them."""
        return self.stage.subjects_of(self.work, self.one.person)

    def lines(self) -> list[Crossed]:
        """Lines crossed and asked about of their records."""
        rows = self.work.people.crossed
        return list(rows.all(rows.row.person_id.in_(sorted(self.records()))))

    def alerts(self) -> list[Alert]:
        """The alerts that the expectation is about."""
        rows = self.work.dispatch.alerts
        clauses = [rows.row.desk == self.one.desk] if self.one.desk else []
        if self.one.kind:
            clauses.append(rows.row.kind == self.one.kind.value)
        found = rows.all(*clauses)
        if self.one.person:
            people, concerns = self.records(), self._concerns_of_person()
            found = tuple(
                one for one in found if one.person_id in people or one.concern_id in concerns
            )
        if self.one.report:
            concern = self.stage.reports[self.one.report].id
            found = tuple(one for one in found if one.concern_id == concern)
        wanted = self.one.urgency
        return [one for one in found if wanted is None or one.urgency >= wanted]

    def _concerns_of_person(self) -> set[int]:
        ids = [one for one, who in self.stage.meant.items() if who == self.one.person]
        return {one.concern_id for one in self.work.concerns.mentions_by_id(ids).values()}

    def alerts_in_words(self) -> str:
        """Which alerts are meant, in words."""
        one = self.one
        parts = [
            f"of kind {one.kind.value}" if one.kind else "",
            f"at {self.stage.policy.duty.desk(one.desk).title}" if one.desk else "",
            f"about {self.who}" if one.person else "",
            f"of report {one.report}" if one.report else "",
            f"for {one.urgency.value.replace('_', ' ')} or sooner" if one.urgency else "",
        ]
        return " ".join(part for part in parts if part) or "at all"

    def mention_ids(self, report: str) -> list[int]:
        """The mentions of a report."""
        mentions = self.work.concerns.mentions_of(self.stage.reports[report].id)
        return [one.id for one in mentions]

    def linked_to(self, report: str, states: frozenset[LinkState]) -> set[int]:
        """The records that a report's words are linked to in some states."""
        links = self.work.people.links_of_mentions(self.mention_ids(report))
        return {one.person_id for one in links if one.state in states}

    def moment(self, at: datetime) -> str:
        """A moment in local words."""
        local = at.astimezone(self.stage.policy.duty.office.zone)
        return f"{local:%-d %B %Y}"


FIRM = frozenset({LinkState.SAME})
EITHER = frozenset({LinkState.SAME, LinkState.POSSIBLE})


# about a person


def _band(look: _Look) -> _Found:
    wanted = look.one.band or Band.NOTE
    stands = look.reached_by_now() if look.reached else look.standing()
    holds = stands >= wanted if look.reached else stands is wanted
    words = f"{look.who} stands at {wanted.words}{' or above' if look.reached else ''}"
    return _Found(holds, words, f"{look.who} stands at {stands.words}")


def _stays_below(look: _Look) -> _Found:
    limit = look.one.stays_below or Band.WATCH
    stands = look.reached_by_now()
    words = f"{look.who} has never reached {limit.words}"
    return _Found(stands < limit, words, f"{look.who} has stood at {stands.words}")


def _question(look: _Look) -> _Found:
    wanted = look.one.question or Band.REVIEW
    asked = [Band(row.line) for row in look.lines() if row.kind == "question"]
    highest = max(asked, default=None)
    holds = wanted in asked
    instead = f"asked as far as {highest.words}" if highest else "nothing is asked"
    return _Found(holds, f"a desk is asked whether {look.who} is at {wanted.words}", instead)


def _no_line(look: _Look) -> _Found:
    lines = look.lines()
    told = ", ".join(
        f"{row.line.replace('_', ' ')} {'asked' if row.kind == 'question' else 'crossed'} on "
        f"{look.moment(row.at)}"
        for row in lines
    )
    if look.one.no_line:
        return _Found(not lines, f"no line is crossed or asked about by {look.who}", told)
    return _Found(bool(lines), f"a line is crossed or asked about by {look.who}", "there is none")


def _rule(look: _Look) -> _Found:
    fired = sorted({one.rule for known in look.known() for one in known.weight.firm.fired})
    words = f"the rule {look.one.rule} has fired for {look.who}"
    return _Found(look.one.rule in fired, words, f"fired are {', '.join(fired) or 'none'}")


def _voices(look: _Look) -> _Found:
    found = max((one.weight.firm.voices for one in look.known()), default=0)
    wanted = look.one.voices
    return _Found(found == wanted, f"{look.who} has {wanted} firm voices", f"{found} are counted")


def _voices_if_same(look: _Look) -> _Found:
    found = max((one.weight.if_same.voices for one in look.known()), default=0)
    wanted = look.one.voices_if_same
    words = f"{look.who} has {wanted} voices if possible matches are the same"
    return _Found(found == wanted, words, f"{found} are counted")


def _records(look: _Look) -> _Found:
    found = len(look.records())
    wanted = look.one.records
    return _Found(found == wanted, f"{wanted} record holds {look.who}", f"{found} hold them")


def _joined(look: _Look) -> _Found:
    return _on_one_record(look, look.one.joined, FIRM, "joined")


def _linked(look: _Look) -> _Found:
    return _on_one_record(look, look.one.linked, EITHER, "linked")


def _on_one_record(
    look: _Look, reports: tuple[str, ...], states: frozenset[LinkState], how: str
) -> _Found:
    shared = set(look.records())
    for report in reports:
        shared &= look.linked_to(report, states)
    words = f"{' and '.join(reports)} are {how} on one record of {look.who}"
    return _Found(bool(shared), words, f"no record of {look.who} holds them all")


def _apart(look: _Look) -> _Found:
    records = look.records()
    joined = [one for one in look.one.apart if look.linked_to(one, FIRM) & records]
    words = f"{' and '.join(look.one.apart)} are on no record of {look.who}"
    return _Found(not joined, words, f"{' and '.join(joined)} are on it")


def _owner(look: _Look) -> _Found:
    owners = {
        owned.desk
        for number in look.records()
        if (owned := look.work.people.owner(number)) is not None
    }
    wanted = look.one.owner
    holds = not owners if wanted == "nobody" else wanted in owners
    title = "nobody" if wanted == "nobody" else look.stage.policy.duty.desk(wanted).title
    told = " and ".join(sorted(look.stage.policy.duty.desk(one).title for one in owners))
    return _Found(holds, f"{title} owns {look.who}", f"{told or 'nobody'} does")


def _review_overdue(look: _Look) -> _Found:
    owed = [
        entry
        for subject in look.subjects()
        for entry in look.work.dispatch.owed(subject, DiaryKind.REVIEW)
    ]
    late = any(one.state is DiaryState.MISSED or one.due_at < look.work.at for one in owed)
    wanted = bool(look.one.review_overdue)
    words = f"a review of {look.who} is {'overdue' if wanted else 'not overdue'}"
    due = ", ".join(look.moment(one.due_at) for one in owed) or "no day"
    return _Found(late is wanted, words, f"it is due on {due}")


# about alerts


def _alerted(look: _Look) -> _Found:
    found = look.alerts()
    wanted = bool(look.one.alerted)
    words = f"{'an' if wanted else 'no'} alert {look.alerts_in_words()}"
    told = ", ".join(_alert_in_words(look, one) for one in found[:3])
    return _Found(bool(found) is wanted, words, told or "there was none")


def _alert_in_words(look: _Look, alert: Alert) -> str:
    title = look.stage.policy.duty.desk(alert.desk).title
    return f"{title}, {alert.kind.value}, on {look.moment(alert.made_at)}"


def _alerts(look: _Look) -> _Found:
    found, wanted = len(look.alerts()), look.one.alerts
    words = f"{wanted} alerts {look.alerts_in_words()}"
    return _Found(found == wanted, words, f"there were {found}")


def _unanswered(look: _Look) -> _Found:
    found = sum(one.state in UNANSWERED for one in look.alerts())
    wanted = look.one.unanswered
    words = f"{wanted} alerts {look.alerts_in_words()} without a named human"
    return _Found(found == wanted, words, f"there are {found}")


def _asked(look: _Look) -> _Found:
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
    return _Found(bool(sent), f"{look.one.asked} is asked{of_what}{about}", "they were not")


# about a report


def _found(look: _Look) -> _Found:
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
    return _Found(best == look.one.found, words, f"it gave {best}")


def _reply_as(look: _Look) -> _Found:
    mine, other = (look.stage.receipts[one] for one in (look.one.report, look.one.reply_as))
    shape = (mine.area, mine.danger, len(mine.reference), len(mine.return_code.split()))
    others = (other.area, other.danger, len(other.reference), len(other.return_code.split()))
    words = f"the receipt of {look.one.report} tells what that of {look.one.reply_as} tells"
    return _Found(shape == others, words, "they differ")


ASKED: Mapping[str, Callable[[_Look], _Found]] = MappingProxyType(
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
    }
)
"""Each thing that can be looked at, with what looks."""


def when_in_words(one: Expected) -> str:
    """Return when an expectation is looked at, as a sentence begins."""
    day = one.day
    word = "By" if one.by else "On" if one.on else "Before"
    return f"{word} {day:%-d %B %Y}" if day else word
