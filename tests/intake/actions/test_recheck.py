"""A changed list looks everybody up again, once each; nothing stays unchecked."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from intake.actions.recheck import ask_for_recheck, recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.held import CheckState
from intake.domain.person import SeenBy
from intake.store.tables import LinkRow
from tests.build_office import a_flag, a_flagged_person, a_mention, a_submission, an_office


def report(office, *mentions, **told):
    with office.begin() as work:
        return report_concern(office, work, a_submission(*mentions, **told))


def list_somebody(office, **facts):
    with office.begin() as work:
        person = a_flagged_person(work, **facts)
        work.people.new_list_version("import")
        ask_for_recheck(work, cause="flag")
    return person


def settle(office):
    while recheck_due(office):
        pass
    recheck_due(office)


def list_one(office, **facts):
    with office.begin() as work:
        person = a_flagged_person(work, **facts)
        work.people.new_list_version("import")
        ask_for_recheck(work, cause="flag", person_id=person.id)
    return person


def linked(office, person):
    with office.look() as work:
        links = work.people.links_of_person(person.id)
        mentions = work.concerns.mentions_by_id(link.mention_id for link in links)
        return sorted(mention.concern_id for mention in mentions.values())


def hits(office):
    with office.look() as work:
        return [
            (alert.desk, alert.concern_id, alert.person_id)
            for alert in work.dispatch.alerts.all()
            if alert.kind is AlertKind.RECHECK
        ]


def test_p03_a_flag_made_today_finds_a_concern_of_three_years_ago_and_tells_it_once():
    office = an_office()
    told = report(office, a_mention("Corrin Thistlewood", birth="1979-02-14"))
    office.clock.move(days=3 * 365)
    person = list_somebody(office, birth="1979-02-14")
    settle(office)
    first = hits(office)
    assert ("southfen_police", told.concern.id, person.id) in first
    list_somebody(office, names=("Ottoline Reeve",))
    settle(office)
    assert hits(office) == first


def test_p03_a_recheck_of_many_goes_on_where_it_stopped():
    office = an_office()
    for number in range(5):
        report(office, a_mention(f"Wilf Oakapple{number}"))
    list_somebody(office)
    assert recheck_due(office) == 5, "the mentions"
    assert recheck_due(office) == 5, "then the stories"
    assert recheck_due(office) == 0


def test_p03_hits_of_one_import_reach_a_desk_as_one_list_and_strong_ones_singly():
    office = an_office()
    for age in ("about 47", "about 45"):
        report(office, a_mention("Corin Thistelwood", age=age, place="Southfen"))
    report(office, a_mention("Corrin Thistlewood", birth="1979-02-14"))
    with office.begin() as work:
        a_flagged_person(work, birth="1979-02-14", places=("Southfen",))
        version = work.people.new_list_version("import")
        ask_for_recheck(work, cause=f"import:{version}")
    settle(office)
    at_police = [hit for hit in hits(office) if hit[0] == "southfen_police"]
    singly = [hit for hit in at_police if hit[1] is not None]
    assert len(at_police) - len(singly) <= 1
    assert singly


def test_p02_a_missed_check_is_made_up_for_and_then_finds_him():
    ticks = iter(range(0, 100000, 10))
    office = an_office(stopwatch=lambda: float(next(ticks)))
    with office.begin() as work:
        listed = a_flagged_person(work, birth="1979-02-14")
    told = report(office, a_mention(birth="1979-02-14"))
    object.__setattr__(office, "stopwatch", lambda: 0.0)
    settle(office)
    with office.look() as work:
        newest = {
            check.mention_id: check.state for check in work.concerns.checks_of(told.concern.id)
        }
        assert set(newest.values()) == {CheckState.DONE}
        links = work.people.links_of_person(listed.id)
        assert len(links) == 1


def list_by_import(office, **facts):
    with office.begin() as work:
        a_flagged_person(work, **facts)
        version = work.people.new_list_version("import")
        ask_for_recheck(work, cause=f"import:{version}")
    settle(office)


def lists_at(office, desk):
    with office.look() as work:
        found = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]
    return [one for one in found if one.desk == desk and one.concern_id is None]


def test_p03_the_list_of_an_import_names_each_concern_and_record_once():
    office = an_office()
    told = [report(office, a_mention(birth=day)).concern for day in ("1990-11-23", "1965-09-30")]

    list_by_import(office, birth="1979-02-14")

    (one,) = lists_at(office, "southfen_police")
    assert [sum(concern.reference in line for line in one.because) for concern in told] == [1, 1]
    assert not any("Thistlewood" in line for line in one.because)


def test_p07_a_list_that_an_officer_has_taken_grows_no_more_and_a_new_one_begins():
    office = an_office()
    report(office, a_mention(birth="1990-11-23"))
    list_by_import(office, birth="1979-02-14")
    with office.begin() as work:
        (first,) = lists_at(office, "southfen_police")
        step = first.acknowledge("birchall", work.at, accept_by=work.at)
        work.dispatch.alerts.keep(step.alert)
        held = work.concerns.rechecks.all()
        late = next(one for one in held if one.cause.startswith("import:"))
        work.concerns.rechecks.keep(replace(late, done_at=None))
    report(office, a_mention("Corrin Thistlewood", birth="1965-09-30"))
    with office.begin() as work:
        for link in work.people.links.all():
            if not link.is_own:
                work.session.delete(work.session.get(LinkRow, link.id))

    settle(office)

    first_again, second = lists_at(office, "southfen_police")
    assert first_again.because == first.because
    assert second.because != first.because


def test_p13_a_new_hit_is_kept_from_a_desk_whose_own_people_it_is_about():
    office = an_office()
    told = report(
        office, a_mention("Corrin Thistlewood", birth="1979-02-14", work="Southfen police")
    )
    person = list_somebody(office, birth="1979-02-14")
    settle(office)

    desks = {desk for desk, concern, _ in hits(office) if concern == told.concern.id}
    assert desks
    assert "southfen_police" not in desks
    assert person.id in {who for _, _, who in hits(office)}


def some_reports(office):
    return [
        report(office, a_mention(name)).concern.id
        for name in ("Corin Thistelwood", "Wilf Oakapple", "Thistlewood", "Tansy Mossop")
    ]


@pytest.mark.parametrize(
    "minutes", [pytest.param(0, id="not keyed yet"), pytest.param(11, id="under keys")]
)
def test_p03_one_new_record_finds_earlier_mentions_however_they_were_spelt(minutes):
    office = an_office()
    first, _, alone, _ = some_reports(office)
    office.clock.move(minutes=minutes)
    settle(office)

    person = list_one(office, names=("Corrin Thistlewood",))
    settle(office)

    assert linked(office, person) == [first, alone]


def test_p03_one_new_record_looks_up_only_who_may_be_meant_and_who_is_not_keyed_yet():
    office = an_office()
    some_reports(office)
    office.clock.move(minutes=11)
    settle(office)
    late = report(office, a_mention("Perran Larkspur")).concern.id
    person = list_one(office, names=("Corrin Thistlewood",))

    with office.look() as work:
        due = work.concerns.next_recheck()
    looked_up = [recheck_due(office) for _ in range(2)]

    assert due.person_id == person.id
    assert looked_up == [2, 1], "two share a key, one is not keyed"
    settle(office)
    assert late not in linked(office, person)


def test_p03_who_is_not_keyed_yet_is_looked_up_where_some_are_and_none_of_them_is_meant():
    office = an_office()
    report(office, a_mention("Perran Larkspur"))
    office.clock.move(minutes=11)
    settle(office)
    late = report(office, a_mention("Corrin Thistlewood", birth="1979-02-14")).concern.id

    person = list_one(office, names=("Corrin Thistlewood",), birth="1979-02-14")
    settle(office)

    assert late in linked(office, person)


@pytest.mark.parametrize("minutes", [0, 11])
def test_p03_a_story_that_names_him_is_found_when_he_is_listed_later(minutes):
    office = an_office()
    told = report(
        office,
        a_mention("a man in a blue coat"),
        story="She was driven home by Corrin Thistlewood, who lives near us.",
    ).concern
    other = report(office, a_mention("Wilf Oakapple"), story="Nobody else was there.").concern
    office.clock.move(minutes=minutes)
    settle(office)

    person = list_one(office, names=("Corrin Thistlewood",))
    settle(office)
    again = list_one(office, names=("Corrin Thistlewood",), birth="1961-03-02")
    settle(office)

    assert linked(office, person) == linked(office, again) == [told.id]
    with office.look() as work:
        (seen,) = [one for one in work.concerns.mentions_of(told.id) if one.from_story]
        assert seen.body.names.told == "Corrin Thistlewood"
        assert not [one for one in work.concerns.mentions_of(other.id) if one.from_story]


def test_p03_keys_of_an_older_version_are_written_anew():
    office = an_office()
    some_reports(office)
    office.clock.move(minutes=11)
    settle(office)
    with office.begin() as work:
        work.session.connection().execute(text("UPDATE keyed SET key_version = 1"))
        work.session.connection().execute(text("UPDATE mention_key SET k = k + 1"))

    settle(office)
    person = list_one(office, names=("Tansy Mossop",))

    assert recheck_due(office) == 1
    settle(office)
    assert len(linked(office, person)) == 1


def test_p03_the_list_of_an_import_says_the_band_in_words():
    office = an_office()
    told = report(office, a_mention("Tansy Mossop", birth="1961-12-30"))
    list_by_import(office, names=("Tansy Mossop",), birth="1990-04-05")

    (alert,) = lists_at(office, "southfen_police")

    assert alert.because[-1].startswith(told.concern.reference)
    assert "(same name, other date of birth). Known since" in alert.because[-1]


def test_p03_the_alert_says_since_when_it_could_have_been_known():
    office = an_office()
    report(office, a_mention("Corrin Thistlewood", birth="1979-02-14"))
    office.clock.move(days=3 * 365)
    list_somebody(office, birth="1979-02-14", flag=a_flag(starts_on=date(2019, 3, 4)))
    settle(office)

    with office.look() as work:
        told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]

    assert told
    for alert in told:
        assert alert.because[1] == (
            "Known since 4 March 2019, on this list since 16 November 2029, reported "
            "17 November 2026: it could have been known since 17 November 2026."
        )


def test_p13_an_alert_in_the_open_knows_no_day_of_a_hidden_flag():
    office = an_office()
    report(office, a_mention("Corrin Thistlewood", birth="1979-02-14"))
    office.clock.move(days=30)
    hidden = a_flag(starts_on=date(2011, 1, 1), seen_by=SeenBy.OWNER)
    with office.begin() as work:
        person = a_flagged_person(
            work, birth="1979-02-14", flag=a_flag(owner_desk="southfen_police")
        )
        work.flags.add(replace(hidden, person_id=person.id))
        work.people.new_list_version("import")
        ask_for_recheck(work, cause="flag")
    settle(office)

    with office.look() as work:
        told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]

    years = {("2011" in one.because[1], one.view) for one in told}
    assert years == {(False, "open"), (True, "whole")}
