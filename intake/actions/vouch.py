"""An organisation vouches for one of its staff: by an invitation, before a report or after.

A report of a professional is taken at once, whoever they say they are (no report waits for a
check of identity); the desk sees "not vouched for" beside it until somebody does.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta

from intake.domain.code_meant import codes_meant
from intake.domain.code_words import CODE_WORDS
from intake.domain.codes import normal_return_code, return_code_of
from intake.domain.concern import ReporterRole, ReporterSaid
from intake.domain.held import ConcernHeld
from intake.domain.vouching import Professional, Profile, learned
from intake.store.office import Office
from intake.store.work import Work

TOKEN_BITS = 192
"""As letters of base64 they fit the 64 that a deep link may carry."""


@dataclass(frozen=True, slots=True)
class Welcomed:
    """What somebody invited gets: the code that fills in their later reports."""

    organisation: str
    code: str = field(repr=False)
    concerns: int = 0


def invite(
    office: Office, work: Work, *, organisation: str, role: ReporterRole, lasts: timedelta
) -> str:
    """Make an invitation for one of an organisation's staff.

    Args:
        office: Gives the random bits.
        work: The open transaction.
        organisation: Who vouches.
        role: What work they do; a professional's.
        lasts: How long the invitation can be used.

    Returns:
        The token, kept nowhere but as a keyed hash.

    Raises:
        ValueError: The role is nobody's work.
    """
    if not role.is_professional:
        raise ValueError(role.value)
    token = urlsafe_b64encode(office.bits(TOKEN_BITS).to_bytes(TOKEN_BITS // 8)).decode()
    work.vouching.invite(token, organisation=organisation, role=role.value, lasts=lasts)
    work.audit.note("organisation.invited", role=role.value)
    return token


def accept(
    office: Office, work: Work, token: str, *, chat_hash: str, profile: Profile
) -> Welcomed | None:
    """Use up an invitation: the chat is its user's, and what they told from it is vouched for.

    Returns:
        The code for other devices and days, or None where the invitation is unknown, used or
        too old, which look alike.
    """
    invited = work.vouching.invitation(token)
    if invited is None or not work.vouching.use(token):
        return None
    organisation, role = invited
    code = return_code_of(office.bits(96), CODE_WORDS)
    known = work.vouching.add(
        organisation=organisation, role=role, code=normal_return_code(code), profile=profile
    )
    told = _tie(work, known, chat_hash)
    work.audit.note("professional.vouched", professional=known.id, concerns=told)
    return Welcomed(organisation, code, told)


def come_again(work: Work, typed: str, *, chat_hash: str) -> Professional | None:
    """Know a chat as a professional's by their code; None where it is nobody's."""
    known = work.vouching.by_code(codes_meant(typed))
    if known is not None:
        _tie(work, known, chat_hash)
        work.audit.note("professional.came_again", professional=known.id)
    return known


def vouch_for(work: Work, concern: ConcernHeld, who: ReporterSaid, *, chat_hash: str) -> None:
    """Vouch for a concern that a known professional told as one, and learn their details."""
    known = work.vouching.of_chat(chat_hash)
    if known is None or not who.role.is_professional or concern.is_unfinished:
        return
    work.vouching.vouch(concern.id, known.organisation)
    news = learned(known.profile, who)
    if news != known.profile:
        work.vouching.keep(Professional(known.id, known.organisation, known.role, news))


def _tie(work: Work, known: Professional, chat_hash: str) -> int:
    work.vouching.tie(known, chat_hash)
    told = work.vouching.told_from(work.sealer.hash_of("tie:account", chat_hash))
    for concern_id in told:
        work.vouching.vouch(concern_id, known.organisation)
        work.audit.note("concern.vouched", concern_id=concern_id)
    return len(told)
