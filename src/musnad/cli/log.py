"""`musnad log`: what was added to a ledger, in order; proofs and signatures over it."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

import typer

from musnad.cli.console import guarded, say
from musnad.cli.keys import KeyOption, signed
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.tables import table, terminal
from musnad.ledger import Log, Logged, checkpoints_of, key_file, open_log, public_pem, rotate
from musnad.model.errors import LedgerError, NoSuchRecord

Act = Literal["show", "prove", "consistency", "sign", "checkpoints", "key", "rotate"]
SHOWN = 20  # entries that are shown where nothing is asked
MOMENT = len("2018-09-12T08:00:00")


@guarded
def command(
    act: Annotated[Act, typer.Argument(help="show | prove | consistency | sign | checkpoints | key | rotate")] = "show",
    of: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OF]…", show_default=False,
                       help="prove: number of an entry, or id of what it is about; consistency: one or two sizes."),
    ] = None,
    ledger: LedgerOption = LEDGER,
    key: KeyOption = None,
    kind: Annotated[str | None, typer.Option(help="show: only entries of this kind, such as verdict.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="show: the last so many.")] = SHOWN,
) -> None:
    """Show the log of a ledger, prove what stands in it, sign it.

    Everything that is added to a ledger is an entry of its log, a Merkle tree (RFC 6962): a source, a reading,
    a verdict, a decision to withhold, an export. Nothing in it can be changed without another root.
    `prove` prints what shows that an entry is in the log, `consistency` what shows that an earlier log is its beginning.
    `sign` signs what the log holds now; `rotate` puts a new key in place, signed by the old one.

    Examples:
    musnad log

    musnad log prove statement-1b2c

    musnad log consistency 120

    musnad log sign
    """
    asked = of or []
    if act == "sign":
        made = signed(ledger, key)
        sys.stdout.write(made.note)
    elif act == "key":
        _key(ledger)
    elif act == "rotate":
        new = rotate(key)
        say(f"{new.path}: the new key {new.id[:12]}, signed by {(new.follows or ('',))[0][:12]}, which stays beside it")
        signed(ledger, key)
    elif act == "checkpoints":
        sys.stdout.write("\n".join(made.note for made in checkpoints_of(ledger)))
    else:
        with open_log(ledger) as log:
            if act == "show":
                _show(log, asked, kind, limit)
            else:
                (_prove if act == "prove" else _consistency)(log, asked)


def _show(log: Log, asked: list[str], kind: str | None, limit: int) -> None:
    found = [entry for subject in asked for entry in log.of(subject)] if asked else list(log.entries(kind=kind))[-limit:]
    rows = [(f"{entry.number:,}", json.loads(entry.body)["moment"][:MOMENT], entry.kind, entry.subject) for entry in found]
    terminal().print(table(None, ("entry", "moment", "kind", "of"), rows))
    say(f"{log.name()}: {log.size():,} entries, root {log.root()}")


def _prove(log: Log, asked: list[str]) -> None:
    if len(asked) != 1:
        raise LedgerError("prove what? Give the number of an entry, or the id of what it is about")
    for entry in _found(log, asked[0]):
        proof = log.prove(entry.number)
        made = {"entry": entry.number, "body": entry.body, "leaf": entry.hash, "size": proof.size,
                "path": proof.path, "root": proof.root}
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")


def _found(log: Log, asked: str) -> list[Logged]:
    if asked.isdecimal():
        return [log.prove(int(asked)).entry]
    found = log.of(asked.removesuffix("…"))
    if not found:
        raise NoSuchRecord(f"{asked}: the log has no entry of it")
    return found


def _consistency(log: Log, asked: list[str]) -> None:
    if not 1 <= len(asked) <= 2 or not all(one.isdecimal() for one in asked):
        raise LedgerError("which sizes? Give the number of entries of the earlier log, and maybe that of the later one")
    old, size = int(asked[0]), int(asked[1]) if len(asked) > 1 else log.size()
    made = {"old": old, "old_root": log.root(old), "size": size, "root": log.root(size), "path": log.consistency(old, size)}
    sys.stdout.write(json.dumps(made) + "\n")


def _key(ledger: str) -> None:
    found = checkpoints_of(ledger)
    if not found:
        raise LedgerError(f"{ledger}: nothing is signed yet; your key is {key_file()}")
    sys.stdout.write(public_pem(found[-1].public).decode())
