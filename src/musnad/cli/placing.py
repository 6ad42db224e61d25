"""Placing: the gazetteer for whoever corrects where a place lies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from musnad.extract.places.region import HOME
from musnad.lang.gazetteer import Entry, Gazetteer, gazetteer, key_of
from musnad.lang.places_own import own_file, read_own, with_own
from musnad.web.office import Site

MOST = 15  # places that are offered
FAR = 20  # times as many are looked at


class Placing:
    """Looks places up in the gazetteer, a person's own places among them; it is read at the first question."""

    def __init__(self) -> None:
        self._places: Gazetteer | None = None

    def named(self, name: str) -> Sequence[Site]:
        """Return the places of a name, then those whose names begin so; the larger first."""
        places, key = self._gazetteer(), key_of(name)
        if not key:
            return []
        same = sorted(places.of_key(key), key=_first)
        if len(key) > 1 and len(same) < MOST:
            more = (e for other in places.index if other.startswith(key) and other != key for e in places.of_key(other))
            same += sorted(islice(more, FAR * MOST), key=_first)
        return [_site(entry, places) for entry in list({e.number: e for e in same}.values())[:MOST]]

    def at(self, key: str) -> Site | None:
        """Return the place of a key that ``named`` gave, None if there is none."""
        places = self._gazetteer()
        known = key.isdecimal() and int(key) < len(places.lines) + len(places.own)
        return _site(places.entry(int(key)), places) if known else None

    def _gazetteer(self) -> Gazetteer:
        if self._places is None:
            own = own_file()
            self._places = with_own(read_own(own)) if own.exists() else gazetteer()
        return self._places


def _first(entry: Entry) -> tuple[float, int]:
    """The region that the gazetteer knows best comes first, then the larger."""
    return -HOME.get(entry.country, 0.0), -entry.people


def _site(entry: Entry, places: Gazetteer) -> Site:
    return Site(str(entry.number), places.chain(entry), entry.precision, entry.lat, entry.lon, entry.geonames or None,
                entry.pcode or None)
