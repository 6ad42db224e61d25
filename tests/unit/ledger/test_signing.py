"""A key is made once, is the owner's alone, can be followed by another; a note is believed only as it was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.ledger.signing import key_file, public_of, public_pem, read_note, rotate, signed_by, signing_key
from musnad.model.errors import LedgerError

ROOT = "00" * 32


def test_a_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    made, again = signing_key(tmp_path / "a/signing.pem"), signing_key(tmp_path / "a/signing.pem")

    assert (made.made, again.made) == (True, False)
    assert made.id == again.id
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert public_of(public_pem(made.public)) == made.public


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    signing_key(tmp_path / "signing.pem").path.chmod(0o644)

    with pytest.raises(LedgerError, match="others may read"):
        signing_key(tmp_path / "signing.pem")


def test_a_new_key_says_which_one_it_follows_and_the_old_one_stays(tmp_path: Path) -> None:
    old = signing_key(tmp_path / "signing.pem")
    new = rotate(tmp_path / "signing.pem")

    assert new.follows is not None
    assert new.follows[0] == old.id != new.id
    assert signing_key(tmp_path / "signing.pem").follows == new.follows
    assert signing_key(tmp_path / f"signing-{old.id[:12]}.pem").id == old.id


def test_without_a_key_there_is_nothing_to_follow(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no key to follow"):
        rotate(tmp_path / "signing.pem")


def test_the_place_of_the_key_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MUSNAD_KEY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert key_file() == tmp_path / "musnad/signing.pem"
    monkeypatch.setenv("MUSNAD_KEY", str(tmp_path / "own.pem"))
    assert key_file() == tmp_path / "own.pem"


def test_a_note_is_believed_as_it_was_signed_and_by_its_key_only(tmp_path: Path) -> None:
    key, other = signing_key(tmp_path / "one.pem"), signing_key(tmp_path / "two.pem")
    note = key.note("ledger-1", 7, ROOT, "2018-09-12T08:00:00Z")
    read = read_note(note)

    assert (read.name, read.size, read.root, read.moment) == ("ledger-1", 7, ROOT, "2018-09-12T08:00:00Z")
    assert signed_by(read, key.public)
    assert not signed_by(read, other.public)
    assert not signed_by(read_note(note.replace("\n7\n", "\n8\n")), key.public)


def test_every_flipped_bit_of_a_note_is_noticed(tmp_path: Path) -> None:
    key = signing_key(tmp_path / "signing.pem")
    note = key.note("ledger-1", 7, ROOT, "2018-09-12T08:00:00Z").encode()

    for bit in range(len(note) * 8):
        flipped = bytearray(note)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            believed = signed_by(read_note(flipped.decode()), key.public)
        except (LedgerError, UnicodeDecodeError):
            believed = False
        assert not believed, bit


@pytest.mark.parametrize("text", ["", "ledger-1\n7\n", "ledger-1\n07\nAAAA\ntime 2018\n\n— ledger-1 AAAA\n"])
def test_what_is_no_note_is_told(text: str) -> None:
    with pytest.raises(LedgerError, match="no checkpoint"):
        read_note(text)


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_what_is_no_key_is_told(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        public_of(data)
    (tmp_path / "signing.pem").write_bytes(data)
    (tmp_path / "signing.pem").chmod(0o600)
    with pytest.raises(LedgerError, match="no private key"):
        signing_key(tmp_path / "signing.pem")
