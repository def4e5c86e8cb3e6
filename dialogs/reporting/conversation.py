"""The conversation: one event and a draft in, a new draft and what to say out; read `talk` first.

    event -> danger, crisis, a child?  -> a deed ("back", "stop")? -> a question to us?
          -> the answer of the present question -> the next one, or the summary

It is pure: the same draft and event give the same turn, and nothing else enters (promise P4).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.reporting.afterwards import contact_asked, granted_turn, opening
from dialogs.reporting.answering import answered_by_choice, answered_by_words, edited
from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_both
from dialogs.reporting.deeds import DEEDS, command_deed, done, typed_deed
from dialogs.reporting.draft import AsideKind, Draft, State, from_json
from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.files import sent_file, sent_file_alone
from dialogs.reporting.form import Telling
from dialogs.reporting.interruptions import interruption_in
from dialogs.reporting.receipt import receipt_says
from dialogs.reporting.safety import (
    CHILD,
    child_wrote,
    heeded,
    in_crisis,
    is_child_found,
    is_crisis,
    kept_in_story,
    minded,
    turned_to_child,
)
from dialogs.reporting.scene import Scene
from dialogs.reporting.sent import after_sending
from dialogs.reporting.taken_up import is_without_questions, taken_up
from intake.reporting.turns import Granted, Say, SayChoice, Step, Turn
from intake.reporting.values import Receipt, Script, is_code_like

TELEGRAM = "telegram"
"""The one channel in which a chat can be written to later."""
GREETINGS = frozenset({"hi", "hello", "hey", "hallo", "good morning", "good evening", "start"})


def talk(
    scripts: Mapping[str, Script],
    numbers: Mapping[str, str],
    event: Event,
    now: datetime,
    *,
    telling: Telling,
    voice: Voice | None = None,
    zone: str = "Europe/London",
    language: str = "en",
    guess: str = "",
) -> Step:
    """Bind the conversation to one event, for `Reporting.turn`.

    Args:
        scripts: Scripts by name; `community` must be there.
        numbers: Numbers to call, see `Voice`.
        event: What was done.
        now: The moment, aware UTC; only its day in `zone` is used.
        telling: Channel, account and area names, for the submission.
        voice: Ready made, where signs or a translation belong to it; else made from the rest.
        zone: Where "today" is.
        language: Of a new draft.
        guess: The language the channel thinks the teller reads; offered at the beginning.
    """
    speaking = voice or Voice(scripts=scripts, numbers=numbers)

    def step(kept: Mapping[str, Any] | None) -> Turn:
        return advance(
            speaking,
            kept,
            event,
            now=now,
            telling=telling,
            zone=zone,
            language=language,
            guess=guess,
        )

    def conclude(kept: Mapping[str, Any], receipt: Receipt) -> tuple[Say, ...]:
        draft, is_chat = from_json(kept), telling.channel == TELEGRAM

        def worded(voice: Voice) -> tuple[Say, ...]:
            asked = (contact_asked(voice),) if is_chat else ()
            return (*receipt_says(voice, draft, receipt, zone=zone), *asked)

        return in_both(speaking.of(draft), worded)

    def grant(kept: Mapping[str, Any], granted: Granted) -> Turn:
        today = now.astimezone(ZoneInfo(zone)).date()

        def worded(voice: Voice) -> Turn:
            return granted_turn(voice, kept, granted, telling=telling, today=today, zone=zone)

        turn = worded(speaking)
        spoken = turn.draft.get("language") or from_json(kept).language
        says = in_both(
            speaking.in_language(spoken),
            lambda one: worded(one).says if one.is_beside else turn.says,
        )
        return replace(turn, says=says)

    return Step(advance=step, conclude=conclude, grant=grant)


def advance(
    voice: Voice,
    kept: Mapping[str, Any] | None,
    event: Event,
    *,
    now: datetime,
    telling: Telling,
    zone: str = "Europe/London",
    language: str = "en",
    guess: str = "",
) -> Turn:
    """Play one event of one conversation.

    Where the language spoken at its end is not reviewed, the event is played a second time by
    a voice that says the English; both hear the same, so their texts pair.

    Args:
        voice: Scripts, numbers, signs, language.
        kept: The draft as the last turn gave it; None or empty at the start.
        event: What was done.
        now: The moment, aware UTC.
        telling: Channel, account and area names, for the submission.
        zone: Where "today" is.
        language: Of a new draft.
        guess: The language the channel thinks the teller reads; offered at the beginning.

    Returns:
        The turn: new draft, what to say, and what the door must do.
    """
    today = now.astimezone(ZoneInfo(zone)).date()

    def played(speaking: Voice) -> Turn:
        return _advanced(speaking, kept, event, telling, today, language, guess)

    turn = played(voice)
    spoken = turn.draft.get("language") or (
        from_json(kept).language if kept and "script" in kept else language
    )
    says = in_both(
        voice.in_language(spoken), lambda one: played(one).says if one.is_beside else turn.says
    )
    return replace(turn, says=says)


def _advanced(
    voice: Voice,
    kept: Mapping[str, Any] | None,
    event: Event,
    telling: Telling,
    today: date,
    language: str,
    guess: str,
) -> Turn:
    draft = from_json(kept) if kept and "script" in kept else None
    is_anew = draft is None or (draft.state is State.SENT and _is_start(event))
    if draft is None or is_anew:
        code = draft.language if draft else language
        begun = Scene(voice.in_language(code), telling, today, _new_draft(voice, code, kept or {}))
        return _begin(begun, event, guess).turn()
    speaking = voice.of(draft)
    draft, were_known = taken_up(speaking, draft), not is_without_questions(speaking, draft)
    scene = Scene(speaking, telling, today, replace(draft, events=draft.events + 1))
    if not were_known and draft.state is not State.SENT:
        scene = scene.saying("questions_changed")
    return _play(scene, event).turn()


def _new_draft(voice: Voice, language: str, kept: Mapping[str, Any]) -> Draft:
    script = voice.scripts[voice.begins]
    return Draft(
        script=script.name,
        version=script.version,
        language=language,
        events=1,
        edition=voice.edition,
        profile=tuple(dict(kept.get("profile", {})).items()),
    )


def _is_start(event: Event) -> bool:
    return event.kind is EventKind.COMMAND and command_deed(event.text).startswith("start")


def _code_in(event: Event) -> str:
    """Return the code that was typed, by "/resume" or bare; empty where none was."""
    if event.kind is EventKind.COMMAND:
        name, _, code = command_deed(event.text).partition(" ")
        return code.strip() if name == "resume" else ""
    is_bare = event.kind is EventKind.TEXT and is_code_like(event.text)
    return event.text if is_bare else ""


def _begin(scene: Scene, event: Event, guess: str) -> Scene:
    """Welcome, and the danger question; a first message that tells something is kept."""
    if code := _code_in(event):
        return opening(scene.moved_on(), code)
    if scene.draft.script == CHILD:
        return turned_to_child(scene)
    scene = scene.moved_on().saying("welcome", call_first=scene.voice.text("call_first"))
    if scene.telling.channel == TELEGRAM:
        scene = scene.saying("hide_first")
    scene = _offered(scene, guess)
    words = event.text.strip()
    if event.kind is EventKind.FILE:
        scene = sent_file(scene, event)
    is_telling = event.kind in {EventKind.TEXT, EventKind.EDIT, EventKind.FILE} and words
    deed = typed_deed(words, scene.voice.heard, scene.voice.hearing) if is_telling else ""
    if deed.startswith("language"):
        return _begin_in(scene, event, deed)
    if not is_telling or _is_greeting(scene, words) or deed:
        return scene
    if is_crisis(scene, words):
        return in_crisis(scene, words, event.message_id)
    scene = kept_in_story(scene, words, event.message_id).saying("kept_first")
    if is_child_found(scene, words):
        scene = turned_to_child(scene)
    return heeded(minded(scene, words), words)


def _begin_in(scene: Scene, event: Event, deed: str) -> Scene:
    """Begin anew in a language named as the first thing typed."""
    code = deed.partition(" ")[2]
    if not code:
        return done(scene, deed)
    begun = Scene(
        scene.voice.in_language(code),
        scene.telling,
        scene.today,
        replace(scene.draft, language=code),
    )
    return _begin(begun, replace(event, kind=EventKind.COMMAND, text="/start"), "")


def _is_greeting(scene: Scene, words: str) -> bool:
    return words.lower() in GREETINGS or scene.voice.heard.means("greetings", words)


def _offered(scene: Scene, guess: str) -> Scene:
    """Offer the language that the channel guesses, in that language; nothing is assumed."""
    if guess == scene.voice.tongue.code or guess not in scene.voice.tongues:
        return scene
    other = scene.voice.in_language(guess)
    take = SayChoice(f":language {guess}", other.tongue.name, is_way_past=True)
    shown = replace(other, is_beside=False)
    said = in_both(shown, lambda one: (one.say("language_offer", name=other.tongue.name),))
    return replace(scene, says=(*scene.says, replace(said[0], choices=(take,))))


def _play(scene: Scene, event: Event) -> Scene:
    if code := _code_in(event):
        return opening(scene, code)
    return after_sending(scene, event) if scene.draft.state is State.SENT else _told(scene, event)


def _told(scene: Scene, event: Event) -> Scene:
    """Play an event of a report that was not sent yet."""
    if event.kind is EventKind.FILE:
        return _file(scene, event)
    if event.kind is EventKind.EDIT:
        return _edit(scene, event)
    if event.kind is EventKind.COMMAND:
        return _deed(scene, command_deed(event.text))
    if event.kind is EventKind.CHOICE:
        return _choice(scene, event)
    return _words(scene, event)


def _file(scene: Scene, event: Event) -> Scene:
    if event.text.strip():
        return _words(sent_file(scene, event), event)
    if scene.draft.state is State.STOPPED:
        scene = _awake(scene).saying("welcome_back")
    return sent_file_alone(scene, event)


def _deed(scene: Scene, deed: str) -> Scene:
    """Do a deed; it also wakes a stopped talk, but only "go on" ends a crisis."""
    name = deed.partition(" ")[0]
    if scene.draft.state is State.CRISIS and name not in {"resume", "go_on"}:
        calm = {"stop", "forget", "help", "hide", "language"}
        return (done(scene, deed) if name in calm else scene.saying("crisis_lines")).quiet()
    if scene.draft.state is State.STOPPED and name not in {"forget", "stop"}:
        scene = scene.with_draft(replace(scene.draft, state=State.OPEN))
        if name not in DEEDS or name == "start":
            return scene.saying("welcome_back")
    return done(scene, deed)


def _choice(scene: Scene, event: Event) -> Scene:
    if event.text.startswith(":"):
        return _deed(scene, event.text[1:])
    if scene.draft.state is State.CRISIS:
        return scene.saying("crisis_lines").quiet()
    return answered_by_choice(_awake(scene), event)


def _awake(scene: Scene) -> Scene:
    return scene.with_draft(replace(scene.draft, state=State.OPEN))


def _words(scene: Scene, event: Event) -> Scene:
    """Play typed words: safety first, then deeds, then questions to us, then the answer."""
    words = event.text
    deed = typed_deed(words, scene.voice.heard, scene.voice.hearing)
    if deed:
        return _deed(scene, deed)
    played = heeded(minded(_played(scene, event), words), words)
    return child_wrote(played) if scene.draft.is_child_told else played


def _played(scene: Scene, event: Event) -> Scene:
    words = event.text
    if is_crisis(scene, words):
        return in_crisis(scene, words, event.message_id)
    if scene.draft.state is State.STOPPED:
        kept = kept_in_story(_awake(scene), words, event.message_id) if words.strip() else scene
        return _awake(kept).saying("welcome_back")
    if is_child_found(scene, words):
        return turned_to_child(kept_in_story(scene, words, event.message_id))
    asked = interruption_in(words, scene.voice.heard)
    return _answered_us(scene, asked, event) if asked else answered_by_words(scene, event)


def _answered_us(scene: Scene, asked: str, event: Event) -> Scene:
    """Answer a question put to us, keep its words, and stay at the same question."""
    kept = scene.draft.with_aside(event.text, AsideKind.ASKED_US, message=event.message_id)
    scene = scene.with_draft(kept)
    if asked == "help":
        return done(scene, "help")
    return scene.said_of(asked)


def _edit(scene: Scene, event: Event) -> Scene:
    """Play a changed message by the same order of care as a new one."""
    words = event.text
    if is_crisis(scene, words):
        return heeded(in_crisis(scene, words, event.message_id), words)
    changed = edited(_awake(scene), event)
    if is_child_found(scene, words):
        return heeded(turned_to_child(changed), words)
    changed = heeded(changed, words)
    return child_wrote(changed) if scene.draft.is_child_told else changed
