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
        "name.differs_given": "Different given name",
        "name.differs_initial": "Different given name, the same first letter",
        "name.differs_again": "One more name that differs",
        "name.renamed": "Different name, but the same date of birth",
        "name.renamed_perhaps": "Different name, but the same year of birth",
        "name.enough": "Several rare parts together: what they say more counts less",
        "name.only_said": "Not in the name on record",
        "name.only_said_first": "Given name not in the name on record",
        "name.only_said_last": "Family name not in the name on record",
        "name.only_held": "Part of the name on record, not said",
        "name.only_held_first": "Given name on record, not said",
        "name.only_held_last": "Family name on record, not said",
        "name.alone_given": "Only a given name was said",
        "name.alone_family": "Only a family name was said",
        "name.alone_middle": "Only a middle name was said",
        "name.crossed": "The parts of the name stand in another order",
        "name.crossed_one": "A first name on one side, a last name on the other",
        "name.letters_off": "Letters off",
        "name.unlike": "How unlike the names are",
        "birth.same": "The same date of birth",
        "birth.month_same": "The same month and year of birth",
        "birth.month_same_digit": "The same month, one digit of the year different",
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
        "phone.shared": "The same phone number, but many on the list have it",
        "phone.differs": "Another phone number",
        "vehicle.same": "The same vehicle",
        "vehicle.shared": "The same vehicle, but many on the list have it",
        "vehicle.part": "Fits the part of the number plate that was read",
        "vehicle.differs": "Another vehicle",
        "handle.same": "The same account name",
        "handle.shared": "The same account name, but many on the list have it",
        "handle.differs": "Another account name",
        "work.same": "The same work",
        "work.shares_word": "Similar work",
        "work.differs": "Other work",
    }
)


_LOOSE = frozenset(
    f"name.{level}"
    for level in (
        "sibling", "sound", "two_edits", "stem", "prefix", "near", "coarse", "heard", "consonants"
    )
)  # fmt: skip


def words_for(finding: str, *, rare: bool = False, is_against: bool = False) -> str:
    """Give an officer's words for a finding.

    Args:
        finding: A code such as `name.same`, or `not_said`.
        rare: Whether an agreeing part of a name is rare on this list.
        is_against: Whether a finding that agrees is worth less than nothing.

    Returns:
        The words; for a rare part with "and rare here", for a part that agrees so loosely that
        strangers' names do as often, with that said.

    Raises:
        KeyError: The code is unknown; a test walks every code that the settings know.
    """
    words = _WORDS[finding]
    if is_against and finding in _LOOSE:
        return f"{words}, but too loosely to speak for it"
    if not rare:
        return words
    return f"{words}, and rare here"


def words_for_prior(share: float, size: int) -> str:
    """Give the words of the first row: what holds before anything is compared.

    Args:
        share: How many reports name somebody listed, above 0 and below 1.
        size: Records listed; told to one figure only.

    Why:
        One more than before would tell that somebody hidden was listed, so nobody reads a
        count; "about 10,000" is what a likelihood hangs on.
    """
    return f"Before comparing: {_in_so_many(share)} reports name somebody {_listed(size)}"


def _in_so_many(share: float) -> str:
    of = next((of for of in (100, 1_000, 10_000) if share * of >= 1), 100_000)
    return f"{max(1, round(share * of)):,} in {of:,}"


def _listed(size: int) -> str:
    if size < _FEW:
        return f"on a list of fewer than {_FEW:,}"
    return f"on a list of about {round(size, 1 - len(str(size))):,}"


_FEW = 1_000
_LIKELY = (
    (0.9, "very likely the same"),
    (0.6, "more likely the same than not"),
    (0.4, "as likely the same as not"),
    (0.1, "may be the same, more likely not"),
    (0.0, "unlikely, not ruled out"),
)
_MORE_THAN_EVEN = 0.45
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def words_for_likelihood(likelihood: float, band: str = "") -> str:
    """Give a calibrated likelihood, 0 to 1, as people read it; never as a figure.

    Args:
        likelihood: As calibrated, 0 to 1.
        band: The value of its `Band`; a name alone is never told as more than even.

    Returns:
        Such as "may be the same, more likely not: about three in ten such leads are". What
        "such" means stands in the first row: the reports and the list it holds for.

    Why:
        A figure with digits is read as measured of this one person (promise P11). "Same name,
        nothing else" stood beside "about nine in ten such leads are", and nine was read.
    """
    if band == "name_only" and likelihood >= _MORE_THAN_EVEN:
        return "a name alone cannot tell how likely"
    words = next(words for least, words in _LIKELY if likelihood >= least)
    return f"{words}: {_so_many_are(likelihood)}"


def _so_many_are(likelihood: float) -> str:
    if likelihood >= 0.95:
        return "more than nine in ten such leads are"
    if likelihood >= 0.05:
        return f"about {_of_ten(max(1, round(likelihood * 10)))} such leads are"
    if likelihood >= 0.01:
        return "fewer than one in ten such leads are"
    return "fewer than one in a hundred such leads are"


def _of_ten(tenths: int) -> str:
    return f"{_NUMBERS[min(tenths, 9)]} in ten"


_BANDS: Mapping[str, str] = MappingProxyType(
    {
        "strong": "Strong lead: enough agrees, and more than the name",
        "possible": "Possible lead: something beside the name agrees, but not enough",
        "name_only": "Same name, nothing else: this says little either way",
        "other_date": "Same name, other date of birth: a namesake, or a mistyped date",
        "weak": "Weak: too little agrees to call it a lead",
        "none": "No lead",
    }
)


def words_for_band(band: str) -> str:
    """Give a band as an officer reads it, and what it rests on.

    Raises:
        KeyError: It is not the value of a `Band`; a test walks them all.
    """
    return _BANDS[band]
