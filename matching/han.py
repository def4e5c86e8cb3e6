"""Names in Han signs in Latin letters, in each way that the bearer may write them.

Read first: `han_readings`. The same signs are read in Mandarin (as the mainland and as Taiwan
spell it), in Cantonese, in Korean and in Japanese; and a name from elsewhere is written with
signs for its sounds, of which only some are kept.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from anyascii import anyascii

from matching.east_asian import hangul_syllable, korean_surname
from matching.kanji import japanese_readings
from matching.western_in_han import NAMES, SIGNS, TRADITIONAL

_PARTED = re.compile("[\\s·・‧•＝=.]+")
_FOREIGN_DOT = re.compile("[·・‧•＝=.]")
_LATIN_THEN_HAN = re.compile("([a-z]+)(.+)")
_FOREIGN_FROM = 4
_LONGEST_KNOWN = 6
_KOREAN_WORDS = (
    "김金 이李 박朴博 최崔 정鄭丁程正廷靜貞政晶定楨禎井汀挺 조趙曺曹祖朝 강姜康強强江 윤尹潤允胤"
    " 장張章蔣長壯莊 임林任 한韓漢翰 오吳五午 서徐瑞緖西書 신申辛愼信新臣 권權 황黃 안安顔"
    " 송宋松頌 유柳兪劉裕有維惟悠 홍洪弘泓 전全田錢典 고高古 문文門紋 손孫 양梁楊陽 배裵裴培"
    " 백白伯 허許 남南男楠 심沈深 노盧魯 하河夏賀 곽郭 성成聖星性盛誠晟 차車 주朱周柱珠州株"
    " 우禹雨佑友宇祐 구具丘九求 나羅 민閔民敏旻珉 진陳秦晉珍鎭眞振進 지池智志地芝知 엄嚴 채蔡"
    " 원元源遠原媛 천千天 방方房 공孔公功 현玄賢鉉顯炫憲現 함咸 변卞邊 염廉 여呂余 추秋 도都道燾"
    " 석石錫碩奭 선宣善先璿 설薛雪 마馬 길吉 연延娟姸淵 위魏 표表杓 명明命 기奇基起琪己 반潘 왕王"
    " 금琴 옥玉 인印仁寅 맹孟 제諸濟 탁卓倬 국鞠國 은殷恩銀 경慶京敬景炅卿 가嘉佳 각珏 건建健乾"
    " 걸杰傑 겸謙 관寬官琯 광光廣 교敎 규圭奎揆 균均鈞 근根槿謹 극克 기箕 난蘭 달達 대大 덕德"
    " 동東童棟 두斗 락洛樂 래來 량亮良 련蓮 렬烈 례禮 록祿 룡龍 린麟 립立 만萬滿 매梅 면勉 무武茂"
    " 미美 배倍 범範凡 벽璧 병炳秉丙柄 보寶 복福 봉鳳奉 부富夫 곤坤 좌佐 빈彬 사士 산山 삼三"
    " 상相尙商祥 생生 세世 소素昭 수秀洙壽守 숙淑 순順純舜 승勝承昇 시時始 식植湜 신信 아雅 애愛"
    " 언彦 업業 엽葉燁 영永英榮泳映 예藝 완完 요堯 용勇容鎔 욱旭 운雲 웅雄 월月 율律 의義 이怡"
    " 익益 일一日 자子 재在載才宰材 점點 조祚 존存 종鍾宗鐘 준俊準浚駿 중重中 직稷 찬贊燦 창昌昶"
    " 철哲喆鐵 춘春 충忠 치治 칠七 탄坦 태泰太 택澤 평平 필弼 학學鶴 해海 향香 혁赫爀 형亨炯衡"
    " 혜惠慧 호浩鎬昊虎 화和華花 환煥桓 회會 효孝 훈勳薰 휘輝 흠欽 흥興 희熙喜姬羲 을乙 우愚 시柴"
)
_SOUTHERN_WORDS = (
    "tan陈陳 lim林 ng黄黃 lee李 teo张張 ong王翁 goh吴吳 lau刘劉 chua蔡 yeo杨楊 koh许許 tay郑鄭"
    " chia谢謝 kuok郭 ang洪 chew周 yap叶葉 soh苏蘇 siow萧蕭 neo梁 sim沈 loh罗羅 liew廖 tang邓鄧"
    " chan曾 chee徐 ngeh倪 phang彭 khoo邱 gan颜顏 png方 foo胡符 yee余 phua潘 kang江 poh傅 lai赖賴"
    " boon温溫 how侯 ting丁 chng庄莊 peh白 kua柯 loo卢盧呂吕 see施薛 cheong钟鍾 ho何 sia谢 tee戴池"
    " heng邢 beh马馬 toh卓杜 oon云雲"
)
_SOUTHERN = {
    sign: parts[1]
    for word in reversed(_SOUTHERN_WORDS.split())
    if (parts := _LATIN_THEN_HAN.match(word))
    for sign in parts[2]
}
_KOREAN = {sign: word[0] for word in _KOREAN_WORDS.split() for sign in word[1:]}
_PINYIN = (("zh", "j"), ("x", "s"), ("q", "ch"), ("c", "ts"), ("tsh", "ch"))
_CLOSING_NG = re.compile("ng$")
_TAIWAN_ENDS = (
    ("zi", "tzu"), ("ci", "tzu"), ("si", "szu"), ("shi", "shih"), ("zhi", "chih"), ("chi", "chih"),
    ("ri", "jih"), ("er", "erh"), ("you", "yu"), ("ong", "ung"), ("ian", "ien"), ("yan", "yen"),
    ("ue", "ueh"), ("ie", "ieh"), ("ye", "yeh"), ("ge", "ko"), ("ke", "ko"), ("he", "ho"),
    ("duo", "to"), ("tuo", "to"), ("luo", "lo"), ("nuo", "no"), ("zuo", "tso"),
)  # fmt: skip
_TAIWAN_STARTS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("ts", "ts"), ("tz", "tz"), ("z", "ts"), ("c", "ts"),
    ("j", "ch"), ("q", "ch"), ("x", "hs"), ("b", "p"), ("d", "t"), ("g", "k"), ("r", "j"),
)  # fmt: skip


def han_readings(name: str) -> tuple[str, ...]:
    """Give the readings of a name in Han signs.

    Args:
        name: Its signs, with spaces and dots where words are written apart; not empty.

    Returns:
        A foreign name (words parted by a dot, or more than four signs) is read for its sounds,
        known names as they are spelt; any other by syllables in Mandarin, as Taiwan spells it,
        in Cantonese, with a family name as in Malaysia, in Korean where every sign is used
        there, in Japanese where its family name is, and for its sounds.
    """
    segments = [word for word in _PARTED.split(name) if word]
    signs = "".join(segments)
    if _FOREIGN_DOT.search(name.strip()) or len(signs) > _FOREIGN_FROM:
        return (" ".join(_known_or_heard(word, alone=len(segments) == 1) for word in segments),)
    pinyin = [one.lower() for one in _pinyin(signs)]
    readings = [
        " ".join(pinyin),
        " ".join(map(_as_taiwan_spells, pinyin)),
        _cantonese(signs),
        _southern(signs),
        *_with_given_joined(_korean(signs)),
        *japanese_readings(signs),
        _as_foreign(signs),
    ]
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _pinyin(signs: str) -> list[str]:
    return [anyascii(sign) for sign in signs]


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Key each known name by its signs and by their readings, in which other signs agree."""
    known: dict[str, str] = {}
    for word in NAMES.split():
        if parts := _LATIN_THEN_HAN.match(word):
            for written in parts[2].split("/"):
                known[written] = parts[1]
                known.setdefault(anyascii(written), parts[1])
    return MappingProxyType(known)


