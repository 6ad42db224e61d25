"""Nations: the adjectives that say of which country somebody or something is."""

from __future__ import annotations

from functools import cache

from musnad.extract.statements.grammar import ARTICLE, FEMININE, WITH_WA
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

_HAMZA = "أإآ"  # «ألمانية» has no article, though it folds to one


@cache
def of_countries() -> frozenset[str]:
    """Return them in folded form with their article, alone and joined on: «الألماني», «والألمانية»."""
    bare = [fold(row["form"]) for row in read_lexicon("names") if row["kind"] == "nationality"]
    return frozenset(f"{wa}{ARTICLE}{form}{end}" for form in bare for end in ("", FEMININE) for wa in ("", WITH_WA))


def has_article(raw: str, form: str) -> bool:
    """Say whether a word has the article, by its letters as they are written."""
    return form.startswith(ARTICLE) and len(form) > 3 and raw[0] not in _HAMZA
