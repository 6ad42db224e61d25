"""HTML: one file that holds its fonts and its map, asks nothing of a network, and prints on A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from musnad.export.dossier.blocks import Block, Cell, Dossier, Heading, Paragraph, Picture, Run, Table, turned

FACES = (("arabic", 400), ("arabic", 600), ("latin", 400), ("latin", 600))
RANGES = {"arabic": "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF,U+200C-200F,U+0640",
          "latin": "U+0000-05FF,U+1E00-1EFF,U+2000-200B,U+2010-2BFF"}


def render(dossier: Dossier) -> bytes:
    """Return the dossier as one HTML file, UTF-8."""
    return "".join(_page(dossier)).encode()


def _page(dossier: Dossier) -> Iterator[str]:
    yield (f'<!doctype html>\n<html lang="{dossier.lang}" dir="{dossier.direction}">\n<head>\n<meta charset="utf-8">\n'
           f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(dossier.title)}</title>\n'
           f"<style>\n{_fonts()}{_style()}</style>\n</head>\n<body>\n")
    yield f'<header class="cover"><p class="kind">{escape(dossier.kind)}</p><h1 dir="auto">{escape(dossier.title)}</h1>\n'
    yield from (f"<p>{_runs(paragraph.runs)}</p>\n" for paragraph in dossier.lead)
    yield f'</header>\n<nav><h2>{escape(dossier.words["contents"])}</h2><ol>\n'
    yield from (f'<li><a href="#{block.anchor}">{escape(block.text)}</a></li>\n'
                for block in dossier.blocks if isinstance(block, Heading) and block.level == 1)
    yield "</ol></nav>\n<main>\n"
    listed = False
    for block in dossier.blocks:
        item = isinstance(block, Paragraph) and block.item
        if item != listed:
            yield "<ul>\n" if item else "</ul>\n"
            listed = item
        yield _block(block)
    yield ("</ul>\n" if listed else "") + "</main>\n"
    yield f'<section class="notes"><h2 id="notes">{escape(dossier.words["notes"])}</h2><ol>\n'
    yield from (f'<li id="note-{number}">{_runs(note)} <a href="#call-{number}" aria-label="↩">↩</a></li>\n'
                for number, note in enumerate(dossier.notes, 1))
    yield "</ol></section>\n</body>\n</html>\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<h{block.level + 1} id="{block.anchor}">{_turned(block.text)}</h{block.level + 1}>\n'
    if isinstance(block, Paragraph):
        name = "li" if block.item else "p"
        return f"<{name}>{_runs(block.runs)}</{name}>\n"
    if isinstance(block, Picture):
        return f'<figure role="img" aria-label="{escape(block.alt)}" dir="ltr">{block.svg}</figure>\n'
    return _table(block)


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{width}%">' for width in table.widths)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = []
    for index, row in enumerate(table.rows):
        own = f' id="claim-{table.claims[index]}"' if table.claims else ""
        rows.append(f"<tr{own}>" + "".join(f"<td>{_runs(cell)}</td>" for cell in row) + "</tr>\n")
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f'<div class="wide"><table><colgroup>{columns}</colgroup>{top}<tbody>\n{"".join(rows)}</tbody></table></div>\n'


def _runs(runs: Cell) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    lines = run.text.split("\n")
    made = "<br>".join(map(_turned, lines)) if run.style not in ("quote", "mono") else escape(run.text)
    if run.style == "quote":
        made = f'<q lang="ar" dir="auto">{made}</q>'
    elif run.style == "mono":
        made = f'<code dir="ltr">{made}</code>'
    elif run.style == "strong":
        made = f"<strong><bdi>{made}</bdi></strong>"
    elif run.style == "faint":
        before, made = ("<br>", made.removeprefix("<br>")) if made.startswith("<br>") else ("", made)
        made = f'{before}<span class="faint">{made}</span>'
    if run.link is not None:
        made = f'<a href="#claim-{run.link}">{made}</a>'
    if run.note is not None:
        made += f'<sup><a id="call-{run.note}" href="#note-{run.note}">{run.note}</a></sup>'
    return made


def _turned(text: str) -> str:
    return "".join(f'<bdi dir="ltr">{escape(part)}</bdi>' if across else escape(part) for part, across in turned(text))


@cache
def _fonts() -> str:
    folder = files("musnad").joinpath("web/static/vendor/fonts")
    made = []
    for script, weight in FACES:
        data = b64encode(folder.joinpath(f"plex-{script}-{weight}.woff2").read_bytes()).decode()
        made.append(f'@font-face{{font-family:"Plex";font-weight:{weight};unicode-range:{RANGES[script]};'
                    f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n")
    return "".join(made)


@cache
def _style() -> str:
    return files("musnad.export.dossier").joinpath("dossier.css").read_text(encoding="utf-8")
