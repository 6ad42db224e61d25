"""Turn the annotations of the samples into gold with offsets, or say what does not fit.

    python gold/build.py            write gold/<docno>.gold.json for every gold/annotations/*.json
    python gold/build.py --check    write nothing; fail where a gold file is not what its annotation says

An annotation names what it means by the words themselves ("first words … last words"). Here those words are
looked up as whole words, inside their own report, and become code points of the untouched text. Refused are
words that are not there, that stand in several places with no ``nth`` to say which, or that contradict the
rest of their entry.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

Entry = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "gold"
ELLIPSIS = " … "
OPENING = "«\"“”‘’'"
MARKS = re.compile('[«»"“”]')
VOCABULARY: dict[str, list[str]] = json.loads((GOLD / "vocabulary.json").read_text(encoding="utf-8"))
MOMENT = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?"
# A joined و or ف, then ب, ل, ك or س, may stand before a whole word; nothing but a mark may follow it.
BEFORE = r"(?:(?<!\w)|(?<=(?<!\w)[وفبلكس])|(?<=(?<!\w)[وف][بلكس]))"
AFTER = r"(?![\w\u064b-\u0652])"
VALUE = re.compile(rf"{MOMENT}|{MOMENT}/({MOMENT})?|/{MOMENT}")


class Unfit(Exception):
    """An annotation that does not fit the text it annotates."""


@dataclass(frozen=True)
class Scope:
    """One report of a text: everything its annotation says is looked up between ``start`` and ``end``."""

    text: str
    start: int
    end: int

    def places(self, words: str) -> list[int]:
        """Return where ``words`` stand as whole words."""
        after = AFTER if words[-1].isalnum() else ""
        whole = re.compile(BEFORE + re.escape(words) + after)
        return [m.start() for m in whole.finditer(self.text, self.start, self.end)]

    def place(self, words: str, nth: int | None = None) -> int:
        """Return the one place of ``words``, or the ``nth`` counted from 1."""
        found = self.places(words)
        if len(found) < (nth or 1):
            raise Unfit(f"not found{f' {nth} times' if nth else ''}: {words}")
        if nth is None and len(found) > 1:
            raise Unfit(f"stands {len(found)} times, say which: {words}")
        return found[(nth or 1) - 1]

    def span(self, anchor: str, nth: int | None = None) -> tuple[int, int]:
        """Return the span of "words", or from the first words to the nearest last words after them."""
        first, gap, last = anchor.partition(ELLIPSIS)
        if not gap:
            start = self.place(first, nth)
            return start, start + len(first)
        start = self.place(first, nth)
        ends = Scope(self.text, start + len(first), self.end).places(last)
        if not ends:
            raise Unfit(f"no end to {anchor}")
        return start, ends[0] + len(last)

    def cue(self, words: str, nth: int | None, start: int) -> int:
        """Return where a cue stands: the ``nth``, the only one, or the last before its content."""
        if nth is not None or len(self.places(words)) <= 1:
            return self.place(words, nth)
        before = [at for at in self.places(words) if at < start]
        if not before:
            raise Unfit(f"cue after its content, and more than one: {words}")
        return before[-1]


def demand(fits: bool, why: str) -> None:
    """Refuse an annotation for the reason ``why`` unless it ``fits``."""
    if not fits:
        raise Unfit(why)


def demand_word(entry: Entry, field: str) -> None:
    """Refuse an entry whose ``field`` holds no word of the vocabulary."""
    demand(entry[field] in VOCABULARY[field], f"unknown {field}: {entry[field]}")


def statement(entry: Entry, scope: Scope) -> Entry:
    """Return a statement with its offsets, its form checked against the quotation marks in the text."""
    start, end = scope.span(entry["content"], entry.get("content_nth"))
    content, cue = scope.text[start:end], entry["cue"]
    demand_word(entry, "act")
    demand(bool(entry["speaker"]), f"nobody speaks: {cue}")
    demand_form(entry, content, scope.text[start - 1 : start])
    at = scope.cue(cue, entry.get("nth"), start)
    return {
        "cue": cue,
        "cue_start": at,
        "cue_end": at + len(cue),
        "speaker_names": entry["speaker"],
        "form": entry["form"],
        "start": start,
        "end": end,
        "content": content,
        "via": entry.get("via", []),
        "act": entry["act"],
        "optional": entry.get("optional", False),
        "nominal": entry.get("nominal", False),
    }


def demand_form(entry: Entry, content: str, before: str) -> None:
    """Refuse a form that the quotation marks in and before the ``content`` contradict."""
    form = entry["form"]
    demand_word(entry, "form")
    demand("\n" not in content or form == "direct", f"runs over a line end: {content}")
    opened = (before in OPENING and before != "") or entry.get("optional", False)
    demand(form != "direct" or opened, f"direct, but no mark opens it: {content}")
    demand(form != "mixed" or MARKS.search(content) is not None, f"mixed, but no mark in it: {content}")


def figure(entry: Entry, scope: Scope) -> Entry:
    """Return a figure with its offsets and its bounds in order."""
    low, high = entry["low"], entry["high"]
    demand_word(entry, "about")
    demand(low is not None or high is not None, f"no bound: {entry['text']}")
    demand(low is None or high is None or low <= high, f"bounds crossed: {entry['text']}")
    return {**entry, "nth": entry.get("nth", 1), **offsets(scope, entry["text"], entry.get("nth"))}


def time(entry: Entry, scope: Scope) -> Entry:
    """Return a time with its offsets; its value is ISO 8601 or null."""
    demand(is_value(entry["value"]), f"not a calendar value: {entry['text']} {entry['value']}")
    return {**entry, "nth": entry.get("nth", 1), **offsets(scope, entry["text"], entry.get("nth"))}


def incident(entry: Entry, scope: Scope) -> Entry:
    """Return an incident with its trigger's offsets; places, actors and targets are words of the report."""
    trigger = entry["trigger"]
    demand_word(entry, "kind")
    demand_word(entry, "status")
    demand(is_value(entry["time"]), f"not a calendar value: {trigger} {entry['time']}")
    for name in (*entry["places"], *entry["actors"], *entry["targets"]):
        demand(name in scope.text[scope.start : scope.end], f"not in the report: {name} ({trigger})")
    return {**entry, "nth": entry.get("nth", 1), **offsets(scope, trigger, entry.get("nth"))}


