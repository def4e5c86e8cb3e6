"""What is understood in each language: danger first, then the small words of an answer."""

import pytest

from dialogs.reporting.folding import folded
from dialogs.reporting.hearing import hearing_of, phrase
from intake.domain.tongue import Tongue
from tests.build import CONFIG
from tests.build_talk import Talk, a_polyglot, all_tongues

TONGUES = all_tongues()
HEARING = hearing_of(TONGUES.values())
OTHERS = [code for code in TONGUES if code != "en"]
STORIES = CONFIG.parent / "tests" / "bench" / "story_texts.txt"

DANGER = {
    "pl": ("On mnie bije", "bije ją teraz", "ma nóż!", "ona nie oddycha", "RATUNKU", "zabije mnie",
           "dzwoncie na policje", "dziecko jest w niebezpieczenstwie"),
    "ro": ("mă bate", "o bate chiar acum", "are un cutit", "nu respira", "ajutati-ma va rog",
           "o sa ma omoare", "copilul e în pericol", "trimiteti politia"),
    "lt": ("jis mane muša", "musa vaika", "turi peili", "ji nekvepuoja", "gelbekit",
           "jis nuzudys mane", "vaikas pavojuje", "kvieskite policija"),
    "pt": ("ele está a bater na criança", "ta batendo nela agora", "ele tem uma faca",
           "ela não respira", "socorro", "ele vai me matar", "a menina está em perigo",
           "chamem a policia"),
    "ur": ("وہ مجھے مار رہا ہے", "woh usay maar raha hai", "اس کے پاس چاقو ہے", "saans nahi le rahi",
           "بچاؤ", "bachao", "woh mujhe jaan se maar dega", "بچہ خطرے میں ہے"),
    "pa": ("ਉਹ ਮੈਨੂੰ ਮਾਰ ਰਿਹਾ ਹੈ", "oh ohnu kutt reha hai", "ਉਹਦੇ ਕੋਲ ਚਾਕੂ ਹੈ", "ਸਾਹ ਨਹੀਂ ਲੈ ਰਹੀ",
           "ਬਚਾਓ", "bachao", "oh mainu maar devega", "ਬੱਚਾ ਖ਼ਤਰੇ ਵਿੱਚ ਹੈ"),
    "ar": ("هو يضربني", "عم يضربها", "معه سكين", "الطفل لا يتنفس", "النجدة", "sa3iduni",
           "سيقتلني", "الطفلة في خطر"),
    "cs": ("bije mě", "bije ji teď", "má nůž", "nedýchá", "pomozte mi", "zabije me",
           "dite je v nebezpeci", "zavolejte policii"),
    "cy": ("mae e'n taro fi", "mae o'n curo'r plentyn nawr", "mae cyllell ganddo",
           "dydy hi ddim yn anadlu", "helpwch fi", "mae e'n mynd i fy lladd i",
           "mae'r plentyn mewn perygl", "ffoniwch yr heddlu"),
}  # fmt: skip
DYING = {
    "pl": "chcę umrzeć", "ro": "vreau sa mor", "lt": "noriu mirti", "pt": "quero morrer",
    "ur": "main marna chahti hoon", "pa": "ਮੈਂ ਮਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ", "ar": "أريد أن أموت",
    "cs": "chci umrit", "cy": "dwi eisiau marw",
}  # fmt: skip
CHILD = {
    "pl": "mam 14 lat", "ro": "am 13 ani", "lt": "man 12 metu", "pt": "tenho 15 anos",
    "ur": "میری عمر ۱۴ سال ہے", "pa": "meri umar 13", "ar": "عمري ١٣ سنة", "cs": "je mi 12 let",
    "cy": "dwi'n 13 oed",
}  # fmt: skip
NOT_SAFE = {
    "pl": "nie jestem bezpieczna", "ro": "nu sunt în siguranță", "lt": "nesu saugi",
    "pt": "não estou segura", "ur": "میں محفوظ نہیں ہوں", "pa": "ਮੈਂ ਸੁਰੱਖਿਅਤ ਨਹੀਂ ਹਾਂ",
    "ar": "لست بأمان", "cs": "nejsem v bezpečí", "cy": "dydw i ddim yn ddiogel",
}  # fmt: skip
CALM = (
    "Dad takes her to the park and mum reads to her every night.",
    "Musa ate all of his dinner, and his mama laughed.",
    "He has a van and a dog, and he works at the fair on Mill Lane.",
    "Romana is nine. She likes the la la song and the na na song.",
    "Corry said the coach was late because the road was closed for a week.",
    "Tansy bije the bee is a toy. The mare is in the field with her foal.",
    "My bus was late, so Wilf Oakapple brought the girl a coat and some bread.",
)


def test_p12_every_language_that_is_spoken_knows_its_words_of_danger():
    assert set(DANGER) == set(DYING) == set(CHILD) == set(NOT_SAFE) == set(OTHERS)


@pytest.mark.parametrize(
    ("code", "words"), [(code, words) for code, every in DANGER.items() for words in every]
)
def test_p12_words_of_danger_are_understood_in_every_language(code, words):
    assert HEARING.is_danger(words)
    assert HEARING.is_danger(f"Hello. {words.upper()}!! xx")


