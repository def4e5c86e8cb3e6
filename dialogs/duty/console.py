"""The console at /desk: who may knock, and which page answers; read `duty_routes` first."""

from fastapi import APIRouter
from starlette.responses import Response

from dialogs.duty.agreement_room import AgreementRoom
from dialogs.duty.alert_room import AlertRoom
from dialogs.duty.close_room import CloseRoom
from dialogs.duty.coding_room import CodingRoom
from dialogs.duty.decision_room import DecisionRoom
from dialogs.duty.desk import Ask, Desk, Render, to
from dialogs.duty.entrance import Entrance
from dialogs.duty.event_room import EventRoom
from dialogs.duty.family_room import FamilyRoom
from dialogs.duty.figures_room import FiguresRoom
from dialogs.duty.file_room import FileRoom
from dialogs.duty.grade_room import GradeRoom
from dialogs.duty.handover_room import HandoverRoom
from dialogs.duty.hold_room import HoldRoom
from dialogs.duty.homes_room import HomesRoom
from dialogs.duty.joining_room import JoiningRoom
from dialogs.duty.lending_room import LendingRoom
from dialogs.duty.link_room import LinkRoom
from dialogs.duty.meeting_room import MeetingRoom
from dialogs.duty.outcome_room import OutcomeRoom
from dialogs.duty.person_room import PersonRoom
from dialogs.duty.proposal_room import ProposalRoom
from dialogs.duty.queue_room import QueueRoom
from dialogs.duty.radar_room import RadarRoom
from dialogs.duty.report_room import RangeIn, ReportRoom, no_range
from dialogs.duty.reporter_room import ReporterRoom
from dialogs.duty.rota_room import RotaRoom
from dialogs.duty.turns_room import TurnsRoom
from dialogs.duty.voice_room import VoiceRoom
from intake.duty.door import DutyDoor
from intake.duty.values import NotFoundError


def duty_routes(
    door: DutyDoor,
    render: Render,
    *,
    secure: bool,
    range_in: RangeIn = no_range,
    is_exercise: bool = False,
) -> APIRouter:
    """Make the routes of the console.

    Args:
        door: The desk's door; called in a worker thread.
        render: Draws templates (`Pages.render`).
        secure: Whether browsers come by https.
        range_in: Reads words about a time as the first and last day that they leave open.
        is_exercise: Whether what is taken away says EXERCISE; pages are marked by who draws them.
    """
    router = APIRouter(prefix="/desk", include_in_schema=False)
    desk = Desk(door, render, secure=secure, is_exercise=is_exercise)
    for room in (
        Entrance(desk),
        QueueRoom(desk),
        AlertRoom(desk),
        PersonRoom(desk),
        LinkRoom(desk),
        VoiceRoom(desk),
        JoiningRoom(desk),
        HomesRoom(desk),
        OutcomeRoom(desk),
        CloseRoom(desk),
        DecisionRoom(desk),
        LendingRoom(desk),
        ProposalRoom(desk),
        CodingRoom(desk),
        FileRoom(desk),
        GradeRoom(desk),
        HandoverRoom(desk),
        EventRoom(desk),
        AgreementRoom(desk),
        HoldRoom(desk),
        FamilyRoom(desk),
        MeetingRoom(desk),
        RadarRoom(desk),
        FiguresRoom(desk),
        TurnsRoom(desk),
        RotaRoom(desk),
        ReportRoom(desk, range_in),
        ReporterRoom(desk),
    ):
        room.add_to(router)
    router.add_api_route("/{rest:path}", desk.page(_elsewhere), methods=["GET"])
    return router


def _elsewhere(ask: Ask) -> Response:
    """Answer an address that no room has, in the frame of the desk.

    Raises:
        NotFoundError: Always, but for the desk's own address with a stroke at its end.
    """
    if not ask.word("rest"):
        return to("/desk")
    raise NotFoundError(what="page")
