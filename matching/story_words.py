"""A story cut into words, with what stands between them; and words that are names as well.

Read first: `words_of`. `story.py` looks for names among these words.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from matching.names import FORMS_OF_ADDRESS, PARTICLES, fold

_SIGN = r"[^\s\d'’\-_.,;:!?()\[\]{}\"“”‘„«»…/\\|<>*#@&+=~`^%$£€–—।؟،]"
_WORD = re.compile(rf"{_SIGN}+(?:['’-](?!s\b){_SIGN}+)*")
_ORDINARY_WORDS = (
    "a about after afterwards again ago all alone also although always am an and another any"
    " anyone are around as ask asked at aunt auntie aunty away baby back bad be because been"
    " before behind being best bloke both boy boyfriend boys bro brother but by call called came"
    " can cannot child children come complaint could cousin cousins dad daddy daughter day did do"
    " doctor does dont down during each either else ever every everyone everything family father"
    " fella female few fire five for four friday friend friends from gets girl girlfriend girls go"
    " goes going gone got grandad granddaughter grandfather grandma grandmother grandson had has"
    " have he hello help her here hers hi him himself his home house how however husband i if ill"
    " im in inside into is it its just kid kids know lad lads last late later like listed lives"
    " long look looks lot mad made male man many may maybe me meeting men met mine missed monday"
    " more morning most mother mr mrs ms much mum mummy mums my name named nan near neighbour"
    " neighbours nephew never new next nice niece night no nobody none not note nothing now of off"
    " often old on once one only or other our out outside over own parent parents partner people"
    " person phone please police pupil quite ran road said same saturday saw say says school see"
    " seeing seen shall she shes should shouting since sis sister six small so social some"
    " somebody someone something sometimes son soon stepdad stepdaughter stepfather stepmother"
    " stepmum stepson still street student such sunday take teacher tell than that the their them"
    " then there these they thing things think this those though three through thursday to today"
    " told tomorrow tonight too took towards tuesday twice twin twins two uncle under unless until"
    " up upstairs us very was we wednesday week well went were what when where which while who"
    " whole whose why wife will with within without woman women work worked worker works worried"
    " would year years yes yesterday yet you young your"
)
ORDINARY = frozenset(_ORDINARY_WORDS.split())
_ALSO_WORDS = (
    "abbot amber angel april archer ash august autumn baker banks bar barber barn bass beach bell"
    " berry best bird bishop black blaze bliss blue bond book bowman box boy branch bridge bright"
    " brook brooks brown buck bush butcher butler card carpenter carter case cash castle chance"
    " chandler chase church clay close coal coast cook cooper cotton court crane cross crystal"
    " curry daisy dale dance dawn day dean drake drew driver duke earl earnest east english eve"
    " fair faith farmer fence field fields finch fish fisher fleet flint flood flower ford forest"
    " fox france frank freeman french friend frost gale garden gardener gate gates gay gentle"
    " glass gold golden good grace grant grave gray green grey grove guy hall hands hardy hare"
    " harmony harper hart haven hazel heath heather herring hide high hill holiday holly home"
    " honey hood hope horn house hunt hunter iris irons ivory ivy jack jade jasmine jewel jordan"
    " joy judge june just justice justin keen key kind king knight lake lamb lance lane large law"
    " lawn leaf lee light lily little long love low major march mark marks marsh martin mason may"
    " meadow merry mill miller mills mole monday moody moon moor more moss nail new noble noon"
    " north nurse oak old olive pace paddock page palmer paris park parker parks parson patience"
    " peace pearl penny pepper pike pink pipe piper pitt place plant plum pole pool poor pope"
    " poppy porter post potter pound power price pride priest prince prior quick rain read reader"
    " reading red reed reeve rich rider ring river rivers robin rock rose rowe ruby rush sadler"
    " sage salmon sands savage school sea sergeant sharp shepherd sheriff short silk silver singer"
    " skinner sky slaughter small smart smith snow south spark sparks spring stag star steel stone"
    " storm strange street strong summer summers sun swan sweet swift tailor tanner taylor temple"
    " tower town trees turner underhill vale vane violet walk walker wall ward water waters way"
    " weaver weeks wells west wheel wheeler white wild will willow winter wise wolf wood woods"
    " wool worth wright yard young"
)
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are everyday words as well: alone they name nobody."""
_OPENERS = frozenset(("may", "will", "mark", "grant", "rose", "drew", "chase", "hunt", "just"))
_SUBJECTS_WORDS = (
    "i you he she it we they who that this there which what someone somebody nobody everyone"
    " anyone people to not also never always"
)
_SUBJECTS = frozenset(_SUBJECTS_WORDS.split())
_PLACE_WORDS = (
    "academy arms avenue bank bridge buildings centre church city close club college common cottage"
    " cottages court crescent cross crown drive estate farm field fields flats gardens gate green"
    " grove hall head heath hill hospital hotel house inn island junior infants infant lane library"
    " lodge manor market mews mill mills moor nursery park place playgroup practice primary quay"
    " rise river road school secondary shop shops side square st station street surgery terrace"
    " tower village walk way wood woods yard"
)
PLACE_WORDS = frozenset(_PLACE_WORDS.split())
"""What follows the name of a street or a building."""
STREETS = frozenset(
    ("avenue", "close", "court", "crescent", "drive", "house", "lane", "road", "school", "street")
)
"""Those that are seldom a family name."""
_NEVER_ALONE_WORDS = (
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday christmas easter spring summer"
    " autumn winter"
)
NEVER_ALONE = frozenset(_NEVER_ALONE_WORDS.split())
_RELATION_WORDS = (
    "brother brothers sister sisters son sons daughter cousin cousins uncle aunt auntie aunty dad"
    " father mum mother stepdad stepfather stepmother stepmum nephew niece husband wife partner"
    " boyfriend girlfriend grandad grandfather nan lad bro mate twin"
)
RELATIONS = frozenset(_RELATION_WORDS.split())
INSIDE = PARTICLES - frozenset(("a", "an", "and", "the", "i", "as", "at", "of"))
"""Small words that may stand inside a name."""
_NEW_SENTENCE = re.compile(r"[.!?:;\n।؟…•]")
_GAP = re.compile(r"[ \u00a0]{1,3}|[ ]?\r?\n[ ]?|-|[ ]?[\"“”'‘’(]|[\"“”'’)] ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a story: where it stands, its folded form, and what stands before it."""

    text: str = field(repr=False)
    start: int
    end: int
    part: str = field(repr=False)
    gap: str = field(repr=False)
    is_first: bool

    @property
    def is_capital(self) -> bool:
        """Whether the word begins like a name; scripts without capitals always do."""
        return self.text[0] == self.text[0].upper()

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter, as between a given and a family name."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def opens(self) -> bool:
        """Whether a sentence begins with it, so that its capital says nothing."""
        return self.is_first or _NEW_SENTENCE.search(self.gap) is not None

    @property
    def is_address(self) -> bool:
        """Whether it is a form of address, as Mrs."""
        return self.part in FORMS_OF_ADDRESS

    @property
    def may_be_name(self) -> bool:
        """Whether it may be a part of a name, beside another part."""
        if len(self.part) < 2 or self.part in PARTICLES:
            return False
        return self.part not in ORDINARY or self.part in ALSO_WORDS

    @property
    def is_telling(self) -> bool:
        """Whether it is no everyday word."""
        return self.may_be_name and self.part not in ORDINARY and self.part not in ALSO_WORDS


_folded = lru_cache(maxsize=1 << 14)(fold)
"""Most words of a story are those of any other."""


def words_of(text: str) -> list[Word]:
    """Cut a story into words; numbers and marks stand between them."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()]
        words.append(Word(found[0], *found.span(), _folded(found[0]), gap, is_first=not words))
        end = found.end()
    return words


def are_small(words: list[Word]) -> bool:
    """Tell whether a story is written without capitals, so that small letters say nothing."""
    capitals = sum(word.is_capital and word.part != "i" for word in words)
    return capitals * 12 < len(words)


def may_adjoin(before: Word, word: Word) -> bool:
    """Tell whether two words may stand in one name: a space, a mark of quotation, a hyphen.

    A line may end inside a name. After an initial or a form of address a full stop is one too,
    and a comma between two capitals, as in a list of patients.
    """
    if _GAP.fullmatch(word.gap):
        return True
    if word.gap in {". ", "."}:
        return len(before.text) == 1 or before.is_address
    return word.gap == ", " and before.is_capital and word.is_capital


def is_verb_here(before: Word | None, word: Word) -> bool:
    """Tell whether a word such as "will" is hardly a name, after what stands before it."""
    return word.part in _OPENERS and before is not None and before.part in _SUBJECTS
