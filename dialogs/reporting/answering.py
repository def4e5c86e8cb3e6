"""The answer of the present question: typed, chosen, or changed afterwards."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dialogs.reporting.answers import (
    Refusal,
    long_day,
    plain_words,
    read_answer,
)
from dialogs.reporting.asking import answer_text, choices_at, choices_of, way_out
from dialogs.reporting.deeds import passed
from dialogs.reporting.draft import Answer, AsideKind, How
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import age_of_the_child, mention_at
from dialogs.reporting.mentions import ONE_MORE, SEEN_NOW
from dialogs.reporting.people import guesses_of
from dialogs.reporting.profile import filled_in
from dialogs.reporting.read_back import reread
from dialogs.reporting.read_back_replies import read_back_chosen, read_back_typed
from dialogs.reporting.safety import (
    CHILD,
    STORY,
    danger_answered,
    kept_in_story,
    safety_answered,
    turned_to_child,
)
from dialogs.reporting.scene import Scene
from dialogs.reporting.script import Place, place_at, places_of
from dialogs.reporting.ties import NONE, is_tying, settled_choice
from dialogs.reporting.who_told import MARK, name_chosen
from intake.reporting.turns import SayChoice, SayStyle
from intake.reporting.values import QuestionType, ScriptChoice

ANOTHER_SCRIPT = frozenset({"child", "professional"})
BESIDE = "beside"
"""What a page asks under where anything may be written, whatever else it asks."""
TRIES = 3
SHOWN_SIGNS = 8


def answered_by_words(scene: Scene, event: Event) -> Scene:
    """Play typed words as the answer of the present question.

    Why beside:
        In a chat a child may type at any moment; on a page there would be no place for it. So
        each page of theirs has one, and its words are never read as the answer asked for.
    """
    scene = _at_page(scene, event)
    place = scene.place
    if place is None or event.question not in {"", place.key}:
        return _told_beside(scene, event) if event.text.strip() else scene
    if place.question.type is QuestionType.STORY:
        return _told(scene, place, event)
    if place.question.type is QuestionType.CHOICES:
        return _signs_typed(scene, place, event)
    if place.question.type is QuestionType.READ_BACK:
        return read_back_typed(scene, event)
    words = name_chosen(scene.draft, place, event.text.strip()) or event.text
    read = read_answer(
        place,
        words,
        scene.draft,
        today=scene.today,
        heard=scene.voice.heard,
        is_about=event.is_about,
        age=age_of_the_child(scene.voice.scripts, scene.draft),
    )
    if isinstance(read, Refusal):
        return _refused(scene, place, event, read)
    told = (words,) if read.how in {How.EXACT, How.ABOUT} else ()
    messages = (event.message_id,) if told else ()
    answer = Answer(place.key, told, read.value, read.how, messages)
    scene = kept_in_story(scene, read.rest, event.message_id) if read.rest else scene
    return _after(scene, place, answer)


def answered_by_choice(scene: Scene, event: Event) -> Scene:
    """Play a chosen answer, `question=name`; one of another question than the present asks back."""
    values = event.values or (event.text,)
    key, _, name = values[0].partition("=")
    script = scene.voice.scripts[scene.draft.script]
    if key != scene.draft.cursor:
        if event.is_whole and key in {place.key for place in places_of(script, scene.draft)}:
            scene = scene.at(key)
        else:
            return _stale(scene, key)
    place = scene.place
    if place is None:
        return scene
    if name.startswith(("?", MARK)):
        by_mark = _passed_over if name.startswith("?") else _name_picked
        return by_mark(scene, place, name)
    if place.question.type is QuestionType.READ_BACK:
        return read_back_chosen(scene, name)
    if place.question.type is QuestionType.CHOICES:
        return _signs_chosen(scene, place, [v.partition("=")[2] for v in values], event)
    return _named(scene, place, name)


def _name_picked(scene: Scene, place: Place, value: str) -> Scene:
    """Keep the name of the story that was chosen; one that is gone from it is asked for."""
    words = name_chosen(scene.draft, place, value)
    if not words:
        return scene.saying("stale_gone")
    return answered_by_words(scene, Event(EventKind.TEXT, words))


def edited(scene: Scene, event: Event) -> Scene:
    """Change the answer that a message gave; the first words are kept beside it."""
    found = next((a for a in scene.draft.answers if event.message_id in a.messages), None)
    if not event.message_id or not event.text.strip():
        return scene
    if found is None:
        return _edited_aside(scene, event)
    place = place_at(scene.voice.scripts[scene.draft.script], found.key)
    if found.key == STORY or place is None or place.question.type is QuestionType.CHOICES:
        at = found.messages.index(event.message_id)
        words = (*found.words[:at], event.text, *found.words[at + 1 :])
        changed = scene.answered(replace(found, words=words))
        if found.is_open and found.key == scene.draft.cursor:
            return changed.saying("edit_kept").saying(*_more_asked(scene)).quiet()
        return _read_again(changed.saying("edit_kept"))
    read = read_answer(place, event.text, scene.draft, today=scene.today, heard=scene.voice.heard)
    if isinstance(read, Refusal):
        kept = scene.draft.with_aside(
            event.text, AsideKind.NOT_UNDERSTOOD, message=event.message_id
        )
        return scene.with_draft(kept).saying("edit_refused", SayStyle.ERROR)
    words = (event.text,)
    answer = Answer(found.key, words, read.value, read.how, (event.message_id,))
    cursor = scene.draft.cursor
    changed = _after(scene.saying("edit_kept"), place, answer)
    keys = {p.key for p in places_of(changed.voice.scripts[changed.draft.script], changed.draft)}
    is_waiting = cursor in keys and changed.draft.answer(cursor) is None
    return changed.at(cursor) if is_waiting and changed.draft.cursor not in keys else changed


def _told_beside(scene: Scene, event: Event) -> Scene:
    """Keep words in the story that answer nothing asked; what is asked is asked again.

    They were written beside a question, on the page of one that is gone, or below the summary:
    there, what is new in them is read back.
    """
    story = scene.draft.answer(STORY)
    kept = kept_in_story(scene, event.text, event.message_id)
    if scene.place is None:
        return kept.moved_on() if story is not None and not story.is_open else kept
    if event.question != BESIDE:
        return kept.saying("stale_gone")
    return kept.saying("child_kept") if scene.draft.script == CHILD else kept


def _read_again(scene: Scene) -> Scene:
    """Read a changed story back at once where it says something new; else stay where we are."""
    script = scene.voice.scripts[scene.draft.script]
    draft = reread(script, scene.draft, today=scene.today)
    is_here = not draft.cursor or draft.cursor in {p.key for p in places_of(script, draft)}
    return (
        scene.with_draft(draft).moved_on()
        if draft.asked_back or not is_here
        else (scene.with_draft(draft))
    )


def _edited_aside(scene: Scene, event: Event) -> Scene:
    """Take a changed message that was no answer: as the answer now, or as words kept."""
    aside = next((a for a in scene.draft.asides if a.message == event.message_id), None)
    is_retry = aside is not None and aside.kind is AsideKind.NOT_UNDERSTOOD
    if aside is not None and is_retry and aside.key == scene.draft.cursor:
        return answered_by_words(scene, event)
    kept = scene.draft.with_aside(event.text, AsideKind.BEFORE_CHANGE, message=event.message_id)
    return scene.with_draft(kept).saying("edit_unknown")


def _at_page(scene: Scene, event: Event) -> Scene:
    """Go to the question of the page that was sent; a page may be sent again from behind."""
    script = scene.voice.scripts[scene.draft.script]
    if event.question in {"", scene.draft.cursor}:
        return scene
    known = {place.key for place in places_of(script, scene.draft)}
    return scene.at(event.question) if event.question in known else scene


def _told(scene: Scene, place: Place, event: Event) -> Scene:
    if not event.text.strip():
        return scene.saying("bad.empty", SayStyle.ERROR)
    before = scene.draft.answer(place.key)
    if event.is_whole:
        whole = Answer(place.key, (event.text,), messages=(event.message_id,))
        if before and before.text == event.text:
            whole = replace(before, is_open=False)
        return scene.answered(whole).moved_on()
    told = before if before and before.is_told else Answer(place.key)
    more = replace(
        told,
        words=(*told.words, event.text),
        messages=(*told.messages, event.message_id),
        is_open=True,
    )
    return scene.answered(more).saying(*_more_asked(scene)).quiet()


def _more_asked(scene: Scene) -> tuple[str, SayStyle, tuple[SayChoice, ...]]:
    """Return what is said while a story goes on: its key, its style, the way to its end."""
    done = SayChoice(":done", scene.voice.text("label.done"))
    return "story_more", SayStyle.QUESTION, (done,)


def _named(scene: Scene, place: Place, name: str) -> Scene:
    """Keep a choice by its name; a day offered as a repair comes by its date."""
    choice = next((c for c in choices_of(scene.voice, place.question) if c.name == name), None)
    if choice is not None:
        return _after(scene, place, Answer(place.key, (choice.label,), choice.name))
    if place.question.type is QuestionType.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        day = date.fromisoformat(name)
        if day <= scene.today:
            return _after(scene, place, Answer(place.key, (long_day(day),), name))
    return scene.saying("bad.choice", SayStyle.ERROR)


def _after(scene: Scene, place: Place, answer: Answer) -> Scene:
    """Keep an answer and do what it leads to: danger, safety, another script, a read-back."""
    before = scene.draft.value(place.key)
    scene = scene.answered(answer)
    act = _ACTS.get(place.question.slot)
    if act is not None:
        scene = act(scene, answer, before)
    elif place.question.slot.startswith("mention"):
        scene = _read_back(scene, place)
    return scene.moved_on()


def _on_danger(scene: Scene, answer: Answer, before: str) -> Scene:
    del answer
    return danger_answered(scene, before=before)


def _on_safety(scene: Scene, answer: Answer, before: str) -> Scene:
    del answer, before
    return safety_answered(scene)


def _on_role(scene: Scene, answer: Answer, before: str) -> Scene:
    del before
    script = scene.voice.scripts.get(answer.value)
    if script is None or answer.value not in ANOTHER_SCRIPT:
        return scene
    if answer.value == CHILD:
        return turned_to_child(scene)
    draft = replace(scene.draft, script=script.name, version=script.version)
    return filled_in(scene.with_draft(draft))


_ACTS: dict[str, Callable[[Scene, Answer, str], Scene]] = {
    "danger": _on_danger,
    "is_child_safe_now": _on_safety,
    "role": _on_role,
}


def _read_back(scene: Scene, place: Place) -> Scene:
    if place.question.slot not in {"mention", "mention.more", SEEN_NOW, ONE_MORE}:
        return scene
    mention = mention_at(scene.voice.scripts, scene.draft, place.key)
    guesses = guesses_of(mention) if mention else ()
    if not guesses:
        return scene
    told = (scene.voice.text(f"guess.{key}", value=value) for key, value in guesses)
    return scene.saying("noted", guesses=", ".join(told))


def _passed_over(scene: Scene, place: Place, value: str) -> Scene:
    del place
    hows = {"skip": How.SKIPPED, "unknown": How.UNKNOWN, "refused": How.REFUSED}
    return passed(scene, hows.get(value[1:], How.SKIPPED))


def _refused(scene: Scene, place: Place, event: Event, refusal: Refusal) -> Scene:
    """Say why an answer cannot be used and ask again; the third time show the way out."""
    if scene.draft.script == CHILD and event.text.strip():
        return kept_in_story(scene, event.text, event.message_id).saying("child_kept")
    if scene.voice.hearing.is_danger(event.text):
        return kept_in_story(scene, event.text, event.message_id)
    draft = scene.draft.with_aside(event.text, AsideKind.NOT_UNDERSTOOD, message=event.message_id)
    scene = scene.with_draft(replace(draft, tries=draft.tries + 1))
    scene = _told_why(scene, place, refusal)
    if scene.draft.tries < TRIES:
        return scene
    key = "bad.required" if place.question.required else "bad.way_out"
    return scene.saying(key, SayStyle.ERROR, way_out(scene.voice, place))


def _told_why(scene: Scene, place: Place, refusal: Refusal) -> Scene:
    value, day = refusal.repair
    repair = (SayChoice(value, scene.voice.text("label.meant", day=day)),) if day else ()
    if refusal.message:
        said = replace(
            scene.voice.say(refusal.key, SayStyle.ERROR),
            text=scene.voice.words(refusal.message, place.question.name),
        )
        return replace(scene, says=(*scene.says, replace(said, question=place.key)))
    return scene.saying(refusal.key, SayStyle.ERROR, repair, **dict(refusal.params))


def _stale(scene: Scene, key: str) -> Scene:
    if scene.draft.answer(key) is None or not place_at(
        scene.voice.scripts[scene.draft.script], key
    ):
        return scene.saying("stale_gone")
    change = SayChoice(f":change {key}", scene.voice.text("label.change"), is_way_past=True)
    return scene.saying("stale", SayStyle.ERROR, (change,))


def _signs_typed(scene: Scene, place: Place, event: Event) -> Scene:
    """Take codes as picks; take any other word as a search among the signs."""
    choices = choices_at(scene.voice, scene.draft, place)
    named = _names_typed(choices, event.text, are_numbered=is_tying(place.question))
    if named:
        return _signs_chosen(scene, place, named, event)
    kept = scene.draft.with_aside(event.text, AsideKind.NOT_UNDERSTOOD, message=event.message_id)
    scene = scene.with_draft(kept)
    wanted = plain_words(event.text).split()
    fits = [
        SayChoice(f"{place.key}={choice.name}", choice.label)
        for choice in choices
        if any(word.rstrip("s") in plain_words(choice.label) for word in wanted if len(word) > 2)
    ]
    if not fits:
        return scene.saying("signs_none", SayStyle.ERROR)
    return scene.saying("signs_found", SayStyle.QUESTION, tuple(fits[:SHOWN_SIGNS]))


def _names_typed(choices: tuple[ScriptChoice, ...], words: str, *, are_numbered: bool) -> list[str]:
    """Return the choices that words name, by code, label or number; none unless all fit."""
    for choice in choices:
        if plain_words(words) == plain_words(choice.label):
            return [choice.name]
    names = {choice.name.lower(): choice.name for choice in choices}
    if are_numbered:
        names |= {str(number): choice.name for number, choice in enumerate(choices, start=1)}
    parts = re.findall(r"[\w-]+", words.lower())
    return [names[part] for part in parts] if all(part in names for part in parts) else []


def _signs_chosen(scene: Scene, place: Place, names: list[str], event: Event) -> Scene:
    """Add picks, or take one back that is pressed twice; a whole page replaces them all."""
    known = {choice.name for choice in choices_at(scene.voice, scene.draft, place)}
    picked = [name for name in names if name in known]
    before = scene.draft.answer(place.key)
    taken = before.value.split() if before and not event.is_whole else []
    now = [n for n in taken if n not in picked] + [n for n in picked if n not in taken]
    now = settled_choice(now, newest=picked, is_whole=event.is_whole)
    is_closed = event.is_whole or now == [NONE]
    typed = (event.text,) if event.kind is EventKind.TEXT else ()
    words = (*(before.words if before else ()), *typed)
    messages = (*(before.messages if before else ()), *(event.message_id for _ in typed))
    answer = Answer(
        place.key,
        words,
        " ".join(sorted(now)),
        How.EXACT if now else How.SKIPPED,
        messages,
        is_open=not is_closed,
    )
    scene = scene.answered(answer)
    if is_closed:
        return scene.moved_on()
    taken_now = answer_text(scene.voice, place.question, answer)
    return scene.saying("signs_taken", taken=taken_now or "0")
