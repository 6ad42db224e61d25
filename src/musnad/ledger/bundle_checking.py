"""Checking a bundle: without a ledger, from its files alone. See docs/custody.md."""

from __future__ import annotations

import csv
import json
import os
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from musnad.ledger.bundles import OF_DOCUMENT
from musnad.ledger.hashing import listed, row_digest
from musnad.ledger.merkle import includes, leaf_hash
from musnad.ledger.signing import Note, public_of, read_note, signed_by
from musnad.ledger.tallying import Count
from musnad.ledger.timestamps import read_stamp
from musnad.ledger.views import Verification
from musnad.model.errors import LedgerError
from musnad.model.ids import content_id
from musnad.model.records import Json

FORMAT = "musnad-bundle-1"
MANIFEST = "bundle.json"
LARGEST = 4 << 30  # bytes that a bundle may unpack to


def is_bundle(path: str | os.PathLike[str]) -> bool:
    """Say whether a file is a ZIP: no ledger is."""
    return os.path.isfile(path) and zipfile.is_zipfile(path)


def verify_bundle(path: str | os.PathLike[str], public: bytes | None = None) -> Verification:
    """Check a bundle.

    Args:
        path: The ZIP.
        public: The public key that is known from elsewhere, in PEM; without it, the one in the bundle is believed.

    Raises:
        LedgerError: It is no bundle.
    """
    return _Check(_unpacked(path), public).all()


def _unpacked(path: str | os.PathLike[str]) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise LedgerError(f"{os.fspath(path)}: unpacks to more than {LARGEST >> 30} GB")
            files = {one.filename: packed.read(one) for one in packed.infolist() if not one.is_dir()}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise LedgerError(f"{os.fspath(path)}: a damaged bundle: {error}") from error
    if MANIFEST not in files:
        raise LedgerError(f"{os.fspath(path)}: no bundle of musnad: {MANIFEST} is not in it")
    return files


