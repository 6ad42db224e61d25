"""A correction says only what its fields can."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.making import read
from musnad.model.errors import WrongValue
from musnad.model.values import CLOSED, see_values


@pytest.mark.parametrize(("kind", "said"), [
    ("statement", {"act": "deny", "form": "mixed"}), ("incident", {"status": "denied"}),
    ("entity", {"lat": -33.5, "lon": 151}), ("figure", {"value": None, "low": 3, "high": None}),
    ("figure", {"low": 3, "high": 3}), ("entity", {"place_precision": None}), ("time", {"value": "2018-09"}),
    ("time", {"value": "2018-09-12T14:30"}), ("time", {"value": "2018/"}), ("time", {"value": "/2018-09-12"}),
    ("time", {"value": None, "grain": None}), ("statement", {"occasion": "anything"}),
])
def test_what_the_format_knows_may_stand(kind: str, said: dict[str, Any]) -> None:
    see_values(kind, said)


@pytest.mark.parametrize(("kind", "said", "field"), [
    ("statement", {"act": "shout"}, "act"), ("statement", {"act": None}, "act"),
    ("statement", {"polarity": True}, "polarity"), ("incident", {"kind": "strike"}, "kind"),
    ("incident", {"status": ""}, "status"), ("entity", {"name": "  "}, "name"), ("entity", {"lat": 91}, "lat"),
    ("entity", {"lon": "36"}, "lon"), ("figure", {"value": "three"}, "value"),
    ("figure", {"value": float("nan")}, "value"), ("figure", {"value": True}, "value"),
    ("figure", {"low": 5, "high": 3}, "low"), ("time", {"value": "yesterday"}, "value"),
    ("time", {"value": "2018-13"}, "value"), ("time", {"value": "2018-02-30"}, "value"),
    ("time", {"value": "2018-02-01/2018-02-29"}, "value"), ("time", {"value": "2018-09-12 "}, "value"),
    ("time", {"value": "/"}, "value"), ("statement", {"start": 9, "end": 9}, "start"),
])
def test_what_it_does_not_know_is_refused_by_name(kind: str, said: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongValue) as refused:
        see_values(kind, said)

    assert refused.value.field == field
    assert str(refused.value).startswith(field)


def test_every_record_that_is_read_keeps_to_the_lists() -> None:
    lines = [record.as_json() for record in read().records]
    closed = [(line, name) for line in lines for kind, name in CLOSED if kind == line["type"] and line.get(name) is not None]

    assert len(closed) > 20
    for line, name in closed:
        see_values(line["type"], {name: line[name]})
