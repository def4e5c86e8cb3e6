"""`officer` and `organisation`: who may sign in, and which system may knock."""

from typing import Annotated

import typer

from dialogs.shell.commands.telling import say
from dialogs.shell.service import link_address
from intake.domain.errors import PolicyError
from intake.policy.faults import did_you_mean
from intake.running.opening import open_office
from intake.running.staffing import SCOPES, disable, invitations, new_key, new_link, seat
from intake.settings import read_settings

app = typer.Typer()
officers = typer.Typer(no_args_is_help=True, help="Those who work at a desk.")
organisations = typer.Typer(no_args_is_help=True, help="Outside systems with a key.")
app.add_typer(officers, name="officer")
app.add_typer(organisations, name="organisation")


@officers.command(
    "add",
    epilog="Example: dueregard officer add m.fenn --name 'M. Fenn' --desk northmoor_children "
    "--role duty_officer",
)
def add(
    *,
    login: Annotated[str, typer.Argument(help="What they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name, as others read it.")],
    desk: Annotated[str, typer.Option(help="A desk of duty.yaml.")],
    role: Annotated[str, typer.Option(help="A role of access.yaml.")],
    telegram: Annotated[str, typer.Option(help="Their Telegram account's number.")] = "",
    password: Annotated[
        bool, typer.Option("--password", help="Ask for a password instead of making a link.")
    ] = False,
) -> None:
    """Add an officer to a desk, and print a one-time link to sign in with."""
    settings = read_settings()
    office = open_office(settings)
    secret = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if password else ""
    seat(
        office, login=login, name=name, desk=desk, role=role, password=secret, telegram_id=telegram
    )
    say(f"{login} is at desk {desk} as {role}.")
    if not password:
        token = new_link(office, login=login)
        say("Sign in once, within half an hour:", link_address(settings.public_url, token))


@officers.command("link", epilog="Example: dueregard officer link m.fenn")
def link(login: Annotated[str, typer.Argument(help="What they sign in with.")]) -> None:
    """Make a new one-time link for an officer who cannot sign in."""
    settings = read_settings()
    token = new_link(open_office(settings), login=login)
    say("Sign in once, within half an hour:", link_address(settings.public_url, token))


@officers.command("disable", epilog="Example: dueregard officer disable m.fenn")
def leave(
    login: Annotated[str, typer.Argument(help="Who leaves.")],
    *,
    hand_to: Annotated[str, typer.Option(help="The colleague who takes what they hold.")] = "",
    by: Annotated[str, typer.Option(help="The officer who hands it over.")] = "",
    reason: Annotated[str, typer.Option(help="Why; it is kept.")] = "",
) -> None:
    """Shut an officer out at once; what they did stays on record under their name.

    Refused while they hold alerts, which are listed, unless a colleague of the desk takes all.
    """
    office = open_office(read_settings())
    disable(office, login=login, hand_to=hand_to, by=by, reason=reason)
    say(f"{login} is shut out; their sessions have ended.")


@organisations.command(
    "key", epilog="Example: dueregard organisation key 'Thornbury practice' --scope concerns"
)
def key(
    name: Annotated[str, typer.Argument(help="The organisation whose system will knock.")],
    scope: Annotated[
        list[str] | None, typer.Option(help="What it may do: concerns, screen.")
    ] = None,
    desk: Annotated[str, typer.Option(help="For screen: the desk it belongs to.")] = "",
) -> None:
    """Make or renew the key of an organisation; it is shown once and kept as a hash."""
    scopes = tuple(scope or ["concerns"])
    if strangers := [one for one in scopes if one not in SCOPES]:
        advice = did_you_mean(strangers[0], SCOPES)
        raise PolicyError((f"--scope: there is no '{strangers[0]}'; {advice}",))
    secret = new_key(open_office(read_settings()), name=name, scopes=scopes, desk=desk)
    say("The key, shown this once; an older key of this organisation has ended:", secret)


@organisations.command(
    "invite", epilog="Example: dueregard organisation invite 'Thornbury practice' --role health"
)
def invite_staff(
    name: Annotated[str, typer.Argument(help="The organisation that vouches.")],
    role: Annotated[
        str,
        typer.Option(help="health, therapist, teacher, police, social_care, other_professional."),
    ],
    count: Annotated[int, typer.Option(min=1, max=500, help="How many; each works once.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=90, help="How long each can be used.")] = 7,
) -> None:
    """Make invitations by which an organisation vouches for its staff, one each.

    Their reports then say who vouches for them, also those sent before, and are filled in with
    their details. Nobody needs an invitation to report.
    """
    settings = read_settings()
    office = open_office(settings)
    tokens = invitations(office, name=name, role=role, count=count, days=days)
    say(f"{name} vouches for whoever opens one of these within {days} days, each once:")
    for token in tokens:
        say(f"{settings.public_url.rstrip('/')}/professionals/{token}")
    say("In Telegram the last part does it: https://t.me/YOUR_BOT?start=THE_LAST_PART")
