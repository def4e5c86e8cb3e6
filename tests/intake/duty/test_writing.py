"""A desk writes to a reporter: who may, what is warned of, what is kept of it."""

import pytest

from intake.domain.errors import JudgementRefusedError, NotFoundError
from intake.domain.two_way import DisclosedTo, DisclosedWhat, LetterKind
from tests.build_desk import a_report, an_officer
from tests.build_office import a_mention

PLAIN = "Thank you. Which day was it?"


@pytest.fixture
def concern(office):
    return a_report(office, a_mention(names="Corrin Thistlewood"), area="northmoor")


def test_a_message_stands_with_its_officer_and_the_reporter_is_not_shown_the_name(
    office, door, birchall, concern
):
    door.write(officer=birchall, reference=concern.reference, kind=LetterKind.QUESTION, words=PLAIN)

    page = door.reporter_page(officer=birchall, reference=concern.reference)
    assert [(one.officer, one.words, one.read_at) for one in page.letters] == [
        ("A. Birchall", PLAIN, None)
    ]
    assert page.contact == ""


@pytest.mark.parametrize(
    ("words", "what"),
    [
        pytest.param("We saw corrin today.", "name", id="a name of the concern"),
        pytest.param("A. Birchall will ring.", "name", id="an officer"),
        pytest.param("We spoke to Perrin.", "name", id="any name at all"),
        pytest.param("The school told us.", "agency", id="an agency"),
        pytest.param("Northmoor probation has it.", "agency", id="a desk by its title"),
        pytest.param("There are other reports.", "status", id="what else is known"),
        pytest.param("He was charged.", "status", id="where it stands"),
    ],
)
def test_p04_a_text_that_tells_too_much_is_warned_of(door, birchall, concern, words, what):
    found = door.warnings(officer=birchall, reference=concern.reference, words=words)
    assert what in {one.what for one in found}


def test_a_plain_question_is_warned_of_nothing(door, birchall, concern):
    assert door.warnings(officer=birchall, reference=concern.reference, words=PLAIN) == ()


def test_what_was_warned_of_goes_only_with_a_reason_that_is_kept(door, birchall, concern):
    told = {"officer": birchall, "reference": concern.reference, "kind": LetterKind.MESSAGE}
    with pytest.raises(JudgementRefusedError):
        door.write(words="The police will ring you.", **told)
    door.write(words="The police will ring you.", reason="She asked who rings.", **told)

    [letter] = door.reporter_page(officer=birchall, reference=concern.reference).letters
    assert letter.warned == ("agency",)
    assert letter.reason == "She asked who rings."


def test_p13_who_may_not_know_how_a_reporter_is_reached_cannot_write(office, door, concern):
    nurse = an_officer(office, login="nurse", name="N. Urse", desk="northmoor_haven")
    far = an_officer(office, login="far", name="F. Ar", desk="southfen_children")
    for officer in (nurse, far):
        with pytest.raises(NotFoundError):
            door.reporter_page(officer=officer, reference=concern.reference)
        with pytest.raises(NotFoundError):
            door.write(
                officer=officer,
                reference=concern.reference,
                kind=LetterKind.MESSAGE,
                words=PLAIN,
            )


def a_release(door, officer, concern, **changes):
    return door.disclose(
        **{
            "officer": officer,
            "reference": concern.reference,
            "what": DisclosedWhat.OUTCOME,
            "to": DisclosedTo.PARENT,
            "to_whom": "The mother",
            "route": "Sarah’s Law, request 4711",
            "words": "What she needs to keep her safe.",
            "authorised_by": "Ida Loam",
            **changes,
        }
    )


def test_only_a_supervisor_or_manager_releases_and_all_of_it_is_recorded(
    office, door, birchall, concern
):
    with pytest.raises(NotFoundError):
        a_release(door, birchall, concern)
    boss = an_officer(office, login="boss", name="I. Loam", role="supervisor")

    a_release(door, boss, concern)

    page = door.reporter_page(officer=boss, reference=concern.reference)
    [one] = page.disclosures
    assert (one.what, one.to, one.to_whom, one.authorised_by) == (
        "outcome",
        "parent",
        "The mother",
        "Ida Loam",
    )
    assert page.letters == ()


def test_p10_no_words_of_letters_or_releases_are_in_audit_lines_or_notices(
    office, door, birchall, concern
):
    boss = an_officer(office, login="boss", name="I. Loam", role="supervisor")
    door.write(
        officer=birchall,
        reference=concern.reference,
        kind=LetterKind.MESSAGE,
        words="Canary Thistlewood",
        reason="Canary reason",
    )
    a_release(door, boss, concern, words="Canary words", route="Canary route", to_whom="Canary")
    with office.look() as work:
        lines = [line.facts for line in work.audit.lines(limit=500)]
        sent = [repr(one) for one in work.dispatch.deliveries.all()]
        kept = [repr(one) for one in work.two_way.letters.all()]
        kept += [repr(one) for one in work.two_way.disclosures.all()]
    assert not [line for line in (*lines, *sent, *kept) if "Canary" in line]
