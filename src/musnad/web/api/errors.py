"""Errors of the API, all of one shape: ``{"error": {"code": …, "message": …, "field": …}}``; the field may lack."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from musnad.model.errors import LedgerError, NoSuchRecord, Overtaken, Withheld

CODES = {400: "wrong", 401: "not_signed_in", 403: "no_right", 404: "not_found", 405: "wrong_method", 410: "withheld",
         413: "too_large", 415: "wrong_media_type"}


class Error(BaseModel):
    """What went wrong."""

    code: str = Field(description="For a program: not_found, invalid, overtaken, no_right, …")
    message: str = Field(description="For a person; one line.")
    field: str | None = Field(None, description="What of the request is wrong, where one thing is.")


class Failed(BaseModel):
    """The shape of every error."""

    error: Error


class Invalid(Exception):
    """What was sent cannot be done; ``field`` says what of it."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class Lacking(Exception):
    """Whoever asks lacks the right."""


def error(status: int, code: str, message: str, field: str | None = None) -> JSONResponse:
    """Return an error as an answer."""
    told = {"code": code, "message": message} | ({"field": field} if field else {})
    return JSONResponse({"error": told}, status)


def _not_there(_: Request, raised: Exception) -> JSONResponse:
    gone = isinstance(raised, Withheld)
    return error(410 if gone else 404, "withheld" if gone else "not_found", str(raised))


def _invalid(_: Request, raised: Exception) -> JSONResponse:
    assert isinstance(raised, RequestValidationError)
    first = raised.errors()[0]
    place = [str(part) for part in first["loc"][1:]]
    return error(422, "invalid", str(first["msg"]), ".".join(place) or str(first["loc"][0]))


def _unfit(_: Request, raised: Exception) -> JSONResponse:
    return error(422, "invalid", str(raised), raised.field if isinstance(raised, Invalid) else None)


def _http(_: Request, raised: Exception) -> JSONResponse:
    assert isinstance(raised, HTTPException)
    made = error(raised.status_code, CODES.get(raised.status_code, "wrong"), str(raised.detail))
    made.headers.update(raised.headers or {})
    return made


def answers_errors(api: FastAPI) -> None:
    """Have an application tell its errors in this shape."""
    api.add_exception_handler(NoSuchRecord, _not_there)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(Invalid, _unfit)
    api.add_exception_handler(Overtaken, _overtaken)
    api.add_exception_handler(LedgerError, _unfit)
    api.add_exception_handler(Lacking, _lacking)
    api.add_exception_handler(HTTPException, _http)


def _overtaken(_: Request, raised: Exception) -> JSONResponse:
    return error(409, "overtaken", str(raised), "seen")


def _lacking(_: Request, raised: Exception) -> JSONResponse:
    return error(403, "no_right", str(raised))
