"""Two records of one person are joined, and parted again: with a reason, in both languages and two widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from musnad.ledger import Held, Reader, Where
from web.browsers import Setting, chromium, every_setting, opened, served
from web.telling import linked

pytestmark = pytest.mark.skipif(chromium() is None, reason="needs chromium: apt-get install chromium")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Reader]]:
    with served(linked(tmp_path_factory.mktemp("joined"))) as made:
        yield made


def two(reader: Reader, place: int) -> tuple[Held, Held]:
    """Two entities of a kind that nothing ties."""
    places = list(reader.entities(Where(kind="place")))
    free = [e for e in places if not list(reader.links(Where(entity=e.id, kind="same_entity")))]
    return free[2 * place], free[2 * place + 1]


@every_setting
def test_two_records_are_joined_and_parted(browser: Any, tmp_path: Path, setting: Setting) -> None:
    with served(linked(tmp_path, signed=False)) as (address, reader):
        joined_and_parted(browser, address, reader, setting)


def joined_and_parted(browser: Any, address: str, reader: Reader, setting: Setting) -> None:
    """Join two places by hand, and part them again."""
    one, other = two(reader, 0)
    with opened(browser, f"{address}/entities/{one.id}", **setting) as seen:
        seen.page.fill("#same input[name=like]", other.record["name"])
        seen.page.click("#same form[method=get] button")
        seen.page.check(f"#same input[value={other.id}]")
        seen.page.fill("#same .joining input[name=reason]", "one body under two names")
        wrong = [v["id"] for v in Axe().run(seen.page).response["violations"] if v["impact"] in {"serious", "critical"}]
        seen.page.click("#same .joining button")
        seen.page.wait_for_selector(f"#same a[href='/entities/{other.id}']")
        tie = next(reader.links(Where(entity=one.id, kind="same_entity")))
        seen.page.click("#same .part summary")
        seen.page.fill("#same .part input[name=reason]", "two after all")
        seen.page.click("#same .part button")
        seen.page.wait_for_selector("#same > p.muted")

    assert not wrong
    assert not seen.complaints
    assert [event.what for event in reader.history(tie.id)][-2:] == ["accepted", "rejected"]
    assert [event.reason for event in reader.history(tie.id)][-2:] == ["one body under two names", "two after all"]


def test_records_of_two_kinds_are_not_joined(browser: Any, desk: tuple[str, Reader]) -> None:
    address, reader = desk
    one, other = list(reader.entities(Where(kind="place")))[-2:]
    person = next(reader.entities(Where(kind="person")))
    before = list(reader.links(Where(entity=person.id, kind="same_entity")))
    with opened(browser, f"{address}/entities/{one.id}?{urlencode({'like': other.record['name']})}") as seen:
        seen.page.check(f"#same input[value={other.id}]")
        seen.page.evaluate("(id) => { document.querySelector('#same input[type=radio]:checked').value = id; }", person.id)
        seen.page.fill("#same .joining input[name=reason]", "one name")
        seen.page.click("#same .joining button")
        seen.page.wait_for_selector("#same [role=alert]")

    assert [tie.id for tie in reader.links(Where(entity=person.id, kind="same_entity"))] == [tie.id for tie in before]


def test_no_other_site_joins_anybody(desk: tuple[str, Reader]) -> None:
    address, reader = desk
    one, other = list(reader.entities(Where(kind="place")))[-2:]
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{address}/entities/{one.id}/join", urlencode({"other": other.id, "reason": "x"}).encode(),
                        {"Sec-Fetch-Site": "cross-site"}))
    refused.value.close()

    assert refused.value.code == 403
    assert not [tie for tie in reader.links(Where(entity=one.id, kind="same_entity")) if other.id in tie.line]
