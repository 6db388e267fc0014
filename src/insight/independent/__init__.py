"""Independent providers in national audits: what stands in the way, what was tested, and how to join."""

from pathlib import Path

from insight import definitions, paths
from insight.definitions.strict import build, read
from insight.errors import BadDefinition
from insight.independent.barriers import Cell, Matrix, matrix
from insight.independent.covering import Cover, cover
from insight.independent.few import RULE
from insight.independent.flowing import Flows, Tested, flows
from insight.independent.joining import PARTS, Join, Joining, cards, comparator
from insight.independent.pilot import AREAS, CATEGORIES, OWNERS, Area, Pilot
from insight.independent.records import SEVERITIES, Records
from insight.independent.survey import Analysis, Survey, analysis

__all__ = [
    "AREAS", "CATEGORIES", "OWNERS", "PARTS", "RULE", "SEVERITIES", "Analysis", "Area", "Cell",
    "Cover", "Flows", "Join", "Joining", "Matrix", "Pilot", "Records", "Survey", "Tested", "analysis",
    "cards", "comparator", "cover", "every", "flows", "joining", "matrix", "pilot", "records", "survey",
]  # fmt: skip

FIXED = ("pilot.yml", "survey.yml", "joining.yml")  # in params/independent; others there hold records


def pilot() -> Pilot:
    """Give the pilot's facts, from params/independent/pilot.yml."""
    return build(Pilot, read(_file("pilot.yml")), where=_file("pilot.yml"))


def survey() -> Survey:
    """Give the survey's questions, from params/independent/survey.yml."""
    return build(Survey, read(_file("survey.yml")), where=_file("survey.yml"))


def joining() -> Joining:
    """Give what joining.yml says of audits. Refused: an audit that is none."""
    found = build(Joining, read(_file("joining.yml")), where=_file("joining.yml"))
    known = set(definitions.audits())
    strangers = [f"audits, {name}: no audit is called that" for name in found.audits if name not in known]
    if strangers:
        raise BadDefinition.rows(
            f"{_file('joining.yml')} does not fit together:", strangers, "Nothing was read."
        )
    return found


def records(edition: str) -> Records | None:
    """Give what was written down for an edition, by its name; None where nothing was.

    A file of real records is used by every edition; made-up ones stand in only while there is none,
    and never in an edition of real data. Raises BadDefinition, with every bad row, for a file that
    cannot be understood, and for two files of real records, which may tell of one provider twice.
    """
    found = every()
    real = [path for path, one in found.items() if not one.synthetic]
    if len(real) > 1:
        listed = [path.name for path in real]
        raise BadDefinition.rows("Two files hold records of providers:", listed, "Put them together in one.")
    if real:
        return found[real[0]]
    return next(iter(found.values()), None) if definitions.edition(edition).synthetic else None


def every() -> dict[Path, Records]:
    """Give every file of records in params/independent, made up or not, or refuse the first bad one."""
    files = [path for path in sorted(_file("").glob("*.yml")) if path.name not in FIXED]
    return {path: _records(path) for path in files}


def _records(path: Path) -> Records:
    found = build(Records, read(path), where=path)
    faults = [*found.faults(pilot(), definitions.audits()), *survey().faults(found.responses)]
    if faults:
        raise BadDefinition.rows(f"{path} does not fit together:", faults, "Nothing was read.")
    return found


def _file(name: str) -> Path:
    return paths.params() / "independent" / name
