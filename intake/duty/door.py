"""The desk's door: every read and act of an officer, decided by one table (P13).

Each method takes `officer` by keyword and names its act (`guard.act`); what it shows is cut
down by `sight.Sight`. Reads of concerns and persons leave an audit line in the same
transaction, before the page leaves (P9). Its parts are in `doors/`.
"""

from intake.actions import sign_in as entrance
from intake.domain.access import may_do
from intake.domain.held import Officer
from intake.duty.doors.agreements import AgreementDoor
from intake.duty.doors.answers import AnsweringDoor
from intake.duty.doors.cases import ChildCaseDoor
from intake.duty.doors.closing import TAKEN_BY, ClosingDoor
from intake.duty.doors.coding import CodingDoor
from intake.duty.doors.decisions import DecisionDoor
from intake.duty.doors.diary import DiaryDoor
from intake.duty.doors.families import FamiliesDoor
from intake.duty.doors.figures import FiguresDoor
from intake.duty.doors.files import FilesDoor
from intake.duty.doors.holds import HoldDoor
from intake.duty.doors.joining import JoiningDoor
from intake.duty.doors.lending import LendingDoor
from intake.duty.doors.meetings import MeetingDoor
from intake.duty.doors.network import NetworkDoor
from intake.duty.doors.outcomes import OutcomesDoor
from intake.duty.doors.proposals import ProposalDoor
from intake.duty.doors.radar import RadarDoor
from intake.duty.doors.reads import ReadingDoor
from intake.duty.doors.stewardship import StewardshipDoor
from intake.duty.doors.turns import TurnsDoor
from intake.duty.doors.voices import VoicesDoor
from intake.duty.doors.writing import WritingDoor
from intake.duty.sight import reader_of
from intake.duty.views import DeskFacts

__all__ = ["TAKEN_BY", "DutyDoor"]


class DutyDoor(
    ReadingDoor,
    AnsweringDoor,
    CodingDoor,
    DiaryDoor,
    FilesDoor,
    ClosingDoor,
    ChildCaseDoor,
    WritingDoor,
    StewardshipDoor,
    AgreementDoor,
    MeetingDoor,
    HoldDoor,
    FamiliesDoor,
    DecisionDoor,
    LendingDoor,
    ProposalDoor,
    RadarDoor,
    FiguresDoor,
    TurnsDoor,
    NetworkDoor,
    JoiningDoor,
    VoicesDoor,
    OutcomesDoor,
):
    """Everything a desk may read and do; here is coming and going, before there is an officer."""

    def sign_in(self, *, login: str, password: str) -> str:
        """Return the secret token of a new session; raises SignInRefusedError."""
        return entrance.sign_in(self.office, login=login, password=password)

    def use_link(self, *, token: str) -> str:
        """Return the session of a one-time link; raises SignInRefusedError."""
        return entrance.use_link(self.office, token=token)

    def sign_out(self, *, token: str) -> None:
        """End a session."""
        entrance.sign_out(self.office, token=token)

    def officer_of(self, *, token: str) -> Officer | None:
        """Return the officer of a session in force, or None."""
        return entrance.officer_of(self.office, token) if token else None

    def facts(self, *, officer: Officer) -> DeskFacts:
        """Return what stands on every page of this officer; names nobody else."""
        reader = reader_of(self.office, officer)
        table, desk = self.office.policy.access, self.office.policy.duty.desks[reader.desk]
        area = self.office.policy.areas.areas.get(reader.area)
        return DeskFacts(
            officer=officer.name,
            desk=desk.title,
            area=area.title if area else "",
            role=officer.role,
            may=frozenset(name for name in table.actions if may_do(table, reader, name)),
            at=self.office.now(),
        )
