"""What is kept of an incident: kind, places, days, figures, parties and words; and the keys it is found by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold, words
from musnad.link.frame import ReportView, Signature
from musnad.link.stems import stem, weight
from musnad.link.utterances import telling
from musnad.model.records import Entity, Incident, Json, Piece, Time

AROUND = 220  # code points before and after a trigger whose words are kept
TRIGGERS = 3  # of one incident whose surroundings are kept
WORDS = 48  # heaviest stems that are kept
FOUND_BY = 4  # of them that it is found by
EARLY_TOWNS = 600  # code points of a report in which it names the towns that it is about
LEAD = 1200  # code points of a report that say what it is about
TOWNS = 30  # towns of a report that are kept
GRID = 0.1  # degrees: about ten kilometres
SHIFTS = (("a", 0.0), ("b", 0.5))  # two grids, one half a cell beside the other, so that no two near places are parted
STEP = 4  # days that one key covers; two sets of keys overlap by half
EARLY = 12  # reports open with their day: times among the first that are asked for it
RANK = {"point": 3, "settlement": 3, "subdistrict": 2, "district": 2, "governorate": 1, "region": 1, "country": 0}
FAMILIES = {
    "force": ("airstrike", "shelling", "missile_strike", "chemical_attack", "armed_clash", "bombing", "shooting", "killing",
              "destruction", "military_operation", "displacement", "accident"),
    "custody": ("abduction", "detention", "trial"),
    "talks": ("meeting", "visit", "agreement", "ceasefire", "resolution"),
    "moves": ("deployment", "patrol", "withdrawal", "capture", "siege", "evacuation"),
}
_FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Read:
    """The telling stems of a report, in order, with where their words begin."""

    starts: list[int]
    stems: list[str]

    @classmethod
    def of(cls, report: ReportView) -> _Read:
        found = [(word.start, made) for word in words(report.report.text) if telling(word, made := stem(word.form))]
        return cls([start for start, _ in found], [made for _, made in found])


def signatures(report: ReportView) -> Iterator[Signature]:
    """Yield the signatures of a report's incidents, in text order."""
    entities = {entity.id: entity for entity in report.of(Entity)}
    times = list(report.of(Time))
    if not any(True for _ in report.of(Incident)):
        return
    read = _Read.of(report)
    own = _report_days(report, times) | _report_words(report, read, entities.values())
    own["tolls"] = sorted(set(_tolls(report)))[:TOWNS]
    for order, incident in enumerate(report.of(Incident)):
        time = next((t for t in times if t.id == incident.time), None)
        data = _data(report, read, incident, entities) | own | {"order": order, "when": _span(time)}
        data |= _loose_day(time, times, own["published"])
        keys = tuple(_keys(data))
        if keys:
            yield Signature(incident.id, report.report.id, data=data, outlet=report.outlet, published=report.published,
                            **_found_by(data, keys))


def family(kind: str) -> str:
    """Return the family of a kind of incident: kinds that reports take for each other."""
    return _FAMILY.get(kind, kind)


