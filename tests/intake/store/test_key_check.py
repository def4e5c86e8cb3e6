"""A database is opened by the key it was made with, and by no other."""

from dataclasses import replace

import pytest

from intake.actions.report_concern import report_concern
from intake.domain.errors import PolicyError
from intake.running.health import health_of
from intake.running.opening import with_its_key
from intake.store.sealing import Sealer
from tests.build_office import a_submission, an_office

ANOTHER = Sealer(b"quite another secret of some length")


def test_the_key_that_came_first_opens_it_again():
    office = with_its_key(an_office())
    assert with_its_key(office) is office


def test_another_key_is_refused_in_one_sentence():
    office = with_its_key(an_office())
    with pytest.raises(PolicyError) as told:
        with_its_key(replace(office, sealer=ANOTHER))
    assert len(told.value.faults) == 1
    assert "DUEREGARD_SECRET_KEY" in told.value.faults[0]
    assert "backup" in told.value.faults[0]


def test_another_key_is_refused_by_a_database_of_an_earlier_version_too():
    office = an_office()
    with office.begin() as work:
        report_concern(office, work, a_submission())
    with pytest.raises(PolicyError):
        with_its_key(replace(office, sealer=ANOTHER))


def test_a_witness_made_by_the_migration_is_signed_by_the_first_who_has_the_key():
    office = with_its_key(an_office())
    with office.look() as work:
        verdict = work.audit.verify()
    assert verdict.is_whole
    assert not any("signature" in words for words in verdict.unseen)


def test_health_is_red_where_the_key_turns_out_to_be_another():
    office = with_its_key(an_office())
    assert "secret_key" not in health_of(office).missing()
    assert "secret_key" in health_of(replace(office, sealer=ANOTHER)).missing()
