"""A draft taken up again after its questions were changed, and those it began with are gone."""

from dataclasses import replace

from dialogs.reporting.asking import Voice
from dialogs.reporting.draft import Draft, State
from dialogs.reporting.script import next_place, place_at

FIRST_WORDS = ("danger", "story")
"""Questions at which whoever comes back goes on: danger, then the own words."""


def is_without_questions(voice: Voice, draft: Draft) -> bool:
    """Whether no script known by now is the one of this draft, or has the question it asks.

    Args:
        voice: The voice of the draft (`Voice.of`).
        draft: The draft as it was kept.
    """
    script = voice.scripts.get(draft.script)
    if script is None:
        return True
    is_asking = draft.state is not State.SENT and draft.cursor
    return bool(is_asking) and place_at(script, draft.cursor) is None


def taken_up(voice: Voice, draft: Draft) -> Draft:
    """Return a draft that can go on with the scripts of today; every word of it stays.

    A draft whose questions are known is given back as it is. Any other goes on with the script
    of its name, or the first one; it stands where its words are: at the danger question while that
    is open, else at the story, so that what is typed next is kept there.

    Why:
        Settings may be kept apart from the drafts (a database moved, a table cleared). Whoever
        comes back by a code must find their words and one sentence, never a fault of ours.
    """
    if not is_without_questions(voice, draft):
        return draft
    script = voice.scripts.get(draft.script) or voice.scripts[voice.begins]
    today = replace(
        draft, script=script.name, version=script.version, edition=voice.edition, tries=0
    )
    if draft.state is State.SENT:
        return today
    places = (place_at(script, name) for name in FIRST_WORDS)
    first = next((one for one in places if one and not _is_closed(today, one.key)), None)
    place = first or place_at(script, FIRST_WORDS[-1]) or next_place(script, today)
    return replace(today, cursor=place.key if place else "")


def _is_closed(draft: Draft, key: str) -> bool:
    answer = draft.answer(key)
    return answer is not None and not answer.is_open
