"""A bundle: the records with what proves them, in one ZIP that ``musnad verify`` checks without a ledger.

The form is written down in docs/custody.md; an HTML dossier of the same records lies beside the proofs.
"""

from __future__ import annotations

from pathlib import Path

from musnad.export.dossier.compose import compose
from musnad.export.dossier.forms import render
from musnad.export.loss import Loss
from musnad.export.selection import Choice, select
from musnad.ledger import Reader, bundle, evidence_files

DOSSIER = "dossier.html"


def write(reader: Reader, choice: Choice, out: Path, ledger: str, lang: str = "en") -> Loss:
    """Write the chosen records with their proofs and return what the bundle could not hold.

    Raises:
        LedgerError: No checkpoint covers the records yet.
    """
    loss = Loss("bundle", notes=["musnad verify checks the file without a ledger; by hand: docs/custody.md"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    ids = [item.id for item in made]
    files = dict(evidence_files(ledger, ids, sources=True))
    files[DOSSIER] = render(compose(made, out.stem, lang), "html")
    out.write_bytes(bundle(files))
    loss.written.update({"records": len(ids), "files": len(files)})
    return loss
