"""The names in what was typed where a name was asked: "his name is Wilf Oakapple", "Uncle Wilf".

Read first: `names_in`. Words around a name are no parts of it, and one line may hold several
names of one person; `names.py` takes each of them to parts.
"""

import re
from collections.abc import Iterator

from matching.familiar import formal_names

_BLOOD_WORDS = (
    "dad daddy father mum mummy mam mother brother sister half-brother half-sister son daughter"
    " uncle aunt auntie aunty nephew niece grandad granddad grandpa grandfather gran granny grandma"
    " grandmother nan nana husband wife twin child kid baby"
)
_OTHER_RELATION_WORDS = (
    "stepdad step-dad stepfather step-father stepmum step-mum stepmother step-mother stepbrother"
    " stepsister stepson stepdaughter cousin partner boyfriend girlfriend fiance fiancee ex friend"
    " mate neighbour neighbor man woman lady guy bloke lad fella gentleman boy girl person coach"
    " teacher tutor instructor trainer landlord landlady lodger carer childminder babysitter nurse"
    " doctor vicar priest pastor driver manager boss colleague worker male female stranger"
)
_BLOOD = frozenset(_BLOOD_WORDS.split())
_RELATIONS = _BLOOD | frozenset(_OTHER_RELATION_WORDS.split())
_ADDRESS_WORDS = (
    "uncle auntie aunty aunt coach pc dc ds pcso stepdad step-dad stepfather step-father stepmum"
    " step-mum stepmother step-mother grandad granddad grandpa grandma granny neighbour neighbor"
    " boyfriend girlfriend cousin landlord lodger"
)
_ADDRESS = frozenset(_ADDRESS_WORDS.split())
"""What stands before a name as a form of address does."""
_PARENTS = frozenset("dad daddy mum mummy".split())  # noqa: SIM905
"""The same before a given name alone: Mum is a family name as well."""
_WHOSE = frozenset("my his her their our your the a an some this that".split())  # noqa: SIM905
_PRONOUNS_WORDS = (
    "he she him her his they them their it i me my we our you your the a an some this that who is"
    " was and no not be so old young same one next door"
)
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_NOBODY_WORDS = (
    "unknown someone somebody anyone nobody none nil anonymous noname tbc n/a nk known know idea"
    " dont don't sure something whatever name names surname called named first last full real"
    " people other others another"
)
_NOBODY = frozenset(_NOBODY_WORDS.split()) | (_RELATIONS - {"man", "guy", "lad", "ex"})
"""What names nobody, however it is written."""
_EMPTY = _NOBODY | _PRONOUNS | {"man", "guy", "lad", "ex", "na"}
_OF_RELATION = "|".join(sorted(map(re.escape, _RELATIONS), key=len, reverse=True))
_APOSTROPHE = "['’‘`]"

_SIGNS = re.compile(r"[|@;/\"“”„«»()\[\]?:,]|(?<!\w)['‘’`]|['’`](?!\w)|['’]s\b|\bn(?:[eé]e|é)\b|\d")
_TRIGGER_WORDS = (
    "aka a.k.a a.k.a. fka f.k.a f.k.a. alias nee née né formerly geb geb. known goes"
    " nicknamed called named or name"
    " name's think believe maybe possibly probably perhaps something someone somebody whatever"
    " unknown is of the from next who maiden previously not don't dont surname nk he's she's"
)
_TRIGGERS = frozenset(_TRIGGER_WORDS.split()) | _ADDRESS | _WHOSE | _EMPTY
_NO_FORM = frozenset("sir lady dr dr. prof professor rev jr jr. sr sr. i ii iii iv v vi".split())  # noqa: SIM905

