"""Uwazi: one CSV a template in a folder, and the reports with their texts as a ZIP to import.

Headings are ASCII, for Uwazi makes one sign of every Arabic letter in a label. Dates go into a column of dates only where
they are one day; what the words say goes into a column of text beside it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from musnad.export.archive import zipped
from musnad.export.days import Days, days
from musnad.export.events import name_of, speaker
from musnad.export.flat import safe
from musnad.export.loss import Loss
from musnad.export.places import names, point, points
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader

ACTORS = ("person", "organization", "group")  # kinds of entities
MANY = "|"  # between values; Uwazi has no sign to escape it with
BAR = "value: a bar (|) parts values in Uwazi and was made a broken bar (¦)"
Row = dict[str, str]


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the chosen records and return what the templates could not hold."""
    loss = Loss("uwazi", notes=["templates to make first, with these ASCII labels: Report, Statement, Incident, Figure, "
                                "Actor, Place", "relationships are by title, of reports, actors and places"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    out.mkdir(parents=True, exist_ok=True)
    tables = {"statements": [_statement(made, item) for item in made.of("statement")],
              "incidents": [_incident(made, item) for item in made.of("incident")],
              "figures": [_figure(made, item) for item in made.of("figure")],
              "actors": [_actor(item) for item in made.of("entity") if item.line["kind"] in ACTORS],
              "places": [_place(item) for item in made.of("entity") if item.line["kind"] in ("place", "facility")]}
    for name, rows in tables.items():
        (out / f"{name}.csv").write_bytes(_table(rows, loss))
        loss.written[name] += len(rows)
    (out / "reports.zip").write_bytes(_reports(made, loss))
    loss.written["reports"] += len(made.of("report"))
    inexact = sum((when := days(made, item)) is not None and not when.exact for item in made.of("incident"))
    if inexact:
        loss.lost["incident: a date that is no single day; as reported, in text"] += inexact
    return loss


def _table(rows: Iterable[Row], loss: Loss) -> bytes:
    out = io.StringIO(newline="")
    listed = list(rows)
    writer = csv.writer(out)
    if listed:
        writer.writerow(listed[0])
    for row in listed:
        writer.writerow([safe(value, loss) for value in row.values()])
    return out.getvalue().encode()


def _one(value: str, loss: Loss | None = None) -> str:
    """Return a value in which no bar parts anything."""
    if loss is not None and MANY in value:
        loss.lost[BAR] += 1
    return value.replace(MANY, "\u00a6").replace("\n", " ")


def _date(when: Days | None) -> str:
    return when.first if when and when.exact and when.first else ""


def _title(item: Item) -> str:
    """Return the title of a report, the same wherever it is pointed at."""
    return _one(f"{(item.get('title') or item.line['text'])[:120]} [{item.id[-8:]}]")


def _report(made: Selection, item: Item) -> str:
    report = made.get(item.line["report"])
    return _title(report) if report else ""


def _reports(made: Selection, loss: Loss) -> bytes:
    rows, texts = [], {}
    for item in made.of("report"):
        name = f"{item.id}.txt"
        rows.append({"Title": _title(item), "Record id": item.id, "Outlet": item.held.outlet or "",
                     "Published": item.held.published or "", "Source sha256": item.line["source"],
                     "Characters": f"{item.line['start']}-{item.line['end']}", "Origin": _one(item.held.origin or "", loss),
                     "attachments": name})
        if item.held.document is not None:
            text = made.reader.document(item.held.document).text
            texts[name] = text[item.line["start"] : item.line["end"]].encode()
    return zipped({"import.csv": _table(rows, loss), **texts})


def _statement(made: Selection, item: Item) -> Row:
    line = item.line
    when = days(made, item)
    return {"Title": _one(f"{speaker(item) or '?'}: {line['text'][:100]} [{item.id[-8:]}]"), "Record id": item.id,
            "Report": _report(made, item), "Speaker": _one(speaker(item) or ""), "Act": line["act"], "Form": line["form"],
            "Polarity": line["polarity"], "Certainty": line["certainty"], "Quote": line["text"],
            "Through": MANY.join(_one(piece["text"]) for piece in line.get("via") or ()), "Date": _date(when),
            "Date as reported": when.raw if when else "", "Characters": f"{line['start']}-{line['end']}",
            "Verdict": item.held.verdict or "none"}


def _incident(made: Selection, item: Item) -> Row:
    line, when, at = item.line, days(made, item), points(made, item)
    carrier = made.get(item.get("statement"))
    return {"Title": _one(f"{line['kind']} ({line['status']}) {' '.join(names(made, item)[:1])} [{item.id[-8:]}]"),
            "Record id": item.id, "Report": _report(made, item), "Kind": line["kind"], "Status": line["status"],
            "Words": line["text"], "Place": MANY.join(map(_one, names(made, item))),
            "Location_geolocation": f"{at[0].lat}{MANY}{at[0].lon}" if at else "",
            "Place precision": (at[0].precision or "") if at else "", "Date": _date(when),
            "Date as reported": when.raw if when else "", "Claimed by": _one(speaker(carrier) or ""),
            "Alleged actors": MANY.join(_one(name_of(made, piece)) for piece in line.get("actors") or ()),
            "Targets": MANY.join(_one(name_of(made, piece)) for piece in line.get("targets") or ()),
            "Killed low": _bound(line.get("killed"), "low"), "Killed high": _bound(line.get("killed"), "high"),
            "Injured low": _bound(line.get("injured"), "low"), "Injured high": _bound(line.get("injured"), "high"),
            "Characters": f"{line['start']}-{line['end']}", "Verdict": item.held.verdict or "none"}


def _bound(count: dict[str, float] | None, side: str) -> str:
    value = (count or {}).get(side)
    return "" if value is None else f"{value:g}"


def _figure(made: Selection, item: Item) -> Row:
    line = item.line
    return {"Title": _one(f"{line['text'][:100]} [{item.id[-8:]}]"), "Record id": item.id, "Report": _report(made, item),
            "About": line["about"], "Relation": line["relation"], "Low": _bound(line, "low"), "High": _bound(line, "high"),
            "Unit": _one(line.get("unit") or ""), "Said by": _one(speaker(made.get(line.get("statement"))) or ""),
            "Characters": f"{line['start']}-{line['end']}", "Verdict": item.held.verdict or "none"}


def _actor(item: Item) -> Row:
    return {"Title": _one(item.line["name"]), "Record id": item.id, "Kind": item.line["kind"],
            "Names": MANY.join(map(_one, item.line["names"])),
            "Roles": MANY.join(_one(role["text"]) for role in item.line.get("roles") or ())}


def _place(item: Item) -> Row:
    at = point(item)
    return {"Title": _one(item.line["name"]), "Record id": item.id, "Kind": item.line["kind"],
            "Location_geolocation": f"{at.lat}{MANY}{at.lon}" if at else "", "Precision": item.get("place_precision") or "",
            "Lies in": MANY.join(map(_one, item.get("chain") or ())), "Geonames": item.get("geonames") or ""}
