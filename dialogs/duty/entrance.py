"""Coming in and going: password, one-time link, sign out."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dialogs.duty.desk import Ask, Desk
from dialogs.duty.seat import drop_session, keep_session, safe_next
from intake.duty.values import SignInRefusedError

DID_NOT_FIT = "Name and password do not fit together. Look at both again."
LINK_SPENT = "This link was used before, or is too old. Sign in with name and password."


class Entrance:
    """The door's handle."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, router: APIRouter) -> None:
        """Add the routes."""
        router.add_api_route("/sign-in", self.ask, methods=["GET"])
        router.add_api_route("/sign-in", self.come_in, methods=["POST"])
        router.add_api_route("/enter/{token}", self.ask_link, methods=["GET"])
        router.add_api_route("/enter/{token}", self.use_link, methods=["POST"])
        router.add_api_route("/sign-out", self._desk.page(self.go), methods=["POST"])

    async def ask(self, request: Request) -> Response:
        """Ask for name and password."""
        return self._page(request, safe_next(request.query_params.get("next", "")))

    async def come_in(self, request: Request) -> Response:
        """Sign in, and lead to where the officer wanted to go."""
        form = await request.form()
        login, password, where = (str(form.get(k, "")) for k in ("login", "password", "next"))
        try:
            token = await run_in_threadpool(
                self._desk.door.sign_in, login=login[:200], password=password[:1000]
            )
        except SignInRefusedError:
            return self._page(
                request, safe_next(where), fault=DID_NOT_FIT, login=login[:200], status=401
            )
        return self._signed_in(token, safe_next(where))

    async def ask_link(self, request: Request, token: str) -> Response:  # noqa: ARG002 - see why
        """Ask before a one-time link is used.

        Why: a chat's preview opens every link; it must not burn the only use.
        """
        return self._desk.outside(request, "duty/entrance.html", {"is_link": True})

    async def use_link(self, request: Request, token: str) -> Response:
        """Use up a one-time link."""
        try:
            session = await run_in_threadpool(self._desk.door.use_link, token=token)
        except SignInRefusedError:
            return self._page(request, "/desk", fault=LINK_SPENT, status=401)
        return self._signed_in(session, "/desk")

    def go(self, ask: Ask) -> Response:
        """End the session."""
        self._desk.door.sign_out(token=ask.session)
        response = RedirectResponse("/desk/sign-in", 303)
        drop_session(response, secure=self._desk.secure)
        return response

    def _signed_in(self, token: str, where: str) -> Response:
        response = RedirectResponse(where, 303)
        keep_session(response, token, secure=self._desk.secure)
        return response

    def _page(
        self, request: Request, where: str, *, fault: str = "", login: str = "", status: int = 200
    ) -> Response:
        facts = {"next": where, "fault": fault, "login": login, "is_link": False}
        return self._desk.outside(request, "duty/entrance.html", facts, status=status)
