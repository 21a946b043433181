"""Encryption of what identifies people, and the keyed digests by which it is found again.

The keys live outside the database (settings `PORTAL_DATA_KEYS`, `PORTAL_LOOKUP_KEY`), so that a stolen
database or backup names nobody's number. Values are sealed with Fernet (AES-128-CBC with HMAC-SHA256, from
the `cryptography` library); several keys may be given, the first one seals, all of them open: that is how a
key is rotated. Digests are HMAC-SHA256.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class CannotOpen(Exception):
    """A sealed value was made with a key that is not in the ring."""


class Vault:
    """A ring of keys. One for the process, filled once by `create_app`."""

    def __init__(self) -> None:
        self._ring: MultiFernet | None = None
        self._lookup_key = b""

    def configure(self, data_keys: list[str], lookup_key: str) -> None:
        """Take the keys: `data_keys` are url-safe base64 of 32 bytes, newest first."""
        self._ring = MultiFernet([Fernet(key) for key in data_keys])
        self._lookup_key = lookup_key.encode()

    @property
    def ring(self) -> MultiFernet:
        if self._ring is None:
            raise RuntimeError("The vault has no keys yet: create_app() gives them.")
        return self._ring

    def seal(self, text: str) -> str:
        return self.ring.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        try:
            return self.ring.decrypt(sealed).decode()
        except (InvalidToken, ValueError) as error:
            raise CannotOpen("No key of the ring opens this value; was PORTAL_DATA_KEYS shortened?") from error

    def seal_bytes(self, content: bytes) -> bytes:
        return self.ring.encrypt(content)

    def open_bytes(self, sealed: bytes) -> bytes:
        try:
            return self.ring.decrypt(sealed)
        except InvalidToken as error:
            raise CannotOpen("No key of the ring opens this file; was PORTAL_DATA_KEYS shortened?") from error

    def digest(self, purpose: str, text: str) -> str:
        """A keyed fingerprint (32 hex digits) by which `text` can be looked up and not be guessed back.

        `purpose` keeps apart the digests of different fields that happen to hold the same text.
        """
        if not self._lookup_key:
            raise RuntimeError("The vault has no keys yet: create_app() gives them.")
        message = f"{purpose}\x00{text}".encode()
        return hmac.new(self._lookup_key, message, hashlib.sha256).hexdigest()[:32]

    def signature(self, purpose: str, text: str) -> str:
        """A url-safe signature (22 characters, 128 bits) of `text`, good for one purpose only."""
        message = f"signature\x00{purpose}\x00{text}".encode()
        mac = hmac.new(self._lookup_key, message, hashlib.sha256).digest()[:16]
        return base64.urlsafe_b64encode(mac).decode("ascii").rstrip("=")

    def token(self, purpose: str, text: str) -> str:
        """Twelve small letters and digits (60 bits) that only the holder of the key can make from `text`."""
        message = f"token\x00{purpose}\x00{text}".encode()
        mac = hmac.new(self._lookup_key, message, hashlib.sha256).digest()
        return base64.b32encode(mac).decode("ascii")[:12].lower()

    def verifies(self, purpose: str, text: str, signature: str) -> bool:
        return hmac.compare_digest(self.signature(purpose, text).encode(), signature.encode())


vault = Vault()


def new_data_key() -> str:
    """A fresh key for `PORTAL_DATA_KEYS`."""
    return Fernet.generate_key().decode("ascii")


def new_ref(length: int) -> str:
    """An identifier for addresses: small letters and digits, `length` of them, drawn at random."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(length))
