"""What is said: a question with its answers and ways past, the summary, the numbers to call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dialogs.reporting.answers import long_day
from dialogs.reporting.draft import Answer, Draft, How
from dialogs.reporting.guess import Guess, GuessState
from dialogs.reporting.hearing import Heard, Hearing
from dialogs.reporting.read_back import guess_changed_at, part_label, question_for
from dialogs.reporting.script import (
    Place,
    label_of,
    label_without_names,
    place_anywhere,
    places_of,
    repeat_to_add_after,
    repeats_open,
)
from dialogs.reporting.ties import SIGNS, is_tying, offered_of
from dialogs.reporting.who_told import name_choices
from dialogs.reporting.wording import say_text
from intake.reporting.turns import Say, SayChoice, SayLine, SayStyle
from intake.reporting.values import (
    ENGLISH,
    Days,
    Group,
    Question,
    QuestionType,
    Script,
    ScriptChoice,
    Tongue,
    days_in_words,
    days_of,
)

LINES = ("emergency", "out_of_hours", "police", "nspcc", "childline", "samaritans")
WAYS = ("unknown", "refused", "skip")


def isolated(text: str) -> str:
    """Return a text that keeps its own direction inside one from right to left.

    Without the marks a telephone number of several groups would be read backwards there.
    """
    return f"\u2068{text}\u2069" if text else ""


@dataclass(frozen=True, slots=True)
class Voice:
    """How we speak in one conversation: scripts, numbers to call, signs, and the language.

    Args:
        scripts: Scripts by name; `community` begins, `child` and `professional` follow.
        numbers: Numbers to call by key (`emergency`, `police`, `nspcc`, `childline`,
            `samaritans`, `stop_it_now`, `out_of_hours`, `out_of_hours.<area>`). What is
            missing is left unsaid; nothing but configuration may fill it (promise P4). Also
            `keep_days`, `hold_days`, `office_hours` (see `week_code`), and `learn`, the address
            of the pages that say what to look for.
        signs: Signs that professionals may pick; empty leaves that question out of use.
        edition: Hash of the settings whose scripts these are; empty where nothing is kept.
        earlier: Gives the scripts of an earlier edition; None where it is not known any more.
        begins: The script that a new conversation begins with.
        tongue: The language spoken now.
        tongues: Every language that may be spoken, by code.
        hearing: What is understood in each of them.
        is_beside: Whether this voice says the English beside an unreviewed translation: it
            hears what the language spoken hears, and speaks English.
    """

    scripts: Mapping[str, Script]
    numbers: Mapping[str, str] = field(default_factory=dict)
    signs: tuple[ScriptChoice, ...] = ()
    edition: str = ""
    earlier: Callable[[str], Mapping[str, Script] | None] = field(
        default=lambda _: None, repr=False
    )
    begins: str = "community"
    tongue: Tongue = ENGLISH
    tongues: Mapping[str, Tongue] = field(default_factory=lambda: {"en": ENGLISH})
    hearing: Hearing = field(default_factory=Hearing)
    is_beside: bool = False

    def of(self, draft: Draft) -> "Voice":
        """Return the voice in the language of a draft, with the scripts that it began with.

        Why:
            A conversation begun on one version ends on it: a question renamed meanwhile would
            be asked twice, and its answer would be nobody's. An edition that is not known any
            more leaves the present scripts, and every answer stays in the draft.
        """
        spoken = self.in_language(draft.language)
        if not draft.edition or draft.edition == self.edition:
            return spoken
        scripts = self.earlier(draft.edition)
        return replace(spoken, scripts=scripts) if scripts else spoken

    @property
    def speaks(self) -> Tongue:
        """The language in which things are said."""
        return ENGLISH if self.is_beside else self.tongue

    @property
    def heard(self) -> Heard:
        """What is understood now, besides English."""
        return self.hearing.of(self.tongue)

    def in_language(self, code: str) -> "Voice":
        """Return the voice in a language; one that is not there any more is English."""
        return replace(self, tongue=self.tongues.get(code, ENGLISH))

    def words(self, text: str, context: str = "") -> str:
        """Return a text of a script in the language spoken; `context` is the question's name."""
        return self.speaks.say(text, context) if text else ""

    def text(self, key: str, **params: str | date) -> str:
        """Return a fixed text with the numbers filled in, and days as the language writes them."""
        emergency = say_text("emergency_services", self.speaks.say)
        unsaid = dict.fromkeys((*LINES[1:], "stop_it_now", "keep_days", "hold_days"), "")
        given = {"emergency": emergency, **unsaid}
        told = {
            name: long_day(value, self.speaks.code) if isinstance(value, date) else value
            for name, value in params.items()
        }
        filled = {**given, **dict(self.numbers), **told}
        if self.speaks.is_rtl:
            filled = {name: isolated(value) for name, value in filled.items()}
        return say_text(key, self.speaks.say, **filled)

    def say(self, key: str, style: SayStyle = SayStyle.PLAIN, **params: str | date) -> Say:
        """Return a fixed text as something to say."""
        return Say(text=self.text(key, **params), style=style, key=key)

    def lines(self, keys: Sequence[str] = LINES) -> str:
        """Return the numbers to call, a line each; those not configured are left out."""
        return "\n".join(self.text(f"lines.{key}") for key in keys if self.numbers.get(key))


