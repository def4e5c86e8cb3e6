"""What comes before any question: danger now, a child who writes, somebody who wants to die.

Promise P12. A desk is told here and nowhere else before something is sent: on "yes", on "I am
not safe now", and on what a child or somebody who wants to die writes once they were told
that it is passed on.
"""

from dataclasses import replace

from dialogs.reporting.draft import Answer, State
from dialogs.reporting.interruptions import remark_in
from dialogs.reporting.scene import Scene
from intake.reporting.turns import DangerKind, SayChoice, SayStyle

STORY = "story"
DANGER = "danger"
CHILD = "child"
COMMUNITY = "community"
OWN_THOUGHTS, OWN_THOUGHTS_LINE = "own_thoughts", "stop_it_now"
REMARKS = {OWN_THOUGHTS: OWN_THOUGHTS, "about_me": "asked.about_me"}
"""What is said beside an answer, by what is noticed in it."""


def kept_in_story(scene: Scene, words: str, message: str = "") -> Scene:
    """Keep words in the story; a story not told yet stays open, so that it is still asked."""
    before = scene.draft.answer(STORY) or Answer(STORY, is_open=scene.draft.script != CHILD)
    if not before.is_told:
        before = Answer(STORY, is_open=before.is_open)
    after = replace(before, words=(*before.words, words), messages=(*before.messages, message))
    return scene.answered(after)


def heeded(scene: Scene, words: str) -> Scene:
    """Bring the emergency wording for danger words, and the danger question again.

    The wording comes before everything else that is said. Once the answer is "yes" it comes
    alone, for the desk has it already; in a crisis every question waits.
    """
    if not scene.voice.hearing.is_danger(words):
        return scene
    warning = scene.voice.say("danger_words", SayStyle.DANGER)
    warned = replace(scene, says=(warning, *scene.says))
    if scene.draft.value(DANGER) == "yes" or scene.draft.state is State.CRISIS:
        return warned
    asked = replace(warned, is_silent=False).with_draft(warned.draft.without(DANGER))
    return asked.with_draft(
        replace(asked.draft, cursor=DANGER, tries=0, heeded=asked.draft.heeded + 1)
    )


def minded(scene: Scene, words: str) -> Scene:
    """Say first what helps somebody who writes of themselves: of their own thoughts, of a report.

    The words are an answer as any other. A child is asked and told nothing more.
    """
    key = remark_in(words, scene.voice.heard)
    has_line = key != OWN_THOUGHTS or scene.voice.numbers.get(OWN_THOUGHTS_LINE)
    if not key or not has_line or scene.draft.script == CHILD or scene.draft.state is State.CRISIS:
        return scene
    if any(one.key == REMARKS[key] for one in scene.says):
        return scene
    said = scene.voice.say(REMARKS[key])
    return replace(scene, says=(said, *scene.says))


def danger_answered(scene: Scene, *, before: str) -> Scene:
    """Act on the answer to "Is a child in danger now?" that was just kept."""
    said = scene.draft.value(DANGER)
    if said == "yes":
        story = scene.draft.answer(STORY)
        is_short = scene.draft.script != CHILD and (story is None or story.is_open)
        scene = scene.with_draft(replace(scene.draft, is_short=is_short))
        scene = scene if before == "yes" else scene.alarmed(DangerKind.DANGER_YES)
        return scene.saying("danger_now", SayStyle.DANGER).saying("danger_told")
    scene = scene.with_draft(replace(scene.draft, is_short=False))
    if before == "yes":
        return scene.saying("danger_taken_back")
    return scene.saying("danger_not_sure") if said == "not_sure" else scene


def safety_answered(scene: Scene) -> Scene:
    """Act on a child's answer to "Are you safe now?" that was just kept."""
    if scene.draft.value("safe") != "no":
        return scene
    return scene.alarmed(DangerKind.CHILD_NOT_SAFE).saying("child_not_safe", SayStyle.DANGER)


def is_child_found(scene: Scene, words: str) -> bool:
    """Whether words show that a child writes, where nobody has said who they are otherwise."""
    is_said_adult = scene.draft.value("teller") == "parent" or scene.draft.script == "professional"
    is_child = scene.voice.hearing.is_child_writing(words)
    return scene.draft.script != CHILD and not is_said_adult and is_child


def turned_to_child(scene: Scene) -> Scene:
    """Stop collecting: thank, believe, say that it is passed on, and ask only for safety."""
    script = scene.voice.scripts.get(CHILD)
    if script is None:
        return scene
    story = scene.draft.answer(STORY)
    draft = replace(
        scene.draft, script=CHILD, version=script.version, is_short=False, is_child_told=True
    )
    if story is not None:
        draft = draft.with_answer(replace(story, is_open=False))
    scene = scene.with_draft(draft).saying("child_intro").saying("child_lines")
    return scene.moved_on()


def turned_to_adult(scene: Scene) -> Scene:
    """Go back to the questions for adults, where we took an adult for a child."""
    script = scene.voice.scripts[COMMUNITY]
    draft = replace(scene.draft, script=COMMUNITY, version=script.version, is_child_told=False)
    if draft.value("teller") == CHILD:
        draft = draft.without("teller")
    story = draft.answer(STORY)
    if story is not None:
        draft = draft.with_answer(replace(story, is_open=True))
    return scene.with_draft(draft).saying("adult_again").moved_on()


def child_wrote(scene: Scene) -> Scene:
    """Pass on what a child wrote who was told that it is passed on."""
    return scene.alarmed(DangerKind.CHILD_WRITES)


def is_crisis(scene: Scene, words: str) -> bool:
    """Whether the form must wait: somebody wrote of dying, now or in the lines before."""
    return scene.draft.state is State.CRISIS or scene.voice.hearing.is_wanting_to_die(words)


def in_crisis(scene: Scene, words: str, message: str = "") -> Scene:
    """Keep the words, tell a desk, give the lines to call, and leave the form alone."""
    was_told = scene.draft.is_crisis_told
    scene = kept_in_story(scene, words, message).alarmed(DangerKind.WANTS_TO_DIE)
    state = State.SENT if scene.draft.state is State.SENT else State.CRISIS
    scene = scene.with_draft(replace(scene.draft, state=state, is_crisis_told=True))
    resume = SayChoice(":resume", scene.voice.text("label.resume"), is_way_past=True)
    scene = scene.saying("crisis_kept" if was_told else "crisis", SayStyle.DANGER)
    return scene.saying("crisis_lines", SayStyle.DANGER, (resume,)).quiet()
