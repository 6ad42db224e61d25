"""KML 2.2: a placemark an incident at each place with coordinates, in a folder for each status, with its time."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from musnad.export.days import days
from musnad.export.happenings import group_of, groups
from musnad.export.loss import Loss
from musnad.export.places import Point, points
from musnad.export.selection import Choice, Item, Selection, select
from musnad.ledger import Reader
from musnad.model.records import Json
from musnad.model.values import STATUSES

NO_POINT = "incident: none of its places has coordinates; left out"
XML_BAD = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), " ")


def write(reader: Reader, choice: Choice, out: Path) -> Loss:
    """Write the incidents of the choice and return what the placemarks could not hold."""
    loss = Loss("kml", notes=["the folder says the status: what is denied or threatened is no event"])
    made = select(reader, choice)
    loss.judged_away(made.rejected)
    same = group_of(groups(made))
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
        for status in STATUSES:
            marks = [mark for item in made.of("incident") if item.line["status"] == status
                     for mark in _marks(made, item, same[item.id], loss)]
            if marks:
                file.write(f"<Folder><name>{status}</name>\n{''.join(marks)}</Folder>\n")
        file.write("</Document></kml>\n")
    for kind in ("statement", "figure"):
        loss.lost[f"{kind}: has no place of its own, left out"] += len(made.of(kind))
    return loss


def _marks(made: Selection, item: Item, same: str, loss: Loss) -> list[str]:
    found = points(made, item)
    loss.lost[NO_POINT] += not found
    loss.written["placemarks"] += len(found)
    return [_mark(made, item, at, same) for at in found]


def _mark(made: Selection, item: Item, at: Point, same: str) -> str:
    line: Json = item.line
    when = days(made, item)
    told = {"id": item.id, "kind": line["kind"], "status": line["status"], "place": at.name, "same_incident": same,
            "place_precision": at.precision, "when": when and when.value, "when_text": when and when.raw,
            "words": line["text"], "outlet": item.held.outlet, "published": item.held.published,
            "report": line["report"], "start": line["start"], "end": line["end"], "verdict": item.held.verdict}
    data = "".join(f"<Data name={quoteattr(name)}><value>{_clean(value)}</value></Data>"
                   for name, value in told.items() if value is not None)
    span = ""
    if when and (when.first or when.last):
        begin = f"<begin>{when.first}</begin>" if when.first else ""
        span = f"<TimeSpan>{begin}{f'<end>{when.last}</end>' if when.last else ''}</TimeSpan>"
    return (f"<Placemark><name>{_clean(line['kind'])} ({line['status']})</name>{span}<ExtendedData>{data}</ExtendedData>"
            f"<Point><coordinates>{at.lon},{at.lat}</coordinates></Point></Placemark>\n")


def _clean(value: object) -> str:
    return escape(str(value).translate(XML_BAD))
