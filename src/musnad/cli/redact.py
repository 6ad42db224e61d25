"""`musnad redact`: a copy for publication, names covered, that can still be checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from musnad.cli.console import guarded, say
from musnad.cli.keys import KeyOption, signed
from musnad.cli.options import LEDGER, LedgerOption
from musnad.lang.words import fold_name
from musnad.ledger import Reader, Where, bundle, evidence_files, note, open_reader
from musnad.model.errors import LedgerError, NoSuchRecord, SourceError
from musnad.text.redaction import Redactor

KEPT = {"id", "type", "source", "report", "entity", "rule", "version", "by"}  # ids and what made it: never words of a text


@guarded
def command(
    target: Annotated[
        str, typer.Argument(metavar="REPORT|WORDS", show_default=False, help="Id of a report, or words that reports say.")
    ],
    names: Annotated[
        Path, typer.Option(metavar="FILE", show_default=False, help="A name a line, its other forms after |.")
    ],
    out: Annotated[Path, typer.Option(metavar="OUT", help="The copy: a bundle.")] = Path("redacted.zip"),
    ledger: LedgerOption = LEDGER,
    key: KeyOption = None,
) -> None:
    """Make a copy of reports with their records in which chosen names are covered.

    Each name has the same placeholder everywhere, as long as the name, so all offsets stay; the hash of each record as
    it is in the ledger stands beside its redacted form. `musnad verify` checks the copy, whoever has the original can
    show that it is what was covered. The sources do not go with it. Only the listed forms are covered: read it first.

    Example:
    musnad redact report-1b2c --names witnesses.txt --out public.zip
    """
    redactor = Redactor(_names(names))
    signed(ledger, key)
    with open_reader(ledger, fold=fold_name) as reader:
        ids = [one for report in _reports(reader, target) for one in _records(reader, report)]
    files, covered = _covered(evidence_files(ledger, ids), redactor)
    data = bundle(files)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise LedgerError(f"{out}: {error.strerror}") from error
    digest = sha256(data).hexdigest()
    note(ledger, "export", digest, {"what": "redacted copy", "sha256": digest, "records": len(ids)})
    say(f"{out}: {len(ids):,} records, {covered:,} of them with names covered; read it before you hand it out")


def _names(path: Path) -> list[list[str]]:
    try:
        found = [line.split("|") for line in path.read_text("utf-8-sig").splitlines() if line.strip() and line[0] != "#"]
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from error
    if not found:
        raise LedgerError(f"{path}: no names; one a line is expected, other forms after |")
    return found


def _reports(reader: Reader, target: str) -> list[str]:
    if target.startswith("report-"):
        return [reader.record(target.removesuffix("…")).id]
    found = dict.fromkeys(str(held.record["report"]) for held in reader.statements(Where(text=target)))
    found |= dict.fromkeys(held.id for held in reader.reports(Where(text=target)))
    if not found:
        raise NoSuchRecord(f"{target}: no report and no statement says this")
    return list(found)


def _records(reader: Reader, report: str) -> Iterator[str]:
    yield report
    yield from (held.id for held in reader.entities(Where(report=report)))
    yield from (held.id for held in reader.contents(report))


# What a covered copy cannot keep: verdicts may hold names, and no covered text is that of its document.
LEFT_OUT = {"proof/verdicts.jsonl", "proof/documents.jsonl", "records.jsonl"}


def _covered(files: Mapping[str, bytes], redactor: Redactor) -> tuple[dict[str, bytes], int]:
    """Return the files with the names covered, and how many records had any."""
    made = {name: data for name, data in files.items() if name not in LEFT_OUT}
    texts = {name.removeprefix("texts/").removesuffix(".txt"): redactor.cover(data.decode())
             for name, data in files.items() if name.startswith("texts/")}
    made |= {f"texts/{document}.txt": text.encode() for document, text in texts.items()}
    entries = {said["entry"]: json.loads(said["body"]).get("document")
               for said in map(json.loads, files["proof/entries.jsonl"].decode().splitlines())}
    places = [line.split("\t") for line in files["proof/records.tsv"].decode().splitlines()[1:]]
    lines, covered = [], 0
    for line, (_, entry, _, digest) in zip(files["records.jsonl"].decode().split("\n"), places, strict=False):
        said = json.loads(line)
        hidden = _hidden(said, texts.get(entries.get(int(entry or 0)) or "", ""), redactor)
        if hidden != said:
            covered += 1
            line = json.dumps({**hidden, "redacted": {"sha256": digest}}, ensure_ascii=False, separators=(",", ":"))
        lines.append(f"{line}\n")
    made["records.jsonl"] = "".join(lines).encode()
    return made, covered


def _hidden(value: Any, text: str, redactor: Redactor, name: str = "") -> Any:
    """Return a part of a record with its names covered: words at a span as they stand in the covered text."""
    if isinstance(value, str):
        return value if name in KEPT else redactor.cover(value)
    if isinstance(value, list):
        return [_hidden(part, text, redactor, name) for part in value]
    if isinstance(value, dict):
        made = {of: _hidden(part, text, redactor, of) for of, part in value.items()}
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
            made["text"] = text[value["start"] : value["end"]]
        return made
    return value
