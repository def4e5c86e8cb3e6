"""The link chart: every link is in its table, no words lie over others, the same each time."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.duty.link_chart import FOLDS_FROM, LETTER, chart_art
from dialogs.duty.link_layout import COLUMN
from intake.duty.views import ChartEdge, ChartNode, LinkChart

MAN = ChartNode("person", "Corrin Thistlewood", 0, 1)
KINDS = ("person", "adult", "child", "household", "address", "vehicle", "phone")


def an_edge(one, other, *references, firm=True):
    return ChartEdge(one, other, "lives there", firm, references or ("DR-AAA-AAA-1",))


def a_chart(*edges, kinds=()):
    nodes = (MAN, *(ChartNode(kind, f"{kind} {number}", 1) for number, kind in enumerate(kinds, 1)))
    return LinkChart(nodes, tuple(edges), 2, is_cut=False)


@st.composite
def charts(draw):
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=80))
    nodes = st.integers(0, len(kinds))
    pairs = draw(st.sets(st.tuples(nodes, nodes).filter(lambda pair: pair[0] < pair[1])))
    return a_chart(
        *(an_edge(*pair, firm=draw(st.booleans())) for pair in sorted(pairs)), kinds=kinds
    )


@settings(max_examples=60)
@given(charts())
def test_no_words_lie_over_others_and_every_link_is_in_the_table(chart):
    art = chart_art(chart)
    assert {(row.edge.one, row.edge.other) for row in art.rows} == {
        (edge.one, edge.other) for edge in chart.edges
    }
    assert sum(mark.many for mark in art.nodes) == len(chart.nodes)
    places = {(mark.x, mark.y) for mark in art.nodes}
    assert len(places) == len(art.nodes)
    assert all(LETTER * len(mark.label) + 24 <= COLUMN - 20 for mark in art.nodes)
    assert chart_art(chart) == art


@settings(max_examples=40)
@given(charts())
def test_every_line_and_mark_leads_to_a_row_or_a_concern(chart):
    art = chart_art(chart)
    numbers = {row.number for row in art.rows}
    assert all(edge.row in numbers for edge in art.edges)
    linked = {end for edge in chart.edges for end in (edge.one, edge.other)}
    told = [mark for mark in art.nodes if mark.row]
    assert all(mark.row in numbers for mark in told)
    assert len(told) <= len(linked)


def test_a_line_of_one_concern_opens_it_and_of_several_its_row():
    one, two = chart_art(
        a_chart(an_edge(0, 1), an_edge(1, 2, "DR-1", "DR-2"), kinds=("household", "child"))
    ).edges
    assert (one.reference, two.reference) == ("DR-AAA-AAA-1", "")
    assert two.row == 2


def test_each_home_with_a_child_has_its_ground_and_other_homes_have_none():
    kinds = ("household", "child", "household", "adult", "household", "child", "child")
    edges = (an_edge(0, 1), an_edge(1, 2), an_edge(0, 3), an_edge(3, 4), an_edge(0, 5),
             an_edge(5, 6), an_edge(5, 7))  # fmt: skip
    art = chart_art(a_chart(*edges, kinds=kinds))
    assert len(art.grounds) == 2
    assert [edge.css for edge in art.edges].count("edge h") == 2


def test_what_is_only_possible_is_dashed_and_says_so():
    (edge,) = chart_art(a_chart(an_edge(0, 1, firm=False), kinds=("household",))).edges
    marks = chart_art(a_chart(an_edge(0, 1, firm=False), kinds=("household",))).nodes
    assert edge.css == "edge p"
    assert [mark.is_firm for mark in marks] == [True, False]
    assert marks[1].told.endswith("only if the same")


def test_a_person_alone_is_a_chart_too():
    art = chart_art(a_chart())
    assert art.rows == art.edges == art.counts == ()
    assert [mark.is_start for mark in art.nodes] == [True]


def test_a_crowd_at_the_end_of_a_branch_is_one_mark_that_says_how_many():
    kinds = ("household", *["child"] * FOLDS_FROM)
    edges = (an_edge(0, 1), *(an_edge(1, number) for number in range(2, FOLDS_FROM + 2)))
    art = chart_art(a_chart(*edges, kinds=kinds))
    assert [mark.label for mark in art.nodes][-1] == f"{FOLDS_FROM} children"
    assert len(art.rows) == FOLDS_FROM + 1
    assert ("children", FOLDS_FROM) in art.counts


@pytest.mark.parametrize("many", [25, 500])
def test_five_hundred_nodes_are_laid_out_in_the_blink_of_an_eye(many):
    rng = random.Random(many)
    kinds = [rng.choice(KINDS) for _ in range(many - 1)]
    edges = [an_edge(rng.randrange(max(1, node // 4)), node) for node in range(1, many)]
    begun = time.process_time()
    art = chart_art(a_chart(*edges, kinds=kinds))
    yard = time.process_time() - begun
    begun = time.process_time()
    sum(number * number for number in range(3_000_000))
    assert yard < 10 * (time.process_time() - begun)
    assert len(art.rows) == many - 1
