"""A county at work: random acts of many desks through the real actions, from one seed."""

import random
from datetime import date, timedelta

from intake.actions.agree import check_term, keep_agreement
from intake.actions.answer_alert import accept_alert, acknowledge_alert, decide_alert
from intake.actions.escalate_overdue import escalate_overdue
from intake.actions.hand_over import accept_handover, offer_handover, refuse_handover
from intake.actions.judge_link import judge_link
from intake.actions.meet import close_minutes, set_meeting
from intake.actions.note_event import answer_told, note_event
from intake.domain.agreement import Found
from intake.domain.alert import AlertState
from intake.domain.concern import ReporterRole
from intake.domain.errors import DueRegardError
from intake.domain.event import EventKind, ToldAnswer
from intake.domain.meeting import Attendance, Came, MeetingKind, Minutes
from intake.domain.person import Answer, FlagTerm, RiskLevel, TermKind
from intake.domain.private import private
from tests.build_desk import a_child, a_listed_man, a_report, an_officer
from tests.build_office import HandClock, a_flag, a_mention, an_office
from tests.intake.domain.test_agreement import a_term

NAMES = ("Corrin Thistlewood", "Perrin Gorsehill", "Ianto Bramblewick", "Wilf Oakapple")
UNLISTED = ("Bram Hollowell", "Jory Penhaligon")
ROLES = tuple(ReporterRole)


class County:
    """An office with officers at every desk, some listed men, and a die."""

    def __init__(self, seed, url="sqlite://", hidden=None):
        self.die = random.Random(seed)
        self.clock = HandClock()
        self.office = an_office(clock=self.clock, url=url)
        self.officers = {
            name: an_officer(self.office, login=f"of_{name}", name=f"Officer {name}", desk=name)
            for name in self.office.policy.duty.desks
        }
        today = date(2026, 11, 17)
        terms = (FlagTerm(TermKind.BAIL, today + timedelta(days=self.die.randint(-3, 20)), today),)
        desks = ("northmoor_police", "southfen_police", "northmoor_mappa", "southfen_probation")
        self.men = [
            a_listed_man(
                self.office,
                names=(name,),
                birth=f"19{60 + place}-02-14",
                flag=a_flag(
                    kind="rso" if place % 2 else "other",
                    owner_desk=desk,
                    area=desk.split("_")[0],
                    risk=RiskLevel.HIGH if self.die.random() < 0.5 else None,
                    terms=terms if self.die.random() < 0.5 else (),
                ),
            )
            for place, (name, desk) in enumerate(zip(NAMES, desks, strict=True))
        ]
        self.hidden = hidden(self.office) if hidden else None

    def play(self, steps):
        for _ in range(steps):
            self.clock.move(minutes=self.die.choice((1, 3, 9, 40, 200, 1500)))
            act = self.die.choice(ACTS)
            try:
                act(self)
            except DueRegardError:
                continue
        return self

    def an_open_alert(self, *states):
        with self.office.look() as work:
            found = [
                one
                for one in work.dispatch.alerts.all()
                if one.state in states and one.desk in self.officers
            ]
        return self.die.choice(found) if found else None

    def man(self):
        return self.die.choice(self.men)

    def owner(self, man):
        with self.office.look() as work:
            return self.officers[work.people.owner(man.id).desk]


def report(county):
    name = county.die.choice((*NAMES, *UNLISTED))
    born = {"birth": f"19{60 + NAMES.index(name)}-02-14"} if name in NAMES else {"age": "40"}
    role = county.die.choice(ROLES)
    kept = a_report(
        county.office,
        a_mention(name, **born),
        a_child(f"Wren Mossop{county.die.randint(1, 3)}"),
        role=role,
        signs=county.die.choice(((), ("GC1",), ("GC7",))),
        account=f"a{county.die.randint(1, 9)}",
    )
    with county.office.look() as work:
        mentions = work.concerns.mentions_of(kept.id)
        links = [one for one in work.people.links_of_mentions([m.id for m in mentions]) if one.band]
    if links and county.die.random() < 0.7:
        answer = county.die.choice((Answer.SAME, Answer.SAME, Answer.DIFFERENT))
        officer = county.officers["northmoor_children"]
        judge_link(
            county.office, officer=officer, link_id=links[0].id, answer=answer, reason="The van."
        )


