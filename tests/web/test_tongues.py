"""The words of the pages: complete in Arabic, and days as readers write them."""

from __future__ import annotations

from importlib.resources import files
from io import StringIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from musnad.model.refusals import CODES
from musnad.model.values import INCIDENTS as KINDS
from musnad.model.values import STATUSES
from musnad.web.pages.figures import ABOUT
from musnad.web.pages.review import QUEUES
from musnad.web.pages.statements import ACTS, FORMS, VERDICTS
from musnad.web.tongue import chosen

TERMS = {"act": ACTS, "form": FORMS, "verdict": VERDICTS, "incident": KINDS, "status": STATUSES, "about": ABOUT,
         "queue": QUEUES, "refusal": tuple(CODES), "refusal_action": tuple(CODES)}


def words(code: str) -> Catalog:
    """The catalogue of a language."""
    found = files("musnad.web") / f"locale/{code}/LC_MESSAGES/musnad.po"
    return read_po(StringIO(found.read_text("utf-8")), locale=code)


def test_every_message_of_the_pages_has_its_arabic() -> None:
    room = files("musnad.web")
    said = {message[2] for message in extract_from_dir(
        str(room), [("**.html", "jinja2.ext:babel_extract")], {"**.html": {"trimmed": "true", "silent": "false"}},
        keywords={"_": None, "ngettext": (1, 2)})}
    catalogue = words("ar")

    assert len(said) > 200
    assert sorted(str(one) for one in said if not (catalogue.get(one) and catalogue.get(one).string)) == []


@pytest.mark.parametrize("group", TERMS)
def test_every_value_of_the_format_has_a_word_in_both_languages(group: str) -> None:
    for code in ("ar", "en"):
        catalogue = words(code)

        assert [value for value in TERMS[group] if catalogue.get(value, group) is None] == []


@pytest.mark.parametrize(("calendar", "day"), [
    ("gregorian", "12 سبتمبر 2018"), ("levant", "12 أيلول 2018"), ("hijri", "2 محرم 1440 هـ"),
])
def test_days_stand_in_the_calendar_that_a_reader_chose(calendar: str, day: str) -> None:
    assert chosen({"language": "ar", "calendar": calendar}, "").day("2018-09-12") == day


def test_a_browser_that_asks_for_arabic_gets_it() -> None:
    assert chosen({}, "ar-SY,ar;q=0.9,en;q=0.5").code == "ar"
    assert chosen({}, "fr").code == "en"


def test_what_to_do_about_a_refusal_is_told_in_the_words_of_its_code() -> None:
    told = words("en")

    assert {code: told.get(code, "refusal_action").string for code in CODES} == {
        code: made.action for code, made in CODES.items()}
