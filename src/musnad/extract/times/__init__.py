"""Times: the expressions of a report that point at a calendar time, and what they come to.

Finds    وصل الوفد مساء الخميس            the Thursday at or before publication
Finds    منذ 18 من شباط/فبراير الماضي      an open interval, 2018-02-18/
Leaves   استمر الاجتماع ثلاثة أيام         a duration is a figure, not a time
Refuses  في 31 أبريل 2018                 T001: a date that cannot exist

Lexicon: lang/<code>/lexicon/times.tsv. What cannot be placed in the calendar has no value: nothing falls back to the
day of publication.
"""

from __future__ import annotations

from datetime import date

from musnad.extract.times.counted import ago_at
from musnad.extract.times.dates import date_at
from musnad.extract.times.days import adverb_at, day_at, lone_day_at
from musnad.extract.times.periods import period_at
from musnad.extract.times.resolve import both
from musnad.extract.times.scan import Found, Scan
from musnad.extract.times.when import since, unknown, until
from musnad.extract.times.years import last_year_at
from musnad.model.frame import Frame
from musnad.model.records import Refusal, Time
from musnad.text.passage import Passage

_VAGUE = "vague"
# What each kind of expression may begin with: no rule is asked about a word that none of its expressions begins with.
_DAY = frozenset(("vague", "unit", "pair", "number", "hourword", "ordinal", "cardinal", "night", "this", "part", "weekday",
                  "relday"))
_DATE = frozenset(("number", "ordinal", "cardinal", "unit", "month", "weakmonth", "hijri"))
_PERIOD = frozenset(("number", "cardinal", "unit", "pair", "this", "season", "share", "decade", "phase", "weekend",
                     "latest"))


def extract(passage: Passage, frame: Frame) -> list[Time | Refusal]:
    """Return the times of a passage and the dates that cannot exist, in text order."""
    s = Scan.of(passage.text, passage.words, frame.published)
    records: list[Time | Refusal] = []
    i = 0
    stops = _line_ends(passage)
    for k in s.starts():
        if k < i:
            continue
        while stops[0] <= k:
            stops.pop(0)
        s.stop = stops[0]
        found = read(s, k)
        if found is None:
            continue
        i = max(found.end, k + 1)
        records.append(_record(s, found, frame))
    return records


def parse_times(text: str, published: date | None) -> list[Time | Refusal]:
    """Return the times of one text by itself, for trying the extractor."""
    return extract(Passage.of(text), Frame("", "", "0", published))


def read(s: Scan, i: int) -> Found | None:
    """Read the longest expression that begins at word ``i``."""
    found = _with_preposition(s, i) or _point(s, i)
    if found:
        s.memory.keep(found)
    return found


def _point(s: Scan, i: int) -> Found | None:
    """Read one time without a preposition, or two joined by a dash."""
    kinds = s.kinds(i)
    found = None if kinds.isdisjoint(_DAY) else day_at(s, i)
    if found is None and not kinds.isdisjoint(_DATE):
        found = date_at(s, i)
    if found is None and not kinds.isdisjoint(_PERIOD):
        found = period_at(s, i)
    if found is None and "adverb" in kinds:
        found = adverb_at(s, i)
    if found is None and (vague := s.term(i, _VAGUE)) and not s.words[i].raw.startswith(("آلا", "ألا")):  # a name
        return Found(i, i + vague.length, unknown(None, "text"))
    return _up_to(s, found) if found else None


def _up_to(s: Scan, low: Found) -> Found:
    """Read the end of «12 سبتمبر حتى 15 سبتمبر», a range with no preposition before it."""
    link = s.term(low.end, "prep")
    if link is None or link.value != "until" or low.when is None or low.when.grain != "day" or low.when.value is None:
        return low
    high = day_at(s, low.end + link.length) or date_at(s, low.end + link.length)
    if high is None or high.when is None or high.when.grain != "day" or not low.when.first or not high.when.last \
            or low.when.first >= high.when.last:
        return low
    return Found(low.start, high.end, both(low.when, high.when))


