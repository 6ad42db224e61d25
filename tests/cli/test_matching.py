"""Incidents are matched and told apart by hand, and a linker that runs again leaves it so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from musnad.cli.joining import Joining
from musnad.ledger import Where, open_reader, verify
from musnad.model.errors import LedgerError
from web.telling import linked


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return linked(tmp_path, signed=False)


def cluster(ledger: Path, kind: str = "same_incident") -> list[str]:
    """The largest cluster."""
    with open_reader(ledger) as reader:
        type_ = {"same_incident": "incident", "same_story": "report", "same_statement": "statement"}[kind]
        found = (reader.cluster(kind, held.id)[0] for held in reader.records(type_))
        return max(found, key=len)


def relinked(ledger: Path) -> None:
    subprocess.run([sys.executable, "-m", "musnad", "link", "reports", "--ledger", str(ledger)], check=True,
                   capture_output=True, timeout=120)


@pytest.mark.parametrize("kind", ["same_incident", "same_story"])
def test_what_is_told_apart_leaves_alone_and_the_rest_stays_together(ledger: Path, kind: str) -> None:
    stays, leaves, *rest = cluster(ledger, kind)
    assert rest
    Joining(str(ledger)).unmatch(stays, leaves, reviewer="Rima", reason="another street")
    relinked(ledger)
    with open_reader(ledger) as reader:
        assert set(reader.cluster(kind, stays)[0]) == {stays, *rest}
        assert reader.cluster(kind, leaves)[0] == [leaves]
        said = [held for held in reader.links(Where(kind=kind, verdict="rejected")) if leaves in held.line]
        assert any({held.record["from"], held.record["to"]} == {stays, leaves} for held in said)
        assert all(reader.history(held.id)[-1].reason == "another street" for held in said)

    Joining(str(ledger)).match(leaves, stays, reviewer="Sami", reason="one street after all")
    with open_reader(ledger) as reader:
        assert leaves in reader.cluster(kind, stays)[0]
    assert verify(ledger).ok


def test_an_incident_and_a_report_are_not_matched(ledger: Path) -> None:
    one = cluster(ledger)[0]
    with open_reader(ledger) as reader:
        report = next(reader.reports()).id
    for other in (one, report):
        with pytest.raises(LedgerError, match="two incidents or two reports"):
            Joining(str(ledger)).match(one, other, reviewer="Rima", reason="no")


def test_what_nothing_ties_is_not_told_apart_twice(ledger: Path) -> None:
    stays, leaves, *_ = cluster(ledger)
    Joining(str(ledger)).unmatch(stays, leaves, reviewer="Rima", reason="another street")
    with pytest.raises(LedgerError, match="no longer"):
        Joining(str(ledger)).unmatch(stays, leaves, reviewer="Sami", reason="another street")


def test_the_commands_merge_and_split_match_incidents_too(ledger: Path) -> None:
    stays, leaves, *_ = cluster(ledger)
    for words in (("split", leaves, "--from", stays), ("merge", stays, leaves)):
        made = subprocess.run([sys.executable, "-m", "musnad", *words, "--reason", "seen", "--ledger", str(ledger)],
                              capture_output=True, text=True, timeout=60)
        assert made.returncode == 0, made.stderr
    assert leaves in cluster(ledger)
