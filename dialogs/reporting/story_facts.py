"""Where, when and how often, and how the teller knows: picked out of a story, or left open."""

import re
from collections.abc import Iterator
from datetime import date

from dialogs.reporting.guess import Guess
from dialogs.reporting.places_said import is_place_named
from dialogs.reporting.story_words import PLACE_TAILS, plain_marks, sentences_of
from dialogs.reporting.time_readers import TimeKind
from dialogs.reporting.times import TimeSaid, times_in

MOST_INCIDENTS = 3
_SPOTS = (
    "park|playground|play area|school gates?|bus stop|bus station|train station|station|swimming "
    "pool|pool|stairwell|stairs|garages?|shed|car park|woods|field|library|church|youth club|"
    "football club|club|corner shop|chip shop|shops?|takeaway|pub|gym|caravan(?: park)?|canal|"
    "river|market|fair|alley|underpass|leisure centre|community centre|shopping centre|beach|"
    "allotments?|hostel|hotel|farm|skate park|launderette|barber's|cafe|nursery|hospital|"
    "after-school club|flats|allotment"
)
_TAILS = "|".join(sorted(tail.capitalize() for tail in PLACE_TAILS))
_PREPOSITION = r"(?:in|at|outside|behind|near|by|on|around|inside|opposite|round the back of)"
_WHERE = re.compile(
    rf"\b(?P<where>{_PREPOSITION} (?:(?:the|our|a|his|her|their|my|number) "
    rf")*(?:(?:\d{{1,4}}[a-z]? )?(?:[A-Z][\w'-]+ ){{1,3}}(?:{_TAILS})\b|(?:[a-z]+ )?(?:{_SPOTS})\b"
    r"(?: (?:on|in|behind|near|by|opposite) (?:the )?(?:[A-Z][\w'-]+ ?){1,3})?|(?:house|flat|home|"
    r"garden|bedroom|van|car) (?:below|above|downstairs|upstairs|opposite|next door)\b)|from the "
    r"(?:house|flat|home) (?:below|above|downstairs|upstairs|opposite|next door)|in (?:his|her|"
    r"their) (?:house|flat|home|garden|bedroom|van|car|caravan|shed|garage)\b)"
)
_ONLINE = re.compile(
    r"\b(?P<where>(?:on|over|through|via) (?:Snapchat|Instagram|TikTok|WhatsApp|Facebook|Discord|"
    r"Roblox|Fortnite|Telegram|YouTube|Xbox|the internet|social media))\b",
    re.IGNORECASE,
)
_LIVED_IN = re.compile(
    r"\b(?:lives?|lived|living|stays?|staying|moved(?: in)?|works?|worked|working|born|lodges|"
    r"teaches|school is|goes to school|teacher|caretaker|coach|nurse|leader|volunteer|"
    r"manager)\s+(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:hear|heard|screams?|screaming|crying|shouting|noises?|bangs?|coming|music)\b", re.I
)
"""What comes from a place; who comes from it only lives there."""
_OFTEN: tuple[tuple[str, str], ...] = (
    (
        "growing",
        r"more and more|more often|getting (?:worse|more frequent)|gets worse|getting worse",
    ),
    (
        "often",
        (
            r"(?:almost |nearly )?(?:every|each) (?:single )?(?:day|night|week|weekend|morning|"
            r"evening|time|afternoon|month|monday|tuesday|wednesday|thursday|friday|saturday|"
            r"sunday)|most (?:days|nights|weekends|evenings|weeks)|all the time|constantly|"
            r"(?:very |quite )?often|a lot|daily|weekly|(?:two|three|four|five|several|\d) times "
            r"a (?:week|day|month)|(?:once|twice) a (?:week|day)|(?:on )?(?:mon|tues|wednes|thurs|"
            r"fri|satur|sun)days|regularly|again and again|over and over"
        ),
    ),
    (
        "few",
        (
            r"a few times|a couple of times|twice|two times|three times|several times|some ?times|"
            r"now and then|once or twice|two or three times|occasionally|on a few occasions|on "
            r"several occasions"
        ),
    ),
    (
        "once",
        r"only once|just once|one time only|just the once|the first time|only the once|once that i",
    ),
)
_OFTEN_WORDS = tuple((value, re.compile(rf"\b(?:{words})\b", re.I)) for value, words in _OFTEN)
_SAW = re.compile(
    r"\bi (?:have |'ve |also |just |often |always |myself |once )*(?:saw|seen|heard him|heard her|"
    r"heard them|watched|noticed|witnessed|see him|see her|see them)\b|\bi've (?:seen|watched|"
    r"noticed)\b|\bin front of me\b|\bi can hear\b|\bi hear\b|\bwe (?:saw|heard|can hear)\b",
    re.IGNORECASE,
)
_CHILD_TOLD = re.compile(
    r"\b(?:the (?:girl|boy|child|little \w+)|my (?:son|daughter|niece|nephew|grandson|"
    r"granddaughter|pupil|student|stepson|stepdaughter)(?: [A-Z]\w+)?(?: \(\d+\))?) (?:has |had |"
    r"just )?(?:told|said to|says to) (?:me|us)\b",
    re.IGNORECASE,
)
_OTHER_TOLD = re.compile(
    r"\b(?:(?:my|a|her|his|the|our) (?:[a-z-]+ ){0,2}(?:neighbour|friend|sister|brother|mum|"
    r"mother|colleague|teacher|nurse|wife|husband|partner|cousin|aunt|grandmother|nan|parent)(?: "
    r"[A-Z]\w+)?,? (?:has |had |just )?(?:told|said to|says to) (?:me|us)|i was told|i have been "
    r"told|i've been told)\b",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:people (?:say|are saying|talk)|everyone (?:says|is saying|knows)|rumou?rs?|word is|"
    r"they say|i heard that|apparently)\b",
    re.IGNORECASE,
)
_NOT_OF_IT = re.compile(
    r"\b(?:born|dob|d\.o\.b|date of birth|birthday|aged?|years? old)\b", re.IGNORECASE
)


