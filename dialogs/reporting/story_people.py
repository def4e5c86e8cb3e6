"""Who is in a story: named or described, with the age, tie and place said beside them.

Read `people_in` first. Precision before recall: whoever's part the words do not show is left to
the questions. No list of anybody is looked at; the rules know only how people write (promise P4).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dialogs.reporting.guess import Guess
from dialogs.reporting.story_names import NameSeen, names_in
from dialogs.reporting.story_words import (
    CARER_NOUNS,
    CHILD_NOUNS,
    KIN_NOUNS,
    LONGEST,
    MANY_CHILDREN,
    PERSON_NOUNS,
    TITLES,
    WORKER_NOUNS,
    plain_marks,
    spans_of,
)

CHILD, CONCERN, CARER, WORKER = "child", "person_of_concern", "parent_or_carer", "worker"
GROWN = 18
MOST_PEOPLE = 6
Spans = tuple[tuple[int, int], ...]
"""Where each sentence begins and ends."""

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen"
)
_ROUGH = r"(?:about|around|roughly|nearly|almost|maybe|perhaps|probably|only|just|i think)"
_DECADE = (
    r"in (?:his|her|their) (?:early |mid |late )?(?:teens|twenties|thirties|forties|fifties|"
    r"sixties|seventies|\d0s)"
)
_NUMBER = rf"(?:\d{{1,2}}|{_NUMBER_WORDS})"
AGE = (
    rf"\d{{1,2}} ?(?:y|yrs?|years?) ?(?:and )?\d{{1,2}} ?(?:m|mths?|months?)\b|"
    rf"(?:{_ROUGH} )?{_NUMBER}(?:[- ]years?[- ]olds?| ?yrs?(?: old)?| ?y/?o\b| months? old)?|"
    rf"{_DECADE}"
)
_AGE_ENDS = (
    r"(?=\s*(?:[,.;!?)\n-]|$|and\b|or\b|who\b|has\b|is\b|lives\b|but\b|from\b|at\b|years?\b))"
)
_ADJECTIVES = (
    r"(?:(?:new|old|older|young|younger|little|elder|eldest|youngest|ex|best|big|own|late|tall|"
    r"strange|other|elderly|baby|twin|half|nice|poor|local|male|female|middle-aged|foster|"
    r"next-door|single|estranged|current|former|so-called|adult) )*"
)
_OWNER = (
    r"(?:my|his|her|their|our|the|a|an|this|that|some|another|[A-Z][\w'-]+'s|[a-z]+'s|(?:my|his|"
    r"her|their|the) [a-z]+'s|"
    r"(?:my|his|her|their) (?:mums|dads|sisters|brothers|friends|daughters|sons|neighbours|cousins|"
    r"mates|nieces|nephews|grandsons|granddaughters))"
)
_GROWN_NOUNS = f"{KIN_NOUNS}|{PERSON_NOUNS}|{WORKER_NOUNS}|{CARER_NOUNS}"
_ANY_NOUN = f"{CHILD_NOUNS}|{_GROWN_NOUNS}|brother|sister|little brother|little sister"
_NOUN_BEFORE = re.compile(
    rf"\b(?P<own>{_OWNER}) (?:(?P<age>{_NUMBER})[- ]year[- ]old "
    rf")?(?P<adj>{_ADJECTIVES})(?P<noun>{_ANY_NOUN}),?(?: is)?(?: called| named|,)? ?\(?$",
    re.IGNORECASE,
)
_BARE_BEFORE = re.compile(rf"\b(?P<noun>{_ANY_NOUN})(?: called| named| is)? ?$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    rf"^(?:,| is| was|,? who is| \()? ?(?P<words>(?P<own>{_OWNER}) (?:(?P<age>{_NUMBER})[- "
    rf"]year[- ]old )?(?P<adj>{_ADJECTIVES})(?P<noun>{_ANY_NOUN}))"
    r"(?=[,.;!?)\n]|$| and | who | is | has | was | that | lives | from | at | in | with | moved |"
    r" keeps | came )",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    rf"^,? ?\(?(?:who is |who's |and she is |and he is |she is |he is |is |was |aged? |a "
    rf")*(?P<age>{AGE}){_AGE_ENDS}",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    rf"(?P<age>{_NUMBER})[- ]year[- ]old (?:{_ANY_NOUN})?,? ?(?:called |named )?$", re.IGNORECASE
)
_LIVES = re.compile(
    r"^[^.!?\n]{0,60}?\b(?:(?:who )?(?:lives|living|is staying|stays|lodges)|moved(?= into | to | "
    r"in with )) (?P<place>(?:in|at|on|with|into|near|next door|opposite|above|below|upstairs|"
    r"downstairs|to)\b[^,.;!?\n]{0,40}?)(?= and | but | who | since | with (?:his|her)|[,.;!?\n]|"
    r"$)"
)
_DRIVES = re.compile(
    r"\b(?:drives|driving|has|had|in|with|got) (?P<car>(?:a|an|his|her) (?:[a-z]+ ){0,3}(?:van|"
    r"car|motorbike|moped|scooter|lorry|taxi|truck|pickup|bmw|audi|ford|transit|caravan))\b",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(?:who )?(?P<work>works (?:at|as|in|for|on) [^,.;!?\n]{2,40}?)(?= and | but |[,.;!?\n]|$)"
)
_CHILD_STATE = re.compile(
    r"^,? (?:who is )?(?:from|in) (?:year \d+|reception)\b|^ (?:is |was |has been |has become |"
    r"has gone |has got |seems |looks |looked |seemed |became |went )(?:so |very |really |always |"
    r"more |just |getting )*(?:quiet|scared|frightened|afraid|withdrawn|upset|crying|clingy|"
    r"hungry|dirty|bruised|tearful|terrified|unhappy|silent|wetting|not eating|in year)\b|^ "
    r"(?:cries|cried|wets|wet|won't go|doesn't want|didn't want|refuses to go)\b",
    re.IGNORECASE,
)
_IS_A_CHILD = re.compile(
    r"^'s (?:uncle|aunt|auntie|nan|gran|grandad|mum|mummy|mother|mam|mom|dad|daddy|father|"
    r"step-?\w+|teacher|school|parents|nursery|bedroom|foster \w+)\b"
)
_BETWEEN = (
    r"(?:,? (?:(?:who )?lives |from |in |at |of |on |downstairs|upstairs|next door|opposite|above|"
    r"below|across )[^,.;:!?\n]{0,40}?,?)?"
)
"""Where somebody is found, between the name and what they do."""
_QUOTED_NAME = re.compile(r"[\"“”]([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)[\"“”]")
_ACTS = re.compile(
    rf"^{_BETWEEN} (?:(?:is|was|has|had|keeps|kept|always|often|also|been|started|then|regularly|"
    r"just) )*(?:buys|bought|buying|gives|gave|giving|drives|drove|driving|films|filmed|filming|"
    r"offers|"
    r"offered|offering|invites|invited|inviting|hits|hit|hitting|shouts|shouted|shouting|smacks|"
    r"smacked|slaps|slapped|threatens|threatened|locks|locked|tickles|tickled|tickling|babysits|"
    r"babysitting|follows|followed|following|messages|messaged|messaging|grabs|grabbed|takes|took|"
    r"taking|picks|picked|picking|photographs|photographed|waits|waited|waiting|watches|watched|"
    r"watching|hangs|hanging)\b"
)
_TELLS_US = re.compile(
    r"^(?:,[^,.]{0,30},)? (?:also |has |had |just |then )*(?:told me|told us|said|says|saw|has "
    r"seen|noticed|heard|mentioned|thinks|asked me|rang me|called me|is worried|was worried|"
    r"agrees|reported|let me know|and i)\b"
)
_THINGS = (
    "van|car|dog|beard|bike|motorbike|caravan|camera|moustache|tattoos?|scar|limp|glasses|lorry|"
    "taxi|jacket|coat|hoodie|cap|hat|truck|scooter|moped"
)
_BEHIND = (
    rf"(?:with|in|wearing) (?:a|an|the|his|her) (?:[a-z]+ ){{0,2}}?(?:{_THINGS})\b|with "
    rf"(?:{_THINGS})\b"
    r"|(?:from|at|in|opposite) (?:(?:number|no|flat) )*\d+[a-z]?\b|(?:from|in|at|of) the "
    r"(?:[a-z]+ )?(?:flat|house|shop|school|church|club|pub|hostel|caravan)\b(?: (?:below|above|"
    r"opposite|next door|downstairs|upstairs|across the road))?|(?:who )?(?:lives|living) "
    r"(?:[\w']+ ){0,4}?(?:below|above|opposite|next door|downstairs|upstairs|\d+)|downstairs|"
    r"upstairs|next door|opposite|across the (?:road|street|hall)"
)
_DESCRIBED = re.compile(
    rf"\b(?P<whole>(?:a|an|the|this|that|some|one|another) {_ADJECTIVES}(?P<noun>{PERSON_NOUNS}) "
    rf"(?:{_BEHIND})|(?:a|an|another) (?:much )?older (?P<older>lad|boy|man|guy))(?!\w)",
    re.IGNORECASE,
)
_KIN = re.compile(
    rf"\b(?P<whole>(?P<own>{_OWNER}) (?P<adj>{_ADJECTIVES})(?P<noun>{KIN_NOUNS}))\b(?! (?:called|"
    rf"named)|'s)",
    re.IGNORECASE,
)
_UNNAMED_CHILD = re.compile(
    rf"\b(?P<whole>(?:my|our) {_ADJECTIVES}(?:{CHILD_NOUNS})\b(?:,? \(?(?:who is |who's |aged? |"
    rf"she is |he is |is )?(?:{AGE}){_AGE_ENDS})?|(?:a|an|the|their|her|his) {_NUMBER}[- ]year[- "
    rf"]old(?: {_ADJECTIVES}(?:{CHILD_NOUNS}))?|(?:a|the|this) {_ADJECTIVES}(?:girl|boy|child|"
    rf"toddler|baby)(?:,? \(?(?:of |aged |who is |who's |she is |she's |he is |he's )?(?:about |"
    rf"around )?{_NUMBER}{_AGE_ENDS}|,? (?:who "
    rf"lives )?(?:next door|downstairs|"
    r"upstairs|opposite)))",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r"\b(?:(?:he|she)(?:'s| is) (?:called|named)|(?:his|her) name(?:'s| is)) $", re.IGNORECASE
)
_SAID_NEXT = re.compile(
    rf"\b(?:He|She)(?: is|'s| was) (?P<own>{_OWNER}) (?:(?P<age>{_NUMBER})[- ]year[- ]old )?"
    rf"(?P<adj>{_ADJECTIVES})(?P<noun>{KIN_NOUNS})(?=[,.;!?)\n]|$| and | but )"
)
"""Who somebody is, told in a sentence of its own: "Corry is at the flat. He is her stepdad."."""
_MANY = re.compile(
    rf"\b(?:{MANY_CHILDREN})(?: next door| upstairs| downstairs| opposite| here)?"
    r"(?:[,:]| called| named| are)? $",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Somebody:
    """What the story says of one person, put together while it is read."""

    name: str
    quote: str
    age: str = ""
    relation: str = ""
    noun: str = ""
    place: str = ""
    vehicle: str = ""
    work: str = ""
    signs: set[str] = field(default_factory=set)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        every = (
            ("names", self.name),
            ("age", self.age),
            ("relation", self.relation),
            ("place", self.place),
            ("vehicle", self.vehicle),
            ("work", self.work),
        )
        return tuple((slot, " ".join(words.split())) for slot, words in every if words)


def people_in(words: str) -> tuple[Guess, ...]:
    """Return who is in a story and what part they seem to play, children first.

    Returns:
        Guesses of kind child, person of concern, parent or carer, worker; nobody twice, and
        nobody whose part the words leave open.
    """
    text = _plain_names(words)
    spans = spans_of(text)
    named = _named(text, spans)
    parts = _parts_of(named)
    found = [(parts[id(one)], one) for one in named if parts[id(one)]]
    kinds = {kind for kind, _ in found}
    if CHILD not in kinds:
        found += [(CHILD, one) for one in _children_described(text, spans)]
    if CONCERN not in kinds:
        found += [(CONCERN, one) for one in _grown_described(text, spans, named)]
    if CONCERN not in {kind for kind, _ in found}:
        found = [(kind, one) for kind, one in found if kind == CHILD]
    order = (CHILD, CONCERN, CARER, WORKER)
    ranked = sorted(found, key=lambda pair: order.index(pair[0]))
    return tuple(Guess(kind, one.told, one.quote) for kind, one in ranked[:MOST_PEOPLE])


def grown_ups_named_in(words: str) -> tuple[Guess, ...]:
    """Return everybody in a story who has a name and is no child and nobody at work there.

    Returns:
        Guesses of kind person of concern, whatever their part may be; nobody twice.
    """
    text = _plain_names(words)
    named = _named(text, spans_of(text))
    parts = _parts_of(named)
    return tuple(
        Guess(CONCERN, one.told, one.quote)
        for one in named
        if parts[id(one)] not in {CHILD, WORKER}
    )


# people with a name


def _plain_names(words: str) -> str:
    """Return words with plain marks; a name between quotation marks stands as any other."""
    return _QUOTED_NAME.sub(r"\1", plain_marks(words[:LONGEST]))


def _named(text: str, spans: Spans) -> list[_Somebody]:
    people: list[_Somebody] = []
    seen = names_in(text)
    for run in seen:
        somebody = _known(people, run.words)
        if somebody is None:
            somebody = _Somebody(run.words, _sentence_at(text, spans, run.start))
            people.append(somebody)
        elif len(run.words) > len(somebody.name):
            somebody.name = run.words
        _look_around(text, run, somebody)
    _share_the_kind(text, seen, people)
    _take_the_next_sentence(text, seen, people)
    return people


def _known(people: Iterable[_Somebody], words: str) -> _Somebody | None:
    """Return somebody told of by a part of these words, or by more than them."""
    own = _name_words(words)
    fits = [one for one in people if own <= _name_words(one.name) or _name_words(one.name) <= own]
    return fits[0] if len(fits) == 1 else None


def _name_words(words: str) -> set[str]:
    plain = {word.strip("'").casefold() for word in words.split()}
    return plain - {"mr", "mrs", "miss", "ms", "dr", "uncle", "auntie", "aunt", "aunty", "coach"}


def _look_around(text: str, run: NameSeen, somebody: _Somebody) -> None:
    before, after = text[max(0, run.start - 70) : run.start], text[run.end : run.end + 110]
    before = before.rpartition("\n")[2]
    line = after.partition("\n")[0]
    for found in (_NOUN_BEFORE.search(before), _NOUN_AFTER.match(line)):
        if found is not None and not somebody.noun and not _is_another(found):
            _take_noun(somebody, found)
    bare = _BARE_BEFORE.search(before)
    if bare is not None and not somebody.noun:
        somebody.noun = bare["noun"].lower()
    if _IS_CALLED.search(before) and not somebody.noun:
        _take_last(somebody, text[: run.start])
    aged = _AGE_AFTER.match(line) or _AGE_BEFORE.search(before)
    rest = line
    if aged is not None:
        somebody.age = somebody.age or aged["age"]
        rest = line[aged.end() :] if aged.re is _AGE_AFTER else line
        later = _NOUN_AFTER.match(rest.lstrip(")"))
        if later is not None and not somebody.noun:
            _take_noun(somebody, later)
    elif (kind := _NOUN_AFTER.match(line)) and (later := _AGE_AFTER.match(line[kind.end() :])):
        somebody.age = somebody.age or later["age"]
        rest = line[kind.end() + later.end() :]
    lives = _LIVES.match(rest) if not rest.startswith("'s") else None
    somebody.place = somebody.place or (lives[0][lives.start("place") :] if lives else "")
    works = _WORKS.match(rest.lstrip(", ")) if rest else None
    somebody.work = somebody.work or (works["work"] if works else "")
    title = run.words.split()[0].lower()
    if title in {"uncle", "auntie", "aunty", "aunt", "coach"} and not somebody.noun:
        somebody.noun = "auntie" if title == "aunty" else title
    if title in TITLES.split("|"):
        somebody.signs.add("title")
    somebody.signs |= set(_signs_around(line, rest))


def _is_another(found: re.Match[str]) -> bool:
    """Whether a noun before a comma is of somebody else: "when I was a girl, Mr Oakapple"."""
    is_before = found.re is _NOUN_BEFORE
    return is_before and "," in found[0] and found["own"].lower() in {"a", "an"}


def _take_last(somebody: _Somebody, before: str) -> None:
    """Take what was said last of somebody whose name follows: "her boyfriend … He is called"."""
    found = [*_KIN.finditer(before[-200:])]
    if found:
        somebody.noun = found[-1]["noun"].lower()
        somebody.relation = somebody.relation or " ".join(found[-1]["whole"].split())


def _take_noun(somebody: _Somebody, found: re.Match[str]) -> None:
    own, noun = found["own"].lower(), found["noun"].lower()
    somebody.noun = noun
    young = bool(re.search(r"\b(?:little|younger|baby|youngest|twin)\b", found["adj"].lower()))
    if noun in {"brother", "sister"}:
        somebody.signs.add("young" if young else "sibling")
    if own not in {"a", "an", "the", "this", "that", "some", "another"}:
        words = f"{found['own']} {found['adj']}{found['noun']}"
        somebody.relation = somebody.relation or " ".join(words.split())
    elif noun not in {*PERSON_NOUNS.split("|"), *CHILD_NOUNS.split("|")}:
        somebody.relation = somebody.relation or noun
    somebody.age = somebody.age or (found["age"] or "")
    if own == "my":
        somebody.signs.add("mine")


def _signs_around(line: str, rest: str) -> Iterator[str]:
    if _CHILD_STATE.match(rest):
        yield "child state"
    if _IS_A_CHILD.match(line):
        yield "has a mum"
    if _ACTS.match(rest):
        yield "acts"
    if _TELLS_US.match(rest):
        yield "tells us"


def _share_the_kind(text: str, seen: tuple[NameSeen, ...], people: list[_Somebody]) -> None:
    """Let "the children, Tansy and Wilf" be children, all of them."""
    for first, then in pairwise(seen):
        between = text[first.end : then.start]
        one, other = _known(people, first.words), _known(people, then.words)
        if one is None or other is None:
            continue
        if _MANY.search(text[max(0, first.start - 40) : first.start]):
            one.signs.add("many")
        plain = re.sub(r"\([^)]*\)|,? ?(?:aged )?\d{1,2}\b", "", between)
        if "many" in one.signs and plain.strip() in {",", "and", "&", ", and"}:
            other.signs.add("many")


def _take_the_next_sentence(text: str, seen: tuple[NameSeen, ...], people: list[_Somebody]) -> None:
    """Let "He is her stepdad" be said of the one grown-up named before; of two, of neither."""
    for found in _SAID_NEXT.finditer(text):
        before = [_known(people, run.words) for run in seen if run.end <= found.start()]
        open_ones = {
            id(one): one for one in before if one is not None and not one.noun and not _part(one)
        }
        if len(open_ones) == 1:
            _take_noun(next(iter(open_ones.values())), found)


# whose part is what


def _parts_of(people: list[_Somebody]) -> dict[int, str]:
    parts = {id(one): _part(one) for one in people}
    acting = [one for one in people if not parts[id(one)] and "acts" in one.signs]
    if len(acting) == 1 and CONCERN not in parts.values():
        parts[id(acting[0])] = CONCERN
    return parts


def _part(one: _Somebody) -> str:
    """Return the part that the words show; empty where they leave it open."""
    if _is_young(one):
        return CHILD
    if "tells us" in one.signs and _years(one.age) is None:
        return ""
    noun = one.noun
    if noun in WORKER_NOUNS.split("|"):
        return WORKER
    if noun in CARER_NOUNS.split("|"):
        return CARER
    years = _years(one.age)
    is_grown = years is not None and years >= GROWN
    if noun in {*KIN_NOUNS.split("|"), *PERSON_NOUNS.split("|")}:
        return "" if "mine" in one.signs and "acts" not in one.signs else CONCERN
    return CONCERN if is_grown and noun not in {"brother", "sister"} else ""


def _is_young(one: _Somebody) -> bool:
    years = _years(one.age)
    if "title" in one.signs:
        return False
    if years is not None:
        return years < GROWN and one.noun not in KIN_NOUNS.split("|")
    if one.noun in CHILD_NOUNS.split("|"):
        return True
    is_other = one.noun or "acts" in one.signs
    return bool(
        one.signs & {"young", "many"} or (one.signs & {"child state", "has a mum"} and not is_other)
    )


def _years(age: str) -> int | None:
    """Return an age in years; the first of a decade; None where none was told."""
    plain = age.lower()
    if "month" in plain:
        return 0
    digits = re.search(r"\d{1,2}", plain)
    if digits:
        return int(digits[0])
    numbers = _NUMBER_WORDS.split("|")
    word = next((word for word in re.findall(r"[a-z]+", plain) if word in numbers), "")
    if word:
        return numbers.index(word) + 1
    if "teens" in plain:
        return 13
    return GROWN + 2 if plain.startswith("in ") else None


# people without a name


def _children_described(text: str, spans: Spans) -> Iterator[_Somebody]:
    """Yield children told of without a name; the same words are one child."""
    known: set[str] = set()
    for found in _UNNAMED_CHILD.finditer(text):
        words = found["whole"].strip(" (")
        noun = re.sub(r"[^a-z ]", "", words.lower()).split()[-1]
        if noun in known or text[found.end() :].startswith(("'s", " called", " named")):
            continue
        known.add(noun)
        yield _Somebody(words, _sentence_at(text, spans, found.start()))


def _grown_described(text: str, spans: Spans, named: list[_Somebody]) -> Iterator[_Somebody]:
    """Yield one grown-up told of without a name; with several it is asked who it is."""
    nouns = {one.noun for one in named}
    ways: dict[str, _Somebody] = {}
    for found in (*_KIN.finditer(text), *_DESCRIBED.finditer(text)):
        noun = (found["noun"] or "lad").lower()
        rest = text[found.end() : found.end() + 60]
        is_mine = found["whole"].lower().startswith("my ") and not _ACTS.match(rest)
        if noun in nouns or is_mine or _TELLS_US.match(rest) or _is_followed_by_name(rest):
            continue
        if found.re is _KIN and found["own"].lower() in {"a", "an", "the", "some", "another"}:
            continue
        ways.setdefault(noun, _Somebody(found["whole"], _sentence_at(text, spans, found.start())))
    if len(ways) == 1:
        yield next(iter(ways.values()))


def _is_followed_by_name(rest: str) -> bool:
    return bool(re.match(r"(?:,| is| called| named| \()? ?[A-Z][a-z]+", rest))


def _sentence_at(text: str, spans: Spans, start: int) -> str:
    """Return the sentence in which something stands."""
    at = next(((begin, end) for begin, end in spans if begin <= start < end), (0, 0))
    return text[at[0] : at[1]].strip()
