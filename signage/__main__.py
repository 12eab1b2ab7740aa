"""The entry of every command: runs it and turns errors into three plain lines or JSON, and an exit code."""

from __future__ import annotations

import sys

import typer

from signage.cli import app
from signage.commands.printing import failure
from signage.errors import SignageError, UsageError

#: What a wrong option or argument raises: the base of BadParameter, wherever typer keeps it.
_WRONG_WORDS: type[Exception] = typer.BadParameter.__bases__[0]


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 the job failed, 2 wrong usage or settings."""
    as_json = "--json" in sys.argv
    try:
        code = app(standalone_mode=False)
    except SignageError as error:
        code = failure(error, as_json=as_json)
    except _WRONG_WORDS as error:
        what = str(getattr(error, "message", "") or error)
        code = failure(UsageError("signage", what, 'See "signage --help".'), as_json=as_json)
    except (typer.Abort, KeyboardInterrupt):
        code = 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stderr.close()
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
