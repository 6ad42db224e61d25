"""Reasons in the reader's language: why two records are tied, how a speaker was found, what spoke for a place.

Records carry their reasons in English, in clauses of a few fixed shapes. These shapes stand in ``reasons.txt``, their
Arabic in the catalogue under ``reason``; the parts that vary are kept, terms among them translated. A clause of no known
shape stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from musnad.web.tongue import Tongue

MAY = ". may "  # what parts the steps of a place from its candidates
NUMBER = r"\d[\d.,:%-]*"
BOUNDS = rf"(?:at least {NUMBER}|at most {NUMBER}|{NUMBER} to {NUMBER}|{NUMBER}|some)"
PARTS = {"n": NUMBER, "m": NUMBER, "bounds": BOUNDS, "harm": "killed|injured", "form": "direct|indirect|mixed",
         "kind": "[a-z]+(?:_[a-z]+)*", "status": "reported|claimed|denied|planned|threatened|hypothetical",
         "weekday": "[MTWFS][a-z]+day", "list": r"\d[\d, ]*", "words": ".+?", "told": ".+"}
TERMS = {"harm": "about", "form": "form", "kind": "incident", "status": "status", "weekday": "weekday"}
FIRST, LAST = "\u2067", "\u2069"  # around words of the text: Latin letters among them turn nothing around them
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = re.compile(r"\{(([a-z]+)2?)\}")


def explained(said: str | None, tongue: Tongue) -> str:
    """Return a reason in the language of a reader."""
    if not said or tongue.code == "en":
        return said or ""
    steps, sign, candidates = said.partition(MAY)
    if sign:
        return f"{explained(steps, tongue)}. {_clause(sign[2:] + candidates, tongue)}"
    return "؛ ".join(_clause(clause, tongue) for clause in said.split("; "))


@cache
def shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the shapes of clauses with what matches them, the more telling ones first."""
    lines = (files("musnad.web") / "reasons.txt").read_text("utf-8").splitlines()
    return tuple((line, _pattern(line)) for line in lines if line)


def _pattern(shape: str) -> re.Pattern[str]:
    made, at = [], 0
    for part in _PART.finditer(shape):
        made += [re.escape(shape[at : part.start()]), f"(?P<{part[1]}>{PARTS[part[2]]})"]
        at = part.end()
    return re.compile("".join((*made, re.escape(shape[at:]))), re.DOTALL)


def _clause(clause: str, tongue: Tongue) -> str:
    for shape, pattern in shapes():
        found = pattern.fullmatch(clause)
        if found and all(_known(name, value, tongue) for name, value in found.groupdict().items()):
            values = {name: _value(name, value, tongue) for name, value in found.groupdict().items()}
            return tongue.catalogue.pgettext("reason", shape).format(**values)
    return clause


def _known(name: str, value: str, tongue: Tongue) -> bool:
    """Say whether a word is one of the terms that a shape asks for."""
    group = TERMS.get(name.rstrip("2"))
    return group is None or tongue.catalogue.pgettext(group, value) != value


def _value(name: str, value: str, tongue: Tongue) -> str:
    kind = name.rstrip("2")
    if kind in TERMS:
        return tongue.term(TERMS[kind], value)
    if kind == "told":
        return "، ".join(_clause(part, tongue) for part in _parts(value, tongue))
    if kind == "words":
        return FIRST + _DAY.sub(lambda day: FIRST + tongue.day(day[0]) + LAST, value) + LAST
    return _clause(value, tongue) if kind == "bounds" and not value.isdecimal() else value


def _parts(value: str, tongue: Tongue) -> list[str]:
    """Return a list as its parts, unless only the whole is of a known shape."""
    parts = value.split(", ")
    known = all(_clause(part, tongue) != part for part in parts)
    return parts if known or _clause(value, tongue) == value else [value]