def _data(report: ReportView, read: _Read, incident: Incident, entities: dict[str, Entity]) -> Json:
    title = report.report.title or ""
    return {
        "kind": incident.kind,
        "status": incident.status,
        "places": [_place(entities[place]) for place in incident.places if place in entities],
        "killed": _bounds(incident.killed),
        "injured": _bounds(incident.injured),
        "actors": _stems(piece.text for piece in incident.actors),
        "targets": _stems(piece.text for piece in incident.targets),
        "title": _heaviest(_stems((title,)))[:WORDS // 3],
        "words": _words_about(report, read, incident.mentions or (Piece(incident.start, incident.end, ""),)),
    }


def _tolls(report: ReportView) -> Iterator[str]:
    """Yield the figures of harm that a report gives, those of one person left out."""
    for incident in report.of(Incident):
        for sign, harm in (("k", incident.killed), ("i", incident.injured)):
            if harm and (harm.get("low") or 0) > 1:
                yield f"{sign}{harm['low']:g}"


def _report_words(report: ReportView, read: _Read, entities: Iterable[Entity]) -> Json:
    """Return what a report as a whole is about: the heaviest words of its opening, the towns and the people it names."""
    kept = [entity for entity in entities if entity.kind in ("place", "facility")]
    towns = {str(place[0]): entity for entity in kept if (place := _place(entity))[3] in (2, 3)}
    head = report.report.text[:EARLY_TOWNS]
    early = sorted(town for town, entity in towns.items() if any(name in head for name in (entity.name, *entity.names)))
    people = _stems(entity.name for entity in entities if entity.kind == "person")
    lead = _heaviest(read.stems[: bisect_left(read.starts, LEAD)])
    return {"outlet": report.outlet, "size": len(set(read.stems)), "early": early[:TOWNS], "lead": lead,
            "towns": sorted(towns)[:TOWNS], "people": people[:TOWNS]}


def _place(entity: Entity) -> list[str | float | int | None]:
    """Return a place as it is kept: name in one word, latitude, longitude, rank (3 a town, 0 a country), chain."""
    name = "".join(word.form.removeprefix("ال") for word in words(entity.name) if word.kind != "mark")
    rank = RANK.get(entity.place_precision or "", 3 if entity.lat is None else 1)
    chain = "|".join(fold(name) for name in (entity.chain or ())[1:])
    return [name, entity.lat, entity.lon, rank, chain]


def _bounds(harm: Json | None) -> list[float | None] | None:
    return None if not harm else [harm.get("low"), harm.get("high")]


def _words_about(report: ReportView, read: _Read, mentions: Sequence[Piece]) -> list[str]:
    base = report.report.start
    found: set[str] = set()
    for mention in mentions[:TRIGGERS]:
        first = bisect_left(read.starts, mention.start - base - AROUND)
        found.update(read.stems[first : bisect_left(read.starts, mention.end - base + AROUND)])
    return _heaviest(found)


def _heaviest(stems: Iterable[str]) -> list[str]:
    return sorted(set(stems), key=lambda made: (-weight(made), made))[:WORDS]


def _stems(texts: Iterable[str]) -> list[str]:
    return sorted({stem(word.form) for text in texts for word in words(text) if telling(word, stem(word.form))})


def _span(time: Time | None) -> list[str] | None:
    """Return the first and last day of a time that is known to the month or better."""
    if time is None or not time.value or time.grain not in ("minute", "hour", "day", "week", "month"):
        return None
    days = _DAY.findall(time.value)
    return [days[0], days[-1]] if days else None


def _report_days(report: ReportView, times: Sequence[Time]) -> Json:
    """Return the days that a report names: its own, all others, days of the month and of the week that lack the rest."""
    own = report.published[:10] if report.published else None
    named = [str(time.value)[:10] for time in times if time.grain in ("day", "hour", "minute") and _is_day(time.value)]
    loose = [time for time in times if time.grain == "day" and not time.value]
    numbers = {number for time in loose for number in _dated(time.text)}
    weekdays = {weekdays for time in loose for weekdays in _weekdays(time.text)}
    return {"published": own, "days": sorted(set(named))[:EARLY], "first": named[0] if named else None,
            "dates": sorted(numbers), "weekdays": sorted(weekdays)}


def _loose_day(own: Time | None, times: Sequence[Time], published: str | None) -> Json:
    """Return day of the week and of the month of an incident, its own, else the first told, else its report's."""
    some = [*([own] if own else []), *(time for time in times if time.grain in ("day", "hour", "minute"))]
    day = date.fromisoformat(published) if published else None
    return {"weekday": next((found for time in some for found in _weekday(time)), day and str(day.isoweekday())),
            "date": next((found for time in some for found in _month_day(time)), day and f"{day.month}-{day.day}")}


def _weekday(time: Time) -> Iterator[str]:
    yield from _weekdays(time.text)
    if _is_day(time.value):
        yield str(date.fromisoformat(str(time.value)[:10]).isoweekday())


def _month_day(time: Time) -> Iterator[str]:
    if _is_day(time.value):
        yield f"{int(str(time.value)[5:7])}-{int(str(time.value)[8:10])}"
    yield from _dated(time.text)


def _is_day(value: str | None) -> bool:
    return bool(value) and "/" not in str(value) and bool(_DAY.match(str(value)))


def _dated(text: str) -> Iterator[str]:
    """Yield days of a month as ``month-day``, whatever the month is called."""
    forms = [word.form for word in words(text)]
    month = next((_months()[" ".join(forms[at : at + n])] for at in range(len(forms)) for n in (2, 1)
                  if " ".join(forms[at : at + n]) in _months()), None)
    if month:
        yield from (f"{month}-{int(form)}" for form in forms if form.isdecimal() and 0 < int(form) <= 31)


def _weekdays(text: str) -> Iterator[str]:
    yield from (_named_days()[bare] for word in words(text) if (bare := word.form.removeprefix("ال")) in _named_days())


@cache
def _months() -> dict[str, str]:
    rows = (row for row in read_lexicon("times") if row["kind"] == "month")
    return {" ".join(map(fold, row["form"].split())): row["value"] for row in rows}


@cache
def _named_days() -> dict[str, str]:
    return {fold(row["form"]): row["value"] for row in read_lexicon("times") if row["kind"] == "weekday"}


def _keys(data: Json) -> Iterator[str]:
    """Yield what an incident may be found by: its places and its rarest words."""
    kin = family(data["kind"])
    for name, lat, lon, rank, _ in data["places"]:
        yield f"{'n' if rank >= 2 or lat is None else 'r'}{name}|{kin}|"
        if lat is not None and rank >= 2:
            yield from (f"{sign}{round(lat / GRID + off)},{round(lon / GRID + off)}|{kin}|" for sign, off in SHIFTS)
    yield from (f"w{word}|{kin}|" for word in data["words"][:FOUND_BY])


def _found_by(data: Json, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the keys with the days about it; one whose day is unknown meets all others, the known ones only those near."""
    day = day_of(data)
    undated, anyhow = (tuple(f"{key}{when}" for key in keys) for when in ("?", "*"))
    if not day:
        return {"keys": undated, "asked": anyhow}
    number = (day - date(2000, 1, 1)).days
    cells = (f"{number // STEP}", f"h{(number + STEP // 2) // STEP}")
    near = tuple(f"{key}{cell}" for key in keys for cell in cells)
    if data["published"]:
        return {"keys": near, "left": anyhow, "asked": undated}
    return {"keys": near + undated, "left": (), "asked": anyhow}


def day_of(data: Json) -> date | None:
    """Return the day of an incident as near as its report tells it: its own time, else the report's day."""
    if data["when"] and data["when"][0] == data["when"][1]:
        return date.fromisoformat(data["when"][0])
    known = data["published"] or data["first"]
    return date.fromisoformat(known) if known else None


def is_dated(data: Json) -> bool:
    """Say whether the day is known: told of the incident itself, or that of the report; not just named somewhere in it."""
    return bool(data["published"] or (data["when"] and data["when"][0] == data["when"][1]))
