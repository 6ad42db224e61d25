"""Pages: the title and the paragraphs of the report, without what stands around them.

This module alone imports trafilatura, and ``reading`` imports this module only when there is a page to read.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from trafilatura import bare_extraction, extract_metadata, load_html

from musnad.intake.options import iso_day
from musnad.model.errors import FormatError

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it has to say, the errors here say
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

# Names under which pages give the day of publication, the surest first. Days in the text are not read: they may be others.
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "publishdate", "publish-date",
    "pubdate", "publication_date", "sailthru.date", "parsely-pub-date", "date",
)  # fmt: skip
# What taking a page apart can raise. Random tags brought AssertionError and ValueError out of lxml and trafilatura, which
# document neither; the others are what tree code raises on what it did not expect. Such a page is a refusal, like any other.
PARSER_FAULTS = (LxmlError, RecursionError, ValueError, TypeError, AttributeError, AssertionError, IndexError)
# Characters that no tree of XML can hold, and references to characters: one of the former would cost the whole page.
NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
SHORTEST = 40  # code points; below it are the leavings of menus, not a report
SAVE = "save its text as .txt and read that"
STATED = "//time[@itemprop='datePublished' or @pubdate]/@datetime"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds.

    Attributes:
        text: Title, line feed, paragraphs with a line feed between two.
        title: Title, None if the page gives none.
        outlet: Name of the site.
        published: ISO day from the page's metadata.
        url: Address that the page gives itself.
    """

    text: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


def page(html: str) -> Page:
    """Return the report on a page.

    Raises:
        FormatError: No report is found on it.
    """
    html = NO_CHARACTER.sub(_kept, html)
    try:
        tree = load_html(html)
        told = None if tree is None else bare_extraction(html, include_comments=False, deduplicate=False)
        about = _NOTHING if tree is None else _about(tree)
    except PARSER_FAULTS as error:
        raise FormatError(f"a page that cannot be taken apart ({type(error).__name__}); {SAVE}") from error
    body = (getattr(told, "text", None) or "").strip()
    if tree is None or len(body) < SHORTEST:
        raise FormatError(f"no report is found on this page; {SAVE}")
    return Page(_joined(about.title, body), about.title, about.outlet, _published(tree), about.url)


@dataclass(frozen=True, slots=True)
class _About:
    title: str | None
    outlet: str | None
    url: str | None


def _kept(found: re.Match[str]) -> str:
    """Return a reference to a character that a tree can hold, and nothing for all else."""
    if found[1] is None and found[2] is None:
        return ""
    code = int(found[1], 16) if found[1] else int(found[2])
    fine = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF
    return found[0] if fine else ""


_NOTHING = _About(None, None, None)


def _about(tree: HtmlElement) -> _About:
    made = extract_metadata(tree, date_config={"extensive_search": False, "max_date": "2100-01-01"})
    return _About(_line(made.title), _line(made.sitename), _line(made.url))


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _joined(title: str | None, body: str) -> str:
    """Put the title before the paragraphs, unless they begin with it."""
    if title is None:
        return body
    first, _, rest = body.partition("\n")
    return f"{title}\n{rest if ' '.join(first.split()) == title else body}"


def _published(tree: HtmlElement) -> str | None:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    written = [named[name] for name in DATE_NAMES if name in named]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            written += IN_JSON.findall(script.text or "")
    written += [str(value) for value in tree.xpath(STATED)]
    return next((day for day in map(iso_day, written) if day), None)
