"""Each act of review, in both languages and two widths: what is clicked, typed or dragged is what the ledger holds then."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from musnad.ledger import Reader, Where
from web.browsers import Setting, chromium, every_setting, opened

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")


@every_setting
def test_a_statement_is_accepted_and_that_is_taken_back(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    statement = next(h for h in reader.statements(Where(verdict="none"))).id
    with opened(browser, f"{address}/statements/{statement}", **setting) as seen:
        seen.page.click("button[value=accepted]")
        seen.page.wait_for_selector("#bench .v-accepted")
        accepted = reader.record(statement).verdict
        seen.page.click("button[value=undo]")
        seen.page.wait_for_selector("#bench .v-none")

    assert accepted == "accepted"
    assert reader.record(statement).verdict is None
    assert [event.what for event in reader.history(statement)][-2:] == ["accepted", "withdrawn"]


@every_setting
def test_a_rejection_without_a_reason_is_sent_back(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[1].id
    with opened(browser, f"{address}/statements/{statement}", **setting) as seen:
        seen.page.click("button[value=rejected]")
        seen.page.wait_for_selector("#bench [role=alert]")
        before = reader.record(statement).verdict
        seen.page.fill("textarea[name=reason]", "no speech")
        seen.page.click("button[value=rejected]")
        seen.page.wait_for_selector("#bench .v-rejected")

    assert before is None
    assert reader.record(statement).verdict == "rejected"


@every_setting
def test_another_speaker_is_chosen(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[3].id
    with opened(browser, f"{address}/statements/{statement}", **setting) as seen:
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


@every_setting
def test_a_speaker_who_is_in_no_list_is_written(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[7].id
    with opened(browser, f"{address}/statements/{statement}", **setting) as seen:
        seen.page.click(".correct > summary")
        seen.page.fill("input[name=speaker_name]", "سلمى الوادي")
        seen.page.fill("textarea[name=reason]", "the caption names her")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")
        told = seen.page.locator("#bench .diff").inner_text()

    assert reader.history(statement)[-1].correction["speaker"]["name"] == "سلمى الوادي"
    assert "سلمى الوادي" in told


@every_setting
def test_a_lower_bound_above_the_upper_is_sent_back(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    figure = next(h for h in reader.figures(Where(verdict="none")) if h.record["high"] is not None)
    with opened(browser, f"{address}/records/{figure.id}", **setting) as seen:
        seen.page.click(".correct > summary")
        seen.page.fill("input[name=low]", str(figure.record["high"] + 1))
        seen.page.fill("textarea[name=reason]", "counted anew")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench [role=alert]")
        told = seen.page.locator("#bench [role=alert]").inner_text()

    assert "2018-09-12" in told
    assert reader.record(figure.id).verdict is None


@every_setting
def test_how_exact_a_figure_is_can_be_corrected(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    figure = next(h for h in reader.figures(Where(verdict="none")) if h.record["relation"] == "exact")
    with opened(browser, f"{address}/records/{figure.id}", **setting) as seen:
        seen.page.click(".correct > summary")
        seen.page.select_option("select[name=relation]", "about")
        seen.page.fill("textarea[name=reason]", "the sentence says «some»")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")

    assert reader.history(figure.id)[-1].correction == {"relation": "about"}


@every_setting
def test_dragging_over_the_words_moves_the_span(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    held = list(reader.statements(Where(verdict="none")))[5]
    with opened(browser, f"{address}/statements/{held.id}", **setting) as seen:
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


@every_setting
def test_two_people_at_once_lose_nothing(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    statement = list(reader.statements(Where(verdict="none")))[6].id
    path = f"{address}/statements/{statement}"
    with opened(browser, path, **setting) as first, opened(browser, path, **setting) as second:
        first.page.click("button[value=accepted]")
        first.page.wait_for_selector("#bench .v-accepted")
        second.page.fill("textarea[name=reason]", "my own view")
        second.page.click("button[value=rejected]")
        second.page.wait_for_selector("#bench [role=alert]")
        kept = second.page.input_value("textarea[name=reason]")

    assert reader.record(statement).verdict == "accepted"
    assert kept == "my own view"


@every_setting
def test_the_queue_is_worked_with_the_keyboard_alone(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    with opened(browser, f"{address}/review?queue=all", **setting) as seen:
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


@every_setting
def test_the_words_of_a_refusal_are_drawn_shorter_as_its_page_says(browser: Any, desk: tuple[str, Reader],
                                                                   setting: Setting) -> None:
    address, reader = desk
    held = next(reader.refusals())
    with opened(browser, f"{address}/records/{held.id}", **setting) as seen:
        told = seen.page.locator("header .lede").inner_text()
        seen.page.click(".correct > summary")
        seen.page.click("button[data-edge=end][data-by='-1']")
        seen.page.fill("textarea[name=reason]", "the quotation ends here")
        seen.page.click("button[value=corrected]")
        seen.page.wait_for_selector("#bench .v-corrected")
        seen.page.click("button[value=undo]")
        seen.page.wait_for_selector("#bench .v-none")
        assert seen.complaints == []
    correction = next(event.correction for event in reversed(reader.history(held.id)) if event.correction)

    assert ("صحّح" if setting["language"] == "ar" else "Correct its span") in told
    assert held.record["start"] < correction["end"] < held.record["end"]
    assert held.record["text"].startswith(correction["text"])


@every_setting
def test_a_record_that_cannot_be_told_is_left_unsure(browser: Any, desk: tuple[str, Reader], setting: Setting) -> None:
    address, reader = desk
    held = next(reader.incidents(Where(verdict="none")))
    with opened(browser, f"{address}/incidents/{held.id}", **setting) as seen:
        seen.page.click("button[value=unsure]")
        seen.page.wait_for_selector("#bench .v-unsure")
        assert seen.complaints == []

    assert reader.record(held.id).verdict == "unsure"
