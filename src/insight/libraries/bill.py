"""A bill of materials that programs read: CycloneDX 1.6, the same bytes for the same lock and edition."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from insight.libraries.components import Component

NAME = "insight"
PURL = "pkg:pypi/{name}@{version}"


def bill(components: Sequence[Component], *, version: str, clock: int) -> bytes:
    """Give the bill. version : of this suite. clock : the time it says it was made, in seconds since 1970."""
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType
    from cyclonedx.output.json import JsonV1Dot6

    whole = Part(name=NAME, version=version, type=ComponentType.APPLICATION, bom_ref=NAME)
    parts = {one.name: _part(one) for one in components}
    made = Bom(components=parts.values())
    made.metadata.component = whole
    made.metadata.timestamp = datetime.fromtimestamp(clock, UTC)
    made.serial_number = uuid5(NAMESPACE_URL, repr((version, clock, *components)))
    made.register_dependency(whole, parts.values())
    for one in components:
        made.register_dependency(parts[one.name], [parts[name] for name in one.needs if name in parts])
    return (JsonV1Dot6(made).output_as_string(indent=1) + "\n").encode()


def _part(one: Component):
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import Property
    from cyclonedx.model.component import Component as Part
    from cyclonedx.model.component import ComponentType
    from packageurl import PackageURL

    library = one.kind == "library"
    return Part(
        name=one.name,
        version=one.version,
        type=ComponentType.LIBRARY if library else ComponentType.FILE,
        bom_ref=PURL.format(name=one.name, version=one.version) if library else f"shipped:{one.name}",
        purl=PackageURL("pypi", name=one.name, version=one.version) if library else None,
        description=one.about or None,
        licenses=[LicenseFactory().make_from_string(one.licence)],
        properties=[Property(name="insight:where", value="in the site" if not library else "makes the site")],
    )
