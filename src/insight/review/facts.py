"""What a page was made of, recorded beside it: small files that say the same on every machine.

_build/<edition>/facts/<report>/<page>.json     of a page: its parameters, notebook, code
_build/<edition>/facts/<digest>.json            of the edition, which its pages share
<folder>/page.facts.json                        both together, beside a page that was made again
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from insight.definitions import Edition
from insight.review.evidence import evidence, inputs
from insight.run import Job
from insight.run.keys import keys, made_of
from insight.writing import write


@dataclass(frozen=True)
class Facts:
    """What a page was made of; all empty where nothing was recorded.

    parameters : what it was given. notebook, ingredients : digests of its notebook, and of the code and
    libraries that made it. edition : what `evidence` gives.
    """

    page: str = ""
    report: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notebook: str = ""
    ingredients: str = ""
    edition: Mapping[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Say whether anything was recorded."""
        return bool(self.edition)


def facts_of(page: Path) -> Facts:
    """Give what was recorded of a page when it was made; empty facts where that is lost or never was."""
    place = page.resolve()
    beside = place.with_suffix(".facts.json")
    try:
        if beside.is_file():
            return Facts(**json.loads(beside.read_text(encoding="utf-8")))
        if place.parents[1].name != "reports":
            return Facts()
        home = place.parents[3] / "facts"
        own = json.loads((home / place.parent.name / f"{place.stem}.json").read_text(encoding="utf-8"))
        shared = home / f"{own.pop('edition')}.json"
        return Facts(**own, edition=_shared(shared, shared.stat().st_mtime_ns))
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return Facts()


def record(edition: Edition, jobs: Sequence[Job]) -> None:
    """Record what the finished pages of some jobs were made of; to be called as soon as they are made.

    What is recorded already is left as it is. What no page refers to any more is removed.
    """
    made = [job for job in jobs if job.page.is_file() and made_of(job)]
    if not made:
        return
    home, name = made[0].page.parents[3] / "facts", inputs(edition)
    shared = home / f"{name}.json"
    if not shared.is_file():
        write(shared, _text(evidence(edition)))
    changed = False
    for job in made:
        key = made_of(job)
        text = _text(
            _own(job) | {"edition": name} | {part: key[part] for part in ("notebook", "ingredients")}
        )
        place = home / job.report / f"{job.name}.json"
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            write(place, text)
            changed = True
    if changed or any(one.stem != name for one in home.glob("*.json")):
        _tidy(home)


def record_rerun(edition: Edition, job: Job) -> None:
    """Record beside a page that was made again what it was made of."""
    key = keys([job], lambda icb, audit: "")[job.page]
    whole = {"edition": evidence(edition), "notebook": key.notebook, "ingredients": key.ingredients}
    write(job.page.with_suffix(".facts.json"), _text(_own(job) | whole))


def _own(job: Job) -> dict[str, Any]:
    return {"page": job.path, "report": job.report, "parameters": dict(job.parameters)}


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


@lru_cache(maxsize=8)
def _shared(path: Path, changed: int) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _tidy(home: Path) -> None:
    """Remove what was recorded of pages that have gone, and what nothing refers to."""
    wanted = set()
    for place in home.glob("*/*.json"):
        page = home.parent / "book" / "reports" / place.parent.name / f"{place.stem}.ipynb"
        if page.is_file():
            wanted.add(json.loads(place.read_text(encoding="utf-8"))["edition"])
        else:
            place.unlink()
    for place in home.glob("*.json"):
        if place.stem not in wanted:
            place.unlink()
