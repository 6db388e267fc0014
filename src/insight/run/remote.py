"""A page made on another machine, of what the share holds, and put there."""

import json
import os
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from insight.errors import InsightError, PageFailed
from insight.making import Job, make, read
from insight.run.ingredients import changed, ingredients
from insight.run.keys import digest, listed
from insight.run.share import Share, received

ALONE = threading.Lock()  # a page sets the environment of its whole process


def make_page(url: str, bundle: str, job: Job, made_with: str, name: str) -> str | None:
    """Make a page and put it in the share; give what went wrong, or None.

    url : of the share. bundle : the name of what `send` put there. made_with : the digest of the
    ingredients it must be made of. name : of the page's file in the share.
    """
    share = Share(url)
    try:
        with ALONE, _project(received(share, bundle)) as root:
            own = _moved(job, root)
            _refuse_other_code(own, made_with)
            share.write(f"pages/{name}", make(own).read_bytes())
            own.page.unlink()
    except InsightError as error:
        return str(error)
    except Exception:  # a fault of ours costs one page, and keeps its traceback
        return traceback.format_exc()
    return None


@contextmanager
def _project(root: Path) -> Iterator[Path]:
    """Make a folder the project in use."""
    before = os.environ.get("INSIGHT_ROOT")
    os.environ["INSIGHT_ROOT"] = str(root)
    try:
        yield root
    finally:
        os.environ.pop("INSIGHT_ROOT")
        if before is not None:
            os.environ["INSIGHT_ROOT"] = before


def _moved(job: Job, root: Path) -> Job:
    """Give a job with its places in another project's folder."""
    build = root / "_build" / f"worker-{os.getpid()}"
    return replace(
        job,
        notebook=root / "notebooks" / job.notebook.name,
        page=build / "pages" / job.report / job.page.name,
        draft=build / "drafts" / job.report / job.draft.name,
    )


def _refuse_other_code(job: Job, wanted: str) -> None:
    """Refuse to make a page with other code or libraries than those it was asked of."""
    own = ingredients(read(job.notebook))
    if digest(own) != wanted:
        asked = json.loads(listed(wanted).read_text(encoding="utf-8"))
        raise PageFailed(
            "the worker's code or libraries are not those of the machine that asked "
            f"({changed(asked, own)}). Install the same version and the same lock file on both"
        )
