"""A statement is split in two from the command line, and stands so when its source is read and linked again."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from musnad.ledger import Held, Where, open_reader, verify

TEXT = "قال وزير النقل سامر الحكيم إن جسر الرمان مفتوح وإن الطريق إلى المرفأ آمن. وذكرت البلدية أن العمل مستمر.\n"


@pytest.fixture
def ledger(musnad: Run, tmp_path: Path) -> Path:
    text, file = tmp_path / "report.txt", tmp_path / "x.ledger"
    text.write_text(TEXT, encoding="utf-8")
    assert musnad("add", text, "--published", "2018-09-12", "--ledger", file).returncode == 0
    return file


def statements(ledger: Path, verdict: str | None = None) -> list[Held]:
    with open_reader(ledger) as reader:
        return list(reader.statements(Where(verdict=verdict)))


def test_the_two_stand_when_the_source_is_added_linked_and_searched_again(musnad: Run, ledger: Path, tmp_path: Path) -> None:
    whole = next(held for held in statements(ledger) if "وإن الطريق" in held.record["text"])
    done = musnad("split", whole.id[:20], "--at", "وإن الطريق", "--reason", "two things are said", "--reviewer", "Rima",
                  "--ledger", ledger)
    source = tmp_path / "report.txt"
    for again in (("add", source, "--published", "2018-09-12"), ("link", "reports"), ("add", source)):
        assert musnad(*again, "--ledger", ledger).returncode == 0
    kept = {held.id: held for held in statements(ledger)}
    halves = [kept[one] for one in (done.stdout + done.stderr).split() if one in kept]
    found = musnad("search", "type:statement المرفأ", "--ledger", ledger)
    out = tmp_path / "out.jsonl"
    assert musnad("export", out, "--ledger", ledger).returncode == 0

    assert done.returncode == 0, done.stderr
    assert [half.record["text"] for half in halves] == ["جسر الرمان مفتوح", "وإن الطريق إلى المرفأ آمن"]
    assert [(half.verdict, half.record["by"]["rule"]) for half in halves] == [("accepted", "desk.split_statement")] * 2
    assert kept[whole.id].verdict == "rejected"
    assert halves[1].id[:20] in found.stdout or "وإن الطريق" in found.stdout
    assert all(half.id in out.read_text("utf-8") for half in halves)
    assert f'"id":"{whole.id}"' not in out.read_text("utf-8")
    assert verify(ledger).ok


def test_it_is_one_again(musnad: Run, ledger: Path) -> None:
    whole = next(held for held in statements(ledger) if "وإن الطريق" in held.record["text"])
    assert musnad("split", whole.id, "--at", "وإن", "--until", "مفتوح", "--speaker", "nobody", "--reason", "two",
                  "--ledger", ledger).returncode == 0
    first, second = statements(ledger, "accepted")
    done = musnad("split", whole.id, "--undo", "--reason", "one sentence", "--ledger", ledger)
    again = musnad("split", whole.id, "--undo", "--reason", "one sentence", "--ledger", ledger)

    assert (first.record["text"], second.record["speaker"]) == ("جسر الرمان", None)
    assert (done.returncode, again.returncode) == (0, 1), done.stderr
    assert "not split" in again.stderr
    assert {held.id for held in statements(ledger, "rejected")} == {first.id, second.id}
    assert verify(ledger).ok


@pytest.mark.parametrize(("more", "why"), [
    (("--at", "0"), "outside of the content"), (("--at", "9999"), "outside of the content"),
    (("--at", "لا توجد"), "stands 0 times"), (("--at", "وإن", "--speaker", "entity-0"), "no record"),
])
def test_a_place_outside_of_the_content_is_told(musnad: Run, ledger: Path, more: tuple[str, ...], why: str) -> None:
    whole = next(held for held in statements(ledger) if "وإن الطريق" in held.record["text"])
    done = musnad("split", whole.id, *more, "--reason", "two", "--ledger", ledger)

    assert (done.returncode, why in done.stderr) == (1, True), done.stderr
    assert len(statements(ledger, "none")) == len(statements(ledger))
