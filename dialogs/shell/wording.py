"""Every text that is to be translated, gathered from where it stands; read `messages_of`.

What frightens most comes first, so that a translator who is interrupted has done the most urgent.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2.ext import extract_from_ast

from dialogs.reporting import page, rest, telegram, web, work
from dialogs.reporting.wording import TEXTS
from dialogs.shell.from_policy import learning_of
from dialogs.shell.pages import environment
from dialogs.shell.problems import PROBLEMS
from intake.policy.loader import PolicySet
from intake.policy.wording import CATALOGUE, REVIEWED
from intake.reporting.values import Question, Script, Tongue

SPEAKING = ("t", "p", "offer_in")
"""What templates call to say something."""
URGENT = ("call_first", "danger", "child", "crisis", "worse", "after_hours", "lines.", "welcome")
_TEMPLATES = Path(web.__file__).parent / "templates"
SHOWN = 3
"""How many missing texts are named before the rest is counted."""
MET_BY_TELLERS = (
    "error", "not_found", "unavailable", "conflict", "web.bad_request", "web.other_site",
    "web.wrong_method", "web.too_large",
)  # fmt: skip
"""Problems that whoever reports may be shown; the others are a desk's or a program's."""
_FRAMES = ("frame", "parts", "problem")


Translations = Mapping[tuple[str, str], str]
"""By context and English text."""


@dataclass(frozen=True, slots=True)
class Message:
    """One English text and where it stands; the same text in two places is one message."""

    text: str
    where: tuple[str, ...]


def messages_of(policy: PolicySet) -> tuple[Message, ...]:
    """Gather every text that tellers read, the most urgent first."""
    places: dict[str, list[str]] = {}
    for where, text in _texts(policy):
        if text.strip():
            places.setdefault(text, []).append(where)
    return tuple(Message(text, tuple(dict.fromkeys(at))) for text, at in places.items())


def languages_of(policy: PolicySet) -> tuple[Tongue, ...]:
    """Return the languages that have a catalogue: all but English, which is the message id."""
    return tuple(one for one in policy.tongues.values() if one.code != "en")


def missing_of(tongue: Tongue, messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return the messages that a language has no translation of."""
    known = {text for context, text in tongue.texts if not context}
    return tuple(one for one in messages if one.text not in known)


def taken_up_again(tongue: Tongue, out_of_use: Translations, messages: Iterable[Message]) -> Tongue:
    """Return a language with the old translations of texts that are said again."""
    said = {one.text for one in messages}
    again = {key: told for key, told in out_of_use.items() if key[1] in said}
    return replace(tongue, texts={**again, **tongue.texts})


def catalogue_of(
    tongue: Tongue, messages: Iterable[Message], *, out_of_use: Translations | None = None
) -> str:
    """Return a catalogue as it is written: every message in its order, old translations kept.

    A translation with a context follows the common one; what is no longer said stands at the
    end, out of use, so that nobody's work is lost.

    Args:
        tongue: The language with its translations.
        messages: Every text that is said.
        out_of_use: What stood at the catalogue's end before, and stays there.
    """
    yes_no = "yes" if tongue.is_reviewed else "no"
    head = (
        f"Language: {tongue.code}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"{REVIEWED}: {yes_no}",
    )
    parts = [
        "\n".join((f"# Due Regard in {tongue.english}.", 'msgid ""', 'msgstr ""', *_lines(head)))
    ]
    said = set()
    for message in messages:
        contexts = ("", *sorted(c for c, text in tongue.texts if c and text == message.text))
        for context in contexts:
            said.add((context, message.text))
            parts.append(_entry(message, context, tongue.texts.get((context, message.text), "")))
    kept = {**(out_of_use or {}), **tongue.texts}
    parts += [_out_of_use(*one) for one in kept.items() if one[0] not in said]
    return "\n\n".join(parts) + "\n"


def path_of(root: Path, tongue: Tongue) -> Path:
    """Return where a language's catalogue stands below a folder of wording."""
    return root / tongue.code / CATALOGUE


def _texts(policy: PolicySet) -> Iterator[tuple[str, str]]:
    fixed = sorted(TEXTS.items(), key=lambda one: not one[0].startswith(URGENT))
    yield from ((f"wording {key}", text) for key, text in fixed)
    for script in policy.scripts.values():
        yield from _of_script(script)
    yield from _of_pages()
    yield from _of_templates()
    yield from _of_learning(policy)


