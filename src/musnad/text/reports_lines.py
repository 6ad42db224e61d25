"""Blocks: the paragraphs of a source, each with the headlines, datelines and rules that stand over it.

Finds    a headline over its paragraph      one block, a headline
Finds    ---- or ***                        no block: the next one opens after a rule
Leaves   a short line before a short line   a block of its own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import ARABIC, MARKS, fold

# A headline is at most so long, and the paragraph under it at least so much longer.
HEADLINE = 140
LONGER = 1.3
# No more headline-like lines than this stand over one paragraph (headline, byline, date, place).
STACK = 4
FURNITURE = 90
SIGNATURE = 45
# Page furniture of more words is a link to another page; as the first line of a source it is a headline.
LABEL = 3

_LINE = re.compile("[^\\s\ufeff][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RULE = re.compile(r"[-=_*~#•·ـ–—+.\s]{3,}")
_WORD = re.compile(f"[{ARABIC}{MARKS}]+|[^\\W\\d_{ARABIC}]+")
_CLOSED = tuple(".…:،,;؛")
_DASH = re.compile("[-–—ـ:/]")
_BRACKETED = re.compile(r"[^\n.:؟?!«»\"]{2,70}?\(([^()\n]{2,25})\)\s*[-–—ـ:/]{1,3}")
_DASHED = re.compile(r"([^\n.:؟?!«»\"()\-–—/]{2,45}?)\s*[-–—/]\s*([^\n.:؟?!«»\"()\-–—/،]{2,24}?)\s*[-–—:/](?=\s)")
_PLACED = re.compile(r"([^\W\d_]+(?:[ ،,]+[^\W\d_]+){0,3})\s*(?:\s[-–—]{1,2}|--)\s")


@dataclass(slots=True)
class Block:
    """One paragraph with the lines that head it.

    Attributes:
        start: First code point of its first line.
        end: One past its last line, without the white space.
        body: Where the words of the paragraph begin, after headlines and dateline.
        headline: A headline stands over it.
        dateline: A place and an agency open it.
        blank: A blank line stands before it.
        rule: A rule stands before it.
        after_furniture: Page furniture stands before it.
        open_before: The paragraph before it ends with a colon.
        after_signature: The report before it closes with the names of its agencies.
        bare: It is a short line without a full stop, which a report cannot be made of.
    """

    start: int
    end: int
    body: int
    headline: bool = False
    dateline: bool = False
    blank: bool = False
    rule: bool = False
    after_furniture: bool = False
    open_before: bool = False
    after_signature: bool = False
    bare: bool = False

    @property
    def headed(self) -> bool:
        """A rule, a headline or a dateline stands over it."""
        return self.rule or self.headline or self.dateline


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    kind: str
    blank: bool
    may_head: bool


def blocks(text: str) -> list[Block]:
    """Return the blocks of ``text`` in order; between them stand only white space, rules and page furniture."""
    found: list[Block] = []
    lines = list(_lines(text))
    at, rule, furniture, blank, opened, signed = 0, False, False, False, False, False
    while at < len(lines):
        line = lines[at]
        blank = blank or line.blank
        if line.kind == "signature" and found and not rule and not furniture and not lines[at - 1].may_head:
            found[-1].end, signed = line.end, True
            at += 1
            continue
        if line.kind in ("rule", "furniture") or (line.kind == "link" and found):
            rule, furniture = rule or line.kind == "rule", furniture or line.kind != "rule"
            at += 1
            continue
        last = _paragraph_under(lines, at)
        body = lines[last]
        cut = dateline_end(text, body.start, body.end) or _dateline_above(text, lines[at:last])
        found.append(
            Block(
                line.start, body.end, max(cut, body.start), last > at, cut > 0, blank, rule, furniture, opened, signed,
                bare=body.may_head,
            )
        )  # fmt: skip
        opened = text[body.end - 1] == ":"
        rule = furniture = blank = signed = False
        at = last + 1
    return found


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline that opens ``text[start:end]`` ends, or 0 where none does."""
    stop = min(end, start + 110)
    if not _DASH.search(text, start, stop):
        return 0
    match = _BRACKETED.match(text, start, stop)
    if match and _is_outlet(match.group(1)):
        return match.end()
    match = _DASHED.match(text, start, stop)
    if match and (_is_outlet(match.group(2)) or _is_outlet(match.group(1))):
        return match.end()
    match = _PLACED.match(text, start, stop)
    return match.end() if match and _is_place(match.group(1)) else 0


