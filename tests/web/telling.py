"""A linked ledger of invented reports that tell one matter differently: for stories, figures over time, maps."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

LEDGER = "told.ledger"
PLACE = "وقع صباح {day} الأربعاء في سوق الأقمشة ببلدة الأتارب غربي حلب قرب مخزن للغاز"
FIRST = f"قتل سبعة أشخاص وأصيب عشرون آخرون في انفجار {PLACE.format(day='اليوم')}."
MORE = """
وقال رئيس البلدية نسيم الوادي إن فرق الإطفاء عملت ثلاث ساعات حتى أخمدت النار في عشرين دكانا من دكاكين السوق القديم.
وأضاف الوادي أن المدرسة القريبة فتحت أبوابها للعائلات التي تضررت بيوتها وأن المخبز وزع الخبز عليها طوال الليل.
"""
REPORTS = (
    ("جريدة الرمان", "2018-09-12", FIRST + MORE),
    ("إذاعة الزيتون", "2018-09-12", FIRST.replace("سبعة", "ثمانية") + MORE),
    ("موقع السنديان", "2018-09-12",
     "تجار سوق الأقمشة في الأتارب غربي حلب رووا أن عشرة أشخاص قتلوا في انفجار صباح اليوم الأربعاء قرب مخزن للغاز."),
    ("إذاعة الزيتون", "2018-09-12",
     "أسفر انفجار في سوق الأقمشة في بلدة الأتارب بريف حلب صباح اليوم الأربعاء عن مقتل سبعة أشخاص وإصابة 20 قرب مخزن غاز."),
    ("جريدة الرمان", "2018-09-13",
     "ارتفعت إلى 12 قتيلا حصيلة انفجار وقع أمس الأربعاء في سوق الأقمشة ببلدة الأتارب غربي حلب قرب مخزن غاز بعد وفاة جرحى."),
)


def linked(folder: Path, *, signed: bool = True) -> Path:
    """Make a ledger of the reports above, linked and signed: read and linked once, copied for whoever asks again."""
    for name, data in _files(signed).items():
        (folder / name).write_bytes(data)
    return folder / LEDGER


@cache
def _files(signed: bool) -> dict[str, bytes]:
    with TemporaryDirectory() as there:
        folder = Path(there)
        rows = folder / "rows.jsonl"
        made = ({"id": str(at), "outlet": outlet, "published": day, "text": text}
                for at, (outlet, day, text) in enumerate(REPORTS))
        rows.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in made), encoding="utf-8")
        asked = [("add", rows), ("link", "reports")]
        if signed:
            asked.append(("log", "sign", "--key", folder / "signing.pem"))
        for words in asked:
            subprocess.run([sys.executable, "-m", "musnad", *map(str, words), "--ledger", str(folder / LEDGER)], check=True,
                           capture_output=True, timeout=120)
        return {file.name: file.read_bytes() for file in folder.iterdir()}
