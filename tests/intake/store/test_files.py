from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.attachment import Attachment, Copy, FileKind, FileState
from intake.domain.errors import NotFoundError, UnavailableError
from intake.domain.private import private
from intake.store.tables import FilePartRow
from tests.build_office import an_office

NAME = "Corrin Thistlewood at the fair.jpg"


def a_file(office, **changes):
    facts = {
        "cause": "web:1", "chat_hash": "chat", "channel": "web", "state": FileState.CHECKING,
        "kind": FileKind.PHOTO, "arrived_at": office.now(), "due_at": office.now(),
        "name": private(NAME),
    }  # fmt: skip
    return Attachment(**{**facts, **changes})


def test_a_file_comes_back_part_by_part_as_it_was_given():
    office = an_office()
    with office.begin() as work:
        kept = work.files.add(a_file(office))
        for place, part in enumerate((b"first ", b"second")):
            work.files.put_part(kept.id, Copy.ORIGINAL, place, part)
        work.files.put_part(kept.id, Copy.ORIGINAL, 0, b"again")
    with office.look() as work:
        assert b"".join(work.files.parts(kept.id, Copy.ORIGINAL)) == b"first second"
        assert work.files.get(kept.id).name.reveal() == NAME


def test_p10_neither_bytes_nor_name_stand_in_the_database_as_they_are():
    office = an_office()
    with office.begin() as work:
        kept = work.files.add(a_file(office))
        work.files.put_part(kept.id, Copy.ORIGINAL, 0, b"plain bytes of a picture")
    with office.look() as work:
        rows = work.session.connection().exec_driver_sql("SELECT * FROM file_part").all()
        rows += work.session.connection().exec_driver_sql("SELECT * FROM attachment").all()

    told = repr(rows)
    assert "plain bytes" not in told
    assert "Thistlewood" not in told


def test_a_part_moved_to_another_file_does_not_open():
    office = an_office()
    with office.begin() as work:
        one = work.files.add(a_file(office))
        other = work.files.add(a_file(office, cause="web:2"))
        work.files.put_part(one.id, Copy.ORIGINAL, 0, b"of the first")
        parts = FilePartRow.metadata.tables["file_part"]
        work.session.connection().execute(parts.update().values(attachment_id=other.id))
    with office.look() as work, pytest.raises(UnavailableError):
        list(work.files.parts(other.id, Copy.ORIGINAL))


def test_the_same_cause_is_the_same_file():
    office = an_office()
    with office.begin() as work:
        first = work.files.add(a_file(office))
        again = work.files.add(a_file(office, kind=FileKind.AUDIO))

    assert again == first


def test_a_claimed_file_is_left_alone_until_its_lease_ends():
    office = an_office()
    lease = timedelta(minutes=1)
    with office.begin() as work:
        work.files.add(a_file(office))
        assert len(work.files.claim(FileState.CHECKING, lease=lease, limit=5)) == 1
        assert work.files.claim(FileState.CHECKING, lease=lease, limit=5) == ()
        assert not work.files.has_due(FileState.CHECKING)
    office.clock.move(minutes=1)
    with office.begin() as work:
        assert len(work.files.claim(FileState.CHECKING, lease=lease, limit=5)) == 1


def test_only_files_of_no_report_can_be_thrown_away():
    office = an_office()
    with office.begin() as work:
        kept = work.files.add(a_file(office))
        work.files.put_part(kept.id, Copy.ORIGINAL, 0, b"x")
        assert work.files.drop([kept.id, 999]) == 1
        with pytest.raises(NotFoundError):
            work.files.get(kept.id)
        assert work.files.drop([]) == 0


def test_a_file_that_only_began_to_arrive_is_nobodys():
    office = an_office()
    with office.begin() as work:
        kept = work.files.add(a_file(office, state=FileState.ARRIVING))
        assert work.files.of_chat("chat") == ()
        assert work.files.stranded(office.now() + timedelta(seconds=1), limit=5) == (kept.id,)
        work.files.keep(replace(kept, state=FileState.CHECKING))
        assert work.files.of_chat("chat")[0].id == kept.id
