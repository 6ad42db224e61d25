"""`musnad evaluate`, as a person and as CI run it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Run


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The shipped gold with its samples, where it may be spoilt."""
    shutil.copytree(root / "gold", tmp_path / "copy/gold")
    shutil.copytree(root / "samples", tmp_path / "copy/samples")
    return tmp_path / "copy/gold"


def test_the_shipped_gold_is_read_as_well_as_its_floors_say(musnad: Run, root: Path) -> None:
    """The gate that CI guards: a change that reads worse does not pass."""
    made = musnad("evaluate", "--gate", root / "gold/floors.json")

    assert made.returncode == 0, made.stderr
    assert "gate: passed" in made.stderr


def test_a_lost_document_closes_the_gate(musnad: Run, copy: Path) -> None:
    (copy / "local-wadi-alsarw-aid.gold.json").unlink()

    made = musnad("evaluate", "--gate", copy / "floors.json")

    assert made.returncode == 1
    assert "12 documents where the floors were set on 13" in made.stderr


def test_a_changed_text_closes_the_gate(musnad: Run, copy: Path) -> None:
    text = copy.parent / "samples/local/wadi-alsarw-aid.txt"
    text.write_text(text.read_text("utf-8") + "\n", "utf-8")

    assert musnad("evaluate", "--gate", copy / "floors.json").returncode == 1


def test_a_lowered_floor_closes_the_gate(musnad: Run, copy: Path) -> None:
    floors = json.loads((copy / "floors.json").read_text("utf-8"))
    floors["floors"]["statements_found"] = 0.1
    (copy / "floors.json").write_text(json.dumps(floors), "utf-8")

    assert musnad("evaluate", "--gate", copy / "floors.json").returncode == 1
    assert musnad("evaluate", "--gate", copy / "floors.json", "--update").returncode == 1


def test_update_writes_floors_where_there_are_none(musnad: Run, copy: Path) -> None:
    (copy / "floors.json").unlink()

    assert musnad("evaluate", "--gate", copy / "floors.json", "--update").returncode == 0
    assert musnad("evaluate", "--gate", copy / "floors.json").returncode == 0


def test_lines_of_json_can_be_read_by_a_program(musnad: Run, root: Path) -> None:
    made = musnad("evaluate", root / "gold", "--format", "jsonl", "--documents", "--errors")
    lines = [json.loads(line) for line in made.stdout.splitlines()]

    assert {line["figure"] for line in lines if line.get("document", 1) is None} >= {"statements_strict", "times_value"}
    assert all(line["around"] for line in lines if "fault" in line)


def test_errors_of_one_kind_are_shown_with_their_sentence(musnad: Run, root: Path) -> None:
    made = musnad("evaluate", root / "gold", "--errors", "--only", "act")

    assert "act wrong" in made.stdout
    assert "speaker wrong" not in made.stdout


@pytest.mark.parametrize("arguments", [[], ["gold", "--update"]])
def test_a_wrong_use_is_told(musnad: Run, arguments: list[str]) -> None:
    assert musnad("evaluate", *arguments).returncode == 2


def test_a_folder_without_gold_is_one_clear_line(musnad: Run, tmp_path: Path) -> None:
    made = musnad("evaluate", tmp_path)

    assert (made.returncode, len(made.stderr.splitlines())) == (1, 1)
