"""The day in an address: only where it is written as a day, and only one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from musnad.intake import Arrival, read
from musnad.intake.addresses import day_in

TEXT = "قال مدير المكتبة إن القاعة ستفتح أبوابها صباح الأحد."


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2018/09/12/the-hall-opens", "2018-09-12"),
        ("https://example.org/news/2018-9-2", "2018-09-02"),
        ("https://example.org/digest-of-wednesday-12-09-2018", "2018-09-12"),
        ("https://example.org/2018/09/12/copy-of-2018-09-12", "2018-09-12"),
        ("https://example.org/archive/20180912", None),
        ("https://example.org/2018/09/", None),
        ("https://example.org/2018/09/1234", None),
        ("https://example.org/2018/02/31/no-day-of-any-calendar", None),
        ("https://example.org/2018/09/12/what-was-said-on-2018-09-10", None),
        ("https://example.org/read?on=2018-09-12", None),
        ("https://[example.org/2018/09/12", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_the_path_writes_one(address: str, day: str | None) -> None:
    assert day_in(address) == day


@pytest.mark.parametrize(
    ("written", "want"),
    [({}, ("2018-09-12", "metadata")), ({"published": "2018-09-14"}, ("2018-09-14", "metadata")),
     ({"published": "Wednesday"}, (None, None))],
    ids=["nothing written", "the column goes first", "a column that cannot be read is not guessed at"],
)
def test_a_row_without_a_day_has_that_of_its_address(written: dict[str, str], want: tuple[str, str], tmp_path: Path) -> None:
    row = {"text": TEXT, "url": "https://example.org/2018/09/12/the-hall-opens", **written}
    path = tmp_path / "table.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")

    (document,) = (item.document for item in read([str(path)]) if isinstance(item, Arrival))

    assert (document.published, document.published_from) == want
