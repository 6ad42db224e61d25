"""How a person is known: a password that is kept as an Argon2 hash, and a code from their own device (TOTP, RFC 6238)."""

from __future__ import annotations

from secrets import choice

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from musnad.ledger import Member

RIGHTS = {
    "reader": frozenset(("read",)),
    "reviewer": frozenset(("read", "review")),
    "administrator": frozenset(("read", "review", "administer")),
}
LEAST = 12  # code points of a password
MOST = 200  # beyond it, hashing would be work for whoever wants to keep the desk busy
STEP = 30  # seconds that a code holds
NEAR = 1  # steps that a device's clock may be off
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another
_GENERATED = 20  # letters: 99 bits

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody signs in with this")  # an unknown name takes as long as a wrong password


def hashed(password: str) -> str:
    """Return the hash of a password.

    Raises:
        ValueError: It is too short or too long.
    """
    if not LEAST <= len(password) <= MOST:
        raise ValueError(f"a password has {LEAST} to {MOST} characters")
    return _HASHER.hash(password)


def generated() -> str:
    """Return a password that nobody can guess, in groups of five."""
    drawn = [choice(_LETTERS) for _ in range(_GENERATED)]
    return "-".join("".join(drawn[at:at + 5]) for at in range(0, _GENERATED, 5))


def fits(member: Member | None, password: str) -> bool:
    """Say whether a password is the account's; it takes as long where there is no account."""
    try:
        _HASHER.verify(member.password if member else _NOBODY, password[:MOST])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return member is not None


def new_secret() -> str:
    """Return a secret for a second factor, base32."""
    return pyotp.random_base32()


def address_of(name: str, secret: str, issuer: str) -> str:
    """Return what a device takes in to give the codes of a secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(member: Member, code: str, now: float) -> int | None:
    """Return the time step whose code it is, if it is one of now; None otherwise."""
    digits, made = "".join(code.split()), pyotp.TOTP(member.secret)
    for near in range(-NEAR, NEAR + 1):
        step = int(now) // STEP + near
        if pyotp.utils.strings_equal(digits, made.generate_otp(step)):
            return step
    return None
