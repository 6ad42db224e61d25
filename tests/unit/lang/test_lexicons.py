"""Every lexicon of the pack: each row has an example that holds it, and stands there once."""

from __future__ import annotations

from importlib import resources

import pytest

from musnad.lang.pack import lexicon_faults

STEMS = sorted(f.name.removesuffix(".tsv") for f in resources.files("musnad.lang").joinpath("ar/lexicon").iterdir())


@pytest.mark.parametrize("stem", STEMS)
def test_every_row_has_an_example_that_holds_it(stem: str) -> None:
    assert lexicon_faults(stem) == []
