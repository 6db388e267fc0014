"""Why a part of a page changed, told from what was recorded when the two pages were made.

The rule. The first of these that the record bears out is the reason; nothing is guessed.

1. parameters: the reader asked for something else, such as another area; or the words are about the
   edition itself, its name or the day ages are counted from.
2. new data: the period that stands in the row, the table or the sentence is later than before, or was not
   there before. Where no period stands, the metric's newest period counts.
3. corrected: a correction that is in force now and was not before names what the number is of.
4. boundary: the area's make-up on the geography date differs, or it was not there on the earlier one.
5. method: the definition of the metric differs.
6. revised: the stored rows of the metric and period differ, and are of the same source or publisher; those
   of another publisher are new data. Where no period stands, any period that both hold counts.
7. Nothing about the metric or the area differs, or none is named: what else differs between the two
   records decides, if it is of one kind only. Numbers hang together (an order, a count, a limit), so what
   is compared with others changes when they do. A result itself does not: the data of other metrics and
   periods are no reason for it.
8. not known: nothing was recorded of one of the pages, or several things differ and none can be told to be
   the cause.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from insight.pages import Page
from insight.review.changes import Change
from insight.review.corrections import Correction
from insight.review.facts import Facts
from insight.review.subjects import Subject, Subjects

Told = tuple[str, str]  # a reason, and its evidence in words
RESULTS = ("Value", "95% interval", "England", "Region")  # columns that depend on a metric's own rows alone
DATA = ("new data", "revised", "corrected")
AGES = ("months old", "Age in months")


class Reasons:
    """Why the parts of one page changed."""

    def __init__(self, old: Page, new: Page, facts: tuple[Facts, Facts]):
        self.facts = facts
        self.old, self.new = facts[0].edition, facts[1].edition
        self.page = facts[1].page or f"{new.path.parent.name}/{new.path.stem}"
        self.asked = _asked(old.parameters, new.parameters)
        self.subjects = Subjects(new, self.old, self.new)
        before = {one["id"] for one in self.old.get("corrections", ())}
        found = (one for one in self.new.get("corrections", ()) if one["id"] not in before)
        self.corrections = [Correction.model_validate(one) for one in found]

    def told(self, change: Change) -> Change:
        """Give a change with its reason and the evidence for it."""
        if self.asked:
            reason, because = "parameters", self.asked
        elif change.kind == "code":
            reason, because = "code", "the cells of the notebook differ"
        else:
            reason, because = self._of(change, self.subjects.of(change))
        return replace(change, reason=reason, because=because)

    def _of(self, change: Change, subject: Subject) -> Told:
        """Give the first reason that is borne out."""
        own = self._about_edition(change) or self._later(subject)
        if own:
            return own
        if not (self.old and self.new):
            return "not known", "nothing was recorded when one of the two pages was made"
        for told in self._evidence(subject):
            return told
        result = bool(subject.metrics) and change.kind == "number" and change.column in RESULTS
        return _one_of({name: words for name, words in self._all.items() if not result or name not in DATA})

    def _evidence(self, subject: Subject) -> Iterator[Told]:
        yield from self._new_period(subject)
        for one in self.corrections:
            if one.covers(subject.metrics, subject.areas, self._end(subject), self.page):
                yield "corrected", f"{one.what.rstrip('.')} (correction {one.id})"
        yield from self._boundary(subject)
        for metric in subject.metrics:
            if _part(self.old, "metrics", metric, "definition") != _part(
                self.new, "metrics", metric, "definition"
            ):
                yield "method", f"the definition of {self.new['metrics'][metric]['title']} differs"
        yield from self._revised(subject)

    def _about_edition(self, change: Change) -> Told | None:
        texts = (change.old or "", change.new or "", change.column)
        if self.old.get("title") != self.new.get("title") and change.old == self.old.get("title"):
            return "parameters", "the edition is another"
        if self.old.get("as_at") != self.new.get("as_at") and any(
            age in text for age in AGES for text in texts
        ):
            return (
                "parameters",
                f"ages are counted to {self.new.get('as_at')}, before to {self.old.get('as_at')}",
            )
        return None

    def _later(self, subject: Subject) -> Told | None:
        """Tell new data by the periods that stand on the two pages."""
        if subject.before and subject.after and subject.after > subject.before:
            return "new data", f"the period ends on {subject.after}, before on {subject.before}"
        return None

    def _new_period(self, subject: Subject) -> Iterator[Told]:
        """Tell new data by the periods of the metric that were recorded."""
        for metric in subject.metrics:
            a, b = _part(self.old, "data", metric) or {}, _part(self.new, "data", metric) or {}
            if not b:
                continue
            if subject.after and subject.after in b and subject.after not in a:
                yield "new data", f"{b[subject.after]['label']} was not there before"
            elif (not subject.after or subject.gone) and max(b) > max(a, default=""):
                yield "new data", f"the newest period is {b[max(b)]['label']}, {_before(a)}"

    def _boundary(self, subject: Subject) -> Iterator[Told]:
        days = f"on {self.new['geography_date']}, before on {self.old['geography_date']}"
        for area in subject.areas:
            a, b = _part(self.old, "areas", area, "made_of"), _part(self.new, "areas", area, "made_of")
            if a != b:
                name = (_part(self.new, "areas", area) or _part(self.old, "areas", area))["name"]
                yield "boundary", f"{name} is not made of the same places and trusts {days}"

    def _revised(self, subject: Subject) -> Iterator[Told]:
        for metric in subject.metrics:
            a, b = _part(self.old, "data", metric) or {}, _part(self.new, "data", metric) or {}
            shared = sorted({*a} & {*b}, reverse=True)
            wanted = [subject.after] if subject.after else shared
            for end in wanted:
                if end in shared and a[end]["rows"] != b[end]["rows"]:
                    yield self._other_rows(a[end], b[end])

    def _other_rows(self, a: Mapping[str, str], b: Mapping[str, str]) -> Told:
        """Say of rows that differ whether they are of one publisher."""
        label = b["label"]
        if a["sources"] != b["sources"] and self._publishers(self.old, a) != self._publishers(self.new, b):
            return "new data", f"{label} is from another source: {b['sources']}, before {a['sources']}"
        if a["published"] != b["published"]:
            return "revised", f"{label} was published on {b['published']}, before on {a['published']}"
        if a["status"] != b["status"]:
            return "revised", f"{label} is {b['status']}, before {a['status']}"
        return "revised", f"the rows of {label} differ in what was published on {b['published']}"

    @staticmethod
    def _publishers(edition: Mapping[str, Any], data: Mapping[str, str]) -> set[str]:
        return {_part(edition, "sources", name, "publisher") or name for name in data["sources"].split(", ")}

    def _end(self, subject: Subject) -> str | None:
        """Give the last day of the period a number is of: as it stands, else the newest of its metric."""
        newest = [max(found) for metric in subject.metrics if (found := _part(self.new, "data", metric))]
        return subject.after or max(newest, default=None)

    @cached_property
    def _all(self) -> dict[str, str]:
        """Give every kind of thing that differs between the records, by the reason it would be."""
        return dict(self._differences())

    def _differences(self) -> Iterator[Told]:
        wanted = self.subjects.all
        data = [(_part(self.old, "data", one) or {}, _part(self.new, "data", one) or {}) for one in wanted]
        if any({*b} - {*a} for a, b in data):
            yield "new data", "other metrics have periods that were not there"
        if self.corrections:
            yield "corrected", "other numbers were corrected"
        if any(self._other(metric, end) for metric in wanted for end in self._ends(metric)):
            yield "revised", "other numbers were revised"
        if self.old["areas"] != self.new["areas"] or self.old["geography_date"] != self.new["geography_date"]:
            yield "boundary", "other areas are drawn otherwise"
        definitions = any(
            _part(self.old, "metrics", one) != _part(self.new, "metrics", one) for one in wanted
        )
        if definitions or self.old["policy"] != self.new["policy"]:
            yield "method", "definitions of other metrics, or the rules for small numbers, differ"
        made = [(side.notebook, side.ingredients, side.edition["code"]) for side in self.facts]
        if made[0] != made[1]:
            yield "code", "the notebook, the code or the libraries differ"
        if self.old["as_at"] != self.new["as_at"]:
            yield "parameters", "the edition's day differs"

    def _ends(self, metric: str) -> set[str]:
        """Give the last days of the periods of a metric that both records hold."""
        return {*(_part(self.old, "data", metric) or ())} & {*(_part(self.new, "data", metric) or ())}

    def _other(self, metric: str, end: str) -> bool:
        """Say whether the rows of a metric and period differ by more than corrections that name them."""
        a, b = (_part(side, "data", metric, end, "rows") for side in (self.old, self.new))
        return a != b and not any(one.covers([metric], one.areas, end, self.page) for one in self.corrections)


def _one_of(found: Mapping[str, str]) -> Told:
    """Give the one kind of thing that differs, if it is one."""
    if len(found) == 1:
        [(reason, because)] = found.items()
        return reason, f"nothing else differs: {because}"
    if not found:
        return "not known", "nothing that was recorded of it differs"
    return "not known", f"several things differ: {'; '.join(found.values())}"


def _asked(old: Mapping[str, object], new: Mapping[str, object]) -> str:
    """Say which parameters differ, the edition's name aside; nothing where none does."""
    names = sorted(name for name in {*old, *new} - {"edition"} if old.get(name) != new.get(name))
    return "; ".join(f"{name} is {new.get(name)}, before {old.get(name)}" for name in names)


def _before(data: Mapping[str, Mapping[str, str]]) -> str:
    return f"before {data[max(data)]['label']}" if data else "before there was none"


def _part(whole: Mapping[str, Any], *names: str) -> Any:
    """Give what lies within nested records, None where a name is missing."""
    for name in names:
        if name not in whole:
            return None
        whole = whole[name]
    return whole
