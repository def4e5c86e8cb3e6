"""What a teller may do at any point: go back, skip, change, add, stop, hide, send."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs.reporting.afterwards import reading, wishing_code
from dialogs.reporting.answers import plain_words
from dialogs.reporting.asking import summary_lines
from dialogs.reporting.draft import Answer, Draft, How, State
from dialogs.reporting.files import took_back
from dialogs.reporting.form import form, is_anything_told
from dialogs.reporting.guess import GuessState
from dialogs.reporting.hearing import Heard, Hearing
from dialogs.reporting.read_back_replies import is_reading_back, line_answered, none_right
from dialogs.reporting.safety import turned_to_adult, turned_to_child
from dialogs.reporting.scene import Scene, settled
from dialogs.reporting.script import (
    key_of,
    next_place,
    place_at,
    place_before,
    places_of,
    repeats_open,
    split_key,
)
from intake.reporting.turns import SayChoice, SayStyle
from intake.reporting.values import QuestionType

TYPED = {
    "back": "back", "go back": "back", "skip": "skip", "next": "skip", "pass": "skip",
    "stop": "stop", "quit": "stop", "exit": "stop", "help": "help", "hide": "hide",
    "why": "why", "why do you ask": "why", "done": "done", "thats all": "done",
    "that is all": "done", "finished": "done", "send": "send", "send it": "send",
    "start": "start", "language": "language", "languages": "language",
    "change language": "language", "another language": "language",
    "save": "code", "code": "code", "come back later": "code",
    "status": "status", "read": "status", "messages": "status", "where does it stand": "status",
}  # fmt: skip
CHANGE = re.compile(r"^(change|remove)( line| number| answer)? (\d{1,2})$")


def typed_deed(words: str, heard: Heard | None = None, hearing: Hearing | None = None) -> str:
    """Return the deed that typed words name ("back", "change 4", "polski"), or the empty text.

    Only the bare word counts: "stop" is a deed, "stop him" is somebody telling. The name of
    the language spoken already is no deed: there it may be an answer.

    Args:
        words: As typed.
        heard: What is understood in the language spoken, besides English.
        hearing: The names of all languages.
    """
    plain = plain_words(words)
    change = CHANGE.match(plain)
    if change:
        return f"{change[1]} {change[3]}"
    known = heard or Heard()
    named = (hearing or Hearing()).language_named(words)
    if named and named != known.tongue.code:
        return f"language {named}"
    return TYPED.get(plain) or known.deeds.get(plain) or known.numbered(words)


def command_deed(words: str) -> str:
    """Return the deed of a command as typed after its slash: "/change 4" is "change 4"."""
    name, _, rest = words.strip().lstrip("/").partition(" ")
    name = name.partition("@")[0].lower()
    return f"{name} {rest.strip()}".strip()


def done(scene: Scene, deed: str) -> Scene:
    """Do a deed; one that is not known says so and asks again."""
    name, _, rest = deed.partition(" ")
    act = DEEDS.get(name)
    if act is None:
        return scene.saying("unknown_command", SayStyle.ERROR)
    return act(scene, rest.strip())


def _start(scene: Scene, _rest: str) -> Scene:
    return scene.saying("welcome_back")


def _where(scene: Scene, _rest: str) -> Scene:
    """Ask again and say nothing more: a page drawn anew."""
    return scene


def _help(scene: Scene, _rest: str) -> Scene:
    return scene.saying("help", lines=scene.voice.lines())


def _hide(scene: Scene, _rest: str) -> Scene:
    return scene.saying("hide")


def _why(scene: Scene, _rest: str) -> Scene:
    asked = scene.place.question if scene.place else None
    why = scene.voice.words(asked.why, asked.name) if asked else ""
    return scene.saying("why", why=why) if why else scene.saying("why_none")


def _language(scene: Scene, rest: str) -> Scene:
    """Go on in another language, or show those there are; every answer stays as it is."""
    code = rest if rest in scene.voice.tongues else scene.voice.hearing.language_named(rest)
    if not code:
        return scene.saying("language_which", SayStyle.PLAIN, _languages(scene))
    scene = replace(scene, voice=scene.voice.in_language(code))
    draft = replace(scene.draft, language=code)
    return scene.with_draft(draft).saying("language_kept")


def _languages(scene: Scene) -> tuple[SayChoice, ...]:
    return tuple(
        SayChoice(f":language {one.code}", one.name, is_way_past=True)
        for one in scene.voice.tongues.values()
    )


def _back(scene: Scene, _rest: str) -> Scene:
    script = scene.voice.scripts[scene.draft.script]
    place = place_before(script, scene.draft, scene.draft.cursor)
    return scene.at(place.key) if place else scene.saying("nothing_back")


def _skip(scene: Scene, _rest: str) -> Scene:
    return passed(scene, How.SKIPPED)


def passed(scene: Scene, how: How) -> Scene:
    """Pass over the present question; a told answer stays, a required one is asked again."""
    place = scene.place
    if place is None:
        return scene
    if place.question.required:
        return scene.saying("bad.required", SayStyle.ERROR)
    if place.question.type is QuestionType.READ_BACK:
        return none_right(scene)
    before = scene.draft.answer(place.key)
    if before is not None and (before.is_open or how is How.SKIPPED):
        closed = replace(before, is_open=False)
        return scene.answered(closed).moved_on()
    return scene.answered(Answer(place.key, how=how)).moved_on()


def _finish(scene: Scene, _rest: str) -> Scene:
    """Leave out every question that is still open, and come to the summary.

    A question that must be answered is asked; what the story seems to say waits for its yes.

    Why:
        Somebody with four minutes between two visits has told the story; a report that stops
        before its end because of the questions after it reaches nobody.
    """
    script = scene.voice.scripts[scene.draft.script]
    scene = scene.moved_on()
    while (place := scene.place) is not None:
        if place.question.required or place.question.type is QuestionType.READ_BACK:
            return scene
        scene = scene.answered(Answer(place.key, how=How.SKIPPED)).moved_on()
    return scene if next_place(script, scene.draft) is None else scene.moved_on()


def can_finish(draft: Draft) -> bool:
    """Whether the rest may be left out: the story is told, and more is still asked of an adult."""
    story = draft.answer("story")
    is_told = story is not None and story.is_told and not story.is_open
    return is_told and draft.script != "child" and draft.state is State.OPEN


def _done(scene: Scene, _rest: str) -> Scene:
    place = scene.place
    many = {QuestionType.STORY, QuestionType.CHOICES}
    if place is None or place.question.type not in many:
        return scene
    if scene.draft.answer(place.key) is None:
        return scene.saying("bad.empty", SayStyle.ERROR)
    return passed(scene, How.SKIPPED)


def _keep(scene: Scene, _rest: str) -> Scene:
    return scene.moved_on()


def _change(scene: Scene, rest: str) -> Scene:
    if is_reading_back(scene) and rest.isdecimal():
        return line_answered(scene, int(rest), GuessState.CHANGED)
    key = _key_named(scene, rest)
    return scene.at(key) if key else scene.saying("no_such_line", SayStyle.ERROR)


def _key_named(scene: Scene, rest: str) -> str:
    """Return the key of a line's number or of a question's key; empty where there is none."""
    if rest.isdecimal():
        lines = summary_lines(scene.voice, scene.draft)
        return next((line.question for line in lines if line.number == int(rest)), "")
    script = scene.voice.scripts[scene.draft.script]
    return rest if rest in {place.key for place in places_of(script, scene.draft)} else ""


def _remove(scene: Scene, rest: str) -> Scene:
    if is_reading_back(scene) and rest.isdecimal():
        return line_answered(scene, int(rest), GuessState.WRONG)
    key = _key_named(scene, rest)
    place = place_at(scene.voice.scripts[scene.draft.script], key) if key else None
    if place is None or not place.group.repeat:
        return scene.saying("no_such_line", SayStyle.ERROR)
    draft = scene.draft
    keys = tuple(key_of(question.name, place.turn) for question in place.group.questions)
    for gone in keys:
        draft = draft.without(gone)
    draft = replace(draft, removed=(*draft.removed, *keys))
    return scene.with_draft(draft).saying("removed").moved_on()


def _add(scene: Scene, rest: str) -> Scene:
    script = scene.voice.scripts[scene.draft.script]
    group = next((group for group in repeats_open(script, scene.draft) if group.name == rest), None)
    if group is None:
        return scene.saying("cannot_add", SayStyle.ERROR)
    begun = _turns_begun(scene.draft, {question.name for question in group.questions})
    counts = {**dict(scene.draft.counts), group.name: max(begun, scene.draft.count(rest)) + 1}
    after = replace(scene.draft, counts=tuple(counts.items()), is_short=False)
    return scene.with_draft(settled(scene.voice, scene.draft, after)).moved_on()


def _turns_begun(draft: Draft, names: set[str]) -> int:
    keys = (*(answer.key for answer in draft.answers), *draft.removed)
    turns = [turn for name, turn in map(split_key, keys) if name in names]
    return max(turns, default=0)


def _more(scene: Scene, _rest: str) -> Scene:
    return scene.with_draft(replace(scene.draft, is_short=False)).moved_on()


def _number(scene: Scene, _rest: str) -> Scene:
    return scene.at(_key_named(scene, "safe_contact") or scene.draft.cursor)


def _stop(scene: Scene, _rest: str) -> Scene:
    choices = (
        SayChoice(":go_on", scene.voice.text("label.go_on")),
        SayChoice(":forget", scene.voice.text("label.forget"), is_way_past=True),
    )
    key = "stopped_told" if is_passed_on(scene.draft) else "stopped"
    scene = scene.saying(key, SayStyle.PLAIN, choices).quiet()
    stopped = scene.with_draft(replace(scene.draft, state=State.STOPPED))
    return replace(wishing_code(stopped), ends=True)


def _code(scene: Scene, _rest: str) -> Scene:
    return wishing_code(scene.quiet())


def _status(scene: Scene, _rest: str) -> Scene:
    return reading(scene)


def _go_on(scene: Scene, _rest: str) -> Scene:
    return scene.with_draft(replace(scene.draft, state=State.OPEN))


def _forget(scene: Scene, _rest: str) -> Scene:
    key = "forgotten_told" if is_passed_on(scene.draft) else "forgotten"
    return replace(scene.saying(key).quiet(), forget=True, ends=True)


def _adult(scene: Scene, _rest: str) -> Scene:
    return turned_to_adult(scene) if scene.draft.script == "child" else scene


def _child(scene: Scene, _rest: str) -> Scene:
    return turned_to_child(scene) if scene.draft.script == "community" else scene


def _send(scene: Scene, _rest: str) -> Scene:
    if scene.draft.answer("danger") is None:
        return scene.saying("bad.required", SayStyle.ERROR).at("danger")
    if next_place(scene.voice.scripts[scene.draft.script], scene.draft) is not None:
        return scene.saying("not_yet").moved_on()
    submission = form(scene.voice.scripts, scene.draft, scene.telling)
    is_told = is_anything_told(submission) or scene.draft.files > 0
    if not is_told and not is_passed_on(scene.draft):
        return scene.saying("nothing_to_send", SayStyle.ERROR).at("story")
    draft = replace(scene.draft, state=State.SENT, cursor="")
    return replace(scene.with_draft(draft), send=submission, ends=True).quiet()


def is_passed_on(draft: Draft) -> bool:
    """Whether a desk was told of this draft before sending: by its own teller's words alone."""
    is_told = draft.is_crisis_told or draft.is_child_told
    return is_told or draft.value("danger") == "yes" or draft.value("safe") == "no"


DEEDS: Mapping[str, Callable[[Scene, str], Scene]] = {
    "start": _start,
    "code": _code,
    "status": _status,
    "where": _where,
    "help": _help,
    "hide": _hide,
    "why": _why,
    "language": _language,
    "back": _back,
    "skip": _skip,
    "done": _done,
    "keep": _keep,
    "change": _change,
    "remove": _remove,
    "add": _add,
    "more": _more,
    "number": _number,
    "stop": _stop,
    "go_on": _go_on,
    "resume": _go_on,
    "forget": _forget,
    "adult": _adult,
    "child": _child,
    "send": _send,
    "unfile": took_back,
    "finish": _finish,
}
