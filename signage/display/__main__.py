"""`python -m signage.display`: the display process."""

from __future__ import annotations

import sys

from signage.display.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
