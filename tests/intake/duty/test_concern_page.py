"""What an officer reads of one concern: times as said with the days they leave open."""

from intake.domain.concern import IncidentSaid, exactly
from tests.build_desk import a_report
from tests.build_office import a_mention


def test_a_vague_time_is_shown_as_said_and_as_the_days_it_leaves_open(office, door, birchall):
    kept = a_report(
        office,
        a_mention(),
        when=exactly("last summer"),
        happened_from="2026-06-01",
        happened_to="2026-08-31",
    )
    facts = {one.name: one.words for one in door.concern(
        officer=birchall, reference=kept.reference).facts}  # fmt: skip
    assert facts["When"] == "last summer (June to August 2026)"


def test_words_that_name_no_day_are_shown_alone(office, door, birchall):
    kept = a_report(office, a_mention(), when=exactly("since he moved in"))
    view = door.concern(officer=birchall, reference=kept.reference)
    assert [one.words for one in view.facts if one.name == "When"] == ["since he moved in"]


def test_each_further_incident_has_its_own_place_and_time(office, door, birchall):
    kept = a_report(
        office,
        a_mention(),
        incidents=(
            IncidentSaid(
                what=exactly("He shouted at her."),
                where=exactly("Mill Lane"),
                when=exactly("in the holidays"),
                happened_from="2026-10-24",
                happened_to="2026-11-01",
            ),
            IncidentSaid(what=exactly("He waited outside.")),
        ),
    )
    first, second = door.concern(officer=birchall, reference=kept.reference).incidents
    assert [(one.name, one.words) for one in first] == [
        ("What happened", "He shouted at her."),
        ("Where", "Mill Lane"),
        ("When", "in the holidays (24 October to 1 November 2026)"),
    ]
    assert [one.words for one in second] == ["He waited outside."]


def test_how_somebody_is_tied_to_a_child_is_shown(office, door, birchall):
    kept = a_report(office, a_mention(relation="Tansy's step-father"))
    [mention] = [
        one
        for one in door.concern(officer=birchall, reference=kept.reference).mentions
        if not one.from_story
    ]
    assert "Tansy's step-father" in [one.words for one in mention.facts]