@pytest.mark.parametrize("code", OTHERS)
def test_p12_wanting_to_die_a_child_and_not_being_safe_are_understood(code):
    assert HEARING.is_wanting_to_die(DYING[code])
    assert HEARING.is_child_writing(CHILD[code])
    assert HEARING.is_not_safe(NOT_SAFE[code])


@pytest.mark.parametrize("words", CALM)
def test_ordinary_english_is_no_danger_in_another_language(words):
    assert not any(pattern.search(f"{folded(words)} ") for pattern in HEARING.alarms.values())


def test_ordinary_stories_seldom_bring_the_emergency_wording():
    lines = [line for line in STORIES.read_text(encoding="utf-8").splitlines() if line.strip()]
    met = [one for one in lines if HEARING.alarms["danger"].search(f"{folded(one)} ")]
    assert len(met) <= 3, met


@pytest.mark.parametrize("code", OTHERS)
def test_small_words_are_understood(code):
    heard = HEARING.of(TONGUES[code])
    known = TONGUES[code].heard
    assert all(heard.means(key, known[key][0].upper()) for key in ("yes", "no", "unknown"))
    assert heard.deeds[folded(known["back"][0])] == "back"
    assert heard.numbered(f"{known['change'][0]} 4") == "change 4"
    assert heard.numbered(f"{known['change'][0]} a lot") == ""


@pytest.mark.parametrize("code", OTHERS)
def test_a_read_back_is_answered_in_the_language_spoken(code):
    heard, known = HEARING.of(TONGUES[code]), TONGUES[code].heard
    assert heard.yes_or_not(known["yes"][0]) == "yes"
    assert heard.yes_or_not(f"{known['no'][0]} 2") == "not 2"
    assert heard.yes_or_not(f"{known['no'][0]}, he told me") == f"{known['no'][0]}, he told me"


def test_no_bare_word_means_two_things_in_one_language():
    for code in OTHERS:
        deeds = ("back", "skip", "stop", "help", "hide", "why", "done", "send", "language")
        meant = [{folded(word) for word in TONGUES[code].heard[deed]} for deed in deeds]
        said = [word for words in meant for word in words]
        yes, no = ({folded(w) for w in TONGUES[code].heard[key]} for key in ("yes", "no"))
        assert len(said) == len(set(said)), code
        assert not yes & no
        assert not (yes | no) & set(said)


@pytest.mark.parametrize(
    ("words", "code"),
    [("Polski", "pl"), ("po polsku", "pl"), ("اردو", "ur"), ("ਪੰਜਾਬੀ", "pa"), ("Română", "ro"),
     ("cesky", "cs"), ("English", "en"), ("العربية", "ar"), ("Romana", ""), ("Polly", "")],
)  # fmt: skip
def test_a_language_is_named_in_its_own_spelling(words, code):
    assert HEARING.language_named(words) == code


@pytest.mark.parametrize(
    ("words", "plain"),
    [("Nie WIEM!", "nie wiem"), ("łódź", "lodz"), ("ہاں", "هان".replace("ن", "ں")),
     ("ਵਿੱਚ", "ਵਿਚ"), ("أَنا", "انا"), ("I don’t know", "i dont know"), ("۹ ٩ 9", "9 9 9"), ("…", "")],
)  # fmt: skip
def test_words_are_made_alike(words, plain):
    assert folded(words) == folded(plain)


def test_a_phrase_with_a_gap_needs_its_words_in_order_and_near():
    hearing = hearing_of([Tongue("xx", "Xx", "Xx", heard={"danger": ("bite* ~ now",)})])
    assert hearing.is_danger("it bites her arm now")
    assert not hearing.alarms["danger"].search("now it bites ")
    assert not hearing.alarms["danger"].search("bites a b c d e now ")
    assert phrase("a|b c").startswith(r"(?<!\S)")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("pl", "Nikt nie wziął mnie na poważnie"),
        ("cs", "Nikdo mě nebere vážně"),
        ("lt", "Niekas į mane nežiūri rimtai"),
        ("ro", "Nu am fost luată în serios"),
        ("pt", "Não fui levada a sério"),
        ("cy", "Does neb yn gwrando arna i"),
        ("ar", "لم يؤخذ كلامي على محمل الجد"),
        ("ur", "میری بات سنجیدگی سے نہیں لی گئی"),
        ("pa", "ਮੇਰੀ ਗੱਲ ਗੰਭੀਰਤਾ ਨਾਲ ਨਹੀਂ ਲਈ ਗਈ"),
        ("en", "I was not taken seriously"),
    ],
)
def test_who_was_not_heard_is_offered_another_look_in_every_language(code, words):
    talk = Talk(a_polyglot())
    talk.they(
        "/start", f"[:language {code}]", "[danger=no]", "[teller=community]", "Corry", "[:done]"
    )
    while talk.asked != "summary":
        talk.they("/skip")
    talk.they("[:send]", words)

    assert "disagree_offer" in talk.keys
    assert talk.turns[-1].addition == words
