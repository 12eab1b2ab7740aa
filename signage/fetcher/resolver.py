"""Names to addresses, without a thread that can hold up anything else."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable

#: (host, port) -> addresses, best first. Raises OSError where the name has none.
Resolver = Callable[[str, int], Awaitable[tuple[str, ...]]]


async def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host as the system knows them, best first. Raises OSError.

    Each look-up has a daemon thread of its own: the C library can hang for minutes, and a pool of
    threads would let one dead name server stop the store's work and the end of the program.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def deliver(addresses: tuple[str, ...], error: OSError | None) -> None:
        if found.done():
            return
        if error is None:
            found.set_result(addresses)
        else:
            found.set_exception(error)

    def look_up() -> None:
        addresses: tuple[str, ...] = ()
        problem: OSError | None = None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except OSError as error:
            problem = error
        except UnicodeError as error:
            problem = OSError(f"not a host name: {error}")
        try:
            loop.call_soon_threadsafe(deliver, addresses, problem)
        except RuntimeError:
            return  # the loop has ended in the meantime: nobody waits any more

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await found
