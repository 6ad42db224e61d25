"""Folders: what is read in them, in which order, and what goes wrong in one without harm to the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from musnad.intake import Arrival, IntakeOptions, Unreadable, iso_day, opening, read
from musnad.model.errors import FormatError

TEXT = "قال مدير المكتبة إن القاعة ستفتح أبوابها صباح الأحد."


def told(top: Path) -> tuple[list[str], list[Unreadable]]:
    items = list(read([str(top)]))
    names = [os.path.relpath(i.document.origin, top) for i in items if isinstance(i, Arrival)]
    return names, [i for i in items if isinstance(i, Unreadable)]


def write(top: Path, *names: str) -> None:
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(TEXT, encoding="utf-8")


def test_a_folder_is_read_to_its_depth_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/b/c.TXT", "c.txt")

    assert told(tmp_path) == (["a/b/c.TXT", "a/z.txt", "b.txt", "c.txt"], [])


def test_files_of_other_kinds_are_passed_over_with_one_note_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.pdf", "c.pdf", "d", ".hidden.txt")
    names, (note,) = told(tmp_path)

    assert names == ["a.txt"]
    assert note.is_note
    assert "4 files of other kinds not read (.pdf 2, hidden 1, no suffix 1)" in note.why


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a", target_is_directory=True)
    names, (note,) = told(tmp_path)

    assert names == ["a/b/c.txt"]
    assert note.is_note
    assert "a link to a folder that is read already" in note.why


@pytest.mark.parametrize(("target", "says"), [("nothing", "points to nothing"), ("b.txt", "cannot read it")])
def test_a_folder_with_a_bad_link_is_read_but_for_the_link(target: str, says: str, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / target)
    names, (bad,) = told(tmp_path)

    assert names == ["a.txt", "c.txt"]
    assert says in bad.why
    assert not bad.is_note


def test_a_folder_with_a_file_that_must_not_be_read_is_read_but_for_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")

    def guarded(path: str, mode: str) -> object:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", path)
        return open(path, mode)

    monkeypatch.setattr(opening, "open", guarded, raising=False)
    names, (bad,) = told(tmp_path)

    assert names == ["a.txt", "c.txt"]
    assert bad.why == "no permission to read it; change its permissions or read as another user"


def test_a_folder_called_like_a_text_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "x.txt/y.txt")

    assert told(tmp_path) == (["x.txt/y.txt"], [])


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf")
    names, refusals = told(tmp_path)

    assert names == []
    assert "no file in this folder is read" in refusals[-1].why


def test_the_rest_is_done_after_a_missing_path(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    missing, arrival = read([str(tmp_path / "no.txt"), str(tmp_path / "a.txt")])

    assert isinstance(missing, Unreadable)
    assert missing.why == "no such file or folder; check the path"
    assert isinstance(arrival, Arrival)


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
def test_a_path_that_cannot_be_is_one_clear_line(path: str) -> None:
    (item,) = read([path])

    assert isinstance(item, Unreadable)


def test_a_name_that_is_no_utf8_is_read_under_a_name_that_can_be_written(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff.txt")
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    (item,) = read([os.fsdecode(path)])

    assert isinstance(item, Arrival)
    assert item.document.origin.encode().endswith(b"\\xff.txt")


def test_a_message_stays_on_one_line_whatever_the_name(tmp_path: Path) -> None:
    (item,) = read([str(tmp_path / "a\nb.txt")])

    assert "\n" not in str(item)


def test_a_named_file_of_a_kind_that_is_no_text_is_told_what_to_become(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    (item,) = read([str(tmp_path / "a.json")])

    assert isinstance(item, Unreadable)
    assert "save it as .jsonl" in item.why


def test_a_named_file_without_a_suffix_is_a_text(tmp_path: Path) -> None:
    write(tmp_path, "report")
    (item,) = read([str(tmp_path / "report")])

    assert isinstance(item, Arrival)


@pytest.mark.parametrize(
    "wrong",
    [{"published": "12/09/2018"}, {"published": "2018-02-30"}, {"columns": {"body": "text"}}, {"standard_input": "pdf"}],
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(FormatError):
        IntakeOptions(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-09-12", "2018-09-12"),
        (" 2018-09-12T10:00:00Z ", "2018-09-12"),
        ("2018-09-12 10:00", "2018-09-12"),
        ("2018-09-12T10:00:00.123+03:00", "2018-09-12"),
        ("2018-02-30", None),
        ("12/09/2018", None),
        ("2018-9-12", None),
        ("20180912", None),
        ("2018-09-12 or so", None),
        ("٢٠١٨-٠٩-١٢", None),
    ],
)
def test_only_an_iso_day_is_a_day(written: str, day: str | None) -> None:
    assert iso_day(written) == day
