"""What people ask in between, and what only looks like it."""

import pytest

from dialogs.reporting.interruptions import interruption_in, remark_in
from tests.build_talk import Talk, a_polyglot, all_tongues

ASKED = [
    ("is this confidential?", "confidential"),
    ("Will he know it was me?", "confidential"),
    ("can I stay anonymous", "confidential"),
    ("what happens next?", "what_next"),
    ("and then what?", "what_next"),
    ("is he on your list?", "on_list"),
    ("Is Corry Thistlewood on the register?", "on_list"),
    ("is he known to you?", "on_list"),
    ("Have you heard of him before?", "on_list"),
    ("has anybody reported him?", "on_list"),
    ("does he have a record?", "on_list"),
    ("who reads this", "who_reads"),
    ("are you a robot?", "who_reads"),
    ("what do they know about Wilf Oakapple", "on_list"),
    ("what have you got on him?", "on_list"),
    ("have you got a file on Wilf", "on_list"),
    ("are there other reports about him", "on_list"),
    ("is my neighbour a paedo?", "on_list"),
    ("check Wilf Oakapple 02/05/1981", "on_list"),
    ("show me the list", "on_list"),
    ("did my ex say anything?", "on_list"),
    ("has anyone said anything about me", "about_me"),
    ("who reported me?", "about_me"),
    ("am I on your list", "about_me"),
    ("did Tansy tell you about me?", "about_me"),
    ("can I talk to a person", "person"),
    ("talk to a human", "person"),
    ("do I need proof?", "proof"),
    ("what if i'm wrong?", "proof"),
    ("?", "help"),
]
TOLD = [
    "He asked her what happens next in the game.",
    "They keep it secret from the mother.",
    "He is known at the school as a helper who drives children home at night and says nothing",
    "the school nurse",
    "He checks on her every night",
    "Do you know how to help her",
    "she told me about him and I believe her",
    "my mum's boyfriend",
]


@pytest.mark.parametrize(("words", "key"), ASKED)
def test_a_question_to_us_is_answered(words, key):
    assert interruption_in(words) == key


@pytest.mark.parametrize("words", TOLD)
def test_telling_is_not_taken_for_asking(words):
    assert interruption_in(words) == ""


@pytest.mark.parametrize(("words", "key"), ASKED)
@pytest.mark.parametrize("steps", [0, 2, 3, 5, 8, 13])
def test_after_any_question_we_are_back_where_we_were(words, key, steps):
    talk = Talk()
    answers = ["no", "skip", "He waits there.", "done", *["skip"] * 9]
    talk.they("/start", *answers[:steps])
    before = dict(talk.draft)

    talk.they(words)

    assert talk.draft["cursor"] == before["cursor"]
    assert talk.draft["answers"] == before["answers"]
    assert talk.turns[-1].says[0].key in {f"asked.{key}", "help"}


OF_ONESELF = [
    ("I am worried about my own thoughts", "own_thoughts"),
    ("i think i might hurt a child", "own_thoughts"),
    ("I'm attracted to children and I am scared", "own_thoughts"),
    ("i keep having thoughts about kids", "own_thoughts"),
    ("somebody reported me and it is a lie", "asked.about_me"),
    ("I was wrongly accused", "asked.about_me"),
    ("I want to complain that someone reported me", "asked.about_me"),
]


@pytest.mark.parametrize(("words", "key"), OF_ONESELF)
def test_whoever_writes_of_themselves_gets_a_way_to_go_and_is_kept_as_any_answer(words, key):
    talk = Talk()
    talk.they("/start", "no", "1", words)
    assert talk.keys[0] == key
    assert [one["words"] for one in talk.draft["answers"] if one["key"] == "story"] == [[words]]
    assert talk.turns[-1].danger is None


@pytest.mark.parametrize("words", ["He is worried about his thoughts.", "I reported him twice."])
def test_what_is_told_of_somebody_else_is_no_remark_of_oneself(words):
    assert remark_in(words) == ""


