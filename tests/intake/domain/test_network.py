"""Who can be reached from somebody, in steps from human to human."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.network import Edge, EdgeKind, Node, NodeKind, network_of, reach_of

HIM = Node("him", NodeKind.PERSON, person_id=1)
HOME = Node("home", NodeKind.HOUSEHOLD)
WREN = Node("wren", NodeKind.CHILD)
GRANS = Node("grans", NodeKind.HOUSEHOLD)
GRAN = Node("gran", NodeKind.ADULT)
COUSIN = Node("cousin", NodeKind.CHILD)
CLUB = Node("club", NodeKind.HOUSEHOLD)
FAR = Node("far", NodeKind.CHILD)
ALL = (HIM, HOME, WREN, GRANS, GRAN, COUSIN, CLUB, FAR)


def told(one, other, reference="DR-1", *, is_firm=True):
    return Edge(one, other, EdgeKind.LIVES, reference, is_firm)


TOLD = (
    told("him", "home"),
    told("wren", "home"),
    told("wren", "grans", "DR-2"),
    told("gran", "grans", "DR-2"),
    told("cousin", "grans", "DR-2"),
    told("cousin", "club", "DR-3"),
    told("far", "club", "DR-3"),
)


@pytest.mark.parametrize(
    ("hops", "children"),
    [
        pytest.param(0, [], id="nobody without a step"),
        pytest.param(1, ["wren"], id="the child of the home he comes to"),
        pytest.param(2, ["wren", "cousin"], id="and the child of the home she stays at"),
        pytest.param(3, ["wren", "cousin", "far"], id="and one further"),
    ],
)
def test_row_p17_the_network_returns_all_children_within_the_steps_asked(hops, children):
    network = network_of(ALL, TOLD, "him", hops=hops)

    assert [one.node.key for one in reach_of(network)] == children


def test_two_steps_lead_to_the_other_carers_too():
    reached = reach_of(network_of(ALL, TOLD, "him"), frozenset({NodeKind.ADULT}))

    assert [(one.node.key, one.hops, one.references) for one in reached] == [
        ("gran", 2, ("DR-1", "DR-2"))
    ]


def test_a_way_along_a_lead_is_not_firm_and_a_firm_one_as_short_is_preferred():
    lead = network_of(ALL, (told("him", "home", is_firm=False), told("wren", "home")), "him")
    both = network_of(
        (*ALL, Node("other", NodeKind.HOUSEHOLD)),
        (
            told("him", "home", is_firm=False),
            told("wren", "home"),
            told("him", "other"),
            told("wren", "other"),
        ),
        "him",
    )

    assert [one.is_firm for one in reach_of(lead)] == [False]
    assert [one.is_firm for one in reach_of(both)] == [True]


def test_more_than_fit_are_cut_and_said_to_be():
    network = network_of(ALL, TOLD, "him", hops=3, most=3)

    assert len(network.nodes) == 3
    assert network.is_cut
    assert all({one.one, one.other} <= set(network.hops) for one in network.edges)


KEYS = [one.key for one in ALL]
EDGES = st.lists(
    st.builds(told, st.sampled_from(KEYS), st.sampled_from(KEYS), is_firm=st.booleans())
)


@given(EDGES, EDGES, st.integers(0, 4))
def test_telling_more_never_takes_anybody_out_of_reach(some, more, hops):
    before = {one.node.key for one in reach_of(network_of(ALL, some, "him", hops=hops))}
    after = {one.node.key for one in reach_of(network_of(ALL, some + more, "him", hops=hops))}

    assert before <= after


@given(EDGES, st.integers(0, 4))
def test_every_way_begins_at_the_start_and_has_as_many_steps_as_said(edges, hops):
    kinds = {one.key: one.kind for one in ALL}
    for one in reach_of(network_of(ALL, edges, "him", hops=hops)):
        at, steps = "him", 0
        for edge in one.way:
            at = edge.other if edge.one == at else edge.one
            steps += kinds[at].is_somebody
        assert at == one.node.key
        assert steps == one.hops <= hops