class _Check:
    """One check, with its counts."""

    def __init__(self, files: Mapping[str, bytes], public: bytes | None) -> None:
        self._files = files
        self._public = public
        self._entries: dict[int, Json] = {}
        self._lines: dict[int, list[str]] = {}

    def all(self) -> Verification:
        counts = [self._check_files(), *self._check_signatures()]
        log, note = Count("log"), self._note()
        for row in self._rows("proof/entries.jsonl"):
            self._check_entry(log, row, note)
        for row in self._rows("proof/readings.jsonl"):
            right = listed(row["lines"]) == self._entries.get(row["entry"], {}).get("lines")
            log.note(f"reading of entry {row['entry']}", None if right else "its list of records is not what the log says")
            if right:
                self._lines[row["entry"]] = row["lines"]
        counts += [log, *self._check_records(), self._check_texts(), self._check_verdicts(), self._check_sources()]
        return Verification(tuple(count.part() for count in counts))

    def _check_files(self) -> Count:
        count = Count("files")
        try:
            said = json.loads(self._files[MANIFEST])
            expected = dict(said["files"])
        except (ValueError, KeyError, TypeError):
            count.note(MANIFEST, "it does not list the files")
            return count
        count.note(MANIFEST, None if said.get("format") == FORMAT else f"its format is not {FORMAT}")
        for name, data in self._files.items():
            if name != MANIFEST:
                right = sha256(data).hexdigest() == expected.pop(name, None)
                count.note(name, None if right else "it is not what bundle.json says")
        for name in expected:
            count.note(name, "it is missing")
        return count

    def _note(self) -> Note | None:
        try:
            return read_note(self._files["proof/checkpoint.txt"].decode())
        except (KeyError, UnicodeDecodeError, LedgerError):
            return None

    def _check_signatures(self) -> tuple[Count, Count]:
        signatures, stamps, note = Count("signatures"), Count("timestamps"), self._note()
        if note is None:
            signatures.note("proof/checkpoint.txt", "no checkpoint is in it")
            return signatures, stamps
        try:
            public = public_of(self._files.get("proof/key.pem", b"") if self._public is None else self._public)
            signatures.note("proof/checkpoint.txt", None if signed_by(note, public) else "its signature does not hold")
            if "proof/checkpoint.tsr" in self._files:
                stamp = read_stamp(self._files["proof/checkpoint.tsr"])
                right = stamp.digest == sha256(self._files["proof/checkpoint.txt"]).digest() and stamp.signed is not False
                stamps.note("proof/checkpoint.tsr", None if right else "it is of something else, or not signed as it says")
        except LedgerError as error:
            signatures.note("proof", str(error))
        if not stamps.passed and not stamps.failed:
            stamps.leave("no timestamp is in the bundle")
        return signatures, stamps

    def _check_entry(self, log: Count, row: Json, note: Note | None) -> None:
        try:
            path = [bytes.fromhex(made) for made in row["path"]]
            leaf, root = leaf_hash(row["body"].encode()), bytes.fromhex(note.root) if note else b""
            right = note is not None and includes(leaf, row["entry"] - 1, note.size, path, root)
            if right:
                self._entries[row["entry"]] = json.loads(row["body"])
        except (ValueError, KeyError, TypeError, AttributeError):
            right = False
        log.note(f"entry {row.get('entry')}", None if right else "its path does not lead to the signed root")

    def _check_records(self) -> tuple[Count, Count]:
        records, spans = Count("records"), Count("spans")
        lines = self._files.get("records.jsonl", b"").decode("utf-8", "backslashreplace").split("\n")[:-1]
        told = self._files.get("proof/records.tsv", b"").decode("utf-8", "backslashreplace").splitlines()
        places = list(csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE))
        if len(places) != len(lines):
            records.note("records.jsonl", f"it has {len(lines)} lines, proof/records.tsv has {len(places)}")
        for line, place in zip(lines, places, strict=False):
            self._check_record(records, line, place)
            self._check_span(spans, line, place)
        return records, spans

    def _check_record(self, count: Count, line: str, place: Mapping[str, str]) -> None:
        name = place.get("id") or "?"
        try:
            said = json.loads(line)
            if said["id"] != name:
                count.note(name, f"its line is of {said['id']}")
            elif not place["entry"]:
                count.leave("links are proved by the ledger only")
            elif "redacted" in said:
                proved = self._lines[int(place["entry"])][int(place["place"])]
                right = proved == place["sha256"] == said["redacted"]["sha256"]
                count.note(name, None if right else "the log knows no record that it would be a redacted copy of")
            else:
                proved = self._lines[int(place["entry"])][int(place["place"])]
                right = proved == place["sha256"] == sha256(line.encode()).hexdigest()
                count.note(name, None if right else "its line is not what the log says")
        except (ValueError, KeyError, IndexError, TypeError):
            count.note(name, "the log's proof of it is missing, or its line is none")

    def _check_span(self, count: Count, line: str, place: Mapping[str, str]) -> None:
        try:
            said = json.loads(line)
            document = self._entries[int(place["entry"] or 0)]["document"]
            text = self._files[f"texts/{document}.txt"].decode()
        except (ValueError, KeyError, TypeError, UnicodeDecodeError):
            count.leave("the text that the words stand in is not in the bundle")
            return
        if "start" in said and "text" in said:
            right = text[said["start"] : said["end"]] == said["text"]
            count.note(said["id"], None if right else f"other words stand at {said['start']}..{said['end']}")

    def _check_texts(self) -> Count:
        """A text is right where its digest, with what is told of its document, makes the id that the log names."""
        count = Count("texts")
        told = {row.get("id"): row for row in self._rows("proof/documents.jsonl")}
        if None in told:
            count.note("proof/documents.jsonl", "a line of it tells of no document")
        logged = {entry.get("document") for entry in self._entries.values()}
        for name, data in self._files.items():
            if name.startswith("texts/"):
                key = name.removeprefix("texts/").removesuffix(".txt")
                if key not in told:
                    count.leave("nothing tells the document of a text: a redacted copy, whose records are proved one by one")
                    continue
                says = [told[key].get(column) for column in OF_DOCUMENT[1:]]
                right = key in logged and content_id("document", *says, sha256(data).hexdigest()) == key
                count.note(name, None if right else "it is not the text of the document that the log names")
        return count

    def _check_verdicts(self) -> Count:
        count = Count("verdicts")
        for said in self._rows("proof/verdicts.jsonl"):
            right = self._entries.get(said["entry"], {}).get("row") == row_digest(said["row"])
            count.note(str(said["row"][0]), None if right else "it is not what the log says")
        return count

    def _check_sources(self) -> Count:
        count = Count("sources")
        for name, data in self._files.items():
            if name.startswith("sources/"):
                right = sha256(data).hexdigest() == name.removeprefix("sources/")
                count.note(name, None if right else "its bytes differ from its SHA-256")
        if not count.passed and not count.failed:
            count.leave("the bytes of the sources are not in the bundle")
        return count

    def _rows(self, name: str) -> list[Any]:
        """Return the lines of a file, as far as they are objects."""
        found = []
        for line in self._files.get(name, b"").decode("utf-8", "backslashreplace").splitlines():
            try:
                made = json.loads(line)
            except ValueError:
                made = None
            found.append(made if isinstance(made, dict) else {"entry": None, "lines": [], "row": [None]})
        return found
