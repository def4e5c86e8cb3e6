"""What is sealed opens only where it belongs, and only with the key."""

import pytest

from intake.domain.errors import UnavailableError
from intake.store.sealing import Sealer

SEALER = Sealer(b"a secret of tests, long enough")


def test_a_sealed_value_opens_where_it_was_bound():
    sealed = SEALER.seal({"story": "words"}, "draft:1")
    assert b"words" not in sealed
    assert SEALER.open(sealed, "draft:1") == {"story": "words"}


@pytest.mark.parametrize(
    ("sealer", "place"),
    [
        pytest.param(SEALER, "draft:2", id="a row copied over another"),
        pytest.param(Sealer(b"another secret, as long as that"), "draft:1", id="another key"),
    ],
)
def test_a_sealed_value_does_not_open_elsewhere(sealer, place):
    sealed = SEALER.seal("words", "draft:1")
    with pytest.raises(UnavailableError):
        sealer.open(sealed, place)


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        Sealer(b"short")
