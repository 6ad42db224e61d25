"""Clock times: «الساعة 08:00 ت غ», «العاشرة صباحا», «الرابعة وعشرين دقيقة من مساء», «8 مساء»."""

from __future__ import annotations

from typing import NamedTuple

from musnad.extract.times.scan import Scan

_LATE = {"afternoon", "evening"}


class Clock(NamedTuple):
    """A time of day; ``hour`` is None where morning or evening is not said, ``bad`` says why it cannot be."""

    start: int
    end: int
    hour: int | None
    minute: int | None = None
    bad: str = ""
    part: str = ""
    told: int | None = None
    today: bool = False  # «الساعة 8 هذا المساء»

    def within(self, part: str) -> Clock:
        """Return the clock time read in a part of the day that stands elsewhere («مساء السبت الساعة 8»)."""
        if self.hour is not None or not part or self.told is None:
            return self
        return self._replace(hour=_in_part(self.told, part))


def clock_at(s: Scan, i: int) -> Clock | None:
    """Read a clock time that begins at word ``i``."""
    unit = s.term(i, "unit")
    named = unit is not None and unit.value == "hour" and unit.definite and s.form(i).endswith("ساعه")
    j = i + 1 if named else i
    figures = _figures(s, j, named)
    if figures is None:
        figures = _words(s, j, named)
    if figures is None:
        return None
    hour, minute, end, clear = figures
    end, part, today = _part(s, end)
    end, zone = _zone(s, end)
    if not part:
        end, part, today = _part(s, end)
    if not (named or part or zone or (clear and _after_at(s, i))):
        return None
    return _made(i, end, hour, minute, part, clear)._replace(part=part, told=hour, today=today)


def _made(i: int, end: int, hour: int, minute: int | None, part: str, clear: bool) -> Clock:
    if hour > 24 or (minute or 0) > 59 or (hour == 24 and minute):
        return Clock(i, end, None, None, f"the clock has no {hour}:{minute or 0:02d}")
    if part and hour <= 12:
        return Clock(i, end, _in_part(hour, part), minute)
    if not clear:
        return Clock(i, end, None, minute)
    return Clock(i, end, hour % 24, minute)


def _in_part(hour: int, part: str) -> int:
    if part in _LATE or (part == "noon" and hour < 5):
        return hour if hour == 12 else hour + 12
    if part == "night":
        return hour + 12 if 6 <= hour < 12 else hour % 12
    if part in ("morning", "dawn", "forenoon"):
        return hour % 12 if hour == 12 and part != "forenoon" else hour
    return hour


def _figures(s: Scan, j: int, named: bool) -> tuple[int, int | None, int, bool] | None:
    """Read «08:00», «15,00», «8.30», «0630», «7»; the last part says whether it needs no part of the day."""
    j = s.past_article(j)
    if not (0 <= j < s.stop) or s.words[j].kind != "number":
        return None
    if s.is_mark(j - 1, "-–/:") and s.digits(j - 2):
        return None  # a score
    form = s.form(j)
    if s.is_mark(j + 1, ":") and s.digits(j) and len(s.digits(j + 2)) == 2 and s.glued(j + 1) and s.glued(j + 2):
        end = j + 3
        if s.is_mark(end, ":") and s.glued(end) and s.digits(end + 1):
            end += 2
        return int(form), int(s.digits(j + 2)), end, True
    for sign in ",.":
        low, _, high = form.partition(sign)
        if high.isdecimal() and len(high) == 2 and low.isdecimal() and len(low) <= 2:
            return int(low), int(high), j + 1, True
    return _whole_hour(s, j, named) if form.isdecimal() else None


def _whole_hour(s: Scan, j: int, named: bool) -> tuple[int, int | None, int, bool] | None:
    """Read «0630» and «7»."""
    form = s.form(j)
    if len(form) == 4 and (named or s.term(j + 1, "zone")) and int(form[:2]) < 25 and int(form[2:]) < 60:
        return int(form[:2]), int(form[2:]), j + 1, True
    if len(form) > 2 or int(form) > 24 or not (named or s.term(j + 1, "part", "adverb", "zone")):
        return None
    if not named and int(form) > 12 and s.term(j + 1, "part"):
        return None
    hour, minute, end = _fraction(s, int(form), j + 1)
    return hour, minute, end, int(form) > 12


def _words(s: Scan, j: int, named: bool) -> tuple[int, int | None, int, bool] | None:
    """Read «العاشرة», «الثالثة والنصف», «الرابعة وثلاث وعشرين دقيقة», «الخامسة إلا ربعا»."""
    word = s.term(j, "hourword")
    form = s.form(j)
    if word is None and (s.term(j, "ordinal") is None or not form.endswith("ه")):
        count = s.cardinal(j) if named else None
        if count is None or not 1 <= count.value <= 12:
            return None
        hour, end = count.value, count.end
    elif word is None:
        ordinal = s.term(j, "ordinal")
        if ordinal is None or not ordinal.definite:
            return None
        hour, end = ordinal.number, j + 1
        if (ten := s.term(end, "cardinal")) and ten.number == 10 and not ten.clitic and not ten.definite:
            hour, end = hour + 10, end + 1
        if hour > 12:
            return None
    else:
        hour, end = 1, j + 1
    hour, minute, end = _fraction(s, hour, end)
    return hour, minute, end, False


def _fraction(s: Scan, hour: int, j: int) -> tuple[int, int | None, int]:
    """Read «والنصف», «إلا ربعا», «و10 دقائق», «وثلاث وعشرين دقيقة»."""
    fraction = s.term(j, "fraction")
    if fraction and s.form(j)[0] == "و":
        return hour, fraction.number, j + 1
    if s.term(j, "minus") and (fraction := s.term(j + 1, "fraction")):
        return (hour - 1) or 12, 60 - fraction.number, j + 2
    term = s.term(j, "cardinal")
    count = s.cardinal(j) if (term and term.clitic == "و") or s.form(j) == "و" else None
    if count and count.value < 60 and (unit := s.term(count.end, "unit")) and unit.value == "minute":
        return hour, count.value, count.end + 1
    return hour, None, j


def _part(s: Scan, j: int) -> tuple[int, str, bool]:
    """Read the part of the day that an hour belongs to, and leave the day after it: «من مساء» of «من مساء اليوم»."""
    k = j + (s.form(j) == "من" or s.form(j) == "في")
    this = s.term(k, "this")
    k += this is not None
    term = s.term(k, "part", "adverb")
    if term is None or (s.form(j) == "في" and not term.definite):
        return j, "", False
    return k + term.length, term.value, this is not None and this.value == "this"


def _zone(s: Scan, j: int) -> tuple[int, bool]:
    k = j + s.is_mark(j, "(،")
    term = s.term(k, "zone")
    if term is None:
        return j, False
    end = k + term.length + (term.value == "place")
    if k > j and s.is_mark(j, "("):
        end += s.is_mark(end, ")")
    return min(end, s.stop), True


def _after_at(s: Scan, i: int) -> bool:
    """«عند 19,00» and «(22,00)» after another clock time are times; other figures with a comma are not."""
    return s.term(i - 1, "at") is not None and ":" in (s.words[k].raw for k in range(i, min(i + 2, s.stop)))
