"""The calls of section "Hub and screen": pair, snapshot, changes, report."""

# No "from __future__ import annotations" here: FastAPI reads the annotations of the routes, and could not
# find `caller` by its name, which is known inside `routes` only.

from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from signage.core.pairing import LONGEST_NAME, Pairing
from signage.hub.hub import Hub
from signage.hub.screens.report import Report
from signage.hub.token import hashed, make
from signage.sources.text import tidy_line

#: By this a screen knows that a hub shut it out, and not some gateway on the way.
REALM = 'Bearer realm="signage"'


class Claim(BaseModel):
    """What a waiting screen asks with; without a claim it wants a new code."""

    claim: str = Field(default="", max_length=128)
    #: What the screen calls itself.
    screen: str = Field(default="", max_length=200)


def token_of(request: Request) -> str:
    """The bearer token of a request (RFC 6750, section 2.1), "" where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def screen_of(hub: Hub, request: Request) -> str:
    """The name of the screen that calls. Raises 401 for anybody else."""
    token = token_of(request)
    name: str | None = hub.store.screen_of_token(hashed(token)) if token else None
    if name is None:
        raise HTTPException(401, "This hub does not know this screen.", headers={"WWW-Authenticate": REALM})
    return name


def routes(hub: Hub) -> APIRouter:
    """All calls of screens."""
    router = APIRouter(prefix="/screen/v1")

    def caller(request: Request) -> str:
        return screen_of(hub, request)

    @router.post("/pair")
    def pair(asked: Claim) -> JSONResponse:
        """A code for a new screen; asked again with its claim, its token once staff have entered the code.

        The claim is the token to be: the store keeps its hash alone, and a restart of the hub loses nothing.
        """
        claim, now = asked.claim or make(), hub.clock.now()
        name = hub.store.screen_of_token(hashed(claim)) if asked.claim else None
        if name is not None:
            return JSONResponse({"token": claim, "screen": name})
        waits: Pairing | None
        if asked.claim:
            waits = hub.store.pairing(hashed(claim), now)
        else:
            called = tidy_line(asked.screen)[0][:LONGEST_NAME].strip() or "Screen"
            waits = hub.store.begin_pairing(called, hashed(claim), now)
        if waits is None and asked.claim:
            raise HTTPException(404, "This code has run out. Ask for a new one.")
        if waits is None:
            raise HTTPException(429, "Too many screens wait for a code.", headers={"Retry-After": "60"})
        answer = {
            "code": waits.code,
            "claim": claim,
            "seconds": int((waits.until - now).total_seconds()),
            "address": hub.settings.hub.address,
            "locale": hub.settings.library.locale,
        }
        return JSONResponse(answer, status_code=202)

    @router.get("/snapshot")
    def snapshot(
        screen: Annotated[str, Depends(caller)],
        if_none_match: Annotated[str, Header()] = "",
    ) -> Response:
        """The screen's snapshot, or 304 when it has it already."""
        edition = hub.editions.of(screen)
        headers = {"ETag": edition.etag, "Cache-Control": "private, no-cache"}
        known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        if edition.etag in known:
            return Response(status_code=304, headers=headers)
        return Response(edition.body, media_type="application/json", headers=headers)

    @router.get("/changes", dependencies=[Depends(caller)])
    async def changes() -> StreamingResponse:
        """Server-sent events: `revision` (a number), `hide` ({"revision", "ids"}), comments as heartbeat."""
        return StreamingResponse(hub.announcer.stream(), media_type="text/event-stream")

    @router.post("/report", status_code=204)
    def report(screen: Annotated[str, Depends(caller)], told: Report) -> None:
        """What is painted now and how the screen fares."""
        now = hub.clock.now()
        hub.reports.keep(screen, told, now)
        hub.diary.note(screen, told.painted, now)

    @router.put("/picture", status_code=204)
    async def picture(
        screen: Annotated[str, Depends(caller)], request: Request, revision: Annotated[int, Query(ge=0)]
    ) -> None:
        """What stands on the glass (JPEG), as asked for; one that may show what is hidden is dropped."""
        hub.glimpses.keep(screen, await request.body(), revision, hub.clock.now())

    return router
