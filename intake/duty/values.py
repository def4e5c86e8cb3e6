"""The value types that the desk's side may hold; consoles and carriers import them from here."""

from intake.domain.agreement import Term
from intake.domain.alert import AlertKind, AlertState
from intake.domain.band import Band
from intake.domain.closing import ClosedHow
from intake.domain.codes import normal_reference
from intake.domain.concern import (
    Certainty,
    Danger,
    KnownBy,
    MentionSaid,
    Part,
    Receipt,
    ReporterRole,
    ReporterSaid,
    SignSaid,
    SignSource,
    Submission,
    about,
    exactly,
)
from intake.domain.deciding import Said
from intake.domain.diary import DiaryKind
from intake.domain.dossier import SignAnswer
from intake.domain.errors import (
    ClosureRefusedError,
    ConflictError,
    DueRegardError,
    FlagRefusedError,
    JudgementRefusedError,
    NotFoundError,
    PurposeMissingError,
    RefusedError,
    SignInRefusedError,
    TransitionRefusedError,
    UnavailableError,
)
from intake.domain.held import Officer
from intake.domain.hold import term_of
from intake.domain.lending import LendingOffer
from intake.domain.person import Answer, FlagTerm, LinkState, RiskLevel, TermKind
from intake.domain.private import Private, private
from intake.domain.proposal import Wanted
from intake.domain.two_way import DisclosedTo, DisclosedWhat, LetterKind
from intake.domain.urgency import Urgency

__all__ = [
    "AlertKind",
    "AlertState",
    "Answer",
    "Band",
    "Certainty",
    "ClosedHow",
    "ClosureRefusedError",
    "ConflictError",
    "Danger",
    "DiaryKind",
    "DisclosedTo",
    "DisclosedWhat",
    "DueRegardError",
    "FlagRefusedError",
    "FlagTerm",
    "JudgementRefusedError",
    "KnownBy",
    "LendingOffer",
    "LetterKind",
    "LinkState",
    "MentionSaid",
    "NotFoundError",
    "Officer",
    "Part",
    "Private",
    "PurposeMissingError",
    "Receipt",
    "RefusedError",
    "ReporterRole",
    "ReporterSaid",
    "RiskLevel",
    "Said",
    "SignAnswer",
    "SignInRefusedError",
    "SignSaid",
    "SignSource",
    "Submission",
    "Term",
    "TermKind",
    "TransitionRefusedError",
    "UnavailableError",
    "Urgency",
    "Wanted",
    "about",
    "exactly",
    "normal_reference",
    "private",
    "term_of",
]
