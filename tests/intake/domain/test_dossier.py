"""What lay on the table is compared with what lies there now; only news asks again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intake.domain.dossier import (
    QUIET,
    WAITING,
    Decided,
    Dossier,
    Paper,
    PaperKind,
    Relook,
    Table,
    difference,
    last_table,
    unopened,
)
from intake.domain.private import private
from tests.build import NOON


def a_paper(code="DR-1", stamp="0:", kind=PaperKind.CONCERN, **told):
    return Paper(kind=kind, code=code, stamp=stamp, words=private("Words"), **told)


papers = st.lists(
    st.builds(
        a_paper,
        st.sampled_from("abcdef"),
        st.sampled_from(["1", "2", WAITING, QUIET]),
        st.sampled_from([PaperKind.CONCERN, PaperKind.TOLD]),
    ),
    unique_by=lambda one: one.key,
).map(tuple)


@given(papers)
def test_the_same_table_is_no_difference(found):
    news = difference(Table(found), Table(found))
    assert (news.added, news.changed, news.gone, news.is_late) == ((), (), (), False)


@given(papers, papers)
def test_only_what_is_news_asks_a_decider_again(before, now):
    news = difference(Table(before), Table(now))
    assert all(one.is_news for one in news.added)
    assert all(one.is_news for _, one in news.changed)
    stamps = {one.key: one.stamp for one in before}
    must = {one.key for one in now if one.is_news and stamps.get(one.key) != one.stamp}
    assert set(news.keys) == must


def test_row_p39_a_concern_that_came_later_is_shown_beside_what_was_there():
    then, now = Table((a_paper("a"),)), Table((a_paper("a", "1:"), a_paper("b")))
    news = difference(then, now)
    assert [one.code for one in news.added] == ["b"]
    assert [(old.stamp, new.stamp) for old, new in news.changed] == [("0:", "1:")]


def test_what_is_gone_alone_asks_nobody():
    news = difference(Table((a_paper(),)), Table())
    assert news.gone
    assert not news.is_late


def test_a_table_is_known_by_all_that_lies_on_it_and_all_that_lacks():
    table = Table((a_paper(),), ("no_hold",))
    assert table.digest == replace(table).digest
    others = [Table((a_paper(stamp="1:"),), ("no_hold",)), Table((a_paper(),)), Table()]
    assert table.digest not in {one.digest for one in others}


def test_a_decider_who_said_the_same_again_is_asked_by_what_comes_after_that():
    dossier = Dossier(Decided.CLOSING, "northmoor_children", "A. Birchall", NOON)
    looked = Relook(0, True, private("Still."), "A. Birchall", NOON, Table((a_paper(),)))
    assert last_table(dossier, []) == Table()
    assert last_table(dossier, [looked]) == looked.table


def test_row_p26_concerns_that_were_not_opened_are_named():
    table = Table((a_paper(reference="DR-1"), a_paper("b", reference="DR-2")))
    assert unopened(table, ["DR-2"]) == ("DR-1",)