def _known_name(signs: str) -> str | None:
    return _known().get(signs) or _known().get(anyascii(signs))


@lru_cache(maxsize=1)
def _sounds() -> Mapping[str, str]:
    """Give each sign used for foreign sounds its sound."""
    sounds: dict[str, str] = {}
    for word in SIGNS.split():
        if parts := _LATIN_THEN_HAN.match(word):
            sounds.update(dict.fromkeys(parts[2], parts[1]))
    sounds.update({pair[0]: sounds[pair[1]] for pair in TRADITIONAL.split() if pair[1] in sounds})
    return MappingProxyType(sounds)


def _known_or_heard(word: str, *, alone: bool) -> str:
    """Read a word of a foreign name; one that stands alone is cut where known names are found."""
    return _known_name(word) or (" ".join(_cut(word)) if alone else _heard(word))


def _cut(word: str) -> list[str]:
    """Cut a long word at the known names in it, the longest first from the left."""
    found: list[str] = []
    unknown = ""
    place = 0
    while place < len(word):
        for size in range(min(_LONGEST_KNOWN, len(word) - place), 1, -1):
            if name := _known_name(word[place : place + size]):
                found += [_heard(unknown), name]
                unknown, place = "", place + size
                break
        else:
            unknown, place = unknown + word[place], place + 1
    return [part for part in (*found, _heard(unknown)) if part]