# What a report is annotated for: the list's name, what places an entry, what the list is sorted by.
RECORDS: tuple[tuple[str, Callable[[Entry, Scope], Entry], str], ...] = (
    ("statements", statement, "cue_start"),
    ("figures", figure, "start"),
    ("times", time, "start"),
    ("incidents", incident, "start"),
)


def offsets(scope: Scope, anchor: str, nth: int | None) -> Entry:
    """Return the span of ``anchor`` as the two fields that every record has."""
    start, end = scope.span(anchor, nth)
    return {"start": start, "end": end}


def is_value(value: str | None) -> bool:
    """Tell whether ``value`` is null, an ISO 8601 moment or an interval of two."""
    return value is None or VALUE.fullmatch(value) is not None


def source_text(annotation: Entry) -> str:
    """Return the decoded text that the offsets count in; of a row, its title, a line feed and its text."""
    decoded: str = (ROOT / annotation["source"]).read_bytes().decode(annotation["encoding"])
    if annotation["row"] is None:
        return decoded
    rows = [json.loads(line) for line in decoded.splitlines()]
    found = [row for row in rows if row["id"] == annotation["row"]]
    demand(len(found) == 1, f"{len(found)} rows with the id {annotation['row']}")
    return f"{found[0]['title']}\n{found[0]['text']}"


def scopes(text: str, reports: list[Entry]) -> Iterator[Scope]:
    """Yield each report's part of ``text``: from its opening words, which begin a line, to the next one's."""
    starts = [0]
    for report in reports[1:]:
        at = text.find("\n" + report["opens"], starts[-1])
        demand(at >= 0, f"no report opens with: {report['opens']}")
        starts.append(at + 1)
    demand(text.startswith(reports[0]["opens"] or ""), f"the text does not open with: {reports[0]['opens']}")
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield Scope(text, start, end)


def build(annotation: Entry) -> Entry:
    """Return the gold of one annotated text."""
    gold: Entry = {key: annotation[key] for key in ("docno", "source", "row", "published")}
    gold |= {"reports": [], **{name: [] for name, _, _ in RECORDS}}
    reports = annotation["reports"]
    for number, scope in enumerate(scopes(source_text(annotation), reports)):
        gold["reports"].append({"report": number, "start": scope.start, "end": scope.end})
        demand_cues(reports[number])
        for name, make, _ in RECORDS:
            gold[name] += [make(entry, scope) for entry in reports[number][name]]
    for name, _, key in RECORDS:
        gold[name].sort(key=itemgetter(key, "start"))
        refuse_twins(gold[name], name)
    return gold


def demand_cues(report: Entry) -> None:
    """Refuse an incident that leans on a statement the report does not have."""
    cues = {entry["cue"] for entry in report["statements"]} | {None}
    for entry in report["incidents"]:
        demand(entry["statement_cue"] in cues, f"no statement {entry['statement_cue']}: {entry['trigger']}")


def refuse_twins(entries: list[Entry], name: str) -> None:
    """Refuse two entries of the same words in the same place."""
    spots = [(e.get("cue_start", e["start"]), e["start"], e["end"], e.get("kind")) for e in entries]
    for one, two in pairwise(spots):
        demand(one != two, f"annotated twice in {name}: {one}")


def render(gold: Entry) -> str:
    """Return the gold as JSON, one record a line, so that one changed judgement is one changed line."""
    parts = []
    for key, value in gold.items():
        if isinstance(value, list):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            parts.append(f' "{key}": [\n{rows}\n ]' if value else f' "{key}": []')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Build or check every annotation; return 1 if one was refused or one gold file is out of date."""
    failed = 0
    for path in sorted((GOLD / "annotations").glob("*.json")):
        try:
            rendered = render(build(json.loads(path.read_text(encoding="utf-8"))))
        except Unfit as refusal:
            print(f"{path.name}: {refusal}", file=sys.stderr)
            failed += 1
            continue
        out = GOLD / f"{path.stem}.gold.json"
        if "--check" not in arguments:
            out.write_text(rendered, encoding="utf-8", newline="\n")
        elif not out.exists() or out.read_text(encoding="utf-8") != rendered:
            print(f"{out.name}: not what {path.name} says; run python gold/build.py", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
