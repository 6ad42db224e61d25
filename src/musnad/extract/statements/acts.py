"""Acts: what kind of saying it is, and how sure it sounds."""

from __future__ import annotations

from functools import cache

from musnad.extract.statements.draft import Draft
from musnad.extract.statements.grammar import ARTICLE
from musnad.extract.statements.reading import Reading
from musnad.lang.pack import read_lexicon
from musnad.lang.words import fold

_QUESTION = "؟"
HEDGE_REACH = 4  # words of a content in which «قد» or «ربما» makes the whole possible


@cache
def _signs() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for row in read_lexicon("acts"):
        table.setdefault(row["kind"], {})[fold(row["form"])] = row["act"]
    return table


def act_of(reading: Reading, draft: Draft) -> str:
    """Return the act: that of the cue, or of the noun that the cue only utters («أعرب عن أمله»)."""
    act = draft.cue.form.act
    first = reading.passage.word_at(draft.start)
    opening = reading.forms[first : first + 3]
    if draft.cue.form.takes("utters"):
        return _by_noun(opening) or act
    if act in ("assert", "confirm", "announce"):
        if draft.direct and _QUESTION in reading.text[draft.end - 1 : draft.end + 1]:
            return "ask"
        openings = _signs()["opening"]
        return next((openings[form] for form in opening[:2] if form in openings), act)
    return act


def _by_noun(opening: list[str]) -> str | None:
    nouns = _signs()["feeling"]
    for form in opening:
        for bare in (form, form.removeprefix(ARTICLE), form[:-1], form[:-2]):
            if bare in nouns:
                return nouns[bare]
    return None


def certainty_of(reading: Reading, draft: Draft) -> str:
    """Return asserted, possible or conditional, by the words that open the content."""
    first = reading.passage.word_at(draft.start)
    last = reading.passage.word_at(draft.end)
    opening = reading.forms[first : min(last, first + HEDGE_REACH)]
    if any(f in _signs()["condition"] for f in opening[:2]):
        return "conditional"
    if any(f in _signs()["hedge"] for f in opening):
        return "possible"
    return "asserted"
