"""The process that reads what came from outside: `python -m signage.fetcher.worker`.

Takes jobs on standard input and gives results on standard output, each a length and a pickle. Imports
nothing that a job does not need. Started, watched and ended by `signage.fetcher.workers`.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import traceback
from typing import IO, Any

from signage.errors import SourceError
from signage.fetcher.job import BEGUN, LENGTH, Job, Result

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Works until standard input ends."""
    memory, parent = int(sys.argv[1]), int(sys.argv[2])
    jobs = sys.stdin.buffer
    results = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever a library prints must not end up between the results.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while message := _read(jobs):
        _work(message, results)


def _work(message: bytes, results: IO[bytes]) -> None:
    try:
        job: Job = pickle.loads(message)  # noqa: S301  from our own parent process
        _write(results, BEGUN)
        # The default action of SIGALRM ends this process: it works without the parent, and in C code.
        signal.setitimer(signal.ITIMER_REAL, job.seconds + 1)
        result = Result(job.function(*job.arguments))
    except SourceError as error:
        result = Result(error=error)
    except MemoryError:
        result = Result(out_of_memory=True)
    except RecursionError:
        result = Result(accident="nested too deeply")
    except Exception:  # noqa: BLE001  the border of a process: the parent logs it and tells staff
        result = Result(accident=traceback.format_exc(limit=-6))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        packed = pickle.dumps(result)
    except MemoryError:
        packed = pickle.dumps(Result(out_of_memory=True))
    except Exception:  # noqa: BLE001  as above: a result that cannot be pickled
        packed = pickle.dumps(Result(accident=traceback.format_exc(limit=-6)))
    del result
    _write(results, packed)
    gc.collect()


def _read(stream: IO[bytes]) -> bytes:
    """The next message, b"" where the stream has ended."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _write(stream: IO[bytes], message: bytes) -> None:
    left: memoryview[Any] = memoryview(LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(stream.fileno(), left) :]


def _die_with(parent: int) -> None:
    """Ends this process when its parent does, where the system can do that (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)


if __name__ == "__main__":
    main()
