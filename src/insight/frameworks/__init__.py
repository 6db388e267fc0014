"""What spotlights on inequalities are held against, as written in params/frameworks/."""

from typing import TypeVar

from insight import paths
from insight.definitions.strict import Record, named
from insight.errors import UnknownName
from insight.frameworks.approach import Approach, ClinicalArea
from insight.frameworks.facts import Fact, Facts
from insight.frameworks.mapping import NONE, ClinicalAreas
from insight.frameworks.people import Characteristic, Characteristics, Denominator, Denominators, PlusGroup
from insight.frameworks.prompts import Prompts
from insight.frameworks.workshops import Workshops, WorkshopTheme

__all__ = [
    "NONE", "Approach", "Characteristic", "Characteristics", "ClinicalArea", "ClinicalAreas", "Denominator",
    "Denominators", "Fact", "Facts", "PlusGroup", "Prompts", "WorkshopTheme", "Workshops", "approach",
    "approaches", "characteristics", "clinical_areas", "denominators", "facts", "prompts", "workshops",
]  # fmt: skip
R = TypeVar("R", bound=Record)
CORE20PLUS5 = "core20plus5_"


def approaches() -> dict[str, Approach]:
    """Give Core20PLUS5 by its audience: adults and children."""
    found = sorted((paths.params() / "frameworks").glob(f"{CORE20PLUS5}*.yml"))
    return {path.stem.removeprefix(CORE20PLUS5): _read(Approach, path.stem) for path in found}


def approach(name: str, *, where: object = "asked for") -> Approach:
    """Give Core20PLUS5 for an audience, such as adults, or refuse a name that is none."""
    known = approaches()
    if name not in known:
        raise UnknownName.among("audience of Core20PLUS5", name, known=known, where=where)
    return known[name]


def clinical_areas() -> ClinicalAreas:
    """Give which clinical area each metric belongs to."""
    return _read(ClinicalAreas, "clinical_areas")


def characteristics() -> Characteristics:
    """Give what people differ by, and the groups that a system may choose to look at."""
    return _read(Characteristics, "characteristics")


def denominators() -> Denominators:
    """Give what the groups of each source are counted against."""
    return _read(Denominators, "denominators")


def prompts() -> Prompts:
    """Give the questions that follow a gap."""
    return _read(Prompts, "prompts")


def workshops() -> Workshops:
    """Give the seven themes that a spotlight is checked by."""
    return _read(Workshops, "workshops_2022")


def facts() -> Facts:
    """Give what others have reported."""
    return _read(Facts, "worked_facts")


def _read(record: type[R], name: str) -> R:
    return named(record, paths.params() / "frameworks" / f"{name}.yml")
