"""The pages that are served, filled in."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from insight import paths
from insight.definitions import Edition
from insight.formats import plural, render
from insight.serve import look, templates
from insight.serve.choices import Report
from insight.serve.document import document
from insight.serve.guard import ALONE
from insight.serve.runs import Run

SHEETS = ("insight.css", "insight-parts.css")
FONT = re.compile(r"@font-face \{[^}]*\}\n")
FAULTS = {
    403: "That cannot be asked from there",
    404: "There is nothing at this address",
    405: "That cannot be asked in this way",
    500: "Something went wrong in the program itself",
}
BROKEN = "The terminal it was started from says what. Go back and try again."


class Screens:
    """The pages of one server."""

    def __init__(self, edition: Edition, *, token: str):
        self.edition, self.token = edition, token

    def home(
        self,
        reports: Mapping[str, Report],
        chosen: str = "",
        given: Mapping[str, str] | None = None,
        fault: str = "",
    ) -> str:
        """Give the forms; after a fault, with what was given before."""
        body = render(
            templates.HOME,
            reports=list(reports.values()),
            chosen=chosen,
            given=given or {},
            fault=fault,
            token=self.token,
            synthetic=self.edition.synthetic,
        )
        return self._framed("Something to mend" if fault else "Make a page again", body)

    def run(self, run: Run, ahead: int) -> str:
        """Give how far a run is, or what came of it."""
        told = news(run, ahead)
        words = {
            "id": run.id,
            "title": run.choice.title,
            "chosen": render(templates.CHOSEN, words=run.choice.words),
            "words": told["words"],
            "token": self.token,
        }
        heading = f"{told['words']} {run.choice.title}"
        if run.at_work:
            body = render(templates.PROGRESS, **words, done=run.done, total=run.total)
            return self._framed(heading, body, refresh=True)
        if run.finished:
            return self._framed(heading, render(templates.FINISHED, **words))
        return self._framed(heading, render(templates.ENDED, **words, fault=run.said))

    def page(self, run: Run, places: Mapping[str, str]) -> str:
        """Give the page that was made, with a way back."""
        made = document(run.made / "page.ipynb", places=places)
        body = render(
            templates.READING,
            article=Markup(made.article),  # noqa: S704  the notebook's own
            parts=made.parts,
            words=run.choice.words,
            back=f"/runs/{run.id}",
        )
        return self._framed(made.title, body)

    def about(self, title: str, article: str) -> str:
        """Give a page of the book."""
        return self._framed(title, render(templates.ABOUT, article=Markup(article)))  # noqa: S704  the book's own

    def fault(self, status: int, detail: str) -> str:
        """Give a page that says what is wrong."""
        title = FAULTS.get(status, "That cannot be done")
        said = detail if status != 500 else BROKEN
        body = render(templates.ENDED, title=title, chosen="", fault="", words=said)
        return self._framed(title, body)

    def _framed(self, title: str, body: str, *, refresh: bool = False) -> str:
        return str(
            render(templates.FRAME, title=title, body=body, edition=self.edition.title, refresh=refresh)
        )


def alone(run: Run) -> str:
    """Give the page that was made as one file that needs no other."""
    made = document(run.made / "page.ipynb", places={})
    body = render(
        templates.READING,
        article=Markup(made.article),  # noqa: S704  the notebook's own
        parts=made.parts,
        words=run.choice.words,
        back="",
    )
    style = Markup(sheet() + look.STYLE)  # noqa: S704  ours
    return str(render(templates.FILE, title=made.title, policy=ALONE, style=style, body=body))


def changes(run: Run) -> str:
    """Give what differs from the edition's page, with a way back."""
    text = (run.made / "changes.html").read_text(encoding="utf-8")
    return text.replace("<body>", f'<body>\n<nav><a href="/runs/{run.id}">Back to the run</a></nav>', 1)


def sheet() -> str:
    """Give the book's own style sheets as one, in the fonts of this machine: a page here loads no other."""
    texts = [(paths.book() / "_static" / name).read_text(encoding="utf-8") for name in SHEETS]
    return FONT.sub("", "\n".join(texts))


def news(run: Run, ahead: int) -> dict[str, object]:
    """Give what a browser is told of a run."""
    return {"words": _words(run, ahead), "done": run.done, "total": run.total, "ended": not run.at_work}


def _words(run: Run, ahead: int) -> str:
    match run.state:
        case "waiting" if ahead:
            return f"Waiting for its turn: {plural(ahead, 'run')} before it."
        case "waiting":
            return "Waiting for its turn: it is next."
        case "running":
            return f"Cell {run.done} of {run.total}" if run.total else "Starting"
        case "same":
            return f"Nothing differs from this edition's page of {run.choice.against}."
        case "changed" if run.differences:
            found = plural(run.differences, "difference")
            return f"{found} from this edition's page of {run.choice.against}."
        case "changed":
            return f"It differs from this edition's page of {run.choice.against}."
        case "failed":
            return "No page was made."
    return "This run was cancelled or deleted. Nothing of it is left."
