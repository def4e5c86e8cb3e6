"""What Splink is told about the data: its columns, comparisons and blocking rules.

Symmetrical throughout, for Splink decides by itself which side is left.
"""

from typing import Any

from tests.bench.peers.data import Question, Row, names_of
from tests.bench.peers.scans import folded
from tests.bench.screen_quality import query_of

THIS_YEAR = 2026
TEXTS = ("unique_id", "name", "first", "last", "skeleton", "dob", "town", "outward")
_VOWELS = str.maketrans("", "", "aeiouyhw")


def held_cells(row: Row) -> list[dict[str, Any]]:
    """One row for each name of a record; `unique_id` begins with the record's id."""
    facts = _facts(row["dob"], "", row["town"], row["postcode"].split(" ")[0])
    return [
        {"unique_id": f"{row['id']}|{place}", **_name(name), **facts}
        for place, name in enumerate(names_of(row))
    ]


def asked_cells(question: Question) -> dict[str, Any]:
    """The row of one question."""
    row = question.row
    said = query_of(row)
    facts = _facts(row["dob"], row["age"], "".join(said.places), "".join(said.postcodes))
    return {"unique_id": row["query_id"], **_name(row["name"]), **facts}


def _name(name: str) -> dict[str, Any]:
    words = folded(name).split()
    return {
        "name": " ".join(sorted(words)) or None,
        "tokens": words,
        "first": words[0] if words else None,
        "last": words[-1] if words else None,
        "skeleton": "".join(sorted(words)).translate(_VOWELS)[:6] or None,
    }


def _facts(dob: str, age: str, town: str, outward: str) -> dict[str, Any]:
    guess = THIS_YEAR - int(age) if age else None
    return {
        "dob": dob or None,
        "born": int(dob[:4]) if dob else guess,
        "guess": guess,
        "town": folded(town) or None,
        "outward": outward.lower() or None,
    }


def settings_of(share: float):
    """Give Splink's settings; `share` of all pairs are matches."""
    from splink import SettingsCreator  # noqa: PLC0415 - an extra

    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            _comparison("name", _NAME),
            _comparison("dob", _DATE),
            _comparison("guess", _AGE),
            _comparison("place", _PLACE),
        ],
        blocking_rules_to_generate_predictions=_blocking(),
        probability_two_random_records_match=share,
        retain_matching_columns=False,
    )


def _comparison(name: str, levels: list[dict[str, Any]]):
    import splink.comparison_library as cl  # noqa: PLC0415 - an extra

    return cl.CustomComparison(output_column_name=name, comparison_levels=[*levels, _ELSE])


def _blocking() -> list[Any]:
    from splink import block_on  # noqa: PLC0415 - an extra

    return [
        block_on("substr(last, 1, 4)"),
        block_on("substr(first, 1, 4)"),
        block_on("skeleton"),
        block_on("substr(first, 1, 2)", "substr(last, 1, 2)"),
        block_on("substr(last, 1, 2)", "born"),
        block_on("substr(first, 1, 2)", "born"),
        block_on("dob"),
        block_on("outward", "born"),
        block_on("town", "substr(first, 1, 1)"),
        block_on(
            "tokens", arrays_to_explode=["tokens"]
        ),  # last: first, it takes four times as long
    ]


def _null(condition: str) -> dict[str, Any]:
    return {"sql_condition": condition, "is_null_level": True}


def _level(condition: str, **more: Any) -> dict[str, Any]:
    return {"sql_condition": condition, **more}


def _same(column: str) -> dict[str, Any]:
    return _level(f"{column}_l = {column}_r", tf_adjustment_column=column)


_ELSE = _level("ELSE")
_PAIRS = "list_max(list_transform(flatten(list_transform(tokens_l, x -> list_transform(tokens_r,"
_NAME = [
    _null("name_l IS NULL OR name_r IS NULL"),
    _same("name"),
    _level("jaro_winkler_similarity(name_l, name_r) >= 0.95"),
    _level("len(list_intersect(tokens_l, tokens_r)) >= 2"),
    _level("last_l = last_r AND jaro_winkler_similarity(first_l, first_r) >= 0.8"),
    _level("jaro_winkler_similarity(name_l, name_r) >= 0.9"),
    _same("last"),
    _same("first"),
    _level("len(list_intersect(tokens_l, tokens_r)) >= 1"),
    _level("jaro_winkler_similarity(name_l, name_r) >= 0.8"),
    _level(f"{_PAIRS} y -> [x, y]))), p -> jaro_winkler_similarity(p[1], p[2]))) >= 0.9"),
    _level("jaro_winkler_similarity(name_l, name_r) >= 0.7"),
]
_WHOLE = "length(dob_l) = 10 AND length(dob_r) = 10"
_DATE = [
    _null("dob_l IS NULL OR dob_r IS NULL"),
    _level(f"dob_l = dob_r AND {_WHOLE}"),
    _level(f"levenshtein(dob_l, dob_r) <= 1 AND {_WHOLE}"),
    _level(f"damerau_levenshtein(dob_l, dob_r) <= 2 AND {_WHOLE}"),
    _level(f"substr(dob_l, 1, 7) = substr(dob_r, 1, 7) AND NOT ({_WHOLE})"),
    _level(f"born_l = born_r AND NOT ({_WHOLE})"),
    _level("born_l = born_r"),
    _level("abs(born_l - born_r) <= 1"),
]
_AGE = [
    _null("(guess_l IS NULL AND guess_r IS NULL) OR born_l IS NULL OR born_r IS NULL"),
    _level("abs(born_l - born_r) <= 3"),
    _level("abs(born_l - born_r) <= 6"),
]
_PLACE = [
    _null("(town_l IS NULL OR town_r IS NULL) AND (outward_l IS NULL OR outward_r IS NULL)"),
    _same("outward"),
    _same("town"),
    _level("jaro_winkler_similarity(town_l, town_r) >= 0.88"),
]
