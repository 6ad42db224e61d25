"""`musnad conflicts`: where reports of one incident agree, and where they do not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Annotated, Any, Literal

import typer

from musnad.cli.clusters import clusters, standing
from musnad.cli.console import guarded, say
from musnad.cli.happenings import Asked, Happenings
from musnad.cli.options import LEDGER, DayOption, KindFilter, LedgerOption
from musnad.cli.rows import short
from musnad.cli.tables import table, terminal
from musnad.lang.words import fold_name
from musnad.ledger import Finding, Held, IncidentAccount, Reader, Where, account, open_reader
from musnad.link.agreement import adds_up, bounds

HARMS: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")
SHOWN = 50
AGREEING = frozenset(("confirmed", "update", "adds_up"))
COLUMNS = ("what", "about", "incident", "kind", "sources", "where", "why")
Rule = Literal["cautious", "latest", "per-source"]
Row = dict[str, Any]


@guarded
def command(
    incident: Annotated[str | None, typer.Argument(metavar="[INCIDENT]", show_default=False,
                                                   help="Id of an incident: all that its reports say together.")] = None,
    ledger: LedgerOption = LEDGER,
    of_kind: KindFilter = None,
    place: Annotated[str | None, typer.Option(help="A place, or an area that holds it.")] = None,
    since: DayOption = None,
    until: DayOption = None,
    agreeing: Annotated[bool, typer.Option("--agreeing", help="Also what is confirmed, updated, or adds up.")] = False,
    total: Annotated[Rule | None, typer.Option(help="A toll for each incident by this rule; none by itself.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=f"At most so many; a table shows {SHOWN} at first.")] = None,
    shape: Annotated[Literal["table", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
) -> None:
    """List what reports of one incident do not agree on: figures, denials, who is accused; and claims that are disputed.

    `musnad link` finds what is one incident. Copies, and reports that lean on one agency or one speaker, count as one
    source. A higher toll on a later day is an update and no conflict. Nothing here says who is right.

    Examples:
    musnad conflicts --since 2018-09-01

    musnad conflicts --kind airstrike --place إدلب --agreeing --format jsonl
    """
    with open_reader(ledger, fold=fold_name) as reader:
        if incident:
            _one(account(reader, reader.record(incident.removesuffix("…")).id), total, shape)
            return
        found = _found(reader, of_kind, Asked(place=place), (since, until), agreeing)
        rows = list(islice(found, limit or (SHOWN if shape == "table" else None)))
        if total:
            rows += [row for made in _accounts(reader, rows) for row in _totals(made, total)]
    _print(rows, shape, ledger)


def _found(reader: Reader, of_kind: str | None, asked: Asked, days: tuple[str | None, str | None],
           agreeing: bool) -> Iterator[Row]:
    """Yield conflicts, cluster by cluster, then disputed claims of incidents that stand alone, then sums."""
    happenings, seen = Happenings(reader), set[str]()
    for cluster in clusters(reader, "same_incident", "incident"):
        seen |= {member.id for member in cluster.members}
        if _fits(happenings, cluster.members, of_kind, asked, days):
            made = account(reader, cluster.members[0].id)
            yield from (_row(made, found) for found in made.findings if agreeing or found.kind not in AGREEING)
    disputed = [str(link.record["to"]) for link in standing(reader, "contradicts")]
    for one in dict.fromkeys(disputed):
        if one not in seen and one.startswith("incident-"):
            held = reader.record(one)
            if _fits(happenings, (held,), of_kind, asked, days):
                made = account(reader, one)
                yield from (_row(made, found) for found in made.conflicts)
    if agreeing and not of_kind and not asked.given():
        yield from _sums(reader, days)


def _fits(happenings: Happenings, members: Iterable[Held], of_kind: str | None, asked: Asked,
          days: tuple[str | None, str | None]) -> bool:
    """Say whether one report of a cluster is of the kind, place and days that are asked for."""
    first, last = days
    some = [held for held in members if (not of_kind or held.record["kind"] == of_kind)
            and (not first or (held.published or "") >= first) and (not last or (held.published or "9")[:10] <= last)]
    return any(True for _ in happenings.narrowed(some, asked))


def _sums(reader: Reader, days: tuple[str | None, str | None]) -> Iterator[Row]:
    """Yield the figures of a sentence that are the sum of those that follow."""
    told: dict[tuple[str, str], list[Held]] = {}
    for held in reader.figures(Where(since=days[0], until=days[1])):
        line = held.record
        if line["relation"] == "exact" and line["value"] is not None and line["about"] != "other":
            told.setdefault((line.get("statement") or line["report"], line["about"]), []).append(held)
    for (_, about), figures in told.items():
        found = adds_up([held.record["value"] for held in figures])
        if found:
            whole, *parts = (held.record for held in figures[found[0] : found[0] + found[1] + 1])
            why = f"{whole['value']:g} = {' + '.join(format(part['value'], 'g') for part in parts)}"
            yield {"what": "adds_up", "about": about, "incident": None, "kind": None, "sources": 1, "where": [], "why": why,
                   "records": [whole["id"], *(part["id"] for part in parts)]}


def _row(made: IncidentAccount, found: Finding) -> Row:
    return {"what": found.kind, "about": found.about, "incident": made.incidents[0], "kind": made.kinds[0],
            "sources": found.sources, "where": list(made.places[:3]), "why": found.why, "records": list(found.records)}


def _accounts(reader: Reader, rows: Iterable[Row]) -> Iterator[IncidentAccount]:
    return (account(reader, one) for one in dict.fromkeys(row["incident"] for row in rows if row["incident"]))


def _totals(made: IncidentAccount, rule: Rule) -> Iterator[Row]:
    for harm in HARMS:
        toll = made.total(harm, rule)
        if toll.low is not None or toll.high is not None:
            yield {"what": f"total, {rule}", "about": harm, "incident": made.incidents[0], "kind": made.kinds[0],
                   "sources": made.sources, "where": list(made.places[:3]),
                   "why": f"{bounds((toll.low, toll.high))} {harm}: {toll.why}", "records": list(made.incidents)}


def _print(rows: list[Row], shape: str, ledger: str) -> None:
    if shape == "jsonl":
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    elif rows:
        cells = ((row["what"], row["about"], short(row["incident"] or ""), row["kind"], str(row["sources"]),
                  "، ".join(row["where"]), row["why"]) for row in rows)
        terminal().print(table(None, COLUMNS, cells, limit=110))
    else:
        say(f"{ledger}: no conflicts that fit; `musnad link` finds what is one incident")


def _one(made: IncidentAccount, total: Rule | None, shape: str) -> None:
    """Print the account of one incident: witnesses, figures, findings."""
    totals = list(_totals(made, total)) if total else []
    if shape == "jsonl":
        sys.stdout.write(json.dumps({**asdict(made), "totals": totals}, ensure_ascii=False) + "\n")
        return
    _tell(made, totals)


def _tell(made: IncidentAccount, totals: list[Row]) -> None:
    out = terminal()
    out.print(table(f"{', '.join(made.kinds)}: {len(made.incidents)} records, {made.sources} independent sources",
                    ("source", "published", "outlet", "status", "speaker", "via", "why not its own"),
                    ((str(w.source), w.published, w.outlet, w.status, w.speaker, "، ".join(w.via), w.leans)
                     for w in made.witnesses)))
    if made.figures:
        out.print(table("figures", ("published", "outlet", "source", "harm", "persons", "record"),
                        ((f.published, f.outlet, str(f.source), f.harm, bounds((f.low, f.high)),
                          short(f.figure or f.incident)) for f in made.figures)))
    if made.findings or totals:
        out.print(table("agreement and conflict", ("what", "about", "sources", "why"),
                        [*((f.kind, f.about, str(f.sources), f.why) for f in made.findings),
                         *((row["what"], row["about"], str(row["sources"]), row["why"]) for row in totals)], limit=110))
