"""Finds questions that lead: "why", "did he", body parts, suggested answers, acts to say yes to.

Read `leading_remarks` first. Only what is asked is looked at; the reason why it is asked may say
why. English is looked at closely, other languages for what a table of words can find.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from intake.domain.script import Script
from intake.policy.script_remarks import Loc, Remark, spots_of, words_asked

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of leading.

    Args:
        what: What the words do, told with the words found put in.
        instead: What to write.
        words: What is looked for.
        in_choices: Whether answers offered are looked at as well as questions.
    """

    what: str
    instead: str
    words: re.Pattern[str]
    in_choices: bool = False


def _any(words: str) -> str:
    return "|".join(words.split())


_WHO = _any("he she they")
_SOMEBODY = (
    r"(?:he|she|they|(?:the|this|that|your|his|her|their)\s+\w+|anyone|anybody|somebody|someone|"
    r"\$\{\w+\})"
)
_ACTS = _any(
    "touch(?:ed|ing)? kiss(?:ed|ing)? hit(?:ting)? hurt(?:ing)? slap(?:ped|ping)? punch(?:ed|ing)? "
    "kick(?:ed|ing)? beat(?:en|ing)? bit(?:e|ten|ing)? shak(?:e|en|ing) shook push(?:ed|ing)? "
    "grab(?:bed|bing)? h[ou]ld(?:ing)? strangle[d]? chok(?:e|ed|ing) burn(?:ed|t|ing)? "
    "undress(?:ed|ing)? strip(?:ped|ping)? bath(?:e|ed|ing) photograph(?:ed|ing)? film(?:ed|ing)? "
    "show(?:ed|n|ing)? send(?:ing)? sent giv(?:e|en|ing) gave buy(?:ing)? bought pa(?:y|id|ying) "
    "threaten(?:ed|ing)? shout(?:ed|ing)? lock(?:ed|ing)? forc(?:e|ed|ing) ma[dk]e harm(?:ed|ing)? "
    "abus(?:e|ed|ing) rap(?:e|ed|ing) groom(?:ed|ing)? follow(?:ed|ing)? drink(?:ing)? drunk "
    "sleep(?:ing)? slept neglect(?:ed|ing)? starv(?:e|ed|ing) molest(?:ed|ing)? assault(?:ed|ing)? "
    "stole steal(?:ing)? lick(?:ed|ing)? strok(?:e|ed|ing) cuddl(?:e|ed|ing) tickl(?:e|ed|ing)"
)
_BODY = _any(
    r"body bodies penis willy vagina breasts? chest nipples? bottoms? bum anus genitals? groin "
    r"crotch private\s+(?:parts?|places?) thighs? buttocks? hips? legs? arms? mouth lips tongue "
    r"neck throat stomach tummy belly skin hands? fingers? feet foot hair face knees? back\s?side"
)
_NOT_BODY = (
    r"head\s+teacher|face\s+to\s+face|face-to-face|by\s+hand|on\s+the\s+other\s+hand|"
    r"(?:first|second)[- ]hand|hand(?:ed|ing)?\s+(?:in|over|on|out)|arms?\s+length"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "asks why, which sounds like blame",
        "What makes you think so?, or What happened before?",
        re.compile(r"\bwhy\b|\bhow\s+come\b|\bfor\s+what\s+reason\b", re.I),
    ),
    Rule(
        "puts an answer into the mouth",
        "What happened?, or What did you see and hear?",
        re.compile(rf"\bdid\s+(?:{_WHO})\b|(?:^|[.!?:;,]\s*)(?:and\s+)?did\s+{_SOMEBODY}\b", re.I),
    ),
    Rule(
        "names a part of the body",
        "What happened?, and let the teller find the words",
        re.compile(rf"\b(?:{_BODY})\b", re.I),
        in_choices=True,
    ),
    Rule(
        "suggests the answer",
        "an open question: What happened?, Who was there?, Where was it?",
        re.compile(
            r"(?:^|[.!?]\s*)(?:did|do|does|is|are|was|were|has|have|had|could|would)n['’]t\b"
            r"|,\s*(?:did|do|does|is|are|was|were|has|have)(?:n['’]t)?\s+(?:he|she|they|it|you)\s*\?"
            r"|,\s*(?:right|yes|no|correct|surely)\s*\?"
            r"|\b(?:surely|obviously|clearly|of\s+course)\b|\bdon['’]t\s+you\s+think\b"
            r"|\b(?:he|she|they)\s+must\s+have\b|\bso\s+(?:he|she|they)\b[^.!?]*\?"
            r"|\bi\s+(?:suppose|expect|guess)\b"
            r"|(?:^|[.!?]\s*)(?:did|does|is|was|were|has)\s+(?:he|she|they|it|the\s+\w+)\b[^.?!]*\bor\b[^.?!]*\?",
            re.I,
        ),
    ),
    Rule(
        "asks for yes or no to an act",
        "What happened?, and leave the act to the teller's own words",
        re.compile(
            rf"(?:^|[.!?:;]\s*)(?:(?:did|does|do|has|have|had)\s+{_SOMEBODY}|(?:was|were|is|are|been)\s+"
            rf"{_SOMEBODY}(?:\s+being|\s+been)?)\s+(?:ever\s+|been\s+|being\s+)*(?!hurt\s+now)(?:{_ACTS})\b"
            r"[^.!?]*\?",
            re.I,
        ),
    ),
)
"""The rules for English, in the order in which they are told."""

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pl": ("dlaczego|czemu|po co", "penis|piersi|pochwa|pupa|pośladki|krocze|genitalia"),
        "ro": ("de ce|din ce cauză", "penis|sâni|vagin|fund|fese|organe genitale"),
        "lt": ("kodėl|dėl ko", "penis|krūtys|vagina|užpakalis|lytiniai organai"),
        "pt": ("por que|por quê|porque|porquê", "pênis|pénis|seios|vagina|nádegas|genitais"),
        "cs": ("proč|nač", "penis|prsa|vagína|zadek|rozkrok|genitálie"),
        "cy": ("pam|paham", "pidyn|bronnau|fagina|pen-ôl|organau cenhedlu"),
        "ur": ("کیوں", "عضو تناسل|چھاتی|شرمگاہ"),
        "pa": ("ਕਿਉਂ", "ਗੁਪਤ ਅੰਗ|ਛਾਤੀ"),
        "ar": ("لماذا|ليش|لمَ", "القضيب|الثدي|المهبل|الأعضاء التناسلية"),
    }
)
"""By language: words that ask why, where a sentence begins with them or is a question; parts of
the body. Some mean another thing elsewhere: Romanian "de ce" is also "from what"."""


