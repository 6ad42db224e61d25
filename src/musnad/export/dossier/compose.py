"""Composing: from the records of a case to the blocks of a dossier.

No clock, no order of a set: the same ledger and the same question give the same blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from musnad import __version__
from musnad.export.dossier import telling, weighing
from musnad.export.dossier.blocks import Block, Dossier, Heading, Paragraph, Run, Table, around, plain
from musnad.export.dossier.case import Case
from musnad.export.dossier.pen import Pen
from musnad.export.dossier.wording import Wording
from musnad.export.selection import Selection

SECTIONS = (telling.timeline, telling.not_happened, telling.map_of, telling.claims, weighing.figures, weighing.conflicts,
            weighing.copies, weighing.verdicts, weighing.unknown)
OURS = ("contents", "page", "notes")
SECOND = len("2018-09-12T10:00:00")
METHOD = 6  # paragraphs


def compose(made: Selection, title: str, lang: str) -> Dossier:
    """Return a dossier of a selection.

    Args:
        made: The records.
        title: What it is about, in words.
        lang: ``ar`` or ``en``, the language of our own words.
    """
    say = Wording(lang)
    pen = Pen(Case(made), say)
    blocks = [*_glance(pen), *_method(pen), *(block for section in SECTIONS for block in section(pen)), *_sources(pen)]
    return Dossier(lang, title, say("title"), tuple(_lead(pen)), tuple(blocks), tuple(pen.notes), say.all_of(*OURS))


def _lead(pen: Pen) -> Iterator[Paragraph]:
    say = pen.say
    yield Paragraph(plain(say("what_it_is")))
    finished = [run.finished for run in pen.case.made.reader.runs() if run.finished]
    if finished:
        state = say("state", moment="\0", version=__version__)
        yield Paragraph(around(state, Run(max(finished)[:SECOND], "mono")))
    else:
        yield Paragraph(plain(say("state_none", version=__version__)))
    ids = "\n".join(sorted(item.id for item in pen.case.made))
    yield Paragraph((Run(say("digest") + ":\n"), Run(sha256(ids.encode()).hexdigest(), "mono")))


def _glance(pen: Pen) -> Iterator[Block]:
    say, case = pen.say, pen.case
    yield Heading(say("glance"), 1, "glance")
    judged = sum(item.held.verdict is not None for item in case.made)
    told = [
        ("reports_read", len(case.reports)), ("reports_once", len(set(case.originals.values()))),
        ("claims", len(case.claims)), ("claims_once", len(case.counted())),
        ("incidents", len(case.made.of("incident"))), ("incidents_once", len(case.groups)),
        ("judged", judged), ("rejected", case.made.rejected.total()),
    ]
    rows = [(plain(say(key)), plain(f"{number:,}")) for key, number in told]
    for status in ("reported", "claimed", "denied", "planned", "threatened", "hypothetical"):
        number = sum(item.line["status"] == status for item in case.made.of("incident"))
        if number:
            rows.append((plain(say("status") + ": " + say.of("status", status)), plain(f"{number:,}")))
    yield Table((), tuple(rows), (75, 25))


def _method(pen: Pen) -> Iterator[Block]:
    yield Heading(pen.say("method"), 1, "method")
    for number in range(1, METHOD + 1):
        yield Paragraph(plain(pen.say(f"method_{number}")))


def _sources(pen: Pen) -> Iterator[Block]:
    say, case = pen.say, pen.case
    yield Heading(say("sources"), 1, "sources")
    found: dict[str, list[int]] = {}
    for number, report in enumerate(case.reports, 1):
        found.setdefault(report.line["source"], []).append(number)
    rows = []
    for sha, numbers in found.items():
        evidence = case.made.reader.evidence(case.reports[numbers[0] - 1].id)
        fetched = Run((evidence.fetched or "?")[:SECOND], "mono")
        rows.append(((Run(evidence.origin or "?", "mono"), Run(f"\n{say('source_hash')}\n"), Run(sha, "mono"),
                      Run(f"\n{say('source_fetched')}: "), fetched, Run(f"\n{say('source_encoding')}: {evidence.encoding}")),
                     plain(say("list_and").join(map(str, numbers)))))
    yield Table((say("source_file"), say("reports")), tuple(rows), (78, 22))
