"""What a page says when it cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from musnad.web.rendering import page


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong.

    Attributes:
        status: HTTP status.
        message: One line; what the ledger says, as data.
    """

    status: int
    message: str


def trouble(status: int) -> Callable[[Request, Exception], Response]:
    """Return what answers an error with its page."""

    def answer(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else status
        said = str(error.detail) if isinstance(error, HTTPException) else str(error)
        return page(request, "trouble.html", Trouble(code, said), status=code)

    return answer
