"""The plain words an officer reads for each finding, in British English.

Read first: `words_for`. Codes are stable; the words may change.
"""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "not_said": "Not said",
        "not_held": "Not on the record",
        "name.same": "The same",
        "name.nickname": "Usual short form",
        "name.sibling": "Short forms of the same name",
        "name.spelling": "Another spelling of the same name",
        "name.sound": "Sounds the same",
        "name.one_edit": "One letter different",
        "name.two_edits": "Two letters different",
        "name.stem": "Could be the short form",
        "name.prefix": "The beginning of the name",
        "name.joined": "The same, written together",
        "name.initial": "The initial fits",
        "name.consonants": "The same consonants; the other script writes no vowels",
        "name.heard": "Could be the same name heard through another script",
        "name.near": "Looks similar",
        "name.coarse": "Sounds similar",
        "name.differs": "Different name",
        "name.differs_again": "One more name that differs",
        "name.renamed": "Different name, but the same date of birth",
        "name.renamed_perhaps": "Different name, but the same year of birth",
        "name.enough": "A long name: each further part of it says less",
        "name.only_said": "Not in the name on record",
        "name.only_held": "Part of the name on record, not said",
        "birth.same": "The same date of birth",
        "birth.month_same": "The same month and year of birth",
        "birth.year_same": "The same year of birth",
        "birth.transposed": "Day and month changed places",
        "birth.one_digit": "One digit different",
        "birth.day_month_same": "The same day and month, another year",
        "birth.year_only": "The same year, another day and month",
        "birth.year_digit": "One digit of the year different",
        "birth.year_near": "A year or two apart",
        "birth.differs": "Another date of birth",
        "age.same": "The age fits",
        "age.near": "The age nearly fits",
        "age.apart": "The age is some years off",
        "age.differs": "The age does not fit",
        "place.same": "The same place",
        "place.shares_word": "The places share a word",
        "place.differs": "Another place",
        "postcode.same": "The same postcode",
        "postcode.district_same": "The same postcode district",
        "postcode.area_same": "The same postcode area",
        "postcode.differs": "Another postcode area",
        "phone.same": "The same phone number",
        "phone.differs": "Another phone number",
        "vehicle.same": "The same vehicle",
        "vehicle.part": "Fits the part of the number plate that was read",
        "vehicle.differs": "Another vehicle",
        "handle.same": "The same account name",
        "handle.differs": "Another account name",
        "work.same": "The same work",
        "work.shares_word": "Similar work",
        "work.differs": "Other work",
    }
)


def words_for(finding: str, *, rare: bool = False) -> str:
    """Give an officer's words for a finding.

    Args:
        finding: A code such as `name.same`, or `not_said`.
        rare: Whether an agreeing part of a name is rare on this list.

    Returns:
        The words; for a rare part with "and rare here".

    Raises:
        KeyError: The code is unknown; a test walks every code that the settings know.
    """
    words = _WORDS[finding]
    if not rare:
        return words
    return f"{words}, and rare here"


def words_for_prior(share: float, size: int) -> str:
    """Give the words of the first row: what holds before anything is compared."""
    return f"Before comparing: {share:.0%} of reports name someone on the list; {size:,} listed"
