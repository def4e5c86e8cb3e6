"""Any line of the audit changed, removed or swapped is found (P9)."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.build_office import an_office


def a_sealed_audit(lines: int = 12):
    office = an_office()
    for number in range(lines):
        with office.begin() as work:
            work.audit.note("thing.done", actor="a.birchall", number=number)
    with office.begin() as work:
        assert work.audit.seal() == lines
    return office


def verdict_after(office, sql: str, **values):
    with office.begin() as work:
        work.session.connection().execute(text(sql), values)
    with office.look() as work:
        return work.audit.verify()


def test_p09_an_untouched_audit_is_whole():
    office = a_sealed_audit()
    with office.look() as work:
        verdict = work.audit.verify()
    assert verdict.is_whole
    assert verdict.sealed == 12


def test_p09_the_unsealed_tail_is_named():
    office = a_sealed_audit()
    with office.begin() as work:
        work.audit.note("thing.done")
    with office.look() as work:
        assert work.audit.verify().unsealed == (13,)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.sampled_from(["event", "actor", "facts", "at", "hash", "previous"]))
def test_p09_any_line_changed_is_found(line, column):
    office = a_sealed_audit()
    changed = "2020-01-01 00:00:00" if column == "at" else "x"
    sql = f"update audit_line set {column} = :new where id = :line"
    assert not verdict_after(office, sql, new=changed, line=line).is_whole


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 11))
def test_p09_any_line_removed_is_found(line):
    office = a_sealed_audit()
    assert not verdict_after(office, "delete from audit_line where id = :line", line=line).is_whole


def test_p09_a_chain_cut_short_is_found_by_an_anchor_kept_elsewhere():
    office = a_sealed_audit()
    with office.look() as work:
        head = work.audit.verify().head
    with office.begin() as work:
        work.session.connection().execute(text("delete from audit_line where id = 12"))
    with office.look() as work:
        assert work.audit.verify().is_whole
        assert not work.audit.verify(anchor=(12, head)).is_whole


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 12), st.integers(1, 12))
def test_p09_two_lines_swapped_are_found(one, other):
    if one == other:
        return
    office = a_sealed_audit()
    with office.begin() as work:
        connection = work.session.connection()
        facts = {
            row.id: row.facts
            for row in connection.execute(text("select id, facts from audit_line"))
        }
        for line, words in ((one, facts[other]), (other, facts[one])):
            connection.execute(
                text("update audit_line set facts = :facts where id = :line"),
                {"facts": words, "line": line},
            )
    with office.look() as work:
        assert not work.audit.verify().is_whole
