"""Pages behind others, and those of a desk with accounts, in both languages and two widths."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.ledger import Member, Reader, Where, ledger_name, note, open_members
from musnad.web.sessions import Sessions
from web.browsers import Setting, Watched, chromium, every_setting, opened, served
from web.desks import PASSWORD, SECRET, Clock, code_of, hashed_password
from web.telling import linked

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")

NAME = "rima"
BEHIND: dict[str, Callable[[Reader], str]] = {
    "a source": lambda reader: f"sources/{reader.sources(1, None)[0].sha256}",
    "a story": lambda reader: f"story/{_tied(reader, 'same_story')}",
    "two reports": lambda reader: f"stories/{next(reader.links(Where(kind='same_story'))).id}",
    "what is the same": lambda reader: f"records/{_tied(reader, 'same_incident')}/match",
    "a split": lambda reader: f"records/{next(reader.statements()).id}/split",
    "a proof": lambda _: "log/proof?of=1",
    "growth of the log": lambda _: "log/consistency?old=1",
    "a search over days": lambda _: "search?q=قال&view=timeline",
    "a search on the map": lambda _: "search?q=قال&view=map",
    "what is not there": lambda _: "records/statement-none",
}


@pytest.fixture(scope="module")
def windows(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Setting], Watched]]:
    """A window for each setting on a linked ledger; the reader of the ledger stands beside it."""
    with ExitStack() as stack:
        address, reader = stack.enter_context(served(linked(tmp_path_factory.mktemp("behind"), signed=False)))
        made: dict[str, Watched] = {}

        def window(setting: Setting) -> Watched:
            key = " ".join(setting.values())
            if key not in made:
                made[key] = stack.enter_context(opened(browser, f"{address}/log", **setting))
            return made[key]

        window.address, window.reader = address, reader  # type: ignore[attr-defined]
        yield window


def _tied(reader: Reader, kind: str) -> str:
    return str(next(reader.links(Where(kind=kind))).record["from"])


def sound(seen: Watched, setting: Setting) -> None:
    """See that a page is whole: no complaint, nothing cut off, its direction, nobody shut out."""
    page = seen.page
    faults = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]
              if v["impact"] in {"serious", "critical"}]

    assert seen.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate("document.documentElement.dir") == ("rtl" if setting["language"] == "ar" else "ltr")
    assert faults == []


@pytest.mark.parametrize("name", BEHIND)
@every_setting
def test_a_page_behind_others_is_sound(windows: Any, name: str, setting: Setting) -> None:
    seen = windows(setting)
    missing = name == "what is not there"
    answer = seen.page.goto(f"{windows.address}/{BEHIND[name](windows.reader)}")
    if missing:
        seen.complaints.clear()  # the browser itself complains of the status

    assert answer.status == (404 if missing else 200)
    sound(seen, setting)
    assert seen.hosts == {windows.address.removeprefix("http://")}


@every_setting
def test_a_person_signs_in_looks_after_their_account_and_signs_out(browser: Any, tmp_path: Path, setting: Setting) -> None:
    ledger = linked(tmp_path, signed=False)
    with open_members(tmp_path / "accounts.db") as members:
        members.add(Member(NAME, hashed_password(), SECRET))
        members.grant(NAME, ledger_name(ledger), "administrator")
        sessions = Sessions(members, ledger_name(ledger), partial(note, ledger, "access"))
        with served(ledger, sessions) as (address, _), opened(browser, f"{address}/account", **setting) as seen:
            page = seen.page
            page.wait_for_selector("input[name=password]")
            sound(seen, setting)
            page.fill("input[name=name]", NAME)
            page.fill("input[name=password]", PASSWORD)
            page.click("button.yes")
            page.wait_for_selector("input[name=code]")
            sound(seen, setting)
            page.fill("input[name=code]", code_of(Clock(time.time())))
            page.click("button.yes")
            page.wait_for_selector("input[name=again]")
            sound(seen, setting)
            page.goto(f"{address}/accounts")
            sound(seen, setting)
            told = page.locator("table").inner_text()
            page.goto(f"{address}/account")
            page.click("main form[action='/logout'] button")
            page.wait_for_selector("input[name=name]")

    assert NAME in told
    assert seen.complaints == []
