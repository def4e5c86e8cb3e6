"""Free words about one person, read into facts; each guess is read back to the teller.

One open question about a person ("name, then what else you know") costs less courage than
ten fields. What cannot be read stays in the description, which always holds all the words.
"""

import re
from dataclasses import replace
from typing import Any

from intake.reporting.values import Certainty, Fact, MentionSaid, Part, about, exactly

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
PHONE = re.compile(r"(?<!\w)(?:\+\d{2}|0)[\d -]{8,13}\d\b")
HANDLE = re.compile(r"(?<![\w.])@\w{3,}")
PLATE = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b", re.IGNORECASE)
BORN = re.compile(
    r"\b(?:born|dob|date of birth)[ :]*(?:on |in )?"
    r"(\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? \w+ \d{4}|\d{4}-\d\d-\d\d|\d{4})",
    re.IGNORECASE,
)
ROUGH = r"(about|around|maybe|perhaps|roughly|nearly|approx(?:imately)?|i think|~)"
AGE = re.compile(
    rf"(?:\b{ROUGH}\s*)?(?:\b(aged?)\s+)?(?:\b{ROUGH}\s*)?"
    r"(?<![\d/.-])(\d{1,3})(?![\d/:.-]|st\b|nd\b|rd\b|th\b)\s*(-?ish\b)?"
    r"(\s*(?:years? old|yrs?(?: old)?|y/?o\b))?",
    re.IGNORECASE,
)
DECADE = re.compile(
    r"\b(?:in (?:his|her|their) )?(?:(?:early|mid|late)[ -])?"
    r"(?:\d0s|twenties|thirties|forties|fifties|sixties|seventies|teens)\b",
    re.IGNORECASE,
)
AGE_WORD = re.compile(r"\b(newborn|baby|toddler|teenager|teenage|elderly|pensioner)\b", re.I)
NICK = re.compile(
    r"(?:known as|goes by|nicknamed?|aka|a\.k\.a\.|they call (?:him|her|them))[ :]+"
    r"[\"“'‘]?([^\"”'’,;.\n]{2,40})",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“]([^\"”]{2,40})[\"”]")
LEAD = re.compile(
    r"^(?:it is|it's|i think|his name is|her name is|their name is|name is|name[: ]+|called|"
    r"(?:a |an |the |this )?(?:young |old |older |little )?"
    r"(?:man|woman|boy|girl|child|lad|bloke|guy|person|kid|lady)"
    r" (?:is )?(?:called|named|by the name of))\s+",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:called|named|name is|name's|name’s)\s+((?:[^\W\d_a-z][\w'’-]*\s?){1,4})")
NAME_ENDS = re.compile(
    r"\s+(?:who|that|from|lives?|living|at|in|on|with|and|drives?|works?|is|was|has|aged?|about|"
    r"around|known|aka|goes|nicknamed?|born|dob|next|he|she|they|maybe|perhaps|i)\b|[(\d\"“@+~:]",
    re.IGNORECASE,
)
NO_NAME = frozenset(
    re.split(
        r"\s+",
        "a an the my his her our their some this that these man woman boy girl child kid baby lad "
        "bloke guy person someone somebody neighbour neighbor two three i he she they we it no not "
        "about around aged dont unknown none both",
    )
)
UNKNOWN = frozenset(
    ("known", "male", "female", "name", "names", "given", "n/k", "nk", "n/a", "tbc", "nobody",
     "anonymous", "nil")
)  # fmt: skip
"""What else is written where nobody knows a name."""
BARE = frozenset(
    ("yes", "yeah", "yep", "ok", "okay", "hi", "hello", "please", "sorry", "thanks", "what", "who",
     "why", "how", "where", "when", "same", "him", "her", "them", "me", "us", "you", "done", "next")
)  # fmt: skip
"""Single words typed where a person is asked for that are no name of anybody."""
WHOSE = frozenset(
    ("a", "an", "the", "my", "his", "her", "our", "their", "some", "this", "that")
)  # fmt: skip
SOMEBODY = frozenset(
    ("man", "woman", "boy", "girl", "child", "kid", "baby", "lad", "bloke", "guy", "person",
     "someone", "somebody", "neighbour", "neighbor", "male", "female")
)  # fmt: skip
KINDS = (
    ("vehicle", "van car motorbike moped scooter lorry taxi truck pickup bike drives"),
    ("school", "school nursery academy college playgroup"),
    (
        "work",
        "work works job coach driver teacher builder volunteer volunteers runs shop employed",
    ),
    (
        "relation",
        (
            "uncle aunt neighbour boyfriend girlfriend partner stepdad stepfather stepmother "
            "stepmum dad mum father mother brother sister cousin grandad grandfather granny "
            "grandmother lodger babysitter"
        ),
    ),
    (
        "place",
        (
            "street st road rd lane avenue ave close estate flat village terrace drive court "
            "crescent square row lives stays living caravan"
        ),
    ),
)
"""What a piece tells of somebody, by a word in it; the first kind that fits is taken."""
KIND_OF = {word: at for at, (_, words) in enumerate(KINDS) for word in words.split()}
WORD = re.compile(r"[^\W_]+")
YEAR_GROUP = re.compile(r"\byear \d{1,2}\b", re.IGNORECASE)
SCHOOL, TIE = 1, 3
FRIEND = re.compile(r"\b(friend of|family friend)\b", re.IGNORECASE)


