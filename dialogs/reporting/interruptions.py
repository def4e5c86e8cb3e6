"""Questions tellers ask in between, answered with the same words for everybody (promise P4)."""

import re

from dialogs.reporting.hearing import Heard

LONGEST = 14
"""In words. Anything longer is somebody telling, and is kept as an answer."""

ASKED = (
    (
        "on_list",
        (
            r"\b(is|are|was) .{1,40} (on|in) (your|the|a|any) (list|register|file|system|"
            r"database|records?)\b"
            r"|\b(is|are) (he|she|they|this|that) .{0,20}(known|flagged|registered|"
            r"a (sex )?offender|a pa?edo\w*|dangerous|on record)\b"
            r"|\b(do|have) you .{0,12}(know|heard|got|hold|have) .{0,20}(him|her|them|about|of|"
            r"record|anything|reports?)\b"
            r"|\bhas (he|she|anyone|anybody|someone|somebody) .{0,30}(before|record|report\w*|"
            r"convict\w*|complain\w*)\b"
            r"|\b(does|has) .{1,30} (have |got )?a (criminal )?record\b|\bsarah'?s law\b"
        ),
    ),
    (
        "confidential",
        (
            r"\b(confidential|anonymous|private|secret|will (he|she|they|anyone) (know|find out)|"
            r"(do|can|will) you (tell|say) .{0,20}(who|name|him|her|them|family))\b"
        ),
    ),
    (
        "what_next",
        (
            r"\bwhat (happens?|will happen|do you do|will you do|comes) ?(next|then|now|after\w*|"
            r"with (this|it|that))?\b|\bthen what\b|\bwhat'?s next\b"
        ),
    ),
    (
        "who_reads",
        (
            r"\bwho (reads?|sees?|gets?|looks? at|will (read|see|get)|is reading|am i (talking|"
            r"writing|speaking)|are you)\b|\bare you (a )?(real|human|bot|robot|person|computer)\b"
        ),
    ),
    (
        "person",
        (
            r"\b(talk|speak|chat) (to|with) (a |an |some|any)?\s?(real |human|person|somebody|"
            r"someone|body|one|officer|worker|human being)\b|\b(call|phone|ring) "
            r"(me|you|someone|somebody)\b|\bis (anyone|anybody|someone) there\b"
        ),
    ),
    (
        "proof",
        (
            r"\b(do i need|need (any )?|have no|without|don'?t have( any)?) "
            r"(proof|evidence)\b|\bwhat if i('?m| am) wrong\b|\bin trouble\b"
        ),
    ),
    ("help", r"^(help|\?+|what can i (do|say|type)\??|how does this work\??)$"),
)
PATTERNS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in ASKED)


def interruption_in(words: str, heard: Heard | None = None) -> str:
    """Return the key of the question asked in between, or the empty text.

    Only short words that ask something are taken for a question: whoever tells a story that
    has "what happens next" in it is telling. In the language spoken the phrases are short and
    whole, so a question mark is not waited for.
    """
    text = words.strip().replace("’", "'")
    if len(text.split()) > LONGEST:
        return ""
    asked = heard.question_in(text) if heard else ""
    if asked or not _asks(text):
        return asked
    return next((key for key, pattern in PATTERNS if pattern.search(text)), "")


def _asks(text: str) -> bool:
    starts = r"^(is|are|was|will|can|do|does|did|has|have|who|what|how|then|talk|speak|i want to "
    starts += r"(talk|speak)|can i|help|call|may|what's)\b"
    return "?" in text or bool(re.search(starts, text, re.IGNORECASE))