def _with_preposition(s: Scan, i: int) -> Found | None:
    prep = s.term(i, "prep")
    if prep is None or s.term(i, "relday", "part"):
        return None
    ago = ago_at(s, i)
    if ago is not None:
        return ago._replace(when=since(ago.when)) if prep.value == "since" and ago.when else ago
    if prep.value == "in":
        return lone_day_at(s, i)
    if prep.value in ("from", "between"):
        return _range(s, i, i + prep.length, prep.value)
    if prep.value not in ("since", "until", "before", "after"):
        return None
    j = i + prep.length
    inner = _inner(s, j)
    if inner is None or inner.when is None or inner.when.value is None:
        return None if inner is None else inner._replace(start=i if prep.value == "since" else inner.start)
    if "/" in inner.when.value and inner.when.grain not in ("week", "year", "season", "month"):
        return inner
    if prep.value == "since":
        return inner._replace(start=i, when=since(inner.when))
    if inner.when.grain not in ("month", "year") and not (prep.value == "until" and date_at(s, inner.start)):
        return inner
    return inner._replace(start=i, when=since(inner.when) if prep.value == "after" else until(inner.when))


def _inner(s: Scan, j: int) -> Found | None:
    """Read the time after a preposition, past an event that has a date of its own («منذ ثورة عام 2011»)."""
    found = _point(s, j)
    if found is not None:
        return found
    if (j not in s.terms or s.term(j, "named")) and (unit := s.term(j + 1, "unit")) and unit.value == "year":
        return _point(s, j + 1)
    return None


def _range(s: Scan, i: int, j: int, way: str) -> Found | None:
    """Read «من 26 مارس 2015 إلى 3 سبتمبر 2018», «بين 22 يناير وأول فبراير», «بين عامي 2011 و2013»."""
    if s.term(j, "pair") and way == "between":
        pair = period_at(s, j)
        if pair and pair.when and "/" in (pair.when.value or ""):
            return pair._replace(start=i)
        j += 1 if pair is None or pair.end == j + 2 else 0
    low = _point(s, j)
    if low is None or low.when is None:
        return None
    k = low.end
    if way == "from":
        link = s.term(k, "prep")
        if s.form(k) == "و" or link is None or link.value not in ("to", "until"):
            return None
        k += link.length
    else:
        k += s.form(k) == "و"
        if k == low.end and s.form(k)[:1] != "و":
            return None
    high = _point(s, k) or (last_year_at(s, k) if low.when.grain == "year" else None)
    if high is None or high.when is None or low.when.value is None or high.when.value is None:
        return None
    return Found(i, high.end, both(low.when, high.when))


def _line_ends(passage: Passage) -> list[int]:
    """Return, for each line, one past the index of its last word."""
    ends, at = [], passage.text.find("\n", passage.span.start, passage.span.end)
    while at >= 0:
        ends.append(passage.word_at(at))
        at = passage.text.find("\n", at + 1, passage.span.end)
    return [*ends, len(passage.words)]


def _record(s: Scan, found: Found, frame: Frame) -> Time | Refusal:
    start, end = s.start_of(found.start), s.words[found.end - 1].end
    text = s.text[start:end]
    when = found.when
    if when is None:
        return Refusal(id=frame.id("refusal", start, end, "T001"), by=frame.by("time.impossible"), row=frame.row,
                       start=start, end=end, text=text, report=frame.report, code="T001", why=found.why)
    return Time(id=frame.id("time", start, end, when.value, when.grain), by=frame.by(f"time.{when.anchor}"),
                row=frame.row, start=start, end=end, text=text, report=frame.report, value=when.value,
                grain=when.grain, anchor=when.anchor, warning=when.warning, calendar=when.calendar)
