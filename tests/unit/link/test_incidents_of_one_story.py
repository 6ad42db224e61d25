"""Two reports of one story tell of several incidents each: what is tied is the same incident, not whatever both tell of."""

from __future__ import annotations

from datetime import date

from musnad.link.incidents import Incidents
from musnad.model.document import Document
from musnad.model.records import Incident
from musnad.pipeline.linking import views
from musnad.pipeline.reading import read_document
from musnad.pipeline.settings import Settings
from unit.link.linking import links

ONE = """تعرضت بلدة الأتارب غربي حلب لقصف مدفعي صباح الأربعاء 12 أيلول 2018 أسفر عن مقتل ثلاثة مدنيين.
وشهدت البلدة نزوح مئات العائلات باتجاه الحدود بعد ساعات.
"""
OTHER = """قتل ثلاثة مدنيين في قصف مدفعي على بلدة الأتارب بريف حلب الغربي صباح الأربعاء 12 أيلول 2018.
ونزحت مئات العائلات من البلدة باتجاه المناطق الحدودية في اليوم نفسه.
"""


def test_the_shelling_is_the_shelling_and_not_the_flight_after_it() -> None:
    made = []
    for name, text in (("a", ONE), ("b", OTHER)):
        settings = Settings(published=date(2018, 9, 12), outlet=f"جريدة {name}", bundle="no")
        made += list(views(read_document(Document(name * 64, text), settings)))
    kinds = {incident.id: incident.kind for view in made for incident in view.of(Incident)}

    tied = {(kinds[link.from_], kinds[link.to]) for link in links(Incidents(), *made)}

    assert {"shelling", "displacement"} <= set(kinds.values())
    assert ("shelling", "shelling") in tied
    assert [pair for pair in tied if pair[0] != pair[1]] == []
