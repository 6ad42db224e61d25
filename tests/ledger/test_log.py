"""Everything that is added is an entry of the log, and every entry can be proved."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.making import fail_after, link, read, record
from musnad.ledger import (
    RunInfo,
    checkpoints_of,
    note,
    open_desk,
    open_log,
    open_reader,
    open_recorder,
    rotate,
    sign,
    signing_key,
    verify,
)
from musnad.ledger.merkle import extends, includes
from musnad.model.errors import LedgerError, NoSuchRecord

STATEMENT = next(r.id for r in read().records if r.type == "statement")


def kinds(where: str) -> list[str]:
    with open_log(where) as log:
        return [entry.kind for entry in log.entries()]


def test_everything_that_is_added_is_an_entry(where: str) -> None:
    record(where, [read(0), read(1)])
    with open_recorder(where, run=RunInfo("1")) as recorder:
        recorder.add_links([link(STATEMENT, STATEMENT)])
    with open_desk(where) as desk:
        desk.judge(STATEMENT, "accepted", reviewer="R")
    note(where, "export", "csv", {"sha256": "00"})

    found = kinds(where)
    assert found[0] == "ledger"
    assert sorted(found) == sorted(["ledger", "run", "source", "reading", "source", "reading", "run_end", "run", "links",
                                    "run_end", "verdict", "export"])
    assert verify(where).ok


def test_adding_again_logs_nothing(where: str) -> None:
    record(where, [read()])
    before = kinds(where)
    record(where, [read()])

    assert kinds(where) == before


def test_what_was_rolled_back_is_not_in_the_log(where: str) -> None:
    record(where, [read(0)])
    fail_after(where, read(1))
    record(where, [read(2)])

    assert kinds(where).count("reading") == 3
    assert verify(where).ok


def test_every_entry_is_proved_under_the_root(where: str) -> None:
    record(where, [read(n) for n in range(5)])
    with open_log(where) as log:
        root = log.root()
        for entry in log.entries():
            proof = log.prove(entry.number)
            path = [bytes.fromhex(one) for one in proof.path]
            leaf = sha256(b"\0" + entry.body.encode()).digest()
            assert leaf.hex() == entry.hash
            assert proof.root == root
            assert includes(leaf, entry.number - 1, proof.size, path, bytes.fromhex(root))


def test_an_earlier_log_is_proved_to_be_the_beginning(where: str) -> None:
    record(where, [read(n) for n in range(3)])
    with open_log(where) as log:
        old, before = log.size(), log.root()
    record(where, [read(n) for n in range(3, 8)])

    with open_log(where) as log:
        path = [bytes.fromhex(one) for one in log.consistency(old)]
        assert log.root(old) == before
        assert extends(old, bytes.fromhex(before), log.size(), bytes.fromhex(log.root()), path)
        with pytest.raises(LedgerError, match="cannot be compared"):
            log.consistency(log.size() + 1)
        with pytest.raises(NoSuchRecord, match="the log has"):
            log.prove(log.size() + 1)


def test_the_lines_of_a_reading_hash_to_what_the_log_says(where: str) -> None:
    one = read()
    record(where, [one])

    with open_log(where) as log:
        body = json.loads(next(log.entries(kind="reading")).body)
    hashes = "".join(f"{sha256(r.line().encode()).hexdigest()}\n" for r in one.records)
    assert body["lines"] == sha256(hashes.encode()).hexdigest()
    assert body["source"] == one.source.sha256


def test_a_checkpoint_is_signed_once_for_the_same_log(where: str, tmp_path: Path) -> None:
    record(where, [read()])
    key = signing_key(tmp_path / "signing.pem")
    first, again = sign(where, key), sign(where, key)
    with open_desk(where) as desk:
        desk.judge(STATEMENT, "accepted", reviewer="R")
    later = sign(where, key)

    assert first == again
    assert later.size == first.size + 1
    assert [made.note for made in checkpoints_of(where)] == [first.note, later.note]
    assert verify(where).ok


def test_a_key_that_follows_another_is_known_by_its_signature(where: str, tmp_path: Path) -> None:
    record(where, [read()])
    file = tmp_path / "signing.pem"
    sign(where, signing_key(file))
    sign(where, rotate(file))

    assert len({made.key for made in checkpoints_of(where)}) == 2
    assert kinds(where).count("key") == 2
    assert verify(where).ok


def test_a_key_that_follows_an_unknown_one_is_refused(where: str, tmp_path: Path) -> None:
    record(where, [read()])
    sign(where, signing_key(tmp_path / "one.pem"))
    signing_key(tmp_path / "two.pem")

    with pytest.raises(LedgerError, match="does not know"):
        sign(where, rotate(tmp_path / "two.pem"))


def test_an_empty_log_is_not_signed(file: Path, tmp_path: Path) -> None:
    open_recorder(file, run=RunInfo("1")).close()

    with pytest.raises(LedgerError, match="the log is empty"):
        sign(file, signing_key(tmp_path / "signing.pem"))


def test_readers_of_the_log_write_nothing(file: Path) -> None:
    record(file, [read()])
    before = file.read_bytes()
    with open_log(file) as log:
        assert log.name().startswith("ledger-")
        assert [entry.kind for entry in log.of(read().source.sha256[:10])] == ["source"]

    with open_reader(file) as reader:
        assert reader.summary().documents == 1
    assert file.read_bytes() == before
