"""Tables: each row is a document of its own, and a bad row costs one row."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import sys
import time
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest

from musnad.intake import Arrival, Document, IntakeOptions, Unreadable, read

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = "قال مدير المكتبة إن القاعة ستفتح أبوابها صباح الأحد."


def told(path: Path | str, **options: object) -> tuple[list[Document], list[Unreadable]]:
    items = list(read([str(path)], IntakeOptions(**options)))  # type: ignore[arg-type]
    return [i.document for i in items if isinstance(i, Arrival)], [i for i in items if isinstance(i, Unreadable)]


def table(tmp_path: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(tmp_path: Path, *rows: object) -> Path:
    return table(tmp_path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "table.jsonl")


def test_a_row_is_a_source_of_its_own_with_its_title_as_first_line(tmp_path: Path) -> None:
    row = {"id": "r1", "title": "العنوان", "text": TEXT, "published": "2018-09-12", "outlet": "صحيفة", "url": "u"}
    path = jsonl(tmp_path, row)
    (item,) = read([str(path)])
    assert isinstance(item, Arrival)
    document, source = item.document, item.source

    assert document.text == f"العنوان\n{TEXT}"
    assert source.data == document.text.encode()
    assert source.sha256 == document.source == sha256(source.data).hexdigest()
    assert document.container == sha256(path.read_bytes()).hexdigest()
    assert (document.row, document.title, document.outlet, document.url) == ("r1", "العنوان", "صحيفة", "u")
    assert (document.published, document.published_from) == ("2018-09-12", "metadata")
    assert (source.media, source.origin) == ("jsonl", str(path))


@pytest.mark.parametrize("title", [None, "", "  "])
def test_a_row_without_a_title_is_its_text_alone(title: str | None, tmp_path: Path) -> None:
    ((document,), _) = told(jsonl(tmp_path, {"title": title, "text": TEXT}))

    assert (document.text, document.title) == (TEXT, None)


def test_a_row_without_an_id_has_its_number(tmp_path: Path) -> None:
    documents, _ = told(jsonl(tmp_path, {"text": TEXT}, {"id": 70, "text": TEXT}, {"id": "", "text": TEXT}))

    assert [d.row for d in documents] == ["1", "70", "3"]


def test_columns_can_be_mapped(tmp_path: Path) -> None:
    columns = {"text": "body", "title": "headline", "id": "no"}
    csv, _ = told(table(tmp_path, f"no,headline,body\n4,عنوان,{TEXT}\n"), columns=columns)
    lines, _ = told(jsonl(tmp_path, {"no": 4, "headline": "عنوان", "body": TEXT}), columns=columns)

    assert [d.text for d in csv] == [d.text for d in lines] == [f"عنوان\n{TEXT}"]
    assert csv[0].row == lines[0].row == "4"


def test_what_the_user_gives_overrides_the_row(tmp_path: Path) -> None:
    path = jsonl(tmp_path, {"text": TEXT, "published": "2018-09-12", "outlet": "صحيفة"})
    ((document,), _) = told(path, published="2018-09-13", outlet="وكالة")

    assert (document.published, document.published_from, document.outlet) == ("2018-09-13", "given", "وكالة")


def test_the_bad_rows_of_a_jsonl_are_told_and_the_rest_is_read() -> None:
    documents, bad = told(FIXTURES / "rows-good-and-bad.jsonl")

    assert [d.row for d in documents] == ["b1", "7", "10"]
    assert [(b.details["line"], b.code) for b in bad] == [
        ("2", "I004"), ("4", "I006"), ("5", "I004"), ("6", "I004"), ("7", "I004"), ("8", "I004"), ("9", "I004"),
        ("10", "I002"), ("11", "I006"),
    ]  # fmt: skip
    assert bad[0].origin.endswith("rows-good-and-bad.jsonl:2")


def test_the_bad_rows_of_a_csv_are_told_and_the_rest_is_read() -> None:
    documents, bad = told(FIXTURES / "rows-good-and-bad.csv")

    assert [d.row for d in documents] == ["a1", "a5", "a6"]
    assert documents[0].text.split("\n")[1].endswith('"وهذا خبر سار".')
    assert [(b.details["line"], b.code) for b in bad] == [("4", "I004"), ("5", "I004"), ("6", "I004"), ("7", "I006")]


def test_a_date_that_is_no_iso_day_is_a_note_and_the_row_is_read() -> None:
    documents, bad = told(FIXTURES / "rows-good-and-bad.csv")
    (note,) = [b for b in bad if b.is_note]

    assert "'12/09/2018', no day as YYYY-MM-DD" in note.why
    assert (documents[1].published, documents[1].published_from) == (None, None)


def test_a_csv_without_the_text_names_the_columns_found_and_how_to_map() -> None:
    _, (refusal,) = told(FIXTURES / "missing-columns.csv")

    assert refusal.code == "I003"
    assert "no column 'text'; the columns found are 'id', 'headline', 'body'" in refusal.why
    assert "text=body" in refusal.why
    assert [d.row for d in told(FIXTURES / "missing-columns.csv", columns={"text": "body"})[0]] == ["1"]


def test_a_mapped_column_that_a_csv_lacks_is_refused(tmp_path: Path) -> None:
    _, (refusal,) = told(table(tmp_path, f"text\n{TEXT}\n"), columns={"title": "headline"})

    assert "no column 'headline'" in refusal.why


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    _, (refusal,) = told(table(tmp_path, f"text,text\n{TEXT},b\n"))

    assert "two columns are called 'text'" in refusal.why


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_of_the_header(delimiter: str, tmp_path: Path) -> None:
    ((document,), _) = told(table(tmp_path, f"id{delimiter}text\n1{delimiter}{TEXT}\n"))

    assert (document.row, document.text) == ("1", TEXT)


def test_a_quotation_mark_left_open_costs_its_row_alone(tmp_path: Path) -> None:
    rows = "".join(f'{n},{TEXT}\n' if n != 3 else f'{n},"{TEXT}\n' for n in range(1, 2001))
    documents, (bad,) = told(table(tmp_path, "id,text\n" + rows))

    assert len(documents) == 1999
    assert bad.details["line"] == "4"


def test_a_line_that_is_no_utf8_costs_its_row_also_within_quotation_marks(tmp_path: Path) -> None:
    rows = f'1,{TEXT}\n2,\udcff\n3,"{TEXT}\n\udcfe\n{TEXT}"\n4,{TEXT}\n5,{TEXT}\n'
    documents, bad = told(table(tmp_path, ("id,text\n" + rows).encode("utf-8", "surrogateescape")))

    assert [d.row for d in documents] == ["1", "4", "5"]
    assert [(b.details["line"], b.code) for b in bad] == [("3", "I002"), ("4", "I004"), ("5", "I002"), ("6", "I004")]


@pytest.mark.parametrize(
    ("header", "says"), [("x" * 200, "the header: longer than 100 bytes"), ("\udcff", "the header: byte 0")]
)
def test_a_header_that_cannot_be_read_is_one_clear_line(header: str, says: str, tmp_path: Path) -> None:
    path = table(tmp_path, f"{header}\n{TEXT}\n".encode("utf-8", "surrogateescape"))

    assert says in told(path, longest_line=100)[1][0].why


def test_a_lone_carriage_return_is_told_from_a_quotation_mark(tmp_path: Path) -> None:
    documents, (bad,) = told(table(tmp_path, f"id,text\n1,a\rb\n2,{TEXT}\n"))

    assert [d.row for d in documents] == ["2"]
    assert "a carriage return stands outside quotation marks" in bad.why


def test_a_row_that_never_ends_is_given_up_at_the_limit(tmp_path: Path) -> None:
    rows = f'1,"{TEXT}\n' + f"{TEXT}\n" * 50 + f"2,{TEXT}\n"
    documents, bad = told(table(tmp_path, "id,text\n3,x\n" + rows), longest_line=200)

    assert [d.row for d in documents] == ["3", "2"]
    assert bad[0].details["line"] == "3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("name", ["table.csv", "table.jsonl"])
def test_tables_in_other_encodings_give_the_same_texts(name: str, encoding: str, tmp_path: Path) -> None:
    row = f"x,{TEXT}\r\n" if name.endswith("csv") else json.dumps({"id": "x", "text": TEXT}, ensure_ascii=False) + "\n"
    head = "id,text\r\n" if name.endswith("csv") else ""
    documents, bad = told(table(tmp_path, (head + row * 3).encode(encoding), name))

    assert not bad
    assert [(d.row, d.text) for d in documents] == [("x", TEXT)] * 3


def test_a_utf16_table_that_is_cut_off_gives_the_rows_before(tmp_path: Path) -> None:
    documents, bad = told(table(tmp_path, (f"id,text\n1,{TEXT}\n2,{TEXT}\n").encode("utf-16")[:-7]))

    assert [d.row for d in documents] == ["1"]
    assert bad


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_tables_are_read(suffix: str, pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    ((document,), bad) = told(table(tmp_path, pack(f"text\n{TEXT}\n".encode()), f"table.csv{suffix}"))

    assert document.text == TEXT
    assert not bad


def test_a_packed_table_that_is_cut_off_gives_the_rows_before(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{sha256(str(n).encode()).hexdigest()}"}}\n' for n in range(5000)).encode()
    documents, bad = told(table(tmp_path, gzip.compress(rows)[:-50_000], "table.jsonl.gz"))

    assert len(documents) > 1000
    assert "damaged .gz file" in bad[-1].why


def test_a_row_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = jsonl(tmp_path, {"text": TEXT}, {"text": "x" * 500}, {"text": TEXT})
    documents, (bad,) = told(path, longest_line=300)

    assert [d.row for d in documents] == ["1", "3"]
    assert (bad.code, bad.details["line"]) == ("I005", "2")


def test_a_200_megabyte_row_is_given_up_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "one-line.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "' + b"x" * 200_000)
        file.truncate(200_000_000)
    tracemalloc.start()
    began = time.perf_counter()
    _, bad = told(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert bad
    assert bad[0].code == "I005"
    assert time.perf_counter() - began < 2
    assert peak < 30_000_000


def test_a_large_table_is_read_in_little_memory(tmp_path: Path) -> None:
    path = table(tmp_path, "id,text\n" + f'1,"{TEXT}"\n' * 60_000)
    tracemalloc.start()
    count = sum(1 for _ in read([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 60_000
    assert path.stat().st_size > 6_000_000
    assert peak < 2_000_000


def test_a_file_that_is_no_table_is_left_after_its_first_rows(tmp_path: Path) -> None:
    documents, bad = told(table(tmp_path, f"{TEXT}\n" * 1000, "table.jsonl"))

    assert not documents
    assert len(bad) == 21
    assert "none of the first 20 rows can be read" in bad[-1].why


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.csv", b"", "an empty table"),
        ("t.jsonl", b"", "an empty table"),
        ("t.jsonl", b"\n\n", "an empty table"),
        ("t.csv", b"id,text\n", "an empty table"),
        ("t.csv", b"PK\x03\x04aaaa", "zip, Word or Excel"),
        ("t.csv", b"\0" * 50, "NUL"),
    ],
)
def test_what_is_no_table_is_one_clear_line(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    _, (refusal,) = told(table(tmp_path, content, name))

    assert says in refusal.why


@pytest.mark.parametrize(
    "line", ["[" * 100_000, '{"text": ' + "1" * 5000 + "}", '{"text": "a\\u0000b"}', '{"text"', "NaN", "12"]
)
def test_json_that_cannot_be_read_is_a_bad_row(line: str, tmp_path: Path) -> None:
    documents, (bad,) = told(table(tmp_path, f'{line}\n{{"text": "{TEXT}"}}\n', "table.jsonl"))

    assert [d.row for d in documents] == ["2"]
    assert bad.code == "I004"


@pytest.mark.parametrize("media", ["jsonl", "csv"])
def test_standard_input_can_be_a_table(media: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (f"text\n{TEXT}\n" if media == "csv" else f'{{"text": "{TEXT}"}}\n').encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    ((document,), _) = told("-", standard_input=media)

    assert (document.text, document.origin) == (TEXT, "-")
    assert document.container == sha256(content).hexdigest()
