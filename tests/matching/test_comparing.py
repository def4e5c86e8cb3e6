"""Points come first and rows when they are read: both ways give the same."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from matching.comparing import Comparer
from matching.index.memory import MemoryIndex
from matching.query import Description
from matching.scoring import Candidate
from tests.build_matching import INVENTED, TODAY, a_matcher, match_settings, words

PLAIN = MemoryIndex.build(INVENTED)
asked = st.builds(
    words,
    st.sampled_from(["Corrin Thistlewood", "Corin Thistle", "T Mossop", "Tansy Moss Hop", "Quill"]),
    born=st.sampled_from(["", "1979", "1979-02-14", "1990-03-02"]),
    places=st.sampled_from([(), ("Netherby",), ("Southfen",)]),
    phones=st.sampled_from([(), ("07700 900123",)]),
)


def comparer(query: Description) -> Comparer:
    return Comparer(match_settings(), query, measure=lambda part, level: 4.5, today=TODAY)


@given(asked)
def test_the_rows_of_a_record_sum_to_its_points(query):
    compare = comparer(query)
    for summed in compare.summed(INVENTED):
        rated = compare.rated(summed)

        assert rated.points == summed.points
        assert round(sum(row.points for row in (*rated.names, *rated.facts)), 2) == summed.points


@given(asked)
def test_records_compared_together_are_worth_what_they_are_alone(query):
    together = comparer(query).summed(INVENTED)

    assert [one.points for one in together] == [
        comparer(query).summed([record])[0].points for record in INVENTED
    ]


def test_a_candidate_goes_to_another_process_in_words():
    (first, *_) = a_matcher().search(PLAIN, words("Corrin Thistlewood"), today=TODAY).candidates

    there = pickle.loads(pickle.dumps(first))

    assert type(there) is Candidate
    assert there.evidence == first.evidence
    assert there.points == first.points == round(sum(row.points for row in there.evidence), 2)


def test_the_words_of_a_record_do_not_show_in_what_is_kept_of_it():
    (summed, *_) = comparer(words("Corrin Thistlewood")).summed(INVENTED)

    assert "histle" not in repr(summed)