def _dateline_above(text: str, lines: list[_Line]) -> int:
    """Return 1 where one of the headline lines is a dateline on its own («دمشق - سانا»)."""
    for line in lines:
        place, dash, outlet = text[line.start : line.end].rpartition("-")
        if dash and len(place) < 45 and _is_outlet(outlet):
            return 1
    return 0


def _lines(text: str) -> Iterator[_Line]:
    before = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        raw = match.group().rstrip()
        blank = before > 0 and start - before > 1 and len(_BREAK.findall(text, before, start)) > 1
        yield _Line(start, start + len(raw), _kind(raw), blank, _may_head(raw))
        before = end


def _kind(raw: str) -> str:
    if len(raw) > FURNITURE:
        return "text"
    if _RULE.fullmatch(raw):
        return "rule"
    if is_furniture(raw):
        return "furniture" if len(_WORD.findall(raw)) <= LABEL else "link"
    return "signature" if len(raw) <= SIGNATURE and _is_signature(raw) else "text"


def is_furniture(raw: str) -> bool:
    """Say whether a line is page furniture: a share button, a link to another page, a notice of rights."""
    forms = [fold(w) for w in _WORD.findall(raw)[:5]]
    if not forms:
        return False
    known = _furniture()
    for size in (1, 2, 3):
        needs_colon = known.get(" ".join(forms[:size]))
        if needs_colon is None:
            continue
        if len(forms) <= size or ":" in raw[:30] or ".." in raw[:30] or not needs_colon:
            return True
    return False


@cache
def _furniture() -> dict[str, bool]:
    """Return the folded openers of page furniture; True for those that are plain words without a colon after them."""
    return {form: " " not in form for form in kinds()["furniture"]}


def _is_place(raw: str) -> bool:
    """Say whether the words before a dash could be a place: none opens a sentence, none is a title."""
    found = [fold(w) for w in _WORD.findall(raw)]
    others = (kinds()[kind] for kind in ("lead", "title", "stop", "joined", "anaphor", "weekday"))
    joined = found[0][0] == "و" and found[0] not in kinds()["root"] if found and found[0] else True
    return not joined and all(group.isdisjoint(found) for group in others)


def _is_signature(raw: str) -> bool:
    """Say whether a line holds names of agencies and outlets only («رويترز / أ ف ب»)."""
    forms = _signing_words()
    found = [fold(w) for w in _WORD.findall(raw)]
    return bool(found) and all(w in forms for w in found)


@cache
def _signing_words() -> frozenset[str]:
    return frozenset(w for form in kinds()["outlet"] for w in _WORD.findall(form)) | {"و"}


def _is_outlet(raw: str) -> bool:
    forms = [fold(w) for w in raw.split()]
    known = kinds()["outlet"]
    return " ".join(forms) in known or any(f in known for f in forms)


def _paragraph_under(lines: list[_Line], at: int) -> int:
    """Return the index of the paragraph which the lines from ``at`` on head; ``at`` itself where it is one."""
    longest = 0
    for last in range(at, min(at + STACK + 1, len(lines))):
        line = lines[last]
        size = line.end - line.start
        if line.kind == "rule":
            return at
        if line.kind == "furniture" or (line.kind == "link" and last > at):
            continue
        if not line.may_head:
            return last if size > LONGER * longest else at
        longest = max(longest, size)
    return at


def _may_head(raw: str) -> bool:
    """Say whether a line could be a headline: short, without a full stop, and not joined to what stands before."""
    if len(raw) > HEADLINE or raw.endswith(_CLOSED):
        return False
    first = _WORD.search(raw)
    form = fold(first.group()) if first else ""
    return not form.startswith("و") or form in kinds()["root"]


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return the folded forms of the lexicon by kind."""
    found: dict[str, set[str]] = {}
    for row in read_lexicon("reports"):
        found.setdefault(row["kind"], set()).add(" ".join(fold(w) for w in row["form"].split()))
    return {kind: frozenset(forms) for kind, forms in found.items()}
