"""Happenings: incidents of several reports that links join into one, and copies of reports, which never count twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from musnad.export.selection import Item, Selection

# Statuses that say that something happened; whatever is denied, planned, threatened or supposed never becomes an event.
HAPPENED = frozenset(("reported", "claimed"))


def joined(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each id the first id, in the order given, of all that pairs join it with."""
    order = {name: index for index, name in enumerate(ids)}
    root = {name: name for name in order}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in pairs:
        if one in order and other in order:
            low, high = sorted((top(one), top(other)), key=order.__getitem__)
            root[high] = low
    return {name: top(name) for name in order}


def linked(made: Selection, kind: str) -> list[tuple[str, str]]:
    """Return the pairs that links of a kind join; what a person rejected is not among them."""
    return [(item.line["from"], item.line["to"]) for item in made.of("link") if item.line["kind"] == kind]


def groups(made: Selection) -> list[list[Item]]:
    """Return the incidents, those that are one by their links together, the first of each group first in the text."""
    incidents = made.of("incident")
    root = joined([item.id for item in incidents], linked(made, "same_incident"))
    found: dict[str, list[Item]] = {}
    for item in incidents:
        found.setdefault(root[item.id], []).append(item)
    return list(found.values())


def group_of(found: Iterable[list[Item]]) -> dict[str, str]:
    """Return for each incident the id of the first of its group."""
    return {item.id: group[0].id for group in found for item in group}


def originals(made: Selection) -> Mapping[str, str]:
    """Return for each report the one that it is a copy of, or itself: the first published, then the first read."""
    reports = sorted(made.of("report"), key=lambda item: (item.held.published or "9999", item.held.number))
    return joined([item.id for item in reports], linked(made, "near_copy"))


def voices(made: Selection, group: Iterable[Item]) -> list[str]:
    """Return the reports that tell an incident, each set of copies once, in text order."""
    first = originals(made)
    found = sorted(group, key=lambda item: item.held.number)
    return list(dict.fromkeys(first.get(item.line["report"], item.line["report"]) for item in found))
