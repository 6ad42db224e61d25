"""One document into records: its reports first, then everything found in them, in text order.

A report that cannot be read to its end becomes a refusal R001; the other reports of its document are read.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from musnad import extract
from musnad.extract import Found
from musnad.model.document import Document
from musnad.model.frame import Frame
from musnad.model.ids import content_id
from musnad.model.records import By, Record, Refusal, Report
from musnad.model.span import Span
from musnad.pipeline.heading import dateline, headline
from musnad.pipeline.own_places import own_places
from musnad.pipeline.settings import Settings
from musnad.text.passage import Passage
from musnad.text.reports import split_reports

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with a report, in one line."""

    why: str


def read_document(document: Document, settings: Settings) -> list[Record]:
    """Return the records of a document: reports, entities, then what stands in the text, in its order.

    Args:
        document: The text to read, with what its source says of it.
        settings: What the user says of it, and how to cut it.
    """
    cut = _tried(partial(_reports, document, settings))
    reports = [_plain(document, settings)] if isinstance(cut, Fault) else cut
    frames = {report.id: _frame(document, settings, report) for report in reports}
    faults = [(reports[0], cut)] if isinstance(cut, Fault) else []
    found: list[tuple[Report, Found]] = []
    for report in reports:
        one = _tried(partial(_read, document.text, report, frames[report.id], settings))
        if isinstance(one, Fault):
            faults.append((report, one))
        else:
            found.append((report, one))
    made, more = _together(found)
    return [*reports, *made, *(_refusal(frames[report.id], report, fault) for report, fault in (*faults, *more))]


def _together(found: list[tuple[Report, Found]]) -> tuple[list[Record], list[tuple[Report, Fault]]]:
    """Make the records of a source from what its reports gave; if that fails, report by report."""
    made = _tried(partial(extract.records, [one for _, one in found]))
    if not isinstance(made, Fault):
        return made, []
    if len(found) == 1:
        return [], [(found[0][0], made)]
    each = [_together([one]) for one in found]
    return [record for records, _ in each for record in records], [fault for _, faults in each for fault in faults]


def _tried(work: Callable[[], Made]) -> Made | Fault:
    """Do something for one report; here is the edge where a fault becomes a refusal and the others go on."""
    try:
        return work()
    except Exception as fault:  # noqa: BLE001  one broken report must not lose the others
        where = traceback.extract_tb(fault.__traceback__)[-1]
        why = f"{type(fault).__name__} in {where.name}, {where.filename.rpartition('/')[2]}:{where.lineno}: {fault}"
        return Fault(" ".join(why.split()))


def _reports(document: Document, settings: Settings) -> list[Report]:
    given = document.title is not None or document.row is not None
    # A page or a row with a title of its own is one report already; only the user can say that it is more.
    spans = split_reports(document.text, bundle="no" if given and settings.bundle == "auto" else settings.bundle)
    return [_report(document, settings, index, span) for index, span in enumerate(spans)]


def _plain(document: Document, settings: Settings) -> Report:
    """Make one report of a document whose cutting failed: what is known without reading it."""
    whole = Span(0, len(document.text))
    return _made(document, settings, 0, whole, document.title, document.published, document.published_from)


def _report(document: Document, settings: Settings, index: int, span: Span) -> Report:
    title = document.title if document.title and index == 0 else headline(document.text, span)
    published, origin = _published(document, settings, span)
    return _made(document, settings, index, span, title, published, origin)


def _published(document: Document, settings: Settings, span: Span) -> tuple[str | None, str | None]:
    """Return the day and where it comes from: the user's word, else the source's, else the report's own dateline."""
    if settings.published:
        return settings.published.isoformat(), "given"
    if document.published:
        return document.published, document.published_from or "metadata"
    day = dateline(document.text, span, Frame(document.source, "", settings.version))
    return (day.isoformat(), "text") if day else (None, None)


def _made(document: Document, settings: Settings, index: int, span: Span, title: str | None, published: str | None,
          origin: str | None) -> Report:
    return Report(
        id=content_id("report", document.source, *span),
        by=By("report.whole" if settings.bundle == "no" else "report.cut", settings.version),
        row=document.row,
        start=span.start,
        end=span.end,
        text=span.of(document.text),
        source=document.source,
        index=index,
        title=title,
        outlet=settings.outlet or document.outlet,
        published=published,
        published_from=origin,
    )


def _frame(document: Document, settings: Settings, report: Report) -> Frame:
    day = date.fromisoformat(report.published[:10]) if report.published else None
    return Frame(document.source, report.id, settings.version, day, document.row)


def _read(text: str, report: Report, frame: Frame, settings: Settings) -> Found:
    passage = Passage.of(text, report.start, report.end)
    return extract.read_report(passage, frame, own_places(settings.gazetteer), settings.without)


def _refusal(frame: Frame, report: Report, fault: Fault) -> Refusal:
    return Refusal(
        id=frame.id("refusal", report.start, report.end, "R001"),
        by=frame.by("pipeline.read"),
        row=frame.row,
        start=report.start,
        end=report.end,
        text=report.text,
        report=report.id,
        code="R001",
        why=fault.why,
    )
