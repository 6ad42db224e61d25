"""The day of publication in a page's address, where its publisher writes it there.

Finds    /2018/09/12/story-of-the-day    /news/2018-9-12    /digest-of-wednesday-12-09-2018
Leaves   /archives/20180912              digits that may as well be a number of the page
Leaves   /2018/09/                       a month alone
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_FIRST_THE_YEAR = re.compile(rf"(?<![^/_-]){_YEAR}(?P<mark>[/-]){_MONTH}(?P=mark){_DAY}(?![^/_-])", re.ASCII)
_LAST_THE_YEAR = re.compile(rf"(?<![^/_-]){_DAY}-{_MONTH}-{_YEAR}(?![^/_-])", re.ASCII)


def day_in(address: str) -> str | None:
    """Return the day that the path of an address tells as ``YYYY-MM-DD``, None where it tells none or more than one."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:  # no address: brackets that do not close
        return None
    days = {day for found in (*_FIRST_THE_YEAR.finditer(path), *_LAST_THE_YEAR.finditer(path)) if (day := _day(found))}
    return days.pop() if len(days) == 1 else None


def _day(found: re.Match[str]) -> str | None:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        return None
