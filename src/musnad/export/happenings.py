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
    """Return the incidents, those that are one by their links together, the first of each group first in the text.

    A link between two kinds (a strike, and the operation that it is part of) joins nothing: it is told, not merged.
    """
    incidents = made.of("incident")
    kinds = {item.id: item.line["kind"] for item in incidents}
    pairs = [pair for pair in linked(made, "same_incident") if kinds.get(pair[0]) == kinds.get(pair[1])]
    root = joined(kinds, pairs)
    found: dict[str, list[Item]] = {}
    for item in incidents:
        found.setdefault(root[item.id], []).append(item)
    return list(found.values())


def group_of(found: Iterable[list[Item]]) -> dict[str, str]:
    """Return for each incident the id of the first of its group."""
    return {item.id: group[0].id for group in found for item in group}


def doubtful(made: Selection) -> frozenset[str]:
    """Return the incidents that nobody says happened, although they were read so; until a person has judged.

    Either the statement that tells of it disputes it («rumours that …»), or the same statement is told again and read as
    supposed there: one statement says one thing, and the cautious reading holds.
    """
    statements = [item.id for item in made.of("statement")]
    first = joined(statements, linked(made, "same_statement"))
    found: dict[tuple[str, str], list[Item]] = {}
    for item in made.of("incident"):
        carrier = item.get("statement")
        if carrier in first:
            found.setdefault((first[carrier], item.line["kind"]), []).append(item)
    disputed = {link for pair in linked(made, "contradicts") for link in (pair, pair[::-1])}
    own = {item.id for item in made.of("incident")
           if item.line["status"] in HAPPENED and (item.get("statement"), item.id) in disputed}
    differing = {
        item.id for readings in found.values() if not all(one.line["status"] in HAPPENED for one in readings)
        for item in readings if item.line["status"] in HAPPENED}
    judged = {item.id for item in made.of("incident") if item.held.verdict in ("accepted", "corrected")}
    return frozenset((own | differing) - judged)


def told(group: Iterable[Item], doubted: frozenset[str]) -> list[Item]:
    """Return the incidents of a group that say that it happened."""
    return [item for item in group if item.line["status"] in HAPPENED and item.id not in doubted]


def originals(made: Selection) -> Mapping[str, str]:
    """Return for each report the one that it is a copy of, or itself: the first published, then the first read."""
    reports = sorted(made.of("report"), key=lambda item: (item.held.published or "9999", item.held.number))
    return joined([item.id for item in reports], linked(made, "near_copy"))


def voices(made: Selection, group: Iterable[Item]) -> list[str]:
    """Return the reports that tell an incident, each set of copies once, in text order."""
    first = originals(made)
    found = sorted(group, key=lambda item: item.held.number)
    return list(dict.fromkeys(first.get(item.line["report"], item.line["report"]) for item in found))
