"""Names in Han, Hangul and kana in Latin letters, as passports and newspapers write them.

Read first: `scripts.py`, which says when these rules are used. A foreign name written in Han
signs keeps only part of its sounds; how such words are compared is in `alignment.py`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from anyascii import anyascii

_SYLLABLE = re.compile("[A-Z][^A-Z]*")
_FIRST_HANGUL = 0xAC00
_INITIALS = tuple("k,kk,n,d,tt,r,m,b,pp,s,ss,-,j,jj,ch,k,t,p,h".split(","))
_MIDDLES = tuple("a,ae,ya,ae,u,e,yu,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i".split(","))
_FINALS = tuple("-,k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t".split(","))
_SURNAMES_WORDS = (
    "김kim 이lee 박park 최choi 정chung 조cho 강kang 윤yoon 장chang 임lim 한han 오oh 서suh 신shin"
    " 권kwon 황hwang 안ahn 송song 류ryu 유yoo 홍hong 전chun 고ko 문moon 손son 양yang 배bae 백paik"
    " 허huh 남nam 심shim 노roh 하ha 곽kwak 성sung 차cha 주joo 우woo 구koo 라ra 나na 민min 진chin"
    " 지chi 엄um 채chae 원won 천chun 방bang 공kong 현hyun 함ham 변byun 염yum 여yeo 추choo 도do 석suk"
    " 선sun 설sul 마ma 길kil 연yun 위wi 표pyo 명myung 기ki 반ban 왕wang 금keum 옥ok 육yook 인in"
    " 맹maeng 제jeh 모mo 탁tak 국kook 어eo 은eun 편pyun 용yong 리ri 로ro 림rim 량ryang"
)
_SURNAMES = {word[0]: word[1:] for word in _SURNAMES_WORDS.split()}
_KOREAN_WORDS = (
    "김金 이李 박朴博 최崔 정鄭丁程正廷靜貞政晶定楨禎井汀挺 조趙曺曹祖朝 강姜康強强江 윤尹潤允胤 장張章蔣長壯莊 임林任"
    " 한韓漢翰 오吳五午 서徐瑞緖西書 신申辛愼信新臣 권權 황黃 안安顔 송宋松頌 유柳兪劉裕有維惟悠 홍洪弘泓 전全田錢典"
    " 고高古 문文門紋 손孫 양梁楊陽 배裵裴培 백白伯 허許 남南男楠 심沈深 노盧魯 하河夏賀 곽郭 성成聖星性盛誠晟"
    " 차車 주朱周柱珠州株 우禹雨佑友宇祐 구具丘九求 나羅 민閔民敏旻珉 진陳秦晉珍鎭眞振進 지池智志地芝知 엄嚴 채蔡"
    " 원元源遠原媛 천千天 방方房 공孔公功 현玄賢鉉顯炫憲現 함咸 변卞邊 염廉 여呂余 추秋 도都道燾 석石錫碩奭 선宣善先璿"
    " 설薛雪 마馬 길吉 연延娟姸淵 위魏 표表杓 명明命 기奇基起琪己 반潘 왕王 금琴 옥玉 인印仁寅 맹孟 제諸濟 탁卓倬"
    " 국鞠國 은殷恩銀 경慶京敬景炅卿 가嘉佳 각珏 건建健乾 걸杰傑 겸謙 관寬官琯 광光廣 교敎 규圭奎揆 균均鈞 근根槿謹 극克"
    " 기箕 난蘭 달達 대大 덕德 동東童棟 두斗 락洛樂 래來 량亮良 련蓮 렬烈 례禮 록祿 룡龍 린麟 립立 만萬滿 매梅 면勉 무武茂"
    " 미美 배倍 범範凡 벽璧 병炳秉丙柄 보寶 복福 봉鳳奉 부富夫 곤坤 좌佐 빈彬 사士 산山 삼三 상相尙商祥 생生 세世 소素昭 수秀洙壽守"
    " 숙淑 순順純舜 승勝承昇 시時始 식植湜 신信 아雅 애愛 언彦 업業 엽葉燁 영永英榮泳映 예藝 완完 요堯 용勇容鎔 욱旭 운雲"
    " 웅雄 월月 율律 의義 이怡 익益 일一日 자子 재在載才宰材 점點 조祚 존存 종鍾宗鐘 준俊準浚駿 중重中 직稷 찬贊燦 창昌昶"
    " 철哲喆鐵 춘春 충忠 치治 칠七 탄坦 태泰太 택澤 평平 필弼 학學鶴 해海 향香 혁赫爀 형亨炯衡 혜惠慧 호浩鎬昊虎 화和華花"
    " 환煥桓 회會 효孝 훈勳薰 휘輝 흠欽 흥興 희熙喜姬羲 을乙 우愚 시柴"
)
_KOREAN = {sign: word[0] for word in _KOREAN_WORDS.split() for sign in word[1:]}
_KANA_PAIRS_WORDS = (
    "ヴァva ヴィvi ヴェve ヴォvo ウィwi ウェwe ウォwo ファfa フィfi フェfe フォfo フュfyu ティti ディdi"
    " トゥtu ドゥdu デュdu テュtu シェshe ジェje チェche ツァtsa ツィtsi ツェtse ツォtso キャkya キュkyu"
    " キョkyo ギャgya ギュgyu ギョgyo シャsha シュshu ショsho ジャja ジュju ジョjo チャcha チュchu チョcho"
    " ニャnya ニュnyu ニョnyo ヒャhya ヒュhyu ヒョhyo ビャbya ビュbyu ビョbyo ピャpya ピュpyu ピョpyo"
    " ミャmya ミュmyu ミョmyo リャrya リュryu リョryo イェye クァqua クィqui クェque クォquo グァgua"
)
_KANA_PAIRS = {word[:2]: word[2:] for word in _KANA_PAIRS_WORDS.split()}
_KANA_ALONE = {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヴ": "v", "ッ": ""}
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_SILENT = re.compile("(?<=[bcdfghjklmnprstvz])u(?=[^aeiou]|$)|(?<=[td])o(?=[^aeiou]|$)")
_PINYIN = (("zh", "j"), ("x", "s"), ("q", "ch"), ("c", "ts"), ("tsh", "ch"))
_CLOSING_NG = re.compile("ng$")
_FOREIGN_FROM = 4
_CONVENTIONAL_WORDS = (
    "約翰john 约翰john 麥可michael 迈克尔michael 邁克爾michael 米高michael 大卫david 大衛david 彼得peter"
    " 保罗paul 保羅paul 乔治george 喬治george 玛丽mary 瑪麗mary 詹姆斯james 占士james 威廉william"
    " 罗伯特robert 羅伯特robert 托马斯thomas 湯瑪斯thomas 托馬斯thomas 史蒂芬stephen 斯蒂芬stephen"
    " 史提芬stephen 理查德richard 理察richard 查尔斯charles 查爾斯charles 安德鲁andrew 安德魯andrew"
    " 马克mark 馬克mark 杰夫jeff 傑夫jeff 亨利henry 爱德华edward 愛德華edward 穆罕默德mohammed"
    " 莫哈末mohamad 阿都abdul 亚历山大alexander 亞歷山大alexander 约瑟夫joseph 約瑟夫joseph"
    " 伊丽莎白elizabeth 伊麗莎白elizabeth 安东尼anthony 安東尼anthony 马丁martin 馬丁martin"
)
_CONVENTIONAL = {
    re.sub("[a-z]", "", word): re.sub("[^a-z]", "", word) for word in _CONVENTIONAL_WORDS.split()
}


def hangul_syllable(sign: str) -> str:
    """Give one Hangul syllable as it is mostly written in personal names."""
    place = ord(sign) - _FIRST_HANGUL
    if not 0 <= place < len(_INITIALS) * 588:
        return anyascii(sign)
    initial, rest = divmod(place, 588)
    middle, final = divmod(rest, 28)
    return (_INITIALS[initial] + _MIDDLES[middle] + _FINALS[final]).replace("-", "")


def korean_surname(sign: str) -> str:
    """Give a Korean family name as it is mostly written abroad."""
    return _SURNAMES.get(sign) or hangul_syllable(sign)


def kana_word(word: str) -> str:
    """Give a word in kana, without the vowels that stand for none in a foreign name."""
    katakana = word.translate(_HIRAGANA_TO_KATAKANA)
    sounds: list[str] = []
    place = 0
    while place < len(katakana):
        pair, sign = katakana[place : place + 2], katakana[place]
        if pair in _KANA_PAIRS:
            sounds.append(_KANA_PAIRS[pair])
            place += 1
        elif sign == "ー":
            closes = place == len(katakana) - 1 and sounds[-1:] and sounds[-1].endswith("a")
            sounds.append("r" if closes else "")
        else:
            sounds.append(_KANA_ALONE[sign] if sign in _KANA_ALONE else anyascii(sign).lower())
        place += 1
    return _SILENT.sub("", "".join(sounds))


def han_readings(segments: Sequence[str]) -> tuple[str, ...]:
    """Give the readings of a name in Han signs.

    Args:
        segments: Its words as written apart; at least one.

    Returns:
        A foreign name of several words, or of more than four signs, is read in Mandarin, word
        by word; any other by syllables in Mandarin, in Cantonese and, where every sign is
        used in Korean names, in Korean.
    """
    if len(segments) > 1 or len(segments[0]) > _FOREIGN_FROM:
        return (" ".join(_transcribed(word) for word in segments if word),)
    signs = segments[0]
    mandarin = " ".join(_SYLLABLE.findall(anyascii(signs))) or anyascii(signs)
    korean = _korean(signs)
    family, *given = korean.split() or [""]
    together = f"{family} {''.join(given)}" if len(given) == 2 else ""
    readings = [mandarin.lower(), _cantonese(signs), korean, together, _transcribed(signs)]
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _transcribed(word: str) -> str:
    """Read a foreign name in Han signs for its sounds, known names as they are spelt."""
    known = ""
    for written, name in _CONVENTIONAL.items():
        if word.startswith(written):
            known, word = name, word[len(written) :]
            break
    syllables = [_pinyin_sound(one) for one in _SYLLABLE.findall(anyascii(word))]
    return " ".join(filter(None, (known, "".join(syllables))))


def _pinyin_sound(syllable: str) -> str:
    sound = syllable.lower()
    for written, spoken in _PINYIN:
        if sound.startswith(written):
            sound = spoken + sound[len(written) :]
            break
    return _CLOSING_NG.sub("n", sound)


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


def _korean(signs: str) -> str:
    syllables = [_KOREAN.get(sign) for sign in signs]
    if None in syllables or len(signs) < 2:
        return ""
    first, *rest = (syllable for syllable in syllables if syllable)
    return " ".join((korean_surname(first), *map(hangul_syllable, rest)))
