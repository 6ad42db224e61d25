"""`musnad why`: from a record back to the words it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console

from musnad.cli.console import guarded
from musnad.cli.marks import STYLES, Mark, marked
from musnad.cli.options import LEDGER, LedgerOption, RecordArgument
from musnad.cli.reasons import reasons
from musnad.cli.rows import plain
from musnad.cli.tables import cell, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Evidence, Reader, open_reader
from musnad.model.refusals import CODES
from musnad.text.sentences import sentences

PARTS = ("cue", "speaker", "via", "occasion", "audience")
SIGNS = {"cue": "cue:", "speaker": "who:", "via": "via:", "occasion": "where:", "audience": "to:", "content": ""}
SHOWN = 90  # code points of a part on its line


@guarded
def command(record: RecordArgument, ledger: LedgerOption = LEDGER) -> None:
    """Explain one record: the sentence, its spans, the rule, and how its value was found.

    Of a statement, how the speaker was found; of a place, what spoke for it and what else it may be; of a time, what it
    is counted from; of a figure, what set its bounds; of an incident, what speaks for its kind, its status and each field;
    of somebody, under which names, and why two of them are one.

    Examples:
    musnad why statement-1b2c

    musnad why entity-77aa
    """
    with open_reader(ledger, fold=fold_name) as reader:
        evidence = reader.evidence(record)
        out = terminal()
        out.print(f"{evidence.record.type} {evidence.record.id}", style="bold", markup=False, soft_wrap=True)
        _source(out, evidence)
        document = evidence.record.document
        text = reader.document(document).text if document is not None else ""
        _sentence(out, evidence, text)
        _spans(out, evidence)
        _rule(out, evidence)
        for name, value in reasons(reader, evidence):
            _line(out, name, value)
        _ties(out, reader, evidence.record.record)


def _source(out: Console, evidence: Evidence) -> None:
    held = evidence.record
    if held.document is None:
        return
    row = f", row {evidence.row}" if evidence.row else ""
    _line(out, "source", f"{held.origin or ''}{row}, read {evidence.fetched or evidence.read}")
    _line(out, "sha256", str(evidence.source))
    _line(out, "published", ", ".join(filter(None, (held.published or "unknown", held.outlet))))


def _sentence(out: Console, evidence: Evidence, text: str) -> None:
    """Print every sentence that a part of the record stands in, with the parts marked."""
    marks = list(_marks(evidence))
    if not marks:
        return
    out.print()
    last = -1
    spans = sentences(text) if text else []
    for index, span in enumerate(spans):
        if any(m.start < span.end and span.start < m.end for m in marks):
            if last >= 0 and index > last + 1:
                out.print("  …")
            end = span.start + len(text[span.start : span.end].rstrip())
            out.print(marked(text, span.start, end, marks), soft_wrap=True)
            last = index
    out.print()


def _marks(evidence: Evidence) -> Iterator[Mark]:
    line = evidence.record.record
    if line["type"] == "report":
        return
    if evidence.start is not None and evidence.end is not None:
        yield Mark(evidence.start, evidence.end, "content", "content:" if "cue" in line else f"{line['type']}:")
    for start, end in evidence.mentions:
        yield Mark(start, end, "speaker", "here:")
    for name in PARTS:
        for part in _parts(line.get(name)):
            yield Mark(part["start"], part["end"], name, SIGNS[name])


def _parts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def _spans(out: Console, evidence: Evidence) -> None:
    line = evidence.record.record
    named = [(name, part) for name in PARTS for part in _parts(line.get(name))]
    if evidence.start is not None:
        words = {"start": evidence.start, "end": evidence.end, "text": evidence.text}
        named.append(("content" if "cue" in line else "words", words))
    for name, part in sorted(named, key=lambda n: n[1]["start"]):
        rest = ", ".join(f"{k} {plain(v)}" for k, v in part.items() if k not in {"start", "end", "text"} and v is not None)
        place = f"{part['start']}-{part['end']}"
        out.print(f"{name:>12}  {place:<13} {rest}  ", cell(part["text"], SHOWN), sep="", markup=False, soft_wrap=True,
                  style=STYLES.get(name, ""))


def _rule(out: Console, evidence: Evidence) -> None:
    line = evidence.record.record
    made = line["by"]
    score = f", score {made['score']}" if "score" in made else ""
    _line(out, "rule", f"{made['rule']} (musnad {made['version']}{score})")
    for name in ("act", "form", "polarity", "certainty", "kind", "status", "value", "grain"):
        if line.get(name) is not None:
            _line(out, name, plain(line[name]))
    for number, step in enumerate(line.get("steps") or (), 1):
        _line(out, f"speaker, {number}", step)
    if line["type"] == "statement" and line.get("speaker") is None:
        _line(out, "speaker", "the text names none")
    if line["type"] == "refusal" and line["code"] in CODES:
        code = CODES[line["code"]]
        _line(out, "refused", f"{code.code}: {code.meaning}. {line['why']}. {code.action}")


def _ties(out: Console, reader: Reader, line: dict[str, Any]) -> None:
    """Name what the record stands inside or is tied to."""
    for name in ("parent", "statement", "incident", "time", "place", "entity"):
        if line.get(name):
            tied = reader.record(line[name])
            label = "stands inside" if name == "parent" else name
            who = (tied.record.get("speaker") or {}).get("name")
            words = str(tied.record.get("text") or tied.record.get("name"))
            out.print(f"{label:>12}  {tied.id}  ", cell(": ".join(filter(None, (who, words))), SHOWN), sep="", markup=False,
                      soft_wrap=True)


def _line(out: Console, name: str, value: str) -> None:
    out.print(f"{name:>12}  {value}", markup=False, soft_wrap=True)
