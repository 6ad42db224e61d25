"""Fetch a page by its address, for the desk: only from public machines, only so much, only so long.

A name is resolved once; if any of its addresses is not public, nothing is fetched; the connection goes to an address that
was checked, so that a name which changes its mind in between leads nowhere. After each redirect all of this is done anew.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEDIA = ("text/html", "application/xhtml+xml", "text/plain")
PORTS = {"http": 80, "https": 443}
MOVED = (301, 302, 303, 307, 308)
_NAT64 = ip_network("64:ff9b::/96")  # holds an address of the fourth version in its last 32 bits
_CHUNK = 65_536  # bytes
_GOOD = 200
_SAFE = "/%:@!$&'()*+,;=~?"  # of a path: what is written in full, is left as it is

Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int, float], socket.socket]


class Unfetchable(Exception):
    """The page is not fetched; ``code`` says why: a key of the desk's messages."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}" if what else code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that was fetched.

    Attributes:
        address: Where it was in the end.
        data: Its bytes, as they came.
        media: Media type that the server names, without parameters.
        moves: Addresses that led there, the first one first.
    """

    address: str
    data: bytes
    media: str
    moves: tuple[str, ...]


def resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a name.

    Raises:
        Unfetchable: It has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unfetchable("unknown_host", host) from None
    return list(dict.fromkeys(str(made[4][0]) for made in found))


def dialled(address: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to an address: never to a name, which might lead elsewhere by now."""
    return socket.create_connection((address, port), seconds)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages within limits.

    Attributes:
        size: Bytes of a page at most.
        seconds: For all of it, redirects included.
        redirects: How many are followed.
        ports: Ports that may be asked.
        resolve: From a name to its addresses.
        dial: From an address to a connection.
    """

    size: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5
    ports: frozenset[int] = frozenset(PORTS.values())
    resolve: Resolve = resolved
    dial: Dial = dialled
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    def __call__(self, address: str) -> Fetched:
        """Fetch a page.

        Raises:
            Unfetchable: It is not allowed, too long, too slow, or not there.
        """
        ends = time.monotonic() + self.seconds
        moves: list[str] = []
        while True:
            answer = self._asked(_parts(address), ends)
            try:
                if answer.status not in MOVED:
                    media, data = self._read(answer, ends)
                    return Fetched(address, data, media, tuple(moves))
            finally:
                answer.close()
            moves.append(address)
            if len(moves) > self.redirects:
                raise Unfetchable("redirects", address)
            told = answer.headers.get("Location", "")  # bytes of any kind, as http.client reads them
            address = urljoin(address, told.encode("latin-1", "replace").decode("utf-8", "replace"))

    def _asked(self, parts: SplitResult, ends: float) -> HTTPResponse:
        host, port = self._allowed(parts)
        checked = self._public(host, port)
        try:
            line = HTTPConnection(host, port)
            line.auto_open = 0  # never connects by the name
            line.sock = _Timed(self._connected(checked, host, port, parts.scheme, ends), ends)
            path = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
            line.request("GET", path, headers={"Accept": ", ".join(MEDIA), "Accept-Encoding": "identity",
                                               "User-Agent": "musnad", "Connection": "close"})
            return line.getresponse()
        except TimeoutError:
            raise Unfetchable("slow", host) from None
        except (OSError, HTTPException, ValueError) as error:
            raise Unfetchable("unreachable", str(error) or host) from None

    def _allowed(self, parts: SplitResult) -> tuple[str, int]:
        """Return host and port of an address, if it is one that may be asked at all."""
        try:
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError:
            raise Unfetchable("address") from None
        if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
            raise Unfetchable("address")
        if port not in self.ports:
            raise Unfetchable("port", str(port))
        try:
            return parts.hostname.encode("idna").decode("ascii"), port
        except UnicodeError:
            raise Unfetchable("address") from None

    def _public(self, host: str, port: int) -> str:
        """Return an address of a host, if all that it has are public."""
        found = self.resolve(host, port)
        if not found:
            raise Unfetchable("unknown_host", host)
        if not all(map(public, found)):
            raise Unfetchable("private", host)
        return found[0]

    def _connected(self, address: str, host: str, port: int, scheme: str, ends: float) -> socket.socket:
        made = self.dial(address, port, _left(ends))
        made.settimeout(_left(ends))
        if scheme == "https":
            try:
                return self.context.wrap_socket(made, server_hostname=host)
            except OSError:
                made.close()
                raise
        return made

    def _read(self, answer: HTTPResponse, ends: float) -> tuple[str, bytes]:
        if answer.status != _GOOD:
            raise Unfetchable("status", str(answer.status))
        media = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
        if media not in MEDIA or answer.headers.get("Content-Encoding", "identity") != "identity":
            raise Unfetchable("media", media)
        data = bytearray()
        try:
            while part := answer.read1(_CHUNK):
                data += part
                if len(data) > self.size:
                    raise Unfetchable("size", str(self.size))
                _left(ends)
        except TimeoutError:
            raise Unfetchable("slow") from None
        except (OSError, HTTPException) as error:
            raise Unfetchable("unreachable", str(error)) from None
        return media, bytes(data)


class _Timed(RawIOBase):
    """A connection with an end: however few bytes come at a time, nobody waits beyond it."""

    def __init__(self, made: socket.socket, ends: float) -> None:
        super().__init__()
        self._socket = made
        self._ends = ends

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._socket.settimeout(_left(self._ends))
        return self._socket.recv_into(buffer)

    def sendall(self, data: bytes) -> None:
        """Send all bytes."""
        self._socket.settimeout(_left(self._ends))
        self._socket.sendall(data)

    def makefile(self, *_: object) -> BufferedReader:
        """Return the file that an answer is read from; closing it closes the connection."""
        return BufferedReader(_Timed(self._socket.dup(), self._ends))

    def close(self) -> None:
        self._socket.close()
        super().close()


def _parts(address: str) -> SplitResult:
    """Return the parts of an address, if it is written as one."""
    said = address.strip()
    try:
        if said.isprintable() and " " not in said:
            return urlsplit(said)
    except ValueError:
        pass
    raise Unfetchable("address")


def public(address: str) -> bool:
    """Say whether an address is one of the public network; also what a newer address hides of an older one is looked at."""
    made = ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in _hidden(made))


def _hidden(made: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(made, IPv4Address):
        return [made]
    if made.ipv4_mapped:
        return [made.ipv4_mapped]
    found: list[IPv4Address | IPv6Address] = [made]
    if made.sixtofour:
        found.append(made.sixtofour)
    if made.teredo:
        found += made.teredo
    if made in _NAT64:
        found.append(IPv4Address(int(made) & 0xFFFFFFFF))
    return found


def _left(ends: float) -> float:
    """Return the seconds that are left.

    Raises:
        TimeoutError: None are.
    """
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
