"""Gold finds its texts, and its digest notices every change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.evaluate import cases, counts_of, digest_of
from musnad.model.errors import SourceError

GOLD = {"docno": "one", "published": "2018-09-12", "statements": [], "times": []}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "gold"
    made.mkdir()
    (made / "one.gold.json").write_text(json.dumps(GOLD), "utf-8")
    (made / "one.txt").write_text("قال المدير إن الطريق مفتوح.\n", "utf-8")
    return made


def test_a_text_beside_its_gold_is_found(folder: Path) -> None:
    (case,) = cases([folder])

    assert case.document.text == "قال المدير إن الطريق مفتوح.\n"
    assert case.gold.figures is None


def test_a_row_of_a_table_is_found(folder: Path) -> None:
    (folder / "one.txt").unlink()
    rows = [{"id": name, "title": "عنوان", "text": name} for name in ("أول", "ثان")]
    (folder.parent / "wire.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    (folder / "one.gold.json").write_text(json.dumps({**GOLD, "source": "wire.jsonl", "row": "ثان"}), "utf-8")

    assert cases([folder])[0].document.text == "عنوان\nثان"


def test_every_shipped_gold_finds_its_text(root: Path) -> None:
    for case in cases([root / "gold"]):
        gold = json.loads((root / "gold" / f"{case.name}.gold.json").read_text("utf-8"))
        assert all(case.document.text[s["start"] : s["end"]] == s["content"] for s in gold["statements"])


@pytest.mark.parametrize("name", ["one.txt", "one.gold.json"])
def test_a_change_of_gold_or_text_changes_the_digest(folder: Path, name: str) -> None:
    before = digest_of(cases([folder]))
    (folder / name).write_text((folder / name).read_text("utf-8") + "\n", "utf-8")

    assert digest_of(cases([folder])) != before


def test_the_order_of_folders_does_not_matter(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "more"
    other.mkdir()
    (other / "two.gold.json").write_text(json.dumps({**GOLD, "docno": "two"}), "utf-8")
    (other / "two.txt").write_text("كلمة\n", "utf-8")

    assert digest_of(cases([folder, other])) == digest_of(cases([other, folder]))
    assert counts_of(cases([folder, other])) == {"documents": 2, "statements": 0, "times": 0}


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no gold here"):
        cases([tmp_path])


def test_gold_without_its_text_is_told(folder: Path) -> None:
    (folder / "one.txt").unlink()

    with pytest.raises(SourceError, match=r"its text is not at .*one\.txt"):
        cases([folder])
