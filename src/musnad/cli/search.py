"""`musnad search`: a question over everything in a ledger, the best hits first."""

from __future__ import annotations

import csv
import json
import sys
from importlib import import_module
from typing import Annotated, Any, Literal

import typer
from rich.text import Text

from musnad.cli.console import USAGE, fail, guarded, say
from musnad.cli.options import LEDGER, LedgerOption
from musnad.cli.progress import Bar
from musnad.cli.rows import short
from musnad.cli.tables import CLOSE, ISOLATE, terminal
from musnad.ledger import MEANT, BadQuery, Found, Hit, MeaningSearch, Search, open_search, open_search_by_meaning
from musnad.link.terms import ANALYSIS

MEANS = {("meaning",): "by meaning", ("words", "meaning"): "by words and meaning"}
COLUMNS = ("type", "id", "score", "published", "outlet", "snippet", "start", "end", "spans")


@guarded
def command(
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="What to look for; see below.", show_default=False)],
    ledger: LedgerOption = LEDGER,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    skip: Annotated[int, typer.Option(min=0, help="Pass over so many of the best.")] = 0,
    whole: Annotated[bool, typer.Option("--all", help="Also what is rejected or superseded.")] = False,
    shape: Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="How to print.")] = "table",
    semantic: Annotated[bool, typer.Option("--semantic", help="Also find what means the same in other words.")] = False,
) -> None:
    """Search a ledger: words, "phrases", -words and fields.

    Words are found in any spelling and form, and rank what is found; names also by Latin letters, such as Idlib or
    Merkel. A "phrase" and a +word must occur, a -word must not. Fields must hold; -speaker:, -place: and -outlet:
    leave out. Values of several words stand in quotation marks: 'speaker:"هايكو ماس"'.

    speaker: place: outlet: words of a name, in any spelling.

    act: and form: of statements, kind: and status: of incidents, as `musnad list` has them.

    before: a day YYYY-MM-DD, a month or a year, not included; after: likewise, included. Days are days of publication.

    type: report, statement, incident or entity. Without it, speaker, act and form look for statements; kind, status
    and place for incidents; all else for reports.

    With --semantic the words also rank reports and statements by their meaning; `musnad index --semantic` prepares it.

    Examples:
    musnad search الأسلحة الكيميائية في إدلب

    musnad search 'speaker:Maas act:deny after:2018-09-01'

    musnad search '"الغوطة الشرقية" -روسيا type:statement' --format jsonl

    musnad search --semantic "من ينفي استخدام غازات سامة ضد السكان؟"
    """
    text = query[0] if len(query) == 1 else " ".join(map(_requoted, query))
    try:
        with _opened(ledger, semantic) as search:
            refresh(search)
            found = search.find(text, limit, skip, whole=whole)
            _told_behind(search, found, ledger)
    except BadQuery as error:
        raise fail(f"{error}\n  {text}\n  {' ' * error.position}^", USAGE) from None
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(as_json(hit), ensure_ascii=False)}\n" for hit in found.hits)
    elif shape == "csv":
        _csv(found)
    elif found.hits:
        _page(found)
    else:
        say(f"{ledger}: no {found.type} fits")


def refresh(search: Search) -> None:
    """Add to the index of words what the ledger has taken in since."""
    with Bar("Indexing", 100) as bar:
        search.refresh(lambda done, of: bar.advance(done * 100 // of - bar.done))


def _opened(ledger: str, semantic: bool) -> Search:
    if not semantic:
        return open_search(ledger, ANALYSIS)
    meaning = import_module("musnad.link.meaning").meaning()  # extra `semantic`
    return open_search_by_meaning(ledger, ANALYSIS, meaning)


def _told_behind(search: Search, found: Found, ledger: str) -> None:
    """Say how many texts are found by their words alone as yet."""
    if isinstance(search, MeaningSearch) and found.type in MEANT and (count := search.waiting(found.type)):
        say(f"{ledger}: {count:,} new texts are found by their words only; musnad index --semantic adds them")


def _requoted(word: str) -> str:
    """Return a word of the command line; one with spaces stood in the quotation marks of the shell: a phrase."""
    return f'"{word}"' if " " in word and not set(word) & set(':"«“') else word


def as_json(hit: Hit) -> dict[str, Any]:
    """Return a hit as one object; spans are code points of the document."""
    end = None if hit.start is None else hit.start + len(hit.snippet)
    by = {"by": list(hit.by)} if hit.by else {}
    return {"type": hit.held.type, "id": hit.held.id, "score": hit.score, "published": hit.held.published,
            "outlet": hit.held.outlet, "origin": hit.held.origin, "snippet": hit.snippet, "start": hit.start, "end": end,
            "spans": [list(span) for span in hit.spans], **by, "verdict": hit.held.verdict,
            "record": hit.held.record}


def _csv(found: Found) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for hit in found.hits:
        made = as_json(hit) | {"spans": " ".join(f"{left}-{right}" for left, right in hit.spans)}
        out.writerow([made[name] for name in COLUMNS])


def _page(found: Found) -> None:
    """Print each hit in two lines: what it is, and its words with the matches marked."""
    console = terminal()
    for hit in found.hits:
        record = hit.held.record
        speaker = (record.get("speaker") or {}).get("name") or ""
        told = (short(hit.held.id), f"{hit.score:.2f}" if hit.score else "", hit.held.published, hit.held.outlet,
                record.get("act") or record.get("kind"), record.get("status"), speaker, MEANS.get(hit.by))
        console.print(Text("  ".join(part for part in told if part), style="bold"))
        console.print(_marked(hit), soft_wrap=not console.is_terminal)
    if found.more:
        say(f"The first {len(found.hits)}; --limit shows more.")


def _marked(hit: Hit) -> Text:
    made = Text(ISOLATE if sys.stdout.isatty() else "")
    for part, matched in hit.marks():
        made.append(" ".join(part.split("\n")), style="bold yellow" if matched else "")
    return made.append(CLOSE if sys.stdout.isatty() else "")