def choices_of(voice: Voice, question: Question) -> tuple[ScriptChoice, ...]:
    """Return the answers of a question; the signs where its slot says so."""
    if question.slot == SIGNS and not question.choices:
        return voice.signs
    return (*voice.signs, *question.choices) if is_tying(question) else question.choices


def choices_at(voice: Voice, draft: Draft, place: Place) -> tuple[ScriptChoice, ...]:
    """Return the answers that may be given at a place now; of signs to tie, those picked."""
    choices = choices_of(voice, place.question)
    return offered_of(choices, draft) if is_tying(place.question) else choices


def label_at(voice: Voice, draft: Draft, place: Place) -> str:
    """Return a question as read, with the person in it as the teller named them."""
    label = voice.words(place.question.label, place.question.name)
    return label_of(place, draft, voice.text("this_person"), label=label)


def ask(voice: Voice, draft: Draft, place: Place) -> Say:
    """Return a question as something to say, with answers, ways past and side doors."""
    question = place.question
    if question.type is QuestionType.READ_BACK:
        return read_back(voice, draft, place)
    answer = draft.answer(place.key)
    changed = guess_changed_at(draft, place.key) if answer is None else None
    given = answer_text(voice, question, answer) if answer else ""
    add = repeat_to_add_after(voice.scripts[draft.script], draft, place.key)
    label = label_at(voice, draft, place)
    hint = voice.words(question.hint, question.name)
    prompts = tuple(voice.words(prompt, question.name) for prompt in question.prompts)
    parts = [label, hint, _prompts(voice, prompts)]
    if given and question.type is not QuestionType.STORY:
        parts.append(voice.text("given", answer=given))
    if changed is not None:
        parts.append(voice.text("from_story", quote=changed.quote))
    if add is not None and add.add_label:
        parts.append(voice.text("add_hint", label=_add_label(voice, add)))
    offered = (*name_choices(draft, place), *_offered(voice, draft, place))
    doors = (*offered, *_doors(voice, draft, place, add))
    return Say(
        text="\n\n".join(part for part in parts if part),
        style=SayStyle.QUESTION,
        key=f"ask.{question.name}",
        choices=doors,
        question=place.key,
        many=question.type is QuestionType.CHOICES,
        kind=question.type.value,
        label=label,
        hint=hint,
        why=voice.words(question.why, question.name),
        prompts=prompts,
        given=given,
    )


def read_back(voice: Voice, draft: Draft, place: Place) -> Say:
    """Return what the story seems to say, line by line, to be said yes to, changed or denied.

    The lines keep their numbers while some of them wait: "not 2" means the same until the end.
    """
    question = place.question
    lines = guess_lines(voice, draft)
    told = "\n".join(
        voice.text("summary_line", number=str(line.number), label=line.label, answer=line.answer)
        for line in lines
    )
    label = voice.words(question.label, question.name)
    hint = voice.words(question.hint, question.name)
    how = voice.text("read_back_how")
    return Say(
        text="\n\n".join(part for part in (label, hint, told, how) if part),
        style=SayStyle.QUESTION,
        key=f"ask.{question.name}",
        choices=tuple(_read_back_doors(voice, place, lines)),
        question=place.key,
        kind=question.type.value,
        label=label,
        hint=hint,
        why=voice.words(question.why, question.name),
        lines=lines,
    )


