"""One module a page: its context, and the questions that fill it. Each has a template of its name."""

from musnad.web.pages import (
    assigning,
    chosen,
    entities,
    entity,
    figures,
    incident,
    incidents,
    intake,
    joining,
    overview,
    pictures,
    places,
    record,
    refusals,
    report,
    reports,
    review,
    runs,
    search,
    source,
    sources,
    statement,
    statements,
    story,
    ties,
    verdict,
)

PAGES = (overview, reports, report, statements, statement, entities, entity, incidents, incident, figures, refusals, sources,
         source, review, verdict, joining, assigning, record, search, ties, story, pictures, places, runs, intake, chosen)
