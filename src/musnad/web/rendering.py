"""From a page's context to HTML: templates that escape whatever the ledger holds."""

from __future__ import annotations

import time
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChainableUndefined, Environment, PackageLoader

from musnad import __version__
from musnad.ledger import told
from musnad.web.drawing import GLYPHS
from musnad.web.explaining import explained
from musnad.web.guard import token
from musnad.web.office import office, viewer
from musnad.web.tokens import writes_tokens
from musnad.web.tongue import CALENDARS, LANGUAGES, Tongue, catalogue, tongue

_PLACES = {"report": "reports", "statement": "statements", "entity": "entities", "incident": "incidents"}
AWAY = 0.02  # seconds between two templates that are made ready beside requests
SHORT = 12  # hexadecimal digits of an id or digest that are shown


@cache
def _environment(code: str) -> Environment:
    made = Environment(loader=PackageLoader("musnad.web"), autoescape=True, undefined=ChainableUndefined,
                       extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    writes_tokens(made)
    made.filters["short"] = short
    made.filters["words"] = words
    made.filters["why"] = why
    made.globals.update(version=__version__, languages=LANGUAGES, calendars=CALENDARS, glyphs=GLYPHS, path_of=path_of)
    return made


def short(made: str | None) -> str:
    """Return an id or digest, cut to what people can compare."""
    kind, dash, rest = (made or "").rpartition("-")
    return kind + dash + rest[:SHORT]


def words(text: str | None, limit: int = 160) -> str:
    """Return the beginning of a text, cut after a word."""
    said = " ".join((text or "").split())
    if len(said) <= limit:
        return said
    return said[:limit].rsplit(" ", 1)[0] + " …"


def why(reason: str | None) -> str:
    """Return the reviewer's own words of a verdict's reason."""
    return told(reason).why


def path_of(record_id: str) -> str:
    """Return the address of a record's page."""
    place = _PLACES.get(record_id.partition("-")[0], "records")
    return f"/{place}/{record_id}"


def page(request: Request, template: str, context: object, *, status: int = 200) -> HTMLResponse:
    """Return a page, or a part of one, in the reader's language."""
    speaks = tongue(request)
    return HTMLResponse(text(request, template, context, speaks), status, headers={"Content-Language": speaks.code})


def text(request: Request, template: str, context: object, speaks: Tongue) -> str:
    """Return a template filled with a context, which it knows as ``p``."""
    env = _localised(speaks.code)
    return env.get_template(template).render(
        p=context, csrf=token(request), request=request, tongue=speaks, term=speaks.term, day=speaks.day,
        explained=partial(explained, tongue=speaks), moment=speaks.moment, number=speaks.number,
        viewer=viewer(request), office=office(request), theme=request.cookies.get("theme", "auto"),
        with_query=lambda **new: with_query(request, **new),
    )


def prepare(*names: str) -> None:
    """Make templates of all languages ready, so that nobody waits for it; all where none is named.

    May run beside the first requests, and gives way to them after each template.
    """
    for code in LANGUAGES:
        env = _localised(code)
        for name in names or env.list_templates(extensions=["html"]):
            env.get_template(name)
            time.sleep(AWAY if not names else 0)


def with_query(request: Request, **new: Any) -> str:
    """Return the address of this page with some of its questions changed; None takes one away."""
    asked = {**request.query_params, **new}
    told = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
    return f"{request.url.path}?{told}" if told else request.url.path


@cache
def _localised(code: str) -> Environment:
    env = _environment(code)
    env.install_gettext_translations(catalogue(code), newstyle=True)  # type: ignore[attr-defined]
    return env
