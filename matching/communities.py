"""How common the parts of names are in the communities that bear them.

Read first: `shares_of`. The numbers stand in `config/matching.yaml` under `common_parts`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_PART = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)*")
_SHARE = re.compile(r"\d+(?:\.\d+)?")


def shares_of(communities: Mapping[str, object]) -> Mapping[str, float]:
    """Read how many people in 1,000 of each community have a part in their name.

    Args:
        communities: By name a text of parts and numbers in turn, as `nowak 5.3 zajac 1.4`;
            spellings of one part are joined, as `hassan/hasan 55`, and each counts as all.

    Returns:
        For each part its share, above 0 and below 1, in the community where it is most common.

    Raises:
        ValueError: A text is not such a list; the message names the community and the word.

    Why:
        A migrant's everyday name is not rare because few here bear it: who is mistaken for
        him bears it too (issue 3, point 2).
    """
    shares: dict[str, float] = {}
    for community, text in communities.items():
        where = f"common_parts.{community}"
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"not a list of parts and numbers: {where}")
        words = text.split()
        for spellings, number in zip(words[::2], [*words[1::2], ""], strict=False):
            if not _PART.fullmatch(spellings) or not _SHARE.fullmatch(number):
                raise ValueError(f"not a part and a number: {where}: {spellings} {number}".rstrip())
            share = float(number) / 1000
            if not 0 < share < 1:
                raise ValueError(f"not above 0 and below 1000: {where}: {spellings}")
            for part in spellings.split("/"):
                shares[part] = max(share, shares.get(part, 0.0))
    return MappingProxyType(shares)
