"""After sending: words never change, so what comes then is added to the report."""

import re
from dataclasses import replace

from dialogs.reporting.afterwards import (
    CORRECT,
    DISAGREE,
    LETTER,
    added_as,
    asked_for,
    choosing,
    thanks_for,
)
from dialogs.reporting.answers import Reading, Refusal, read_answer
from dialogs.reporting.asking import ask
from dialogs.reporting.deeds import command_deed, done, typed_deed
from dialogs.reporting.draft import Answer, AsideKind
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.files import sent_file
from dialogs.reporting.interruptions import interruption_in
from dialogs.reporting.safety import CHILD, DANGER, child_wrote, in_crisis, minded
from dialogs.reporting.scene import Scene
from dialogs.reporting.script import Place, place_at
from intake.reporting.turns import DangerKind, SayChoice, SayStyle

SPOKEN = frozenset({"help", "hide", "language", "status"})
NOT_SERIOUS = re.compile(
    r"\bnot (been |being |be )?taken? (it |this |me )?serious|\bnot taking (it|this|me|us) serious"
    r"|\bnobody (is |was |has )?(taking|took|taken|listen\w*)\b",
    re.IGNORECASE,
)
"""Words of somebody who was not heard; they are asked to say so, and a person looks again."""


def after_sending(scene: Scene, event: Event) -> Scene:
    """Play an event of a conversation whose report was sent.

    Words and edited words become an addition; danger words bring the emergency wording and
    the danger question again, as anywhere (promise P12).
    """
    scene = replace(scene, ends=True)
    if event.kind is EventKind.CHOICE:
        return _choice(scene, event.text)
    if event.kind is EventKind.COMMAND:
        return _deed(scene, command_deed(event.text))
    if event.kind is EventKind.FILE:
        scene = replace(sent_file(scene, event), are_files_added=True)
    if not event.text.strip():
        is_heard = scene.says or scene.files
        return (scene if is_heard else scene.saying("sent_already")).quiet()
    deed = typed_deed(event.text, scene.voice.heard, scene.voice.hearing)
    if event.kind is EventKind.TEXT and deed:
        return _deed(scene, deed)
    return _words(scene, event)


def _words(scene: Scene, event: Event) -> Scene:
    words = event.text
    hearing = scene.voice.hearing
    if hearing.is_wanting_to_die(words) or scene.draft.is_crisis_told:
        return replace(in_crisis(scene, words, event.message_id), addition=words)
    if scene.draft.cursor == DANGER:
        return _danger_typed(scene, event)
    key = _key_of(scene, event)
    asked = "" if key else interruption_in(words, scene.voice.heard)
    if asked and event.kind is EventKind.TEXT and not hearing.is_danger(words):
        return _answered_us(scene, asked, event)
    return _added(scene, event, key)


def _key_of(scene: Scene, event: Event) -> str:
    """Return what the words were asked for, by their page or by this chat; empty for nothing.

    An edit corrects what was told before, whatever is asked now.
    """
    if event.kind is EventKind.EDIT:
        return CORRECT if _old_words(scene, event.message_id) else ""
    key = event.question or scene.draft.cursor
    return key if key in {DISAGREE, CORRECT} or key.startswith(LETTER) else ""


def _old_words(scene: Scene, message: str) -> str:
    """Return the words that an edited message held when it was told."""
    pairs = (
        pair
        for answer in scene.draft.answers
        for pair in zip(answer.messages, answer.words, strict=False)
    )
    asides = ((aside.message, aside.words) for aside in scene.draft.asides)
    found = (words for told, words in (*pairs, *asides) if message and told == message)
    return next(found, "")


