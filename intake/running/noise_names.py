"""Invented people's names, as common as real ones; read `Names` first.

How common a part of a name is stands in `matching.yaml` (`common_parts`), counted from packages
and by community; rarer names are made up from syllables. Nobody is taken from any register.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from intake.domain.errors import PolicyError
from intake.policy.loader import MATCHING, PolicySet
from intake.policy.noise import NOISE

BRITISH = "british"
FAMILIES, GIVEN = "british_families", "english_given_names"
FIRST = (
    "ash", "beck", "birk", "black", "brad", "brin", "burl", "cald", "carn", "chad", "clar",
    "clem", "corn", "crans", "crow", "dag", "dal", "dere", "dun", "east", "elk", "ever",
    "fal", "fen", "flax", "gar", "gil", "glen", "gors", "hal", "ham", "har", "hath", "hax",
    "holm", "hor", "kel", "kirk", "lang", "lin", "lod", "mal", "mar", "mer", "mossel",
    "nether", "nor", "oak", "off", "ost", "pen", "pick", "quar", "rad", "rams", "rav",
    "roth", "rush", "sal", "scar", "sel", "shad", "skel", "stan", "stok", "swal", "tad",
    "thir", "thorn", "tus", "ul", "under", "wal", "wens", "whit", "wil", "wrag", "yar",
)  # fmt: skip
LAST = (
    "acre", "apple", "bank", "beck", "bourne", "bridge", "brook", "burn", "bury", "by",
    "combe", "cote", "croft", "dale", "den", "dike", "fell", "field", "ford", "garth",
    "gate", "grave", "ham", "head", "hill", "holt", "house", "hurst", "land", "ley", "low",
    "man", "march", "mere", "moor", "ness", "over", "port", "ridge", "rigg", "row", "sett",
    "shaw", "side", "stead", "stock", "stone", "stow", "thorpe", "thwaite", "ton", "trough",
    "wade", "wark", "water", "way", "weather", "well", "wick", "wold", "wood", "worth",
    "yard",
)  # fmt: skip
WAYS = (
    "Lane", "Street", "Road", "Close", "Row", "Avenue", "Walk", "Court", "Terrace", "Hill",
    "Way", "Place", "Green", "Rise",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Urn:
    """Words to draw from, each as often as it is common."""

    words: Sequence[str]
    up_to: Sequence[float]

    def draw(self, dice: random.Random) -> str:
        return dice.choices(self.words, cum_weights=self.up_to)[0]


def _urn(text: str) -> _Urn:
    """Read `nowak 5.3 zajac 1.4`; of spellings joined by a stroke the first stands."""
    words = text.split()
    parts = [one.split("/")[0].capitalize() for one in words[::2]]
    return _Urn(parts, list(accumulate(float(one) for one in words[1::2])))


class Names:
    """Draws names of invented people, families and streets.

    Args:
        policy: Its `common_parts` say how common the parts of names are, its assumptions
            how many bear names of which community.

    Raises:
        PolicyError: A community of `noise.yaml` has no names in `matching.yaml`.
    """

    def __init__(self, policy: PolicySet) -> None:
        parts: Mapping[str, str] = json.loads(policy.whole)[MATCHING].get("common_parts", {})
        county = policy.noise.county
        shares = county.communities.shares
        wanted = {FAMILIES, GIVEN} | (set(shares) - {BRITISH})
        if lacking := sorted(wanted - set(parts)):
            fault = (
                f"{NOISE}: county.communities.shares: {', '.join(lacking)} has no names; "
                f"write a community of {MATCHING}, common_parts, or british"
            )
            raise PolicyError((fault,))
        self._urns = {name: _urn(parts[name]) for name in wanted}
        self._communities = _Urn(list(shares), list(accumulate(shares.values())))
        self._rare = county.rare_names.value

    def community(self, dice: random.Random) -> str:
        """Draw whose names somebody bears."""
        return self._communities.draw(dice)

    def family(self, dice: random.Random, community: str) -> str:
        """Draw a family name; a rare one is made up, and rarely met twice."""
        if community != BRITISH:
            return self._urns[community].draw(dice)
        if dice.random() < self._rare:
            return _made_up(dice)
        return self._urns[FAMILIES].draw(dice)

    def given(self, dice: random.Random, community: str) -> str:
        """Draw a given name."""
        return self._urns[GIVEN if community == BRITISH else community].draw(dice)

    def street(self, number: int) -> str:
        """Return the street of a number; the same number is the same street."""
        dice = random.Random(number)
        return f"{_made_up(dice)} {dice.choice(WAYS)}"


def _made_up(dice: random.Random) -> str:
    return f"{dice.choice(FIRST)}{dice.choice(LAST)}".capitalize()


def slipped(dice: random.Random, name: str) -> str:
    """Return a name with one slip of the pen: a letter doubled, lost or changed with the next."""
    if len(name) < 4:
        return name
    at = dice.randrange(1, len(name) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        return name[:at] + name[at] + name[at:]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
