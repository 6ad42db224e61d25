"""What every answer tells the browser: to do nothing but show this desk's own pages."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders

# Nothing from another host, nothing written into a page: not script, not style, not a frame.
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 31_536_000  # seconds


def put(headers: MutableHeaders, path: str, *, secure: bool) -> None:
    """Put the headers on an answer that does not have them.

    Args:
        headers: Of the answer.
        path: What was asked for: the package's own files may be kept, nothing else.
        secure: Whether it goes over TLS.
    """
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not path.startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")
    if secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}")
