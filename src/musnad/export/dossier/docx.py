"""DOCX: for editors. Right to left in every paragraph and table of Arabic; the footnotes are footnotes of Word.

Right to left is ``w:bidi`` on a paragraph, ``w:bidiVisual`` on a table and ``w:rtl`` on every run of Arabic, as Word and
LibreOffice read them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Text

from musnad.export.archive import timeless
from musnad.export.dossier.blocks import Block, Cell, Dossier, Heading, Paragraph, Picture, Run, Table, turned, words_of
from musnad.export.dossier.docx_notes import NOTE_TEXT, attach, called, called_again, note_styles, own_number
from musnad.export.dossier.pdf import picture

FONT, MONO = "Arial", "Courier New"  # with Arabic on the machines of most readers, which lack the PDF's font
MARK, FAINT = RGBColor(0x7C, 0x24, 0x12), RGBColor(0x63, 0x5E, 0x54)
SIZES = {"Title": 26, "Heading 1": 15, "Heading 2": 11, "Normal": 9.5, NOTE_TEXT: 7.5}
WIDE = 174  # millimetres between the margins of A4
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def render(dossier: Dossier) -> bytes:
    """Return the dossier as a DOCX file."""
    made = _Page(dossier)
    made.document()
    out = io.BytesIO()
    made.file.save(out)
    return timeless(out.getvalue())


class _Page:
    """Writes one dossier into a document of Word."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._rtl = dossier.direction == "rtl"
        self._marks = 0
        self._called: dict[int, int] = {}  # numbers of notes in the order of their first call: Word numbers them so
        self.file: Any = Document()
        _styles(self.file, dossier)

    def document(self) -> None:
        dossier = self._dossier
        kind = self._paragraph("Normal")
        self._run(kind, Run(dossier.kind, "strong")).font.color.rgb = MARK
        self._run(self._paragraph("Title"), Run(dossier.title))
        for paragraph in dossier.lead:
            self._fill(self._paragraph("Normal"), paragraph.runs)
        self.file.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        for block, after in zip_longest(dossier.blocks, dossier.blocks[1:]):
            self._block(block, stays=isinstance(after, Paragraph | Table))
        attach(self.file, [(number, self._note(number)) for number in self._called])

    def _block(self, block: Block, *, stays: bool) -> None:
        """Write a block; what leads to the next one stays on its page."""
        if isinstance(block, Heading):
            self._fill(self._paragraph(f"Heading {block.level}"), (Run(block.text),))
        elif isinstance(block, Paragraph):
            style = "List Bullet" if block.item else "Normal"
            for runs, turned_back in self._parted(block.runs):
                paragraph = self._turn(self.file.add_paragraph(style=style), back=turned_back)
                paragraph.paragraph_format.keep_with_next = stays and not block.item
                self._fill(paragraph, runs)
        elif isinstance(block, Picture):
            data = io.BytesIO(picture(block.svg, block.width, block.height))
            self.file.add_picture(data, width=Mm(WIDE))
            self.file.inline_shapes[-1]._inline.docPr.set("descr", block.alt)
        else:
            self._table(block)

    def _table(self, block: Table) -> None:
        table = self.file.add_table(rows=0, cols=len(block.widths))
        table.style, table.autofit = "Table Grid", False
        if self._rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        widths = [Mm(WIDE * width / sum(block.widths)) for width in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if block.head:
            self._row(table, [(Run(name, "strong"),) for name in block.head], widths)
            again = OxmlElement("w:tblHeader")
            table.rows[0]._tr.get_or_add_trPr().append(again)
            for cell in table.rows[0].cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        for index, row in enumerate(block.rows):
            self._row(table, row, widths, block.claims[index] if block.claims else None)
        self._paragraph("Normal")

    def _row(self, table: Any, cells: Iterable[Cell], widths: list[Any], claim: int | None = None) -> None:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for index, (cell, runs) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = widths[index]
            for number, (part, turned_back) in enumerate(self._parted(runs)):
                paragraph = self._turn(cell.add_paragraph() if number else cell.paragraphs[0], back=turned_back)
                paragraph.paragraph_format.space_after = Pt(2)
                if claim is not None and index == number == 0:
                    self._marked(paragraph, f"claim-{claim}", part)
                else:
                    self._fill(paragraph, part)

    def _parted(self, runs: Cell) -> Iterator[tuple[Cell, bool]]:
        """Yield the paragraphs that runs make, each with whether it runs the other way.

        In a page from left to right the words of a source are a paragraph of their own, or their marks would stray.
        """
        kept: list[Run] = []
        for run in runs:
            if run.style == "quote" and not self._rtl:
                if words_of(kept).strip():
                    yield tuple(run for run in kept if run.text != "\n"), False
                yield (run,), True
                kept = []
            else:
                after_quote = not kept and run.text.startswith("\n") and not self._rtl
                kept.append(replace(run, text=run.text[1:]) if after_quote else run)
        if kept or not runs:
            yield tuple(kept), False

    def _paragraph(self, style: str) -> Any:
        return self._turn(self.file.add_paragraph(style=style))

    def _turn(self, paragraph: Any, *, back: bool = False) -> Any:
        """Have a paragraph run from right to left, if the page does, or it is the words of a source."""
        if self._rtl or back:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    def _fill(self, paragraph: Any, runs: Cell) -> None:
        for run in runs:
            if run.link is not None:
                self._link(paragraph, f"claim-{run.link}", run.text)
            else:
                self._run(paragraph, run)
            if run.note is not None:
                self._call(paragraph, run.note)

    def _call(self, paragraph: Any, note: int) -> None:
        """Call a footnote; where it was called before, its number again."""
        if note in self._called:
            paragraph._p.append(called_again(f"note-{note}", self._called[note]))
            return
        self._called[note] = len(self._called) + 1
        with self._mark(paragraph, f"note-{note}"):
            paragraph._p.append(called(note))

    def _note(self, note: int) -> Any:
        """Return the paragraph of a footnote, outside the text."""
        paragraph = self._turn(Text(OxmlElement("w:p"), self.file._body))
        paragraph.style = self.file.styles[NOTE_TEXT]
        paragraph._p.append(own_number())
        self._fill(paragraph, (Run(" "), *self._dossier.notes[note - 1]))
        return paragraph._p

    def _run(self, paragraph: Any, run: Run) -> Any:
        """Write words; a date or a range in a run of its own, which keeps it from left to right."""
        text = f"\u00ab{run.text}\u00bb" if run.style == "quote" else run.text
        parts = [(text, True)] if run.style == "mono" else list(turned(text)) if run.style != "quote" else [(text, False)]
        made = None
        for part, across in parts:
            made = paragraph.add_run(_isolated(part) if across and self._rtl else part)
            _dress(made, run.style, rtl=bool(ARABIC.search(part)) or (self._rtl and not across and not _latin(part)))
        return made

    def _link(self, paragraph: Any, name: str, text: str) -> None:
        """Write words that lead to a bookmark."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        run = paragraph.add_run(text)
        run.font.color.rgb = MARK
        _dress(run, "plain", rtl=bool(ARABIC.search(text)), colour=False)
        link.append(run._r)
        paragraph._p.append(link)

    def _marked(self, paragraph: Any, name: str, runs: Cell) -> None:
        """Write words that links lead to."""
        with self._mark(paragraph, name):
            self._fill(paragraph, runs)

    @contextmanager
    def _mark(self, paragraph: Any, name: str) -> Iterator[None]:
        """Put a bookmark around what is written to a paragraph meanwhile."""
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), name)
        self._marks += 1
        paragraph._p.append(start)
        yield
        paragraph._p.append(end)


def _latin(text: str) -> bool:
    return any("a" <= sign.lower() <= "z" for sign in text)


def _isolated(text: str) -> str:
    """Return words that keep their order in a line that runs the other way: embedding and its end."""
    return f"\u202a{text}\u202c"


def _dress(run: Any, style: str, rtl: bool, colour: bool = True) -> None:
    properties = run._r.get_or_add_rPr()
    if style == "mono":
        _fonts(properties, MONO, MONO)
        run.font.size = Pt(7.5)
    if style == "strong":
        run.bold = True
        run.font.cs_bold = True
    if style == "faint" and colour:
        run.font.color.rgb = FAINT
    if rtl:
        run.font.rtl = True
        properties.append(_lang("ar-SA"))


def _lang(tag: str) -> Any:
    made = OxmlElement("w:lang")
    made.set(qn("w:bidi"), tag)
    return made


def _fonts(properties: Any, name: str, complex_name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind, value in (("ascii", name), ("hAnsi", name), ("cs", complex_name)):
        fonts.set(qn(f"w:{kind}"), value)


def _styles(file: Any, dossier: Dossier) -> None:
    """Set page, fonts and sizes, and whatever would tell when and by whom the file was made."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    note_styles(file)
    for name, size in SIZES.items():
        style = file.styles[name]
        properties = style.element.get_or_add_rPr()
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        _fonts(properties, FONT, FONT)
        style.font.size = Pt(size)
        complex_size = OxmlElement("w:szCs")
        complex_size.set(qn("w:val"), str(int(size * 2)))
        properties.append(complex_size)
        if name not in ("Normal", NOTE_TEXT):
            style.font.color.rgb = MARK if name == "Heading 2" else RGBColor(0x1D, 0x1B, 0x17)
    told = file.core_properties
    told.title, told.author, told.last_modified_by, told.comments = dossier.title, "musnad", "musnad", ""
    told.created = told.modified = EPOCH
    told.language = dossier.lang
