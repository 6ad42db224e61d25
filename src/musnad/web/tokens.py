"""Tokens in forms: a page of another site can send a form here, but cannot know what this desk wrote into its own.

A token is a random part and its HMAC over that part and the browser's cookie, so it is another one in each page, which
keeps compression from giving it away.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes, token_hex

from jinja2 import Environment
from jinja2.ext import Extension

FIELD = "csrf"  # of a form
HEADER = "X-CSRF-Token"  # of a call with a script
_NONCE = 8  # bytes
_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')


@dataclass(frozen=True, slots=True)
class Tokens:
    """Makes tokens and knows its own again, for as long as the desk runs."""

    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    def make(self, browser: str) -> str:
        """Return a token for a browser, by its cookies."""
        nonce = token_hex(_NONCE)
        return f"{nonce}.{self._sign(nonce, browser)}"

    def holds(self, token: str, browser: str) -> bool:
        """Say whether a token was made here for this browser."""
        nonce, _, signed = token.partition(".")
        return hmac.compare_digest(signed.encode(), self._sign(nonce, browser).encode())

    def _sign(self, nonce: str, browser: str) -> str:
        return hmac.new(self.secret, f"{nonce}.{browser}".encode(), sha256).hexdigest()


class FormTokens(Extension):
    """Writes the token into every form of a template that changes something: none can be forgotten."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template's source with the field after each opening tag."""
        return _FORM.sub(rf'\g<0><input type="hidden" name="{FIELD}" value="{{{{ csrf }}}}">', source)


def writes_tokens(environment: Environment) -> None:
    """See that an environment writes tokens into the forms of its templates."""
    environment.add_extension(FormTokens)
