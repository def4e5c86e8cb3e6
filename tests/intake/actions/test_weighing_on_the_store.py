"""What weighing promises, held against whatever officers and reporters do, on the real store."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from decimal import Decimal
from threading import Barrier

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intake.actions import entries
from intake.actions.entries import entries_of
from intake.actions.join_voices import join_voices, undo_voice_act
from intake.actions.judge_link import judge_link, undo_judgement
from intake.actions.record_outcome import confirm_outcome, record_outcome
from intake.actions.report_concern import report_concern
from intake.actions.weigh_person import known_of, weigh_person
from intake.domain import remembered, weight
from intake.domain.alert import AlertKind
from intake.domain.concern import ReporterRole
from intake.domain.errors import ConflictError, NotFoundError, RefusedError
from intake.domain.held import View
from intake.domain.person import Answer, LinkState
from intake.domain.weight import _SUMS, record_of
from intake.store import papers
from tests.build_office import (
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)
from tests.databases import EACH_DATABASE, a_database

BIRTH = "1979-02-14"
VOICES = ("one", "two", "three")
ROLES = (ReporterRole.COMMUNITY, ReporterRole.HEALTH, ReporterRole.TEACHER)
OFFICER = an_officer(role="supervisor")

reports = st.tuples(
    st.just("report"),
    st.sampled_from(VOICES),
    st.lists(st.sampled_from(["GC1", "GC4", "GC7", "GP1", "GP4"]), max_size=2).map(tuple),
)
judgements = st.tuples(st.just("judge"), st.integers(0, 9), st.sampled_from(list(Answer)))
undone = st.tuples(st.just("undo"), st.integers(0, 9), st.just(""))
joined = st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 9))
silence = st.tuples(st.just("wait"), st.integers(1, 4000), st.just(""))
histories = st.lists(reports | reports | judgements | undone | joined | silence, max_size=8)


@dataclass
class Desk:
    """An office with one flagged man, and what officers and reporters do about him."""

    office: object = field(default_factory=an_office)

    def __post_init__(self):
        with self.office.begin() as work:
            self.man = a_flagged_person(work, birth=BIRTH)

    def do(self, deed, what, more):
        getattr(self, deed)(what, more)

    def report(self, voice, signs):
        role = ROLES[VOICES.index(voice)]
        told = a_submission(a_mention(birth=BIRTH), signs=signs, account=voice, role=role)
        with self.office.begin() as work:
            return report_concern(self.office, work, told).concern

    def links(self):
        with self.office.look() as work:
            return work.people.links_of_person(self.man.id)

    def judge(self, number, answer):
        links = self.links()
        if links:
            link = links[number % len(links)]
            judge_link(
                self.office, officer=OFFICER, link_id=link.id, answer=answer, reason="The van."
            )

    def undo(self, number, _):
        judged = [one for one in self.links() if self.answers(one)]
        if judged:
            link = judged[number % len(judged)]
            undo_judgement(self.office, officer=OFFICER, link_id=link.id, reason="Another van.")

    def answers(self, link):
        with self.office.look() as work:
            return work.people.judgements_of(link.id)

    def join(self, one, other):
        """Join two voices, and leave it where the rules say no."""
        told = self.concerns()
        if not told:
            return None
        ids = {told[one % len(told)], told[other % len(told)]}
        try:
            return join_voices(
                self.office, officer=OFFICER, concern_ids=ids, seen=set(told), reason="Sisters."
            )
        except RefusedError:
            return None

    def concerns(self):
        with self.office.look() as work:
            return [one.id for one in work.concerns.records.all()]

    def wait(self, days, _):
        self.office.clock.move(days=days)

    def known(self):
        with self.office.look() as work:
            return known_of(self.office, work, self.man.id, View.WHOLE)

    def crossed(self):
        with self.office.look() as work:
            return [
                (one.person_id, one.view, one.kind, one.line, one.episode)
                for one in work.people.crossed.all()
            ]

    def told(self):
        with self.office.look() as work:
            return [
                (one.cause, one.desk)
                for one in work.dispatch.alerts.all()
                if one.kind is AlertKind.CROSSED
            ]

    def state(self):
        """Give what joining and judging may change: links, voices and points."""
        known = self.known()
        with self.office.look() as work:
            voices = {one.id: one.voice_id for one in work.concerns.records.all()}
        links = {one.id: one.state for one in self.links()}
        return links, voices, known.weight.firm, known.weight.if_same


TOLD_JUDGED_AND_TAKEN_BACK = [
    ("report", "one", ("GC7",)),
    ("judge", 0, Answer.SAME),
    ("judge", 0, Answer.DIFFERENT),
    ("wait", 3650, ""),
    ("report", "two", ("GP4",)),
    ("judge", 0, Answer.SAME),
    ("report", "two", ("GC7", "GC1")),
]


@settings(max_examples=8, deadline=None)
@example(TOLD_JUDGED_AND_TAKEN_BACK)
@given(histories)
def test_p05_no_deed_but_a_lowering_lowers_a_standing_and_no_line_is_told_twice(history):
    desk = Desk()
    band = desk.known().standing.band
    for deed in history:
        desk.do(*deed)
        known = desk.known()
        assert known.standing.band >= band, deed
        assert known.standing.band >= known.weight.firm.band
        band = known.standing.band
    crossed, told = desk.crossed(), desk.told()
    assert len(set(crossed)) == len(crossed)
    assert all(episode == 0 for _, _, kind, _, episode in crossed if kind == "crossing")
    assert len(set(told)) == len(told)
    lines = {line for _, _, kind, line, _ in crossed if kind == "crossing"}
    assert {cause.split(":")[3] for cause, _ in told} <= lines
    assert bool(lines) == bool(told)
    desk.office.archive.close()


TWO_VOICES = [
    ("report", "one", ("GC1",)),
    ("report", "two", ("GC1",)),
    ("judge", 0, Answer.SAME),
    ("judge", 1, Answer.SAME),
]


@settings(max_examples=6, deadline=None)
@example(TWO_VOICES, 0, 1)
@given(histories, st.integers(0, 9), st.integers(0, 9))
def test_voices_joined_and_parted_again_are_exactly_what_they_were(history, one, other):
    desk = Desk()
    for deed in history:
        desk.do(*deed)
    before = desk.state()

    act = desk.join(one, other)
    if act is not None:
        assert desk.state() != before
        undo_voice_act(desk.office, officer=OFFICER, act_id=act.id, reason="They are not.")

    assert desk.state() == before
    desk.office.archive.close()


@settings(max_examples=6, deadline=None)
@example(TWO_VOICES, 0, Answer.DIFFERENT)
@given(histories, st.integers(0, 9), st.sampled_from(list(Answer)))
def test_p06_a_judgement_taken_back_leaves_links_voices_and_points_as_they_were(
    history, number, answer
):
    desk = Desk()
    for deed in history:
        desk.do(*deed)
    links, voices, firm, if_same = desk.state()

    if links:
        place = sorted(links)[number % len(links)]
        judge_link(desk.office, officer=OFFICER, link_id=place, answer=answer, reason="The van.")
        undo_judgement(desk.office, officer=OFFICER, link_id=place, reason="Another van.")

    after_links, after_voices, after_firm, after_if_same = desk.state()
    assert {one: after_links[one] for one in links} == links
    assert after_voices == voices
    assert (after_firm.points, after_firm.contributions) == (firm.points, firm.contributions)
    assert after_if_same.points == if_same.points
    desk.office.archive.close()


told_once = st.tuples(st.sampled_from(VOICES), st.sampled_from(["GC1", "GC4", "GC7", "GP1"]))


@settings(max_examples=6, deadline=None)
@given(st.lists(told_once, min_size=1, max_size=5), st.randoms())
def test_the_same_voices_in_any_order_of_arrival_weigh_the_same(told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)
    weights = []
    for order in (told, shuffled):
        desk = Desk()
        for voice, sign in order:
            desk.report(voice, (sign,))
        for link in desk.links():
            judge_link(
                desk.office, officer=OFFICER, link_id=link.id, answer=Answer.SAME, reason="He."
            )
        firm = desk.known().weight.firm
        weights.append((firm.points, firm.towards_lines, firm.band, firm.voices))
        desk.office.archive.close()

    assert weights[0] == weights[1]


@pytest.mark.parametrize("times", [3, 14])
def test_one_voice_weighs_less_than_two_of_its_first_concern_whatever_it_repeats(times):
    desk = Desk()
    for _ in range(times):
        desk.report("one", ("GC1",))
    for link in desk.links():
        desk.judge(link.id, Answer.SAME)
        judge_link(desk.office, officer=OFFICER, link_id=link.id, answer=Answer.SAME, reason="He.")

    weight = desk.known().weight

    assert weight.firm.voices == 1
    assert len(weight.contributions) == times
    assert 8 < weight.points < 16
    desk.office.archive.close()


@EACH_DATABASE
def test_judged_at_one_moment_by_many_all_answers_are_kept_and_each_line_is_told_once(
    kind, tmp_path
):
    with a_database(kind, tmp_path) as url:
        desk = Desk(an_office(url=url))
        for number in range(8):
            desk.report(VOICES[number % 3], ("GC7",))
        links = desk.links()
        together = Barrier(len(links))

        def judge(link):
            together.wait()
            judge_link(
                desk.office, officer=OFFICER, link_id=link.id, answer=Answer.SAME, reason="He."
            )

        with ThreadPoolExecutor(len(links)) as pool:
            list(pool.map(judge, links))

        assert {one.state for one in desk.links()} == {LinkState.SAME}
        crossed, told = desk.crossed(), desk.told()
        assert len(set(crossed)) == len(crossed)
        assert all(episode == 0 for _, _, kind, _, episode in crossed if kind == "crossing")
        assert len(set(told)) == len(told)
        assert told
        desk.office.archive.close()


@EACH_DATABASE
def test_eight_answers_of_one_moment_weigh_as_the_same_eight_one_after_another(kind, tmp_path):
    answers = [Answer.SAME, Answer.DIFFERENT] * 4

    def weighed(desk, judge_all):
        for number in range(8):
            desk.report(VOICES[number % 3], ("GC1",))
        links = sorted(desk.links(), key=lambda one: one.id)
        judge_all(links)
        states = [one.state for one in sorted(desk.links(), key=lambda one: one.id)]
        firm = desk.known().weight.firm
        desk.office.archive.close()
        return states, (firm.points, firm.towards_lines, firm.band, firm.voices)

    def judge(desk, link, answer):
        judge_link(desk.office, officer=OFFICER, link_id=link.id, answer=answer, reason="He.")

    def at_once(links):
        together = Barrier(len(links))

        def one(link, answer):
            together.wait()
            judge(desk, link, answer)

        with ThreadPoolExecutor(len(links)) as pool:
            list(pool.map(one, links, answers))

    def by_and_by(links):
        for link, answer in zip(links, answers, strict=True):
            judge(alone, link, answer)

    with a_database(kind, tmp_path) as url:
        desk = Desk(an_office(url=url))
        together = weighed(desk, at_once)
    alone = Desk(an_office())
    assert together == weighed(alone, by_and_by)
    assert together[0] == [LinkState.SAME, LinkState.DIFFERENT] * 4


adopted = st.tuples(st.just("adopt"), st.integers(0, 1), st.just(""))
outcomes = st.tuples(
    st.just("outcome"), st.integers(0, 9), st.sampled_from(["mistaken_identity", "unfounded"])
)
worked_on = st.lists(
    reports | reports | judgements | undone | joined | adopted | outcomes, max_size=8
)
ONE = an_officer(id=1)
OTHER = an_officer(id=2, login="t.mossop", name="Tansy Mossop")


@dataclass
class LongDesk(Desk):
    """A desk at which every history counts as long, and settings change beside the reports."""

    def __post_init__(self):
        super().__post_init__()
        self.settings = [self.office, harsher(self.office)]

    def adopt(self, which, _):
        self.office = self.settings[which]

    def outcome(self, number, kind):
        """Record an outcome about one report, confirmed by another, where the rules allow it."""
        told = self.concerns()
        some = [told[number % len(told)]] if told and kind == "mistaken_identity" else []
        try:
            waiting = record_outcome(
                self.office,
                officer=ONE,
                person_id=self.man.id,
                kind=kind,
                concern_ids=some,
                reason="Looked into with the school.",
            )
            confirm_outcome(self.office, officer=OTHER, outcome_id=waiting.id)
        except (RefusedError, ConflictError, NotFoundError):
            return

    def weighed_both_ways(self):
        """Give what is known as it goes on, and as it is with nothing remembered."""
        going_on = self.everything_known()
        forget_everything()
        from_nothing = self.everything_known()
        self.weigh_anew()
        return going_on, from_nothing

    def everything_known(self):
        with self.office.look() as work:
            known = known_of(self.office, work, self.man.id, View.WHOLE)
            return (
                papers.hung_on(work.people, work.concerns, [self.man.id]),
                entries_of(self.office, work, self.man.id),
                known,
                record_of(known.weight),
            )

    def weigh_anew(self):
        with self.office.begin() as work:
            weigh_person(self.office, work, self.man.id, lead="northmoor_children")


def harsher(office):
    """Give an office on the same database under settings that were adopted since."""
    scales = replace(office.policy.scales, review_at=Decimal(6), discuss_at=Decimal(9))
    return replace(office, policy=replace(office.policy, scales=scales, hash="0" * 64))


def forget_everything():
    for kept in (entries._ALONG, entries._BROUGHT, entries._MADE, weight._LINES, _SUMS._kept):
        kept.clear()
    papers._OF_DATABASE.clear()


@pytest.fixture
def remember_even_short_histories(monkeypatch):
    for room in (papers, entries, remembered):
        monkeypatch.setattr(room, "LONG", 1)


EVERY_DEED = [
    ("report", "one", ("GC1",)),
    ("judge", 0, Answer.SAME),
    ("report", "two", ("GC7", "GP4")),
    ("adopt", 1, ""),
    ("report", "one", ("GP1",)),
    ("judge", 1, Answer.SAME),
    ("join", 0, 1),
    ("adopt", 0, ""),
    ("outcome", 1, "mistaken_identity"),
    ("outcome", 0, "unfounded"),
    ("undo", 0, ""),
    ("report", "three", ("GC4",)),
]


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(EVERY_DEED)
@given(worked_on)
def test_p05_what_goes_on_from_memory_is_what_is_weighed_from_nothing(
    remember_even_short_histories, history
):
    desk = LongDesk()
    for deed in history:
        desk.do(*deed)
        going_on, from_nothing = desk.weighed_both_ways()
        assert going_on == from_nothing, deed
    desk.office.archive.close()
