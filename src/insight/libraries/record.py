"""What a site holds that is not ours, as written in params/libraries/made_with.yml."""

from insight import paths
from insight.definitions.strict import Record, build, read


class Shipped(Record):
    """Something that comes with every site: scripts, styles or fonts."""

    name: str
    version: str
    licence: str  # as SPDX writes it
    does: str
    files: tuple[str, ...]  # patterns below the site


class MadeWith(Record):
    """What comes with a site, and what has to be known of some licences, by the name of what has them."""

    shipped: tuple[Shipped, ...] = ()
    notes: dict[str, str] = {}


def made_with() -> MadeWith:
    """Give what is written; nothing where the project has no such file."""
    path = paths.params() / "libraries" / "made_with.yml"
    return build(MadeWith, read(path), where=path) if path.is_file() else MadeWith()
