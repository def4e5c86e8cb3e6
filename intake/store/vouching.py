"""Invitations, professionals and what they are vouched for; codes and tokens only as hashes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, col

from intake.domain.concern import ReporterRole
from intake.domain.vouching import Professional, Profile
from intake.store.bodies import plain_of, value_of
from intake.store.sealing import Sealer
from intake.store.tables import (
    ConcernRow,
    InvitationRow,
    ProfessionalRow,
    VoiceTieRow,
    VouchedRow,
    WorkChatRow,
)

_INVITATIONS = InvitationRow.metadata.tables["invitation"]
_CHATS = WorkChatRow.metadata.tables["work_chat"]
_VOUCHED = VouchedRow.metadata.tables["vouched"]
_OF_CHAT = select(_CHATS.c.professional_id).where(_CHATS.c.chat_hash == bindparam("of_chat"))


class Vouching:
    """The shelf of those whom an organisation vouches for."""

    def __init__(self, session: Session, *, sealer: Sealer, at: datetime) -> None:
        self._session = session
        self._sealer = sealer
        self._at = at

    # invitations

    def invite(self, token: str, *, organisation: str, role: str, lasts: timedelta) -> None:
        """Keep an invitation's hash until it is used or too old; those too old already go."""
        connection = self._session.connection()
        connection.execute(delete(_INVITATIONS).where(_INVITATIONS.c.expires_at <= self._at))
        connection.execute(
            insert(_INVITATIONS).values(
                token_hash=self._token(token),
                organisation=organisation,
                role=role,
                expires_at=self._at + lasts,
            )
        )

    def invitation(self, token: str) -> tuple[str, ReporterRole] | None:
        """Return who invites, and as what; None where it is unknown, used or too old."""
        row = self._session.get(InvitationRow, self._token(token))
        if row is None or row.expires_at <= self._at:
            return None
        return row.organisation, ReporterRole(row.role)

    def use(self, token: str) -> bool:
        """Use an invitation up; False where another was first."""
        used = delete(_INVITATIONS).where(
            _INVITATIONS.c.token_hash == self._token(token), _INVITATIONS.c.expires_at > self._at
        )
        return self._session.connection().execute(used).rowcount == 1

    # professionals

    def add(
        self, *, organisation: str, role: ReporterRole, code: str, profile: Profile
    ) -> Professional:
        """Keep a professional under the keyed hash of a code."""
        row = ProfessionalRow(
            organisation=organisation,
            role=role.value,
            vouched_at=self._at,
            code_hash=self._code(code),
            sealed=b"",
        )
        self._session.add(row)
        self._session.flush()
        known = Professional(row.id or 0, organisation, role, profile)
        self.keep(known)
        return known

    def keep(self, known: Professional) -> None:
        """Keep a professional's profile, sealed."""
        sealed = self._sealer.seal(plain_of(known.profile), _bound(known.id))
        rows = update(ProfessionalRow).where(col(ProfessionalRow.id) == known.id)
        self._session.connection().execute(rows.values(sealed=sealed))

    def by_code(self, codes: Collection[str]) -> Professional | None:
        """Return whom one of the codes belongs to, or None."""
        hashes = [self._code(code) for code in codes]
        asked = select(ProfessionalRow).where(col(ProfessionalRow.code_hash).in_(hashes))
        row = self._session.execute(asked).scalars().first()
        return self._known(row) if row else None

    def tie(self, known: Professional, chat_hash: str) -> None:
        """Know a chat as this professional's from now on."""
        connection = self._session.connection()
        connection.execute(delete(_CHATS).where(_CHATS.c.chat_hash == chat_hash))
        connection.execute(
            insert(_CHATS).values(chat_hash=chat_hash, professional_id=known.id, tied_at=self._at)
        )

    def of_chat(self, chat_hash: str) -> Professional | None:
        """Return the professional who writes from a chat, or None."""
        found = self._session.connection().execute(_OF_CHAT, {"of_chat": chat_hash}).scalar()
        row = self._session.get(ProfessionalRow, found) if found is not None else None
        return self._known(row) if row else None

    # what they told

    def vouch(self, concern_id: int, organisation: str) -> None:
        """Note that an organisation vouches for who told a concern."""
        self._session.merge(
            VouchedRow(concern_id=concern_id, organisation=organisation, at=self._at)
        )

    def vouched(self, concern_id: int) -> tuple[str, datetime] | None:
        """Return who vouches for the reporter of a concern and since when, or None."""
        row = self._session.get(VouchedRow, concern_id)
        return (row.organisation, row.at) if row else None

    def told_from(self, account: str) -> tuple[int, ...]:
        """Return the concerns that professionals told from an account nobody vouched for yet."""
        roles = [role.value for role in ReporterRole if role.is_professional]
        asked = (
            select(col(ConcernRow.id))
            .join(VoiceTieRow, col(VoiceTieRow.concern_id) == col(ConcernRow.id))
            .where(
                col(VoiceTieRow.kind) == "account",
                col(VoiceTieRow.hash) == account,
                col(ConcernRow.role).in_(roles),
                col(ConcernRow.id).not_in(select(_VOUCHED.c.concern_id)),
            )
            .order_by(col(ConcernRow.id))
        )
        return tuple(found for (found,) in self._session.execute(asked) if found is not None)

    def _known(self, row: ProfessionalRow) -> Professional:
        sealed = self._sealer.open(row.sealed, _bound(row.id or 0))
        plain = Professional(row.id or 0, row.organisation, ReporterRole(row.role), Profile())
        return replace(plain, profile=value_of(Profile, sealed))

    def _token(self, token: str) -> str:
        return self._sealer.hash_of("invitation", token)

    def _code(self, code: str) -> str:
        return self._sealer.hash_of("work", code)


def _bound(professional_id: int) -> str:
    return f"professional:{professional_id}"
