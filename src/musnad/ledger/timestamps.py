"""Timestamps of others (RFC 3161) on checkpoints: asked for, kept, read and checked.

A timestamp says that the checkpoint was there at a moment, by the word of somebody who is not us. Its own signature is
checked here; whether its authority is to be trusted is checked with the authority's certificate, by openssl.
"""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import new as hasher
from hashlib import sha256
from secrets import randbits
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from sqlalchemy import select

from musnad.ledger.backend import open_backend
from musnad.ledger.checkpoints import Checkpoint
from musnad.ledger.entries import row_entry
from musnad.ledger.log import append
from musnad.ledger.migrations import check
from musnad.ledger.schema_custody import timestamps
from musnad.model.errors import LedgerError

WAIT = 30  # seconds that an authority may take
LARGEST = 1 << 20  # bytes of an answer

SEQUENCE, SET, INTEGER, OCTETS, TIME, FIRST = 0x30, 0x31, 0x02, 0x04, 0x18, 0xA0
_SHA256 = bytes.fromhex("300d06096086480165030402010500")  # its AlgorithmIdentifier
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_HASHES = {bytes.fromhex(f"60864801650304020{at}"): name for at, name in enumerate(("sha256", "sha384", "sha512"), 1)}
_ALGORITHMS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_COLUMNS = ("checkpoint", "authority", "moment", "token")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a timestamp says.

    Attributes:
        moment: When, UTC.
        digest: SHA-256 of what was stamped.
        nonce: The number that the request gave, if it is repeated.
        signed: Whether its signature is that of a certificate in it; None where that cannot be told here.
    """

    moment: str
    digest: bytes
    nonce: int | None
    signed: bool | None


@dataclass(frozen=True, slots=True)
class _Part:
    """One value of ASN.1: its tag, its content, and the whole of it."""

    tag: int
    data: bytes
    whole: bytes

    def parts(self) -> list[_Part]:
        return list(_parts(self.data))


def timestamp(where: str | os.PathLike[str], checkpoint: Checkpoint, authority: str) -> Stamp:
    """Have an authority stamp a checkpoint, and keep what it answers.

    Raises:
        LedgerError: It does not answer, refuses, or answers something else.
    """
    nonce = randbits(63)
    digest = sha256(checkpoint.note.encode()).digest()
    answer = _ask(authority, request(digest, nonce))
    stamp = read_stamp(answer)
    if stamp.digest != digest or stamp.nonce not in {None, nonce} or stamp.signed is False:
        raise LedgerError(f"{authority}: the answer is no timestamp of this checkpoint")
    backend = open_backend(where, "judge")
    try:
        check(backend)
        with backend.writing() as connection:
            row = (checkpoint.number, authority, stamp.moment, answer)
            backend.append_one(connection, timestamps, _COLUMNS, row)
            token = sha256(answer).hexdigest()
            entry = row_entry("timestamp", token, row, checkpoint=checkpoint.number, token=token)
            append(backend, connection, [entry])
    finally:
        backend.close()
    return stamp


@dataclass(frozen=True, slots=True)
class Kept:
    """A timestamp that the ledger keeps.

    Attributes:
        checkpoint: Number of its checkpoint.
        authority: Who stamped it.
        moment: When, UTC.
        token: The whole answer.
    """

    checkpoint: int
    authority: str
    moment: str
    token: bytes


def timestamps_of(where: str | os.PathLike[str]) -> list[Kept]:
    """Return the timestamps of a ledger, in order.

    Raises:
        LedgerError: There is no ledger.
    """
    backend = open_backend(where, "read")
    try:
        check(backend)
        with backend.reading() as connection:
            found = connection.execute(select(*(timestamps.c[name] for name in _COLUMNS)).order_by(timestamps.c.number))
            return [Kept(row.checkpoint, row.authority, row.moment, row.token) for row in found]
    finally:
        backend.close()


def request(digest: bytes, nonce: int) -> bytes:
    """Return a request to stamp a SHA-256, with the certificate in the answer."""
    imprint = _made(SEQUENCE, _SHA256 + _made(OCTETS, digest))
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    return _made(SEQUENCE, _made(INTEGER, b"\1") + imprint + _made(INTEGER, number) + b"\x01\x01\xff")


def read_stamp(answer: bytes) -> Stamp:
    """Return what an authority's answer says.

    Raises:
        LedgerError: It is a refusal, or no answer at all.
    """
    try:
        status, *token = _parts_of(answer, SEQUENCE)
        if int.from_bytes(status.parts()[0].data, "big") > 1 or not token:
            raise LedgerError("the authority refused to stamp")
        return _read(token[0])
    except (IndexError, ValueError, UnicodeError) as error:
        raise LedgerError(f"no timestamp: {error}") from error


def _read(token: _Part) -> Stamp:
    signed = token.parts()[1].parts()[0].parts()
    info = signed[2].parts()[1].parts()[0].data
    fields = _parts_of(info, SEQUENCE)
    imprint = fields[2].parts()
    moment = next(part for part in fields[3:] if part.tag == TIME).data.decode("ascii")
    nonces = [int.from_bytes(part.data, "big") for part in fields[4:] if part.tag == INTEGER]
    certificates = signed[3].parts() if signed[3].tag == FIRST else []
    right = _is_signed(signed[-1].parts()[0].parts(), info, certificates)
    return Stamp(_iso(moment), imprint[1].data, nonces[0] if nonces else None, right)


def _is_signed(signer: list[_Part], info: bytes, certificates: list[_Part]) -> bool | None:
    """Say whether a signer's attributes name what was stamped, and a certificate signed the attributes."""
    name = _HASHES.get(signer[2].parts()[0].data)
    if name is None or signer[3].tag != FIRST or not certificates:
        return None
    said = [part.parts()[1].parts()[0].data for part in signer[3].parts() if part.parts()[0].data == _MESSAGE_DIGEST]
    if said != [hasher(name, info).digest()]:
        return False
    attributes = bytes([SET]) + signer[3].whole[1:]
    found = [_signed_with(certificate.whole, signer[5].data, attributes, _ALGORITHMS[name]) for certificate in certificates]
    return True if True in found else None if None in found else False


