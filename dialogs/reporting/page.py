"""What one page shows: the says of a turn, laid out. Knows no framework and no decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.walk import Given, ToldLine
from intake.reporting.values import QuestionType, Say, SayChoice, SayStyle

_WITHOUT_WORDS = frozenset({QuestionType.CHOICE.value, QuestionType.CHOICES.value})
_NUMBERS = {QuestionType.PHONE.value: "tel", QuestionType.AGE.value: "text"}
NOTHING_CHOSEN = "Choose one answer."
NOTHING_WRITTEN = "Write something, or choose one of the answers below."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report, as the templates read it.

    `told` is everything said so far, a line an answer; `stands` what stands as the answer of
    this question; `is_passed_on` whether people on duty read it as it is written; `here` and
    `here_talk` are the addresses of the two views of this page.
    """

    token: str
    says: tuple[Say, ...] = field(repr=False)
    told: tuple[ToldLine, ...] = field(default=(), repr=False)
    stands: Given = field(default_factory=Given, repr=False)
    signs: tuple[SayChoice, ...] = ()
    is_passed_on: bool = False
    is_talk: bool = False
    here: str = "/report"
    fault: str = ""

    @property
    def asked(self) -> Say | None:
        """What is asked or shown for checking; None where nothing is."""
        wanted = {SayStyle.QUESTION, SayStyle.SUMMARY}
        return next((say for say in reversed(self.says) if say.style in wanted), None)

    @property
    def template(self) -> str:
        """Which template draws it."""
        if self.asked is None:
            return "reporting/over.html"
        is_check = self.asked.style is SayStyle.SUMMARY
        return "reporting/check.html" if is_check else "reporting/question.html"

    @property
    def is_first(self) -> bool:
        """Whether nothing was answered yet."""
        return not self.told

    @property
    def step(self) -> int:
        """The step number in the title, from 1; the title tells nothing else."""
        return len(self.told) + 1

    @property
    def here_talk(self) -> str:
        """The address of the conversation view of this page."""
        return self.here + ("&" if "?" in self.here else "?") + "view=talk"

    @property
    def question(self) -> str:
        """Key of the question asked, or empty."""
        return self.asked.question if self.asked else ""

    @property
    def label(self) -> str:
        """The question as read."""
        return (self.asked.label or self.asked.text) if self.asked else ""

    @property
    def hint(self) -> str:
        """One line below the question."""
        return self.asked.hint if self.asked else ""

    @property
    def why(self) -> str:
        """Why it is asked."""
        return self.asked.why if self.asked else ""

    @property
    def prompts(self) -> tuple[str, ...]:
        """Open prompts beside a story."""
        return self.asked.prompts if self.asked else ()

    @property
    def given(self) -> str:
        """Words that stand as the answer already."""
        return self.stands.words if self.takes_words and not self.signs else ""

    @property
    def many(self) -> bool:
        """Whether several choices may be taken."""
        return bool(self.asked and self.asked.many)

    @property
    def choices(self) -> tuple[SayChoice, ...]:
        """The answers offered, without the ways past and without deeds."""
        return tuple(c for c in self._offered if not c.is_way_past and not is_deed(c.value))

    @property
    def deeds(self) -> tuple[SayChoice, ...]:
        """Deeds such as sending, in their order."""
        return tuple(c for c in self._offered if not c.is_way_past and is_deed(c.value))

    @property
    def ways_past(self) -> tuple[SayChoice, ...]:
        """The ways past this question, kept apart from its answers; done is Continue here."""
        return tuple(c for c in self._offered if c.is_way_past and c.value != ":done")

    @property
    def chosen(self) -> tuple[str, ...]:
        """Values of the choices that stand already; none are suggested."""
        return self.stands.values

    @property
    def repairs(self) -> tuple[SayChoice, ...]:
        """Ways out offered beside the question: "Yes, 17 November", "Go on with the report"."""
        beside = (say for say in self.says if say is not self.asked)
        return tuple(choice for say in beside for choice in say.choices)

    @property
    def is_story(self) -> bool:
        """Whether a long answer is asked for."""
        return bool(self.asked and self.asked.kind == QuestionType.STORY.value)

    @property
    def takes_words(self) -> bool:
        """Whether words may be typed."""
        if self.asked is None or not self.asked.question:
            return False
        return bool(self.signs) or self.asked.kind not in _WITHOUT_WORDS

    @property
    def inputmode(self) -> str:
        """Which keyboard a phone should show."""
        return _NUMBERS.get(self.asked.kind, "text") if self.asked else "text"

    @property
    def error(self) -> str:
        """Why the last answer could not be used, or empty."""
        told = [say.text for say in self.says if say.style is SayStyle.ERROR]
        return self.fault or " ".join(told)

    @property
    def dangers(self) -> tuple[str, ...]:
        """The emergency wording, where it was said."""
        return tuple(say.text for say in self.says if say.style is SayStyle.DANGER)

    @property
    def notes(self) -> tuple[str, ...]:
        """Plain texts said beside the question; the first page has its own welcome."""
        said = (say for say in self.says if say.style is SayStyle.PLAIN)
        return tuple(say.text for say in said if not (self.is_first and say.key == "welcome"))

    @property
    def _offered(self) -> tuple[SayChoice, ...]:
        return self.asked.choices if self.asked else ()


def is_deed(value: str) -> bool:
    """Whether a choice's value is a deed (`:send`) rather than an answer."""
    return value.startswith(":")


def event_of(
    *,
    question: str,
    deed: str,
    choices: Sequence[str],
    words: str,
    is_about: bool = False,
    are_signs: bool = False,
) -> Event | None:
    """Return what a form's fields mean; None where nothing was answered.

    Args:
        question: Key of the question that the page asked.
        deed: Value of the button pressed, where it was not Continue.
        choices: Values of the marked radios or boxes.
        words: The words typed; line ends of a form become plain ones.
        is_about: Whether the words were marked approximate.
        are_signs: Whether signs were offered: then what is marked goes before a word typed.
    """
    text = words.replace("\r\n", "\n").strip()
    if deed:
        return Event(EventKind.CHOICE, deed, is_whole=True, question=question)
    if text and not (are_signs and choices):
        return Event(EventKind.TEXT, text, is_whole=True, is_about=is_about, question=question)
    if not choices:
        return None
    return Event(
        EventKind.CHOICE, choices[0], values=tuple(choices), is_whole=True, question=question
    )
