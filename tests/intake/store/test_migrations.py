"""A database of an earlier version is brought up with what it holds."""

from alembic import command

from intake.domain.audit import NO_SIGNATURE
from intake.running.opening import with_its_key
from intake.store.schema import _settings, migrate
from tests.build_office import an_office
from tests.databases import EACH_DATABASE, a_database

BEFORE_THE_WITNESS = "0005"


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
