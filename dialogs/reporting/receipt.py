"""The last words of a report: reference, return code, what happens next, whom to call."""

from dataclasses import replace

from dialogs.reporting.asking import Voice
from dialogs.reporting.draft import Draft
from intake.reporting.turns import Say, SayStyle
from intake.reporting.values import Danger, Receipt


def receipt_says(voice: Voice, draft: Draft, receipt: Receipt) -> tuple[Say, ...]:
    """Word a receipt from the teller's own answers alone (promise P4).

    The out-of-hours number is the area's (`out_of_hours.<area>`), else the common one; where
    neither is configured the line is left out.
    """
    said = [
        voice.say("sent", SayStyle.RECEIPT),
        voice.say("reference", SayStyle.RECEIPT, reference=receipt.reference),
        voice.say("return_code", SayStyle.RECEIPT, code=receipt.return_code),
        _next(voice, _next_key(draft, receipt)),
    ]
    if draft.script != "child":
        said.append(voice.say("do_not_ask"))
    number = voice.numbers.get(f"out_of_hours.{receipt.area}") or voice.numbers.get("out_of_hours")
    if number:
        said.append(voice.say("after_hours", out_of_hours=number))
    if draft.script == "child" and voice.numbers.get("childline"):
        said.append(voice.say("child_lines", SayStyle.DANGER))
    else:
        said.append(voice.say("worse", SayStyle.DANGER))
    said.append(voice.say("add_later"))
    return tuple(replace(one, question="") for one in said)


def _next(voice: Voice, key: str) -> Say:
    """Return what happens next with its heading kept apart, for pages that have their own."""
    heading, said = voice.text("next_heading"), voice.say(key)
    return replace(said, text=f"{heading} {said.text}", label=heading, hint=said.text)


def _next_key(draft: Draft, receipt: Receipt) -> str:
    if draft.script == "child":
        return "next_child"
    return "next_danger" if receipt.danger is Danger.YES else "next"
