"""What is said where the disk gives no room, or lets nothing be written."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from insight import paths
from insight.errors import CannotWrite, InsightError


def unwritable(error: OSError) -> CannotWrite | None:
    """Give in words that the disk could not be written to; None for any other fault."""
    return CannotWrite.told(error, room=_room())


def _room() -> list[str]:
    """Give how much room is left where commands write."""
    try:
        places = [paths.store(), paths.build()]
    except InsightError:  # no project
        places = []
    with suppress(OSError):  # where there is no folder for temporary files
        places.append(Path(tempfile.gettempdir()))
    there = dict.fromkeys(next(one for one in (place, *place.parents) if one.exists()) for place in places)
    return [f"{place} has {shutil.disk_usage(place).free / 1e6:,.1f} MB left" for place in there]
