"""Builders of the tests: each makes a whole, plain value of which a test names what matters.

Append your own; a builder's defaults are the dullest that can be.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from intake.domain.alert import Alert, AlertKind
from intake.domain.calendar import always_open
from intake.domain.chronology import Entry, Held, SignSeen
from intake.domain.concern import KnownBy
from intake.domain.desk import Desk, Duty, DutyBook, Times
from intake.domain.ladder import Ladder, Rung
from intake.domain.person import Flag
from intake.domain.points import Scales
from intake.domain.urgency import Urgency
from intake.domain.voice import VoiceTies
from intake.policy.indicators import Indicators
from intake.policy.loader import PolicySet, load_policy
from intake.policy.weights import Weights
from intake.store.archive import Archive
from intake.store.office import Office
from intake.store.sealing import Sealer
from matching.matcher import Matcher
from tests.databases import make_ready

NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
CONFIG = Path(__file__).parents[1] / "config"

_concerns = count(1)


@cache
def _shipped_scales() -> Scales:
    signs = yaml.safe_load((CONFIG / "indicators.yaml").read_text(encoding="utf-8"))
    weights = yaml.safe_load((CONFIG / "weights.yaml").read_text(encoding="utf-8"))
    book = Indicators.model_validate(signs).to_sign_book()
    return Weights.model_validate(weights).to_scales(book)


def scales(**changes: Any) -> Scales:
    """Give the shipped scales, with fields of `Scales` changed by name."""
    return replace(_shipped_scales(), **changes)


def an_entry(
    *,
    voice: str = "a neighbour",
    signs: Sequence[str | SignSeen] = (),
    concern: str = "",
    known_at: datetime = NOON,
    known_by: KnownBy = KnownBy.SAW,
    **told: Any,
) -> Entry:
    """Give an entry known at noon, by its own eyes; signs given as ids are tied to him."""
    seen = tuple(
        SignSeen(sign, tied_to_him=True) if isinstance(sign, str) else sign for sign in signs
    )
    return Entry(
        concern=concern or f"concern {next(_concerns)}",
        voice=voice,
        known_at=known_at,
        signs=seen,
        known_by=known_by,
        **told,
    )


def held(**facts: Any) -> Held:
    """Give what is held on a flagged person, with facts changed by name."""
    return Held(**{"is_flagged": True, **facts})


def some_ties(*, concern: str = "", **ties: Any) -> VoiceTies:
    """Give the ties of a concern that arrived at noon; nothing ties it unless named."""
    return VoiceTies(concern=concern or f"concern {next(_concerns)}", **{"known_at": NOON, **ties})


def days_ago(days: float) -> datetime:
    """Give the moment some days before noon."""
    return NOON - timedelta(days=days)


@cache
def shipped_policy() -> PolicySet:
    """Give the packaged policy with no environment."""
    return load_policy(CONFIG)


def an_alert(**told: Any) -> Alert:
    """Give an alert of the Northmoor children's desk, planned at noon."""
    dull: dict[str, Any] = {
        "kind": AlertKind.CONCERN,
        "desk": "northmoor_children",
        "urgency": Urgency.TODAY,
        "made_at": NOON,
        "policy_hash": "0" * 64,
        "acknowledge_by": NOON + timedelta(minutes=30),
    }
    return Alert(**{**dull, **told})


def a_flag(**told: Any) -> Flag:
    """Give an active flag owned by Northmoor police, for review in a year."""
    dull: dict[str, Any] = {
        "kind": "pprc",
        "agency": "northmoor_police",
        "area": "northmoor",
        "owner_desk": "northmoor_police",
        "review_on": date(2027, 1, 12),
        "source": "meeting of January",
        "lawful_basis": "public task",
        "id": 7,
    }
    return Flag(**{**dull, **told})


def a_ladder(*waits: int, repeat: int = 15) -> Ladder:
    """Give a ladder of places a, b, c … with waits in minutes; the last cannot decline."""
    rungs = tuple(
        Rung(
            place=chr(ord("a") + n),
            channels=("console",),
            wait=timedelta(minutes=wait),
            cannot_decline=n == len(waits) - 1,
        )
        for n, wait in enumerate(waits)
    )
    return Ladder("test", rungs, timedelta(minutes=repeat))


class AClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go(self, **span: float) -> datetime:
        """Move on (or back) by minutes=, days= …; returns the new moment."""
        self.at += timedelta(**span)
        return self.at


def an_office(
    *,
    clock: Callable[[], datetime] | None = None,
    url: str = "sqlite://",
    policy: PolicySet | None = None,
    **changes: Any,
) -> Office:
    """Give an office with a fresh database at noon; fields of the policy changed by name."""
    archive = Archive(url)
    make_ready(archive)
    settings = replace(policy or shipped_policy(), **changes)
    return Office(
        archive=archive,
        policy=settings,
        sealer=Sealer(b"a secret of the tests"),
        matcher=Matcher(settings.match_settings),
        clock=clock or AClock(),
    )


def a_duty_book(**changes: Any) -> DutyBook:
    """Give one desk that never closes: its own people, then on duty, then the manager.

    Each rung waits a quarter of an hour. The desk has console and e-mail, the one on duty
    a telephone, the manager telephone and e-mail, and so has the administrator.
    """
    front = Desk("front", "Front desk", "children", "northmoor", "front_door", always_open())
    waits = timedelta(minutes=15)
    ladder = Ladder(
        "standard",
        (
            Rung("desk", ("console", "email"), waits),
            Rung("on_duty", ("sms",), waits),
            Rung("manager", ("sms", "email"), waits, cannot_decline=True),
        ),
        waits,
    )
    dull: dict[str, Any] = {
        "desks": {"front": front},
        "ladders": {"standard": ladder},
        "rotas": (Duty("front", "on_duty", "duty_phone"), Duty("front", "manager", "manager")),
        "addresses": {
            ("front", "email"): "front@northmoor.example",
            ("duty_phone", "sms"): "07700 900111",
            ("manager", "sms"): "07700 900112",
            ("manager", "email"): "manager@northmoor.example",
            ("administrator", "email"): "admin@northmoor.example",
            ("administrator", "sms"): "07700 900113",
        },
        "times": {
            urgency: Times(timedelta(minutes=15), timedelta(minutes=60), timedelta(hours=4))
            for urgency in Urgency
        },
        "office": always_open(),
        "catch_all": "front",
    }
    return DutyBook(**{**dull, **changes})
