"""PDF: set by typst, with a font that joins Arabic; no clock, so that the same dossier is the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from itertools import zip_longest

import typst

from musnad.export.dossier.blocks import Block, Cell, Dossier, Heading, Paragraph, Picture, Run, Table, turned, words_of

FONTS = ("fontpkg_ibm_plex_sans_arabic", "fontpkg_amiri")
LONG = 1500  # code points of a cell that may part over two pages; no other row does
EPOCH = 0  # the file's own date; a dossier says the state of its ledger on the cover


def render(dossier: Dossier) -> bytes:
    """Return the dossier as a PDF file."""
    return compiled("".join(_Page(dossier).document()), "pdf")


def compiled(source: str, shape: str, ppi: float = 144) -> bytes:
    """Return what typst makes of a source: a PDF, or a picture of one page."""
    with ExitStack() as stack:
        folders = [str(stack.enter_context(as_file(files(package).joinpath("files")))) for package in FONTS]
        found = typst.Fonts(include_system_fonts=False, font_paths=folders)
        if shape == "png":
            return typst.compile(source.encode(), font_paths=found, format="png", ppi=ppi)
        return typst.compile(source.encode(), font_paths=found, format="pdf", timestamp=EPOCH)


def picture(svg: str, width: int, height: int) -> bytes:
    """Return a drawing as PNG, its words set in the font that joins Arabic."""
    page = f"#set page(width: {width / 2}pt, height: {height / 2}pt, margin: 0pt)\n"
    return compiled(f'{page}#image(bytes({quoted(svg)}), format: "svg", width: 100%)\n', "png", ppi=288)


class _Page:
    """Writes the source of one dossier, and knows which footnotes have been called."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._called: set[int] = set()

    def document(self) -> Iterator[str]:
        dossier = self._dossier
        yield _style().replace("LANG", dossier.lang).replace("DIR", dossier.direction)
        yield f"#set document(title: {quoted(dossier.title)})\n"
        yield f"#cover({quoted(dossier.kind)}, {quoted(dossier.title)})[\n"
        yield from (f"{self._runs(paragraph.runs)}\n\n" for paragraph in dossier.lead)
        yield f"][{_turned(dossier.words['contents'])}]\n"
        for block, after in zip_longest(dossier.blocks, dossier.blocks[1:]):
            yield self._block(block, stays=isinstance(after, Paragraph | Table))

    def _block(self, block: Block, *, stays: bool) -> str:
        """Return a block; what leads to the next one stays on its page."""
        if isinstance(block, Heading):
            return f"#heading(level: {block.level})[{_turned(block.text)}]\n"
        if isinstance(block, Paragraph):
            words = self._runs(block.runs)
            if block.item:
                return f"#list.item[{words}]\n"
            return f"#lead[{words}]\n" if stays else f"{words}\n\n"
        if isinstance(block, Picture):
            return f'#figure(image(bytes({quoted(block.svg)}), format: "svg", width: 100%, alt: {quoted(block.alt)}))\n'
        return self._table(block)

    def _table(self, table: Table) -> str:
        columns = ", ".join(f"{width}fr" for width in table.widths)
        head = ", ".join(f"strong({quoted(name)})" for name in table.head)
        rows = []
        for index, row in enumerate(table.rows):
            cells = [f"[{self._runs(cell)}]" for cell in row]
            if table.claims:
                cells[0] = f"[#metadata(none)#label({quoted(f'claim-{table.claims[index]}')}){cells[0][1:]}"
            rows.append(", ".join(cells))
        top = f"  table.header({head}),\n" if table.head else ""
        whole = "false" if any(len(words_of(cell)) > LONG for row in table.rows for cell in row) else "true"
        body = "".join(f"  {row},\n" for row in rows)
        return f"#ledger-table(whole: {whole}, columns: ({columns},),\n{top}{body})\n"

    def _runs(self, runs: Cell) -> str:
        made = []
        block = False  # a quotation in a page from left to right is a block, which ends its own line
        for run in runs:
            made.append(self._run(replace(run, text=run.text.removeprefix("\n")) if block else run))
            block = run.style == "quote" and self._dossier.direction == "ltr"
        return "".join(made)

    def _run(self, run: Run) -> str:
        made = _words(run)
        if run.link is not None:
            made = f"#link(label({quoted(f'claim-{run.link}')}))[{made}]"
        if run.note is None:
            return made
        return f"{made}[{self._note(run.note)}]" if run.style == "quote" else made + self._note(run.note)

    def _note(self, number: int) -> str:
        """Return a footnote, or where it was called before, its number again."""
        name = f"label({quoted(f'note-{number}')})"
        if number in self._called:
            return f"#footnote({name})"
        self._called.add(number)
        return f"#footnote[{self._runs(self._dossier.notes[number - 1])}]#{name}"


def _words(run: Run) -> str:
    """Return words in their style, without link and note."""
    if run.style in _SET:
        lead = "#linebreak()" if run.text.startswith("\n") else ""
        text = run.text.removeprefix("\n")
        if run.style in ("quote", "mono"):
            return f"{lead}#{_SET[run.style]}({quoted(text)})"
        return f"{lead}#{_SET[run.style]}[{_turned(text)}]"
    return "#linebreak()".join(map(_turned, run.text.split("\n")))


def _turned(text: str) -> str:
    return "".join(f"#{'across' if across else 'text'}({quoted(part)})" for part, across in turned(text))


_SET = {"quote": "source-words", "mono": "digest", "strong": "strong", "faint": "faint"}


def quoted(text: str) -> str:
    """Return a string of typst."""
    return json.dumps(text, ensure_ascii=False).replace("\\b", " ").replace("\\f", " ")


@cache
def _style() -> str:
    return files("musnad.export.dossier").joinpath("dossier.typ").read_text(encoding="utf-8")
