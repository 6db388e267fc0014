"""A pathway: what several audits measure of one road through care, as written in params/pathways."""

from insight.definitions.audit import Id
from insight.definitions.strict import Record

STAGES = {  # in the order of a road through care: what a reader calls each
    "prevention": "Prevention",
    "diagnosis": "Finding and assessing",
    "maternity": "Pregnancy and birth",
    "acute": "Urgent care",
    "surgery": "Surgery and other treatment",
    "neonatal": "Care of the newborn",
    "rehabilitation": "Rehabilitation",
    "follow_up": "Discharge and follow-up",
    "long_term": "Living with it",
    "end_of_life": "End of life",
}


class Driver(Record):
    """A link from what is done to what comes of it, with what might suffer meanwhile; never a proof."""

    process: Id
    outcome: Id
    balancing: Id | None = None
    because: str


class Pathway(Record):
    """What belongs to a road through care: whole audits, and single metrics of others."""

    id: Id
    title: str
    audits: tuple[Id, ...] = ()
    metrics: tuple[Id, ...] = ()  # of audits that are not listed
    drivers: tuple[Driver, ...] = ()

    def holds(self, metric: str, audit: str) -> bool:
        """Tell whether a metric of an audit belongs here."""
        return audit in self.audits or metric in self.metrics


def stage(name: str) -> tuple[int, str]:
    """Give a stage's place on the road and what a reader calls it; one that is not known comes last.

    >>> stage("acute"), stage("after_care")
    ((3, 'Urgent care'), (10, 'After care'))
    """
    order = list(STAGES)
    words = STAGES.get(name, name[:1].upper() + name[1:].replace("_", " "))
    return (order.index(name) if name in STAGES else len(order)), words
