"""Whatever the bytes: documents, or one line that says why not; never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musnad.intake import Arrival, IntakeOptions, Unreadable, read, text_of

OPTIONS = IntakeOptions(largest_text=5000, largest_page=5000, longest_line=300)
ARABIC = st.text(alphabet='قالوزير«»"\n\r,;:{}[]\\ \t\0\ufeff<>/ptd=é', max_size=200)
PIECES = st.lists(
    st.one_of(
        st.binary(max_size=20),
        ARABIC.map(str.encode),
        ARABIC.map(lambda t: t.encode("cp1256", "ignore")),
        ARABIC.map(lambda t: t.encode("utf-16")),
        st.sampled_from(
            [b"id,text\n", b'{"text": "', b'"}\n', b"\n", b'"', b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"<html>",
             b"<body>", b"<p>", b"</p>", b"<table><tr><td>", b"<!--", b"<![CDATA[",
             b"<?xml version='1.0' encoding='utf-16'?>", b"&#x0;", b"&#xD800;", b"<meta charset=windows-1256>",
             b"<script type='application/ld+json'>{", b"</script>",
             b"x" * 301,
             "قال رئيس البلدية إن الجسر سيفتح في الشهر المقبل".encode()]
        ),
    ),
    max_size=12,
).map(b"".join)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".html", ".txt.gz", ".csv.xz"])
@given(data=PIECES)
@example(data=b'id,text\n1,"\r"x\n')
@example(data=b"\xff\xfe\x00")
@example(data=b"\xfe\xff\x00\x00" + b"x" * 901)
@example(data=b"<html>" + b"<b>" * 100)
def test_whatever_the_bytes_documents_or_reasons(suffix: str, data: bytes, folder: Path) -> None:
    path = folder / f"any{suffix}"
    path.write_bytes(data)
    items = list(read([str(path)], OPTIONS))

    assert items
    for item in items:
        if isinstance(item, Unreadable):
            assert item.why
            assert str(item).isprintable()
            str(item).encode()
        else:
            _holds(item, suffix)


def _holds(item: Arrival, suffix: str) -> None:
    document, source = item.document, item.source
    assert document.source == source.sha256
    assert document.text.strip()
    assert text_of(source.data, source.media, document.encoding) == document.text
    assert document.title is None or document.text.startswith(f"{document.title}\n")
    assert (document.row is not None) == suffix.startswith((".jsonl", ".csv"))
