"""Stories, figures over time, maps, search results as pictures and proofs: in both languages and two widths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.ledger import Reader, extends, includes
from web.browsers import WIDTHS, Watched, chromium, opened, served
from web.telling import linked

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")

SERIOUS = {"serious", "critical"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Reader]]:
    with served(linked(tmp_path_factory.mktemp("told"))) as made:
        yield made


@pytest.fixture(scope="module")
def windows(browser: Any, desk: tuple[str, Reader]) -> Iterator[dict[tuple[str, str], Watched]]:
    """One window for each language and width, opened once."""
    with ExitStack() as stack:
        yield {(language, width): stack.enter_context(opened(browser, f"{desk[0]}/log", language=language, width=width))
               for language in ("ar", "en") for width in WIDTHS}


def report(reader: Reader, place: int = 0) -> str:
    return [held.id for held in reader.reports()][place]


def counted(reader: Reader) -> str:
    """An incident of which several reports give figures."""
    return max((held.id for held in reader.incidents() if held.record.get("killed")),
               key=lambda one: len(reader.cluster("same_incident", one)[0]))


PAGES = {
    "story": lambda reader: f"story/{report(reader)}",
    "incident": lambda reader: f"incidents/{counted(reader)}",
    "incidents near": lambda reader: "incidents?place=حلب&radius=60&actor=&happened_from=2018-09-01",
    "map": lambda reader: "map",
    "search map": lambda reader: "search?q=سوق&view=map",
    "search timeline": lambda reader: "search?q=سوق&view=timeline",
    "log": lambda reader: "log",
    "proof": lambda reader: f"log/proof?of={counted(reader)}",
    "consistency": lambda reader: "log/consistency?old=3",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "width"), [("ar", "laptop"), ("en", "laptop"), ("ar", "phone"), ("en", "phone")])
def test_page_is_sound(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader], name: str, language: str,
                       width: str) -> None:
    address, reader = desk
    seen = windows[language, width]
    seen.page.goto(f"{address}/{PAGES[name](reader)}")
    if seen.page.locator("#map").count():
        seen.page.wait_for_selector("#map[data-drawn]")
    sideways = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    faults = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(seen.page).response["violations"]
              if v["impact"] in SERIOUS]

    assert seen.complaints == []
    assert seen.hosts == {address.removeprefix("http://")}
    assert sideways == 0
    assert faults == []


def test_figures_over_time_show_every_figure_once_with_its_outlet(windows: dict[tuple[str, str], Watched],
                                                                  desk: tuple[str, Reader]) -> None:
    address, reader = desk
    page = windows["en", "laptop"].page
    page.goto(f"{address}/incidents/{counted(reader)}")
    rows = page.locator("#plot-killed tbody tr")
    told = [rows.nth(at).inner_text() for at in range(rows.count())] if rows.count() else []
    titles = page.locator("#drawn-killed title")
    signs = [titles.nth(at).text_content() for at in range(titles.count())]

    assert len(told) >= 3
    assert sorted(signs)[0].startswith("إذاعة الزيتون, 12 September 2018: ")
    assert any(sign.endswith(": 12") and "13 September" in sign for sign in signs)
    assert len(signs) == len(told)


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_figures_over_time_are_saved_as_a_picture(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader],
                                                   form: str, begins: bytes) -> None:
    address, reader = desk
    page = windows["ar", "laptop"].page
    page.goto(f"{address}/incidents/{counted(reader)}")
    with page.expect_download() as waiting:
        page.click(f"#plot-killed [data-save={form}]")
    made = Path(waiting.value.path()).read_bytes()

    assert waiting.value.suggested_filename == f"killed.{form}"
    assert made.startswith(begins)
    if form == "svg":
        texts = [text.text for text in ElementTree.fromstring(made).iter(f"{SVG}text")]
        assert "جريدة الرمان" in texts


def test_a_story_names_its_first_witness_and_shows_what_a_copy_changed(windows: dict[tuple[str, str], Watched],
                                                                       desk: tuple[str, Reader]) -> None:
    address, reader = desk
    seen = windows["en", "laptop"]
    seen.page.goto(f"{address}/story/{report(reader, 1)}")
    first = seen.page.locator("h2:text('First witness') + p a").get_attribute("href")
    seen.page.locator("details.changed summary").first.click()
    changed = seen.page.locator("details.changed .here del").first
    changed.wait_for()

    assert first == f"/reports/{report(reader)}"
    assert changed.inner_text().strip() == "سبعة"
    assert seen.page.locator("details.changed .here ins").first.inner_text().strip() == "ثمانية"
    assert seen.page.locator("#drawn-story circle.pic-hollow").count() == seen.page.locator("tr.copy").count() > 0


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_map_is_saved_as_it_is_seen(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader], form: str,
                                        begins: bytes) -> None:
    page = windows["en", "laptop"].page
    page.goto(f"{desk[0]}/map")
    page.wait_for_selector("#map[data-drawn]")
    with page.expect_download() as waiting:
        page.click(f"[data-save-map={form}]")
    made = Path(waiting.value.path()).read_bytes()

    assert waiting.value.suggested_filename == f"map.{form}"
    assert made.startswith(begins)
    if form == "svg":
        titles = [title.text or "" for title in ElementTree.fromstring(made).iter(f"{SVG}title")]
        assert any("حلب" in title for title in titles)


def test_places_too_near_each_other_are_one_circle_that_opens(windows: dict[tuple[str, str], Watched],
                                                              desk: tuple[str, Reader]) -> None:
    page = windows["en", "laptop"].page
    many = [{"name": f"{at}", "lat": 35 + at / 100, "lon": 37 + at / 70, "count": 1, "precision": "settlement",
             "path": "/entities/x"} for at in range(300)]
    page.route("**/map/places.json", lambda route: route.fulfill(json=many))
    page.goto(f"{desk[0]}/map")
    page.wait_for_selector("#map[data-drawn='300']")
    before = int(page.locator("#map").get_attribute("data-circles"))
    numbers = page.locator(".gathered")
    inside = sum(int(numbers.nth(at).inner_text()) for at in range(numbers.count()))
    page.click(".leaflet-control-zoom-in")
    page.click(".leaflet-control-zoom-in")
    page.wait_for_function(f"Number(document.getElementById('map').dataset.circles) > {before}")
    page.unroute("**/map/places.json")

    assert before < 60
    assert inside > 200


def test_search_results_stand_on_the_map_and_over_days(desk: tuple[str, Reader]) -> None:
    with urlopen(f"{desk[0]}/search/places.json?q=%D8%B3%D9%88%D9%82") as answer:
        found = {place["name"]: place["count"] for place in json.loads(answer.read())}
    with urlopen(f"{desk[0]}/search?view=timeline&q=%D8%B3%D9%88%D9%82") as answer:
        page = answer.read().decode()

    assert found
    assert max(found.values()) >= 2
    assert page.count('<rect class="pic-bar"') == 2
    assert "All 5 results are drawn." in page


def test_a_story_is_asked_for_by_anything_in_its_reports(desk: tuple[str, Reader]) -> None:
    address, reader = desk
    with urlopen(f"{address}/story/{counted(reader)}") as answer:
        page = answer.read().decode()
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{address}/story/{next(reader.entities()).id}")
    refused.value.close()  # an answer of refusal holds its connection as any other does

    assert f"/reports/{report(reader)}" in page
    assert refused.value.code == 404


def test_a_report_leads_to_its_story(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader]) -> None:
    address, reader = desk
    page = windows["ar", "phone"].page
    page.goto(f"{address}/reports/{report(reader)}")
    page.click(f"a[href='/story/{report(reader)}']")

    assert page.url.endswith(f"/story/{report(reader)}")


def test_a_proof_from_the_desk_can_be_checked_by_anybody(desk: tuple[str, Reader]) -> None:
    address, reader = desk
    with urlopen(f"{address}/log/proof?of={counted(reader)}&form=json") as answer:
        proofs = json.loads(answer.read())
    with urlopen(f"{address}/log/consistency?old=3&form=json") as answer:
        longer = json.loads(answer.read())

    assert proofs
    for made in proofs:
        path = [bytes.fromhex(step) for step in made["path"]]
        leaf, root = bytes.fromhex(made["leaf"]), bytes.fromhex(made["root"])
        assert includes(leaf, made["entry"] - 1, made["size"], path, root)
        assert not includes(leaf, made["entry"], made["size"], path, root)
    path = [bytes.fromhex(step) for step in longer["path"]]
    assert extends(3, bytes.fromhex(longer["old_root"]), longer["size"], bytes.fromhex(longer["root"]), path)


def test_a_checkpoint_is_saved_as_the_signed_note(desk: tuple[str, Reader]) -> None:
    address, reader = desk
    kept = reader.checkpoints()
    with urlopen(f"{address}/log/checkpoints/{kept[0].number}") as answer:
        note = answer.read().decode()

    assert note == kept[0].note
    assert reader.log.name() in note
