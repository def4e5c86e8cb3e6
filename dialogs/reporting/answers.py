"""Reading one answer to one question: what it means, or why it cannot be used."""

import re
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_date

from dialogs.reporting.days import ROUGHLY, read_day
from dialogs.reporting.draft import Draft, How
from dialogs.reporting.folding import folded
from dialogs.reporting.hearing import Heard
from dialogs.reporting.people import POSTCODE
from dialogs.reporting.script import Place, known_of
from intake.reporting.values import Question, QuestionType, ScriptChoice, is_true

UNKNOWN_WORDS = re.compile(
    r"^(i )?(really )?(dont|do not|dunno) ?(know|remember|)\b( that| it| yet| sorry)*$"
    r"|^(i )?(dont|do not) know (his|her|their|the|any) (names?|child|person)$"
    r"|^(no idea|not known|unknown|cant remember|no clue|not sure|im not sure|i am not sure)$"
)
REFUSED_WORDS = re.compile(
    r"^(i )?((would|d|id) )?(rather|prefer) not( to)?( say| tell)?( you)?$|^(no comment|refuse|"
    r"i wont say|not telling( you)?|i cant say)$"
)
YES = frozenset(["yes", "y", "yeah", "yep", "yup", "aye", "true", "yess"])
NO = frozenset(["no", "n", "nope", "nah", "false"])
_LEAD_IN = re.compile(r"^(?:i am |i m |im |just )?(?:an? |the |her |his |their )?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer came to. `rest` are words beyond the answer itself, to be kept."""

    value: str = field(default="", repr=False)
    how: How = How.EXACT
    rest: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer cannot be used: a wording key, its parameters, and a repair to offer."""

    key: str
    params: tuple[tuple[str, str | date], ...] = ()
    message: str = ""
    repair: tuple[str, date | None] = ("", None)


def read_answer(
    place: Place,
    words: str,
    draft: Draft,
    *,
    today: date,
    heard: Heard | None = None,
    is_about: bool = False,
    age: int | None = None,
) -> Reading | Refusal:
    """Read typed words as the answer of a question, in English and in the language spoken.

    Args:
        place: The question, in its turn.
        words: As typed.
        draft: The answers so far.
        today: The day of telling.
        heard: What is understood in the language spoken, besides English.
        is_about: The teller marked the answer as approximate.
        age: In years, of the one child told of, for "when she was six".

    Returns:
        A reading, or a refusal that says what to change. "I do not know" and "I would rather
        not say" are readings of every question that is not required.
    """
    question = place.question
    known = heard or Heard()
    plain = plain_words(words)
    if not plain:
        return Refusal("bad.empty")
    way = _way_past(question, plain, known)
    if way is not None:
        return way
    if question.type is QuestionType.DATE:
        found = _read_day(place, words.strip(), today, age)
    else:
        found = _READERS.get(question.type, _read_text)(question, words.strip(), today, known)
    if isinstance(found, Refusal):
        return found
    stored = found.value or words.strip()
    if not is_true(question.constraint, known_of(draft, place=place, this=stored)):
        return Refusal("bad.constraint", message=question.constraint_message)
    if question.about and is_about:
        return Reading(found.value, How.ABOUT, found.rest)
    return found


def plain_words(words: str) -> str:
    """Return words in small letters without marks, as typed answers are compared."""
    return folded(words)


def choice_of(question: Question, words: str, heard: Heard | None = None) -> ScriptChoice | None:
    """Return the choice that words name: its number, name or label; None for no clear one.

    Labels are understood in English and in the language spoken; one that names several
    ("A neighbour, friend or relative") is named by each of them: "I'm a friend".
    """
    choices = question.choices
    plain = plain_words(words)
    if plain.isdecimal() and 1 <= int(plain) <= len(choices):
        return choices[int(plain) - 1]
    labels = {one.name: _labels(question, one, heard or Heard()) for one in choices}
    for choice in choices:
        if plain in {choice.name.replace("_", " ").lower(), *labels[choice.name]}:
            return choice
    starts = [
        one
        for one in choices
        if len(plain) > 3 and any(label.startswith(plain) for label in labels[one.name])
    ]
    if not starts:
        bare = _LEAD_IN.sub("", plain)
        starts = [one for one in choices if len(bare) > 3 and bare in _each_named(one.label)]
    return starts[0] if len(starts) == 1 else None


def _labels(question: Question, choice: ScriptChoice, heard: Heard) -> tuple[str, str]:
    spoken = heard.tongue.say(choice.label, question.name)
    return plain_words(choice.label), plain_words(spoken)


def _each_named(label: str) -> set[str]:
    """Return what an English label names one by one: "a parent or carer" names two."""
    parts = re.split(r",| or ", label)
    return {_LEAD_IN.sub("", plain_words(part)) for part in parts} if len(parts) > 1 else set()


def _way_past(question: Question, plain: str, heard: Heard) -> Reading | None:
    if question.required or question.type is QuestionType.STORY:
        return None
    if question.choices and choice_of(question, plain, heard):
        return None
    if UNKNOWN_WORDS.fullmatch(plain) or heard.means("unknown", plain):
        return Reading(how=How.UNKNOWN)
    is_refused = REFUSED_WORDS.fullmatch(plain) or heard.means("refused", plain)
    return Reading(how=How.REFUSED) if is_refused else None


def _read_choice(question: Question, words: str, _today: date, heard: Heard) -> Reading | Refusal:
    choice = choice_of(question, words, heard)
    if choice is not None:
        return Reading(choice.name)
    first, _, rest = plain_words(words).partition(" ")
    names = {c.name for c in question.choices}
    if "not_sure" in names and _is_unsure(words, heard):
        return Reading("not_sure")
    if first in YES and "yes" in names:
        return Reading("yes", rest=words if rest else "")
    if first in NO and "no" in names and len(rest.split()) <= 3:
        return Reading("no", rest=words if rest else "")
    return _read_yes_or_no(names, words, heard)


def _is_unsure(words: str, heard: Heard) -> bool:
    means = any(heard.means(key, words) for key in ("unknown", "not_sure"))
    return means or bool(UNKNOWN_WORDS.match(plain_words(words)))


def _read_yes_or_no(names: set[str], words: str, heard: Heard) -> Reading | Refusal:
    """Read a yes or no of the language spoken; a no with much behind it is no clear no."""
    for name in ("yes", "no"):
        rest = heard.begins(name, words)
        if rest is None or name not in names or (name == "no" and len(rest.split()) > 3):
            continue
        return Reading(name, rest=words if rest else "")
    return Refusal("bad.choice")


def _read_text(question: Question, words: str, _today: date, heard: Heard) -> Reading | Refusal:
    rough = question.about and (ROUGHLY.search(words.lower()) or heard.is_rough(words))
    return Reading(how=How.ABOUT if rough else How.EXACT)


def _read_day(place: Place, words: str, today: date, age: int | None) -> Reading | Refusal:
    day = read_day(words, today=today, age=age)
    if day.is_ahead and day.named is not None:
        if day.meant is None:
            return Refusal("bad.ahead_only", (("day", day.named),))
        params = (("day", day.named), ("meant", day.meant))
        repair = (f"{place.key}={day.meant.isoformat()}", day.meant)
        return Refusal("bad.ahead", params, repair=repair)
    return Reading(day.iso, How.ABOUT if day.is_about else How.EXACT)


def _read_age(_question: Question, words: str, _today: date, _heard: Heard) -> Reading | Refusal:
    numbers = [int(found) for found in re.findall(r"\d+", words)]
    has_words = bool(re.search(r"[a-z]{4,}", words.lower()))
    if any(number > 120 for number in numbers) or not (numbers or has_words):
        return Refusal("bad.age")
    rough = ROUGHLY.search(words.lower()) or not words.strip().isdecimal()
    return Reading(how=How.ABOUT if rough else How.EXACT)


def _read_postcode(
    _question: Question, words: str, _today: date, _heard: Heard
) -> Reading | Refusal:
    whole = POSTCODE.search(words)
    if whole:
        return Reading(f"{whole[1]} {whole[2]}".upper())
    half = re.fullmatch(r"[A-Za-z]{1,2}\d[A-Za-z\d]?", words.strip())
    return Reading(half[0].upper(), How.ABOUT) if half else Refusal("bad.postcode")


def _read_phone(_question: Question, words: str, _today: date, _heard: Heard) -> Reading | Refusal:
    digits = re.sub(r"\D", "", words)
    return Reading() if 7 <= len(digits) <= 15 else Refusal("bad.phone")


def long_day(day: date, language: str = "en") -> str:
    """Return a day as a language writes it: 17 November 2026, 17 listopada 2026.

    Figures stay 0 to 9: so are telephone numbers and dates on everything around the teller.
    """
    return format_date(day, "long", locale="en_GB" if language == "en" else language)


_READERS = {
    QuestionType.CHOICE: _read_choice,
    QuestionType.AGE: _read_age,
    QuestionType.POSTCODE: _read_postcode,
    QuestionType.PHONE: _read_phone,
}
