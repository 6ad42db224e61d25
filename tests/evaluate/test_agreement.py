"""The figures are those of the scoring script that comes with the definitions, on whatever it is given."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evaluate.making import shaken
from musnad.evaluate import Score, Scores, cases, judge, sheet_of_gold, sheet_of_records
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

Other = Callable[[dict[str, Any], list[dict[str, Any]]], dict[str, Any]]
ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"shipped": ROOT / "gold", "dev": ROOT.parent / "shared/gold/dev"}


@pytest.fixture(scope="module")
def other(shared: Path) -> Other:
    """The other scorer."""
    path = shared / "score/score.py"
    if not path.exists():
        pytest.skip("needs ../shared/score/score.py, which is not here")
    spec = importlib.util.spec_from_file_location("other_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]


@pytest.fixture(params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    path = FOLDERS[request.param]
    if not path.is_dir():
        pytest.skip(f"needs {path}, which is not here")
    return path


def assert_same(ours: Scores, theirs: dict[str, Any]) -> None:
    """All that the other scorer gives, ours gives, count by count."""
    for name, told in theirs.items():
        tally = ours[name]
        if isinstance(told, dict):
            assert isinstance(tally, Score), name
            assert (tally.hits, tally.found, tally.wanted) == (told["tp"], told["pred"], told["gold"]), name
            sides = (tally.precision, tally.recall, tally.value)
            assert sides == pytest.approx((told["p"], told["r"], told["f1"]), abs=1e-4)
        else:
            assert tally.value == pytest.approx(told, abs=1e-4), name


def test_both_scorers_agree_on_what_is_extracted(folder: Path, other: Other) -> None:
    for case in cases([folder]):
        records = read_document(case.document, Settings(published=date.fromisoformat(case.published)))
        lines = [record.as_json() for record in records]
        gold = json.loads((folder / f"{case.name}.gold.json").read_text("utf-8"))

        assert_same(judge(case.document.text, case.gold, sheet_of_records(lines)).scores, other(gold, lines))


@pytest.mark.parametrize("seed", range(8))
def test_both_scorers_agree_on_gold_that_was_shaken(folder: Path, other: Other, seed: int) -> None:
    for case in cases([folder]):
        gold = json.loads((folder / f"{case.name}.gold.json").read_text("utf-8"))
        lines = shaken(gold, seed)

        assert_same(judge(case.document.text, sheet_of_gold(gold), sheet_of_records(lines)).scores, other(gold, lines))
