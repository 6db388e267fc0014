"""Programmes read from params/programmes, and held against the audits they are about."""

from dataclasses import dataclass

from insight import definitions, paths
from insight.definitions import Audit, Metric
from insight.definitions.strict import named
from insight.errors import BadDefinition
from insight.programmes.programme import Programme

FOLDER = "programmes"


@dataclass(frozen=True)
class Described:
    """An audit, and what is written of it as a programme."""

    audit: Audit
    programme: Programme

    @property
    def main(self) -> str:
        """Give the metric its page is first about: one that is named, of its first goal, or its first."""
        goals = self.programme.goals
        return self.programme.main or (goals[0].metric if goals else self.audit.metrics[0].id)

    def metric(self, name: str) -> Metric:
        """Give one of its metrics."""
        return next(metric for metric in self.audit.metrics if metric.id == name)


def load(*, audit: str) -> Described:
    """Give one audit with what is written of it in params/programmes.

    audit : its name. Of an audit without such a file nothing is recorded. Refused: a name that is no
    audit's, and a file without a goal, or that names a metric which is none of the audit's.
    """
    path = paths.params() / FOLDER / f"{audit}.yml"
    about = definitions.audit(audit, where=f"params/{FOLDER}")
    if not path.is_file():
        return Described(about, Programme(id=audit))
    found = named(Programme, path)
    if not found.goals:
        raise BadDefinition(
            f"{path} has no goal, and an audit needs one. Where none is published, write an example under "
            "'goals' with 'ours: true'."
        )
    strangers = sorted(found.named() - {metric.id for metric in about.metrics})
    if strangers:
        raise BadDefinition(
            f"{path} names {', '.join(strangers)}, which is no metric of {about.short}. "
            f"Known: {', '.join(metric.id for metric in about.metrics)}."
        )
    return Described(about, found)


def programmes() -> dict[str, Described]:
    """Give every audit that is described in params/programmes, in order of id."""
    return {path.stem: load(audit=path.stem) for path in sorted((paths.params() / FOLDER).glob("*.yml"))}
