"""An import: nothing forgotten, children kept off, all visible at once, run again without harm."""

import csv
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import event

from intake.actions.recheck import recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.alert import AlertKind
from intake.domain.errors import ConflictError, PolicyError
from intake.domain.held import Description, PersonHeld, PersonKind
from intake.domain.person import FlagTerm, SeenBy, TermKind
from intake.domain.private import private
from intake.running.import_columns import CHILD, MAYBE_CHILD, RowRefused, mapping_of, read_row
from intake.running.import_staging import FEW, LEASE, Pace, Stager
from intake.running.importing import (
    import_file,
    look_through,
    plan_of,
    write_rejects,
)
from intake.store.staged import prepared
from matching.query import Description as Asked
from tests.build import a_flag
from tests.build_office import (
    TUESDAY,
    a_mention,
    a_submission,
    an_office,
    shipped_policy,
)
from tests.databases import EACH_DATABASE, a_database

TODAY = date(2026, 11, 17)
COMPLETE = {
    "id": "N-1", "name": "Corrin Thistlewood", "dob": "1979-02-14", "town": "Southfen",
    "kind": "rso", "agency": "southfen_police", "area": "southfen", "owner": "southfen_police",
    "review date": "2027-03-01", "source": "court register", "lawful basis": "public task",
}  # fmt: skip


def a_table(folder: Path, *rows: dict[str, str], name: str = "list.csv") -> Path:
    """Write rows, each the complete one but for what is named."""
    path = folder / name
    whole = [{**COMPLETE, "id": f"N-{n}", **row} for n, row in enumerate(rows, 1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COMPLETE))
        writer.writeheader()
        writer.writerows(whole)
    return path


def imported(office, path, **given):
    return import_file(office, plan_of(path, told={}, given=given))


def test_a_row_becomes_a_person_with_flag_owner_diary_and_audit(tmp_path):
    office = an_office()

    tally = imported(office, a_table(tmp_path, {}))

    assert (tally.new, tally.read) == (1, 1)
    with office.look() as work:
        (person,) = work.people.records.all()
        (flag,) = work.flags.of(person.id)
        assert person.kind is PersonKind.FLAGGED
        assert work.people.owner(person.id).desk == "southfen_police"
        assert (flag.source, flag.review_on) == ("court register", date(2027, 3, 1))
        assert [entry.kind.value for entry in work.dispatch.diary_of(f"flag:{flag.id}")] == [
            "review"
        ]
        events = [line.event for line in work.audit.lines()]
        assert {"import.begun", "import.done"} <= set(events)


def test_p03_an_import_finds_whom_an_earlier_report_named(tmp_path):
    office = an_office()
    with office.begin() as work:
        report_concern(office, work, a_submission(a_mention(birth="1979-02-14", place="Southfen")))

    imported(office, a_table(tmp_path, {}))
    while recheck_due(office):
        pass

    with office.look() as work:
        hits = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.RECHECK]
        assert hits


@pytest.mark.parametrize(
    ("count", "asked"),
    [
        pytest.param(2, 2, id="a few records are each asked after"),
        pytest.param(FEW + 1, 1, id="many ask everybody"),
    ],
)
def test_p03_what_an_import_looks_up_again_depends_on_how_much_it_brought(tmp_path, count, asked):
    office = an_office()
    rows = [{"name": f"Wilf Oakapple{number}"} for number in range(count)]

    imported(office, a_table(tmp_path, *rows))

    with office.look() as work:
        due = [one for one in work.concerns.rechecks.all() if one.cause.startswith("import:")]
        people = {one.person_id for one in due}
        assert len(due) == asked
        assert people == ({one.id for one in work.people.records.all()} if asked > 1 else {None})


def test_nobody_is_seen_before_the_whole_import_is_in(tmp_path):
    office = an_office()
    sizes = []
    rows = [{"name": f"Wilf Oakapple {word}"} for word in ("Ash", "Elm", "Yew") * 20]

    def look(_done):
        with office.look() as work:
            sizes.append(work.people.index().size())

    tally = import_file(office, plan_of(a_table(tmp_path, *rows), told={}, given={}), progress=look)

    assert tally.new == 60
    assert sizes[:-1] == [0] * (len(sizes) - 1)
    assert sizes[-1] == 60


def test_a_judgement_made_meanwhile_does_not_show_half_of_it(tmp_path):
    office = an_office()

    def judge(_done):
        with office.begin() as work:
            version = work.people.new_list_version("link:1")
            if version < 10_000:
                assert work.people.index().size() == 0

    import_file(
        office,
        plan_of(
            a_table(tmp_path, *[{"name": f"Tansy {n}"} for n in "abcdefgh" * 5]), told={}, given={}
        ),
        progress=judge,
    )


