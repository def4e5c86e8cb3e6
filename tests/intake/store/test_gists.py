"""A gist says what its concern tells, whatever was done since, and is never the last word."""

import pytest
from sqlalchemy import text

from intake.actions.code_sign import code_sign, uncode_sign
from intake.actions.entries import entries_of
from intake.actions.grade_concern import Grade, grade_concern, undo_grade
from intake.actions.join_voices import join_voices, undo_voice_act
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.keep_gists import keep_gists
from intake.actions.note_down import change_part
from intake.actions.report_concern import report_concern
from intake.domain.concern import Danger, Part, ReporterRole
from intake.domain.gist import EDITION, gist_of
from intake.domain.person import Answer
from intake.store import papers
from intake.store.gists import read_gist, stamp_of
from tests.build_office import (
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)
from tests.databases import EACH_DATABASE, a_database

BIRTH = "1979-02-14"
OFFICER = an_officer(role="supervisor")


def tell(office, account, **said):
    child = a_mention("Wilf Oakapple", part=Part.CHILD, age="about 7", place="Lido Row")
    told = a_submission(
        a_mention(birth=BIRTH), child, account=account, role=ReporterRole.TEACHER, **said
    )
    with office.begin() as work:
        reference = report_concern(office, work, told).concern.reference
        return work.concerns.by_reference(reference)


def kept_and_made(office):
    """Give every gist as its row has it, and as the concern's words make it now."""
    with office.look() as work:
        rows = work.session.connection().execute(
            text("SELECT concern_id, voice_id, suspected_false, told, stamp, edition FROM gist")
        )
        kept = {row[0]: (row[1], bool(row[2]), *row[3:]) for row in rows}
        shelf = work.concerns.records
        made = {
            one.id: (
                one.voice_id,
                one.suspected_false,
                shelf.gists.text_of(one),
                stamp_of(shelf.gists.text_of(one)),
                EDITION,
            )
            for one in shelf.all()
        }
        return kept, made


@pytest.fixture
def remember_even_short_histories(monkeypatch):
    monkeypatch.setattr(papers, "LONG", 1)


def remembered_and_read(office):
    """Give the links of everybody as they are remembered, and as they are read anew."""
    with office.look() as work:
        ids = [one.id for one in work.people.records.all()]
        return (
            papers.hung_on(work.people, work.concerns, ids),
            papers._read(work.people, work.concerns, ids),
        )


@EACH_DATABASE
def test_p05_what_is_kept_and_remembered_is_what_is_read_anew_after_every_act(
    kind, tmp_path, remember_even_short_histories
):
    with a_database(kind, tmp_path) as url:
        office = an_office(url=url)
        with office.begin() as work:
            man = a_flagged_person(work, birth=BIRTH)
        one = tell(office, "one", signs=("GC1",))
        other = tell(office, "two", signs=("GC4",), danger=Danger.YES)
        with office.look() as work:
            child = next(
                said for said in work.concerns.mentions_of(one.id) if said.part is Part.CHILD
            )
        false = Grade("2", "E", "P")
        of_one = {"officer": OFFICER, "concern_id": one.id}
        coded = {**of_one, "sign": "GC7", "about_mention": 0}
        with office.look() as work:
            link = work.people.links_of_person(man.id)[0]
        judged = {"officer": OFFICER, "link_id": link.id}
        joined = []
        deeds = [
            lambda: None,
            lambda: code_sign(office, **coded),
            lambda: uncode_sign(office, **coded, reason="It was said of another."),
            lambda: grade_concern(office, **of_one, grade=false, reason="Grudge."),
            lambda: undo_grade(office, **of_one, reason="No grudge."),
            lambda: joined.append(
                join_voices(
                    office,
                    officer=OFFICER,
                    concern_ids={one.id, other.id},
                    seen={one.id, other.id},
                    reason="Sisters.",
                )
            ),
            lambda: undo_voice_act(
                office, officer=OFFICER, act_id=joined[0].id, reason="They are not."
            ),
            lambda: judge_link(office, **judged, answer=Answer.SAME, reason="The van."),
            lambda: judge_link(office, **judged, answer=Answer.DIFFERENT, reason="Another."),
            lambda: undo_judgement(office, **judged, reason="The van after all."),
            lambda: tell(office, "three", signs=("GC7",)),
            lambda: change_part(
                office,
                officer=OFFICER,
                mention_id=child.id,
                part=Part.PARENT_OR_CARER,
                reason="He is nineteen.",
            ),
        ]
        before = None
        for deed in deeds:
            deed()
            kept, made = kept_and_made(office)
            remembered, read = remembered_and_read(office)
            assert kept == made
            assert remembered == read
            assert (kept, read) != before
            before = (kept, read)
        assert remembered_and_read(office)[0][man.id] is remembered[man.id]
        office.archive.close()


def test_a_gist_read_back_is_the_gist_that_was_written():
    office = an_office()
    kept = tell(office, "one", signs=("GC1",), danger=Danger.YES, happened_on="2026-03")

    with office.look() as work:
        gists = work.concerns.records.gists
        gist = read_gist(gists.text_of(kept))
        made = gist_of(kept, lambda kind, words: office.sealer.hash_of(kind, words)[:16])

    assert gist == made
    assert (gist.happened, gist.happened_on, gist.in_danger) == ("2026-03", None, True)
    assert [one.sign for one in gist.signs] == ["GC1"]
    assert gist.child_ages == ((6, 8),)
    assert len(gist.children) == len(gist.households) == 1
    assert "oakapple" not in gists.text_of(kept).lower()


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param("DELETE FROM gist", id="from before there were gists"),
        pytest.param("UPDATE gist SET edition = 0, told = '[]'", id="of another edition"),
    ],
)
def test_a_missing_gist_is_made_from_the_words_and_kept_when_nothing_else_is_due(lost):
    office = an_office()
    with office.begin() as work:
        man = a_flagged_person(work, birth=BIRTH)
    for account in ("one", "two"):
        tell(office, account, signs=("GC1",))
    with office.look() as work:
        entries = entries_of(office, work, man.id)
    with office.begin() as work:
        work.session.connection().execute(text(lost))

    with office.look() as work:
        assert entries_of(office, work, man.id) == entries
    assert len(entries) == 2
    assert keep_gists(office) == 2
    assert keep_gists(office) == 0
    kept, made = kept_and_made(office)
    assert kept == made


def test_what_is_read_out_of_a_report_changes_only_with_the_edition():
    office = an_office()
    kept = tell(office, "one", signs=("GC1",), happened_on="2026-03-01")
    gist = gist_of(kept, lambda kind, words: f"{kind}:{words}")

    assert EDITION == 1, "raise it when what follows changes, and change this with it"
    assert gist.children == ("child:wilf oakapple",)
    assert gist.households == ("household:oakapple",)
    assert gist.child_ages == ((6, 8),)
    assert gist.happened == "2026-03-01"
