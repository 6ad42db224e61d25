"""From a reviewer's form to the fields of a correction. Spans are cut from the text anew, so that they can be read back."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from musnad.ledger import Held, Reader, speaker_of
from musnad.model.values import see_values
from musnad.web.office import Sites

CHOICES = {
    "statement": ("act", "form", "polarity", "certainty"),
    "incident": ("kind", "status"),
    "figure": ("about", "relation"),
    "entity": ("kind",),
}
NUMBERS = {"figure": ("value", "low", "high")}
WORDS = {"time": ("value",), "entity": ("name",)}
LONGEST_NAME = 200  # code points
_BOUNDS = ("low", "high")
NOBODY, NOWHERE = "nobody", "nowhere"
PLACES = ("place", "facility")
LIES = ("lat", "lon", "place_precision", "chain", "geonames", "pcode")


class Wrong(ValueError):
    """What a form says cannot be a correction; the message is a key of the page's messages."""


def correction(reader: Reader, record: str, fields: Mapping[str, str], sites: Sites | None = None) -> dict[str, Any]:
    """Return the fields that a form says otherwise than the record as it was read.

    Raises:
        Wrong: A span does not stand in the text, a number is none, a place is unknown, or nothing is said otherwise.
        WrongValue: A field says what such a field cannot say.
        NoSuchRecord: There is no such record, or no such speaker.
    """
    held = reader.record(record)
    line = held.record
    made: dict[str, Any] = {}
    for name in CHOICES.get(held.type, ()) + WORDS.get(held.type, ()):
        said = fields.get(name, "").strip()
        if said and said != str(line.get(name)):
            made[name] = said
    for name in NUMBERS.get(held.type, ()):
        if name in fields:
            _numbered(made, line, name, fields[name].strip())
    if fields.get("start") and fields.get("end"):
        made.update(_span(reader, held, fields))
    if held.type == "statement":
        made.update(spoken(reader, line, fields))
    if held.type == "entity" and fields.get("place"):
        made.update(_placed(line, fields["place"], sites))
    if not made:
        raise Wrong("same")
    see_values(held.type, {**{name: line.get(name) for name in NUMBERS.get(held.type, ())}, **made})
    return made


def spoken(reader: Reader, line: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the speaker that a form says otherwise than a statement, as one field; nothing where it says none.

    Raises:
        Wrong: They do not stand in the report.
        NoSuchRecord: There is no such speaker.
    """
    name = fields.get("speaker_name", "").strip()
    if name:
        return _named(line, name)
    return _speaker(reader, line, fields) if fields.get("speaker") else {}


def _placed(line: Mapping[str, Any], key: str, sites: Sites | None) -> dict[str, Any]:
    """Return where a place lies: at one of the gazetteer, or nowhere that is known."""
    site = sites.at(key) if sites and key != NOWHERE else None
    if line["kind"] not in PLACES or (site is None and key != NOWHERE):
        raise Wrong("place")
    lies = dict.fromkeys(LIES) if site is None else {
        "lat": site.lat, "lon": site.lon, "place_precision": site.precision, "chain": list(site.chain),
        "geonames": site.geonames, "pcode": site.pcode}
    return {name: value for name, value in lies.items() if value != line.get(name)}


def _numbered(made: dict[str, Any], line: Mapping[str, Any], name: str, said: str) -> None:
    if not said:
        if name in _BOUNDS and line.get(name) is not None:
            made[name] = None  # a bound that is cleared is open
        return
    try:
        value = float(said)
    except ValueError:
        raise Wrong("number") from None
    if not isfinite(value):  # «nan» and «inf» are numbers for Python, and no JSON
        raise Wrong("number")
    if value != line.get(name):
        made[name] = int(value) if value.is_integer() else value


def _cut(reader: Reader, held: Held, start: str, end: str) -> dict[str, Any]:
    """Return a span of the record's report with its words."""
    text = reader.document(held.document or 0).text
    report = reader.record(held.record["report"]).record
    try:
        first, last = int(start), int(end)
    except ValueError:
        raise Wrong("span") from None
    if not report["start"] <= first < last <= report["end"]:
        raise Wrong("span")
    return {"start": first, "end": last, "text": text[first:last]}


def _span(reader: Reader, held: Held, fields: Mapping[str, str]) -> dict[str, Any]:
    made = _cut(reader, held, fields["start"], fields["end"])
    line = held.record
    return {} if (made["start"], made["end"]) == (line["start"], line["end"]) else made


def _speaker(reader: Reader, line: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Return who is to have said it: an entity of the report, words of the text, or nobody that it names."""
    chosen, now = fields["speaker"], line.get("speaker") or {}
    if chosen == NOBODY:
        return {"speaker": None} if now else {}
    if chosen == "words":
        held = reader.record(str(line["id"]))
        part = _cut(reader, held, fields.get("speaker_start", ""), fields.get("speaker_end", ""))
        return {"speaker": {**part, "entity": None, "name": part["text"]}}
    if chosen == now.get("entity"):
        return {}
    speaker = speaker_of(reader, chosen, dict(line))
    if speaker is None:
        raise Wrong("speaker")
    return {"speaker": speaker}


def _named(line: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return somebody whom the list does not hold as the speaker: by the words that stand for them, else by the cue."""
    if len(name) > LONGEST_NAME:
        raise Wrong("name")
    now = line.get("speaker") or line["cue"]
    return {"speaker": {"start": now["start"], "end": now["end"], "text": now["text"], "entity": None, "name": name}}
