"""Each page, in both languages and two widths: nothing complains, nothing leaves the machine, nobody is shut out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.ledger import Reader, Where
from web.browsers import WIDTHS, Setting, Watched, chromium, every_setting, opened

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")

SERIOUS = {"serious", "critical"}
LISTS = ("", "reports", "statements", "entities", "incidents", "figures", "refusals", "sources", "review", "search",
         "stories", "conflicts", "map", "timeline", "network", "activity", "log", "intake", "fetch")
SINGLE = ("report", "statement", "entity", "incident", "figure", "time", "refusal")
PLACES = {"report": "reports", "statement": "statements", "entity": "entities", "incident": "incidents", "figure": "records",
          "time": "records", "refusal": "records"}


def one(reader: Reader, kind: str) -> str:
    """The id of a record that has something to show."""
    held = next(h for h in reader.records(kind) if kind != "statement" or h.record["via"])
    return held.id


@pytest.fixture(scope="module")
def windows(browser: Any, desk: tuple[str, Reader]) -> Iterator[dict[tuple[str, str], Watched]]:
    """One window for each language and width, opened once: each test goes to its page in it."""
    address, _ = desk
    with ExitStack() as stack:
        yield {(language, width): stack.enter_context(opened(browser, f"{address}/log", language=language, width=width))
               for language in ("ar", "en") for width in WIDTHS}


@pytest.mark.parametrize("name", [*LISTS, *SINGLE])
@every_setting
def test_page_is_sound(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader], name: str,
                       setting: Setting) -> None:
    (address, reader), language, width = desk, setting["language"], setting["width"]
    path = f"{PLACES[name]}/{one(reader, name)}" if name in SINGLE else name
    seen = windows[language, width]
    seen.page.goto(f"{address}/{path}")
    if name == "map":
        seen.page.wait_for_selector("#map[data-drawn]")
    sideways = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    direction = seen.page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    checked = (language, width) in {("ar", "laptop"), ("en", "phone")}
    faults = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(seen.page).response["violations"]
              if v["impact"] in SERIOUS] if checked else []

    assert seen.complaints == []
    assert seen.hosts == {address.removeprefix("http://")}
    assert sideways == 0
    assert direction == (["ar", "rtl"] if language == "ar" else ["en", "ltr"])
    assert faults == []


@every_setting
def test_a_marked_word_shows_its_record_beside_the_text(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    with opened(browser, f"{address}/reports/{one(reader, 'report')}", **setting) as seen:
        seen.page.locator("a.m-speaker").first.click()
        seen.page.wait_for_selector("#panel .chain")

        assert seen.page.locator("#panel .chain li").count() >= 3
        assert seen.complaints == []


@every_setting
def test_a_pasted_text_is_read_while_the_page_says_so(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    before = reader.summary().documents
    with opened(browser, f"{address}/intake", **setting) as seen:
        seen.page.fill("textarea[name=text]", f"<b>&</b> {setting} أعلن مدير المحطة سالم العابر أن العمل سينتهي.")
        seen.page.click("button.yes")
        seen.page.wait_for_selector(".done")

        assert seen.complaints == []
    assert reader.summary().documents == before + 1


def test_the_map_draws_its_places_from_the_package(browser: Any, desk: tuple[str, Reader]) -> None:
    address, _ = desk
    with opened(browser, f"{address}/map") as seen:
        seen.page.wait_for_selector("#map[data-drawn]")

        assert int(seen.page.get_attribute("#map", "data-drawn") or 0) > 0
        assert seen.hosts == {address.removeprefix("http://")}


def test_a_name_in_arabic_signs_the_verdicts(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[7].id
    with opened(browser, f"{address}/statements/{statement}", language="ar") as seen:
        seen.page.click(".menu.own summary")
        seen.page.fill("input[name=reviewer]", "ريم العنبري")
        seen.page.click(".chosen button")
        seen.page.click("button[value=accepted]")
        seen.page.wait_for_selector("#bench .v-accepted")

    assert reader.history(statement)[-1].who == "ريم العنبري"


def test_a_reader_changes_the_language_on_the_page_that_is_open(browser: Any, desk: tuple[str, Reader]) -> None:
    address, _ = desk
    with opened(browser, f"{address}/statements?act=assert") as seen:
        seen.page.click(".tongues button")
        seen.page.wait_for_selector("html[lang=ar]")

        assert seen.page.url == f"{address}/statements?act=assert"


def test_markup_in_a_report_is_shown_as_its_characters(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    words = "<script>alert(1)</script> <img src=x onerror=alert(2)> «نريد السلام»، قال الوزير سالم العابر."
    with opened(browser, f"{address}/intake") as seen:
        seen.page.fill("textarea[name=text]", words)
        seen.page.click("button.yes")
        seen.page.wait_for_selector(".done")
        last = list(reader.reports())[-1]
        seen.page.goto(f"{address}/reports/{last.id}")

        assert "<script>alert(1)</script>" in seen.page.inner_text("#text")
        assert seen.page.locator("#text img, #text script").count() == 0
        assert seen.complaints == []
