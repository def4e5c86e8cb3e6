"""What `sql.py` asks of a database, word by word, for SQLite and PostgreSQL.

Read first: `statement`. The words are put together once and sent past the building of
statements, which takes longer than SQLite takes to answer.
"""

import re
from functools import cache

OPEN, RESERVED = "match", "reserved"
"""How the names of the tables begin: of the list everybody may ask, and of the one for few."""

_KEYS_ASKED = {
    "sqlite": "(SELECT key AS place, value AS k FROM json_each(:keys)) q",
    "postgresql": "(SELECT place - 1 AS place, k FROM"
    " unnest(CAST(:keys AS bigint[])) WITH ORDINALITY AS u (k, place)) q",
}
_AMONG = {
    "sqlite": "IN (SELECT value FROM json_each(:keys))",
    "postgresql": "= ANY(CAST(:keys AS bigint[]))",
}
_JOINED = {
    "sqlite": "group_concat(record_id)",
    "postgresql": "string_agg(CAST(record_id AS text), ',')",
}
_SEEN = (
    " AND ((SELECT n FROM staged) = 0 OR EXISTS (SELECT 1 FROM match_record r"
    " WHERE r.record_id = m.record_id AND r.visible_from <= :version))"
)
_STAGED = (
    "WITH staged AS (SELECT coalesce(sum(size), 0) AS n FROM match_state"
    " WHERE visible_from > :version) "
)
_SIZE = "SELECT coalesce(sum(size), 0) FROM match_state"
_ASKED = {
    "size": "{size}",
    "rows": "{staged}SELECT q.place, (SELECT {joined} FROM (SELECT m.record_id FROM match_key m"
    " WHERE m.k = q.k{seen} ORDER BY m.record_id LIMIT :most) f) FROM {keys}"
    " UNION ALL SELECT -1, CAST(({size}) AS text)",
    "counts": "{staged}SELECT q.k, (SELECT count(*) FROM (SELECT 1 FROM match_key m"
    " WHERE m.k = q.k{seen} LIMIT :most) f) FROM {keys}",
    "records": "SELECT record_id, payload FROM match_record WHERE record_id {among}{of}",
    "kept": "SELECT record_id, payload, visible_from FROM match_record WHERE record_id {among}",
    "after": "SELECT record_id, payload FROM match_record WHERE record_id > :last"
    " ORDER BY record_id LIMIT :most",
    "staged": "SELECT record_id, payload FROM match_record WHERE visible_from > :version"
    " ORDER BY record_id DESC LIMIT :most",
    "count_staged": "SELECT coalesce(sum(size), 0) FROM match_state WHERE visible_from > :version",
    "keyed_by": "SELECT shard FROM match_state WHERE visible_from = :version",
    "put_record": "INSERT INTO match_record (record_id, payload, visible_from)"
    " VALUES (:record_id, :payload, :visible_from)",
    "put_words": "UPDATE match_record SET payload = :payload WHERE record_id = :record_id",
    "add_size": "INSERT INTO match_state (visible_from, shard, size)"
    " VALUES (:visible_from, :shard, :change) ON CONFLICT (visible_from, shard)"
    " DO UPDATE SET size = match_state.size + excluded.size",
    "put_keys": "{put_keys}",
    "drop_keys": "DELETE FROM match_key WHERE k = :key AND record_id = :record_id",
    "drop_all_keys": "DELETE FROM match_key",
    "drop_records": "DELETE FROM match_record WHERE record_id {among}",
    "drop_state": "DELETE FROM match_state WHERE visible_from = :version",
}
_PUT_KEYS = {
    "sqlite": "INSERT OR IGNORE INTO match_key (k, record_id) VALUES (:key, :record_id)",
    "postgresql": "INSERT INTO match_key (k, record_id) SELECT * FROM"
    " unnest(CAST(:keys AS bigint[]), CAST(:ids AS integer[])) ON CONFLICT DO NOTHING",
}
_GIVEN = re.compile(r":(\w+)")


@cache
def statement(asked: str, dialect: str, *, is_versioned: bool, kept: str = OPEN) -> str:
    """Give the words of a statement.

    Args:
        asked: Its name above.
        dialect: `sqlite` or `postgresql`.
        is_versioned: Whether records are hidden that are staged for a later version; where
            none are, not one row is looked at for it.
        kept: How the names of the tables begin.

    Returns:
        The statement as the driver wants it, what is given by name.
    """
    words = _ASKED[asked].format(
        joined=_JOINED[dialect],
        keys=_KEYS_ASKED[dialect],
        among=_AMONG[dialect],
        put_keys=_PUT_KEYS[dialect],
        seen=_SEEN if is_versioned else "",
        staged=_STAGED if is_versioned else "",
        size=f"{_SIZE} WHERE visible_from <= :version" if is_versioned else _SIZE,
        of=" AND visible_from <= :version" if is_versioned else "",
    )
    words = words.replace(f"{OPEN}_", f"{kept}_")
    return words if dialect == "sqlite" else _GIVEN.sub(r"%(\1)s", words)
