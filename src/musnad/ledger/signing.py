"""Signing keys and signed notes. No SQL: a key is a file outside every ledger, a note is a text that anyone can check.

The key (Ed25519) is made on first use in the user's folder of settings, readable for them alone. ``MUSNAD_KEY`` names
another file. A new key is signed by the one before, beside it in ``<file>.follows``.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from musnad.model.errors import LedgerError

VARIABLE = "MUSNAD_KEY"
_NOTE = re.compile(
    r"(?P<text>(?P<name>[^\s+]+)\n(?P<size>0|[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/]{43}=)\ntime (?P<moment>[0-9T:.Z-]+)\n)"
    r"\n— (?P<signer>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+=*)\n")
_ED25519 = b"\x01"  # the algorithm, in the hash of a key that a note gives


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint, read.

    Attributes:
        name: Name of the ledger.
        size: Entries of the log.
        root: Root over them, hexadecimal.
        moment: When it was signed, UTC.
        text: What is signed.
        key_hash: First four bytes of the hash of name and key.
        signature: The signature.
    """

    name: str
    size: int
    root: str
    moment: str
    text: str
    key_hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key.

    Attributes:
        path: Its file.
        made: Whether it was made just now.
        public: The public key, 32 bytes.
        follows: Id of the key before, and that key's signature over this one's id; None for a first key.
    """

    path: Path
    made: bool
    public: bytes
    follows: tuple[str, bytes] | None
    _private: Ed25519PrivateKey

    @property
    def id(self) -> str:
        """SHA-256 of the public key, hexadecimal."""
        return key_id(self.public)

    def sign(self, text: str) -> bytes:
        """Return the signature over a text."""
        return self._private.sign(text.encode())

    def note(self, name: str, size: int, root: str, moment: str) -> str:
        """Return a signed checkpoint."""
        text = f"{name}\n{size}\n{base64.b64encode(bytes.fromhex(root)).decode()}\ntime {moment}\n"
        signed = base64.b64encode(key_hash(name, self.public) + self.sign(text)).decode()
        return f"{text}\n— {name} {signed}\n"


def key_id(public: bytes) -> str:
    """Return the id of a public key."""
    return sha256(public).hexdigest()


def key_hash(name: str, public: bytes) -> bytes:
    """Return what a note calls a key."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def public_pem(public: bytes) -> bytes:
    """Return a public key as openssl reads it."""
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)


def public_of(data: bytes) -> bytes:
    """Return the 32 bytes of a public key in PEM.

    Raises:
        LedgerError: It is none.
    """
    try:
        key = pem.load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise LedgerError(f"no public key in PEM: {error}") from error
    if not isinstance(key, Ed25519PublicKey):
        raise LedgerError("a public key of another kind than Ed25519")
    return key.public_bytes_raw()


def read_note(note: str) -> Note:
    """Return what a checkpoint says.

    Raises:
        LedgerError: It is none.
    """
    made = _NOTE.fullmatch(note)
    if made is None:
        raise LedgerError("no checkpoint: name, size, root, time, an empty line and a signature are expected")
    try:
        signed = base64.b64decode(made["signature"], validate=True)
        root = base64.b64decode(made["root"], validate=True)
    except binascii.Error as error:
        raise LedgerError(f"a checkpoint with damaged base64: {error}") from error
    if base64.b64encode(root).decode() != made["root"] or base64.b64encode(signed).decode() != made["signature"]:
        raise LedgerError("a checkpoint with loose bits in its base64")
    if made["signer"] != made["name"]:
        raise LedgerError("a checkpoint signed under another name than the ledger's")
    return Note(made["name"], int(made["size"]), root.hex(), made["moment"], made["text"], signed[:4], signed[4:])


def signed_by(note: Note, public: bytes) -> bool:
    """Say whether a key signed a checkpoint."""
    return note.key_hash == key_hash(note.name, public) and is_signature(note.text, note.signature, public)


def is_signature(text: str, signature: bytes, public: bytes) -> bool:
    """Say whether a signature over a text is a key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode("utf-8", "surrogatepass"))
    except (InvalidSignature, ValueError):
        return False
    return True


def key_file() -> Path:
    """Return where the key is, unless another place is named."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "musnad" / "signing.pem"


def signing_key(path: Path | None = None) -> SigningKey:
    """Return the signing key; the first time, make it.

    Raises:
        LedgerError: The file holds no key, cannot be made, or others may read it.
    """
    path = path or key_file()
    try:
        if not path.exists():
            _write(path, Ed25519PrivateKey.generate())
            return _load(path, made=True)
        return _load(path, made=False)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from error


def rotate(path: Path | None = None) -> SigningKey:
    """Put a new key in place of the one there, signed by it; the old one stays beside it under its id.

    Raises:
        LedgerError: There is no key to follow.
    """
    path = path or key_file()
    if not path.exists():
        raise LedgerError(f"{path}: no key to follow; the first signature makes one")
    old = signing_key(path)
    try:
        path.rename(path.with_name(f"{path.stem}-{old.id[:12]}{path.suffix}"))
        _write(path, Ed25519PrivateKey.generate())
        new = _load(path, made=True)
        said = {"id": new.id, "follows": old.id, "signature": base64.b64encode(old.sign(new.id)).decode()}
        _follows(path).write_text(json.dumps(said) + "\n", encoding="utf-8")
        return _load(path, made=True)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from error


def _follows(path: Path) -> Path:
    return path.with_name(f"{path.name}.follows")


def _write(path: Path, key: Ed25519PrivateKey) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)


def _load(path: Path, *, made: bool) -> SigningKey:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise LedgerError(f"{path}: others may read this key; chmod 600 it, or make a new one with `musnad log rotate`")
    try:
        key = pem.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise LedgerError(f"{path}: no private key in PEM: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerError(f"{path}: a key of another kind than Ed25519")
    public = key.public_key().public_bytes_raw()
    return SigningKey(path, made, public, _followed(path, key_id(public)), key)


def _followed(path: Path, key: str) -> tuple[str, bytes] | None:
    beside = _follows(path)
    if not beside.exists():
        return None
    try:
        said = json.loads(beside.read_text("utf-8"))
        return (said["follows"], base64.b64decode(said["signature"])) if said["id"] == key else None
    except (ValueError, KeyError) as error:
        raise LedgerError(f"{beside}: does not say which key this one follows") from error
