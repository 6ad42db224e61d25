"""The API against its own description: whatever is sent, no fault of the desk, and answers as described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ledger.making import fold
from musnad.ledger import open_desk, open_reader
from musnad.web import Office, make_app
from web.desks import filled

EXAMPLES = 12  # calls of each path: the whole run stays below twenty seconds
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
CALLS = settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], derandomize=True, database=None,
                 suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    """Ids that the ledger holds, for the parameters of a path: else hardly a call would reach a record."""
    return {}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, real: dict[str, str]) -> Iterator[Any]:
    """The description that the desk gives of its API, on a ledger of invented reports."""
    path = filled(tmp_path_factory.mktemp("schema") / "news.ledger", reports=2)
    with open_reader(path, fold=fold) as reader, open_desk(path) as desk:
        real["record"] = next(reader.statements(limit=1)).id
        real["sha256"] = reader.sources(1)[0].sha256
        yield schemathesis.openapi.from_asgi("/api/openapi.json", make_app(Office(reader, desk, "news"), hosts=()))


def test_whatever_is_sent_is_answered_as_described_and_is_never_a_fault(described: Any, real: dict[str, str]) -> None:
    called, said = [], set()
    for operation in (found.ok() for found in described.get_all_operations()):
        @CALLS
        @given(case=operation.as_strategy())
        def calls(case: Any) -> None:
            for name in case.path_parameters or {}:
                if crc32(repr(case).encode()) % 3:
                    case.path_parameters[name] = real[name]
            said.add(case.call_and_validate(checks=CHECKS).status_code)

        calls()
        called.append(operation.label)

    assert {200, 404, 422} <= said
    assert len(called) >= 18
    assert "POST /records/{record}/verdicts" in called
