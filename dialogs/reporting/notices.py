"""Notices that leave by the clock, in the words of the conversation: neutral, the same for all."""

from dataclasses import replace
from datetime import datetime

from dialogs.reporting.afterwards import day_of
from dialogs.reporting.asking import Voice
from dialogs.reporting.bilingual import in_both
from intake.reporting.turns import Say, SayChoice


class ChatNotices:
    """Words notices for chats.

    Args:
        voice: How we speak.
        zone: Whose local days are named.

    Why so bare:
        A notice is read over a shoulder, on a screen that is locked, by whoever holds the
        telephone. It says that there is something, and nothing of what.
    """

    def __init__(self, voice: Voice, *, zone: str) -> None:
        self._voice = voice
        self._zone = zone

    def letter(self, language: str) -> tuple[Say, ...]:
        """Return the notice that something was written; nothing else."""

        def worded(voice: Voice) -> tuple[Say, ...]:
            read = SayChoice(":status", voice.text("label.open"))
            return (replace(voice.say("notice_letter"), choices=(read,)),)

        return in_both(self._voice.in_language(language), worded)

    def reminder(self, language: str, *, until: datetime) -> tuple[Say, ...]:
        """Return the one reminder of a draft; `until` is when it is locked away."""
        day = day_of(until, self._zone)
        return in_both(
            self._voice.in_language(language), lambda one: (one.say("notice_draft", day=day),)
        )

    def hold(self, language: str, *, code: str, until: datetime) -> tuple[Say, ...]:
        """Return that a draft is locked away, with its code; `until` is when it is deleted."""
        day = day_of(until, self._zone)
        return in_both(
            self._voice.in_language(language),
            lambda one: (one.say("notice_held", day=day, code=code),),
        )
