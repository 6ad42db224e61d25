"""Saved searches on the search page: one list without accounts, one for each account with them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from musnad.cli.add import fill
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.pipeline.settings import Settings
from web.browsers import Setting, chromium, every_setting, opened, served
from web.desks import BROWSER, Clock, desk, filled, sign_in, team, token

FORM = {"name": "<b>heights</b>", "q": "act:deny", "view": "map"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return filled(tmp_path / "news.ledger", reports=1)


def test_a_search_is_saved_shown_as_text_and_removed(ledger: Path) -> None:
    with desk(ledger) as client:
        carried = {"csrf": token(client, "/review")}
        done = client.post("/search/saved", data={**FORM, **carried}, headers=BROWSER, follow_redirects=False)
        shown = client.get("/search").text
        client.post("/search/saved", data={**FORM, **carried, "act": "remove"}, headers=BROWSER)
        again = client.post("/search/saved", data={**FORM, **carried, "act": "remove"}, headers=BROWSER)

        assert (done.status_code, done.headers["location"]) == (303, "/search?q=act%3Adeny&view=map")
        assert "&lt;b&gt;heights" in shown
        assert "<b>heights" not in shown
        assert 'href="/search?q=act%3Adeny&amp;view=map"' in shown
        assert "heights" not in client.get("/search").text
        assert again.status_code == 422
        assert 'role="alert"' in again.text


def test_a_form_of_another_page_saves_nothing(ledger: Path) -> None:
    with desk(ledger) as client:
        assert client.post("/search/saved", data=FORM, headers=BROWSER).status_code == 403
        assert "heights" not in client.get("/search").text


def test_a_reader_saves_their_own_and_sees_nobody_elses(ledger: Path) -> None:
    clock = Clock(time.time())
    with team(ledger, clock, rima="reader", sami="reviewer") as (client, _):
        sign_in(client, "rima", clock)
        form = {**FORM, "csrf": token(client, "/account")}
        assert client.post("/search/saved", data=form, headers=BROWSER, follow_redirects=False).status_code == 303
        assert "heights" in client.get("/search").text

        sign_in(client, "sami", clock)
        form = {**FORM, "act": "remove", "csrf": token(client, "/account")}
        assert "heights" not in client.get("/search").text
        assert client.post("/search/saved", data=form, headers=BROWSER).status_code == 422


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[str]:
    made = tmp_path_factory.mktemp("saved") / "sample.db"
    fill(made, Sources([str(samples / "agency.jsonl")], IntakeOptions(published="2018-09-12")), Settings())
    with served(made) as (where, _):
        yield where


@pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")
@every_setting
def test_a_search_is_saved_found_again_and_removed_in_a_browser(browser: Any, address: str, setting: Setting,
                                                                tmp_path: Path) -> None:
    name = f"قال {setting}"
    with opened(browser, f"{address}/search?q=قال&view=timeline", **setting) as seen:
        seen.page.fill("#save input[name=name]", name)
        seen.page.click("#save button")
        link = seen.page.get_by_role("link", name=name)
        expect(link).to_be_visible()
        seen.page.screenshot(path=str(tmp_path / "saved.png"))
        seen.page.goto(f"{address}/search")
        link.click()
        expect(seen.page.locator("input[type=search]")).to_have_value("قال")
        assert "view=timeline" in seen.page.url
        seen.page.locator("section[aria-labelledby=saved] li", has=link).get_by_role("button").click()
        expect(link).to_have_count(0)
        assert seen.complaints == []