_OTHER = (
    r"[|@;]|\b(?:also |formerly |better |now )?(?:known as|called|named|nicknamed)\b|"
    r"\bgoes (?:also )?by(?: the name(?: of)?)?\b|(?<=\S )a[./]?k[./]?a\b\.?(?=\s|$)|"
    r"(?<=\S )alias\b(?=\s|$)|^(?-i:aka|alias)\b(?=\s)|"
    rf"\bname(?:{_APOSTROPHE}?s\b| is\b| was\b|:)|\bnickname\b:?"
)
_FORMER = (
    r"\bn(?:[eé]e|é)\b|(?<=\S )f[./]?k[./]?a\b\.?(?=\s|$)|"
    r"\bgeb(?:\.|oren\b|\b(?=\s))|\b(?:formerly|previously)\b(?! known| called)|"
    r"\bmaiden name\b:?"
)
_APART = re.compile(rf"\s*(?:(?P<former>{_FORMER})|(?P<other>{_OTHER}))\s*", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"[(\[](?P<in_brackets>[^()\[\]]*)[)\]]|[\"“”„«»](?P<in_quotes>[^\"“”„«»]*)[\"“”„«»]"
    r"|(?<!\S)['‘`](?P<in_single>[^'‘’`]+)['’`](?=[\s,.]|$)"
)
_OR = re.compile(r"\s+or\s+")
_OR_LOUD = re.compile(r"\s+or\s+", re.IGNORECASE)
_SLASH = re.compile(r"(?P<one>\w{3,})\s*/\s*(?P<two>\w{3,})")
_SON_OF = re.compile(r"\b(?:[sdwc]/o|a/[lp])\b\.?|(?<!\w)[ac]/(?=\w{3})", re.IGNORECASE)
"""Son of, daughter of, as Singapore and Malaysia write it; servant of, as Somalis do."""
_GIVEN_LABEL = r"(?:first|given|christian|fore) ?names?"
_FAMILY_LABEL = r"(?:sur|last |family |second )names?"
_LABELLED = re.compile(
    rf"^\W*(?:(?P<given>{_GIVEN_LABEL})|{_FAMILY_LABEL})\b(?: is)?[:\s]+(?P<one>.+?)[\s,;]+"
    rf"(?:and )?(?:{_GIVEN_LABEL}|{_FAMILY_LABEL})\b(?: is)?[:\s]+(?P<two>.+)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:i|we) (?:think|believe|guess)\b|(?:maybe|possibly|probably|perhaps)\b|"
    rf"(?:it|he|she|this|that|who|they)(?:{_APOSTROPHE}?s| is| was)\b)[\s,:]*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,-]*\b(?:(?:i|we) (?:think|believe|guess)|maybe|possibly|probably|perhaps|"
    r"or something(?: like that)?|or similar|something|someone|somebody|whatever|"
    r"(?:no|unknown) surname|surname (?:unknown|not known)|not sure\b.*|"
    rf"(?:i )?(?:don{_APOSTROPHE}?t|do not) know\b.*|(?:not known|unknown|nk))\W*$",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?:[\s,]+\b(?:aged?|is)|,)\s*\d{1,3}(?:\s*(?:years?|yrs?)(?: old)?|\s*yo)?\W*$"
    r"|\s+\d{1,3}\s*(?:years?|yrs?|yo)\b(?: old)?\W*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,–-]+(?:(?:from|at|with|who|whose|lives?|works?|next door|that)\b"
    rf"|(?:my|his|her|their|our|the|a|an) (?:[a-z-]+ ){{0,2}}(?:{_OF_RELATION})\b"
    rf"|[,–-]+ ?(?:{_OF_RELATION})\W*$).*$"
)
_OWNED = re.compile(
    rf"^(?P<owner>.+?){_APOSTROPHE}s?\s+(?:[a-z-]+\s+){{0,2}}?(?P<kin>{_OF_RELATION})\b\W*"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_TOLD_BY_KIN = re.compile(
    rf"^(?P<name>[^,]+),\s*[^,]+{_APOSTROPHE}s?\s+(?:[a-z-]+\s+){{0,2}}?(?:{_OF_RELATION})\W*$",
    re.IGNORECASE,
)
_KIN_OF = re.compile(
    rf"^(?:(?:the|a|my|his|her) )?(?:[a-z-]+ )?(?P<kin>{_OF_RELATION}) (?:of|to) (?P<owner>.+)$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"^(?:my|his|her|their|our|your|the|a|an|some|this|that)\s+(?:[a-z'’-]+\s+){{0,3}}?"
    rf"(?:{_OF_RELATION})\b(?!['’])[\s,:–-]*",
    re.IGNORECASE,
)
_EDGES = ' \t\n,;:.-–?!*"“”'
_LAST_LATIN = "\u024f"
_SMALL = frozenset("van der den de la del di da le von ter al el".split())  # noqa: SIM905


def names_in(typed: str) -> tuple[str, ...]:
    """Give the names in what was typed where a name was asked.

    Args:
        typed: A name as people give it, in any script, mostly a name and nothing else.

    Returns:
        The names of the one person, the first the main one; words around them left out. A
        family name goes with every given name told beside it ("Wilf or Bill Oakapple"), a given
        name with a former family name ("Tansy Mossop née Larkspur"). Empty where the words name
        nobody: "a man", "my neighbour", "Tansy's dad".

    Why:
        "His name is Wilf Oakapple" was a name of five parts, of which three contradicted, and
        "a man" was found again wherever a man had been told of.
    """
    if not _SIGNS.search(typed) and _TRIGGERS.isdisjoint(typed.lower().split()):
        return (typed,)
    plain = _SON_OF.sub(" ", typed)
    if found := _LABELLED.match(plain):
        one, two = found["one"], found["two"]
        plain = f"{one} {two}" if found["given"] else f"{two} {one}"
    names: list[str] = []
    for is_former, piece in _pieces(plain):
        for one in _ways(piece):
            bare = turned(_without_words_around(one))
            if bare:
                names.append(_beside(names[0], bare, is_former=is_former) if names else bare)
    return tuple(dict.fromkeys(names))


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what is told apart by "aka", "née", brackets and quotes, and whether it is former."""
    aside: list[str] = []

    def take(found: re.Match[str]) -> str:
        within = found[found.lastgroup or 0].strip()
        if within.lower() in _NO_FORM or not any(map(str.isalpha, within)):
            return f" {within} " if within.lower() in _NO_FORM else " "
        outside = text[: found.start()] + text[found.end() :]
        if len(outside.split()) < 2:
            return f" {within} " if _without_words_around(within) else " "
        aside.append(within)
        return " "

    outer = _ENCLOSED.sub(take, text)
    for part in (outer, *aside):
        start, is_former = 0, False
        for found in _APART.finditer(part):
            if part[start : found.start()].strip():
                yield is_former, part[start : found.start()]
            start, is_former = found.end(), found["former"] is not None
        if part[start:].strip():
            yield is_former, part[start:]


def _ways(piece: str) -> Iterator[str]:
    """Yield the names of "Wilf or Bill Oakapple", each with the family name."""
    if found := _SLASH.search(piece):
        yield from _either(piece, found)
        return
    plain = piece == piece.lower() or piece == piece.upper()
    ways = [way.strip(_EDGES) for way in (_OR_LOUD if plain else _OR).split(piece)]
    ways = [way for way in ways if way]
    if len(ways) < 2:
        yield piece
        return
    longest = max(ways, key=lambda way: len(way.split()))
    for place, way in enumerate(ways):
        if len(way.split()) > 1 or len(longest.split()) < 2:
            yield way
        elif place < ways.index(longest):
            yield f"{way} {longest.split()[-1]}"
        else:
            yield _beside(longest, way, is_former=not formal_names(way.lower()))


def _either(piece: str, found: re.Match[str]) -> Iterator[str]:
    """Yield both ways of "Corrin/Corky Thistlewood", or the two names beside one stroke."""
    before, after = piece[: found.start("two")], piece[found.end("one") :]
    before, after = before.rstrip(" /"), after.lstrip(" /")
    if len(before.split()) == len(after.split()) > 1:
        yield from (before, after)
        return
    yield from _ways(f"{before} {piece[found.end() :]}")
    yield from _ways(f"{piece[: found.start()]} {after}")


def turned(name: str) -> str:
    """Turn "Mossop, Tansy" round: before a lone comma stands the family name."""
    family, comma, given = name.partition(",")
    if not comma or "," in given or not given.strip():
        return name
    return f"{given.strip()} {family}"


def _beside(main: str, other: str, *, is_former: bool) -> str:
    """Give a further name whole: one word more is a given name, or a former family name."""
    own = [word for word in other.split() if word.lower() not in _SMALL]
    first, *rest = main.split()
    if len(own) != 1 or "," in main or max(main) > _LAST_LATIN:
        return other
    if is_former:
        return f"{first} {other}"
    return f"{other} {rest[-1]}" if rest else other


def _without_words_around(text: str) -> str:
    """Give a name without what was said around it; empty where nobody is named."""
    bare, before = text.strip(_EDGES), ""
    while bare != before:
        before = bare
        bare = _LEADING.sub("", _TRAILING.sub("", _AGED.sub("", bare)))
        bare = _without_relation(bare).strip(_EDGES)
    return "" if _is_nobody(bare.split()) else bare


def _without_relation(text: str) -> str:
    """Leave out "my neighbour" before a name or behind it; of whose kin, take the family name."""
    if found := _TOLD_BY_KIN.match(text):
        return found["name"]
    if found := _OWNED.match(text) or _KIN_OF.match(text):
        owner = _without_words_around(found["owner"]).split()
        rest = found.groupdict().get("rest") or ""
        is_blood = found["kin"].lower() in _BLOOD and len(owner) > 1
        alone = len(rest.split()) < 2
        return f"{rest} {owner[-1]}" if is_blood and alone else rest
    described = _DESCRIBED.sub("", text)
    bare = _BEHIND.sub("", text if described == text else f" {described}").strip()
    first, _, rest = bare.partition(" ")
    address = first.strip(_EDGES).lower()
    is_address = address in _ADDRESS or (address in _PARENTS and " " not in rest)
    return rest if rest and is_address else bare


def _is_nobody(words: list[str]) -> bool:
    plain = [word.strip(_EDGES + "'’").lower() for word in words]
    if not all(word in _EMPTY for word in plain if word):
        return False
    written_as_names = all(word[:1].isupper() for word in words)
    return len(words) < 2 or not written_as_names or not _NOBODY.isdisjoint(plain)