def guess_lines(voice: Voice, draft: Draft) -> tuple[SayLine, ...]:
    """Return the guesses that wait for a yes as lines; `question` is the id of the guess."""
    script = voice.scripts[draft.script]
    numbered = enumerate(draft.guesses, start=1)
    return tuple(
        SayLine(number, guess.id, _guess_label(voice, script, guess), guess_text(voice, guess))
        for number, guess in numbered
        if guess.state is GuessState.ASKED
    )


def guess_text(voice: Voice, guess: Guess) -> str:
    """Return the words of a guess as they are read back, a time with the days it leaves open."""
    days = days_of(guess.value)
    return _with_days(voice, guess.words, days) if days else guess.words


def _guess_label(voice: Voice, script: Script, guess: Guess) -> str:
    found = question_for(script, guess)
    if found is None:
        return ""
    group, question = found
    part = part_label(script, guess)
    asked = next((one for one in group.questions if part and one.choices), question)
    label = voice.words(part or question.label, asked.name)
    return label_without_names(label, voice.text("this_person"))


def _read_back_doors(voice: Voice, place: Place, lines: Sequence[SayLine]) -> Iterator[SayChoice]:
    key = place.key
    yield SayChoice(f"{key}=yes", voice.text("label.right"))
    for line in lines:
        number = str(line.number)
        change = voice.text("label.change_line", number=number)
        yield SayChoice(f"{key}=change.{line.question}", change, is_way_past=True)
        wrong = voice.text("label.not_line", number=number)
        yield SayChoice(f"{key}=not.{line.question}", wrong, is_way_past=True)
    yield _way(voice, place, "skip")


def _with_days(voice: Voice, words: str, days: Days) -> str:
    told = days_in_words(days)
    return (
        words
        if told.casefold() in words.casefold()
        else voice.text("with_days", words=words, days=told)
    )


def answer_text(voice: Voice, question: Question, answer: Answer) -> str:
    """Return an answer as the teller may read it; "not known" is written out."""
    if answer.how in {How.UNKNOWN, How.REFUSED, How.SKIPPED}:
        return voice.text(f"answer.{answer.how.value}")
    labels = {
        choice.name: voice.words(choice.label, question.name)
        for choice in choices_of(voice, question)
    }
    if question.type is QuestionType.CHOICE:
        return labels.get(answer.value, answer.text)
    if question.type is QuestionType.CHOICES:
        return "; ".join(labels.get(name, name) for name in answer.value.split())
    if question.type is QuestionType.DATE:
        return _day_text(voice, answer)
    return answer.text


def _day_text(voice: Voice, answer: Answer) -> str:
    """Return a day as told, with the days that the words leave open beside it."""
    day = _day_chosen(answer)
    if day is not None:
        return long_day(day, voice.speaks.code)
    days = days_of(answer.value)
    return _with_days(voice, answer.text, days) if days else answer.text


def _day_chosen(answer: Answer) -> date | None:
    """Return the day of an answer that was taken from us, not typed."""
    try:
        day = date.fromisoformat(answer.value)
    except ValueError:
        return None
    return day if answer.text == long_day(day) else None


def summary_lines(voice: Voice, draft: Draft) -> tuple[SayLine, ...]:
    """Return what was told, line by line, numbered from 1 in the order of the script."""
    places = places_of(voice.scripts[draft.script], draft)
    told = [(place, draft.answer(place.key)) for place in places]
    return tuple(
        SayLine(
            number=number,
            question=place.key,
            label=label_at(voice, draft, place),
            answer=answer_text(voice, place.question, answer),
            is_repeat=place.group.repeat,
        )
        for number, (place, answer) in enumerate(((p, a) for p, a in told if a), start=1)
    )


