"""One document into records: its reports first, then everything found in them, in text order.

A report that cannot be read to its end becomes a refusal R001; the other reports of its document are read.
"""

from __future__ import annotations

import traceback
from datetime import date

from musnad import extract
from musnad.model.document import Document
from musnad.model.frame import Frame
from musnad.model.ids import content_id
from musnad.model.records import Record, Refusal, Report
from musnad.model.span import Span
from musnad.pipeline.heading import dateline, headline
from musnad.pipeline.settings import Settings
from musnad.text.passage import Passage
from musnad.text.reports import split_reports


def read_document(document: Document, settings: Settings) -> list[Record]:
    """Return the records of a document: reports, entities, then what stands in the text, in its order.

    Args:
        document: The text to read, with what its source says of it.
        settings: What the user says of it, and how to cut it.
    """
    spans = split_reports(document.text, bundle=settings.bundle)
    reports = [_report(document, settings, index, span) for index, span in enumerate(spans)]
    found = [record for report in reports for record in _read(document, settings, report)]
    return [*reports, *found]


def _report(document: Document, settings: Settings, index: int, span: Span) -> Report:
    frame = Frame(document.source, content_id("report", document.source, *span), settings.version, row=document.row)
    published, origin = _published(document, settings, span, frame)
    return Report(
        id=frame.report,
        by=frame.by("report.cut" if settings.bundle != "no" else "report.whole"),
        row=document.row,
        start=span.start,
        end=span.end,
        text=span.of(document.text),
        source=document.source,
        index=index,
        title=document.title if document.title and index == 0 else headline(document.text, span),
        outlet=settings.outlet or document.outlet,
        published=published,
        published_from=origin,
    )


def _published(document: Document, settings: Settings, span: Span, frame: Frame) -> tuple[str | None, str | None]:
    """Return the day and where it comes from: the user's word, else the source's, else the report's own dateline."""
    if settings.published:
        return settings.published.isoformat(), "given"
    if document.published:
        return document.published, document.published_from or "metadata"
    day = dateline(document.text, span, frame)
    return (day.isoformat(), "text") if day else (None, None)


def _read(document: Document, settings: Settings, report: Report) -> list[Record]:
    day = date.fromisoformat(report.published[:10]) if report.published else None
    frame = Frame(document.source, report.id, settings.version, day, document.row)
    try:
        return list(getattr(extract, "read_report", lambda *_: ())(Passage.of(document.text, report.start, report.end), frame))
    except Exception as fault:  # noqa: BLE001  the edge of a run: a fault in one report must not lose the others
        return [_fault(frame, report, fault)]


def _fault(frame: Frame, report: Report, fault: Exception) -> Refusal:
    where = traceback.extract_tb(fault.__traceback__)[-1]
    why = f"{type(fault).__name__} in {where.name}, line {where.lineno}: {fault}"
    return Refusal(
        id=frame.id("refusal", report.start, report.end, "R001"),
        by=frame.by("pipeline.read"),
        row=frame.row,
        start=report.start,
        end=report.end,
        text=report.text,
        report=report.id,
        code="R001",
        why=" ".join(why.split()),
    )
