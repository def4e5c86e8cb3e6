"""A transaction is whole or not at all, on both databases, also under a crowd."""

import threading

import pytest

from intake.actions.report_concern import report_concern
from intake.domain.errors import PolicyError
from intake.store.archive import Archive
from intake.store.schema import migrate, prepare
from tests.build_office import a_flagged_person, a_mention, a_submission, an_office
from tests.databases import EACH_DATABASE, a_database


def test_p01_reading_then_writing_under_a_crowd_loses_no_step(tmp_path):
    office = an_office(url=f"sqlite:///{tmp_path / 'crowd.db'}")

    def step():
        for _ in range(15):
            with office.begin() as work:
                version = work.people.list_version()
                work.people.new_list_version(f"after {version}")

    crowd = [threading.Thread(target=step) for _ in range(4)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    with office.look() as work:
        assert work.people.list_version() == 60
    office.archive.close()


def test_migrating_twice_changes_nothing(tmp_path):
    archive = Archive(f"sqlite:///{tmp_path / 'twice.db'}")
    assert migrate(archive) == prepare(archive)
    archive.close()


def test_sqlite_syncs_every_commit(tmp_path):
    archive = Archive(f"sqlite:///{tmp_path / 'sync.db'}")
    with archive.engine.connect() as connection:
        told = [
            connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("synchronous", "journal_mode", "foreign_keys")
        ]
    archive.close()
    assert told == [2, "wal", 1]


@pytest.mark.postgres
def test_a_postgres_of_another_shape_is_not_started_on(tmp_path):
    with a_database("postgres", tmp_path, is_bare=True) as url:
        archive = Archive(url)
        with pytest.raises(PolicyError):
            prepare(archive)
        assert migrate(archive) == prepare(archive)
        archive.close()


@EACH_DATABASE
def test_a_report_is_kept_alike_on_both_databases(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            listed = a_flagged_person(work, birth="1979-02-14")
            told = report_concern(office, work, a_submission(a_mention(birth="1979-02-14")))
        with office.look() as work:
            mention = work.concerns.mentions_of(told.concern.id)[0]
            links = work.people.links_of_mentions([mention.id])
            assert [link.person_id for link in links] == [listed.id]
            assert work.concerns.by_reference(told.receipt.reference) == told.concern
            assert len(work.dispatch.alerts_of_concern(told.concern.id)) >= 2
        office.archive.close()
