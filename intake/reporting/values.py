"""The value types that whoever tells may hold; channels import them from here.

A test walks the type hints of everything here: none leads to a candidate, person, link,
check, weight or route (promise P4).
"""

from intake.actions.vouch import Welcomed
from intake.domain.attachment import FileRefusal
from intake.domain.code_meant import is_code_like
from intake.domain.codes import normal_reference, normal_return_code
from intake.domain.concern import (
    Asked,
    Certainty,
    Danger,
    Fact,
    IncidentSaid,
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
from intake.domain.condition import Known, is_true
from intake.domain.errors import ConflictError, DueRegardError, NotFoundError, UnavailableError
from intake.domain.file_kinds import HEIC
from intake.domain.private import Private, private
from intake.domain.script import Group, Question, QuestionType, Script, ScriptChoice
from intake.domain.told_days import Days, days_in_words, days_of, month_days
from intake.domain.tongue import ENGLISH, Tongue
from intake.domain.vouching import Profile
from intake.reporting.door import Reply, Reporting
from intake.reporting.files import FileLine
from intake.reporting.turns import (
    AddedKind,
    AddedWords,
    ContactWhen,
    DangerKind,
    FileKind,
    FileRules,
    FileTold,
    Granted,
    LetterKind,
    PublicLetter,
    PublicReport,
    PublicStatus,
    Say,
    SayChoice,
    SayEnglish,
    SayLine,
    SayStyle,
    Step,
    Turn,
    Wish,
    WishKind,
)

__all__ = [
    "ENGLISH",
    "HEIC",
    "AddedKind",
    "AddedWords",
    "Asked",
    "Certainty",
    "ConflictError",
    "ContactWhen",
    "Danger",
    "DangerKind",
    "Days",
    "DueRegardError",
    "Fact",
    "FileKind",
    "FileLine",
    "FileRefusal",
    "FileRules",
    "FileTold",
    "Granted",
    "Group",
    "IncidentSaid",
    "Known",
    "KnownBy",
    "LetterKind",
    "MentionSaid",
    "NotFoundError",
    "Part",
    "Private",
    "Profile",
    "PublicLetter",
    "PublicReport",
    "PublicStatus",
    "Question",
    "QuestionType",
    "Receipt",
    "Reply",
    "ReporterRole",
    "ReporterSaid",
    "Reporting",
    "Say",
    "SayChoice",
    "SayEnglish",
    "SayLine",
    "SayStyle",
    "Script",
    "ScriptChoice",
    "SignSaid",
    "SignSource",
    "Step",
    "Submission",
    "Tongue",
    "Turn",
    "UnavailableError",
    "Welcomed",
    "Wish",
    "WishKind",
    "about",
    "days_in_words",
    "days_of",
    "exactly",
    "is_code_like",
    "is_true",
    "month_days",
    "normal_reference",
    "normal_return_code",
    "private",
]
