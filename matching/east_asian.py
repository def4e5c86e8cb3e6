"""Names in Han, Hangul and kana in Latin letters, as passports and newspapers write them.

Read first: `scripts.py`, which says when these rules are used. A foreign name written in Han
signs keeps only part of its sounds; how such words are compared is in `alignment.py`.
"""

import re

from anyascii import anyascii

_SYLLABLE = re.compile("[A-Z][^A-Z]*")
_FIRST_HANGUL = 0xAC00
_INITIALS = tuple("k,kk,n,d,tt,r,m,b,pp,s,ss,-,j,jj,ch,k,t,p,h".split(","))
_MIDDLES = tuple("a,ae,ya,ae,u,e,yu,ye,o,wa,wae,oe,yo,u,wo,we,wi,yu,eu,ui,i".split(","))
_FINALS = tuple("-,k,k,k,n,n,n,t,l,k,m,l,l,l,p,l,m,p,p,t,t,ng,t,t,k,t,p,t".split(","))
_FOREIGN_INITIALS = tuple("g,kk,n,d,tt,r,m,b,pp,s,ss,-,j,jj,ch,k,t,p,h".split(","))
_FOREIGN_MIDDLES = tuple("a,a,ya,ya,e,e,ye,ye,o,wa,wa,we,yo,u,wo,we,wi,yu,-,i,i".split(","))
_SURNAMES_WORDS = (
    "김kim 이lee 박park 최choi 정chung 조cho 강kang 윤yoon 장chang 임lim 한han 오oh 서suh 신shin"
    " 권kwon 황hwang 안ahn 송song 류ryu 유yoo 홍hong 전chun 고ko 문moon 손son 양yang 배bae 백paik"
    " 허huh 남nam 심shim 노roh 하ha 곽kwak 성sung 차cha 주joo 우woo 구koo 라ra 나na 민min 진chin"
    " 지chi 엄um 채chae 원won 천chun 방bang 공kong 현hyun 함ham 변byun 염yum 여yeo 추choo 도do 석suk"
    " 선sun 설sul 마ma 길kil 연yun 위wi 표pyo 명myung 기ki 반ban 왕wang 금keum 옥ok 육yook 인in"
    " 맹maeng 제jeh 모mo 탁tak 국kook 어eo 은eun 편pyun 용yong 리ri 로ro 림rim 량ryang"
)
_SURNAMES = {word[0]: word[1:] for word in _SURNAMES_WORDS.split()}
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
_HIRAGANA = re.compile("[\u3041-\u3096]")
_VOWEL = re.compile("[aeiou]")
_CLOSING_RU = re.compile("(?<=[aeiou])ru$")
_SILENT = re.compile("(?<=[bcdfghjklmnprstvz])u(?=[^aeiou]|$)|(?<=[td])o(?=[^aeiou]|$)")


def hangul_syllable(sign: str) -> str:
    """Give one Hangul syllable as it is mostly written in personal names."""
    place = ord(sign) - _FIRST_HANGUL
    if not 0 <= place < len(_INITIALS) * 588:
        return anyascii(sign)
    initial, rest = divmod(place, 588)
    middle, final = divmod(rest, 28)
    return (_INITIALS[initial] + _MIDDLES[middle] + _FINALS[final]).replace("-", "")


def foreign_in_hangul(word: str) -> str:
    """Give a foreign word in Hangul, without the vowel that stands for none."""
    sounds: list[str] = []
    for sign in word:
        place = ord(sign) - _FIRST_HANGUL
        if 0 <= place < len(_INITIALS) * 588:
            initial, rest = divmod(place, 588)
            middle, final = divmod(rest, 28)
            sounds += (_FOREIGN_INITIALS[initial], _FOREIGN_MIDDLES[middle], _FINALS[final])
        else:
            sounds.append(anyascii(sign))
    return "".join(sounds).replace("-", "").replace("lr", "l")


def korean_surname(sign: str) -> str:
    """Give a Korean family name as it is mostly written abroad."""
    return _SURNAMES.get(sign) or hangul_syllable(sign)


def kana_word(word: str) -> str:
    """Give a word in kana, without the vowels that stand for none in a foreign name.

    Hiragana writes names of the land: they keep all vowels, as does a word left with none.
    """
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
    whole = "".join(sounds)
    bare = _SILENT.sub("", _CLOSING_RU.sub("l", whole))
    return bare if _VOWEL.search(bare) and not _HIRAGANA.search(word) else whole
