"""Any line of the audit changed, removed or swapped is found (P9)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from intake.domain.audit import NO_ANCHOR, NO_SIGNATURE, hash_of
from intake.running.opening import with_its_key, with_rules_in_force
from intake.store.audit import AuditBook
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


@pytest.mark.parametrize("kept", [11, 9, 1, 0])
def test_p09_a_chain_cut_short_is_found_without_any_anchor(kept):
    office = a_sealed_audit()
    verdict = verdict_after(office, "delete from audit_line where id > :kept", kept=kept)
    assert verdict.faults == (
        f"places {kept + 1} to 12: cut off; the witness knows that they were sealed",
    )


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        pytest.param("delete from audit_witness", "was removed", id="the witness is gone"),
        pytest.param("update audit_witness set place = 9", "not signed", id="it is forged"),
        pytest.param("update audit_witness set signature = ''", "not signed", id="unsigned"),
    ],
)
def test_p09_a_witness_that_was_touched_is_a_fault(sql, says):
    office = with_its_key(a_sealed_audit())
    assert says in verdict_after(office, sql).faults[0]


def test_p09_a_line_added_beside_the_sealing_is_found():
    office = a_sealed_audit()
    with office.look() as work:
        head = work.audit.verify().head
    with office.begin() as work:
        work.audit.note("thing.done")
        line = replace(work.audit.lines(limit=1)[0], previous=head)
        sealed = hash_of(line, 13, head)
    sql = "update audit_line set place = 13, previous = :head, hash = :sealed where id = 13"
    assert not verdict_after(office, sql, head=head, sealed=sealed).is_whole


def test_p09_what_cannot_be_seen_without_an_anchor_is_said():
    office = a_sealed_audit()
    with office.look() as work:
        plain = work.audit.verify()
        anchored = work.audit.verify(anchor=(12, plain.head))
        keyless = AuditBook(work.session, sealer=None, at=work.at).verify()
    assert plain.unseen == (NO_ANCHOR,)
    assert anchored.unseen == ()
    assert keyless.unseen == (NO_ANCHOR, NO_SIGNATURE)


def test_p09_a_chain_rewritten_with_its_witness_is_found_by_an_anchor_kept_elsewhere():
    office = a_sealed_audit()
    with office.look() as work:
        head = work.audit.verify().head
    with office.begin() as work:
        work.session.connection().execute(text("delete from audit_line where id = 12"))
        work.audit.note("another.thing")
        work.audit.seal()
    with office.look() as work:
        assert work.audit.verify().is_whole, "who holds the key can rewrite it"
        assert not work.audit.verify(anchor=(12, head)).is_whole


def an_office_with_settings():
    office = with_rules_in_force(an_office())
    with office.begin() as work:
        work.audit.seal()
    return office


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        pytest.param(
            "update settings_adopted set whole = '{}'", "changed after", id="they were altered"
        ),
        pytest.param("delete from settings_adopted", "no longer kept", id="they were removed"),
        pytest.param(
            "update settings_adopted set whole = '{}', hash = '44136fa355b3678a1146ad16f7e8649e"
            "94fb4fc21fe77e8310c060f61caaff8a'",
            "no line says",
            id="others were put in with a hash that fits",
        ),
    ],
)
def test_p09_settings_once_adopted_cannot_be_altered_unseen(sql, says):
    office = an_office_with_settings()
    with office.look() as work:
        assert work.audit.verify().is_whole
    assert any(says in fault for fault in verdict_after(office, sql).faults)


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
