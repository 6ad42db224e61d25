"""Each page, in both languages and two widths: nothing complains, nothing leaves the machine, nobody is shut out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from musnad.cli.add import fill
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.ledger import Reader, Where
from musnad.pipeline.settings import Settings
from web.browsers import WIDTHS, Watched, chromium, opened, served

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")

SERIOUS = {"serious", "critical"}
LISTS = ("", "reports", "statements", "entities", "incidents", "figures", "refusals", "sources", "review", "search",
         "stories", "conflicts", "map", "timeline", "network", "activity", "log", "intake")
SINGLE = ("report", "statement", "entity", "incident", "figure")
PLACES = {"report": "reports", "statement": "statements", "entity": "entities", "incident": "incidents", "figure": "records"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[tuple[str, Reader]]:
    ledger = tmp_path_factory.mktemp("desk") / "sample.db"
    day = "2018-09-12"
    fill(ledger, Sources([str(samples / "agency.jsonl"), str(samples / "portal")], IntakeOptions(published=day)), Settings())
    with served(ledger) as made:
        yield made


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
@pytest.mark.parametrize(("language", "width"), [("ar", "laptop"), ("en", "laptop"), ("ar", "phone"), ("en", "phone")])
def test_page_is_sound(windows: dict[tuple[str, str], Watched], desk: tuple[str, Reader], name: str, language: str,
                       width: str) -> None:
    address, reader = desk
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


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_marked_word_shows_its_record_beside_the_text(browser: Any, desk: tuple[str, Reader], language: str) -> None:
    address, reader = desk
    with opened(browser, f"{address}/reports/{one(reader, 'report')}", language=language) as seen:
        seen.page.locator("a.m-speaker").first.click()
        seen.page.wait_for_selector("#panel .chain")

        assert seen.page.locator("#panel .chain li").count() >= 3
        assert seen.complaints == []


@pytest.mark.parametrize(("language", "width"), [("ar", "laptop"), ("en", "phone")])
def test_a_statement_is_accepted_and_the_verdict_taken_back(browser: Any, desk: tuple[str, Reader], language: str,
                                                             width: str) -> None:
    address, reader = desk
    statement = next(h for h in reader.statements(Where(verdict="none"))).id
    with opened(browser, f"{address}/statements/{statement}", language=language, width=width) as seen:
        seen.page.click("button[value=accepted]")
        seen.page.wait_for_selector("#bench .v-accepted")
        accepted = reader.record(statement).verdict
        seen.page.click("button[value=undo]")
        seen.page.wait_for_selector("#bench .v-none")

    assert accepted == "accepted"
    assert reader.record(statement).verdict is None
    assert [event.what for event in reader.history(statement)][-2:] == ["accepted", "withdrawn"]


def test_a_rejection_without_a_reason_is_sent_back(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[1].id
    with opened(browser, f"{address}/statements/{statement}") as seen:
        seen.page.click("button[value=rejected]")
        seen.page.wait_for_selector("#bench [role=alert]")
        before = reader.record(statement).verdict
        seen.page.fill("textarea[name=reason]", "no speech")
        seen.page.click("button[value=rejected]")
        seen.page.wait_for_selector("#bench .v-rejected")

    assert before is None
    assert reader.record(statement).verdict == "rejected"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_another_speaker_is_chosen(browser: Any, desk: tuple[str, Reader], language: str) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[3].id
    with opened(browser, f"{address}/statements/{statement}", language=language) as seen:
        seen.page.click(".correct > summary")
        options = seen.page.locator("select[name=speaker] option")
        chosen = options.nth(1).get_attribute("value")
        seen.page.select_option("select[name=speaker]", chosen)
        seen.page.fill("textarea[name=reason]", "named one line before")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")
        told = seen.page.locator("#bench .diff").inner_text()

    assert reader.history(statement)[-1].correction["speaker"]["entity"] == chosen
    assert told


@pytest.mark.parametrize(("language", "width"), [("ar", "phone"), ("en", "laptop")])
def test_a_speaker_who_is_in_no_list_is_written(browser: Any, desk: tuple[str, Reader], language: str, width: str) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[7].id
    with opened(browser, f"{address}/statements/{statement}", language=language, width=width) as seen:
        seen.page.click(".correct > summary")
        seen.page.fill("input[name=speaker_name]", "سلمى الوادي")
        seen.page.fill("textarea[name=reason]", "the caption names her")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")
        told = seen.page.locator("#bench .diff").inner_text()

    assert reader.history(statement)[-1].correction["speaker"]["name"] == "سلمى الوادي"
    assert "سلمى الوادي" in told


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_lower_bound_above_the_upper_is_sent_back(browser: Any, desk: tuple[str, Reader], language: str) -> None:
    address, reader = desk
    figure = next(h for h in reader.figures(Where(verdict="none")) if h.record["high"] is not None)
    with opened(browser, f"{address}/records/{figure.id}", language=language) as seen:
        seen.page.click(".correct > summary")
        seen.page.fill("input[name=low]", str(figure.record["high"] + 1))
        seen.page.fill("textarea[name=reason]", "counted anew")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench [role=alert]")
        told = seen.page.locator("#bench [role=alert]").inner_text()

    assert "2018-09-12" in told
    assert reader.record(figure.id).verdict is None


@pytest.mark.parametrize(("language", "width"), [("ar", "phone"), ("en", "laptop")])
def test_how_exact_a_figure_is_can_be_corrected(browser: Any, desk: tuple[str, Reader], language: str, width: str) -> None:
    address, reader = desk
    figure = next(h for h in reader.figures(Where(verdict="none")) if h.record["relation"] == "exact")
    with opened(browser, f"{address}/records/{figure.id}", language=language, width=width) as seen:
        seen.page.click(".correct > summary")
        seen.page.select_option("select[name=relation]", "about")
        seen.page.fill("textarea[name=reason]", "the sentence says «some»")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")

    assert reader.history(figure.id)[-1].correction == {"relation": "about"}


def test_dragging_over_the_words_moves_the_span(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    held = list(reader.statements(Where(verdict="none")))[5]
    with opened(browser, f"{address}/statements/{held.id}") as seen:
        seen.page.click(".correct > summary")
        seen.page.wait_for_selector("[data-text] mark")
        seen.page.evaluate("""() => {
            const mark = document.querySelector("[data-text] mark").firstChild;
            const range = document.createRange();
            range.setStart(mark, 0); range.setEnd(mark, 5);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            document.querySelector("[data-text]").dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }""")
        expect(seen.page.locator("[data-text] mark")).to_have_text(held.record["text"][:5])
        seen.page.fill("textarea[name=reason]", "the rest is not said")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")
    correction = reader.history(held.id)[-1].correction

    assert (correction["start"], correction["end"]) == (held.record["start"], held.record["start"] + 5)
    assert correction["text"] == held.record["text"][:5]


def test_two_people_at_once_lose_nothing(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[6].id
    path = f"{address}/statements/{statement}"
    with opened(browser, path) as first, opened(browser, path) as second:
        first.page.click("button[value=accepted]")
        first.page.wait_for_selector("#bench .v-accepted")
        second.page.fill("textarea[name=reason]", "my own view")
        second.page.click("button[value=rejected]")
        second.page.wait_for_selector("#bench [role=alert]")
        kept = second.page.input_value("textarea[name=reason]")

    assert reader.record(statement).verdict == "accepted"
    assert kept == "my own view"


def test_the_queue_is_worked_with_the_keyboard_alone(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    with opened(browser, f"{address}/review?queue=all") as seen:
        first = seen.page.get_attribute("[data-bench]", "data-record")
        seen.page.keyboard.press("u")
        expect(seen.page.locator("[data-bench]")).not_to_have_attribute("data-record", str(first))
        second = seen.page.get_attribute("[data-bench]", "data-record")
        seen.page.keyboard.press("r")
        seen.page.keyboard.type("not said here")
        seen.page.keyboard.press("Control+Enter")
        expect(seen.page.locator("[data-bench]")).not_to_have_attribute("data-record", str(second))

    assert reader.record(str(first)).verdict == "unsure"
    assert reader.record(str(second)).verdict == "rejected"


def test_a_pasted_text_is_read_while_the_page_tells_how_far_it_is(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    before = reader.summary().documents
    with opened(browser, f"{address}/intake") as seen:
        seen.page.fill("textarea[name=text]", "<b>&</b> أعلن مدير المحطة سالم العابر أن العمل سينتهي قبل نهاية العام.")
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
