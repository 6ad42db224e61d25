"""The region whose news is read: the countries that it speaks of first, and the words for their nationalities."""

from __future__ import annotations

from musnad.lang.gazetteer import Gazetteer, key_of

# Points that a place of a country has before anything is read.
HOME = {
    "SY": 1.8,
    **dict.fromkeys(("IQ", "YE", "LY", "PS"), 1.6),
    **dict.fromkeys(("LB", "SD", "EG", "SA"), 1.4),
    **dict.fromkeys(("JO", "TN", "DZ", "MA"), 1.2),
    **dict.fromkeys(("AE", "QA", "KW", "BH", "OM", "IL", "SS"), 1.0),
    "TR": 0.8,
    "IR": 0.2,
}
_ENDINGS = ("", "ه", "ين", "ون", "تين", "ان")


def nationalities(places: Gazetteer) -> dict[str, str]:
    """Return the folded words that say of which country of the region somebody or something is."""
    found: dict[str, str] = {}
    for entry in places.countries():
        for key in (key_of(name) for name in entry.names if " " not in name and entry.country in HOME):
            stem = key if key.endswith("ي") else f"{key}ي"
            found.update({f"{article}{stem}{ending}": entry.country for article in ("", "ال") for ending in _ENDINGS})
    return found
