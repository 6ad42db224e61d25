"""The account of one incident across reports: who tells of it, what is confirmed, what differs, what is denied.

    with open_reader("news.ledger", fold=fold_name) as reader:
        made = account(reader, "incident-…")
        for figure in made.figures: ...

It is put together from links when it is asked for, and it decides nothing: figures that differ stay side by side, and a
total is given only by a rule that the caller names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from musnad.ledger.incident_views import HARMS, Finding, Harm, IncidentAccount, Toll, Witness
from musnad.ledger.reader import Reader
from musnad.ledger.views import Held, Where
from musnad.model.errors import LedgerError
from musnad.model.records import Json

TOLD_TRUE, DENIED = frozenset(("reported", "claimed")), "denied"
AGENCIES = frozenset(("agency", "newspaper", "broadcaster", "website", "social", "book", "document"))


class _Told(NamedTuple):
    held: Held
    line: Json
    statement: Json | None


def account(reader: Reader, incident: str) -> IncidentAccount:
    """Return what all reports of one incident say together.

    Args:
        reader: The ledger.
        incident: Id of any incident's record.

    Raises:
        NoSuchRecord: There is no such record.
        LedgerError: It is no incident.
    """
    first = reader.record(incident)
    if first.type != "incident":
        raise LedgerError(f"{incident}: a {first.type}, no incident")
    ids, links = group(reader, "same_incident", first.id)
    told = [_told(reader, reader.record(one)) for one in ids]
    told.sort(key=lambda made: (made.held.published or "9999", made.held.number))
    witnesses = _witnesses(reader, told)
    rows = tuple(_rows(told, witnesses))
    findings = (*_agreement(rows), *_statuses(witnesses), *_accused(witnesses), *_disputed(reader, ids))
    places = [str(reader.record(place).record["name"]) for made in told for place in made.line["places"]]
    return IncidentAccount(
        tuple(made.held.id for made in told), tuple(dict.fromkeys(made.line["kind"] for made in told)),
        tuple(sorted(dict.fromkeys(places), key=lambda name: -places.count(name))), witnesses,
        max((made.source for made in witnesses), default=0), rows, findings, tuple(links))


def group(reader: Reader, kind: str, record: str) -> tuple[list[str], list[str]]:
    """Return the records that standing links of one kind make one with a record, itself first, and the links."""
    found, left = dict.fromkeys((record,)), [record]
    links: dict[str, None] = {}
    while left:
        for held in _standing(reader, kind, left.pop()):
            links[held.id] = None
            for end in ("from", "to"):
                other = str(held.record[end])
                if other not in found:
                    found[other] = None
                    left.append(other)
    return list(found), list(links)


def _standing(reader: Reader, kind: str, record: str) -> list[Held]:
    return [held for held in reader.links(Where(kind=kind, entity=record)) if held.verdict != "rejected"]


def _told(reader: Reader, held: Held) -> _Told:
    line = held.record
    statement = line.get("statement")
    return _Told(held, line, reader.record(statement).record if statement else None)


def _witnesses(reader: Reader, told: Sequence[_Told]) -> tuple[Witness, ...]:
    head, leans = _sources(reader, told)
    numbers: dict[int, int] = {}
    made = []
    for at, (held, line, statement) in enumerate(told):
        source = numbers.setdefault(head(at), len(numbers) + 1)
        made.append(Witness(held.id, line["report"], held.outlet, held.published, line["status"], _speaker(statement),
                            _via(statement), source, leans.get(at, ""),
                            tuple(dict.fromkeys(piece["text"] for piece in line["actors"]))))
    return tuple(made)


def _sources(reader: Reader, told: Sequence[_Told]) -> tuple[Callable[[int], int], dict[int, str]]:
    """Count together what goes back to one source: one report, a near copy, one speaker, one agency, one outlet."""
    heads, leans = list(range(len(told))), dict[int, str]()

    def head(at: int) -> int:
        while heads[at] != at:
            at = heads[at]
        return at

    copies = {made.line["report"]: set(group(reader, "near_copy", made.line["report"])[0]) for made in told}
    same = [set(_tied(reader, made)) for made in told]
    for one, two in combinations(range(len(told)), 2):
        why = _one_source(told[one], told[two], copies, same[one])
        if why:
            leans.setdefault(two, why)
            heads[max(head(one), head(two))] = min(head(one), head(two))
    return head, leans


def _tied(reader: Reader, made: _Told) -> Iterator[str]:
    """Yield a statement and its speaker with all that links make one with them."""
    for one in _ends(made):
        kind = "same_statement" if one.startswith("statement-") else "same_entity"
        yield from group(reader, kind, one)[0]


def _one_source(one: _Told, two: _Told, copies: dict[str, set[str]], same: set[str]) -> str:
    if two.line["report"] == one.line["report"]:
        return "the same report"
    if two.line["report"] in copies[one.line["report"]]:
        return "a near copy"
    mine, theirs = _speaker(one.statement), _speaker(two.statement)
    if mine and theirs and (mine == theirs or _ends(two) & same):
        return f"the same speaker, {mine}"
    passed = [name for name in _via(one.statement) if name in _via(two.statement)]
    if passed:
        return f"both through {passed[0]}"
    outlet = one.held.outlet
    return f"the same outlet, {outlet}" if outlet and outlet == two.held.outlet and not mine and not theirs else ""


def _ends(made: _Told) -> set[str]:
    """Return the ids of a statement and of its speaker, as far as they are known."""
    statement = made.statement or {}
    return {one for one in (statement.get("id"), (statement.get("speaker") or {}).get("entity")) if one}


def _speaker(statement: Json | None) -> str | None:
    speaker = (statement or {}).get("speaker")
    return None if not speaker else speaker.get("name") or speaker["text"]


def _via(statement: Json | None) -> tuple[str, ...]:
    return tuple(piece["text"] for piece in (statement or {}).get("via", ()) if piece.get("kind") in AGENCIES | {None})


def _rows(told: Sequence[_Told], witnesses: Sequence[Witness]) -> Iterator[Toll]:
    for made, witness in zip(told, witnesses, strict=True):
        for harm in HARMS:
            toll = made.line.get(harm)
            if toll:
                yield Toll(harm, toll.get("low"), toll.get("high"), witness.incident, toll.get("figure"), witness.outlet,
                           witness.published, witness.source)


def _agreement(rows: Sequence[Toll]) -> Iterator[Finding]:
    """Yield what is confirmed, what was told anew, and what differs, for each harm."""
    for harm in HARMS:
        some = [row for row in rows if row.harm == harm]
        values: dict[tuple[float | None, float | None], list[Toll]] = defaultdict(list)
        for row in some:
            values[row.low, row.high].append(row)
        for bounds, same in values.items():
            count = len({row.source for row in same})
            if count > 1:
                yield Finding("confirmed", harm, f"{span(*bounds)} {harm}: {count} independent sources", _ids(same), count)
        for (mine, ones), (theirs, others) in combinations(values.items(), 2):
            if not _meet(mine, theirs):
                yield _difference(harm, ones, others)


def _difference(harm: Harm, ones: list[Toll], others: list[Toll]) -> Finding:
    """Two figures that exclude each other: a later day with more is an update, the same day or fewer is a difference."""
    early, late = sorted((ones, others), key=lambda some: min(row.published or "9999" for row in some))
    first, last = max(row.published or "9999" for row in early), min(row.published or "" for row in late)
    rises = (late[0].low or 0) > (early[0].high if early[0].high is not None else early[0].low or 0)
    update = rises and last > first
    told = ", then ".join(f"{span(some[0].low, some[0].high)} ({_where(some)})" for some in (early, late))
    sources = len({row.source for row in (*ones, *others)})
    return Finding("update" if update else "differs", harm, f"{harm}: {told}", _ids((*early, *late)), sources)


def _statuses(witnesses: Sequence[Witness]) -> Iterator[Finding]:
    denied = [made for made in witnesses if made.status == DENIED]
    told = [made for made in witnesses if made.status in TOLD_TRUE]
    if denied and told:
        why = f"{_names(told)} tell of it; {_names(denied)} deny it"
        yield Finding("denied", "status", why, tuple(made.incident for made in (*told, *denied)),
                      len({made.source for made in (*told, *denied)}))


def _accused(witnesses: Sequence[Witness]) -> Iterator[Finding]:
    """Yield that two reports of different sources accuse parties of which neither is named by the other."""
    named = [made for made in witnesses if made.accused and made.status in TOLD_TRUE]
    for one, two in combinations(named, 2):
        if one.source != two.source and not _words(one) & _words(two):
            why = "; ".join(f"{made.accused[0]} ({made.outlet or 'no outlet named'})" for made in (one, two))
            yield Finding("accused", "actors", why, (one.incident, two.incident), 2)


def _words(witness: Witness) -> set[str]:
    return {word for name in witness.accused for word in name.split()}


def _disputed(reader: Reader, ids: Sequence[str]) -> Iterator[Finding]:
    """Yield the links by which something outside the incident's own reports contradicts it, such as a statement."""
    own = set(ids)
    for one in ids:
        for held in _standing(reader, "contradicts", one):
            if {held.record["from"], held.record["to"]} <= own:
                continue  # figures, statuses and parties are told from the records themselves
            yield Finding("disputed", "claim", held.record["why"], (held.record["from"], held.record["to"]), 2)


def span(low: float | None, high: float | None) -> str:
    """Return bounds as a person reads them: ``12``, ``at least 12``, ``10 to 12``."""
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}" if high is not None else "some"


def _meet(one: tuple[float | None, float | None], two: tuple[float | None, float | None]) -> bool:
    infinite = float("inf")
    low = max(one[0] or 0, two[0] or 0)
    return low <= min(infinite if made[1] is None else made[1] for made in (one, two))


def _ids(rows: Iterable[Toll]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.figure or row.incident for row in rows))


def _where(rows: Sequence[Toll]) -> str:
    days = min((row.published for row in rows if row.published), default=None)
    outlets = ", ".join(dict.fromkeys(row.outlet or "no outlet named" for row in rows))
    return f"{outlets}{f', {days}' if days else ''}"


def _names(witnesses: Sequence[Witness]) -> str:
    return ", ".join(dict.fromkeys(made.speaker or made.outlet or "a report of no named outlet" for made in witnesses))
