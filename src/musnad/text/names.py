"""Names: spans of a text that name somebody or something, as a tagger found them."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A name in a passage.

    Attributes:
        first: Index of its first word in the passage.
        last: One past its last word.
        start: First code point; past a joined conjunction or preposition («وموسكو» → «موسكو»).
        end: One past the last code point.
        kind: person, organization, place, facility, group, document, event or other.
        score: In 0..1, how sure the tagger is.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    score: float = 1.0