def test_the_same_table_again_changes_nothing(tmp_path):
    office = an_office()
    path = a_table(tmp_path, {}, {"name": "Wilf Oakapple"})

    imported(office, path)
    again = imported(office, path)

    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert again.version == 0


def test_a_changed_row_adds_and_takes_nothing_away(tmp_path):
    office = an_office()
    imported(office, a_table(tmp_path, {}))

    later = imported(
        office,
        a_table(
            tmp_path, {"name": "Cory Thistle", "town": "Northmoor", "owner": "northmoor_police"}
        ),
    )

    assert later.changed == 1
    with office.look() as work:
        (person,) = work.people.records.all()
        assert person.body.names == ("Corrin Thistlewood", "Cory Thistle")
        assert person.body.places == ("Southfen", "Northmoor")
        assert len(work.flags.of(person.id)) == 2
        assert work.people.owner(person.id).desk == "southfen_police", "owners change by handover"


def test_a_dry_run_writes_nothing_and_counts_alike(tmp_path):
    office = an_office()
    imported(office, a_table(tmp_path, {}))
    plan = plan_of(
        a_table(tmp_path, {"town": "Northmoor"}, {"name": "Wilf Oakapple"}, {"owner": "nobody"}),
        told={},
        given={},
    )

    dry = look_through(office, plan)
    with office.look() as work:
        held = work.people.count()
    wet = import_file(office, plan)

    assert held == 1
    assert (dry.new, dry.changed, dry.rejected) == (wet.new, wet.changed, wet.rejected) == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"owner": ""}, "'owner' is empty", id="no owner"),
        pytest.param({"source": ""}, "'source' is empty", id="no source"),
        pytest.param({"lawful basis": ""}, "'lawful_basis' is empty", id="no lawful basis"),
        pytest.param({"review date": ""}, "'review_on' is empty", id="no review date"),
        pytest.param({"review date": "soon"}, "review_on: the day", id="a day that is none"),
        pytest.param({"review date": "2020-01-01"}, "has passed", id="a review long past"),
        pytest.param({"owner": "southfen_polise"}, "write 'southfen_police'", id="a desk misspelt"),
        pytest.param({"dob": "1979-13-41"}, "date of birth cannot", id="a birth that is none"),
        pytest.param({"name": ""}, "no name", id="nobody"),
        pytest.param({"name": "😀"}, "no letters that can be read", id="a name without a letter"),
        pytest.param({"dob": "9" * 5000}, "date of birth cannot", id="a birth of 5,000 digits"),
        pytest.param({"dob": "2015-01-01"}, CHILD, id="a child"),
        pytest.param({"dob": "2008-11-18"}, CHILD, id="eighteen tomorrow"),
        pytest.param({"dob": "2008"}, MAYBE_CHILD, id="eighteen this year, the day unknown"),
    ],
)
def test_a_row_that_could_be_forgotten_is_refused(tmp_path, change, reason):
    office = an_office()

    tally = imported(office, a_table(tmp_path, change))

    ((line, why),) = tally.rejects
    assert line == 2
    assert reason in why
    with office.look() as work:
        assert work.people.count() == 0


def test_a_child_is_counted_apart_and_never_named(tmp_path):
    office = an_office()

    tally = imported(office, a_table(tmp_path, {"dob": "2015-01-01"}, {}))
    write_rejects(tmp_path / "rejects.csv", tally.rejects)

    assert (tally.children, tally.rejected, tally.new) == (1, 0, 1)
    kept = (tmp_path / "rejects.csv").read_text()
    assert CHILD in kept
    assert "Thistlewood" not in kept
    assert (tmp_path / "rejects.csv").stat().st_mode & 0o077 == 0


def test_somebody_of_eighteen_today_is_no_child():
    row = read_row(
        {**COMPLETE, "dob": "2008-11-17"},
        mapping_of(COMPLETE, {}),
        {},
        shipped_policy(),
        today=TODAY,
    )

    assert row.flag.owner_desk == "southfen_police"


def test_the_same_person_twice_in_one_table_is_taken_once(tmp_path):
    tally = imported(an_office(), a_table(tmp_path, {"id": "7"}, {"id": "7"}))

    assert tally.new == 1
    assert tally.rejects == [(3, "the same person as in line 2")]


def test_values_may_be_given_for_all_rows(tmp_path):
    office = an_office()
    path = a_table(tmp_path, {"owner": ""}, {"owner": "northmoor_police"})

    imported(office, path, owner="southfen_police")

    with office.look() as work:
        owners = [work.people.owner(one.id).desk for one in work.people.records.all()]
        assert owners == ["southfen_police", "northmoor_police"]


