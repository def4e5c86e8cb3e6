"""The conversation as pages walk it: a step, the place where a draft stands, what was told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from dialogs.reporting.afterwards import day_of, is_answered
from dialogs.reporting.answers import long_day
from dialogs.reporting.asking import Voice, ask, question_of, summary, summary_lines
from dialogs.reporting.bilingual import in_both
from dialogs.reporting.conversation import talk
from dialogs.reporting.deeds import can_finish, is_passed_on
from dialogs.reporting.draft import AsideKind, Draft, State, from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.files import refusal_said
from dialogs.reporting.form import Telling
from dialogs.reporting.pairs import Words, pair
from dialogs.reporting.paper import Paper, PaperLine
from dialogs.reporting.safety import CHILD, DANGER
from dialogs.reporting.script import place_at
from dialogs.reporting.taken_up import taken_up
from intake.reporting.turns import FileRules
from intake.reporting.values import (
    FileRefusal,
    LetterKind,
    PublicReport,
    QuestionType,
    Receipt,
    Say,
    SayChoice,
    Step,
)

CHANNEL = "web"
URGENT = frozenset({f"{DANGER}=yes", "safe=no"})
"""Choices that tell a desk at this moment."""
_CHOSEN = frozenset({QuestionType.CHOICE, QuestionType.CHOICES})


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One answer as told: `is_words` marks the teller's own words, set in the serif."""

    question: str
    label: Words = field(repr=False)
    answer: Words = field(repr=False)
    is_words: bool = False
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What stands as the answer of one question: words typed, and values chosen."""

    words: str = field(default="", repr=False)
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MineLetter:
    """One message of a named officer, as its page shows it."""

    id: int
    day: Words
    words: str = field(repr=False)
    is_question: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Mine:
    """A report that was sent, as its page shows it: where it stands, since when, messages.

    `is_answered` says that an officer has answered a disagreement: it may be taken further.
    """

    reference: str
    stands: Words
    letters: tuple[MineLetter, ...] = ()
    is_answered: bool = False


class Walk:
    """The conversation over one voice; holds nobody's words.

    Args:
        voice: Scripts, numbers to call, signs and language.
        now: The clock, aware UTC.
        areas: From a place name in small letters to the code of its area.
        zone: Where "today" is.
        channel: The channel that walks.
    """

    def __init__(
        self,
        voice: Voice,
        *,
        now: Callable[[], datetime],
        areas: Mapping[str, str] | None = None,
        zone: str = "Europe/London",
        channel: str = CHANNEL,
        files: FileRules | None = None,
    ) -> None:
        self._files = files
        self._channel = channel
        self._voice = voice
        self._now = now
        self._areas = areas or {}
        self._zone = zone

    def language_of(self, draft: Mapping[str, Any] | None) -> str:
        """Return the language that a draft is told in; empty where there is no draft."""
        return from_json(draft).language if draft else ""

    def step(self, event: Event, *, chat: str, language: str) -> Step:
        """Return the pure conversation bound to one event of one chat."""
        return talk(
            self._voice.scripts,
            self._voice.numbers,
            event,
            self._now(),
            telling=Telling(
                channel=self._channel, account=chat, areas=self._areas, files=self._files
            ),
            voice=self._voice,
            zone=self._zone,
            language=language,
        )

    def refused(self, refusal: FileRefusal, *, language: str) -> Say:
        """Return what is said of a file that cannot be taken."""
        rules = self._files or FileRules(0, 0)
        voice = self._voice.in_language(language)
        return in_both(voice, lambda one: (refusal_said(one, refusal, rules, is_kept=False),))[0]

    def show(self, draft: Mapping[str, Any] | None, *, language: str) -> tuple[Say, ...]:
        """Return what is said at this place of a draft, changing nothing."""
        if not draft:
            start = Event(EventKind.COMMAND, "/start")
            return self.step(start, chat="", language=language).advance(None).says
        known = self._known(draft)
        if known.state is State.SENT and known.cursor != DANGER:
            return in_both(self._voice.of(known), lambda voice: (voice.say("sent_already"),))
        if known.state is State.CRISIS:
            anything = Event(EventKind.COMMAND, "/where")
            return self.step(anything, chat="", language=language).advance(draft).says
        voice = self._voice.of(known)
        place = place_at(voice.scripts[known.script], known.cursor) if known.cursor else None
        return in_both(
            voice, lambda one: (ask(one, known, place) if place else summary(one, known),)
        )

    def is_urgent(self, event: Event) -> bool:
        """Whether an event may not wait: a "yes" to danger, or words of it (promise P12)."""
        if event.kind is EventKind.CHOICE:
            return event.text in URGENT
        hearing, words = self._voice.hearing, event.text
        return (
            hearing.is_danger(words)
            or hearing.is_wanting_to_die(words)
            or hearing.is_not_safe(words)
        )

    def told(self, draft: Mapping[str, Any]) -> tuple[ToldLine, ...]:
        """Return everything said so far, a line an answer, in the order of the script."""
        if not draft:
            return ()
        known = self._known(draft)
        voice = self._voice.of(known)
        lines = summary_lines(voice, known)
        is_alone = voice.tongue.is_reviewed
        english = lines if is_alone else summary_lines(replace(voice, is_beside=True), known)
        return tuple(
            ToldLine(
                question=line.question,
                label=pair(line.label, other.label),
                answer=pair(line.answer, other.answer),
                is_words=self._is_words(known, line.question),
                is_repeat=line.is_repeat,
            )
            for line, other in zip(lines, english, strict=True)
        )

    def given(self, draft: Mapping[str, Any], key: str) -> Given:
        """Return what stands at a question already, or was typed there and not understood."""
        if not draft:
            return Given()
        known = from_json(draft)
        answer = known.answer(key)
        if answer is not None and answer.is_told:
            values = tuple(f"{key}={value}" for value in answer.value.split())
            return Given(answer.text, values)
        return Given(_not_understood(known, key))

    def is_passed_on(self, draft: Mapping[str, Any]) -> bool:
        """Whether people on duty read this draft as it is written (promise P12)."""
        return bool(draft) and is_passed_on(from_json(draft))

    def is_child(self, draft: Mapping[str, Any]) -> bool:
        """Whether a child tells this draft, who may write beside every question."""
        return bool(draft) and from_json(draft).script == CHILD

    def can_finish(self, draft: Mapping[str, Any]) -> bool:
        """Whether the rest of the questions may be left out at once."""
        return bool(draft) and can_finish(from_json(draft))

    def files(self, draft: Mapping[str, Any]) -> int:
        """Return how many files came with this draft."""
        return from_json(draft).files if draft else 0

    def paper(self, draft: Mapping[str, Any], receipt: Receipt, note: str) -> Paper:
        """Return what a copy on paper of a sent report says; `note` is for their own records."""
        voice = self._voice.of(from_json(draft))
        lines = (
            PaperLine(_on_paper(line.label), _on_paper(line.answer)) for line in self.told(draft)
        )
        return Paper(
            service="Due Regard",
            title=voice.text("copy_title"),
            reference=receipt.reference,
            note=note,
            lines=tuple(lines),
            undrawn=voice.text("copy_undrawn"),
        )

    def is_sent(self, draft: Mapping[str, Any]) -> bool:
        """Whether the report of this draft was sent."""
        return bool(draft) and from_json(draft).state is State.SENT

    def mine(self, report: PublicReport, draft: Mapping[str, Any]) -> Mine:
        """Return a report that was sent as its page shows it, in the language of its chat."""
        voice = self._voice.of(from_json(draft))
        voices = (voice, replace(voice, is_beside=True))
        since = day_of(report.since, self._zone)
        key = f"status.{report.status.value}"
        return Mine(
            reference=report.reference,
            stands=_in_both(voice, *(one.text(key, day=since) for one in voices)),
            letters=tuple(
                MineLetter(
                    id=one.id,
                    day=_in_both(
                        voice,
                        *(long_day(day_of(one.at, self._zone), v.speaks.code) for v in voices),
                    ),
                    words=one.words,
                    is_question=one.kind is LetterKind.QUESTION,
                    is_open=one.is_open,
                )
                for one in report.letters
            ),
            is_answered=is_answered(report.letters),
        )

    def offers(self, says: tuple[Say, ...]) -> tuple[SayChoice, ...]:
        """Return the signs to pick from, where the question asked is the one of signs."""
        asked = next((say for say in reversed(says) if say.question), None)
        if asked is None or asked.kind != QuestionType.CHOICES or asked.many is False:
            return ()
        if any("=" in choice.value and not choice.is_way_past for choice in asked.choices):
            return ()
        return tuple(
            SayChoice(f"{asked.question}={sign.name}", sign.label, sign.hint)
            for sign in self._voice.signs
        )

    def _known(self, draft: Mapping[str, Any]) -> Draft:
        known = from_json(draft)
        return taken_up(self._voice.of(known), known)

    def _is_words(self, draft: Draft, key: str) -> bool:
        answer, question = draft.answer(key), question_of(self._voice.of(draft), draft, key)
        return bool(answer and answer.is_told and question and question.type not in _CHOSEN)


def _in_both(voice: Voice, text: str, english: str) -> Words:
    return Words(text) if voice.tongue.is_reviewed else pair(text, english)


def _not_understood(draft: Draft, key: str) -> str:
    if not draft.tries:
        return ""
    asides = (a for a in reversed(draft.asides) if a.key == key)
    last = next(asides, None)
    return last.words if last is not None and last.kind is AsideKind.NOT_UNDERSTOOD else ""


def _on_paper(words: Words) -> str:
    return f"{words.text} / {words.english}" if words.english else words.text
