"""Which column of a table holds what, told by its heading however that is worded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

# field -> headings it goes by, the commonest first; whole headings count before parts of them
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "no", "number", "ref", "reference", "rec no", "rec", "rec ref", "id", "item", "item no", "rec id",
        "recommendation number", "recommendation no", "recommendation ref", "recommendation id",
        "ref no", "nr",
    ),
    "recommendation": (
        "recommendation", "recommendations", "recommendation text", "what was recommended",
        "report recommendation",
        "recommendation made", "recommendation wording", "text of recommendation", "wording",
        "the recommendation",
    ),
    "audience": (
        "target audience", "audience", "audiences", "intended audience", "addressed to", "aimed at",
        "for whom",
        "recipient", "recipients", "for", "to", "who for", "directed at", "target group", "stakeholder",
        "stakeholders",
    ),
    "action": (
        "action taken", "actions taken", "response", "our response", "action", "actions",
        "management response",
        "what we have done", "answer", "reply", "action to date", "work to date", "done so far",
        "response to recommendation", "organisation response",
    ),
    "next_steps": (
        "next steps", "next step", "next", "further action", "future action", "planned action",
        "planned actions",
        "what next", "plans", "plan", "future plans", "what we will do", "further work", "actions planned",
    ),
    "update": (
        "update", "updates", "latest update", "progress", "progress update", "progress to date",
        "latest position",
        "current position", "commentary", "comments", "comment",
    ),
    "owner": (
        "lead", "owner", "responsible", "responsible lead", "responsible person", "responsible officer",
        "accountable", "action owner", "lead officer", "lead organisation", "responsibility", "who",
        "responsible body", "lead body", "named lead",
    ),
    "status": ("status", "current status", "rag", "rag rating", "rag status", "state"),
    "due": (
        "due", "due date", "by when", "deadline", "timescale", "timescales", "target date", "completion date",
        "timeframe", "when", "date due", "due by", "expected completion", "timeline",
    ),
    "made": ("date", "date made", "made", "date raised", "date of recommendation", "date published"),
    "evidence": ("evidence", "evidence of completion", "assurance", "evidence link", "proof"),
    "measure": ("measure", "metric", "metrics", "measured by", "success measure", "kpi", "indicator"),
    "standard": ("standard", "national guidance standard", "guidance", "national guidance", "standards"),
}  # fmt: skip
LONGEST = 60  # letters of a heading
LEAST = 0.3  # of a heading's words that must be known
HALF = 0.5  # of a label's, which stands among sentences
ANSWERS = {"response", "answer", "reply"}
MOST = 200  # headings of a table
PHRASES = re.compile(  # any of them, which few words of prose hold
    rf"\b(?:{'|'.join(re.escape(one) for known in HEADINGS.values() for one in known)})\b"
)
NUMBERED = re.compile(
    r"^(?:recommendation|rec|number|no|item|point|ref|#|r)?[\s.:#-]*(\d+(?:\.\d+)*\s?[a-z]?)\s*[.):]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Layout:
    """Where each field stands in a row, counted from 0, and the headings of columns that are no field."""

    fields: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[int, str] = field(default_factory=dict)
    width: int = 0


def numbered(text: str) -> str | None:
    """Give the number that a cell says, without the words and stops around it; None for none.

    >>> numbered("Rec. 7"), numbered(" 12. "), numbered("R3b"), numbered("seven people")
    ('7', '12', '3b', None)
    """
    found = NUMBERED.match(" ".join(text.split()))
    return found[1].replace(" ", "").lower() if found else None


def heads(cells: Sequence[str]) -> bool:
    """Tell whether a row holds headings: two of them known, none long, and no number in front.

    >>> heads(["No.", "Recommendation", "Lead"]), heads(["7", "Next", "Lead"])
    (True, False)
    """
    said = [cell for cell in cells if cell.strip()]
    long = len(said) > MOST or any(len(cell) > LONGEST for cell in said)
    if long or (said and numbered(said[0]) is not None):
        return False
    known = {name for cell in said if (name := _field(cell)[0])}
    return len(known) > 1 and bool(known & {"recommendation", "number"}) and 2 * len(known) >= len(said)


def layout(rows: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> Layout:
    """Give where the fields stand under one or more rows of headings.

    rows : the headings, the lowest last: it wins, and those above fill where it is blank. below : the
    first rows under them, in which a column without heading is looked at for numbers.
    """
    width = max(len(row) for row in rows)
    last = [*rows[-1], *[""] * (width - len(rows[-1]))]
    if len(rows) > 1:
        above = [next((row[at] for row in reversed(rows[:-1]) if at < len(row) and row[at].strip()), "")
                 for at in range(width)]  # fmt: skip
        last = [own.strip() or upper for own, upper in zip(last, above, strict=True)]
    best: dict[str, tuple[float, int]] = {}
    for at, cell in enumerate(last):
        name, score = _field(cell)
        if name and score > best.get(name, (0.0, 0))[0]:
            best[name] = (score, at)
    if "number" not in best:
        at_number = next((at for at in range(width) if not last[at].strip() and _numbers(below, at)), None)
        best |= {"number": (1.0, at_number)} if at_number is not None else {}
    fields = {name: at for name, (_, at) in best.items()}
    more = {at: cell for at, cell in enumerate(last) if cell.strip() and at not in fields.values()}
    return Layout(fields, more, width)


def labelled(words: str) -> str | None:
    """Give the field that words before a colon name, if they name one; None for words of a sentence.

    >>> labelled("The Government's response"), labelled("Trusts should do the following")
    ('action', None)
    """
    name, share = _field(words)
    answers = name == "action" and words.casefold().split()[-1] in ANSWERS  # whoever it is that answers
    return name if share >= HALF or answers else None


@lru_cache(maxsize=4096)
def _field(heading: str) -> tuple[str | None, float]:
    """Give the field a heading names, and how much of the heading says so."""
    words = re.findall(r"[a-z]+", heading.casefold().replace("'s", "").replace("#", " no "))
    whole = " ".join(words)
    best: tuple[str | None, float] = (None, 0.0)
    if not PHRASES.search(whole):
        return best
    for name, known in HEADINGS.items():
        for place, phrase in enumerate(known):
            if phrase == whole:
                return name, 2 - place / 100
            share = len(phrase) / max(len(whole), 1)
            if len(phrase) > 3 and re.search(rf"\b{re.escape(phrase)}\b", whole) and share > best[1]:
                best = (name, share)
    return best if best[1] >= LEAST else (None, 0.0)


def _numbers(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
    return bool(cells) and 2 * sum(numbered(cell) is not None for cell in cells) >= len(cells)
