"""The themes of inequality spotlights, as written in params/themes/<theme>.yml."""

from insight import paths
from insight.definitions import Edition
from insight.definitions.strict import named
from insight.errors import UnknownName
from insight.themes.theme import Theme

__all__ = ["Theme", "theme", "themes", "themes_of"]


def themes() -> dict[str, Theme]:
    """Give every theme in params/themes by id, in order of id."""
    found = sorted((paths.params() / "themes").glob("*.yml"))
    return {path.stem: named(Theme, path) for path in found}


def theme(name: str, *, where: object = "asked for") -> Theme:
    """Give one theme, or refuse a name that is no file in params/themes."""
    known = themes()
    if name not in known:
        raise UnknownName.among("theme", name, known=known, where=where)
    return known[name]


def themes_of(edition: Edition) -> list[Theme]:
    """Give the themes an edition has spotlights on: those it lists, or all, of which an audit is its own."""
    if edition.themes != "all":
        return [theme(name, where=f"{edition.id}.yml") for name in edition.themes]
    return [one for one in themes().values() if edition.audits == "all" or {*one.audits} & {*edition.audits}]
