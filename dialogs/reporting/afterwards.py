"""Codes, and what a teller may ask after sending: where it stands, a message, a disagreement.

Read `granted_turn` first: the door gives what only it can, and this words it. Nothing here
enters from anybody's record but what a named officer wrote or released (promise P4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.reporting.asking import Voice
from dialogs.reporting.draft import Draft, State, from_json
from dialogs.reporting.form import Telling
from dialogs.reporting.scene import Scene
from dialogs.reporting.taken_up import is_without_questions, taken_up
from intake.reporting.turns import (
    AddedKind,
    AddedWords,
    ContactWhen,
    Granted,
    LetterKind,
    PublicLetter,
    PublicReport,
    Say,
    SayChoice,
    SayStyle,
    Turn,
    Wish,
    WishKind,
)

LETTER, DISAGREE, CORRECT = "letter:", "disagree", "correct"
"""Keys under which words after sending are asked for; a letter's number follows the first."""
CONTACT = tuple(ContactWhen)


# wishes


def wishing_code(scene: Scene) -> Scene:
    """Ask the door for a code by which this draft goes on elsewhere."""
    return replace(scene, wish=Wish(WishKind.SAVE))


def opening(scene: Scene, typed: str) -> Scene:
    """Try a typed code; `typed` may begin with a reference. Nothing else is said yet."""
    reference, code = reference_and_code(typed)
    draft = scene.draft
    has_words = bool(draft.answers or draft.asides or draft.files)
    is_own = draft.state is not State.SENT and has_words
    wish = Wish(WishKind.OPEN, code, reference, keeps_own=is_own)
    return replace(scene.quiet(), wish=wish)


def reference_and_code(typed: str) -> tuple[str, str]:
    """Part a reference from the code that follows it.

    Args:
        typed: A code, or a reference and then a code.

    Returns:
        The reference, empty where none was typed, and the code.

    Why: One reference in ten holds no figure; read as a word of the code it opened nothing.
    """
    first, _, rest = typed.strip().partition(" ")
    is_reference = any(char.isdigit() for char in first) or first.upper().startswith("DR-")
    return (first, rest.strip()) if is_reference else ("", typed.strip())


def reading(scene: Scene) -> Scene:
    """Ask where the report of this chat stands, and for what was written to its teller."""
    return replace(scene.quiet(), wish=Wish(WishKind.READ))


def choosing(scene: Scene, chosen: str) -> Scene:
    """Keep when a notice may reach this chat; without a choice, ask for one."""
    if chosen not in CONTACT:
        says = (*scene.says, contact_asked(scene.voice))
        return replace(scene, says=says).quiet()
    return replace(scene.quiet(), wish=Wish(WishKind.CONTACT, chosen))


def contact_asked(voice: Voice) -> Say:
    """Return the question when a notice may reach this chat."""
    choices = tuple(
        SayChoice(f":when {one.value}", voice.text(f"contact.{one.value}")) for one in CONTACT
    )
    return replace(voice.say("contact_when"), choices=choices)


# words after sending, asked for by key


def asked_for(scene: Scene, key: str) -> Scene:
    """Ask for the words of an answer or of a disagreement."""
    said = "disagree_ask" if key == DISAGREE else "answer_ask"
    return scene.with_draft(replace(scene.draft, cursor=key)).saying(said).quiet()


def added_as(key: str, beside: str = "") -> AddedWords:
    """Return what words typed under a key are; more words for any other key."""
    if key.startswith(LETTER) and key.removeprefix(LETTER).isdecimal():
        return AddedWords(AddedKind.ANSWER, letter_id=int(key.removeprefix(LETTER)))
    if key == DISAGREE:
        return AddedWords(AddedKind.DISAGREEMENT)
    if key == CORRECT:
        return AddedWords(AddedKind.CORRECTION, beside=beside)
    return AddedWords()


def thanks_for(kind: AddedKind) -> str:
    """Return the key of what is said when words were kept."""
    return "disagree_kept" if kind is AddedKind.DISAGREEMENT else "added"


# what was granted


def granted_turn(
    voice: Voice,
    kept: Mapping[str, Any],
    granted: Granted,
    *,
    telling: Telling,
    today: date,
    zone: str,
) -> Turn:
    """Return the draft to keep and what is said once the door has granted a wish, or not.

    Args:
        voice: How we speak.
        kept: The draft as the turn gave it.
        granted: What came of it.
        telling: Channel and area names.
        today: The local day.
        zone: Whose local days are named.
    """
    draft = from_json(kept)
    scene = Scene(voice.of(draft), telling, today, draft).quiet()
    match granted.kind:
        case WishKind.SAVE:
            scene = _code_said(scene, "resume_code", granted.code)
            is_over = scene.draft.state in {State.STOPPED, State.CRISIS}
            scene = scene if is_over else replace(scene, is_silent=False)
        case WishKind.OPEN:
            scene = _opened(scene, granted, zone)
        case WishKind.READ:
            scene = _report_said(scene, granted.report, zone)
        case WishKind.CONTACT:
            scene = scene.saying("contact_kept" if granted.is_done else "contact_nowhere")
    is_over = scene.draft.state in {State.SENT, State.STOPPED}
    return replace(scene, ends=is_over).turn()


