"""Words of a story as its reading needs them: sentences, and words that are no names."""

import re

_ABBREVIATED = re.compile(r"\b(?:mr|mrs|ms|dr|st|no|approx|etc|e\.g|i\.e)\.$", re.IGNORECASE)
_END = re.compile(r"[.!?]+[\"”’)]*\s+|\n+")
LONGEST = 8_000
"""Letters of a story that are read; whoever writes more is asked as if they had not."""


def words_of(words: str) -> frozenset[str]:
    """Return the words of a text with blanks between them, as a set."""
    return frozenset(words.split())


TITLES = "mr|mrs|miss|ms|mx|dr|sir|uncle|auntie|aunty|aunt|nan|nana|grandad|grandpa|gran|granny"
CHILD_NOUNS = (
    "girl|boy|child|kid|baby|toddler|teenager|teen|lad|pupil|student|patient|little one|daughter|"
    "son|stepdaughter|step-daughter|stepson|step-son|niece|nephew|grandson|granddaughter|"
    "grandchild|goddaughter|godson|foster child|foster daughter|foster son|schoolgirl|schoolboy"
)
MANY_CHILDREN = (
    "kids|children|girls|boys|daughters|sons|twins|pupils|grandchildren|nieces|nephews|siblings"
)
CARER_NOUNS = (
    "mum|mummy|mother|mam|mom|dad|daddy|father|nan|nana|gran|granny|grandma|grandmother|grandad|"
    "grandpa|grandfather|foster carer|foster mum|foster mother|foster dad|guardian|carer"
)
WORKER_NOUNS = (
    "teacher|head teacher|headteacher|teaching assistant|nurse|school nurse|health visitor|social "
    "worker|doctor|gp|midwife|police officer|key worker|support worker|youth worker"
)
KIN_NOUNS = (
    "boyfriend|girlfriend|partner|ex-partner|ex|ex-husband|ex-boyfriend|husband|wife|stepdad|"
    "step-dad|step dad|stepfather|step-father|step father|stepmum|step-mum|stepmother|step-mother|"
    "uncle|aunt|auntie|cousin|neighbour|neighbor|lodger|landlord|friend|mate|family friend|coach|"
    "football coach|swimming coach|swimming teacher|dance teacher|music teacher|tutor|babysitter|"
    "childminder|taxi driver|bus driver|driver|scout leader|youth leader|volunteer|caretaker|boss|"
    "manager|priest|vicar|pastor|flatmate|brother-in-law|housemate|godfather|stepbrother|"
    "step-brother"
)
PERSON_NOUNS = "man|woman|bloke|guy|lady|gentleman|fella|chap|older lad|young man|old man"
PLACE_TAILS = words_of(
    "lane road street avenue close drive way terrace court crescent row square gardens grove hill "
    "park place house school primary infants juniors academy college nursery hospital surgery "
    "church chapel mosque hall centre center club station estate green common flats tower pool "
    "baths library market shop cafe pub arms inn council team services service"
)
NO_NAMES = words_of(
    "i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december christmas "
    "easter halloween ramadan eid diwali english british polish romanian scottish welsh irish "
    "asian european muslim christian facebook snapchat instagram whatsapp tiktok youtube roblox "
    "fortnite discord telegram google mum mummy mam mom dad daddy nan nana gran granny grandma "
    "grandad grandpa god police nhs gp tv ok okay hi hello dear thanks thank regards please yes "
    "no xbox playstation iphone ipad samsung nike adidas uk england scotland wales britain london "
    "childline nspcc social services worried concern concerned safeguarding referral section re "
    "dob year miss sir"
)
STARTERS = words_of(
    "a an the this that these those there here he she it they we you i my his her their our your "
    "its who what when where why how which if then so but and or because as at by for from in "
    "into of on off out over to up with without about after again all also always another any "
    "anyone anything are is was were am be been being has have had do does did can could may "
    "might must shall should will would not never no yes now often once one two three four five "
    "some someone somebody something sometimes soon still today tonight yesterday tomorrow last "
    "next every everyone everybody each both many most more much other since until while during "
    "before earlier later recently lately usually maybe perhaps apparently please hello hi just "
    "only even ever never people kids children girls boys men women mum dad parents neighbours "
    "neighbour teacher staff nobody nothing well ok also around under near outside inside across "
    "behind between however although though whenever whatever child name age address mother "
    "father school pupil patient client family date time location details reason male female son "
    "daughter background summary concerns history situation little big old young new good bad "
    "both half full seen told heard noticed saw went came got gets made makes took takes said "
    "says keeps kept"
)


def sentences_of(words: str) -> tuple[str, ...]:
    """Return the sentences and lines of a text, trimmed; none is empty."""
    pieces = (words[start:end].strip() for start, end in spans_of(words))
    return tuple(piece for piece in pieces if piece)


def spans_of(words: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence or line begins and ends, one after the other."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(words[:LONGEST]):
        piece = words[start : end.end()].strip()
        if _ABBREVIATED.search(piece) and "\n" not in end[0]:
            continue
        found.append((start, end.end()))
        start = end.end()
    return (*found, (start, min(len(words), LONGEST)))


def plain_marks(words: str) -> str:
    """Return words with typewriter apostrophes, of the same length."""
    return words.replace("’", "'").replace("‘", "'")
