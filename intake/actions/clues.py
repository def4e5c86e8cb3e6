"""Reading the clues out of what was told: by what somebody, or a home, may be known again.

Read `clues_of` first; `gather.py` compares what is made here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from intake.actions.routing_facts import areas_told
from intake.domain.address import Address, addresses_in
from intake.domain.concern import MentionSaid, Part
from intake.domain.held import Addition, ConcernHeld, MentionHeld
from intake.domain.household import Clue, ClueHeld, ClueKind
from intake.domain.kin_words import COLOURS, COMMON, VEHICLES, relation_of
from intake.domain.told_words import folded
from intake.store.office import Office
from intake.store.work import Work
from matching.familiar import formal_names
from matching.names import parts_of
from matching.sounds import skeleton

SHORTEST_WORD = 4
"""Letters of a word of a description that may tell one man from another."""
MOST_WORDS = 12
NUMBER_ENDS = 9
"""Digits by which two ways of writing a telephone number are the same."""


def keep_clues(
    office: Office,
    work: Work,
    concern: ConcernHeld,
    mentions: Sequence[MentionHeld],
    added: Iterable[Addition] = (),
) -> tuple[ClueHeld, ...]:
    """Keep the clues of a concern; of one kept before, instead of those it had.

    Args:
        office: Areas in force.
        work: The open transaction.
        concern: The concern, kept already.
        mentions: All its mentions, those read in its story too.
        added: What came after sending; an address is often in the second message.

    Returns:
        What was kept.
    """
    held = clues_of(office, concern, mentions, added)
    work.clues.keep(concern.id, held)
    return held


def clues_of(
    office: Office,
    concern: ConcernHeld,
    mentions: Sequence[MentionHeld],
    added: Iterable[Addition] = (),
) -> tuple[ClueHeld, ...]:
    """Return the clues of a concern, with what was added to it, and the area of each."""
    told = concern.body
    words = [part.reveal() for part in (*told.at_length, *(one.words for one in added))]
    of_story = list(_of_words(words, is_place=False))
    of_story += _of_words([fact.told for fact in told.places], is_place=True)
    chosen = next(iter(areas_told(office, *told.places)), "") or concern.area
    found = [_held(clue, concern.id, None, chosen) for clue in of_story]
    for mention in mentions:
        area = next(iter(areas_told(office, mention.body.postcode, mention.body.place)), chosen)
        own = clues_of_mention(mention.body)
        found += [_held(clue, concern.id, mention.id, area) for clue in own]
    return tuple(dict.fromkeys(found))


def _held(clue: Clue, concern_id: int, mention_id: int | None, area: str) -> ClueHeld:
    return ClueHeld(clue.key, clue.kind, area, concern_id, mention_id, words=clue.words)


def clues_of_mention(said: MentionSaid) -> tuple[Clue, ...]:
    """Return by what one mention may be known again; each once.

    A child and whoever cares for it are known by their whole names, however they are spelt, for
    they stand for their home. Of a person of concern every part of a name is a clue, a short
    form with what it is short for, and so are the words of the description.
    """
    where = _of_words([f"{said.place.told} {said.postcode.told}"], is_place=True)
    own: Iterable[Clue]
    match said.part:
        case Part.CHILD:
            own = _whole_name(ClueKind.CHILD, said)
        case Part.PARENT_OR_CARER:
            own = (*_whole_name(ClueKind.CARER, said), *_phone(said))
        case Part.PERSON_OF_CONCERN | Part.NOT_SAID:
            own = _of_him(said)
        case _:
            own = ()
    return tuple(dict.fromkeys((*where, *own)))


def _of_words(told: Iterable[str], *, is_place: bool) -> Iterator[Clue]:
    for words in told:
        for address in addresses_in(words, is_place=is_place):
            yield from _of_address(address)


def _of_address(address: Address) -> Iterator[Clue]:
    for key in address.keys:
        yield Clue(ClueKind.HOUSE, key.partition(":")[2], words=address.words)
    yield Clue(ClueKind.STREET, address.street, words=address.words)


def _whole_name(kind: ClueKind, said: MentionSaid) -> Iterator[Clue]:
    """Yield a name of given and family name as it sounds; a given name alone with its school."""
    parts = parts_of(said.names.told)
    beside = skeleton("".join(folded(said.school.told)))
    if len(parts) > 1:
        family = skeleton(parts[-1])
        for given in _given(parts[0]):
            yield Clue(kind, f"{given} {family}", words=said.names.told)
    elif parts and beside:
        for given in _given(parts[0]):
            yield Clue(kind, f"{given} at {beside}", words=said.names.told)


def _given(part: str) -> tuple[str, ...]:
    return tuple(sorted({part, *formal_names(part)}))


def _of_him(said: MentionSaid) -> Iterator[Clue]:
    told = (said.names.told, said.nickname.told, said.description.told, said.relation.told)
    for name in told[:2]:
        words = [part for part in parts_of(name) if part not in COMMON]
        is_described = len(words) < len(parts_of(name))
        for part in words if not is_described else ():
            for form in _given(part):
                yield Clue(ClueKind.NAME, form, words=name)
    yield from _vehicles((said.vehicle.told, *told))
    yield from _phone(said)
    kin = ((relation_of(said), said) for said in (told[3], told[0], told[2]))
    relation, beside = next((one for one in kin if one[0]), ("", ""))
    if relation:
        yield Clue(ClueKind.RELATION, relation, words=beside)
    for word in dict.fromkeys(folded(told[2])[: 4 * MOST_WORDS]):
        if len(word) >= SHORTEST_WORD and word not in COMMON:
            yield Clue(ClueKind.WORD, word, words=word)


def _vehicles(told: Iterable[str]) -> Iterator[Clue]:
    """Yield colour and kind of a vehicle, wherever they were told of him."""
    for words in told:
        said = folded(words)
        colours = [COLOURS[one] for one in said if one in COLOURS]
        kinds = [VEHICLES[one] for one in said if one in VEHICLES]
        for colour, kind in product(colours, kinds):
            yield Clue(ClueKind.VEHICLE, f"{colour} {kind}", words=f"{colour} {kind}")


def _phone(said: MentionSaid) -> Iterator[Clue]:
    digits = "".join(char for char in said.phone.told if char.isdecimal())
    if len(digits) >= NUMBER_ENDS:
        yield Clue(ClueKind.PHONE, digits[-NUMBER_ENDS:], words=said.phone.told)