def summary(voice: Voice, draft: Draft) -> Say:
    """Return everything told, to be checked, changed, added to, and sent."""
    lines = summary_lines(voice, draft)
    body = "\n".join(
        voice.text("summary_line", number=str(line.number), label=line.label, answer=line.answer)
        for line in lines
    )
    parts = (voice.text("summary"), body, voice.text("summary_how"))
    more = (SayChoice(":more", voice.text("label.more")),) if draft.is_short else ()
    adds = () if draft.is_short else _adds(voice, draft)
    return Say(
        text="\n\n".join(parts),
        style=SayStyle.SUMMARY,
        key="summary",
        choices=(SayChoice(":send", voice.text("label.send")), *more, *adds),
        label=voice.text("summary"),
        hint=voice.text("summary_how"),
        lines=lines,
    )


def question_of(voice: Voice, draft: Draft, key: str) -> Question | None:
    """Return the question of an answer, whichever script it was asked by."""
    place = place_anywhere(voice.scripts, draft, key)
    return place.question if place else None


def way_out(voice: Voice, place: Place) -> tuple[SayChoice, ...]:
    """Return the ways past a question that was misunderstood three times."""
    named = [way for way in WAYS if way in place.question.allows and way != "skip"]
    ways = () if place.question.required else (*named, "skip")
    number = SayChoice(":number", voice.text("label.number"), is_way_past=True)
    return (*(_way(voice, place, way) for way in ways), number)


def _offered(voice: Voice, draft: Draft, place: Place) -> tuple[SayChoice, ...]:
    """Return the answers of the script's own; signs are too many and are found by a word."""
    is_found = place.question.slot == SIGNS
    choices = place.question.choices if is_found else choices_at(voice, draft, place)
    return tuple(
        SayChoice(
            f"{place.key}={choice.name}",
            voice.words(choice.label, place.question.name),
            voice.words(choice.hint, place.question.name),
        )
        for choice in choices
    )


def _doors(voice: Voice, draft: Draft, place: Place, add: Group | None) -> tuple[SayChoice, ...]:
    doors: list[SayChoice] = []
    answer = draft.answer(place.key)
    is_many = place.question.type in {QuestionType.STORY, QuestionType.CHOICES}
    if is_many and answer is not None:
        doors.append(SayChoice(":done", voice.text("label.done")))
    elif answer is not None:
        doors.append(SayChoice(":keep", voice.text("label.keep"), is_way_past=True))
    if add is not None and add.add_label:
        doors.append(SayChoice(f":add {add.name}", _add_label(voice, add), is_way_past=True))
    ways = [way for way in WAYS if way in place.question.allows and answer is None]
    doors.extend(_way(voice, place, way) for way in ways)
    if draft.script == "community" and place.question.slot == "where_now":
        doors.append(SayChoice(":child", voice.text("label.child"), is_way_past=True))
    if draft.script == "child" and place.question.name == "safe":
        doors.append(SayChoice(":adult", voice.text("label.adult"), is_way_past=True))
    if len(voice.tongues) > 1 and not draft.answers:
        doors.append(_language_door(voice))
    return tuple(doors)


def _language_door(voice: Voice) -> SayChoice:
    """Offer the other languages by their own names: who cannot read ours finds theirs."""
    names = " · ".join(one.name for one in voice.tongues.values() if one.code != voice.tongue.code)
    return SayChoice(":language", voice.text("label.language", names=names), is_way_past=True)


def _way(voice: Voice, place: Place, way: str) -> SayChoice:
    return SayChoice(f"{place.key}=?{way}", voice.text(f"label.{way}"), is_way_past=True)


def _add_label(voice: Voice, group: Group) -> str:
    return voice.words(group.add_label, group.name)


def _prompts(voice: Voice, prompts: tuple[str, ...]) -> str:
    if not prompts:
        return ""
    lines = (voice.text("prompt_line", prompt=prompt) for prompt in prompts)
    return "\n".join((voice.text("prompts"), *lines))


def _adds(voice: Voice, draft: Draft) -> tuple[SayChoice, ...]:
    return tuple(
        SayChoice(f":add {group.name}", _add_label(voice, group), is_way_past=True)
        for group in repeats_open(voice.scripts[draft.script], draft)
    )
