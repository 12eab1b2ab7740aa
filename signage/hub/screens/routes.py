"""The calls of section "Hub and screen": pair, snapshot, changes, report."""

# No "from __future__ import annotations" here: FastAPI reads the annotations of the routes, and could not
# find `caller` by its name, which is known inside `routes` only.

from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from signage.hub.hub import Hub
from signage.hub.screens.pairing import VALID
from signage.hub.screens.report import Report
from signage.hub.token import hashed


class Claim(BaseModel):
    """What a waiting screen asks with; empty for a new code."""

    claim: str = Field(default="", max_length=128)


def token_of(request: Request) -> str:
    """The bearer token of a request (RFC 6750, section 2.1), "" where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def screen_of(hub: Hub, request: Request) -> str:
    """The name of the screen that calls. Raises 401 for anybody else."""
    token = token_of(request)
    name: str | None = hub.store.screen_of_token(hashed(token)) if token else None
    if name is None:
        raise HTTPException(
            401, "This hub does not know this screen.", headers={"WWW-Authenticate": "Bearer"}
        )
    return name


def routes(hub: Hub) -> APIRouter:
    """All calls of screens."""
    router = APIRouter(prefix="/screen/v1")

    def caller(request: Request) -> str:
        return screen_of(hub, request)

    @router.post("/pair")
    def pair(claim: Claim) -> JSONResponse:
        """A code for a new screen; asked again with its claim, the token once staff have entered it."""
        pairing = hub.pairings.look(claim.claim) if claim.claim else hub.pairings.begin()
        if pairing is None:
            if claim.claim:
                raise HTTPException(404, "This code has run out. Ask for a new one.")
            raise HTTPException(429, "Too many screens wait for a code.", headers={"Retry-After": "60"})
        if pairing.token:
            return JSONResponse({"token": pairing.token})
        left = max(0, int(pairing.until - hub.clock.monotonic()))
        answer = {"code": pairing.code, "claim": pairing.claim, "seconds": min(left, int(VALID))}
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
        hub.reports.keep(screen, told, hub.clock.now())

    return router
