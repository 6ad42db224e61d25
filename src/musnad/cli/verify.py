"""`musnad verify`: every span, hash and signature of a ledger or a bundle checked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.console import DONE, PARTLY, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import (
    Failure,
    Part,
    Reading,
    Verification,
    is_bundle,
    open_reader,
    pack,
    readings_of,
    verify,
    verify_bundle,
)
from musnad.model.errors import LedgerError
from musnad.pipeline.reading import read_document
from musnad.pipeline.recording import run_info
from musnad.pipeline.settings import Settings

NAMED = 20  # failures that are told one by one


@guarded
def command(
    bundle: Annotated[
        Path | None,
        typer.Argument(metavar="[BUNDLE]", show_default=False, help="A bundle; it is checked without any ledger."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    reextract: Annotated[
        bool, typer.Option("--reextract", help="Read every text again, and compare with what the same version read.")
    ] = False,
    public: Annotated[
        Path | None,
        typer.Option("--public", metavar="FILE", show_default=False,
                     help="The public key that you had from elsewhere (PEM); a bundle's own is not believed then."),
    ] = None,
) -> None:
    """Check every span, hash and signature of a ledger or a bundle again.

    The bytes of each source are hashed, each record's words are looked up in the text, the log is made again from its
    entries, checkpoints and timestamps are checked. Ends with 1 if anything does not hold.
    docs/custody.md says how to check one record by hand.

    Examples:
    musnad verify --ledger idlib.db

    musnad verify dossier.zip
    """
    found = _bundle(bundle, public) if bundle else _ledger(ledger, reextract)
    rows = [(part.name, f"{part.passed:,}", f"{part.failed:,}", f"{part.not_checkable:,}") for part in found.parts]
    terminal().print(table(None, ("checked", "holds", "fails", "not checkable here"), rows))
    for part in found.parts:
        _tell(part)
    say(f"{bundle or ledger}: everything holds" if found.ok else f"{bundle or ledger}: NOT everything holds")
    raise typer.Exit(DONE if found.ok else PARTLY)


def _bundle(bundle: Path, public: Path | None) -> Verification:
    if not is_bundle(bundle):
        raise LedgerError(f"{bundle}: no bundle; a ledger is named with --ledger")
    try:
        return verify_bundle(bundle, None if public is None else public.read_bytes())
    except OSError as error:
        raise LedgerError(f"{public}: {error.strerror}") from error


def _ledger(ledger: str, reextract: bool) -> Verification:
    with Bar("Verifying", 100) as bar:
        found = verify(ledger, progress=lambda done, total: bar.advance(done * 100 // max(total, 1) - bar.done),
                       fold=fold_name)
    return Verification((*found.parts, _read_again(ledger))) if reextract else found


def _read_again(ledger: str) -> Part:
    """Read every text again that this very version has read, and compare the digests."""
    passed, other, failures = 0, 0, []
    with open_reader(ledger) as reader:
        total = reader.summary().documents
    with Bar("Reading again", total) as bar:
        for reading in readings_of(ledger):
            settings = _settings(reading)
            if settings is None:
                other += 1
            elif pack(reading.document, read_document(reading.document, settings)).digest == reading.digest:
                passed += 1
            else:
                failures.append(Failure(f"reading {reading.number}", f"{reading.run}: read again, it gives other records"))
            bar.advance()
    why = "read by another version, or with other lexicons" if other else None
    return Part("read again", passed, len(failures), other, tuple(failures), why)


def _settings(reading: Reading) -> Settings | None:
    """Return the settings that a text was read with, if this is the version that read it."""
    settings = Settings(bundle=json.loads(reading.settings).get("bundle", "auto"))
    now = run_info(settings)
    return settings if (now.version, now.settings_line()) == (reading.version, reading.settings) else None


def _tell(part: Part) -> None:
    for failure in part.failures[:NAMED]:
        say(f"{part.name}: {failure.id}: {failure.why}")
    if part.failed > NAMED:
        say(f"{part.name}: and {part.failed - NAMED:,} more")
    if part.not_checkable and part.why_not:
        say(f"{part.name}: {part.not_checkable:,} not checkable here: {part.why_not}")
