"""Builders of a desk with officers, history and open work, for the door and the console."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from intake.actions.judge_link import judge_link
from intake.actions.report_concern import report_concern
from intake.actions.sign_in import add_officer
from intake.domain.concern import (
    Danger,
    KnownBy,
    Part,
    ReporterRole,
    ReporterSaid,
    exactly,
)
from intake.domain.held import Officer
from intake.domain.person import Answer, FlagTerm, SeenBy, TermKind
from intake.domain.private import private
from intake.store.office import Office
from tests.build_office import (
    HandClock,
    a_flag,
    a_flagged_person,
    a_mention,
    a_submission,
    an_office,
)

PASSWORD = "a long pass phrase of the tests"
NIGHT = datetime(2026, 11, 17, 21, 2, tzinfo=UTC)


def an_officer(
    office: Office,
    *,
    login: str = "birchall",
    name: str = "A. Birchall",
    desk: str = "northmoor_children",
    role: str = "duty_officer",
    password: str = "",
) -> Officer:
    """Add an officer of a desk; a password is kept at a cost that a test can bear."""
    officer = add_officer(office, login=login, name=name, desk=desk, role=role)
    if not password:
        return officer
    with office.begin() as work:
        return work.staff.officers.keep(replace(officer, password_hash=_hash_of(password)))


@cache
def _hash_of(password: str) -> str:
    return PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)).hash(password)


def a_report(office: Office, *mentions, **told):
    """Report a concern; gives it as stored."""
    with office.begin() as work:
        return report_concern(office, work, a_submission(*mentions, **told)).concern


def a_listed_man(office: Office, *, names=("Corrin Thistlewood",), flag=None, **facts):
    """List a flagged man whom a list's new version lets everybody find."""
    with office.begin() as work:
        person = a_flagged_person(work, names=names, flag=flag, **facts)
        work.people.new_list_version("test")
        return person


def a_hidden_man(office: Office, *, names=("Perrin Gorsehill",), **facts):
    """List a man under a flag that only Southfen police may see."""
    flag = a_flag(seen_by=SeenBy.OWNER)
    return a_listed_man(office, names=names, flag=flag, only_desk="southfen_police", **facts)


def a_child(name: str = "Wren Mossop", **facts):
    """Give a child as a mention."""
    return a_mention(name, part=Part.CHILD, **facts)


def a_history(url: str = "sqlite://", clock: HandClock | None = None) -> tuple[Office, HandClock]:
    """Make a desk with a listed man, a year of concerns about him, and tonight's alert."""
    clock = clock or HandClock(datetime(2025, 12, 3, 10, 0, tzinfo=UTC))
    office = an_office(clock=clock, url=url)
    order = FlagTerm(TermKind.ORDER, date(2026, 12, 9), date(2019, 3, 4), forbids_children=False)
    flag = a_flag(
        starts_on=date(2019, 3, 4), review_on=date(2026, 12, 1), terms=(order,), level="medium"
    )
    a_listed_man(
        office,
        names=("Corrin Thistlewood", "Corry Thistlewood"),
        flag=flag,
        birth="1979-02-14",
        places=("Lido Row, Southfen",),
        postcodes=("SF2 4AB",),
        vehicles=("AB12 4KX",),
    )
    a_listed_man(
        office, names=("Cory Thistlewood-Hale",), birth="1983-06-02", places=("Northmoor",)
    )
    officer = an_officer(office, login="lanternley", name="S. Lanternley", desk="southfen_police")
    him = {"age": "47", "place": "Lido Row, Southfen", "vehicle": "ends KX"}
    told = (
        (date(2025, 12, 3), ReporterRole.HEALTH, "He answered the door again.", ("GP1",), "hv"),
        (date(2026, 2, 11), ReporterRole.COMMUNITY, "He is always round there.", ("GC1",), "n1"),
        (date(2026, 2, 27), ReporterRole.COMMUNITY, "Him again, with a boy.", ("GC1",), "n1"),
        (date(2026, 5, 19), ReporterRole.TEACHER, "She has a second phone.", ("GC1",), "sc"),
        (date(2026, 9, 14), ReporterRole.PARENT, "I do not know what I would do without him.",
         ("GP1",), "ca"),
    )  # fmt: skip
    for when, role, story, signs, account in told:
        clock.at = datetime(when.year, when.month, when.day, 10, 0, tzinfo=UTC)
        kept = a_report(
            office,
            a_mention("Corrin Thistlewood", **him),
            a_child(f"{account.title()} Mossop", age="9"),
            story=story,
            signs=signs,
            role=role,
            account=account,
            area="southfen",
            happened_on="2024-06-12" if account == "n1" and when.month == 2 else when.isoformat(),
        )
        judged_same(office, kept, by=officer)
    clock.at = NIGHT
    a_report(office, *tonight_people(), **tonight())
    clock.move(minutes=2)
    a_report(office, a_mention("Ianto Bramblewick", place="Northmoor"), story="A feeling. No more.")
    clock.move(minutes=3)
    a_report(
        office,
        a_mention("Uncle Wick", description="tall, red cap"),
        danger=Danger.YES,
        story="He is in the house now.",
        is_unfinished=True,
    )
    clock.move(minutes=41)
    return office, clock


def judged_same(office: Office, concern, *, by: Officer) -> None:
    """Let an officer judge the first lead of a concern the same."""
    with office.look() as work:
        mentions = work.concerns.mentions_of(concern.id)
        links = work.people.links_of_mentions([one.id for one in mentions])
    link = next(one for one in links if one.band in ("strong", "possible"))
    judge_link(office, officer=by, link_id=link.id, answer=Answer.SAME, reason="The same van.")


def tonight_people():
    """Give the people of tonight's report by a therapist."""
    return (
        a_mention(
            "Corry Thistlewood",
            nickname="Corry",
            age="45 to 50",
            vehicle="ends KX",
            place="by the lido, Northmoor",
            relation="friend of mum",
        ),
        a_child("Elowen Mossop", age="14"),
    )


def tonight():
    """Give the rest of tonight's report."""
    return {
        "story": (
            "In our session today she said Corry “sorts everything out now”. He drives her to us "
            "in the white van, it ends KX, and waits.\n\nI heard her call him Thistlewood once, "
            "laughing. He lives by the lido, Northmoor, I think."
        ),
        "signs": ("GC1", "CS3"),
        "reporter": ReporterSaid(
            role=ReporterRole.THERAPIST,
            name=private("Sorrel Nightjar"),
            agency=private("Thornbury practice"),
            safe_contact=private("In the service’s message box only"),
        ),
        "known_by": KnownBy.TOLD_BY_CHILD,
        "where": exactly("Northmoor"),
    }
