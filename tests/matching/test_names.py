import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.familiar import are_siblings, is_short_for, shares_stem
from matching.names import fold, parts_of
from matching.sounds import coarse, skeleton


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Corrin THISTLEWOOD", ("corrin", "thistlewood"), id="case is not heard"),
        pytest.param("Corrin Thistlewood QC", ("corrin", "thistlewood"), id="letters after it"),
        pytest.param("Thistlewood, Corrin", ("corrin", "thistlewood"), id="a comma turns a name round"),
        pytest.param("Elowen Penhallick-Rook", ("elowen", "penhallick", "rook"), id="double-barrelled"),
        pytest.param("Żółtán Łąkowski", ("zoltan", "lakowski"), id="accents fold"),
        pytest.param("Вера Подснежникова", ("vera", "podsnezhnikova"), id="Cyrillic"),
        pytest.param("Νικόλας Θυμαρίδης", ("nikolas", "thymaridis"), id="Greek"),
        pytest.param("سلمان الزعتري", ("salman", "ztri"), id="the Arabic article is taken off"),
        pytest.param("Dr Tansy Mossop", ("tansy", "mossop"), id="a title goes"),
        pytest.param("Major Mossop", ("major", "mossop"), id="a title stays where one part is left"),
        pytest.param("Ruaridh O'Larkspur", ("ruaridh", "olarkspur"), id="an apostrophe"),
        pytest.param("Perran Mac Thistle", ("perran", "macthistle"), id="Mac joins what follows"),
        pytest.param("José de la Vega", ("jose", "vega"), id="particles go"),
        pytest.param("De La", ("de", "la"), id="particles stay where nothing else is left"),
        pytest.param("", (), id="nothing"),
        pytest.param("...", (), id="no letter"),
    ],
)  # fmt: skip
def test_a_name_in_any_script_becomes_plain_parts(name, parts):
    assert parts_of(name) == parts


@given(st.text())
def test_folded_text_is_plain_and_folds_to_itself(text):
    folded = fold(text)

    assert folded.isascii()
    assert folded == folded.lower().strip()
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("catherine", "kathryn"), ("sean", "shaun"), ("philip", "filip"), ("dzhon", "jon")],
)
def test_spellings_of_one_sound_are_alike(one, other):
    assert coarse(one) == coarse(other)


def test_a_skeleton_keeps_a_first_vowel():
    assert skeleton("anna") != skeleton("nina")
    assert skeleton("") == ""


def test_short_forms_are_known():
    assert is_short_for("bob", "robert")
    assert is_short_for("robert", "bob")
    assert are_siblings("bob", "rob")
    assert shares_stem("alfie", "alfred")
    assert not is_short_for("bob", "wilfred")
