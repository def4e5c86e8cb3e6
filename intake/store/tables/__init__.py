"""All rows of the house; nothing outside this room may hold one. Read `archive.py` next.

Text about people is kept with `repr=False`; what a reporter may expect nobody to read
(drafts, identities, chat addresses) is sealed before it comes here (`sealing.py`). States
are text with the domain's own codes: an enum column would hide a new member from migrations.
"""

from intake.store.tables.agreed import AgreementRow, TermCheckRow
from intake.store.tables.cases import CaseOfferRow
from intake.store.tables.clues import ClueRow
from intake.store.tables.decided import (
    ChallengeRow,
    DossierAboutRow,
    DossierRow,
    ProposalRow,
    RelookRow,
    RequestRow,
)
from intake.store.tables.due import (
    AlertRow,
    DeliveryRow,
    DiaryRow,
    NoteRow,
)
from intake.store.tables.families import (
    ApplicationRow,
    ContactRow,
    DecisionRow,
    SafePlanRow,
    SaidRow,
    StepDoneRow,
)
from intake.store.tables.files import (
    AttachmentRow,
    FilePartRow,
)
from intake.store.tables.held import (
    CrossedRow,
    FlagRow,
    FlagTermRow,
    JudgementRow,
    LinkRow,
    ListVersionRow,
    OutcomeRow,
    OwnershipRow,
    PersonRow,
    StandingRow,
    StatementRow,
)
from intake.store.tables.holds import ManagedRow, ReleaseItemRow
from intake.store.tables.house import (
    AuditRow,
    FaultRow,
    KeyCheckRow,
    LeaseRow,
    OfficerRow,
    OrganisationRow,
    SessionRow,
    SettingsRow,
    WitnessRow,
)
from intake.store.tables.joined import JoinedRow
from intake.store.tables.lent import LoanRow
from intake.store.tables.meetings import MeetingRow, SignatureRow
from intake.store.tables.stewardship import EventRow, HandoverRow, ToldRow
from intake.store.tables.talk import (
    DraftRow,
    InboxRow,
    OutboxRow,
    WayInRow,
)
from intake.store.tables.told import (
    AdditionRow,
    CheckRow,
    ChildCaseRow,
    ClosingRow,
    ConcernRow,
    GistRow,
    GradingRow,
    KeyedRow,
    LikeMarkRow,
    MentionKeyRow,
    MentionRow,
    RecheckRow,
    ReporterRow,
    StoryKeyRow,
    VoiceActRow,
    VoiceMoveRow,
    VoiceRow,
    VoiceTieRow,
)
from intake.store.tables.turns import PassingRow, PingRow
from intake.store.tables.two_way import DisclosureRow, LetterRow, ResumeCodeRow, WayBackRow
from intake.store.tables.vouching import (
    InvitationRow,
    ProfessionalRow,
    VouchedRow,
    WorkChatRow,
)

__all__ = [
    "AdditionRow",
    "AgreementRow",
    "AlertRow",
    "ApplicationRow",
    "AttachmentRow",
    "AuditRow",
    "CaseOfferRow",
    "ChallengeRow",
    "CheckRow",
    "ChildCaseRow",
    "ClosingRow",
    "ClueRow",
    "ConcernRow",
    "ContactRow",
    "CrossedRow",
    "DecisionRow",
    "DeliveryRow",
    "DiaryRow",
    "DisclosureRow",
    "DossierAboutRow",
    "DossierRow",
    "DraftRow",
    "EventRow",
    "FaultRow",
    "FilePartRow",
    "FlagRow",
    "FlagTermRow",
    "GistRow",
    "GradingRow",
    "HandoverRow",
    "InboxRow",
    "InvitationRow",
    "JoinedRow",
    "JudgementRow",
    "KeyCheckRow",
    "KeyedRow",
    "LeaseRow",
    "LetterRow",
    "LikeMarkRow",
    "LinkRow",
    "ListVersionRow",
    "LoanRow",
    "ManagedRow",
    "MeetingRow",
    "MentionKeyRow",
    "MentionRow",
    "NoteRow",
    "OfficerRow",
    "OrganisationRow",
    "OutboxRow",
    "OutcomeRow",
    "OwnershipRow",
    "PassingRow",
    "PersonRow",
    "PingRow",
    "ProfessionalRow",
    "ProposalRow",
    "RecheckRow",
    "ReleaseItemRow",
    "RelookRow",
    "ReporterRow",
    "RequestRow",
    "ResumeCodeRow",
    "SafePlanRow",
    "SaidRow",
    "SessionRow",
    "SettingsRow",
    "SignatureRow",
    "StandingRow",
    "StatementRow",
    "StepDoneRow",
    "StoryKeyRow",
    "TermCheckRow",
    "ToldRow",
    "VoiceActRow",
    "VoiceMoveRow",
    "VoiceRow",
    "VoiceTieRow",
    "VouchedRow",
    "WayBackRow",
    "WayInRow",
    "WitnessRow",
    "WorkChatRow",
]
