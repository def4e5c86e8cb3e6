"""The last words of a report: reference, return code, what happens next, whom to call."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from dialogs.reporting.answers import long_day
from dialogs.reporting.asking import Voice, answer_text, question_of
from dialogs.reporting.draft import Draft
from dialogs.reporting.office_hours import week_said
from intake.reporting.turns import Say, SayStyle
from intake.reporting.values import Danger, Receipt

OWN_NOTES = "own_notes"
"""Key of the wording for a professional's own records."""
LEARN = "/learn"
"""Where the pages stand that say what to look for."""


def receipt_says(
    voice: Voice, draft: Draft, receipt: Receipt, *, zone: str = "Europe/London"
) -> tuple[Say, ...]:
    """Word a receipt from the teller's own answers alone (promise P4).

    A professional also gets the wording for their own records, which they have to keep. The
    out-of-hours number is the area's (`out_of_hours.<area>`), else the common one; where
    neither is configured the line is left out. So is when offices are open, and, where a
    channel has no page of its own for it, where the pages stand that say what to look for:
    after sending, never before, and the same for everyone.
    """
    said = [
        voice.say("sent", SayStyle.RECEIPT),
        voice.say("reference", SayStyle.RECEIPT, reference=receipt.reference),
        voice.say("return_code", SayStyle.RECEIPT, code=receipt.return_code),
        _next(voice, _next_key(draft, receipt)),
    ]
    if draft.script != "child":
        said.append(voice.say("do_not_ask"))
    if draft.script == "professional":
        said.append(_own_notes(voice, draft, receipt, zone))
    if week := voice.numbers.get("office_hours"):
        said.append(voice.say("hours", hours=week_said(week, voice.speaks.code)))
    number = voice.numbers.get(f"out_of_hours.{receipt.area}") or voice.numbers.get("out_of_hours")
    if number:
        said.append(voice.say("after_hours", out_of_hours=number))
    if draft.script == "child" and voice.numbers.get("childline"):
        said.append(voice.say("child_lines", SayStyle.DANGER))
    else:
        said.append(voice.say("worse", SayStyle.DANGER))
    said.append(voice.say("add_later"))
    if learn := voice.numbers.get("learn"):
        said.append(voice.say("learn_more", address=learn))
    return tuple(replace(one, question="") for one in said)


def _own_notes(voice: Voice, draft: Draft, receipt: Receipt, zone: str) -> Say:
    """Word what to keep in one's own records: when, to whom, under which reference, on what ground.

    Nothing of the story is in it: notes of a surgery are read by a parent one day.
    """
    at = receipt.received_at.astimezone(ZoneInfo(zone))
    grounds = (_label_of(voice, draft, key) for key in ("family_knows", "consent"))
    return voice.say(
        OWN_NOTES,
        day=long_day(at.date()),
        time=f"{at:%H:%M}",
        reference=receipt.reference,
        grounds="".join(f" {label}." for label in grounds if label),
    )


def _label_of(voice: Voice, draft: Draft, key: str) -> str:
    """Return the label of a choice that was made; empty where the question was passed over."""
    answer, question = draft.answer(key), question_of(voice, draft, key)
    told = answer is not None and answer.is_told and question is not None
    return answer_text(voice, question, answer) if told and question and answer else ""


def _next(voice: Voice, key: str) -> Say:
    """Return what happens next with its heading kept apart, for pages that have their own."""
    heading, said = voice.text("next_heading"), voice.say(key)
    return replace(said, text=f"{heading} {said.text}", label=heading, hint=said.text)


def _next_key(draft: Draft, receipt: Receipt) -> str:
    if draft.script == "child":
        return "next_child"
    return "next_danger" if receipt.danger is Danger.YES else "next"