def leading_remarks(
    script: Script, translate: Callable[[str], str] = str, *, language: str = ENGLISH
) -> list[Remark]:
    """Return every question of a script that leads whoever answers it.

    Args:
        script: The script, in English.
        translate: Gives the words of a language for the English ones.
        language: Its code; a language without a table is passed over.

    Returns:
        Remarks in the order of the file, at most one a rule and text.

    Why:
        A child's or witness's own words are evidence; words that a question put there are
        not, and they spoil what is asked later by those trained to ask.
    """
    rules = rules_of(language)
    return list(_found(script, translate, rules, language)) if rules else []


def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language; empty where nobody wrote a table for it."""
    if language == ENGLISH:
        return RULES
    if language not in WORDS:
        return ()
    why, body = WORDS[language]
    asked = rf"(?:^|[.!?؟]\s*)(?:{why})(?!\w)|(?<!\w)(?:{why})(?!\w)(?=[^.!?؟]*[?؟])"
    return (_in_words(RULES[0], asked), _in_words(RULES[2], rf"(?<!\w)(?:{body})(?!\w)"))


def _in_words(rule: Rule, words: str) -> Rule:
    return Rule(rule.what, rule.instead, re.compile(words, re.I), rule.in_choices)


def _found(
    script: Script, translate: Callable[[str], str], rules: tuple[Rule, ...], language: str
) -> Iterator[Remark]:
    for at, words in _asked(script):
        said = translate(words)
        plain = re.sub(_NOT_BODY, " ", said, flags=re.I) if language == ENGLISH else said
        is_choice = "choices" in at or at[-1] == "add_label"
        for rule in rules:
            if is_choice and not rule.in_choices:
                continue
            met = rule.words.search(plain)
            if met is not None:
                part = " ".join(met.group().split()).strip(" .!?:;,")
                yield Remark(at, f"“{part}” {rule.what}; write {rule.instead}")


def _asked(script: Script) -> Iterator[tuple[Loc, str]]:
    for number, group in enumerate(script.groups):
        if group.add_label:
            yield ("groups", number, "add_label"), group.add_label
        for spot in spots_of(script):
            if spot.group is group:
                yield from words_asked(spot)
