"""Days: a value is never narrower than the text."""

from __future__ import annotations

import pytest

from musnad.export.days import bounds


@pytest.mark.parametrize(("value", "want"), [
    ("2018-09-11", ("2018-09-11", "2018-09-11")),
    ("2018-09-11T14:00", ("2018-09-11", "2018-09-11")),
    ("2018-02", ("2018-02-01", "2018-02-28")),
    ("2018", ("2018-01-01", "2018-12-31")),
    ("2018-01-22/2018-02", ("2018-01-22", "2018-02-28")),
    ("2018-01/", ("2018-01-01", None)),
    ("/2018-01", (None, "2018-01-31")),
    ("XXXX-09", (None, None)),
])
def test_a_value_says_the_first_and_the_last_day_it_can_mean(value: str, want: tuple[str | None, str | None]) -> None:
    assert bounds(value) == want
