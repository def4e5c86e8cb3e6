"""What one page shows: the says of a turn, laid out. Knows no framework and no decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.pairs import Words, joined, pair, paragraphs_of
from dialogs.reporting.walk import Given, Mine, ToldLine
from intake.reporting.values import QuestionType, Say, SayChoice, SayEnglish, SayLine, SayStyle

_WITHOUT_WORDS = frozenset(
    {QuestionType.CHOICE.value, QuestionType.CHOICES.value, QuestionType.READ_BACK.value}
)
_NUMBERS = {QuestionType.PHONE.value: "tel", QuestionType.AGE.value: "text"}
MINE_SHOWS = frozenset(
    {"status_of", "status", "letter", "letter_question", "letters_none", "letters_end",
     "sent_already", "contact_when", "disagree_further"}
)  # fmt: skip
"""Texts that the page of a report that was sent lays out by itself."""
LOST = (
    "This page was left for too long, so it starts again. Words that you sent just now are kept; "
    "a file is not. If you have a code, you can come back with it."
)
NO_COOKIE = (
    "Your browser does not keep this page. Please allow cookies here, or use another browser or "
    "a telephone."
)
SLOW = (
    "Very much came from here in a short time, so this page answers slowly now. Nothing is lost, "
    "and nobody is locked out."
)
NOTHING_CHOSEN = "Choose one answer."
NOTHING_WRITTEN = "Write something, or choose one of the answers below."


@dataclass(frozen=True, slots=True)
class Offer:
    """One button, radio or box as a page shows it."""

    value: str
    label: Words
    hint: Words
    is_way_past: bool = False


@dataclass(frozen=True, slots=True)
class CodeGiven:
    """A code, and what it is for, a paragraph an entry; the first says the code itself."""

    given: str = field(repr=False)
    what: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report, as the templates read it.

    `told` is everything said so far, a line an answer; `stands` what stands as the answer of
    this question; `is_passed_on` whether people on duty read it as it is written; `is_child`
    whether a child tells, who may write beside every question; `here` and `here_talk` are the
    addresses of the two views of this page; `files` how many came with it; `can_finish`
    whether the rest may be left out at once; `note` what the page says of itself; `mine` is the
    report that was sent, where this chat has one open.
    """

    token: str
    says: tuple[Say, ...] = field(repr=False)
    told: tuple[ToldLine, ...] = field(default=(), repr=False)
    stands: Given = field(default_factory=Given, repr=False)
    signs: tuple[SayChoice, ...] = ()
    is_passed_on: bool = False
    is_child: bool = False
    files: int = 0
    can_finish: bool = False
    is_talk: bool = False
    here: str = "/report"
    fault: Words | str = ""
    note: str = ""
    mine: Mine | None = None

    @property
    def asked(self) -> Say | None:
        """What is asked or shown for checking; None where nothing is."""
        wanted = {SayStyle.QUESTION, SayStyle.SUMMARY}
        return next((say for say in reversed(self.says) if say.style in wanted), None)

    @property
    def template(self) -> str:
        """Which template draws it."""
        if self.asked is None:
            return "reporting/mine.html" if self.mine else "reporting/over.html"
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
    def label(self) -> Words:
        """The question as read."""
        if self.asked is None:
            return Words("")
        label = pair(self.asked.label, self._english.label)
        return label or pair(self.asked.text, self._english.text)

    @property
    def hint(self) -> Words:
        """One line below the question."""
        return pair(self.asked.hint, self._english.hint) if self.asked else Words("")

    @property
    def why(self) -> Words:
        """Why it is asked."""
        return pair(self.asked.why, self._english.why) if self.asked else Words("")

    @property
    def prompts(self) -> tuple[Words, ...]:
        """Open prompts beside a story."""
        said = self.asked.prompts if self.asked else ()
        return tuple(map(pair, said, self._english.prompts or said))

    @property
    def given(self) -> str:
        """Words that stand as the answer already."""
        return self.stands.words if self.takes_words and not self.signs else ""

    @property
    def many(self) -> bool:
        """Whether several choices may be taken."""
        return bool(self.asked and self.asked.many)

    @property
    def choices(self) -> tuple[Offer, ...]:
        """The answers offered, without the ways past and without deeds."""
        answers = (c for c in self._offered if not c.is_way_past and not is_deed(c.value))
        return () if self.lines else tuple(answers)

    @property
    def deeds(self) -> tuple[Offer, ...]:
        """Deeds such as sending, in their order."""
        return tuple(c for c in self._offered if not c.is_way_past and is_deed(c.value))

    @property
    def read_back_deeds(self) -> tuple[Offer, ...]:
        """What may be said of a whole read-back; empty at every other question."""
        return tuple(c for c in self._offered if not c.is_way_past) if self.lines else ()

    @property
    def ways_past(self) -> tuple[Offer, ...]:
        """The ways past this question, kept apart from its answers.

        Done is Continue here, and the languages stand on every page.
        """
        elsewhere = {":done", ":language"}
        ways = (c for c in self._offered if c.is_way_past and c.value not in elsewhere)
        return tuple(c for c in ways if not self.lines or c.value.endswith("=?skip"))

    def doors_of(self, line: SayLine) -> tuple[Offer, ...]:
        """What may be said of one line of a read-back: to change it, that it is not so."""
        return tuple(c for c in self._offered if c.value.endswith(f".{line.question}"))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Values of the choices that stand already; none are suggested."""
        return self.stands.values

    @property
    def repairs(self) -> tuple[Offer, ...]:
        """Ways out offered beside the question: "Yes, 17 November", "Go on with the report"."""
        beside = (say for say in self.says if say is not self.asked)
        return tuple(offer for say in beside for offer in offers_of(say))

    @property
    def is_story(self) -> bool:
        """Whether a long answer is asked for."""
        return bool(self.asked and self.asked.kind == QuestionType.STORY.value)

    @property
    def lines(self) -> tuple[SayLine, ...]:
        """What the story seems to say, line by line, where it is read back."""
        is_read_back = self.asked and self.asked.kind == QuestionType.READ_BACK.value
        return self.asked.lines if self.asked and is_read_back else ()

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
    def error(self) -> Words | str:
        """Why the last answer could not be used, or empty."""
        told = joined((said(say) for say in self.says if say.style is SayStyle.ERROR), " ")
        return self.fault or told

    @property
    def danger(self) -> Words:
        """The emergency wording, where it was said."""
        dangers = (said(say) for say in self.says if say.style is SayStyle.DANGER)
        return joined(dangers, "\n\n")

    @property
    def codes(self) -> tuple["CodeGiven", ...]:
        """Codes that were just given, each with what it is for."""
        given = (say for say in self.says if say.style is SayStyle.RECEIPT and say.given)
        return tuple(CodeGiven(say.given, tuple(paragraphs_of(said(say))[1:])) for say in given)

    @property
    def notes(self) -> tuple[Words, ...]:
        """Plain texts said beside the question; the first page has its own welcome."""
        plain = (say for say in self.says if say.style is SayStyle.PLAIN)
        hidden = MINE_SHOWS if self.mine else {"welcome"} if self.is_first else set()
        shown = (say for say in plain if say.key.partition(".")[0] not in hidden)
        return tuple(map(said, shown))

    @property
    def _offered(self) -> tuple[Offer, ...]:
        return offers_of(self.asked) if self.asked else ()

    @property
    def _english(self) -> SayEnglish:
        known = self.asked.english if self.asked else None
        return known or SayEnglish("")


def said(say: Say) -> Words:
    """Return a text said, with its English where that stands beside it."""
    return pair(say.text, say.english.text if say.english else "")


def offers_of(say: Say) -> tuple[Offer, ...]:
    """Return the choices of a thing said, with their English where that stands beside them."""
    english = {choice.value: choice for choice in say.english.choices} if say.english else {}
    return tuple(
        Offer(
            one.value,
            pair(one.label, english[one.value].label if one.value in english else ""),
            pair(one.hint, english[one.value].hint if one.value in english else ""),
            one.is_way_past,
        )
        for one in say.choices
    )


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
    beside: str = "",
) -> Event | None:
    """Return what a form's fields mean; None where nothing was answered.

    Args:
        question: Key of the question that the page asked.
        deed: Value of the button pressed, where it was not Continue.
        choices: Values of the marked radios or boxes.
        words: The words typed; line ends of a form become plain ones.
        is_about: Whether the words were marked approximate.
        are_signs: Whether signs were offered: then what is marked goes before a word typed.
        beside: The old words that a correction stands beside.
    """
    text = words.replace("\r\n", "\n").strip()
    if deed:
        return Event(EventKind.CHOICE, deed, is_whole=True, question=question)
    if text and not (are_signs and choices):
        old = (beside.strip(),) if beside.strip() else ()
        return Event(
            EventKind.TEXT, text, values=old, is_whole=True, is_about=is_about, question=question
        )
    if not choices:
        return None
    return Event(
        EventKind.CHOICE, choices[0], values=tuple(choices), is_whole=True, question=question
    )
