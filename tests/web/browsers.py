"""A desk on the sample, and a browser to look at it with."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path
from time import sleep
from typing import Any

import pytest
import uvicorn

from musnad.cli.desk import _listening
from musnad.cli.joining import Joining
from musnad.cli.placing import Placing
from musnad.cli.taking import take_in
from musnad.lang.words import fold_name
from musnad.ledger import Reader, open_desk, open_reader, open_search
from musnad.link.terms import ANALYSIS
from musnad.web import Office, make_app
from musnad.web.fetching import Fetcher
from musnad.web.sessions import Sessions

WIDTHS = {"laptop": (1366, 800), "phone": (390, 844)}
Setting = dict[str, str]
every_setting = pytest.mark.parametrize("setting", [{"language": language, "width": width} for language, width in product(
    ("ar", "en"), WIDTHS)], ids=lambda setting: " ".join(setting.values()))


def chromium() -> str | None:
    """The path of Debian's chromium, None where it is not installed."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@contextmanager
def served(ledger: Path, sessions: Sessions | None = None) -> Iterator[tuple[str, Reader]]:
    """Serve a ledger, and give its address and a reader."""
    with (open_reader(ledger, fold=fold_name) as reader, open_desk(ledger, fold=fold_name) as desk,
          open_search(ledger, analysis=ANALYSIS) as search, _listening("127.0.0.1", 0) as listening):
        office = Office(reader, desk, ledger.name, reviewer="tester", search=search, intake=partial(take_in, str(ledger)),
                        joins=Joining(str(ledger)), sites=Placing(), fetch=Fetcher())
        app = make_app(office, sessions=sessions)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", reader
        server.should_exit = True
        thread.join(10)


@dataclass
class Watched:
    """A page with what it complained of and asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@contextmanager
def opened(browser: Any, address: str, *, language: str = "en", width: str = "laptop") -> Iterator[Watched]:
    """Open a page in a language and a width, and watch its console and its requests."""
    wide, high = WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, locale="ar" if language == "ar" else "en-GB")
    context.set_default_timeout(8_000)
    seen = Watched(context.new_page())
    seen.page.on("console", lambda m: seen.complaints.append(m.text) if m.type in {"error", "warning"} else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("request", lambda request: seen.hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    seen.page.goto(address)
    try:
        yield seen
    finally:
        context.close()