UNANSWERED = (AlertState.PLANNED, AlertState.SENT, AlertState.DELIVERED)


def acknowledge(county):
    if one := county.an_open_alert(*UNANSWERED):
        acknowledge_alert(county.office, officer=county.officers[one.desk], alert_id=one.id)


def accept(county):
    if one := county.an_open_alert(AlertState.ACKNOWLEDGED):
        accept_alert(county.office, officer=county.officers[one.desk], alert_id=one.id)


def decide(county):
    if one := county.an_open_alert(AlertState.ACCEPTED):
        officer = county.officers[one.desk]
        decide_alert(county.office, officer=officer, alert_id=one.id, decision="Visited.")


def climb(county):
    while escalate_overdue(county.office):
        pass


def happen(county):
    man = county.man()
    note_event(
        county.office,
        officer=county.owner(man),
        person_id=man.id,
        kind=county.die.choice((EventKind.CHARGE, EventKind.MOVE, EventKind.RELEASE)),
        happened_on=date(2026, 11, 16),
        words="What happened.",
    )


def answer(county):
    with county.office.look() as work:
        open_ones = work.stewards.unanswered(county.officers)
    if open_ones:
        told, _ = county.die.choice(open_ones)
        if told.alert_id:
            answer_told(
                county.office,
                officer=county.officers[told.desk],
                alert_id=told.alert_id,
                answer=county.die.choice((ToldAnswer.NOTHING_HELD, ToldAnswer.REFUSED)),
                words="So it is.",
            )


def agree(county):
    man = county.man()
    keep_agreement(
        county.office,
        officer=county.owner(man),
        person_id=man.id,
        parties="Ms Mossop",
        why="He may visit.",
        terms=[a_term(every_days=county.die.choice((1, 2, 7)))],
        expires_on=county.office.policy.diary.office.local_day(county.clock.at)
        + timedelta(days=40),
    )


def look_at_agreement(county):
    with county.office.look() as work:
        found = work.stewards.agreements.all()
    if found:
        one = county.die.choice(found)
        check_term(
            county.office,
            officer=county.officers[one.desk],
            agreement_id=one.id,
            term=0,
            found=county.die.choice(tuple(Found)),
            words="A visit.",
        )


def meet(county):
    man = county.man()
    officer = county.owner(man)
    kept = set_meeting(
        county.office,
        officer=officer,
        person_id=man.id,
        kind=county.die.choice(tuple(MeetingKind)),
        held_on=county.office.policy.diary.office.local_day(county.clock.at),
        words="Room 4.",
    )
    with county.office.look() as work:
        invited = {one.desk for one in work.stewards.told_of_events([kept.event_id])}
    close_minutes(
        county.office,
        officer=officer,
        meeting_id=kept.id,
        minutes=Minutes(
            attendance=tuple(
                Attendance(desk, county.die.choice(tuple(Came)), "P. Sedge")
                for desk in sorted(invited)
            ),
            children=(),
            words=private("Level 2 stays."),
            checked_with=private("The school nurse"),
            checked_on=county.office.policy.diary.office.local_day(county.clock.at),
        ),
        linked=0,
    )


def offer(county):
    man = county.man()
    officer = county.owner(man)
    to_desk = county.die.choice([name for name in county.officers if name != officer.desk])
    offer_handover(
        county.office, officer=officer, person_id=man.id, to_desk=to_desk, reason="He moved."
    )


def answer_offer(county):
    with county.office.look() as work:
        found = work.stewards.standing_offers(county.officers)
    if found:
        one = county.die.choice(found)
        act = county.die.choice((accept_handover, refuse_handover))
        act(county.office, officer=county.officers[one.to_desk], handover_id=one.id, words="Ours.")


ACTS = (
    report, report, report, acknowledge, acknowledge, acknowledge, accept, accept, decide, climb,
    happen, answer, answer, agree, look_at_agreement, meet, offer, answer_offer,
)  # fmt: skip
