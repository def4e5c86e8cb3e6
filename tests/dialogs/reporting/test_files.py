import pytest

from dialogs.reporting.event import Event, EventKind
from dialogs.reporting.form import Telling
from intake.reporting.turns import FileKind, FileRules, FileTold
from tests.build_talk import Talk

RULES = FileRules(most=3, most_bytes=1 << 20)
PHOTO = FileTold(FileKind.PHOTO, size=1000, source="a")


def a_talk(*lines):
    talk = Talk()
    talk.telling = Telling(channel="telegram", files=RULES)
    talk.they("/start", *lines)
    return talk


def in_story():
    return a_talk("[danger=no]", "[teller=community]")


def sends(talk, told=PHOTO, *, words="", album=""):
    return talk.play(Event(EventKind.FILE, words, "9", files=(told,), album=album))


def test_what_must_not_be_sent_is_said_before_anything_is_sent():
    assert "Never a picture of a child" in in_story().turns[-1].says[-1].text


def test_a_file_is_kept_and_what_must_not_be_sent_is_said_again():
    turn = sends(in_story())

    assert turn.files == (PHOTO,)
    assert turn.has_files
    assert "file_kept" in [say.key for say in turn.says]
    assert "against the law" in turn.says[0].text


def test_words_beside_a_file_are_the_answer():
    talk = in_story()
    turn = sends(talk, words="His van outside the school.")

    assert turn.files == (PHOTO,)
    assert "His van outside the school." in str(talk.draft["answers"])


def test_an_album_is_answered_once():
    talk = in_story()
    talk.they("He waits there.")
    says = [sends(talk, album="77").says for _ in range(3)]

    assert [bool(said) for said in says] == [True, False, False]
    assert talk.draft["files"] == 3
    assert sends(talk, album="78").says


@pytest.mark.parametrize(
    ("told", "key"),
    [
        pytest.param(
            FileTold(FileKind.VIDEO, size=(1 << 20) + 1), "file_too_large", id="too large"
        ),
        pytest.param(PHOTO, "file_too_many", id="one too many"),
    ],
)
def test_what_is_not_taken_says_why_and_what_to_do(told, key):
    talk = in_story()
    if key == "file_too_many":
        for _ in range(RULES.most):
            sends(talk)
    turn = sends(talk, told)

    assert turn.files == ()
    assert turn.says[0].key == key
    assert "in words" in turn.says[0].text


def test_where_a_channel_takes_no_files_it_says_what_to_do_instead():
    talk = Talk()
    talk.they("/start", "[danger=no]", "[teller=community]")

    assert sends(talk).says[0].key == "file_refused"
    assert "Never a picture" not in talk.turns[-2].says[-1].text


def test_a_file_alone_may_be_sent():
    talk = in_story()
    sends(talk)
    turn = talk.they("[:done]")
    for _ in range(30):
        if any(choice.value == ":send" for say in turn.says for choice in say.choices):
            break
        turn = talk.they("skip")

    assert talk.they("[:send]").send is not None


def test_p12_a_childs_file_is_passed_on_as_a_childs_words_are_in_words_for_a_child():
    talk = a_talk("[danger=no]", "[teller=child]")
    turn = sends(talk)

    assert turn.danger is not None
    assert turn.known is not None
    assert "not your fault" in turn.says[0].text
    assert "report " not in turn.says[0].text.replace("Report Remove", "").lower()


def test_a_file_after_sending_is_an_addition():
    talk = in_story()
    turn = talk.they("He gives her money.", "[:done]")
    for _ in range(30):
        if any(choice.value == ":send" for say in turn.says for choice in say.choices):
            break
        turn = talk.they("skip")
    talk.they("[:send]")
    turn = sends(talk)

    assert turn.are_files_added
    assert turn.files == (PHOTO,)
    assert [say.key for say in turn.says] == ["file_kept"]


def test_a_file_in_a_crisis_asks_nothing():
    talk = in_story()
    talk.they("I want to die")
    turn = sends(talk)

    assert [say.question for say in turn.says if say.question] == []
    assert turn.danger is not None
