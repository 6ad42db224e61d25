"""One module a page: its context, and the questions that fill it. Each has a template of its name."""

from musnad.web.pages import (
    chosen,
    entities,
    entity,
    incident,
    incidents,
    overview,
    record,
    refusals,
    report,
    reports,
    review,
    source,
    sources,
    statement,
    statements,
    verdict,
)

PAGES = (overview, reports, report, statements, statement, entities, entity, incidents, incident, refusals, sources, source,
         review, verdict, record, chosen)
