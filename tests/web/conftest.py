"""A browser and a desk on the sample, for whoever looks at pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from musnad.cli.add import fill
from musnad.cli.sources import Sources
from musnad.intake import IntakeOptions
from musnad.ledger import Reader
from musnad.pipeline.settings import Settings
from web.browsers import chromium, served


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
    refused = ledger.with_name("unclosed.txt")
    refused.write_text("قال مدير المحطة سالم العابر: «إن العمل سينتهي قبل نهاية العام.", encoding="utf-8")
    texts = [str(samples / "agency.jsonl"), str(samples / "portal"), str(refused)]
    fill(ledger, Sources(texts, IntakeOptions(published=day)), Settings())
    with served(ledger) as made:
        yield made
