"""Closing is refused while anything is missing; silence of a child closes nothing."""

from dataclasses import replace
from datetime import date

import pytest

from intake.actions.close_concern import close_concern, confirm_closing
from intake.actions.judge_link import judge_link
from intake.actions.recheck import recheck_due
from intake.actions.report_concern import report_concern
from intake.domain.closing import ClosedHow
from intake.domain.concern import Danger
from intake.domain.errors import ClosureRefusedError, ConflictError
from intake.domain.person import Answer
from tests.build_decided import said
from tests.build_office import (
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
    an_officer,
)

LATER = date(2027, 1, 5)


def a_concern_in(office, *mentions, **told):
    with office.begin() as work:
        return report_concern(office, work, a_submission(*mentions, **told)).concern


def missing_when_closing(office, concern, **given):
    with pytest.raises(ClosureRefusedError) as refusal:
        close_concern(office, officer=an_officer(), concern_id=concern.id, **given)
    return set(refusal.value.facts["missing"])


def test_a_small_matter_is_closed_by_one_officer():
    office = an_office()
    concern = a_concern_in(office)
    closing = close_concern(
        office,
        officer=an_officer(),
        concern_id=concern.id,
        how="not_safeguarding",
        reason="A parking dispute; nothing about any child.",
    )
    assert closing.state == "closed"


def test_nothing_was_said_is_no_way_to_close():
    assert "nothing_said" not in [how.value for how in ClosedHow]
    office = an_office()
    assert missing_when_closing(office, a_concern_in(office), how="nothing_said") == {"how"}


def test_p02_an_unchecked_concern_cannot_be_closed():
    ticks = iter(range(0, 1000, 10))
    office = an_office(stopwatch=lambda: float(next(ticks)))
    concern = a_concern_in(office)
    given = {"how": "not_safeguarding", "reason": "Seen"}
    assert missing_when_closing(office, concern, **given) == {"not_checked"}


def test_a_telling_sign_needs_a_second_officer_and_a_day_to_look_again():
    office = an_office()
    concern = a_concern_in(office, signs=("GC1",))
    given = {"how": "not_safeguarding", "reason": "Seen", "said": said("GC1")}
    assert missing_when_closing(office, concern, **given) == {"look_again_on"}
    closing = close_concern(
        office, officer=an_officer(), concern_id=concern.id, look_again_on=LATER, **given
    )
    assert closing.state == "waiting"
    with pytest.raises(ClosureRefusedError):
        confirm_closing(office, officer=an_officer(), closing_id=closing.id)
    settled = confirm_closing(
        office,
        officer=an_officer(login="s.lanternley", name="S. Lanternley"),
        closing_id=closing.id,
    )
    assert settled.state == "closed"
    with office.look() as work:
        owed = work.dispatch.owed(f"concern:{concern.id}")
        assert [entry.kind.value for entry in owed] == ["look_again"]


def test_a_flagged_lead_must_be_judged_and_earlier_concerns_opened_first():
    office = an_office()
    with office.begin() as work:
        a_flagged_person(work, birth="1979-02-14")
    earlier = a_concern_in(office, a_mention(birth="1979-02-14"))
    concern = a_concern_in(office, a_mention(birth="1979-02-14"))
    given = {"how": "no_further_action", "reason": "Seen", "look_again_on": LATER, "said": said()}
    assert missing_when_closing(office, concern, **given) == {
        "unjudged_lead",
        "earlier_not_opened",
    }
    with office.begin() as work:
        [link] = work.people.links_of_mentions([concern.id])
        work.audit.note("concern.opened", actor="a.birchall", concern=earlier.reference)
    judge_link(office, officer=an_officer(), link_id=link.id, answer=Answer.SAME, reason="He")
    closing = close_concern(office, officer=an_officer(), concern_id=concern.id, **given)
    assert closing.state == "waiting"


@pytest.mark.parametrize(
    ("how", "code"),
    [
        pytest.param("passed_on", "accepted_by", id="passed on to nobody by name"),
        pytest.param("same_as", "same_as", id="the same as nothing"),
    ],
)
def test_each_way_of_closing_says_what_it_lacks(how, code):
    office = an_office()
    assert code in missing_when_closing(office, a_concern_in(office), how=how, reason="Seen")


def a_second_officer():
    return an_officer(login="s.lanternley", name="S. Lanternley", role="supervisor")


def test_a_yes_to_danger_that_was_never_sent_is_closed_by_two_and_opens_again_by_sending():
    office = an_office()
    told = a_submission(danger=Danger.YES)
    with office.begin() as work:
        begun = report_concern(office, work, replace(told, is_unfinished=True)).concern
    while recheck_due(office):
        pass
    closing = close_concern(
        office,
        officer=an_officer(),
        concern_id=begun.id,
        how="passed_on",
        detail="Sgt N. Body was there at 22:10",
        reason="Seen and safe.",
        look_again_on=LATER,
    )
    assert closing.state == "waiting"
    confirm_closing(office, officer=a_second_officer(), closing_id=closing.id)
    with office.begin() as work:
        closed = work.concerns.records.get(begun.id)
        assert closed.state == "closed"
        sent = report_concern(office, work, told, unfinished=closed).concern
        assert (sent.state, sent.reference) == ("open", begun.reference)


def test_a_closing_that_waits_is_refused_once_another_has_closed_the_concern():
    office = an_office()
    concern = a_concern_in(office, signs=("GC1",))
    given = {
        "how": "not_safeguarding",
        "reason": "Seen",
        "look_again_on": LATER,
        "said": said("GC1"),
    }
    asked = {"officer": an_officer(), "concern_id": concern.id, **given}
    first, second = close_concern(office, **asked), close_concern(office, **asked)
    confirm_closing(office, officer=a_second_officer(), closing_id=first.id)
    with pytest.raises(ConflictError):
        confirm_closing(office, officer=a_second_officer(), closing_id=second.id)


def test_p13_an_earlier_concern_about_the_desks_own_people_is_not_asked_for():
    office = an_office()
    about = {"phone": "01632 960111", "place": "Northmoor"}
    a_concern_in(office, a_mention(**about, work="Northmoor children's services"))
    concern = a_concern_in(office, a_mention(**about))
    with office.look() as work:
        links = work.people.links_of_mentions(
            [one.id for one in work.concerns.mentions_of(concern.id)]
        )
    for link in links:
        if not link.is_own:
            judge_link(
                office, officer=an_officer(), link_id=link.id, answer=Answer.SAME, reason="He"
            )
    given = {"how": "no_further_action", "reason": "Seen", "look_again_on": LATER, "said": said()}
    closing = close_concern(office, officer=an_officer(), concern_id=concern.id, **given)
    assert closing.state == "waiting"


def test_nobody_looks_again_later_than_in_a_year():
    office = an_office()
    given = {
        "how": "no_further_action",
        "reason": "Seen",
        "look_again_on": date(2028, 1, 1),
        "said": said(),
    }
    assert missing_when_closing(office, a_concern_in(office), **given) == {"look_again_on"}
