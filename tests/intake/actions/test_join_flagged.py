"""Two flagged records of one man: said by one officer, joined by a second, parted again (P6, P8)."""

import pytest

from intake.actions.confirm_joining import confirm_joining, refuse_joining
from intake.actions.join_people import join_people, part_people
from intake.domain.alert import AlertKind
from intake.domain.errors import ConflictError, JudgementRefusedError, NotFoundError
from intake.domain.person import SeenBy
from intake.running.import_columns import read_row
from intake.running.importing import import_row
from tests.build_desk import a_listed_man, a_report, an_officer, judged_same
from tests.build_office import a_flag, a_mention, an_office
from tests.databases import EACH_DATABASE, a_database

NORTH, SOUTH = "northmoor_police", "southfen_police"
BORN = "1981-05-02"
SAID = "Two forces list him: one birth date, one tattoo."


def two_flagged(office, **second):
    one = a_listed_man(
        office, flag=a_flag(owner_desk=NORTH), names=("Corrin Thistlewood",), birth=BORN
    )
    facts = {"owner_desk": SOUTH, "area": "southfen"} | second
    other = a_listed_man(office, flag=a_flag(**facts), names=("Bram Fennimore",), birth=BORN)
    with office.begin() as work:
        work.people.give(one.id, desk=NORTH, why="owns the first flag")
        work.people.give(other.id, desk=SOUTH, why="owns the first flag")
    return one, other


def officers(office):
    one = an_officer(office, login="tarn", name="N. Tarn", desk="northmoor_children")
    return one, an_officer(office, login="sedge", name="P. Sedge", desk="southfen_children")


def asked(office, one, other, by):
    return join_people(office, officer=by, person_id=one.id, other_id=other.id, reason=SAID)


def a_row(office, name, desk):
    cells = {
        "id": name,
        "name": name,
        "kind": "rso",
        "agency": desk,
        "area": desk.partition("_")[0],
        "owner": desk,
        "review_on": "2027-01-01",
        "source": "list",
        "lawful_basis": "law",
    }
    mapping = {key: key for key in cells}
    return read_row(cells, mapping, {}, office.policy, today=office.clock().date())


def flags(office, *people):
    with office.look() as work:
        found = work.flags.of_many(one.id for one in people)
    return [sorted(flag.owner_desk for flag in found[one.id]) for one in people]


def told(office):
    with office.look() as work:
        alerts = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.JOINING]
    return sorted((one.tag, one.desk) for one in alerts)


@EACH_DATABASE
def test_p06_two_flagged_records_are_joined_by_two_names_told_to_both_owners_and_parted(
    kind, tmp_path
):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        (one, other), (tarn, sedge) = two_flagged(office), officers(office)
        report = a_report(
            office, a_mention("Bram Fennimore", birth=BORN), account="a", signs=("GC1",)
        )
        judged_same(office, report, by=tarn)
        said = asked(office, one, other, tarn)

        assert said.is_asked
        assert flags(office, one, other) == [[NORTH], [SOUTH]]
        assert told(office) == [("joining:asked", NORTH), ("joining:asked", SOUTH)]

        joined = confirm_joining(office, officer=sedge, joined_id=said.id)

        assert joined.holds
        assert (joined.officer, joined.second) == ("N. Tarn", "P. Sedge")
        stays, goes = (one, other) if joined.into_id == one.id else (other, one)
        assert flags(office, stays, goes) == [[NORTH, SOUTH], []]
        assert told(office)[2:] == [("joining:done", NORTH), ("joining:done", SOUTH)]
        with office.look() as work:
            assert work.people.owner(stays.id).until is None

        part_people(office, officer=tarn, joined_id=joined.id, reason="Two men after all.")

        assert flags(office, one, other) == [[NORTH], [SOUTH]]
        assert told(office)[4:] == [("joining:parted", NORTH), ("joining:parted", SOUTH)]
        office.archive.close()


def test_p08_a_new_report_of_the_joined_man_reaches_the_owners_of_both_flags():
    office = an_office()
    (one, other), (tarn, sedge) = two_flagged(office, area="northmoor"), officers(office)
    confirm_joining(office, officer=sedge, joined_id=asked(office, one, other, tarn).id)

    report = a_report(office, a_mention("Bram Fennimore", birth=BORN), account="a", signs=("GC1",))
    judged_same(office, report, by=tarn)
    again = a_report(
        office,
        a_mention("Corrin Thistlewood", birth=BORN),
        account="b",
        signs=("GC1",),
    )

    with office.look() as work:
        desks = {alert.desk for alert in work.dispatch.alerts_of_concern(again.id)}
    assert {NORTH, SOUTH} <= desks


def test_p11_one_officer_alone_joins_no_two_flagged_records():
    office = an_office()
    (one, other), (tarn, sedge) = two_flagged(office), officers(office)
    said = asked(office, one, other, tarn)

    with pytest.raises(JudgementRefusedError) as refused:
        confirm_joining(office, officer=tarn, joined_id=said.id)
    assert refused.value.facts["missing"] == ("second",)
    with pytest.raises(ConflictError):
        asked(office, other, one, tarn)
    with pytest.raises(ConflictError):
        part_people(office, officer=tarn, joined_id=said.id, reason="Not yet joined.")
    with pytest.raises(NotFoundError):
        confirm_joining(office, officer=sedge, joined_id=999)

    no = refuse_joining(office, officer=sedge, joined_id=said.id, reason="Twins.")
    assert not no.holds
    assert not no.is_asked
    with pytest.raises(ConflictError):
        confirm_joining(office, officer=sedge, joined_id=said.id)
    with pytest.raises(ConflictError):
        refuse_joining(office, officer=sedge, joined_id=said.id, reason="Again.")
    assert asked(office, one, other, sedge).is_asked


def test_p13_a_record_flagged_for_its_owner_alone_is_joined_by_nobody_to_another_flagged_one():
    office = an_office()
    (one, other), (tarn, _) = two_flagged(office, seen_by=SeenBy.OWNER), officers(office)
    with pytest.raises(ConflictError):
        asked(office, one, other, tarn)
    assert told(office) == []


def test_a_list_sent_again_puts_no_flag_back_on_the_record_that_went():
    office = an_office()
    rows = [a_row(office, "Corrin Thistlewood", NORTH), a_row(office, "Bram Fennimore", SOUTH)]
    for row in rows:
        import_row(office, row, by="test")
    with office.look() as work:
        one, other = work.people.records.all()
    tarn, sedge = officers(office)
    confirm_joining(office, officer=sedge, joined_id=asked(office, one, other, tarn).id)
    before = flags(office, one, other)

    for row in rows:
        import_row(office, row, by="test")

    assert flags(office, one, other) == before
    assert sorted(len(some) for some in before) == [0, 2]
