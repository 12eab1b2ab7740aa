"""Notices when a file that is a source was saved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from pathlib import Path

import watchfiles


async def saved_files(paths: Collection[Path]) -> AsyncIterator[Path]:
    """Each of `paths` whenever it was written, replaced or moved into its place, within half a second.

    Watches the folders, since editors put a new file in the old one's place. A folder that does not
    exist, or one on a server that tells nothing, is not noticed: the pipeline looks by itself as well.
    """
    by_name = {str(path.resolve()): path for path in paths} | {str(path): path for path in paths}
    folders = {Path(name).parent for name in by_name}
    existing = [folder for folder in folders if folder.is_dir()]
    if not existing:
        return
    async for changes in watchfiles.awatch(*existing, debounce=200, step=50, recursive=False):
        names = {name for change, name in changes if change is not watchfiles.Change.deleted}
        for path in dict.fromkeys(by_name[name] for name in sorted(names) if name in by_name):
            yield path
