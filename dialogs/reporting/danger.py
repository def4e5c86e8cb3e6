"""Words that must not wait: danger now, wanting to die, and a child who writes (promise P12).

People in danger do not spell. The words are met as they are typed: without apostrophes, with
letters left out or doubled, in capitals. A word too many only brings a few lines about the
emergency number and one question; a word missed may cost a child.
"""

import re
import unicodedata

STEMS = {
    "knife": ("knife", "knif", "nife", "knive", "kinfe", "kniv"),
    "kill": ("kil", "killl"),
    "strangle": ("strangl", "strangel", "strangul", "chok", "throttl"),
    "stab": ("stab",),
}
HURTING = (
    r"(hit+in+g?|beat+in+g?|punchin+g?|kick+in+g?|hurt+in+g?|attack+in+g?|strangl?e?in+g?|"
    r"chok+e?in+g?|stab+in+g?|slap+in+g?|rap+in+g?|touchin+g?|burn+in+g?|drown+in+g?|"
    r"shak+e?in+g?|abus+in+g?)"
)
WHO = r"(he|she|they|dad|mum|mom|my dad|my mum|someone|somebody|a man|the man|\w+)"
NOW = r"(now|rite now|atm|at the moment|as i (write|type)|this (minute|second)|again now)"
WEAPON = r"(knife|gun|hammer|axe|machete|acid|petrol|blade|sword|weapon|bat)"
DANGER = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(is|s|are|re|hes|shes|theyre)\b.{{0,20}}\b{HURTING}\b",
        rf"\b{HURTING}\b.{{0,30}}\b{NOW}\b",
        rf"\b(has|have|got|with|holding|swinging|pulled|grabbed)\b.{{0,12}}\b{WEAPON}\b",
        (
            r"\b(going to|gonna|goin to|gona|gunna|will|wil|wants to|trying to|tryin to|"
            r"threaten\w* to|about to)\b.{0,12}\b(kill?|kil|hurt|stab|shoot|strangle|drown|burn|"
            r"rape|hit|beat)\b"
        ),
        (
            r"\b(ll|hell|shell|theyll) (kill?|kil|stab|shoot|strangle|drown) "
            r"(her|him|them|me|us|the|my)\b"
        ),
        (
            r"\b(not breathing|isnt breathing|stopped breathing|cant breathe?|unconscious|"
            r"wont wake up|not waking up|bleeding (a lot|badly|out)|overdose[d]?)\b"
        ),
        r"\b(locked (in|up)|tied up|kidnap\w*|abducted|taken the (child|girl|boy|baby|kid)s?)\b",
        (
            r"\b(help|hurry|quick|please come|come quick|send (the )?police|call (the )?police|"
            r"call 999|emergency)\b.{0,20}\b(now|help|quick|quickly|hurry|please|fast)\b"
        ),
        rf"\b(screaming|not safe|strangling|choking|stabbing)\b.{{0,20}}\b{NOW}\b",
        (
            r"\b(he|she|they|hes|shes) (is |s )?(coming|back|at the door|outside|breaking in)\b"
            r".{0,12}\b(now|help)\b"
        ),
        r"\bin (real |great |serious |immediate )?danger\b",
        r"\bstrangl\w*\b|\bstabb?(ed|ing)\b|\bset (fire|light)\b",
    )
)
OTHERS = r"(?!(he|she|they|him|her|it|you|we|the|who|my|his|their|that) )"
DYING = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"\b(i|im|id|ive|ill|me) ({OTHERS}\w+ ){{0,4}}(to )?"
            r"(die|be dead|end it all|end my life|be suicidal|suicidal)\b"
        ),
        r"(?<!he )(?<!they )\b(want|wanna) (to )?(die|be dead)\b",
        (
            r"\b(kill|kil|hang|hurt|cut|harm|drown|stab|shoot|killing|hurting|cutting) ?"
            r"my ?sel(f|ve)\b"
        ),
        r"\b(end|ending|take|taking) my( own)? life\b",
        (
            r"\bi (really |just )?(dont|do not|cant|cannot) (want to |wanna |go on )?"
            r"(be here|live|be alive|living|anymore|any more|wake up)\b"
            r"(?! (here|there|with|in|next))"
        ),
        r"\bbetter off without me\b|\bno (reason|point) (to live|in living|living)\b",
        (
            r"\bi (took|have taken|ve taken) (all |too many |an? )?(my |the )?"
            r"(pill|tablet|overdose)s?\b"
        ),
        r"\bwish i (was|were) (dead|never born)\b",
    )
)
NOT_SAFE = (
    re.compile(r"\b(not|isnt|aint|dont feel|do not feel|never) (really |very |feeling )?safe\b"),
    re.compile(r"\bunsafe\b"),
)
AGES = (
    "8|9|10|11|12|13|14|15|16|17|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen"
)
CHILD = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"\b(i am|im|i m|i turned|i just turned) (only |just |nearly |almost )?({AGES})\b"
            r"(?! (weeks?|months?|minutes?|mins?|hours?|miles?|days?|stone|percent|of|doors?|"
            r"houses?|streets?|metres?|yards?|km|th|st))"
        ),
        r"\b(i am|im) (only |just |still )?(a )?(kid|child)\b(?! ?(minder|s|care))",
        r"\b(i am|im) in year ([1-9]|1[0-3])\b",
        rf"\bmy age is ({AGES})\b",
    )
)


def is_danger(words: str) -> bool:
    """Whether words speak of danger that may be happening now or be about to happen."""
    return _any(DANGER, _plain(words))


def is_not_safe(words: str) -> bool:
    """Whether a child writes that they are not safe, as "I am not safe now" is typed."""
    return _any(NOT_SAFE, _plain(words))


def is_wanting_to_die(words: str) -> bool:
    """Whether somebody writes that they themselves may want to die."""
    return _any(DYING, _plain(words))


def is_child_writing(words: str) -> bool:
    """Whether the words say that whoever writes is a child."""
    return _any(CHILD, _plain(words))


def _any(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _plain(words: str) -> str:
    """Lower case, no accents, no apostrophes, no runs of a letter, known misspellings mended."""
    folded = unicodedata.normalize("NFKD", words.lower())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    letters = re.sub(r"[’'‘`´]", "", letters)
    letters = re.sub(r"([a-z])\1{2,}", r"\1", re.sub(r"[^a-z0-9]+", " ", letters))
    return " ".join(_mended(word) for word in letters.split())


def _mended(word: str) -> str:
    if word in {"kil", "killl", "kll"}:
        return "kill"
    for right, stems in STEMS.items():
        if right in {"knife"} and word.rstrip("s") in stems:
            return right
    fixes = {
        "hitin": "hitting", "hiting": "hitting", "beeting": "beating", "beatin": "beating",
        "nw": "now", "noww": "now", "rn": "now", "goin": "going", "brething": "breathing",
        "strangeling": "strangling", "strangaling": "strangling", "chocking": "choking",
        "hes": "he is", "shes": "she is", "theyre": "they are", "u": "you", "ded": "dead",
        "myslef": "myself", "dye": "die", "hamer": "hammer", "stabing": "stabbing",
        "strangles": "strangling", "hert": "hurt", "herting": "hurting",
    }  # fmt: skip
    return fixes.get(word, word)
