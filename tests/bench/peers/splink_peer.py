"""Splink 5 on DuckDB, trained on the training half as its documentation advises.

m from labelled pairs, u by random sampling, several blocking rules, term frequencies on the
parts of names (`splink_model.py`). A record is worth its best row.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from tests.bench.peers.contender import Asked, Peer
from tests.bench.peers.data import Bench, Question, Row
from tests.bench.peers.figures import Ranking
from tests.bench.peers.splink_model import TEXTS, asked_cells, held_cells, settings_of

_HELD = "held"
_ASKED = "asked"
_PAIRS_SAMPLED = 3e6
Cells = dict[str, Any]


class Splink(Peer):
    name = "splink"
    label = "Splink 5"
    how = (
        "DuckDB; m from the labels of the training half, u by random sampling, term "
        "frequencies; folded names, aliases as rows of their own, birth date, age, place; ten "
        "blocking rules; asked in one batch for quality and one by one for time"
    )
    bearable = 100_000

    def ready(self, registry: Iterable[Row], bench: Bench) -> Asked:
        logging.getLogger("splink").setLevel(logging.ERROR)
        return _Linked(list(registry), bench.learning)


class _Linked:
    """A trained linker; the list stays registered, questions come and go."""

    def __init__(self, rows: Sequence[Row], learning: Sequence[Question]) -> None:
        import duckdb  # noqa: PLC0415 - comes with splink
        from splink import DuckDBAPI, Linker  # noqa: PLC0415 - an extra

        held = {row["id"]: held_cells(row) for row in rows}
        taught = [one for one in learning if one.right is None or one.right in held]
        cells = [one for several in held.values() for one in several]
        connection = duckdb.connect()
        connection.execute("SET enable_progress_bar = false")
        self._database = DuckDBAPI(connection=connection)
        self._tables = 0
        self._held = self._table(cells, _HELD)
        asked = self._table([asked_cells(one) for one in taught], _ASKED)
        labels = [_label(one, held[one.right]) for one in taught if one.right]
        share = len(labels) / (len(taught) * len(cells))
        self._linker = Linker([self._held, asked], settings_of(share), log_level=None)
        self._linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS_SAMPLED, seed=1)
        self._linker.training.estimate_m_from_pairwise_labels(
            self._linker.table_management.register_table(labels, "labels", overwrite=True)
        )

    def _table(self, rows: Sequence[Cells], name: str):
        import pyarrow as pa  # noqa: PLC0415 - comes with splink

        shape = pa.schema(
            [(text, pa.string()) for text in TEXTS]
            + [("tokens", pa.list_(pa.string()))]
            + [(number, pa.int32()) for number in ("born", "guess")]
        )
        table = pa.Table.from_pylist(list(rows), shape)
        return self._database.register(table, dataset_display_name=name)

    def answer(self, questions: Sequence[Question]) -> list[Ranking]:
        self._tables += 1
        table = self._table([asked_cells(one) for one in questions], f"asked{self._tables}")
        found = self._linker.inference.predict_between(self._held, table, warning_mode="never")
        best = _best_of(found.as_record_list())
        found.drop_table_from_database_and_remove_from_cache()
        return [_ranked(best.get(one.row["query_id"], {})) for one in questions]


def _label(question: Question, rows: Sequence[Cells]) -> dict[str, str]:
    """Pair a question with that name of its record which is nearest."""
    asked = asked_cells(question)["name"] or ""
    nearest = max(rows, key=lambda cells: fuzz.ratio(asked, cells["name"] or ""))
    return {
        "source_dataset_l": _HELD,
        "unique_id_l": nearest["unique_id"],
        "source_dataset_r": _ASKED,
        "unique_id_r": question.row["query_id"],
    }


def _best_of(pairs: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    best: dict[str, dict[str, float]] = {}
    for pair in pairs:
        one, two = pair["unique_id_l"], pair["unique_id_r"]
        held, asked = (one, two) if "|" in one else (two, one)
        scores = best.setdefault(asked, {})
        record = held.split("|")[0]
        scores[record] = max(pair["match_weight"], scores.get(record, -99.0))
    return best


def _ranked(scores: Mapping[str, float]) -> Ranking:
    first = sorted(scores.items(), key=lambda one: -one[1])[:10]
    return [(record, 2**weight / (1 + 2**weight)) for record, weight in first]
