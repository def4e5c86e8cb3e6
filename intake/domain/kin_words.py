"""Words by which people without a name are told of: relations, colours, vehicles."""

import re
from types import MappingProxyType
from typing import Final

from intake.domain.told_words import folded

_PARTNER = "(?:partner|husband|wife|boyfriend|girlfriend|bf|fella|bloke)"
_FORMER = rf"\bex\b|\bex {_PARTNER}|former {_PARTNER}|used to (?:go out|live) with"
_WHOSE = "(?:mums|dads|mams|mothers|fathers|her|his)"
_FRIEND = (
    rf"friend of (?:the )?(?:family|mum|dad)|family friend|{_WHOSE} (?:friend|mate)|\bfriend\b"
)
_GRAND = r"\b(?:gran(?:d?dad|dpa|dfather|dma|dmother|dparent|ny)?|nana?|nanna)\b"

RELATIONS: Final = (
    ("former_partner", _FORMER),
    ("stepparent", r"step ?(?:dad|father|mum|mother|parent)"),
    ("grandparent", _GRAND),
    ("partner", rf"\b{_PARTNER}\b|\bnew man\b|\bfianc"),
    ("father", r"\b(?:dad|daddy|father)\b"),
    ("mother", r"\b(?:mum|mummy|mam|mother)\b"),
    ("uncle", r"\buncle\b"),
    ("aunt", r"\b(?:aunt|auntie|aunty)\b"),
    ("cousin", r"\bcousin\b"),
    ("sibling", r"\b(?:half |step )?(?:brother|sister)\b"),
    ("lodger", r"\b(?:lodger|tenant|flatmate|housemate)\b"),
    ("landlord", r"\b(?:landlord|landlady)\b"),
    ("neighbour", r"\b(?:neighbour|neighbor|next door)\b"),
    ("coach", r"\b(?:coach|trainer|instructor)\b"),
    ("babysitter", r"\b(?:babysitter|childminder|nanny|minder)\b"),
    ("family_friend", _FRIEND),
)
"""Relations to a child or its family, the surest word first: "mum's ex" is no mother."""

_OF_SOMEBODY: Final = re.compile(
    r"\b(?:mums|dads|mams|mothers|fathers|daughters|sons|sisters|brothers)\b(?= \w)"
)

COLOURS: Final = MappingProxyType(
    {
        **{one: one for one in ("white", "black", "red", "blue", "green", "yellow", "orange")},
        **{one: one for one in ("brown", "purple", "gold", "pink", "cream", "maroon", "beige")},
        **dict.fromkeys(("grey", "gray", "silver"), "grey"),
    }
)
"""Colours of vehicles, in one spelling; grey and silver are told for each other."""

VEHICLES: Final = MappingProxyType(
    {
        **dict.fromkeys(("van", "transit", "minivan", "campervan"), "van"),
        **dict.fromkeys(("car", "saloon", "hatchback", "estate"), "car"),
        **dict.fromkeys(("motorbike", "motorcycle", "scooter", "moped"), "motorbike"),
        **{one: one for one in ("taxi", "lorry", "truck", "pickup", "jeep", "minibus", "bike")},
        **{one: one for one in ("audi", "bmw", "ford", "vauxhall", "corsa", "fiesta", "golf")},
        **{one: one for one in ("mercedes", "nissan", "toyota", "skoda", "peugeot", "renault")},
    }
)
"""Kinds and makes of vehicles, in one spelling."""

_COMMON: Final = """a about above after all also always an and are around as at average bald
    beard been black bloke blonde blond blue body boy brown build built but called car clothes
    coat cream dark drive drives driving early every eyes face fair fella fifties
    fiftyish forties from girl
    glasses gold green grey gray guy hair has have he heavy height her him his hood hoodie hoody
    in is jacket jeans just kids lady large late like little lives long looks male man mans medium
    mid middle middle-aged moustache much never new nice of often old older on one orange other
    pale person pink possibly probably quite red scruffy seen she short shoulder sixties skin slim
    small some somebody someone stocky stranger tall teens that the their them there they thick
    thin thirties this tracksuit trainers trousers twenties unknown van very wears wearing white
    who with woman year years yellow young younger mum mums dad dads ex uncle aunt friend friends
    partner boyfriend neighbour name named known dont know not sure brother sister mate bit kind
    sort maybe thinks think lady's gentleman hat cap"""
COMMON: Final = frozenset(_COMMON.split())
"""Words that tell of half a town, and no name."""


def relation_of(words: str) -> str:
    """Return the relation that some words tell of, as a code; empty for none.

    Args:
        words: "mum's ex", "his new girlfriend", "friend of the family".
    """
    plain = " ".join(folded(words.replace("-", " ")))
    bare = _OF_SOMEBODY.sub("", plain)
    found = (
        code
        for code, marks in RELATIONS
        if re.search(marks, plain if code in _MORE_THAN_A_WORD else bare)
    )
    return next(found, "")


_MORE_THAN_A_WORD: Final = frozenset({"former_partner", "stepparent", "family_friend"})
"""Relations told by more words than one; of the others whose they are is left out before."""
