"""What people see when something went wrong; programs get JSON."""

from __future__ import annotations

import logging
import secrets

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from signage.core import wording
from signage.core.role import Permission
from signage.errors import SignageError
from signage.hub.pages.guard import Elsewhere, ForeignForm, NotAllowed
from signage.hub.pages.visit import Visit
from signage.words import Words

log = logging.getLogger(__name__)

#: Below these, programs ask, not people.
PROGRAMS = ("/screen/", "/media/", "/healthz", "/static/")


def catch(app: FastAPI) -> None:
    """Let `app` answer every trouble with a page, or to programs with JSON."""

    @app.exception_handler(Elsewhere)
    def elsewhere(request: Request, error: Elsewhere) -> Response:
        if request.headers.get("hx-request") == "true":
            return Response(status_code=401, headers={"HX-Redirect": error.address})
        return RedirectResponse(error.address, status_code=303)

    @app.exception_handler(StarletteHTTPException)
    def refused(request: Request, error: StarletteHTTPException) -> Response:
        if _program(request):
            return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
        return _page(request, error)

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        if _program(request):
            # Without what was sent: a report of a screen may hold anything.
            told = [{"loc": one["loc"], "msg": one["msg"]} for one in error.errors()]
            return JSONResponse({"detail": told}, 422)
        return _page(request, HTTPException(422, "Something on this page cannot be used."))

    @app.exception_handler(SignageError)
    def known(request: Request, error: SignageError) -> Response:
        visit = _visit(request)
        if _program(request) or visit.entry is None:
            # What is wrong inside is nobody's business but staff's.
            return failed(request, error)
        log.error("%s", error)
        return visit.page("pages/known.html", 503, error=error)

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Response:
        number = f"A-{secrets.randbelow(9000) + 1000}"
        log.error("%s: %s", number, error)
        if _program(request):
            return JSONResponse({"ok": False}, status_code=503 if isinstance(error, SignageError) else 500)
        visit = _visit(request)
        at = wording.clock_time(wording.local(visit.now, visit.zone), visit.words)
        return visit.page("pages/failed.html", 500, number=number, at=at)


def _program(request: Request) -> bool:
    return request.url.path.startswith(PROGRAMS)


def _visit(request: Request) -> Visit:
    """The visit that the guard began, or that of a stranger."""
    begun: Visit | None = getattr(request.state, "visit", None)
    return begun or Visit(request=request, hub=request.app.state.hub, entry=None, mark="")


def _page(request: Request, error: StarletteHTTPException) -> Response:
    visit = _visit(request)
    if isinstance(error, NotAllowed):
        return visit.page("pages/not-allowed.html", 403, only=only(error.permission, visit.words))
    told = sentence(error, visit.words)
    return visit.page("pages/refused.html", error.status_code, told=told, lost=error.status_code == 404)


def only(permission: Permission, words: Words) -> str:
    """Who may do what somebody else may not."""
    match permission:
        case Permission.ADMINISTER:
            return words.text("Only an administrator can do this")
        case Permission.EDIT:
            return words.text("Only an editor or an administrator can do this")
        case Permission.OWN_PASSWORD:
            return words.text("A view-only account cannot change its password")
    return words.text("A view-only account cannot do this")


def sentence(error: StarletteHTTPException, words: Words) -> str:
    """What is said under the heading of a refusal."""
    if isinstance(error, ForeignForm):
        return words.text("This page was open a long time. Go back, load it again, and send it once more.")
    if error.status_code == 404:
        return words.text("There is no page at this address. Perhaps it was moved, or a letter is missing.")
    if error.status_code == 429:
        return words.text("Too many tries. Wait some minutes, then try again.")
    return words.text("The hub could not take what was sent. Go back and try again.")