def test_a_table_without_what_a_flag_needs_is_refused_whole(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,dob\nCorrin Thistlewood,1979\n", encoding="utf-8")

    with pytest.raises(PolicyError) as refused:
        plan_of(path, told={}, given={"kind": "rso"})

    assert len(refused.value.faults) == 6
    assert any("--set owner=" in fault for fault in refused.value.faults)


def test_columns_are_guessed_and_the_user_outranks_the_guess():
    guessed = mapping_of(("Full Name", "Date of birth", "Desk", "Other"), {"name": "Other"})

    assert guessed == {"name": "Other", "birth": "Date of birth", "owner": "Desk"}


def test_a_spreadsheet_reads_as_its_csv_does(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(COMPLETE))
    sheet.append([date(1979, 2, 14) if key == "dob" else value for key, value in COMPLETE.items()])
    book.save(tmp_path / "list.xlsx")
    office = an_office()

    tally = imported(office, tmp_path / "list.xlsx")

    assert tally.new == 1
    with office.look() as work:
        assert work.people.records.all()[0].body.birth == "1979-02-14"


def test_two_imports_at_once_are_refused(tmp_path):
    office = an_office()
    with office.begin() as work:
        work.staff.hold(LEASE, "another", lasts=timedelta(minutes=1))

    with pytest.raises(ConflictError):
        imported(office, a_table(tmp_path, {}))


def die(_done):
    raise KeyboardInterrupt


def test_p01_what_an_import_that_died_had_written_is_not_seen_and_is_taken_back(tmp_path):
    office = an_office()
    path = a_table(tmp_path, *[{"name": f"Wilf Oakapple {n}"} for n in range(520)])
    right = a_table(tmp_path, {"id": "T-1", "name": "Tansy Mossop"}, name="right.csv")

    with pytest.raises(KeyboardInterrupt):
        import_file(office, plan_of(path, told={}, given={}), progress=die)
    with office.look() as work:
        half = work.people.records.all()
        assert (len(half), work.people.index().size()) == (500, 0)
        assert not any(work.flags.of(person.id) for person in half)
        assert work.dispatch.count_owed() == 0, "what nobody sees climbs no ladder"
    tally = imported(office, right)

    assert (tally.taken_back, tally.new) == (500, 1)
    with office.look() as work:
        assert [one.body.names[0] for one in work.people.records.all()] == ["Tansy Mossop"]
        assert len(work.people.owned.all()) == 1
        assert work.people.index().size() == 1
    again = imported(office, path)
    assert (again.taken_back, again.new) == (0, 520)


@EACH_DATABASE
def test_p01_an_import_comes_whole_is_taken_back_and_comes_again_on_each_database(kind, tmp_path):
    path = a_table(tmp_path, *[{"name": f"Wilf Oakapple {n}"} for n in range(520)])
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with pytest.raises(KeyboardInterrupt):
            import_file(office, plan_of(path, told={}, given={}), progress=die)

        tally = imported(office, path)

        with office.look() as work:
            assert (tally.taken_back, tally.new) == (500, 520)
            assert work.people.index(work.people.list_version()).size() == 520
            assert work.dispatch.count_owed() == 520
            found = office.matcher.search(
                work.people.index(work.people.list_version()),
                Asked(names=("Wilf Oakapple",)),
                limit=10,
                today=TODAY,
            )
            assert found.candidates
        office.archive.close()


@pytest.mark.parametrize(
    "gathered", [pytest.param(1, id="keys written"), pytest.param(1_000, id="no keys yet")]
)
def test_p01_nothing_stays_of_a_person_who_is_taken_back(gathered):
    office = an_office()
    flag = a_flag(terms=(FlagTerm(TermKind.BAIL, ends_on=date(2027, 1, 1)),))
    person = PersonHeld(
        private("Wilf"), Description(("Wilf Oakapple",)), PersonKind.FLAGGED, office.now()
    )
    with Stager(office, by="test", keys_at_once=gathered) as died:
        died.begin()
        died.add([prepared(person, flag, at=office.now())])

    with Stager(office, by="test") as stager:
        assert stager.take_back() == 1

    with office.look() as work:
        rows = {
            name: work.session.connection().exec_driver_sql(f"SELECT count(*) FROM {name}").scalar()
            for name in ("person", "flag", "flag_term", "ownership", "match_record", "match_key")
        }
    assert set(rows.values()) == {0}


def test_p01_a_further_flag_of_an_import_that_died_is_taken_back(tmp_path):
    office = an_office()
    imported(office, a_table(tmp_path, {}))
    change = plan_of(a_table(tmp_path, {"owner": "northmoor_police"}), told={}, given={})

    with pytest.raises(KeyboardInterrupt):
        import_file(office, change, progress=die)

    with office.look() as work:
        assert len(work.flags.of(work.people.records.all()[0].id)) == 1
    import_file(office, change)
    with office.look() as work:
        assert len(work.flags.of(work.people.records.all()[0].id)) == 2
        assert work.dispatch.count_owed() == 2


def test_p05_reviews_of_an_import_that_died_at_its_end_are_written_by_the_service(tmp_path):
    office = an_office()

    def die_at_the_end(_done):
        with office.look() as work:
            if work.people.index().size():
                raise KeyboardInterrupt

    plan = plan_of(a_table(tmp_path, {}, {"name": "Wilf Oakapple"}), told={}, given={})
    with pytest.raises(KeyboardInterrupt):
        import_file(office, plan, progress=die_at_the_end)

    with office.look() as work:
        assert (work.people.index().size(), work.dispatch.count_owed()) == (2, 0)
    while recheck_due(office):
        pass
    with office.look() as work:
        assert work.dispatch.count_owed() == 2


def test_batches_grow_while_they_are_quick_and_shrink_when_they_are_not():
    pace = Pace(50, 10, 2_000)
    pace.learn(50, 0.01)
    assert pace.size == 75, "never more than half as many again"
    pace.learn(100, 0.4)
    assert pace.size == 12.5
    pace.learn(20, 10.0)
    assert pace.size == 10


def test_an_import_asks_the_database_once_for_many_rows(tmp_path):
    office = an_office()
    asked = []
    event.listen(
        office.archive.engine, "before_cursor_execute", lambda *told: asked.append(told[2])
    )

    imported(office, a_table(tmp_path, *[{"name": f"Wilf Oakapple {n}"} for n in range(500)]))

    assert len(asked) < 250


def test_who_was_recalled_stands_from_the_first_day(tmp_path):
    office = an_office()
    path = tmp_path / "list.csv"
    columns = {**COMPLETE, "recalled": "yes"}
    path.write_text(f"{','.join(columns)}\n{','.join(columns.values())}\n", encoding="utf-8")

    imported(office, path)

    with office.look() as work:
        (person,) = work.people.records.all()
        assert [one.band for one in work.people.standings.all()] == ["review"]
        assert person.made_at == TUESDAY


def test_a_refused_row_names_every_reason():
    with pytest.raises(RowRefused) as refused:
        read_row({"name": "Wilf"}, {"name": "name"}, {}, shipped_policy(), today=TODAY)

    assert len(refused.value.reasons) == 7


@pytest.mark.parametrize(
    ("change", "seen_by", "only_desk"),
    [
        pytest.param({}, SeenBy.ALL, "", id="everybody, where nothing is said"),
        pytest.param({"seen_by": "owner"}, SeenBy.OWNER, "southfen_police", id="its owner"),
        pytest.param(
            {"seen_by": "named", "named_desks": "southfen_lado; northmoor_police"},
            SeenBy.NAMED,
            "southfen_police southfen_lado northmoor_police",
            id="its owner and the desks that are named",
        ),
        pytest.param(
            {"named_desks": "southfen_lado"},
            SeenBy.NAMED,
            "southfen_police southfen_lado",
            id="naming desks is enough",
        ),
    ],
)
def test_p13_a_row_says_who_may_know_of_its_flag(tmp_path, change, seen_by, only_desk):
    office = an_office()

    imported(office, a_table(tmp_path, {}), **change)

    with office.look() as work:
        (person,) = work.people.records.all()
        (flag,) = work.flags.of(person.id)
        (review,) = work.dispatch.diary_of(f"flag:{flag.id}")
    assert (flag.seen_by, person.only_desk) == (seen_by, only_desk)
    assert review.only_desk == ("southfen_police" if only_desk else "")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            {"named_desks": "southfen_lado; southfen_polise"},
            "named_desks: number 2 is no desk; write 'southfen_police' instead",
            id="a desk misspelt",
        ),
        pytest.param({"seen_by": "named"}, "the desks in named_desks", id="no desk is named"),
        pytest.param(
            {"seen_by": "owner", "named_desks": "southfen_lado"},
            "write 'named' in seen_by",
            id="two answers",
        ),
        pytest.param(
            {"seen_by": "some"}, "seen_by: write all, owner or named", id="no such answer"
        ),
    ],
)
def test_p13_who_may_know_is_a_closed_list(tmp_path, change, reason):
    tally = imported(an_office(), a_table(tmp_path, {}), **change)

    ((_, why),) = tally.rejects
    assert reason in why


def test_p13_a_flag_for_all_opens_a_record_that_only_its_owner_knew(tmp_path):
    office = an_office()
    imported(office, a_table(tmp_path, {}), seen_by="owner")

    imported(office, a_table(tmp_path, {"owner": "northmoor_police"}))

    with office.look() as work:
        (person,) = work.people.records.all()
        assert person.only_desk == ""
        assert work.people.owner(person.id).desk == "northmoor_police"
        assert [flag.seen_by for flag in work.flags.of(person.id)] == [SeenBy.OWNER, SeenBy.ALL]
