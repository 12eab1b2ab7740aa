"""The ASGI application of the hub."""

from __future__ import annotations

import re

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp

from signage import __version__
from signage.core.pairing import ALPHABET, LENGTH
from signage.hub.backups.page import router as backups
from signage.hub.door import Door
from signage.hub.hub import Hub
from signage.hub.moderation.history import router as history
from signage.hub.moderation.routes import router as moderation
from signage.hub.pages import static, troubles
from signage.hub.patrons.following import router as following
from signage.hub.patrons.routes import router as patrons
from signage.hub.people.routes import router as people
from signage.hub.screens.admitting import router as admitting
from signage.hub.screens.looking import router as looking
from signage.hub.screens.routes import routes, screen_of
from signage.hub.sources.routes import router as sources
from signage.hub.staff.routes import router as staff
from signage.media.picture import picture_type
from signage.words import for_locale

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


class _Behind(FastAPI):
    """Stands behind the door with every answer, also with that to an error that nobody expected.

    Middleware that is added would stand inside of what makes that answer (starlette.dev/middleware).
    """

    def build_middleware_stack(self) -> ASGIApp:
        """All that a request passes."""
        hub: Hub = self.state.hub
        return Door(super().build_middleware_stack(), names=lambda: hub.names)


def make_app(hub: Hub) -> FastAPI:
    """The application for one hub."""
    app = _bare(hub)
    app.include_router(routes(hub))
    app.include_router(people)
    app.include_router(moderation)
    app.include_router(admitting)
    app.include_router(looking)
    app.include_router(backups)
    app.include_router(history)
    app.include_router(staff)
    app.include_router(sources)
    app.include_router(patrons)
    app.include_router(following)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        """Whether the hub works, for anybody who asks. Says nothing about the library."""
        age = hub.fetch_age()
        return JSONResponse(
            {
                "ok": True,
                "version": __version__,
                "revision": hub.store.revision(),
                "fetched_seconds_ago": None if age is None else round(age.total_seconds()),
            }
        )

    @app.get("/P/{code}")
    @app.get("/p/{code}")
    def waiting_screen(code: str) -> PlainTextResponse:
        """What the code on a new screen leads to: how to let it in. Does not say whether one waits."""
        if not _CODE.fullmatch(code.upper()):
            raise HTTPException(404, "This is no code of a screen.")
        words = for_locale(hub.settings.library.locale)
        base = hub.settings.hub.address.rstrip("/")
        return PlainTextResponse(
            words.text("To let this screen in, sign in and open this page:")
            + f"\n\n    {base}/settings/screens?code={code.upper()}\n\n"
            + words.text("Or type this at the PC with the hub:")
            + f"\n\n    signage screen pair {code.upper()}\n"
        )

    @app.get("/media/{sha256}")
    def media(sha256: str, request: Request) -> Response:
        """A picture by the hash of its bytes; it never changes."""
        screen_of(hub, request)
        if not _SHA256.fullmatch(sha256):
            raise HTTPException(404, "No picture has this name.")
        try:
            body = (hub.settings.hub.data / "media" / sha256).read_bytes()
        except FileNotFoundError as error:
            raise HTTPException(404, "No picture has this name.") from error
        headers = {"Cache-Control": "private, max-age=31536000, immutable", "ETag": f'"{sha256}"'}
        return Response(body, media_type=picture_type(body), headers=headers)

    return app


def make_patrons_app(hub: Hub) -> FastAPI:
    """The patrons' pages alone, for a port of their own: nobody is signed in there, whatever they send."""
    app = _bare(hub)
    app.state.patrons_only = True
    app.include_router(patrons)
    app.include_router(following)

    @app.get("/")
    def home() -> RedirectResponse:
        """There is one thing to do here."""
        return RedirectResponse("/say", status_code=303)

    return app


def _bare(hub: Hub) -> FastAPI:
    """What both have. No pages about itself: they would need scripts from elsewhere."""
    app = _Behind(title="signage", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.hub = hub
    app.state.patrons_only = False
    app.include_router(static.router)
    troubles.catch(app)
    return app
