"""A throw-away office of invented people, and some weeks of history; read `make_demo` first.

Nobody here exists: names are taken from no register, telephone numbers are those kept free
for drama, and the two areas are on no map. The history goes through the real acts with a
clock that is turned back, so every page shows what the software itself made of it.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from intake.actions.answer_alert import accept_alert, acknowledge_alert, decide_alert
from intake.actions.judge_link import judge_link
from intake.actions.recheck import recheck_due
from intake.actions.report_concern import report_concern
from intake.actions.sign_in import add_officer, make_link
from intake.domain.alert import Alert
from intake.domain.diary import diary_of_flag
from intake.domain.held import Description, Officer, PersonHeld, PersonKind
from intake.domain.person import Answer, LinkState
from intake.domain.private import private
from intake.policy.loader import PolicySet
from intake.running.demo_stories import LISTED, TOLD, Listed, Told, submission_of
from intake.running.opening import office_of, with_its_key
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.schema import migrate
from intake.store.sealing import Sealer

ROLES = (
    ("children", "Marjory Fennimore", "northmoor_children", "duty_officer"),
    ("night", "Osbert Quillfeather", "northmoor_night", "duty_officer"),
    ("police", "Idris Larkwhistle", "southfen_police", "duty_officer"),
    ("supervisor", "Philippa Oddbody", "northmoor_children", "supervisor"),
    ("southfen", "Barnaby Tottergill", "southfen_children", "duty_officer"),
    ("manager", "Theodora Pennywhistle", "southfen_police", "manager"),
    ("analyst", "Cuthbert Snodberry", "northmoor_scrutiny", "analyst"),
    ("administrator", "Winifred Applegarth", "northmoor_children", "administrator"),
)
"""Login, invented name, desk and role of everybody who can sign in at the demo."""

DECISION = "Looked at with what is known; strategy discussion asked for, visit arranged."
FRESH = timedelta(hours=3)
"""What was told later than this before now is left for the visitor to answer."""

AS_LONG_AS_IT_RUNS = timedelta(days=3650)
"""How long the demo's sign-in links hold: its folder is thrown away at the end."""


@dataclass(frozen=True, slots=True)
class DemoLink:
    """One way to sign in: whom, and a one-time token."""

    login: str
    name: str
    desk: str
    role: str
    token: str


