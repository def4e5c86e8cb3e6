"""The console at /desk: who may knock, and which page answers; read `duty_routes` first."""

from fastapi import APIRouter

from dialogs.duty.alert_room import AlertRoom
from dialogs.duty.close_room import CloseRoom
from dialogs.duty.desk import Desk, Render
from dialogs.duty.entrance import Entrance
from dialogs.duty.person_room import PersonRoom
from dialogs.duty.queue_room import QueueRoom
from dialogs.duty.report_room import ReportRoom
from intake.duty.door import DutyDoor


def duty_routes(door: DutyDoor, render: Render, *, secure: bool) -> APIRouter:
    """Make the routes of the console.

    Args:
        door: The desk's door; called in a worker thread.
        render: Draws templates (`Pages.render`).
        secure: Whether browsers come by https.
    """
    router = APIRouter(prefix="/desk", include_in_schema=False)
    desk = Desk(door, render, secure=secure)
    for room in (
        Entrance(desk),
        QueueRoom(desk),
        AlertRoom(desk),
        PersonRoom(desk),
        CloseRoom(desk),
        ReportRoom(desk),
    ):
        room.add_to(router)
    return router
