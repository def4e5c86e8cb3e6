"""How names in other scripts are read; given names alone or plainly invented people."""

import pytest

from matching.keys import keys_asked
from matching.names import fold, parts_of, readings
from matching.query import Description
from matching.scripts import readings_of


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("प्रसाद", "prasad", id="Devanagari: the last a of a single consonant goes"),
        pytest.param("चन्द्र", "chandra", id="Devanagari: after a cluster it stays"),
        pytest.param("मनमोहन", "manmohan", id="Devanagari: an inner a before a syllable goes"),
        pytest.param("राधा", "radha", id="Devanagari: a written vowel stays"),
        pytest.param("सिंह", "singh", id="Devanagari: a nasal before h"),
        pytest.param("फ़रीदा", "farida", id="Devanagari: a dot below makes another sound"),
        pytest.param("के.पि.", "k p", id="Devanagari: letters said by name are initials"),
        pytest.param("मा. राधा", "radha", id="Devanagari: a form of address goes"),
        pytest.param("সুনীল", "sunil", id="Bengali"),
        pytest.param("ਹਰਪ੍ਰੀਤ", "harprit", id="Gurmukhi"),
        pytest.param("ગીતા", "gita", id="Gujarati"),
        pytest.param("லட்சுமி", "lakshmi", id="Tamil: a common name is spelt as it mostly is"),
        pytest.param("கீதா", "kitha", id="Tamil: k and g share a sign"),
        pytest.param("రామ", "rama", id="Telugu: the last a stays"),
        pytest.param("නිමල්", "nimal", id="Sinhala"),
        pytest.param("ප් රියා", "priya", id="Sinhala: a cluster typed apart"),
        pytest.param("เดช", "dech", id="Thai: a vowel written before is said after"),
    ],
)
def test_scripts_of_india_keep_their_unwritten_vowels(name, read):
    assert " ".join(parts_of(name)) == read


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("محمد", ("mohammed",), id="a common name is spelt as it mostly is"),
        pytest.param("سلمان الزعتری", ("salman", "ztri"), id="a rare one keeps what is written"),
        pytest.param("عبد الرحمن", ("rahman",), id="servant of goes"),
        pytest.param("د. سلمان", ("salman",), id="doctor goes"),
        pytest.param("سلمان بن طارق", ("salman", "tariq"), id="son of goes"),
        pytest.param("سلمان المر", ("salman", "almr"), id="a short word keeps its article"),
        pytest.param("آلارد", ("alard",), id="a long a is no article"),
        pytest.param("دیوید", ("david",), id="an English name in Persian letters"),
        pytest.param("نوار", ("nwar",), id="w beside an a"),
        pytest.param("דוד", ("david",), id="Hebrew: a common name"),
        pytest.param("ג'ורג'", ("george",), id="Hebrew: a foreign j"),
    ],
)
def test_arabic_and_hebrew_give_common_names_their_vowels(name, parts):
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("Джон", "jon", id="Cyrillic: d and zh make j"),
        pytest.param("Хант", "hant", id="Cyrillic: kh may be h"),
        pytest.param("Гарри", "harri", id="Cyrillic: a first g may be h"),
        pytest.param("Марія", "maria", id="Cyrillic: ia at the end"),
        pytest.param("Григорій", "hryhory", id="Ukrainian: g is h"),
        pytest.param("Уильям", "wilyam", id="Cyrillic: u before a vowel is w"),
        pytest.param("Първан", "parvan", id="Bulgarian: the hard sign is a vowel"),
        pytest.param("Κωνσταντίνος", "konstantinos", id="Greek: nt inside stays"),
        pytest.param("Ντίνα", "dina", id="Greek: nt first is d"),
        pytest.param("Σταύρος", "stavros", id="Greek: au is av"),
        pytest.param("Ευάγγελος", "evangelos", id="Greek: eu is ev, gg is ng"),
        pytest.param("Χάρης", "haris", id="Greek: ch may be h"),
        pytest.param("데이비드 브라운", "deibid braun", id="Hangul: a foreign name"),
        pytest.param("김민수", "kim minsu", id="Hangul: a given name is joined as well"),
        pytest.param(
            "マイケル・ブラウン", "maikel braun", id="katakana: vowels that stand for none go"
        ),
        pytest.param("かつみ", "katsumi", id="hiragana keeps its vowels"),
        pytest.param("रामचन्द्र", "ram chandra", id="Devanagari: two names in one are parted too"),
    ],
)
def test_a_reading_is_what_such_names_are_written_as(name, reading):
    assert reading in [fold(one) for one in readings_of(name)]


def test_of_the_faith_is_read_joined_and_apart():
    assert set(readings("شهاب الدين")) == {("shahab", "din"), ("shahabuddin",)}


def test_the_article_is_read_joined_as_well():
    assert ("salman", "alztri") in readings("سلمان الزعتري")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("约翰·史密斯", ("john", "smith"), id="known names"),
        pytest.param("約翰·史密斯", ("john", "smith"), id="traditional signs are read alike"),
        pytest.param("格雷格·索恩伯格", ("greg", "sonbog"), id="signs for single consonants"),
        pytest.param("莫哈末依布拉欣", ("mohammed", "ibrahim"), id="cut at the known names in it"),
    ],
)
def test_a_foreign_name_in_han_is_read_for_its_sounds(name, parts):
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        pytest.param("薛凌", "xue ling", id="Mandarin"),
        pytest.param("薛凌", "hsueh ling", id="as Taiwan spells it"),
        pytest.param("黃小明", "wong siu ming", id="Cantonese"),
        pytest.param("金敏秀", "kim min su", id="Korean"),
        pytest.param("佐藤明子", "sato akiko", id="Japanese"),
        pytest.param("黃小明", "ng siu ming", id="a family name as in Malaysia"),
        pytest.param("山本さなえ", "yamamoto sanae", id="Han signs and kana"),
        pytest.param("妮可·史密斯", "nicole smith", id="signs of one sound stand for two names"),
        pytest.param("陈麦克", "chen michael", id="a family name and a foreign given name"),
    ],
)
def test_a_short_name_in_han_has_a_reading_for_each_land(name, reading):
    assert reading in readings_of(name)


def test_every_reading_is_given_once_and_plain_letters_are_left_alone():
    assert readings_of("Tansy Mossop") == ("Tansy Mossop",)
    assert len(set(readings_of("薛凌"))) == len(readings_of("薛凌"))


def test_the_readings_of_one_word_count_once_when_a_record_is_looked_for():
    asked = keys_asked(Description(names=("金敏秀",)), parts_per_name=4)

    assert asked.slots["kim"] == asked.slots["jin"]
    assert asked.slots["kim"] != asked.slots["min"]
