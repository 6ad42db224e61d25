"""Intake: files, folders and standard input become documents. It knows no language and no ledger.

    for item in read(["news/", "table.csv", "-"], IntakeOptions(columns={"text": "body"})):
        if isinstance(item, Unreadable):
            print(item, file=sys.stderr)  # one line: what, where, what to do
        else:
            item.source, item.document

``progress`` and ``survey`` are for a bar; ``text_of`` reads a kept source again.
"""

from musnad.intake.finding import Survey, survey
from musnad.intake.options import FIELDS, MEDIA, IntakeOptions, iso_day
from musnad.intake.reading import Arrival, read, text_of
from musnad.model.document import Document, Source, Unreadable

__all__ = [
    "FIELDS", "MEDIA", "Arrival", "Document", "IntakeOptions", "Source", "Survey", "Unreadable",
    "iso_day", "read", "survey", "text_of",
]  # fmt: skip
