"""`demo` and `serve`: the whole service, tried with invented people or run for real."""

import logging
import secrets
import tempfile
import threading
from pathlib import Path
from typing import Annotated

import typer

from dialogs.shell import logs
from dialogs.shell.commands.telling import err, say
from dialogs.shell.faults import what_to_do
from dialogs.shell.service import Role, Service, bind, link_address
from intake.domain.errors import PolicyError
from intake.policy.check import unchecked_contacts
from intake.running.adopting import desks_gone
from intake.running.memory import rest_longer
from intake.running.noise_signing import stale_figure
from intake.running.opening import (
    at_database,
    check_may_serve,
    database_words,
    open_office,
    policy_of,
    sealer_of,
    with_rules_in_force,
)
from intake.settings import Settings, read_settings
from intake.store.office import Office

app = typer.Typer()
LOOPBACK = "127.0.0.1"


@app.command(epilog="Example: dueregard demo --port 8080")
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine.")] = 8000,
) -> None:
    """Try everything with invented people, in a folder that is thrown away at the end.

    It prints the address of the web chat and a one-time link for each demo role. With
    TELEGRAM_BOT_TOKEN set the bot talks too. Nothing leaves this machine otherwise.
    """
    from intake.running.demo import make_demo  # noqa: PLC0415 - not for `serve`

    place = bind(LOOPBACK, port)
    address = f"http://{LOOPBACK}:{place.getsockname()[1]}"
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="dueregard-demo-") as folder:
        settings = at_database(
            read_settings(), Path(folder) / "demo.db", secret=secrets.token_urlsafe(32)
        )
        office = make_demo(Path(folder) / "demo.db", policy_of(settings), sealer_of(settings))
        service = Service(office, settings, public_url=address, keeps_in=True, on_fault=_tell_fault)
        _welcome(office, address, folder)
        history = threading.Thread(target=_play, args=(office, service), daemon=True)
        rest_longer()
        service.run(place, ready=history.start)
        history.join(timeout=10)


def _play(office: Office, service: Service) -> None:
    """Write the invented history, then let ladders climb."""
    from intake.running.demo import play_history  # noqa: PLC0415 - not for `serve`

    play_history(office, is_over=lambda: service.is_over)
    if not service.is_over:
        service.start()
        err.print("The invented history of two months is in; ladders climb from now on.")


def _welcome(office: Office, address: str, folder: str) -> None:
    from intake.running.demo import sign_in_links  # noqa: PLC0415 - not for `serve`

    say(
        "Due Regard, demo. Everybody in it is invented; it is all thrown away at the end.",
        f"  web chat   {address}/report",
        f"  database   {folder}",
        "Sign in by one of these links. Each works once, at any time while this demo runs:",
    )
    for one in sign_in_links(office):
        title = office.policy.duty.desks[one.desk].title
        say(f"  {one.name}, {one.role}, {title}:", f"    {link_address(address, one.token)}")
    say("Stop with Ctrl-C. The history is being written; the queue fills in a few seconds.")


@app.command(epilog="Example: dueregard serve --new --port 8000")
def serve(
    *,
    role: Annotated[
        Role, typer.Option(help="all, or one of several processes on one PostgreSQL.")
    ] = Role.ALL,
    new: Annotated[
        bool, typer.Option("--new", help="Make the database that is not there.")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Run the service.

    It refuses to start without its database (say --new to make one), with settings that
    differ from those in force, and while nobody is named who answers for it
    (organisation.yaml). Put a proxy with TLS before it and set DUEREGARD_PUBLIC_URL.
    """
    settings = read_settings()
    policy = policy_of(settings)
    check_may_serve(policy)
    has_pages = role in {Role.ALL, Role.WEB}
    place = bind(host, port) if has_pages else None
    office = with_rules_in_force(open_office(settings, new=new, policy=policy))
    if role is Role.TELEGRAM and not settings.telegram_bot_token.get_secret_value():
        raise PolicyError(("TELEGRAM_BOT_TOKEN is not set; --role telegram needs it",))
    address = settings.public_url or f"http://{host}:{place.getsockname()[1] if place else port}"
    is_demo = office.policy.organisation.is_demo
    service = Service(
        office,
        settings,
        role=role,
        public_url=address,
        may_call_loopback=is_demo,
        on_fault=_tell_fault,
    )
    logs.configure()
    _tell_where(office, settings, service, address)
    say(*desks_gone(office), *stale_figure(policy))
    rest_longer()
    service.start()
    service.run(place)


def _tell_fault(name: str) -> None:
    """Say a part's fault where whoever started the service sees it."""
    err.print(what_to_do(name), soft_wrap=True, highlight=False)


def _tell_where(office: Office, settings: Settings, service: Service, address: str) -> None:
    policy = office.policy
    unchecked = unchecked_contacts(policy)
    say(
        f"database   {database_words(settings)}",
        f"settings   {policy.folder.resolve()} ({policy.hash[:12]})",
        f"role       {service.role.value}; carriers: {', '.join(service.channels)}",
        f"contacts   {len(unchecked)} that nobody has checked yet (dueregard check-config)",
        f"address    {address}/report and {address}/desk",
    )
    if policy.organisation.is_demo:
        say("These are the demo's settings: for invented people only.")