def _added(scene: Scene, event: Event, key: str = "") -> Scene:
    beside = event.values[0] if event.values else _old_words(scene, event.message_id)
    what = added_as(key, beside)
    kept = scene.draft.with_aside(event.text, AsideKind.AFTER_SENDING, message=event.message_id)
    scene = scene.with_draft(replace(kept, cursor="" if key else kept.cursor))
    scene = replace(scene, addition=event.text, added_as=what)
    if scene.draft.script == CHILD and scene.voice.hearing.is_not_safe(event.text):
        return _not_safe(scene)
    scene = child_wrote(scene) if scene.draft.is_child_told else scene
    if not scene.voice.hearing.is_danger(event.text):
        scene = scene.saying(thanks_for(what.kind))
        return minded(_heard(scene, event.text, key), event.text).quiet()
    scene = scene.saying("danger_words", SayStyle.DANGER)
    return _danger_asked(scene)


def _heard(scene: Scene, words: str, key: str) -> Scene:
    """Offer somebody who was not heard that a person looks again; their words are kept already."""
    is_said = NOT_SERIOUS.search(words) or scene.voice.heard.says("not_serious", words)
    if key or not is_said:
        return scene
    offer = SayChoice(":disagree", scene.voice.text("label.disagree"))
    return scene.saying("disagree_offer", SayStyle.PLAIN, (offer,))


def _danger_asked(scene: Scene) -> Scene:
    """Ask the danger question again, beside the report that was sent."""
    place = place_at(scene.voice.scripts[scene.draft.script], DANGER)
    if place is None:
        return scene.quiet()
    said = ask(scene.voice, scene.draft.without(DANGER), place)
    asked = scene.with_draft(replace(scene.draft, cursor=DANGER))
    return replace(asked, says=(*scene.says, said)).quiet()


def _not_safe(scene: Scene) -> Scene:
    """Tell the desks of the report that a child says, after sending, not to be safe now."""
    scene = scene.alarmed(DangerKind.CHILD_NOT_SAFE)
    return scene.saying("child_not_safe", SayStyle.DANGER).quiet()


def _danger_typed(scene: Scene, event: Event) -> Scene:
    place = place_at(scene.voice.scripts[scene.draft.script], DANGER)
    read = _danger_read(scene, place, event) if place else None
    if read is None or isinstance(read, Refusal):
        return _added(scene, event)
    kept = _danger_said(scene, read.value)
    return replace(kept, addition=event.text)


def _danger_read(scene: Scene, place: Place, event: Event) -> Reading | Refusal:
    return read_answer(place, event.text, scene.draft, today=scene.today, heard=scene.voice.heard)


def _danger_said(scene: Scene, value: str) -> Scene:
    draft = scene.draft.with_answer(Answer(DANGER, (value,), value))
    scene = scene.with_draft(replace(draft, cursor=""))
    if value == "yes":
        scene = scene.alarmed(DangerKind.DANGER_YES).saying("danger_now", SayStyle.DANGER)
        return scene.saying("next_danger").quiet()
    return scene.saying("danger_not_sure").quiet()


def _choice(scene: Scene, value: str) -> Scene:
    key, _, name = value.partition("=")
    if key == DANGER and scene.draft.cursor == DANGER and name in {"yes", "no", "not_sure"}:
        return _danger_said(scene, name)
    if value == f"{DANGER}=yes":
        return _danger_asked(scene)
    if value.startswith(":"):
        return _deed(scene, value[1:])
    if value == "safe=no" and scene.draft.script == CHILD:
        return _not_safe(scene)
    return scene.saying("sent_already").quiet()


def _deed(scene: Scene, deed: str) -> Scene:
    name, _, rest = deed.partition(" ")
    if name == "when":
        return choosing(scene, rest)
    if name == "disagree":
        return asked_for(scene, DISAGREE)
    if name == "answer" and rest.isdecimal():
        return asked_for(scene, f"{LETTER}{rest}")
    return (done(scene, deed) if name in SPOKEN else scene.saying("sent_already")).quiet()


def _answered_us(scene: Scene, asked: str, event: Event) -> Scene:
    kept = scene.draft.with_aside(event.text, AsideKind.ASKED_US, message=event.message_id)
    scene = scene.with_draft(kept)
    if asked == "help":
        return done(scene, "help").quiet()
    return scene.said_of(asked).quiet()
