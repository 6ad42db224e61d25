"""Reasons: what a record carries of how its value came about, as labelled lines for `musnad why`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.cli.incident_reasons import incident_reasons
from musnad.cli.link_reasons import link_reasons
from musnad.ledger import Evidence, Held, Reader, Where
from musnad.model.records import Json

Line = tuple[str, str]

ANCHORS = {"absolute": "the words say it in full", "text": "counted from another time that the text gives"}
RELATIONS = {
    "exact": "one number is said: it is both bounds",
    "about": "about: the number said is both bounds",
    "at_least": "at least: the number said is the lowest meant, and there is no highest",
    "more_than": "more than: the number said is the lowest bound, and there is no highest",
    "at_most": "at most: the number said is the highest meant, and there is no lowest",
    "less_than": "less than: the number said is the highest bound, and there is no lowest",
    "between": "between: the two numbers said are the bounds",
    "vague": "the words say no number",
}
RULES = {
    "floor": "a vague word means its unit or more (tens: 10 or more), a few means 3 to 9",
    "acled": "the coding rule of ACLED: a few are 3, dozens 12, hundreds 100",
}
PLACES = ("place", "facility")
KIN = ("same_entity",)
OF_OFFICE = ("organization", "entity", "country", "standing", "time")


def reasons(reader: Reader, evidence: Evidence) -> Iterator[Line]:
    """Yield why a record says what it says, as label and line."""
    line = evidence.record.record
    explain = _EXPLAINED.get(line["type"])
    if explain is not None:
        yield from explain(reader, evidence, line)


def _entity(reader: Reader, evidence: Evidence, line: Json) -> Iterator[Line]:
    if line["kind"] in PLACES:
        yield from _place(line)
    elif line.get("note"):
        for number, step in enumerate(str(line["note"]).split("; "), 1):
            yield f"one name, {number}", step
    if len(line["names"]) > 1:
        yield "written", "، ".join(line["names"])
    yield from _offices(line)
    for held in _links(reader, evidence.record.id):
        link = held.record
        other = link["to"] if link["from"] == evidence.record.id else link["from"]
        name = reader.record(other).record.get("name") or ""
        label = "not same as" if held.verdict == "rejected" else "same as"
        yield label, f"{other}  {name}: {link['why']} (score {link['score']:.2f}{_judged(held.verdict)})"


def _offices(line: Json) -> Iterator[Line]:
    """Yield each office once, with what its words tell beside it."""
    for text, role in {role["text"]: role for role in line.get("roles") or ()}.items():
        parts = [f"{name} {role[name]}" for name in OF_OFFICE if role.get(name)]
        yield "office", f"{text}: {', '.join(parts)}" if parts else text


def _place(line: Json) -> Iterator[Line]:
    note, _, candidates = str(line.get("note") or "the gazetteer has no word on it").partition(". ")
    if line.get("lat") is None:
        yield "lies at", "undecided, so no coordinates"
    else:
        yield "lies at", f"{line['lat']:.4f} {line['lon']:.4f}, as exact as a {line['place_precision']}"
        yield "within", " ← ".join(line["chain"])
        ids = [f"{name} {line[key]}" for name, key in (("GeoNames", "geonames"), ("P-code", "pcode")) if line.get(key)]
        if ids:
            yield "known as", ", ".join(ids)
    for number, step in enumerate(note.split("; "), 1):
        yield f"place, {number}", step
    if candidates:
        yield "candidates", candidates


def _judged(verdict: str | None) -> str:
    return f", {verdict} by a person" if verdict else ""


def _links(reader: Reader, entity: str) -> Iterator[Held]:
    """Yield the links that make an entity one with others, those taken back among them."""
    for kind in KIN:
        for held in reader.links(Where(kind=kind)):
            link = held.record
            if entity in (link["from"], link["to"]):
                yield held


def _time(_: Reader, evidence: Evidence, line: Json) -> Iterator[Line]:
    published = evidence.record.published
    if line["value"] is None:
        yield "no value", _unplaced(line["anchor"], published)
    elif line["anchor"] == "published":
        yield "counted from", f"the day of publication, {published}: «{line['text']}» is {line['value']}"
    else:
        yield "counted from", f"{ANCHORS[line['anchor']]}: «{line['text']}» is {line['value']}"
    if line.get("calendar"):
        yield "calendar", f"converted from the {line['calendar']} calendar"
    if line.get("warning"):
        yield "warning", str(line["warning"])


def _unplaced(anchor: str, published: str | None) -> str:
    if anchor == "published" and published is None:
        return "it counts from the day of publication, which is not known"
    return "the words point at no day, month or year that can be told"


def _figure(_: Reader, evidence: Evidence, line: Json) -> Iterator[Line]:
    low, high = (line[name] if line[name] is not None else "open" for name in ("low", "high"))
    yield "bounds", f"{low} to {high}; {RELATIONS[line['relation']]}"
    if line.get("rule"):
        yield "bounds by", f"rule {line['rule']}: {RULES.get(line['rule'], 'a rule of your own')}"
    if line.get("note"):
        yield "note", str(line["note"])


_EXPLAINED: dict[str, Callable[[Reader, Evidence, Json], Iterator[Line]]] = {
    "entity": _entity, "time": _time, "figure": _figure, "incident": incident_reasons, "link": link_reasons,
}
