"""What an officer is warned of before their words go to a reporter, in any language spoken here."""

import pytest

from intake.domain.warned_words import WarnedOf, warnings_in


def kinds(words: str) -> set[WarnedOf]:
    return {one.what for one in warnings_in(words)}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("sprawa została zamknięta", id="Polish"),
        pytest.param("byl odsouzen loni", id="Czech without accents is met by its plain part"),
        pytest.param("jis buvo nuteistas", id="Lithuanian"),
        pytest.param("a fost condamnat", id="Romanian"),
        pytest.param("ele foi condenado", id="Portuguese"),
        pytest.param("cafodd ei arestio", id="Welsh"),
        pytest.param("هو في القائمة", id="Arabic"),
        pytest.param("وہ گرفتار ہوا", id="Urdu"),
        pytest.param("ਉਹ ਸੂਚੀ ਵਿੱਚ ਹੈ", id="Punjabi"),
        pytest.param("he was arrested", id="English"),
    ],
)
def test_a_word_of_status_is_warned_of_in_every_language(words):
    assert WarnedOf.STATUS in kinds(words)


@pytest.mark.parametrize(
    "words",
    ["rozmawialiśmy z policją", "mluvili jsme s policií", "am vorbit cu poliția",
     "falámos com a polícia", "y heddlu", "تحدثنا مع الشرطة", "ہم نے پولیس سے بات کی", "ਪੁਲਿਸ ਨੂੰ ਦੱਸਿਆ"],
)  # fmt: skip
def test_an_agency_is_warned_of_in_every_language(words):
    assert WarnedOf.AGENCY in kinds(words)


@pytest.mark.parametrize(
    "words",
    ["kiedy możemy zadzwonić", "kdy můžeme zavolat", "kada galime paskambinti",
     "când putem suna", "quando podemos ligar", "pryd allwn ni ffonio", "متى يمكننا الاتصال بك",
     "ہم کب فون کر سکتے ہیں", "ਅਸੀਂ ਕਦੋਂ ਫ਼ੋਨ ਕਰ ਸਕਦੇ ਹਾਂ", "when may we call you"],
)  # fmt: skip
def test_a_plain_question_raises_no_warning(words):
    assert kinds(words) == set()