@dataclass(slots=True)
class _TurnedClock:
    """A clock that is turned by hand while history is made."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def make_demo(path: Path, policy: PolicySet, sealer: Sealer) -> Office:
    """Make the demo's database with its officers and its list, and open an office on it.

    Args:
        path: A file that is not there yet, in a folder of its own.
        policy: The packaged policy.
        sealer: With a key that is thrown away as well.

    Returns:
        The office, on the wall clock; `play_history` fills it.
    """
    archive = Archive(f"sqlite:///{path}")
    migrate(archive)
    office = with_its_key(office_of(policy, archive, sealer))
    past = replace(office, clock=_TurnedClock(office.now() - timedelta(days=60)))
    with past.begin() as work:
        work.staff.adopt(digest=policy.hash, whole=policy.whole, by="demo")
        work.audit.note("settings.adopted", actor="demo", policy=policy.hash)
    for login, name, desk, role in ROLES:
        add_officer(past, login=login, name=name, desk=desk, role=role)
    _list(past, LISTED)
    return office


def play_history(
    office: Office, *, seed: int = 7, is_over: Callable[[], bool] = lambda: False
) -> None:
    """Play some weeks of reports, answers and judgements, up to a few minutes ago.

    Args:
        office: As `make_demo` gave it; it may be in use meanwhile, but its ladders should
            not climb yet, for each report is told at a moment that is long past.
        seed: Of references and codes.
        is_over: Asked between two reports; true ends the history there.
    """
    now = office.now()
    clock = _TurnedClock(now)
    past = replace(office, clock=clock, bits=random.Random(seed).getrandbits)
    with office.look() as work:
        officers = {login: work.staff.by_login(login) for login, *_ in ROLES}
    desks = _Desks(past, clock, {key: one for key, one in officers.items() if one})
    older = [told for told in TOLD if timedelta(days=told.days_ago) > FRESH]
    for told in sorted(older, key=lambda one: -one.days_ago):
        if is_over():
            return
        clock.at = _moment(told, now)
        _report(past, told)
        desks.answer_everything()
    clock.at = now - timedelta(hours=20)
    desks.judge()
    desks.answer_everything()
    for told in TOLD:
        if told not in older:
            clock.at = _moment(told, now)
            _report(past, told)


def _report(office: Office, told: Told) -> None:
    with office.begin() as work:
        report_concern(office, work, submission_of(told, work.at))
    while recheck_due(office):
        pass


def sign_in_links(office: Office) -> tuple[DemoLink, ...]:
    """Make a one-time link for each demo role, that holds as long as the demo runs.

    Why: Half an hour is for real links. Here a link that had died unannounced left somebody who
    tries it all out before a closed door, and no officer to make another.
    """
    return tuple(
        DemoLink(login, name, desk, role, make_link(office, login=login, lasts=AS_LONG_AS_IT_RUNS))
        for login, name, desk, role in ROLES
    )


def _moment(told: Told, now: datetime) -> datetime:
    """Return when it was told: so many days ago, at an hour at which people write."""
    if told.days_ago < 1:
        return now - timedelta(days=told.days_ago)
    then = now - timedelta(days=told.days_ago)
    return then.replace(hour=told.hour, minute=(told.hour * 7) % 60, second=0, microsecond=0)


def _list(office: Office, listed: Sequence[Listed]) -> None:
    """Put the invented people on the list, each with owner and diary, as an import does."""
    with office.begin() as work:
        today = work.at.date()
        version = work.people.list_version() + 1
        for one in listed:
            person = work.people.add(
                PersonHeld(
                    label=private(one.names[0]),
                    body=Description(names=one.names, **one.facts),
                    kind=PersonKind.FLAGGED,
                    made_at=work.at,
                    area=one.area,
                    import_key=f"demo:{one.names[0].lower()}",
                ),
                visible_from=version,
            )
            flag = work.flags.add(
                replace(one.flag(today), person_id=person.id), visible_from=version
            )
            work.people.give(person.id, desk=one.desk, why="demo")
            for entry in diary_of_flag(flag, office.policy.diary, at=work.at):
                work.dispatch.owe(entry)
        work.people.new_list_version("demo")
        work.audit.note("list.imported", list_version=version, count=len(listed))


@dataclass(frozen=True, slots=True)
class _Desks:
    """The desks of the past, answering as desks do."""

    office: Office
    clock: _TurnedClock
    officers: Mapping[str, Officer]

    def answer_everything(self) -> None:
        """Acknowledge, accept and decide what is open."""
        began = self.clock.at
        with self.office.look() as work:
            waiting = work.dispatch.open_alerts(self.office.policy.duty.desks)
        for place, alert in enumerate(waiting):
            self.clock.at = max(began, alert.held_until or began) + timedelta(minutes=2 + place)
            self._answer(alert)
        self.clock.at = began

    def _answer(self, alert: Alert) -> None:
        of_desk = {officer.desk: officer for officer in self.officers.values()}
        officer = of_desk.get(alert.desk) or replace(self.officers["children"], desk=alert.desk)
        acknowledge_alert(self.office, officer=officer, alert_id=alert.id)
        self.clock.at += timedelta(minutes=6)
        accept_alert(self.office, officer=officer, alert_id=alert.id)
        self.clock.at += timedelta(minutes=35)
        decide_alert(self.office, officer=officer, alert_id=alert.id, decision=DECISION)

    def judge(self) -> None:
        """Answer the strong matches, so that firm weight and open questions both show."""
        with self.office.look() as work:
            links = [
                link
                for link in work.people.links.all()
                if link.state is LinkState.POSSIBLE and not link.is_own and link.band == "strong"
            ]
        for link in links:
            judge_link(
                self.office,
                officer=self.officers["supervisor"],
                link_id=link.id,
                answer=Answer.SAME,
                reason="What was said agrees with the record in name, age and place.",
            )
        while recheck_due(self.office):
            pass
