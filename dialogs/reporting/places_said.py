"""Whether words about a place name one, so that a report can go to the right area.

"The flat below" and "in his car" say where, and no area: whoever says so is asked once for a town.
Everything here is worked out from the teller's own words (promise P4).
"""

import re
from itertools import pairwise

from dialogs.reporting.story_words import NO_NAMES, PLACE_TAILS, words_of

_LITTLE = words_of(
    "a an the my our his her their its your this that some one same another other in at on by from "
    "to of near outside inside behind around opposite under over through via up off out with and "
    "or also where when maybe mostly mainly usually sometimes always often i me he she they we us "
    "him them it is was there here live lives think know about after before below above beneath "
    "downstairs upstairs next door across back front top bottom down round ground first second "
    "third end corner side left right middle outdoors indoors away local different"
)
_SPOTS = words_of(
    "house flat flats home houses room rooms bedroom bathroom kitchen garden yard gardens living "
    "block building basement stairs stairwell landing hallway lift balcony garage garages shed "
    "loft cellar van car cars taxi bus train caravan tent boat lorry truck vehicle park parks "
    "playground play area school schools gate gates stop station shop shops supermarket takeaway "
    "pub club clubs youth football swimming pool gym library church mosque temple chapel field "
    "fields woods wood canal river beach market fair street streets road roads lane alley "
    "underpass path estate centre leisure community shopping sports allotment allotments hostel "
    "hotel farm skate launderette barber's barbers cafe nursery hospital surgery clinic work "
    "office after-school class classroom toilets toilet changing neighbour neighbours neighbour's "
    "neighbor neighbors dad's mum's uncle's aunt's nan's gran's grandad's friend's friends mate's "
    "mates boyfriend's partner's mother father mum dad uncle nan gran mother's father's family "
    "families child children kids relatives everywhere anywhere somewhere place places nearby "
    "town village city online internet web net phone mobile snapchat instagram insta tiktok "
    "whatsapp facebook discord roblox fortnite telegram youtube xbox playstation social media "
    "messenger chat chats game games gaming app apps video messages texts"
)
"""With these and the little words a place is told without being named."""
_TAILS = words_of(
    "lane road street avenue close drive way terrace court crescent row square grove hill gardens"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_NAMED_IN_TELLING = re.compile(
    r"\b(?i:in|at|near|on|outside|around|off)\s+(?:the\s+|number\s+|flat\s+|no\.?\s+)*"
    r"(?:\d{1,4}[a-z]?,?\s+)?(?P<name>[A-Z][\w-]+)(?P<own>['’]s)?(?:\s+(?P<next>[A-Z][\w-]+))?"
)
_STREETS = PLACE_TAILS - words_of("council team services service")
_STREET = re.compile(
    rf"\b[A-Z][\w'’-]+ (?:{'|'.join(sorted(tail.capitalize() for tail in _STREETS))})\b"
)
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b")
_NO_PLACES = (NO_NAMES - {"london"}) | words_of(
    "mr mrs miss ms dr uncle auntie aunty aunt nan nana gran grandad coach god boxing new "
    "christmas easter eid diwali"
)


def is_place_named(words: str) -> bool:
    """Whether words told as a place name one, such as a street, a town or a postcode.

    Returns:
        False where every word could be said of any town, and for no words; true for words of
        another language, about which nothing is known here, and for numbers.
    """
    said = [word.casefold().replace("’", "'") for word in _WORD.findall(words)]
    streets = (
        first not in _LITTLE and then in _TAILS and first != then for first, then in pairwise(said)
    )
    return any(word not in _LITTLE and word not in _SPOTS for word in said) or any(streets)


def is_place_named_in(story: str) -> bool:
    """Whether a story names a place on its way: "in Northmoor", "on Mill Lane", a postcode."""
    if _STREET.search(story) or _POSTCODE.search(story):
        return True
    found = (one for one in _NAMED_IN_TELLING.finditer(story) if not one["own"])
    return any(_may_be_a_place(one["name"]) for one in found)


def _may_be_a_place(name: str) -> bool:
    word = name.casefold()
    return word not in _LITTLE | _SPOTS | _NO_PLACES