def _signed_with(certificate: bytes, signature: bytes, data: bytes, algorithm: hashes.HashAlgorithm) -> bool | None:
    try:
        key: Any = x509.load_der_x509_certificate(certificate).public_key()
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(algorithm))
        else:
            return None
    except InvalidSignature:
        return False
    except (ValueError, UnsupportedAlgorithm):
        return None
    return True


def _ask(authority: str, data: bytes) -> bytes:
    if not authority.startswith(("http://", "https://")):
        raise LedgerError(f"{authority}: no address of a timestamp authority; it begins with https:// or http://")
    asked = urllib.request.Request(authority, data, {"Content-Type": "application/timestamp-query"})
    try:
        with urllib.request.urlopen(asked, timeout=WAIT) as answer:
            return bytes(answer.read(LARGEST))
    except urllib.error.HTTPError as refusal:  # an answer too: its connection is given back
        with refusal:
            raise LedgerError(f"{authority}: {refusal}") from refusal
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        raise LedgerError(f"{authority}: {error}") from error


def _iso(moment: str) -> str:
    pattern = "%Y%m%d%H%M%S.%fZ" if "." in moment else "%Y%m%d%H%M%SZ"
    return datetime.strptime(moment, pattern).replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def _made(tag: int, data: bytes) -> bytes:
    size = len(data)
    if size < 128:
        return bytes([tag, size]) + data
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + data


def _parts_of(data: bytes, tag: int) -> list[_Part]:
    found = list(_parts(data))
    if len(found) != 1 or found[0].tag != tag:
        raise ValueError("not the value of ASN.1 that is expected")
    return found[0].parts()


def _parts(data: bytes) -> Iterator[_Part]:
    at = 0
    while at < len(data):
        size, begin = data[at + 1], at + 2
        if size & 0x80:
            many = size & 0x7F
            size, begin = int.from_bytes(data[begin : begin + many], "big"), begin + many
        if begin + size > len(data):
            raise ValueError("cut off")
        yield _Part(data[at], data[begin : begin + size], data[at : begin + size])
        at = begin + size
