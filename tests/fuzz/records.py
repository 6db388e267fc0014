"""Which record each file of params/ is read as, for the rooms that read one file as one record."""

from pathlib import Path

from fuzz.promise import HERE
from insight.assessment import Statements
from insight.audiences import Audience
from insight.definitions import Audit, Edition, Population, Register, Source
from insight.definitions.strict import Record
from insight.enquiries import Framework
from insight.enquiries import Programme as Enquiry
from insight.evaluation.loading import Comments, Entries, Events, Project, Questions
from insight.feedback.criteria import Criteria
from insight.frameworks import (
    Approach,
    Characteristics,
    ClinicalAreas,
    Denominators,
    Facts,
    Prompts,
    Workshops,
)
from insight.impacts import File as Impacts
from insight.independent import Joining, Pilot, Records, Survey
from insight.legacy import Closing
from insight.legacy import Programme as Closed
from insight.local import Local
from insight.organisations import File as Bodies
from insight.pathways import Pathway
from insight.plain.words import Words
from insight.programmes import Programme
from insight.recommendations import Document
from insight.records import Extract
from insight.releases.calendar import Calendar
from insight.sessions.pack import Pack, Primers
from insight.streams.loading import Kinds, Streams, Works
from insight.themes import Theme
from insight.voices import Voices

FOLDERS: dict[str, type[Record]] = {
    "assessment": Statements, "audiences": Audience, "audits": Audit, "criteria": Criteria,
    "editions": Edition,
    "enquiries": Enquiry, "frameworks": Facts, "impacts": Impacts, "legacy": Closed, "local": Local,
    "organisations": Bodies, "pathways": Pathway, "plain": Words, "populations": Population,
    "programmes": Programme, "recommendations": Document, "records": Extract, "registers": Register,
    "sources": Source, "streams": Streams, "themes": Theme, "voices": Voices,
}  # fmt: skip
ALONE: dict[str, type[Record]] = {
    "calendar.yml": Calendar, "enquiries/framework.yml": Framework, "evaluation/barriers.yml": Entries,
    "evaluation/comments.yml": Comments, "evaluation/events.yml": Events, "evaluation/project.yml": Project,
    "evaluation/questions.yml": Questions, "frameworks/characteristics.yml": Characteristics,
    "frameworks/clinical_areas.yml": ClinicalAreas, "frameworks/core20plus5_adults.yml": Approach,
    "frameworks/core20plus5_children.yml": Approach, "frameworks/denominators.yml": Denominators,
    "frameworks/prompts.yml": Prompts, "frameworks/workshops_2022.yml": Workshops,
    "independent/demonstration.yml": Records, "independent/joining.yml": Joining,
    "independent/pilot.yml": Pilot,
    "independent/survey.yml": Survey, "legacy/closing.yml": Closing, "sessions/pack.yml": Pack,
    "sessions/primers.yml": Primers, "streams/networks.yml": Kinds, "streams/work.yml": Works,
}  # fmt: skip


def _record(path: Path) -> type[Record] | None:
    name = path.relative_to(HERE / "params").as_posix()
    if name == "streams/audits.yml":  # filled from the audits' own files before it is a record
        return None
    return ALONE.get(name) or FOLDERS.get(name.split("/")[0])


RECORDS = {
    path.relative_to(HERE / "params").as_posix(): record
    for path in sorted((HERE / "params").rglob("*.yml"))
    if (record := _record(path))
}
