"""A named officer joins and parts voices; taken back, nothing of it is left (P5, P11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.actions.join_voices import join_voices, part_voice, undo_voice_act
from intake.actions.weigh_person import known_of
from intake.domain.alert import AlertKind
from intake.domain.band import Band
from intake.domain.concern import KnownBy, ReporterRole, ReporterSaid
from intake.domain.errors import ConflictError, JudgementRefusedError
from intake.domain.held import View
from intake.domain.private import private
from tests.build_desk import a_report, judged_same
from tests.build_office import a_mention, an_office, an_officer
from tests.databases import EACH_DATABASE, a_database

CHIEF = an_officer(role="supervisor")
HIM = {"place": "Southfen", "age": "40", "vehicle": "AB12 4KX"}


def told_by(account, office, *, signs=("GC1",), judged=True, **said):
    """Report him from an account, and judge that it is he."""
    facts = {name: said.pop(name) for name in ("known_by", "story") if name in said}
    who = ReporterSaid(
        role=said.pop("role", ReporterRole.COMMUNITY),
        account=private(account),
        is_own_harm=said.pop("is_own_harm", False),
        **{name: private(words) for name, words in said.items()},
    )
    concern = a_report(
        office, a_mention("Wilf Oakapple", **HIM), reporter=who, signs=signs, **facts
    )
    with office.look() as work:
        own = work.people.links_of_mentions(
            [one.id for one in work.concerns.mentions_of(concern.id)]
        )
    if judged and not any(one.is_own for one in own):
        judged_same(office, concern, by=CHIEF)
    return concern


def the_man(office):
    with office.look() as work:
        return work.people.records.all()[0]


def weighed(office):
    with office.look() as work:
        known = known_of(office, work, the_man(office).id, View.WHOLE)
    return known.weight.points, known.weight.firm.voices, known.standing.band


def voices(office):
    with office.look() as work:
        return {one.reference: one.voice_id for one in work.concerns.records.all()}


def joined(office, *concerns, reason="One letter says that they are sisters.", seen=None):
    ids = [one.id for one in concerns]
    known = ids if seen is None else [one.id for one in seen]
    return join_voices(office, officer=CHIEF, concern_ids=ids, seen=known, reason=reason)


def undone(office, act):
    return undo_voice_act(office, officer=CHIEF, act_id=act.id, reason="I was wrong.")


@EACH_DATABASE
def test_p05_joined_the_points_move_at_once_and_the_standing_stays(kind, tmp_path):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        one, other = told_by("n1", office), told_by("n2", office)
        assert weighed(office) == (16, 2, Band.REVIEW)

        act = joined(office, one, other)

        assert weighed(office) == (12, 1, Band.REVIEW)
        undone(office, act)
        assert weighed(office) == (16, 2, Band.REVIEW)
        with office.look() as work:
            told = [one for one in work.dispatch.alerts.all() if one.kind is AlertKind.CROSSED]
            lines = work.people.crossed_of(the_man(office).id, View.OPEN, kind="crossing")
        office.archive.close()
    assert len(lines) == 1
    assert len({one.cause for one in told}) == 1


def test_p11_joined_and_parted_leaves_a_name_a_reason_and_an_audit_line():
    office = an_office()
    one, other = told_by("n1", office), told_by("n2", office)
    act = joined(office, one, other)
    undone(office, act)

    with office.look() as work:
        kept = work.concerns.voice_acts.records.all()
        events = {line.event for line in work.audit.lines(limit=1000)}
    assert [(one.kind.value, one.officer) for one in kept] == [
        ("joined", CHIEF.name),
        ("undone", CHIEF.name),
    ]
    assert {"voices.joined", "voices.undone"} <= events


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"signs": ("GC7",)}, id="a class-3 sign"),
        pytest.param({"is_own_harm": True}, id="own harm"),
        pytest.param({"is_own_harm": True, "account": ""}, id="own harm, nameless"),
    ],
)
def test_what_counts_by_itself_is_joined_by_nobodys_hand(said):
    office = an_office()
    plain = told_by("n1", office)
    grave = told_by(said.pop("account", "n2"), office, **said)
    before = voices(office)

    with pytest.raises(JudgementRefusedError) as refused:
        joined(office, plain, grave)

    assert refused.value.facts["concerns"] == (grave.reference,)
    assert voices(office) == before


@pytest.mark.parametrize(
    ("reason", "count", "missing"),
    [
        pytest.param(" ", 2, "reason", id="no reason"),
        pytest.param("Sisters.", 1, "voices", id="one voice"),
    ],
)
def test_a_joining_lacks_something(reason, count, missing):
    office = an_office()
    told = [told_by("n1", office), told_by("n2", office)][:count]
    with pytest.raises(JudgementRefusedError) as refused:
        joined(office, *told, reason=reason)
    assert refused.value.facts["missing"] == (missing,)


def test_p13_a_grave_statement_that_the_officer_does_not_see_stays_by_itself_unsaid():
    office = an_office()
    plain, other = told_by("n1", office), told_by("n2", office)
    unseen = a_report(office, a_mention("Ianto Bramblewick"), account="n2", signs=("GC7",))
    beside = a_report(office, a_mention("Ianto Bramblewick"), account="n2", signs=("GC1",))
    assert unseen.voice_id == beside.voice_id == other.voice_id

    joined(office, plain, other)

    now = voices(office)
    assert now[plain.reference] == now[other.reference] == now[beside.reference]
    assert now[unseen.reference] == unseen.voice_id != now[plain.reference]


def test_parted_a_concern_counts_as_a_source_of_its_own_and_may_cross_a_line():
    office = an_office()
    told_by("n1", office)
    again = told_by("n1", office)
    assert weighed(office) == (12, 1, Band.NOTE)
    seen = list(range(1, 3))

    act = part_voice(
        office, officer=CHIEF, concern_ids=[again.id], seen=seen, reason="His sister wrote it."
    )

    assert weighed(office) == (16, 2, Band.REVIEW)
    undone(office, act)
    assert weighed(office) == (12, 1, Band.REVIEW)


@pytest.mark.parametrize(
    ("chosen", "missing"),
    [
        pytest.param((), "concerns", id="none"),
        pytest.param((1, 2), "left", id="all of it"),
        pytest.param((1, 3), "concerns", id="of two voices"),
    ],
)
def test_a_parting_leaves_something_on_both_sides(chosen, missing):
    office = an_office()
    told = [told_by(account, office) for account in ("n1", "n1", "n2")]
    ids = [told[place - 1].id for place in chosen]
    with pytest.raises(JudgementRefusedError) as refused:
        part_voice(
            office, officer=CHIEF, concern_ids=ids, seen=[one.id for one in told], reason="Two."
        )
    assert missing in refused.value.facts["missing"]


def test_an_act_is_taken_back_once_and_not_under_a_later_one():
    office = an_office()
    told = [told_by(account, office) for account in ("n1", "n2", "n3")]
    first = joined(office, *told[:2])
    second = joined(office, told[0], told[2], seen=told)
    with pytest.raises(ConflictError):
        undone(office, first)
    undone(office, second)
    back = undone(office, first)
    for act in (first, back):
        with pytest.raises(ConflictError):
            undone(office, act)
    with pytest.raises(JudgementRefusedError):
        undo_voice_act(office, officer=CHIEF, act_id=first.id, reason=" ")


def test_what_arrives_meanwhile_counts_afterwards_as_if_nobody_had_joined():
    joined_office, plain_office = an_office(), an_office()
    for office in (joined_office, plain_office):
        first = [told_by(account, office) for account in ("n1", "n2")]
        act = joined(office, *first) if office is joined_office else None
        told_by("n2", office)
        told_by("n1", office)
        if act:
            undone(office, act)
    assert _partition(joined_office) == _partition(plain_office)
    assert weighed(joined_office)[:2] == weighed(plain_office)[:2]


def test_who_came_meanwhile_and_was_told_by_another_who_came_meanwhile_goes_back_with_them():
    joined_office, plain_office = an_office(), an_office()
    for office in (joined_office, plain_office):
        first = [told_by(account, office) for account in ("n1", "n2")]
        act = joined(office, *first) if office is joined_office else None
        told_by("n2", office, name="Olive Quill")
        told_by("n3", office, told_by="Olive Quill")
        if act:
            undone(office, act)
    assert _partition(joined_office) == _partition(plain_office)
    assert [len(one) for one in _partition(plain_office)] in ([1, 3], [3, 1])


def test_what_came_meanwhile_goes_back_by_what_was_known_when_it_came_not_by_what_came_later():
    joined_office, plain_office = an_office(), an_office()
    for office in (joined_office, plain_office):
        told_by("n0", office, contact="01632 960 111")
        first = [told_by("n1", office, name="Olive Quill"), told_by("n2", office)]
        act = joined(office, *first) if office is joined_office else None
        told_by("n3", office, told_by="Olive Quill")
        told_by("n3", office, contact="01632 960 111")
        if act:
            undone(office, act)
    assert _partition(joined_office) == _partition(plain_office)
    assert sorted(len(one) for one in _partition(plain_office)) == [1, 2, 2]


def _partition(office):
    groups = {}
    for reference, voice in voices(office).items():
        groups.setdefault(voice, set()).add(reference)
    return sorted(sorted(one) for one in groups.values())


ACCOUNTS = st.lists(st.sampled_from(["n1", "n2", "n3", ""]), min_size=2, max_size=5)


@settings(max_examples=12, deadline=None)
@given(ACCOUNTS, st.data())
def test_p05_join_then_part_restores_voices_and_points_exactly(accounts, data):
    office = an_office()
    told = [
        told_by(account, office, known_by=data.draw(st.sampled_from(list(KnownBy))))
        for account in accounts
    ]
    before, (points, count, standing) = voices(office), weighed(office)
    chosen = data.draw(
        st.lists(st.sampled_from(told), min_size=2, unique_by=lambda c: c.voice_id)
        if len(set(before.values())) > 1
        else st.just(None)
    )
    if chosen is None:
        return

    act = joined(office, *chosen, seen=told)
    between = weighed(office)
    undone(office, act)

    assert between[0] <= points
    assert between[2] is standing
    assert voices(office) == before
    assert weighed(office) == (points, count, standing)
    office.archive.close()
