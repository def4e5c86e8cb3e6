"""Officers and their sign-ins, outside systems' keys, settings adopted, and leases."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, select

from intake.domain.held import Officer
from intake.store.shelf import Shelf
from intake.store.tables import (
    LeaseRow,
    OfficerRow,
    OrganisationRow,
    SessionRow,
    SettingsRow,
)


def hash_of_token(token: str) -> str:
    """Return the kept form of a token of at least 128 random bits."""
    return sha256(token.encode()).hexdigest()


class Staff:
    """The shelf of those who work here, and of machines that may knock."""

    def __init__(self, session: Session, *, at: datetime) -> None:
        self._session = session
        self._at = at
        self.officers: Shelf[Officer] = Shelf(session, OfficerRow, Officer)
        self._everybody: tuple[Officer, ...] | None = None

    def by_login(self, login: str) -> Officer | None:
        """Return the officer of a login, disabled ones too, or None."""
        return self.officers.find(col(OfficerRow.login) == login.strip().lower())

    def everybody(self) -> tuple[Officer, ...]:
        """Return every officer, disabled ones too; read once a transaction."""
        if self._everybody is None:
            self._everybody = self.officers.all()
        return self._everybody

    def by_telegram(self, telegram_id: str) -> Officer | None:
        """Return the officer of a Telegram account, or None; an empty id is nobody's."""
        if not telegram_id:
            return None
        return self.officers.find(
            col(OfficerRow.telegram_id) == telegram_id, col(OfficerRow.disabled).is_(False)
        )

    def of_desk(self, desk: str) -> tuple[Officer, ...]:
        """Return the working officers of a desk."""
        return self.officers.all(col(OfficerRow.desk) == desk, col(OfficerRow.disabled).is_(False))

    def new_token(self, officer_id: int, *, kind: str, lasts: timedelta) -> str:
        """Make a sign-in ("session") or a one-time link ("link"); returns the secret token."""
        token = secrets.token_urlsafe(32)
        self._session.add(
            SessionRow(
                token_hash=hash_of_token(token),
                officer_id=officer_id,
                kind=kind,
                made_at=self._at,
                expires_at=self._at + lasts,
            )
        )
        self._session.flush()
        return token

    def use_link(self, token: str) -> Officer | None:
        """Use up a one-time link; None where it is unknown, used or too old."""
        row = self._session.exec(
            select(SessionRow)
            .where(col(SessionRow.token_hash) == hash_of_token(token))
            .with_for_update()
        ).first()
        if row is None or row.kind != "link" or row.used_at or row.expires_at < self._at:
            return None
        row.used_at = self._at
        self._session.add(row)
        return self.officers.get(row.officer_id)

    def of_session(self, token: str) -> Officer | None:
        """Return the officer of a sign-in that is in force, or None."""
        row = self._session.get(SessionRow, hash_of_token(token))
        if row is None or row.kind != "session" or row.used_at or row.expires_at < self._at:
            return None
        found = self.officers.find(col(OfficerRow.id) == row.officer_id)
        return found if found and not found.disabled else None

    def end_session(self, token: str) -> None:
        """Sign out."""
        row = self._session.get(SessionRow, hash_of_token(token))
        if row is not None:
            row.used_at = self._at
            self._session.add(row)

    def end_sessions_of(self, officer_id: int) -> None:
        """End all sign-ins and links of an officer who leaves."""
        for row in self._session.exec(
            select(SessionRow).where(
                col(SessionRow.officer_id) == officer_id, col(SessionRow.used_at).is_(None)
            )
        ):
            row.used_at = self._at
            self._session.add(row)

    # outside systems

    def new_organisation(self, name: str, *, scopes: str, desk: str = "") -> str:
        """Make or renew an organisation's key; returns the secret key once."""
        key = "dr_" + secrets.token_urlsafe(32)
        row = self._session.exec(
            select(OrganisationRow).where(col(OrganisationRow.name) == name)
        ).first() or OrganisationRow(name=name, key_hash="", made_at=self._at)
        row.key_hash, row.scopes, row.desk, row.disabled = hash_of_token(key), scopes, desk, False
        self._session.add(row)
        self._session.flush()
        return key

    def organisation_of(self, key: str, scope: str) -> tuple[str, str] | None:
        """Return name and desk of the organisation whose key has a scope, or None."""
        row = self._session.exec(
            select(OrganisationRow).where(col(OrganisationRow.key_hash) == hash_of_token(key))
        ).first()
        if row is None or row.disabled or scope not in row.scopes.split():
            return None
        return row.name, row.desk

    # settings

    def adopt(self, *, digest: str, whole: str, by: str) -> bool:
        """Keep settings whole and in force; False where these very ones were adopted before."""
        before = self._session.get(SettingsRow, digest)
        if before is not None:
            before.adopted_at, before.by = self._at, by
            self._session.add(before)
            return False
        self._session.add(SettingsRow(hash=digest, adopted_at=self._at, by=by, whole=whole))
        self._session.flush()
        return True

    def newest_settings(self) -> tuple[str, str, datetime] | None:
        """Return hash, whole text and moment of the settings adopted last, or None."""
        row = self._session.exec(
            select(SettingsRow).order_by(col(SettingsRow.adopted_at).desc()).limit(1)
        ).first()
        return (row.hash, row.whole, row.adopted_at) if row else None

    def settings(self, digest: str) -> str | None:
        """Return adopted settings, whole, by their hash."""
        row = self._session.get(SettingsRow, digest)
        return row.whole if row else None

    # leases

    def hold(self, name: str, holder: str, *, lasts: timedelta) -> bool:
        """Take or renew a job that only one process may do; False where another has it."""
        row = self._session.exec(
            select(LeaseRow).where(col(LeaseRow.name) == name).with_for_update()
        ).first()
        if row is not None and row.holder != holder and row.until > self._at:
            return False
        row = row or LeaseRow(name=name, holder=holder, until=self._at)
        row.holder, row.until = holder, self._at + lasts
        self._session.add(row)
        self._session.flush()
        return True

    def let_go(self, name: str, holder: str) -> None:
        """Give a job back."""
        row = self._session.get(LeaseRow, name)
        if row is not None and row.holder == holder:
            row.until = self._at
            self._session.add(row)

    def holder_of(self, name: str) -> str:
        """Return who has a job, or had it last; empty where nobody ever had it."""
        row = self._session.get(LeaseRow, name)
        return row.holder if row else ""

    def lease_until(self, name: str) -> datetime | None:
        """Return until when a job is held, or None where nobody ever held it."""
        row = self._session.get(LeaseRow, name)
        return row.until if row else None
