"""Incident reasons: what speaks for the kind, the status and each field of an incident, for `musnad why`."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.ledger import Evidence, Reader
from musnad.model.records import Json

Line = tuple[str, str]

FOUND = {"verb": "a verb", "masdar": "a verbal noun", "noun": "a noun"}
STATUSES = {
    "reported": "the outlet tells it in its own voice",
    "claimed": "only a speaker says so, or the words call it hearsay",
    "denied": "a speaker denies it, or the words beside it do",
    "planned": "the words beside it are of what is to come",
    "threatened": "it stands under a word of threat",
    "hypothetical": "it stands under a condition, a demand, a warning or a possibility",
}
ROLES = {"stated": "the outlet names them", "alleged": "a speaker names them", "admitted": "they say so themselves"}


def incident_reasons(reader: Reader, _: Evidence, line: Json) -> Iterator[Line]:
    """Yield why an incident says what it says, as label and line."""
    yield from _kind(line)
    yield "status by", STATUSES[line["status"]] + ("" if line.get("statement") else "; no statement carries it")
    yield from _places(reader, line)
    if not line.get("time"):
        yield "time", "none is told near its words"
    for actor in line["actors"]:
        yield "actor", f"«{actor['text']}», {actor.get('role')}: {ROLES[actor.get('role') or 'stated']}"
    for target in line["targets"]:
        yield "target", f"«{target['text']}»"
    for name in ("killed", "injured"):
        if line.get(name):
            yield name, _toll(reader, line[name])
    if len(line["mentions"]) > 1:
        yield "told by", "، ".join(f"«{m['text']}»" for m in line["mentions"])


def _kind(line: Json) -> Iterator[Line]:
    yield "kind by", f"«{line['text']}», {FOUND.get(line['by']['rule'].rpartition('.')[2], 'a word')} of the lexicon"
    if line.get("subkind"):
        yield "finer kind", f"{line['subkind'].get('kind')}, by «{line['subkind']['text']}»"
    if line.get("weapon"):
        yield "weapon", f"«{line['weapon']['text']}»"


def _places(reader: Reader, line: Json) -> Iterator[Line]:
    for record in line["places"]:
        place = reader.record(record).record
        at = f"{place['lat']:.4f} {place['lon']:.4f}" if place.get("lat") is not None else "no coordinates"
        yield "place", f"{place['name']} ({at}), {record}"
    if not line["places"]:
        yield "place", "none is named near its words"


def _toll(reader: Reader, count: Json) -> str:
    low, high = ("open" if count[side] is None else count[side] for side in ("low", "high"))
    if count.get("figure"):
        return f"{low} to {high}, by «{reader.record(count['figure']).record['text']}», {count['figure']}"
    return f"{low} to {high}: one is named or described, no number is said"