_ONLY_BEFORE = re.compile(
    r"\b(?:moved (?:in|into|here|to|back|out)|started (?:seeing|going out|dating)|got (?:together|"
    r"married|divorced)|split up|separated|met (?:him|her|them|each other)|have known|been "
    r"(?:together|with)|new (?:boyfriend|girlfriend|partner))\b",
    re.IGNORECASE,
)
"""What tells how things came about, and of no further time that something happened."""


def facts_in(
    words: str, *, today: date, names: tuple[str, ...] = (), age: int | None = None
) -> tuple[Guess, ...]:
    """Return what a story says of place, time, how often, how known, and further incidents.

    Args:
        words: The story.
        today: The day of telling.
        names: Names of children found in it, for "Tansy told me".
        age: In years, where one child's age was told.
    """
    text = plain_marks(words)
    sentences = sentences_of(text)
    timed = [(one, _times(one, today, age)) for one in sentences]
    return (
        *_where(sentences),
        *_when(timed),
        *_how_often(sentences),
        *_known_by(names, sentences),
        *_incidents(timed),
    )


def _where(sentences: tuple[str, ...]) -> Iterator[Guess]:
    """Yield the first place that is said with its name, else the first; where one lives is theirs.

    One without a name is read back all the same; the talk then asks which town it is in.
    """
    said = list(_places(sentences))
    named = (one for one in said if is_place_named(one[0]))
    if said:
        where, sentence = next(named, said[0])
        yield Guess("where", (("where", where),), sentence)


