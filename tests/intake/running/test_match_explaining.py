"""A row of a table explained: text that adds up, the row asked for, ties told."""

import csv
import re
from decimal import Decimal

import pytest

from intake.domain.errors import PolicyError
from intake.running.bulk_screening import read_registry, screen_file, search_in_file
from intake.running.match_explaining import explain_match
from tests.build_matching import TODAY, match_settings


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "list.csv").write_text(
        "id,full_name,dob,place\n"
        "L1,Wilf Oakapple,1961-11-03,Netherby\n"
        "L2,Wilf Oakapple,1970-01-22,Netherby\n"
        "L3,Tansy Mossop,1990-04-05,Overby\n"
    )
    (tmp_path / "asked.csv").write_text(
        "query_id,name,dob,place\n"
        "a,Wilf Oakapple,,Netherby\n"
        "b,Tansy Mossop,1961-12-30,\n"
        "c,Perran Quillfeather,,\n"
    )
    held = read_registry(tmp_path / "list.csv", match_settings(), today=TODAY)
    search = search_in_file(match_settings(), held, limit=3, today=TODAY)

    def explained(query=""):
        return explain_match(tmp_path / "asked.csv", search, query=query, today=TODAY)

    return explained


def test_every_line_adds_up_to_the_next(asked):
    for one in asked("a"):
        so_far = Decimal(0)
        for line in one.lines:
            found = re.search(r": ([+−]?\d+\.\d\d), so far ([+−]?\d+\.\d\d)$", line)
            if found:
                points, total = (Decimal(part.replace("−", "-")) for part in found.groups())
                so_far += points
                assert so_far == total
        assert any(f"Adds up to {'+' if so_far > 0 else ''}{so_far}".replace("-", "−") in line
                   for line in one.lines)  # fmt: skip


def test_two_alike_are_told_with_what_would_part_them(asked):
    one, other = asked()[:2]
    assert {one.label, other.label} == {"L1", "L2"}
    assert f"Equally alike: {other.label}. What would part them: a date of birth." == one.lines[-1]


def test_another_date_of_birth_is_named_so(asked):
    (one,) = [one for one in asked("b") if one.label == "L3"]
    text = " ".join(one.lines)
    assert "Same name, other date of birth: a namesake, or a mistyped date" in text
    assert "Find out which date of birth is right" in text


def test_nobody_found_is_no_error_and_a_row_that_is_not_there_is(asked):
    assert asked("c") == ()
    with pytest.raises(PolicyError) as raised:
        asked("z")
    assert "no row with that query_id" in raised.value.faults[0]


def test_no_row_of_a_screening_is_written_as_alike_beyond_doubt(tmp_path):
    row = "1,Tansy Larkspur Mossop,1961-11-03,Netherby,ZE9 2QN,07700 900123,AB12 XKX,@larkspur,bees"
    heads = "full_name,dob,place,postcode,phone,vehicle,handle,work"
    (tmp_path / "list.csv").write_text(f"id,{heads}\n{row}\n")
    (tmp_path / "asked.csv").write_text(f"query_id,{heads}\n{row}\n")
    held = read_registry(tmp_path / "list.csv", match_settings(), today=TODAY)
    search = search_in_file(match_settings(), held, limit=1, today=TODAY)

    screen_file(tmp_path / "asked.csv", tmp_path / "out.csv", search, listed=1, today=TODAY)

    (found,) = csv.DictReader((tmp_path / "out.csv").read_text().splitlines())
    assert 0.99 < float(found["score"]) < 1
