"""Plain words for what audits measure, as written in params/plain/<audit>.yml."""

import re
from typing import Annotated

from pydantic import AfterValidator

from insight import definitions, paths
from insight.definitions.strict import Record, named
from insight.errors import UnknownName
from insight.reading import unexplained


def _plain(text: str) -> str:
    if re.search(r"\d", text):
        raise ValueError("write numbers in words here: 'four hours', not '4 hours'.")
    if short := unexplained(text):
        raise ValueError(f"{short[0]} is an abbreviation nobody explains. Write out what it stands for.")
    return text


Plain = Annotated[str, AfterValidator(_plain)]


class Measured(Record):
    """What one metric is called, what good care is, and what to ask, for everyone."""

    name: Plain
    good: Plain  # a sentence said to a patient
    ask: Plain  # a question a patient can ask


class Words(Record):
    """One audit in plain words."""

    id: str
    title: Plain  # what people call it
    about: Plain
    metrics: dict[str, Measured]


def words(audit: str) -> Words:
    """Give an audit in plain words, or refuse one that nobody has put so.

    Raises MissingInput when there is no file, BadDefinition for words that are not plain, UnknownName
    for a metric the audit has not.
    """
    return _checked(definitions.audit(audit), audit)


def written(audit: str) -> bool:
    """Tell whether somebody has put an audit in plain words."""
    return (paths.params() / "plain" / f"{audit}.yml").is_file()


def every() -> dict[str, Words]:
    """Give every audit that has been put in plain words, by its id."""
    known = definitions.audits()
    found = {path.stem for path in (paths.params() / "plain").glob("*.yml")}
    for name in sorted(found - set(known)):
        raise UnknownName.among("audit", name, known=known, where="params/plain")
    return {name: _checked(known[name], name) for name in sorted(found)}


def missing() -> list[str]:
    """Give the headline metrics with a better direction that nobody has put in plain words."""
    said = metrics()
    return [
        metric.id
        for audit in definitions.audits().values()
        for metric in audit.metrics
        if metric.headline and metric.better != "neither" and metric.id not in said
    ]


def metrics() -> dict[str, Measured]:
    """Give every metric that has been put in plain words, by its id."""
    return {name: said for audit in every().values() for name, said in audit.metrics.items()}


def _checked(audit: definitions.Audit, name: str) -> Words:
    place = paths.params() / "plain" / f"{name}.yml"
    found = named(Words, place)
    known = {metric.id for metric in audit.metrics}
    for metric in sorted(set(found.metrics) - known):
        raise UnknownName.among("metric", metric, known=known, where=place)
    return found
