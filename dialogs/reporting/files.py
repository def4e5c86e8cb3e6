"""A file that a teller sends: kept where the channel can take it, else refused with what to do.

What must not be sent is said before (`before_files`) and at every file: a picture of a child
being hurt may be neither kept nor passed on, not even to help.
"""

from dataclasses import replace

from dialogs.reporting.asking import Voice
from dialogs.reporting.draft import State
from dialogs.reporting.event import Event
from dialogs.reporting.safety import CHILD, child_wrote
from dialogs.reporting.scene import Scene
from intake.reporting.turns import DangerKind, FileRules, FileTold, Say, SayChoice, SayStyle
from intake.reporting.values import FileRefusal, QuestionType

WORDS_OF = {
    FileRefusal.TOO_LARGE: "file_too_large",
    FileRefusal.TOO_MANY: "file_too_many",
    FileRefusal.KIND: "file_kind",
    FileRefusal.EMPTY: "file_empty",
    FileRefusal.LOCKED: "file_locked",
    FileRefusal.NOT_FETCHED: "file_not_fetched",
}
"""What is said by why; anything else is a file that cannot be used."""


def sent_file(scene: Scene, event: Event) -> Scene:
    """Play the file of an event; the words beside it are played by the caller.

    An album comes picture by picture and is answered once.
    """
    rules = scene.telling.files
    if rules is None or not event.files:
        return scene.saying("file_refused", SayStyle.ERROR)
    is_of_answered_album = bool(event.album) and event.album == scene.draft.album
    kept: tuple[FileTold, ...] = ()
    for told in event.files:
        refusal = refusal_of(told, rules, before=scene.draft.files + len(kept))
        if refusal is not None:
            scene = refused_file(scene, refusal, rules)
            continue
        kept = (*kept, told)
    draft = replace(scene.draft, files=scene.draft.files + len(kept), album=event.album)
    scene = replace(scene.with_draft(draft), files=(*scene.files, *kept))
    if kept and not is_of_answered_album:
        is_child = scene.draft.script == CHILD
        scene = scene.saying("file_kept_child" if is_child else "file_kept")
    return _passed_on(scene) if kept else scene


def sent_file_alone(scene: Scene, event: Event) -> Scene:
    """Play a file without words: at an open story it is not asked again, nor inside an album."""
    played = sent_file(scene, event)
    if event.album and event.album == scene.draft.album:
        return played.quiet()
    if played.draft.state is State.CRISIS:
        return played.quiet()
    place = played.place
    answer = played.draft.answer(place.key) if place else None
    if place and place.question.type is QuestionType.STORY and answer and answer.is_open:
        done = SayChoice(":done", played.voice.text("label.done"))
        return played.saying("story_more", SayStyle.QUESTION, (done,)).quiet()
    return played


def took_back(scene: Scene, rest: str) -> Scene:
    """Take one file back that was told of and not sent; `rest` is what the door knows it by."""
    if scene.draft.state is State.SENT or scene.draft.files == 0 or not rest.isdecimal():
        return scene
    draft = replace(scene.draft, files=scene.draft.files - 1)
    return replace(scene.with_draft(draft), files_back=(int(rest),)).saying("file_taken_back")


def refusal_of(told: FileTold, rules: FileRules, *, before: int) -> FileRefusal | None:
    """Return why a file is not taken: by its size and how many came before it, or None."""
    if told.size > rules.most_bytes:
        return FileRefusal.TOO_LARGE
    return FileRefusal.TOO_MANY if before >= rules.most else None


def refused_file(scene: Scene, refusal: FileRefusal, rules: FileRules) -> Scene:
    """Say why a file is not taken, and what to do instead."""
    return replace(scene, says=(*scene.says, refusal_said(scene.voice, refusal, rules)))


def refusal_said(
    voice: Voice, refusal: FileRefusal, rules: FileRules, *, is_kept: bool = True
) -> Say:
    """Return what is said of a file that is not taken, or that nobody can open.

    Args:
        voice: How we speak.
        refusal: Why.
        rules: How many files, and how large.
        is_kept: Whether it lies here all the same, locked; a page refuses before it keeps.
    """
    key = WORDS_OF.get(refusal, "file_unusable" if is_kept else "file_not_taken")
    most, size = str(rules.most), str(rules.megabytes)
    return voice.say(key, SayStyle.ERROR, most=most, megabytes=size)


def _passed_on(scene: Scene) -> Scene:
    """Tell the desk of a file as of words, where a child or a crisis was told that it is."""
    if scene.draft.is_child_told:
        return child_wrote(scene)
    return scene.alarmed(DangerKind.WANTS_TO_DIE) if scene.draft.is_crisis_told else scene
