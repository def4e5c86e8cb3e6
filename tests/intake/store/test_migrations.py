"""A database of an earlier version is brought up with what it holds."""

from alembic import command

from intake.domain.audit import NO_SIGNATURE
from intake.running.opening import with_its_key
from intake.store.people import description_for_matching
from intake.store.schema import _settings, migrate
from matching.index.sql import SqlIndex
from tests.build_office import a_description, a_flagged_person, an_office
from tests.databases import EACH_DATABASE, a_database

BEFORE_THE_WITNESS = "0005"
BEFORE_RESERVED = "0010"


@EACH_DATABASE
def test_p09_an_audit_sealed_by_an_earlier_version_is_whole_and_witnessed(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        for number in range(3):
            with office.begin() as work:
                work.audit.note("thing.done", number=number)
        with office.begin() as work:
            work.audit.seal()
        with office.archive.engine.begin() as connection:
            command.downgrade(_settings(connection), BEFORE_THE_WITNESS)

        migrate(office.archive)

        with office.look() as work:
            before = work.audit.verify()
        with_its_key(office)
        with office.look() as work:
            after = work.audit.verify()
        office.archive.close()

    assert before.is_whole
    assert NO_SIGNATURE in before.unseen
    assert after.is_whole
    assert NO_SIGNATURE not in after.unseen


@EACH_DATABASE
def test_p13_whom_few_may_know_of_is_kept_apart_from_an_earlier_version_on(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            a_flagged_person(work, names=("Tansy Mossop",))
            a_flagged_person(work, names=("Perrin Gorsehill",), only_desk="southfen_police")
            work.people.new_list_version("test")
        with office.archive.engine.begin() as connection:
            command.downgrade(_settings(connection), BEFORE_RESERVED)
            before = SqlIndex(connection).size()

        migrate(office.archive)

        with office.look() as work:
            index, reserved = work.people.index(), work.people.reserved()
            sizes = index.size(), reserved.index.size()
            said = description_for_matching(a_description(("Perrin Gorsehill",)))
            today = work.at.date()
            openly = office.matcher.search(index, said, today=today)
            found = office.matcher.search(index, said, today=today, reserved=reserved)
        office.archive.close()

    assert (before, sizes) == (2, (1, 1))
    assert not openly.candidates
    assert [one.band.value for one in found.candidates] == ["name_only"]