def _opened(scene: Scene, granted: Granted, zone: str) -> Scene:
    if not granted.is_done:
        return _not_opened(scene, granted)
    if granted.code:
        scene = _code_said(scene, "set_aside", granted.code)
    if granted.report is not None:
        return _report_said(_of_report(scene, granted.report), granted.report, zone)
    draft = from_json(granted.draft) if granted.draft else scene.draft
    scene = replace(scene, voice=scene.voice.of(draft))
    if is_without_questions(scene.voice, draft) and draft.state is not State.SENT:
        scene = scene.saying("questions_changed")
    draft = taken_up(scene.voice, draft)
    if draft.state is State.SENT:
        return scene.with_draft(draft).saying("sent_already")
    if draft.state is State.STOPPED:
        draft = replace(draft, state=State.OPEN)
    scene = scene.with_draft(draft).saying("welcome_back")
    return scene if draft.state is State.CRISIS else replace(scene, is_silent=False)


def _code_said(scene: Scene, key: str, code: str) -> Scene:
    """Say a code; a page shows it by itself, as `given`."""
    said = replace(scene.voice.say(key, SayStyle.RECEIPT, code=code), given=code)
    return replace(scene, says=(*scene.says, said))


def _not_opened(scene: Scene, granted: Granted) -> Scene:
    if granted.wait_seconds:
        scene = scene.saying("code_wait", SayStyle.ERROR, seconds=str(granted.wait_seconds))
    else:
        scene = scene.saying("code_wrong", SayStyle.ERROR)
    is_bare = not scene.draft.answers and not scene.draft.asides and scene.draft.events <= 1
    if is_bare:
        return replace(scene, forget=True)
    is_asking = scene.draft.state is State.OPEN
    return replace(scene, is_silent=not is_asking)


def _of_report(scene: Scene, report: PublicReport) -> Scene:
    script = scene.voice.scripts.get(report.script) or scene.voice.scripts["community"]
    draft = Draft(
        script=script.name,
        version=script.version,
        language=scene.draft.language,
        state=State.SENT,
        events=scene.draft.events,
    )
    return scene.with_draft(draft)


def _report_said(scene: Scene, report: PublicReport | None, zone: str) -> Scene:
    if report is None:
        key = "sent_already" if scene.draft.state is State.SENT else "nothing_sent"
        return replace(scene.saying(key), is_silent=scene.draft.state is not State.OPEN)
    day = day_of(report.since, zone)
    says = (
        scene.voice.say("status_of", reference=report.reference),
        scene.voice.say(f"status.{report.status.value}", day=day),
        *(_letter_said(scene.voice, one, zone) for one in report.letters),
        *_further_said(scene.voice, report.letters),
        scene.voice.say("letters_end" if report.letters else "letters_none"),
    )
    scene = replace(scene, says=(*scene.says, *says))
    return replace(scene, is_silent=scene.draft.state is not State.OPEN)


def _letter_said(voice: Voice, letter: PublicLetter, zone: str) -> Say:
    key = "letter_question" if letter.kind is LetterKind.QUESTION else "letter"
    said = voice.say(key, day=day_of(letter.at, zone), words=letter.words)
    if not letter.is_open:
        return said
    answer = SayChoice(f":answer {letter.id}", voice.text("label.answer"))
    return replace(said, choices=(answer,))


def _further_said(voice: Voice, letters: Sequence[PublicLetter]) -> tuple[Say, ...]:
    """Offer whoever a named officer has answered that the next level looks at it."""
    if not is_answered(letters):
        return ()
    further = SayChoice(f":{DISAGREE}", voice.text("label.disagree"))
    return (replace(voice.say("disagree_further"), choices=(further,)),)


def is_answered(letters: Sequence[PublicLetter]) -> bool:
    """Whether an officer has answered a disagreement of this teller."""
    return any(one.kind is LetterKind.REPLY for one in letters)


def day_of(at: datetime, zone: str) -> date:
    """Return the local day of a moment; a voice writes it as its language does."""
    return at.astimezone(ZoneInfo(zone)).date()