def _places(sentences: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for sentence in sentences:
        for pattern in (_WHERE, _ONLINE):
            for found in pattern.finditer(sentence):
                before = sentence[: found.start()]
                is_from = found["where"].lower().startswith("from")
                if _LIVED_IN.search(before) or (is_from and not _HEARD.search(before)):
                    continue
                yield found["where"], sentence


def _times(sentence: str, today: date, age: int | None) -> list[TimeSaid]:
    """Return the times in a sentence that are of what happened: no birthdays, no bare years."""
    if _NOT_OF_IT.search(sentence):
        sentence = re.sub(
            r"[^,.;()]*" + _NOT_OF_IT.pattern + r"[^,.;()]*",
            lambda m: " " * len(m[0]),
            sentence,
            flags=re.I,
        )
    found = times_in(sentence, today=today, age=age)
    return [one for one in found if not one.words.isdecimal() and one.ahead is None]


def _dated(timed: list[tuple[str, list[TimeSaid]]]) -> list[tuple[str, TimeSaid]]:
    pairs = [(sentence, one) for sentence, times in timed for one in times if one.days]
    return [(sentence, one) for sentence, one in pairs if one.kind is TimeKind.AT]


def _newest(pairs: list[tuple[str, TimeSaid]]) -> tuple[str, TimeSaid]:
    return max(
        pairs,
        key=lambda pair: (
            (pair[1].days.last, pair[1].days.first) if pair[1].days else (date.min, date.min)
        ),
    )


def _when(timed: list[tuple[str, list[TimeSaid]]]) -> Iterator[Guess]:
    """Yield the newest time at which something happened; else since when it goes on."""
    pairs = _dated(timed) or [
        (sentence, one)
        for sentence, times in timed
        for one in times
        if one.kind is TimeKind.SINCE and one.days
    ]
    if pairs:
        sentence, time = _newest(pairs)
        iso = time.days.iso if time.days else ""
        yield Guess("when", (("when", time.words),), sentence, iso, is_about=time.is_about)


def _incidents(timed: list[tuple[str, list[TimeSaid]]]) -> Iterator[Guess]:
    """Yield each further sentence that tells of another time, in the order of the story."""
    pairs = _dated(timed)
    if len({sentence for sentence, _ in pairs}) < 2:
        return
    newest, _ = _newest(pairs)
    told: set[str] = {newest}
    for sentence, time in pairs:
        if sentence in told or len(told) > MOST_INCIDENTS or _ONLY_BEFORE.search(sentence):
            continue
        told.add(sentence)
        where = next(_where((sentence,)), None)
        slots = [("what", sentence.rstrip(" .")), ("when", time.words)]
        slots += [("where", where.fact("where"))] if where else []
        iso = time.days.iso if time.days else ""
        yield Guess("incident", tuple(slots), sentence, iso)


def _how_often(sentences: tuple[str, ...]) -> Iterator[Guess]:
    """Yield how often, where the words say one thing and not two."""
    said = [
        (value, found[0], sentence)
        for sentence in sentences
        for value, pattern in _OFTEN_WORDS
        if (found := pattern.search(sentence))
    ]
    values = {value for value, _, _ in said}
    if len(values) == 1 or values == {"growing", "often"}:
        value, words, sentence = next(one for one in said if one[0] == min(values))
        yield Guess("how_often", (("how_often", words),), sentence, value)


def _known_by(names: tuple[str, ...], sentences: tuple[str, ...]) -> Iterator[Guess]:
    """Yield how the teller knows, where the words say one thing and not two."""
    called = "|".join(re.escape(name.split()[0]) for name in names if name[:1].isupper())
    child = (
        re.compile(
            rf"\b(?:{called})(?: [A-Z]\w+)?(?: \(\d+\)|, \d+,?)? (?:has |had |just )?"
            r"(?:told|said to) (?:me|us)\b"
        )
        if called
        else None
    )
    ways = [
        ("told_by_child", _CHILD_TOLD),
        ("saw", _SAW),
        ("told_by_other", _OTHER_TOLD),
        ("rumour", _RUMOUR),
    ]
    ways += [("told_by_child", child)] if child else []
    said = [
        (value, found[0], sentence)
        for sentence in sentences
        for value, pattern in ways
        if (found := pattern.search(sentence))
    ]
    if len({value for value, _, _ in said}) == 1:
        value, words, sentence = said[0]
        yield Guess("known_by", (("known_by", words),), sentence, value)
