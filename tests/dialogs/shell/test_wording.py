"""The catalogues as `wording update` writes them: nobody's translation is lost, however often."""

import pytest
from babel.messages.pofile import read_po

from dialogs.shell.wording import Message, catalogue_of, taken_up_again
from intake.domain.tongue import Tongue
from intake.policy.wording import out_of_use_in

SAID = (Message("Continue", ("page",)),)
POLISH = Tongue("pl", "Polski", "Polish", texts={("", "Continue"): "Dalej", ("", "Old"): "Stare"})


def read_again(path):
    with path.open("rb") as lines:
        found = read_po(lines)
    return {("", one.id): one.string for one in found if one.id}


def update(path, messages):
    old = out_of_use_in(path)
    texts = read_again(path) if path.is_file() else dict(POLISH.texts)
    tongue = taken_up_again(Tongue("pl", "Polski", "Polish", texts=texts), old, messages)
    path.write_text(catalogue_of(tongue, messages, out_of_use=old), encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dueregard.po"


def test_what_is_no_longer_said_stays_at_the_end_however_often_it_is_written(path):
    once, twice, thrice = (update(path, SAID) for _ in range(3))

    assert '#~ msgid "Old"' in once
    assert once == twice == thrice


def test_what_is_said_again_has_its_translation_back(path):
    update(path, SAID)
    told = update(path, (*SAID, Message("Old", ("page",))))

    assert 'msgid "Old"\nmsgstr "Stare"' in told
    assert "#~" not in told


def test_a_catalogue_that_is_not_there_yet_has_nothing_out_of_use(path):
    assert out_of_use_in(path) == {}
