"""Clusters: what standing links make one, for every command that shows stories, copies or witnesses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.ledger import Held, Reader, Where
from musnad.model.errors import NoSuchRecord
from musnad.model.ids import content_id
from musnad.model.records import Json


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that are one, or of one story.

    Attributes:
        id: Made from the record that the ledger had first: it stays when a cluster grows.
        members: The records, in order of their days, then of arrival.
        links: The links that tie them.
    """

    id: str
    members: tuple[Held, ...]
    links: tuple[Json, ...]

    @property
    def first(self) -> str | None:
        """First day of publication."""
        return min(filter(None, (made.published for made in self.members)), default=None)

    @property
    def last(self) -> str | None:
        """Last day of publication."""
        return max(filter(None, (made.published for made in self.members)), default=None)

    @property
    def outlets(self) -> list[str]:
        """Outlets that are known, in order."""
        return list(dict.fromkeys(made.outlet for made in self.members if made.outlet))


def standing(reader: Reader, kind: str, record: str | None = None) -> Iterator[Held]:
    """Yield the links of a kind that stand, of one record or of all: those that people rejected are left out."""
    return (held for held in reader.links(Where(kind=kind, entity=record)) if held.verdict != "rejected")


def clusters(reader: Reader, kind: str, record_type: str) -> list[Cluster]:
    """Return all clusters that links of one kind make, the ones that the ledger had first before the others."""
    links = [held.record for held in standing(reader, kind)]
    records = {held.id: held for held in reader.records(record_type)} if links else {}
    return [_cluster(name, group, links_, records) for name, group, links_ in _groups(links)
            if any(member in records for member in group)]


def cluster_of(reader: Reader, kind: str, record: str) -> Cluster:
    """Return the cluster of one record, alone with it if nothing ties it."""
    found, left, links = {record}, [record], {}
    while left:
        for held in standing(reader, kind, left.pop()):
            links[held.id] = held.record
            new = {held.record["from"], held.record["to"]} - found
            found |= new
            left += new
    return _cluster(kind, found, list(links.values()), {one: reader.record(one) for one in found})


def report_named(reader: Reader, name: str) -> Held:
    """Return a report by its number, its id, or the id of anything that stands in it.

    Raises:
        NoSuchRecord: There is none.
    """
    if name.isdecimal():
        return reader.report(int(name))
    held = reader.record(name)
    inside = held.record.get("report")
    if held.type == "report":
        return held
    if not inside:
        raise NoSuchRecord(f"{name}: a {held.type}, which stands in no report")
    return reader.record(str(inside))


def _groups(links: Iterable[Json]) -> Iterator[tuple[str, set[str], list[Json]]]:
    """Yield the records that links connect, with the links."""
    group: dict[str, set[str]] = {}
    for link in links:
        one, two = (group.setdefault(link[end], {link[end]}) for end in ("from", "to"))
        if one is not two:
            small, large = sorted((one, two), key=len)
            large |= small
            group.update(dict.fromkeys(small, large))
    tied: dict[int, list[Json]] = {}
    for link in links:
        tied.setdefault(id(group[link["from"]]), []).append(link)
    for members in {id(found): found for found in group.values()}.values():
        found = tied[id(members)]
        yield str(found[0]["kind"]), members, found


def _cluster(kind: str, group: set[str], links: list[Json], records: dict[str, Held]) -> Cluster:
    found = (records[one] for one in group if one in records)
    members = sorted(found, key=lambda held: (held.published or "9", held.number))
    first = min(members, key=lambda held: held.number).id
    name = kind.removeprefix("same_")
    return Cluster(content_id(name, first), tuple(members), tuple(links))
