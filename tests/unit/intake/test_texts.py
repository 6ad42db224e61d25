"""Texts: encodings, limits, and what is no text."""

from __future__ import annotations

import gzip
import io
import lzma
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from musnad.intake import Arrival, IntakeOptions, Unreadable, read, survey, text_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
LINE = "قال مدير المكتبة إن القاعة ستفتح أبوابها صباح الأحد.\n"


def one(path: Path | str, options: IntakeOptions | None = None) -> Arrival:
    (item,) = read([str(path)], options)
    assert isinstance(item, Arrival), str(item)
    return item


def refused(path: Path | str, options: IntakeOptions | None = None) -> Unreadable:
    (item,) = read([str(path)], options)
    assert isinstance(item, Unreadable)
    assert "\n" not in str(item)
    assert str(item).startswith(f"{path}: ")
    return item


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("report-utf8.txt", "utf-8"),
        ("report-utf8-bom.txt", "utf-8"),
        ("report-utf16-le.txt", "utf-16-le"),
        ("report-utf16-be.txt", "utf-16-be"),
        ("report-windows-1256.txt", "cp1256"),
    ],
)
def test_the_text_is_the_bytes_decoded_and_nothing_else_changed(name: str, encoding: str) -> None:
    arrival = one(FIXTURES / name)
    raw = (FIXTURES / name).read_bytes()

    assert arrival.document.encoding == encoding
    assert arrival.document.text == raw.decode(encoding)
    assert arrival.source.data == raw
    assert arrival.source.sha256 == arrival.document.source == sha256(raw).hexdigest()
    assert "المكتبة" in arrival.document.text or "مكتبة" in arrival.document.text


@pytest.mark.parametrize("name", ["report-utf8-bom.txt", "report-utf16-le.txt", "report-utf16-be.txt"])
def test_a_byte_order_mark_is_the_first_character_of_the_text(name: str) -> None:
    assert one(FIXTURES / name).document.text[0] == "\ufeff"


def test_line_ends_stay_as_they_are() -> None:
    assert one(FIXTURES / "report-windows-1256.txt").document.text.count("\r\n") == 2


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("truncated-utf8.txt", "I002", "byte 101 (0xd8), the end of the file"),
        ("damaged-utf8.txt", "I002", "byte 40 (0xff) is no UTF-8"),
        ("cut-off-utf16.txt", "I002", "byte 214"),
        ("koi8-russian.txt", "I002", "does not read as Arabic in windows-1256"),
        ("binary.txt", "I003", "byte 0 is NUL"),
        ("control-characters.txt", "I003", "control characters"),
        ("picture.txt", "I003", "a picture"),
        ("damaged.txt.gz", "I003", "damaged .gz file"),
        ("empty.txt", "I003", "an empty file"),
        ("blank.txt", "I003", "nothing but blanks"),
    ],
)
def test_a_broken_file_is_one_clear_line(name: str, code: str, says: str) -> None:
    refusal = refused(FIXTURES / name)

    assert refusal.code == code
    assert says in refusal.why


def test_every_cut_of_a_utf8_text_is_read_as_utf8_or_refused_never_as_windows_1256(tmp_path: Path) -> None:
    whole = LINE.encode()
    path = tmp_path / "cut.txt"
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])
        (item,) = read([str(path)])
        assert item.document.encoding == "utf-8" if isinstance(item, Arrival) else f"byte {end - 1}" in item.why


@pytest.mark.parametrize("codec", ["iso8859-6", "cp1251", "cp1252", "cp1255"])
def test_other_eight_bit_encodings_are_refused(codec: str, tmp_path: Path) -> None:
    words = {"iso8859-6": LINE, "cp1251": "Привет всем ", "cp1252": "über schöne Häuser ", "cp1255": "שלום לכולם "}
    path = tmp_path / "other.txt"
    path.write_bytes((words[codec] * 10).encode(codec))

    assert refused(path).code == "I002"


def test_a_utf32_text_is_refused_at_its_first_nul(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes(LINE.encode("utf-32"))

    assert "NUL" in refused(path).why


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_a_packed_text_is_the_same_source_as_the_text(suffix: str, pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    path = tmp_path / f"report.txt{suffix}"
    path.write_bytes(pack(LINE.encode()))
    arrival = one(path)

    assert arrival.source.data == LINE.encode()
    assert arrival.document.container == sha256(path.read_bytes()).hexdigest()


def test_a_packed_text_is_unpacked_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    path.write_bytes(gzip.compress(b"a b c d e f\n" * 4_000_000))

    assert refused(path).code == "I005"


def test_a_200_megabyte_line_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "one-line.txt"
    with path.open("wb") as file:
        file.write(b"x" * 5_000_000)
        file.truncate(200_000_000)  # sparse: what is not read takes no room
    began = time.perf_counter()
    refusal = refused(path)

    assert refusal.code == "I005"
    assert "line 1 is longer than 1,048,576 bytes" in refusal.why
    assert time.perf_counter() - began < 0.5


def test_a_long_line_is_named_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a\nb\n" + b"c" * 101 + b"\nd\n")

    assert "line 3 is longer than 100 bytes" in refused(path, IntakeOptions(longest_line=100)).why
    assert one(path, IntakeOptions(longest_line=101)).document.text.endswith("d\n")


def test_a_text_of_many_lines_over_the_limit_is_told_to_become_a_table(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"abc\n" * 300)

    assert "1,200 bytes are too many for one text" in refused(path, IntakeOptions(largest_text=1000)).why


def test_given_day_and_outlet_go_to_the_document() -> None:
    document = one(FIXTURES / "report-utf8.txt", IntakeOptions(published="2018-09-12", outlet="صحيفة")).document

    assert (document.published, document.published_from, document.outlet) == ("2018-09-12", "given", "صحيفة")
    assert (document.row, document.container, document.title) == (None, None, None)


def test_without_a_given_day_there_is_none() -> None:
    document = one(FIXTURES / "report-utf8.txt").document

    assert (document.published, document.published_from) == (None, None)


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINE.encode())))

    assert one("-").document.text == LINE


def test_standard_input_over_the_limit_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b"x" * 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

    assert "line 1 is longer" in refused("-", IntakeOptions(largest_text=200, longest_line=50)).why
    assert stream.tell() <= 201


def test_the_text_can_be_had_again_from_the_source() -> None:
    for item in read([str(FIXTURES)]):
        if isinstance(item, Arrival):
            assert text_of(item.source.data, item.source.media, item.document.encoding) == item.document.text


def test_progress_adds_up_to_the_survey(tmp_path: Path) -> None:
    table = "".join(f'{{"text": "{LINE[:-1]} {n}"}}\n' for n in range(3000))
    (tmp_path / "a.jsonl").write_text(table, encoding="utf-8")
    (tmp_path / "b.jsonl.xz").write_bytes(lzma.compress(table.encode()))
    (tmp_path / "c.txt").write_text(LINE, encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"")
    steps: list[int] = []
    for _ in read([str(tmp_path)], progress=steps.append):
        pass

    assert sum(steps) == survey([str(tmp_path)]).size
    assert survey([str(tmp_path)]).files == 4
    assert all(step >= 0 for step in steps)
