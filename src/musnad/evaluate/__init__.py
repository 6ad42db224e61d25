"""Scores against gold, and the floors that CI guards.

    corpus = cases([Path("gold")])
    judged = {case.name: judge(case.document.text, case.gold, sheet_of_records(lines)) for case, lines in ...}
    pooled(one.scores for one in judged.values())["statements_strict"].value

What the figures mean is told in ``docs/quality.md``. This room reads records, as the objects of
their lines; it does not make them.
"""

from musnad.evaluate.corpus import Case, cases, counts_of, digest_of
from musnad.evaluate.gate import Gate, Standing, measured
from musnad.evaluate.judging import Judged, judge
from musnad.evaluate.sheets import Sheet, sheet_of_gold, sheet_of_records
from musnad.evaluate.slips import Slip, around
from musnad.evaluate.tally import Score, Scores, Share, pooled

__all__ = [
    "Case", "Gate", "Judged", "Score", "Scores", "Share", "Sheet", "Slip", "Standing", "around", "cases", "counts_of",
    "digest_of", "judge", "measured", "pooled", "sheet_of_gold", "sheet_of_records",
]  # fmt: skip
