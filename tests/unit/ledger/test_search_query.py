"""The language of searches: what is read, and what is said where it cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.ledger import SEARCH_FIELDS, BadQuery
from musnad.ledger.search_query import TYPES, read_query


def test_words_phrases_and_signs_are_told_apart() -> None:
    query = read_query('جسر "مدينة الرمان" +افتتاح -حرب -"يوم الأحد"')

    assert query.type == "report"
    assert query.words == ("جسر",)
    assert query.must == ("مدينة الرمان", "افتتاح")
    assert query.must_not == ("حرب", "يوم الأحد")


def test_fields_take_plain_and_quoted_values() -> None:
    query = read_query('speaker:"نسيم الوادي" ACT:Deny -outlet:الرواق after:2018-09 before:2018-09-12 جسر')

    assert query.names == (("speaker", "نسيم الوادي"),)
    assert query.names_not == (("outlet", "الرواق"),)
    assert query.exact == {"act": "deny"}
    assert (query.after, query.before) == ("2018-09", "2018-09-12")
    assert query.words == ("جسر",)


@pytest.mark.parametrize(("text", "kind"), [
    ("جسر", "report"), ("speaker:نسيم", "statement"), ("act:deny جسر", "statement"), ("place:الرمان", "incident"),
    ("kind:airstrike", "incident"), ("speaker:نسيم place:الرمان", "statement"), ("type:entity kind:place", "entity"),
    ("type:report place:الرمان", "report"), ("outlet:الرواق", "report"),
])
def test_the_fields_decide_what_is_looked_for(text: str, kind: str) -> None:
    assert read_query(text).type == kind


@pytest.mark.parametrize(("text", "position", "says"), [
    ('جسر "مدينة', 4, "not closed"),
    ("جسر «مدينة", 4, "not closed by »"),
    ("جسر colour:red", 4, "there is no field colour"),
    ("speaker: جسر", 0, "speaker: has no value"),
    ("جسر before:soon", 4, "write YYYY"),
    ("جسر before:2018-13-01", 4, "write YYYY"),
    ("status:sure", 0, "none of reported"),
    ("speaker:نسيم kind:airstrike", 13, "kind: cannot be asked of a statement"),
    ("act:deny act:assert", 9, "stands twice"),
    ("-act:deny جسر", 0, "cannot be left out"),
    ("-جسر", 4, "nothing to look for"),
    ("   ", 3, "nothing to look for"),
    ('""', 0, "an empty phrase"),
])
def test_what_cannot_be_read_is_told_with_its_place(text: str, position: int, says: str) -> None:
    with pytest.raises(BadQuery, match=f"^character {position + 1}: ") as caught:
        read_query(text)

    assert caught.value.position == position
    assert says in str(caught.value)


def test_a_colon_in_arabic_words_and_addresses_is_no_field() -> None:
    assert read_query("ميركل: جسر 10:30 https://example.org").words == ("ميركل:", "جسر", "10:30", "https://example.org")


def test_every_field_that_is_told_is_read() -> None:
    value = {"type": "incident", "form": "direct", "status": "denied", "before": "2018", "after": "2018"}

    for name in SEARCH_FIELDS:
        assert read_query(f"{name}:{value.get(name, 'x')}").type in TYPES


@given(st.text(alphabet='ab: "«»-+\u0627\u0628type:actor20', max_size=30))
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    try:
        query = read_query(text)
    except BadQuery as error:
        place = error.position
    else:
        place = 0
        assert query.worded or query.names or query.exact or query.after or query.before or "type:" in text.lower()
    assert 0 <= place <= len(text)
