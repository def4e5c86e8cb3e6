"""Questions tellers ask in between, answered with the same words for everybody (promise P4)."""

import re

from dialogs.reporting.hearing import Heard

LONGEST = 14
"""In words. Anything longer is somebody telling, and is kept as an answer."""

WHOEVER = r"(anyone|anybody|someone|somebody|people|they|he|she|the \w+|my \w+|\w+)"
TOLD = r"(said|say|told|tell|report\w*|complain\w*|contact\w*|heard?|know\w*)"
ON_PAPER = r"(list|register|file|system|database|records?)"
BAD = (
    r"(known|flagged|registered|a (sex |child |known )?offender|a pa?edo\w*|dangerous|on record|"
    r"convicted|in prison|on a (child protection )?plan|(under|on) (social services|"
    r"mappa|probation))"
)
MINE = r"(me|us|my (family|partner|husband|wife|son|daughter|kids?|child|children|house))"
TELL_NOBODY = (
    r"^(please |pls |plz |but |and )*(don'?t|do not|never) (tell|ring|call|phone|contact|let) "
    r"(my |our |the )?(mum|mam|mom|dad|parents?|stepdad|stepmum|step-\w+|family|nan|school|"
    r"teachers?|police|social( services)?|him|her|them|anyone|anybody|foster \w+)\b"
)
"""Somebody who begs us to keep it from others; whoever tells of such words puts more before."""
ASKED = (
    (
        "about_me",
        (
            rf"\b(has|have|had|did|does|do) {WHOEVER} .{{0,25}}\b{TOLD}\b.{{0,25}}\b{MINE}\b"
            rf"|\bwho (has |have )?(report\w*|told|tells|complain\w*|grassed|snitched|dobbed|rang) "
            rf".{{0,20}}\b{MINE}\b"
            rf"|\bwhat (has|have|did|do|does) {WHOEVER} .{{0,20}}\b{TOLD}\b.{{0,20}}\b{MINE}\b"
            rf"|\b(am i|are we|is my family) .{{0,20}}\b({ON_PAPER}|{BAD[1:-1]}|"
            rf"watched|investigated)\b"
        ),
    ),
    (
        "on_list",
        (
            rf"\b(is|are|was|were) .{{1,40}} (on|in) (your|the|a|any) {ON_PAPER}\b"
            rf"|\b(is|are|was|were|has) .{{1,40}}\b{BAD}(?!\w)"
            r"|\b(do|have) you .{0,12}(know(?! how| what| where| when)|heard|got|hold|have) "
            r".{0,20}(him|her|them|about|of|record|anything|reports?|file)\b"
            r"|^(do|have) you (know|heard of) (?!(how|what|who|where|when|why|if|that|"
            r"whether|which)\b)"
            r"\w+( \w+)?\?*$"
            r"|\bwhat (do|does|did|have|has) (you|they|the police|anyone|anybody|social services|"
            r"the school|the council) .{0,12}(know|got|have|hold|heard|on)\b"
            r"|\bhas (he|she|anyone|anybody|someone|somebody) .{0,30}(before|record|report\w*|"
            r"convict\w*|complain\w*)\b"
            rf"|\b(has|have|did) .{{1,30}} (told|tell|contacted|contact|rung|phoned) you\b"
            rf"|\b(has|have|did) {WHOEVER} .{{0,20}}(say|said|tell|"
            rf"told) (you )?(anything|something|about)\b"
            r"|\b(other|earlier|previous|more|many) (people|reports?|complaints?|"
            r"concerns?)\b.{0,30}"
            r"\b(about|on|against|told|reported)\b"
            r"|\b(does|has) .{1,30} (have |got )?a (criminal )?record\b|\bsarah'?s law\b"
            rf"|\b(check|see|find out) (if|whether) .{{1,40}}\b({ON_PAPER}|{BAD[1:-1]}|"
            rf"offender|police)\b"
            rf"|^(please )?(check|look up|search( for)?) (\w+ ){{0,3}}[\w./-]+$"
            rf"|\b(show|tell) me .{{0,24}}{ON_PAPER}\b|\bwho is (on|in) .{{0,12}}{ON_PAPER}\b"
        ),
    ),
    (
        "confidential",
        (
            r"\b(confidential|anonymous|private|secret|will (he|she|they|anyone) (know|find out)|"
            r"(do|can|will) you (tell|say) .{0,20}(who|name|him|her|them|family))\b"
            rf"|{TELL_NOBODY}"
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
BESIDE = (
    (
        "own_thoughts",
        (
            r"\b(worried|scared|afraid|frightened|ashamed) (about|of|by) (my own|"
            r"myself|my thoughts|"
            r"what i (might|may|could|will) do)\b"
            r"|\bi (think |fear |worry )?(i )?(might|may|could|will) (hurt|harm|touch|"
            r"abuse) .{0,20}"
            r"\b(child\w*|kids?|girls?|boys?|her|him|them)\b"
            r"|\bi( am|'m|m)? (sexually )?attracted to .{0,20}(child\w*|kids?|girls?|"
            r"boys?|minors?)\b"
            r"|\bi (have|am having|'ve|get|keep having) .{0,20}(thoughts?|feelings?|"
            r"urges?|fantas\w+) "
            r".{0,20}(about|for|towards?) .{0,20}(child\w*|kids?|girls?|boys?|minors?)\b"
        ),
    ),
    (
        "about_me",
        (
            r"\b(i|we) (was|were|am|are|got|have been|'ve been|had been) (being |"
            r"wrongly |falsely )*"
            r"(reported|accused)\b"
            rf"|\b{WHOEVER} (has |have |had )?(wrongly |falsely )?(reported|accused) (me|us)\b"
        ),
    ),
)
"""What is said in passing, about oneself: the words stay an answer, and something is said first."""
LONGEST_BESIDE = 60
"""In words; what is longer is a story."""
PATTERNS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in ASKED)
REMARKS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in BESIDE)


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


def remark_in(words: str, heard: Heard | None = None) -> str:
    """Return the key of what whoever writes says of themselves, or the empty text.

    Why:
        Somebody who fears what they may do, and somebody who was reported, write here too.
        Both get a way to go, in words that say nothing about anybody (promise P4), and what
        they wrote is kept as any answer.
    """
    text = words.strip().replace("’", "'")
    if len(text.split()) > LONGEST_BESIDE:
        return ""
    if heard and heard.says("own_thoughts", text):
        return "own_thoughts"
    return next((key for key, pattern in REMARKS if pattern.search(text)), "")


def _asks(text: str) -> bool:
    starts = (
        r"^(is|are|am|was|were|will|can|could|do|does|did|has|have|who|what|how|then|talk|speak|"
    )
    starts += r"i want to (talk|speak)|help|call|may|what's|check|look up|search|show me|tell me|"
    starts += r"please (check|look up|search)|sarah'?s law)\b|"
    starts += TELL_NOBODY
    return "?" in text or bool(re.search(starts, text, re.IGNORECASE))