def _of_script(script: Script) -> Iterator[tuple[str, str]]:
    name = f"script {script.name}"
    for group in script.groups:
        yield f"{name} {group.name}", group.add_label
        for question in group.questions:
            at = f"{name} {question.name}"
            yield from ((at, text) for text in _of_question(question))


def _of_question(question: Question) -> Iterator[str]:
    yield from (question.label, question.hint, question.why, question.constraint_message)
    for choice in question.choices:
        yield from (choice.label, choice.hint)
    yield from question.prompts


def _of_pages() -> Iterator[tuple[str, str]]:
    yield from (("page", text) for text in (page.NOTHING_CHOSEN, page.NOTHING_WRITTEN))
    yield from (("page", text) for text in (*web.WHEN.values(), web.THEN))
    yield from (("page", text) for text in (web.WRONG_CODE, page.LOST, page.NO_COOKIE, page.SLOW))
    yield from (("page", text) for text in (work.USED, work.WRONG_CODE))
    yield from (("telegram", text) for text in (telegram.NOT_PLAYED, telegram.LINK))
    yield from (("telegram menu", text) for text in telegram.menu_texts())
    for step in rest.NEXT_STEPS:
        yield from (("rest", step.when), ("rest", step.what))
    for code in MET_BY_TELLERS:
        yield from (("problem", PROBLEMS[code].title), ("problem", PROBLEMS[code].sentence))


def _of_learning(policy: PolicySet) -> Iterator[tuple[str, str]]:
    for shown in learning_of(policy):
        at = f"learning {shown.name}"
        yield from ((at, text) for text in (shown.title, shown.about))
        for part in shown.parts:
            yield from ((at, text) for text in (part.heading, *part.words, *part.signs))


def _of_templates() -> Iterator[tuple[str, str]]:
    frames = [f"shell/{name}.html" for name in _FRAMES]
    own = [f"reporting/{path.name}" for path in sorted(_TEMPLATES.glob("*.html"))]
    made = environment()
    for name in (*own, *frames):
        source = made.loader.get_source(made, name)[0] if made.loader else ""
        for _, _, words in extract_from_ast(made.parse(source), SPEAKING):
            every = words if isinstance(words, tuple) else (words,)
            yield from ((f"page {name}", text) for text in every if text)


def _lines(words: Iterable[str]) -> list[str]:
    return [f'"{one}\\n"' for one in words]


def _quoted(text: str) -> str:
    """Return a text as gettext writes it, a line of its own after each line end."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = safe.split("\n")
    if len(lines) == 1:
        return f'"{safe}"'
    ended = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return '""\n' + "\n".join(f'"{line}"' for line in ended)


def _entry(message: Message, context: str, said: str) -> str:
    lines = [f"#. {', '.join(message.where)}"]
    lines += [f'msgctxt "{context}"'] if context else []
    return "\n".join((*lines, f"msgid {_quoted(message.text)}", f"msgstr {_quoted(said)}"))


def _out_of_use(key: tuple[str, str], said: str) -> str:
    context, text = key
    lines = [f'msgctxt "{context}"'] if context else []
    lines += [f"msgid {_quoted(text)}", f"msgstr {_quoted(said)}"]
    return "\n".join(f"#~ {line}" for line in "\n".join(lines).split("\n"))


def told_of(tongue: Tongue, messages: tuple[Message, ...]) -> tuple[str, ...]:
    """Return what is to be told of a language: what is missing, and whether it was reviewed."""
    missing = missing_of(tongue, messages)
    file = f"wording/{tongue.code}/{CATALOGUE}"
    lines = [
        f"{len(missing)} of {len(messages)} texts have no {tongue.english}, so English is said"
    ]
    lines += [f"  {one.text.splitlines()[0][:60]} ({one.where[0]})" for one in missing[:SHOWN]]
    if len(missing) > SHOWN:
        lines.append(f"  … and {len(missing) - SHOWN} more: dueregard wording update adds them")
    lines = lines if missing else []
    if not tongue.is_reviewed:
        lines.append(
            f"{file}: no native speaker has reviewed it; each line has its English beside it"
        )
    return tuple(lines)
