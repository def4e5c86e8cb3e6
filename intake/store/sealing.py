"""Sealing: what nobody should read in passing, and keyed hashes of addresses.

AES-256-GCM per value, bound to its table, column and owner by associated data, so that a
row copied over another does not open. Keys are derived from DUEREGARD_SECRET_KEY.
"""

import hmac
import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.domain.errors import UnavailableError

VERSION = b"\x01"


class Sealer:
    """Seals and opens values with keys derived from one secret.

    Args:
        secret: At least 16 bytes; losing it loses drafts and reporters' identities.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 16:
            raise ValueError("the secret key needs at least 16 bytes")
        self._box = AESGCM(sha256(b"seal" + secret).digest())
        self._mac = sha256(b"mac" + secret).digest()

    def seal(self, value: Any, bound_to: str) -> bytes:
        """Seal a JSON-able value, bound to a place such as `draft:chat-hash`."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return self.seal_bytes(plain, bound_to)

    def open(self, sealed: bytes, bound_to: str) -> Any:
        """Open a sealed value.

        Raises:
            UnavailableError: The key is another, or the value belongs elsewhere.
        """
        return json.loads(self.open_bytes(sealed, bound_to))

    def seal_bytes(self, plain: bytes, bound_to: str) -> bytes:
        """Seal bytes as they are, bound to a place such as `file:12:original:3`."""
        nonce = secrets.token_bytes(12)
        return VERSION + nonce + self._box.encrypt(nonce, plain, bound_to.encode())

    def open_bytes(self, sealed: bytes, bound_to: str) -> bytes:
        """Open sealed bytes; raises as `open`."""
        try:
            return self._box.decrypt(sealed[1:13], sealed[13:], bound_to.encode())
        except InvalidTag as fault:
            raise UnavailableError(what="sealed") from fault

    def hash_of(self, kind: str, words: str) -> str:
        """Return a keyed hash, the same for the same words; 64 hex letters."""
        return hmac.new(self._mac, f"{kind}\0{words}".encode(), sha256).hexdigest()
