"""The laws of records on what outlets print: a share of the articles of ../shared/data, where they are."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from laws.test_records import CALENDAR, pieces, tied
from musnad.model.document import Document
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings

EACH = 200  # one article in so many


def articles(path: Path) -> Iterator[Document]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, (line for number, line in enumerate(lines) if number % EACH == 0)):
            yield Document("0" * 64, f"{row['title']}\n{row['text']}", row=row["id"], published=row["published"][:10])


@pytest.fixture(params=["cnn", "france24", "skynews"])
def outlet(request: pytest.FixtureRequest, shared: Path) -> Path:
    path = shared / f"data/news/ant-{request.param}.jsonl.xz"
    if not path.exists():
        pytest.skip(f"needs {path.name} of ../shared/data/news, which is not here")
    return path


def test_articles_give_records_that_read_back_with_ids_that_stand_once(outlet: Path) -> None:
    for document in articles(outlet):
        lines = [record.as_json() for record in read_document(document, Settings())]
        ids = [line["id"] for line in lines]

        assert len(ids) == len(set(ids)), document.row
        assert tied(lines) <= set(ids), document.row
        for line in lines:
            assert line.get("code") != "R001", line
            assert all(p["text"] == document.text[p["start"] : p["end"]] for p in pieces(line)), line
            assert line["type"] != "time" or line["value"] is None or CALENDAR.fullmatch(line["value"]), line


def test_a_later_day_of_publication_moves_no_span(outlet: Path) -> None:
    """The day changes what times are worth, never what is found."""
    document = next(articles(outlet))
    one, other = (
        [(r.type, getattr(r, "start", 0), getattr(r, "end", 0)) for r in read_document(document, Settings(published=day))]
        for day in (date(2018, 9, 12), date(2019, 3, 4))
    )

    assert one == other
