"""Notices when a file that is a source was saved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from pathlib import Path

import watchfiles


async def saved_files(paths: Collection[Path]) -> AsyncIterator[Path]:
    """Each of `paths` whenever it was written, replaced or moved into its place, within half a second.

    One that is a folder comes whenever anything in it was changed or taken away. Watches folders,
    since editors put a new file in the old one's place. A folder that does not exist, or one on a
    server that tells nothing, is not noticed: the pipeline looks by itself as well.
    """
    by_name = {str(path.resolve()): path for path in paths} | {str(path): path for path in paths}
    listed = _folders(by_name)
    existing = _folders({*listed, *(str(Path(name).parent) for name in by_name.keys() - listed)})
    if not existing:
        return
    async for changes in watchfiles.awatch(*existing, debounce=200, step=50, recursive=False):
        names = {name for change, name in changes if change is not watchfiles.Change.deleted}
        names |= {str(Path(name).parent) for _, name in changes} & listed
        for path in dict.fromkeys(by_name[name] for name in sorted(names) if name in by_name):
            yield path


def _folders(names: Collection[str]) -> set[str]:
    """Those of `names` that are folders."""
    return {name for name in names if Path(name).is_dir()}
