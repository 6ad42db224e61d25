"""Fetching an address from the desk. Nothing outside this machine is contacted: names and connections are stand-ins."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from musnad.web.fetching import Fetched, Fetcher, Unfetchable, public, resolved
from musnad.web.office import Step
from web.desks import BROWSER, desk, filled, token

PUBLIC = "93.184.216.34"
PAGE = "<p>وقال الوزير إن الجسر افتتح.</p>".encode()
Asked = list[tuple[str, str]]


class Handler(BaseHTTPRequestHandler):
    """Answers by path, and keeps what was asked."""

    asked: Asked

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        getattr(self, "on_" + self.path.split("/")[1].split("?")[0], self.on_page)()

    def answer(self, data: bytes = PAGE, **headers: str) -> None:
        self.send_response(int(headers.pop("status", "200")))
        for name, value in {"content_type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def on_page(self) -> None:
        self.answer()

    def on_inside(self) -> None:
        self.answer(status="302", location="http://inside.example/secret")

    def on_literal(self) -> None:
        self.answer(status="302", location="http://127.0.0.1/secret")

    def on_file(self) -> None:
        self.answer(status="302", location="file:///etc/hosts")

    def on_moved(self) -> None:
        self.answer(status="301", location="/page")

    def on_loop(self) -> None:
        self.answer(status="302", location="/loop")

    def on_large(self) -> None:
        self.answer(b"x" * 5_000)

    def on_packed(self) -> None:
        self.answer(content_encoding="gzip")

    def on_program(self) -> None:
        self.answer(content_type="application/x-sh")

    def on_missing(self) -> None:
        self.answer(status="404")

    def on_slow(self) -> None:
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[int, Asked]]:
    """A web server of this machine: its port, and what it is asked."""
    asked: Asked = []
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"asked": asked}))
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, args=(0.02,))
    thread.start()
    yield made.server_address[1], asked
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def dialled() -> list[str]:
    """Addresses that a connection was made to."""
    return []


@pytest.fixture
def fetcher(server: tuple[int, Asked], dialled: list[str]) -> Callable[..., Fetcher]:
    """Make a fetcher for whom the public network is the server here."""
    names = {"news.example": [PUBLIC], "inside.example": ["10.0.0.7"], "both.example": [PUBLIC, "192.168.1.1"],
             "nowhere.example": []}

    def dial(address: str, _: int, seconds: float) -> socket.socket:
        dialled.append(address)
        return socket.create_connection(("127.0.0.1", server[0]), seconds)

    def make(**limits: object) -> Fetcher:
        options = {"resolve": lambda host, port: names.get(host) or ([] if host in names else resolved(host, port)),
                   "dial": dial, "size": 4_000, "seconds": 5.0, **limits}
        return Fetcher(**options)  # type: ignore[arg-type]

    return make


def test_a_public_page_is_fetched_by_its_name_from_the_address_that_was_checked(
        fetcher: Callable[..., Fetcher], server: tuple[int, Asked], dialled: list[str]) -> None:
    found = fetcher()("http://news.example/page?a=b")

    assert (found.data, found.media) == (PAGE, "text/html")
    assert server[1] == [("news.example", "/page?a=b")]
    assert dialled == [PUBLIC]


def test_an_address_in_arabic_letters_is_asked_for_as_servers_know_it(
        fetcher: Callable[..., Fetcher], server: tuple[int, Asked]) -> None:
    fetcher()("http://news.example/خبر/%D8%A3?س=1")

    assert server[1] == [("news.example", "/%D8%AE%D8%A8%D8%B1/%D8%A3?%D8%B3=1")]


@pytest.mark.parametrize("address", [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2001:db8::1",
])
def test_an_address_that_is_not_of_the_public_network_is_known_as_such(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_an_address_of_the_public_network_is_known_as_such(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://0/",
    "http://inside.example/", "http://both.example/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/",
])
def test_a_page_of_this_machine_or_its_network_is_not_fetched(
        fetcher: Callable[..., Fetcher], dialled: list[str], address: str) -> None:
    with pytest.raises(Unfetchable) as refused:
        fetcher()(address)

    assert refused.value.code in {"private", "unknown_host"}
    assert dialled == []


@pytest.mark.parametrize("path", ["inside", "literal"])
def test_a_redirect_into_the_network_is_not_followed(
        fetcher: Callable[..., Fetcher], server: tuple[int, Asked], path: str) -> None:
    with pytest.raises(Unfetchable, match="private"):
        fetcher()(f"http://news.example/{path}")

    assert [asked for _, asked in server[1]] == [f"/{path}"]


def test_a_name_that_changes_its_mind_after_it_was_checked_leads_nowhere_else(
        fetcher: Callable[..., Fetcher], dialled: list[str]) -> None:
    """DNS rebinding: the name is resolved once, and the connection goes to what was checked."""
    said = iter([[PUBLIC], ["127.0.0.1"]])
    found = fetcher(resolve=lambda *_: next(said))("http://news.example/page")

    assert found.data == PAGE
    assert dialled == [PUBLIC]


def test_a_name_that_has_changed_its_mind_by_the_next_redirect_is_checked_again(fetcher: Callable[..., Fetcher]) -> None:
    said = iter([[PUBLIC], ["127.0.0.1"]])

    with pytest.raises(Unfetchable, match="private"):
        fetcher(resolve=lambda *_: next(said))("http://news.example/moved")


def test_a_redirect_within_the_public_network_is_followed(fetcher: Callable[..., Fetcher]) -> None:
    found = fetcher()("http://news.example/moved")

    assert (found.address, found.moves) == ("http://news.example/page", ("http://news.example/moved",))


@pytest.mark.parametrize(("path", "code"), [
    ("loop", "redirects"), ("file", "address"), ("large", "size"), ("packed", "media"), ("program", "media"),
    ("missing", "status"),
])
def test_what_is_too_much_or_of_another_kind_is_not_taken(fetcher: Callable[..., Fetcher], path: str, code: str) -> None:
    with pytest.raises(Unfetchable) as refused:
        fetcher()(f"http://news.example/{path}")

    assert refused.value.code == code


def test_a_server_that_gives_a_byte_now_and_then_is_not_waited_for(fetcher: Callable[..., Fetcher]) -> None:
    begun = time.monotonic()
    with pytest.raises(Unfetchable, match="slow"):
        fetcher(seconds=0.4)("http://news.example/slow")

    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("address", [
    "file:///etc/hosts", "ftp://news.example/", "gopher://news.example/", "http://user:word@news.example/", "http:///page",
    "news.example", "", "http://news.example:99999/", "javascript:alert(1)", "http://news.example/\r\nX: y",
    "http://[::1", "http://news.example/a b",
])
def test_what_is_no_address_of_a_page_is_not_asked_for(
        fetcher: Callable[..., Fetcher], dialled: list[str], address: str) -> None:
    with pytest.raises(Unfetchable):
        fetcher()(address)

    assert dialled == []


@pytest.mark.parametrize("port", [22, 25, 6379, 8018])
def test_other_services_of_a_public_machine_are_not_asked(fetcher: Callable[..., Fetcher], port: int) -> None:
    with pytest.raises(Unfetchable, match="port"):
        fetcher()(f"http://news.example:{port}/")


def test_a_desk_that_was_not_asked_to_fetch_has_no_such_page(tmp_path: Path) -> None:
    with desk(filled(tmp_path / "news.ledger", reports=1), intake=_intake([])) as client:
        assert client.get("/fetch").status_code == 404
        assert client.post("/fetch", data={"address": "http://news.example/page"}).status_code == 404


def test_a_page_that_was_fetched_is_handed_to_whoever_reads(fetcher: Callable[..., Fetcher], tmp_path: Path) -> None:
    taken: list[tuple[str, bytes]] = []
    with desk(filled(tmp_path / "news.ledger", reports=1), intake=_intake(taken), fetch=fetcher()) as client:
        form = {"address": "http://news.example/page", "csrf": token(client, "/fetch")}
        done, refused = (_over(client, client.post("/fetch", data=asked, headers=BROWSER).url.path)
                         for asked in (form, {**form, "address": "http://127.0.0.1/"}))

    assert taken == [("http://news.example/page", PAGE)]
    assert "Read to the end." in done
    assert "3 records" in done
    assert "private network" in refused
    assert "/fetch?address=http%3A//127.0.0.1/" in refused


def test_a_page_on_its_way_is_told_to_be(tmp_path: Path) -> None:
    came = threading.Event()

    def slow(address: str) -> Fetched:
        came.wait(30)
        return Fetched(address, PAGE, "text/html", ())

    with desk(filled(tmp_path / "news.ledger", reports=1), intake=_intake([]), fetch=slow) as client:
        form = {"address": "http://news.example/page", "csrf": token(client, "/fetch")}
        waits = client.post("/fetch", data=form, headers=BROWSER)
        came.set()
        done = _over(client, waits.url.path)

    assert "<progress" in waits.text
    assert "Fetching" in waits.text
    assert "Read to the end." in done


def _over(client: TestClient, path: str) -> str:
    """Ask as the page does until an intake has ended, and return what it says then."""
    seen = client.get(path, headers={"hx-request": "true"})
    for _ in range(300):
        if "hx-get" not in seen.text:
            break
        time.sleep(0.05)
        seen = client.get(path, headers={"hx-request": "true"})
    return seen.text


def _intake(taken: list[tuple[str, bytes]]) -> Callable[..., Iterator[Step]]:
    def read(name: str, data: bytes, *_: object) -> Iterator[Step]:
        taken.append((name, data))
        yield Step(1, 3)

    return read