def read_person(words: str, *, part: Part) -> MentionSaid:
    """Read free words about one person.

    Returns:
        A mention whose description holds all the words; every other fact is told only where
        the words say it. Empty words give a mention of which nothing is told.
    """
    if not words.strip():
        return MentionSaid(part=part)
    pieces = [piece.strip() for piece in re.split(r"[,;\n]+|\.\s", words) if piece.strip(" .")]
    said = MentionSaid(
        part=part,
        description=exactly(words.strip()),
        names=_names(pieces[0], words) if pieces else Fact(),
        nickname=_nickname(words),
        birth=_first(BORN, words, group=1),
        age=_age(words, pieces),
        postcode=_postcode(words),
        phone=_first(PHONE, words),
        handle=_first(HANDLE, words),
    )
    return _with_kinds(said, pieces)


def words_for_nobody(words: str) -> str | None:
    """Return what words typed where a name is asked tell, if they name nobody.

    Returns:
        None where somebody is named; of "a man with a white van" or "my neighbour" the words,
        of "unknown" or "n/k" nothing.

    Why not every word of `NO_NAME` in front: An and My are given names too.
    """
    said = [word.strip(".,'’\"").lower() for word in words.split()]
    if not said or CALLED.search(words):
        return None
    is_empty = all(word in NO_NAME or word in UNKNOWN for word in said)
    tells = not SOMEBODY.isdisjoint(said)
    if is_empty or (said[0] in WHOSE and tells):
        return words if tells else ""
    return None


def guesses_of(mention: MentionSaid) -> tuple[tuple[str, str], ...]:
    """Return the facts read out of free words, to be read back: wording key and words."""
    shown = (
        ("name", mention.names),
        ("nickname", mention.nickname),
        ("age", mention.age),
        ("birth", mention.birth),
        ("place", mention.place),
        ("postcode", mention.postcode),
        ("vehicle", mention.vehicle),
        ("phone", mention.phone),
        ("handle", mention.handle),
        ("work", mention.work),
        ("relation", mention.relation),
        ("school", mention.school),
    )
    return tuple((key, _as_said(fact)) for key, fact in shown if fact.told)


def _as_said(fact: Fact) -> str:
    is_rough = fact.certainty is Certainty.ABOUT and fact.told.isdecimal()
    return f"about {fact.told}" if is_rough else fact.told


def _first(pattern: re.Pattern[str], words: str, *, group: int = 0) -> Fact:
    match = pattern.search(words)
    return exactly(match[group].strip()) if match else Fact()


def _postcode(words: str) -> Fact:
    match = POSTCODE.search(words)
    return exactly(f"{match[1]} {match[2]}".upper()) if match else Fact()


def _nickname(words: str) -> Fact:
    match = NICK.search(words) or QUOTED.search(words)
    return exactly(match[1].strip()) if match else Fact()


def _names(piece: str, words: str) -> Fact:
    """Take the name that stands first; failing that, one after "called" anywhere."""
    first = _leading_name(piece)
    called = CALLED.search(words)
    return first if first.told or called is None else exactly(called[1].strip())


def _leading_name(piece: str) -> Fact:
    text = LEAD.sub("", piece.strip())
    end = NAME_ENDS.search(text)
    text = (text[: end.start()] if end else text).strip(" .'\"“”")
    words = text.split()
    if not 1 <= len(words) <= 5 or words[0].lower().replace("'", "") in NO_NAME:
        return Fact()
    if len(words) == 1 and words[0].lower() in BARE:
        return Fact()
    if len(words) > 3 and not all(word[0].isupper() for word in words):
        return Fact()
    return exactly(text) if any(char.isalpha() for char in text) else Fact()


def _age(words: str, pieces: list[str]) -> Fact:
    decade = DECADE.search(words)
    if decade:
        return about(decade[0])
    for piece in pieces:
        fact = _age_of_piece(piece)
        if fact.told:
            return fact
    word = AGE_WORD.search(words)
    return about(word[0].lower()) if word else Fact()


def _age_of_piece(piece: str) -> Fact:
    bare = PHONE.sub(" ", BORN.sub(" ", POSTCODE.sub(" ", PLATE.sub(" ", piece))))
    for match in AGE.finditer(bare):
        rough = match[1] or match[3] or match[5]
        is_alone = bare.strip() == match[0].strip()
        if int(match[4]) > 120 or not (rough or match[2] or match[6] or is_alone):
            continue
        return about(match[4]) if rough else exactly(match[4])
    return Fact()


def _with_kinds(said: MentionSaid, pieces: list[str]) -> MentionSaid:
    facts: dict[str, Any] = {}
    for piece in pieces:
        for at in _kinds_of(piece):
            name = KINDS[at][0]
            if name not in facts and not getattr(said, name).told:
                facts[name] = exactly(piece.strip(" ."))
                break
    plate = PLATE.search(" ".join(pieces))
    if plate and not said.postcode.told:
        facts.setdefault("vehicle", exactly(plate[0].upper()))
    return replace(said, **facts) if facts else said


def _kinds_of(piece: str) -> list[int]:
    """Return the kinds of fact that a piece may tell, the first to be taken first."""
    found = {KIND_OF[word] for word in WORD.findall(piece.lower()) if word in KIND_OF}
    if YEAR_GROUP.search(piece):
        found.add(SCHOOL)
    if FRIEND.search(piece):
        found.add(TIE)
    return sorted(found)