def test_a_child_who_writes_so_is_told_nothing_more_than_any_child():
    talk = Talk()
    talk.they("/start", "no", "3", "skip", "skip", "I think I might hurt a kid")
    assert "own_thoughts" not in talk.keys


@pytest.mark.parametrize("question", ["on_list", "about_me"])
def test_p04_the_neutral_answer_is_the_same_at_every_place_and_takes_the_worry(question):
    words = next(asked for asked, key in ASKED if key == question)
    said = set()
    for steps in range(9):
        talk = Talk()
        talk.they("/start", *["no", "1", "He waits there.", "done", *["skip"] * 9][:steps])
        talk.they(words)
        said.add(talk.turns[-1].says[0].text)
    assert len(said) == 1
    assert [one["words"] for one in talk.draft["asides"]] == [words]


FISHED = {
    "pl": ("czy Wilf jest na waszej liście?", "co wiecie o Wilfie?", "kto mnie zgłosił?"),
    "ro": ("este Wilf pe lista voastră?", "ce știți despre Wilf?", "cine m-a reclamat?"),
    "lt": ("ar jis yra sąraše?", "ką žinote apie Wilf?", "kas mane apskundė?"),
    "pt": ("ele está na vossa lista?", "o que sabem sobre ele?", "quem me denunciou?"),
    "ur": ("کیا وہ فہرست میں ہے؟", "اس کے بارے میں آپ کیا جانتے ہیں؟", "کس نے میری شکایت کی؟"),
    "pa": ("ਕੀ ਉਹ ਸੂਚੀ ਵਿੱਚ ਹੈ?", "ਉਸ ਬਾਰੇ ਕੀ ਜਾਣਦੇ ਹੋ?", "ਕਿਸਨੇ ਮੇਰੀ ਸ਼ਿਕਾਇਤ ਕੀਤੀ?"),
    "ar": ("هل هو في القائمة؟", "ماذا تعرفون عن ويلف؟", "من بلغ عني؟"),
    "cs": ("je Wilf na vašem seznamu?", "co víte o Wilfovi?", "kdo mě nahlásil?"),
    "cy": ("ydy Wilf ar eich rhestr?", "beth ydych chi'n gwybod am Wilf?", "pwy wnaeth gwyno amdanaf?"),
}  # fmt: skip
OWN = {
    "pl": "Boję się swoich myśli", "ro": "Mi-e teamă de gândurile mele",
    "lt": "Bijau savo minčių", "pt": "Tenho medo dos meus pensamentos",
    "ur": "مجھے اپنے خیالات سے ڈر لگتا ہے", "pa": "ਮੈਨੂੰ ਆਪਣੇ ਖਿਆਲਾਂ ਤੋਂ ਡਰ ਲੱਗਦਾ ਹੈ",
    "ar": "أخاف من أفكاري", "cs": "Bojím se svých myšlenek", "cy": "Rwy'n poeni am fy meddyliau",
}  # fmt: skip


@pytest.mark.parametrize("code", FISHED)
def test_p04_whoever_fishes_in_another_language_hears_the_same_neutral_words(code):
    heard = a_polyglot().hearing.of(all_tongues()[code])
    *of_others, of_me = FISHED[code]
    assert [interruption_in(one, heard) for one in of_others] == ["on_list"] * 2
    assert interruption_in(of_me, heard) == "about_me"
    assert remark_in(OWN[code], heard) == "own_thoughts"


def test_p04_the_answer_about_a_person_is_the_same_whoever_is_named():
    def said(name: str) -> list[str]:
        talk = Talk()
        talk.they("/start", "no", "skip", f"{name} waits there.", "done", "skip", f"{name}, 45")
        talk.they(f"Is {name} on your list?")
        return [say.text for say in talk.turns[-1].says]

    assert said("Corrin Thistlewood") == said("Wilf Oakapple")
