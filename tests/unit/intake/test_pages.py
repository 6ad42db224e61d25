"""Pages: the report on them, their metadata, and their bytes kept as they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from musnad.intake import Arrival, IntakeOptions, Unreadable, html, read

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGE = (
    '<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}"><title>افتتاح الجسر</title>{head}</head><body>'
    "<nav><a href='/'>الرئيسية</a></nav><article><h1>افتتاح الجسر</h1>"
    "<p>قال رئيس البلدية إن الجسر سيفتح في الشهر المقبل بعد انتهاء أعمال الصيانة.</p>"
    "<p>وأضاف أن المدينة ستنظم حفلا صغيرا في هذه المناسبة يوم 2017-01-05.</p>{body}</article></body></html>"
)


def page(path: Path, *, head: str = "", body: str = "", charset: str = "utf-8", codec: str = "utf-8") -> Arrival:
    path.write_bytes(PAGE.format(head=head, body=body, charset=charset).encode(codec))
    (item,) = read([str(path)])
    assert isinstance(item, Arrival), str(item)
    return item


def test_the_text_of_a_page_is_its_title_and_its_paragraphs() -> None:
    (item,) = read([str(FIXTURES / "page.html")])
    assert isinstance(item, Arrival)
    lines = item.document.text.split("\n")

    assert lines[0] == item.document.title == "افتتاح الجسر الجديد"
    assert lines[1].startswith("قال رئيس بلدية النهر")
    assert lines[2].startswith("وأضاف أن المدينة")
    assert "الرئيسية" not in item.document.text
    assert "حقوق النشر" not in item.document.text


def test_the_bytes_of_a_page_are_kept_as_they_are() -> None:
    (item,) = read([str(FIXTURES / "page.html")])
    assert isinstance(item, Arrival)

    assert item.source.data == (FIXTURES / "page.html").read_bytes()
    assert item.source.media == "html"


def test_outlet_day_and_address_come_from_the_metadata() -> None:
    (item,) = read([str(FIXTURES / "page.html")])
    assert isinstance(item, Arrival)
    document = item.document

    assert (document.outlet, document.published, document.published_from) == ("وكالة النهر", "2018-09-12", "metadata")
    assert document.url == "https://example.org/a/1"


def test_what_the_user_gives_overrides_the_page() -> None:
    (item,) = read([str(FIXTURES / "page.html")], IntakeOptions(published="2018-09-13", outlet="صحيفة"))
    assert isinstance(item, Arrival)

    assert (item.document.published, item.document.published_from) == ("2018-09-13", "given")
    assert item.document.outlet == "صحيفة"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-09-12T10:00:00+03:00">',
        '<meta itemprop="datePublished" content="2018-09-12">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-09-12T07:00:00Z"}</script>',
    ],
)
def test_a_day_in_the_metadata_is_read(head: str, tmp_path: Path) -> None:
    assert page(tmp_path / "a.html", head=head).document.published == "2018-09-12"


def test_a_page_that_tells_no_day_has_that_of_its_address(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.org/2018/09/12/the-hall-opens">'
    document = page(tmp_path / "a.html", head=head).document

    assert (document.published, document.published_from) == ("2018-09-12", "metadata")


def test_a_day_in_the_text_is_no_day_of_publication(tmp_path: Path) -> None:
    document = page(tmp_path / "a.html").document

    assert (document.published, document.published_from) == (None, None)


@pytest.mark.parametrize(
    ("charset", "codec", "encoding"),
    [
        ("windows-1256", "cp1256", "cp1256"),
        ("iso-8859-6", "iso8859-6", "iso8859-6"),
        ("utf-8", "cp1256", "cp1256"),
        ("windows-1256", "utf-8", "utf-8"),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_its_bytes_say_otherwise(
    charset: str, codec: str, encoding: str, tmp_path: Path
) -> None:
    document = page(tmp_path / "a.html", charset=charset, codec=codec).document

    assert document.encoding == encoding
    assert document.text.startswith("افتتاح الجسر\nقال رئيس البلدية")


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"<", b"plain", b"<!DOCTYPE html><html><body><nav><a href='/'>home</a></nav>"]
)
def test_a_page_without_a_report_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    (item,) = read([str(path)])

    assert isinstance(item, Unreadable)
    assert "save its text as .txt" in item.why


def test_a_page_over_the_limit_is_refused(tmp_path: Path) -> None:
    (item,) = read([str(FIXTURES / "page.html")], IntakeOptions(largest_page=1000))

    assert isinstance(item, Unreadable)
    assert item.code == "I005"
    assert "too many for one page" in item.why


@pytest.mark.parametrize("odd", ["&#xffff;", "&#0", "\uffff", "\x0b", "&#xD800;", "&#99999999;"])
def test_a_character_that_no_tree_can_hold_costs_no_page(odd: str, tmp_path: Path) -> None:
    text = page(tmp_path / "a.html", body=f"<p>وقال إن الدخول{odd} مجاني في اليوم الأول &#38; الثاني.</p>").document.text

    assert text.endswith("وقال إن الدخول مجاني في اليوم الأول & الثاني.")


def test_a_page_that_the_parsers_trip_over_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(html, "extract_metadata", trip)
    (item,) = read([str(FIXTURES / "page.html")])

    assert isinstance(item, Unreadable)
    assert "a page that cannot be taken apart (AssertionError)" in item.why


def test_a_page_of_thousands_of_nested_elements_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + "قال رئيس البلدية إن الجسر سيفتح. " * 5, encoding="utf-8")

    assert len(list(read([str(path)]))) == 1


def test_the_page_reader_is_loaded_only_for_a_page() -> None:
    code = (
        "import sys; from musnad.intake import read; list(read(sys.argv[1:2])); "
        "assert 'trafilatura' not in sys.modules; list(read(sys.argv[2:])); assert 'trafilatura' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, FIXTURES / "report-utf8.txt", FIXTURES / "page.html"], check=True)
