"""Rows of the gazetteer while it is built: names cleaned, rows of the same place merged, each put into its container."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from musnad.lang.gazetteer import key_of
from musnad.lang.words import words

ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u0640 '\u2019()-]+")
FOREIGN = re.compile("[\u0671-\u06d3\u06d5]")  # letters of Persian, Urdu, Kurdish and Uyghur beyond the Arabic alphabet
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad]")
VOWELS = re.compile("[\u064b-\u0650\u0652]")  # «اُستانِ يَزد»; the doubling of «القدّيس» stays
OFFICE = re.compile("^(ضلع|شهرستان|بخش|شهرك|ولايت|فرماندارئ?|استن|استان دوم)\\b| (ولايت|شهر)$|^استان دو")
PROVINCE = re.compile("^استان ")  # Persian, before the names of Iran's governorates
SAME_KM = 15.0
NEAR_KM = 30.0
ORDER = {"country": 0, "governorate": 1}
SETTLED = frozenset({"city", "town", "village", "camp", "neighbourhood"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A place before it has its number; ``inside`` is a GeoNames division such as SY.12, or a governorate's name."""

    names: tuple[str, ...]
    kind: str
    country: str
    inside: str
    lat: float
    lon: float
    people: int
    geonames: str
    pcode: str
    source: str
    parent: int = -1
    own: int = 0  # how many of the names, from the first, were written by hand

    def line(self) -> str:
        """Return the row as it stands in ``places.tsv``."""
        parent = "" if self.parent < 0 else str(self.parent)
        lat, lon = (f"{degrees:.4f}".rstrip("0").rstrip(".") for degrees in (self.lat, self.lon))
        return "\t".join(("|".join(self.names), self.kind, self.country, parent, lat, lon, str(self.people or ""),
                          self.geonames, self.pcode, self.source))


def plain_names(names: Iterable[str], *, division: bool = False) -> tuple[str, ...]:
    """Return the Arabic ones among names, cleaned, those of kindred languages left out."""
    found: dict[str, str] = {}
    for raw in names:
        name = " ".join(VOWELS.sub("", INVISIBLE.sub("", raw)).split())
        name = PROVINCE.sub("محافظة ", name) if division and not OFFICE.search(name) else name
        if ARABIC.fullmatch(name) and not FOREIGN.search(name) and not OFFICE.search(name) and not PROVINCE.search(name):
            spelt = "".join(word.form for word in words(name))
            if len(spelt) > 2:
                found.setdefault(spelt, name)
    kept = list(found.values())
    # «محافظة إدلب» is the governorate's own name and never the town's.
    return tuple(sorted(kept, key=len)) if division else tuple(kept)


def kilometres(a: Draft, b: Draft) -> float:
    """Return the distance of two places."""
    x = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 6371 * math.hypot(x, math.radians(b.lat - a.lat))


def merged(public: list[Draft], hand: list[Draft]) -> list[Draft]:
    """Return all places, those written by hand joined to the same place of the public tables, numbered by order."""
    rows = list(public)
    known: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for name in row.names:
            known[key_of(name), row.country].append(number)
    for row in hand:
        twin = _twin(row, rows, known)
        if twin is None:
            rows.append(row if row.inside else replace(row, inside=_nearest(row, public)))
        else:
            rows[twin] = _joined(rows[twin], row)
    return _placed(sorted(rows, key=lambda r: (ORDER.get(r.kind, 2), r.country, r.kind, int(r.geonames or 0), r.names)))


def _twin(row: Draft, rows: list[Draft], known: dict[tuple[str, str], list[int]]) -> int | None:
    for name in row.names:
        for number in known.get((key_of(name), row.country), ()):
            other = rows[number]
            alike = other.kind == row.kind == "governorate" or (
                row.kind in SETTLED and other.kind in SETTLED and kilometres(row, other) < SAME_KM)
            if alike:
                return number
    return None


def _nearest(row: Draft, public: list[Draft]) -> str:
    """Return the division of the nearest settlement of the public tables, if one is near."""
    if row.kind == "region":
        return ""
    settled = (other for other in public if other.country == row.country and other.kind in SETTLED)
    near = [(kilometres(row, other), other.inside) for other in settled]
    distance, inside = min(near, default=(NEAR_KM, ""))
    return inside if distance < NEAR_KM else ""


def _joined(public: Draft, hand: Draft) -> Draft:
    names = tuple(dict.fromkeys([*hand.names, *public.names]))
    governorate = hand.kind == "governorate"
    point = hand if governorate else public
    return replace(public, names=names, own=len(hand.names), kind=hand.kind, people=public.people or hand.people,
                   pcode=hand.pcode, lat=point.lat, lon=point.lon, source="h")


def _placed(rows: list[Draft]) -> list[Draft]:
    """Give each row the number of the row that contains it."""
    country = {r.country: n for n, r in enumerate(rows) if r.kind == "country"}
    division: dict[str, int] = {}
    for n, r in enumerate(rows):
        if r.kind == "governorate":
            division.update({r.inside: n} if "." in r.inside else {})
            division.update({f"{r.country}-{key_of(name)}": n for name in r.names})
    placed = []
    for row in rows:
        parent = country.get(row.country, -1) if row.kind != "country" else -1
        if row.kind not in ORDER:
            inside = row.inside if "." in row.inside else f"{row.country}-{key_of(row.inside)}"
            parent = division.get(inside, parent)
            if row.inside and row.source == "h" and "." not in row.inside and inside not in division:
                raise SystemExit(f"{row.names[0]}: no governorate {row.inside}")
        placed.append(replace(row, parent=parent))
    return placed
