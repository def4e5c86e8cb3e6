"""What a professional need not type again: filled in from their profile, and shown for a look."""

from collections.abc import Iterator

from dialogs.reporting.draft import Answer, Draft
from dialogs.reporting.scene import Scene
from intake.reporting.values import Question, Script


def filled_in(scene: Scene) -> Scene:
    """Return the scene with the answers that a known professional's profile gives.

    An answer that was told already stays. Everything filled in stands in the summary and can
    be changed there; without a profile nothing happens.
    """
    script = scene.voice.scripts[scene.draft.script]
    answers = tuple(_answers(script, scene.draft))
    for answer in answers:
        scene = scene.answered(answer)
    if not answers:
        return scene
    return scene.saying("profile_used", told="; ".join(answer.text for answer in answers))


def _answers(script: Script, draft: Draft) -> Iterator[Answer]:
    known = dict(draft.profile)
    for group in script.groups:
        for question in group.questions:
            words = known.get(question.slot, "")
            if words and draft.answer(question.name) is None:
                yield _answer(question, words)


def _answer(question: Question, words: str) -> Answer:
    label = next((one.label for one in question.choices if one.name == words), "")
    return Answer(question.name, (label or words,), words if label else "")
