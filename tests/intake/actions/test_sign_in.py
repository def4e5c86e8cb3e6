"""An officer signs in with the password they were added with, kept at its full cost."""

import pytest

from intake.actions.sign_in import add_officer, officer_of, sign_in
from intake.domain.errors import SignInRefusedError
from tests.build_desk import PASSWORD
from tests.build_office import an_office

TARN = {"login": "tarn", "name": "N. Tarn", "desk": "northmoor_children", "role": "duty_officer"}


def test_a_password_is_kept_at_its_full_cost_and_signs_its_officer_in():
    office = an_office()
    added = add_officer(office, **TARN, password=PASSWORD)

    token = sign_in(office, login="tarn", password=PASSWORD)
    with pytest.raises(SignInRefusedError):
        sign_in(office, login="tarn", password=f"{PASSWORD}!")

    assert officer_of(office, token).login == "tarn"
    assert added.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
