"""A script in other languages: what is missing, leads, or is cut."""

from dataclasses import replace

from intake.domain.tongue import ENGLISH, Tongue
from intake.policy.script_tongues import missing_remarks, tongue_remarks
from tests.build import shipped_policy
from tests.build_script import a_group, a_question, a_script, read

ASKED = "What happened there?"
SCRIPT = read(a_script(a_group("facts", a_question("here", label=ASKED))))
POLISH = Tongue("pl", "Polski", "Polish", is_reviewed=True)
CZECH = Tongue("cs", "Čeština", "Czech", is_reviewed=True)


def saying(tongue: Tongue, words: str) -> Tongue:
    return replace(tongue, texts={("", ASKED): words})


def at_here(remarks):
    return [one for one in remarks if one.at[:4] == ("groups", 2, "questions", 0)]


def test_a_text_is_told_once_with_every_language_that_lacks_it():
    (found,) = at_here(missing_remarks(SCRIPT, [ENGLISH, POLISH, CZECH]))

    assert found.words == "is not translated into Polish, Czech"
    assert not found.is_fault
    polish = saying(POLISH, "Co się tam stało?")
    assert at_here(missing_remarks(SCRIPT, [polish, CZECH]))[0].words.endswith("into Czech")
    assert at_here(missing_remarks(SCRIPT, [polish])) == []


def test_a_translation_that_leads_is_a_fault():
    (found,) = at_here(tongue_remarks(SCRIPT, [ENGLISH, saying(POLISH, "Dlaczego tam?")]))

    assert found.is_fault
    assert found.words.startswith("in Polish: “Dlaczego” asks why")


def test_a_translation_over_a_message_is_told_and_no_fault():
    long = saying(POLISH, "Co? " * 1_100)

    (found,) = at_here(tongue_remarks(SCRIPT, [long]))

    assert not found.is_fault
    assert "in Polish: is 4" in found.words


def test_no_shipped_translation_leads():
    policy = shipped_policy()
    for script in policy.scripts.values():
        found = tongue_remarks(script, policy.tongues.values())
        assert [one.words for one in found if one.is_fault] == []