def _as_foreign(signs: str) -> str:
    """Read up to four signs as a foreign name, or as a family name with a foreign given name."""
    if name := _known_name(signs):
        return name
    if given := _known_name(signs[1:]):
        return f"{anyascii(signs[0]).lower()} {given}"
    return _heard(signs)


def _heard(word: str) -> str:
    return "".join(_sounds().get(sign) or _pinyin_sound(anyascii(sign)) for sign in word)


def _pinyin_sound(syllable: str) -> str:
    sound = syllable.lower()
    for written, spoken in _PINYIN:
        if sound.startswith(written):
            sound = spoken + sound[len(written) :]
            break
    return _CLOSING_NG.sub("n", sound)


def _as_taiwan_spells(syllable: str) -> str:
    """Give a syllable of Mandarin as passports of Taiwan do: Hsueh, Chang, Tsai."""
    for end, spelt in _TAIWAN_ENDS:
        if syllable.endswith(end):
            syllable = syllable[: -len(end)] + spelt
            break
    for start, spelt in _TAIWAN_STARTS:
        if syllable.startswith(start):
            return spelt + syllable[len(start) :]
    return syllable


@lru_cache(maxsize=1)
def _cantonese_table() -> Mapping[str, Sequence[str]]:
    """Read the table of the Hong Kong government's spelling, when it is first needed."""
    file = resources.files("cantoroman").joinpath("data/charToRoman.json")
    table: Mapping[str, Sequence[str]] = json.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType(dict(table))


def _cantonese(signs: str) -> str:
    table = _cantonese_table()
    syllables = [table.get(sign, ("",)) for sign in signs]
    return " ".join(min(ways, key=len) for ways in syllables) if all(map(any, syllables)) else ""


def _southern(signs: str) -> str:
    """Read a name as bearers in Malaysia and Singapore write it: a family name of the south."""
    family = _SOUTHERN.get(signs[0], "")
    given = _cantonese(signs[1:]) or " ".join(_pinyin(signs[1:])).lower()
    return f"{family} {given}" if family and given else ""


def _korean(signs: str) -> str:
    syllables = [_KOREAN.get(sign) for sign in signs]
    if None in syllables or len(signs) < 2:
        return ""
    first, *rest = (syllable for syllable in syllables if syllable)
    return " ".join((korean_surname(first), *map(hangul_syllable, rest)))


def _with_given_joined(korean: str) -> tuple[str, ...]:
    family, *given = korean.split() or [""]
    return (korean, f"{family} {''.join(given)}") if len(given) == 2 else (korean,)
