import json

import pytest

from matching.index.payload import keys_written, record_written, written, written_anew
from tests.build_matching import words

HELD = [
    pytest.param(words("Corrin Thistlewood", "Cory", born="1979-02-14"), id="names and a date"),
    pytest.param(words("Тэнси Моссоп", "تانسي موسوب"), id="scripts that keep sounds and do not"),
    pytest.param(words("…"), id="no letter in it"),
    pytest.param(words("Wilf Oakapple", places=("Southfen",)), id="a place"),
]


@pytest.mark.parametrize("held", HELD)
def test_a_record_is_read_ready_to_be_compared(held):
    record = record_written(1, written(held))

    assert record.description == held
    assert record.ready == held.prepared()


@pytest.mark.parametrize("held", HELD)
def test_names_read_by_another_version_are_read_again(held):
    kept = {**json.loads(written(held)), "read": 0, "forms": ["quillfeather"]}
    payload = json.dumps(kept)

    assert record_written(1, payload).ready == held.prepared()
    assert written_anew(payload) == written(held)
    assert keys_written(payload) == keys_written(written(held))
