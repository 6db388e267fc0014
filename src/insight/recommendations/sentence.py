"""Who is to do what, in a sentence that recommends: by rules, for the English of British health reports."""

import re
from typing import NamedTuple

from insight.recommendations.verbs import is_participle, is_unseen, is_verb

ACTORS = re.compile(
    r"\b(icbs?|boards?|trusts?|hospitals?|providers?|commissioners?|suppliers?|teams?|clinicians?|doctors?"
    r"|nurses?|midwives|midwife|pharmacists?|physiotherapists?|therapists?|surgeons?|physicians?|consultants?"
    r"|anaesthetists?|radiologists?|managers?|directors?|executives?|leads?|leaders?|staff|practices?|gps?"
    r"|units?|services?|departments?|networks?|alliances?|systems?|colleges?|societ(?:y|ies)|councils?"
    r"|regulators?|agenc(?:y|ies)|programmes?|governments?|ministers?|nhs england|hqip|cqc|nice|ukhsa|dhsc"
    r"|universit(?:y|ies)|schools?|employers?|researchers?|charit(?:y|ies)|committees?|groups?|partnerships?"
    r"|authorit(?:y|ies)|organisations?|bodies|specialists?|coordinators?|officers?|owners?"
    r"|secretary of state|professionals?|facilit(?:y|ies)|centres?|clinics?|homes?|wards?|carers?"
    r"|deaner(?:y|ies)|registr(?:y|ies))\b",
    re.IGNORECASE,
)
MODAL = re.compile(
    r"\b(should|must|could|ought to|shall|will|needs? to|(?:has|have) to"
    r"|(?:is|are) (?:required|asked|expected|advised|encouraged|urged|invited) to)\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"^\W*(?:(?:we|this report|the audit) recommends? that|it is recommended that|please|also,?"
    r"|in future,?)\s+",
    re.IGNORECASE,
)
THAT = re.compile(
    r"^\W*(?:(?:we|this report|the audit) recommends? that|it is recommended that)\b", re.IGNORECASE
)
FRONTED = re.compile(
    r"^(?:by|in|from|within|before|over|during|where|when|if|to|for|as)\b[^,]{1,120},\s*", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,]*%?")
SKIPPED = {"not", "also", "always", "now", "all", "each", "both", "first", "then", "therefore", "never", "to"}
EMPTY = {
    "there",
    "it",
    "this",
    "that",
    "these",
    "more",
    "less",
    "much",
    "everything",
    "something",
    "they",
    "we",
}
LITTLE = EMPTY | {
    "a", "an", "the", "of", "on", "in", "at", "by", "to", "for", "with", "from", "about", "and", "or", "as",
    "up", "out", "better", "within", "before", "after", "during", "each", "every", "further", "so",
    "progress",
}  # fmt: skip
PLAINLY = re.compile(r"\bthat\b.*\b(?:is|are|be|has|have)\b|\bthat\b\s+\w+", re.IGNORECASE)
MORE = re.compile(r"\b(?:consideration|thought|attention|priority)\b", re.IGNORECASE)


class Clause(NamedTuple):
    """What a sentence says, by its words: an empty text where it does not say."""

    who: str
    verb: str
    seen: bool  # whether anybody could see it done
    what: str


NOTHING = Clause("", "", False, "")


def clause(sentence: str) -> Clause:
    """Give who is to do what, as one sentence says it.

    A sentence with "should", "must" and the like has its doer before that word, or after "by" where it says
    what is to be done and not who does it. Otherwise it recommends only if it begins with a verb that is
    known (`verbs`), and names no doer. What is done to is whatever follows the verb, however vague.

    >>> clause("Each trust should appoint a lead.")
    Clause(who='Each trust', verb='appoint', seen=True, what='a lead')
    >>> clause("A lead should be appointed.").who
    ''
    """
    rest = FRONTED.sub("", LEAD_IN.sub("", sentence.strip())).strip()
    modal = MODAL.search(rest)
    if modal is None:
        return _wished(rest) if THAT.match(sentence) else _order(rest)
    subject, after = rest[: modal.start()].strip(" ,"), rest[modal.end() :]
    urged = modal[1].lower().split()[1:2] in (["encouraged"], ["urged"], ["invited"])
    words = WORD.findall(subject.lower())
    if not words or words[0] in ("there", "it"):
        return NOTHING
    verb, left = _verb(after)
    if verb == "be":
        return _passive(subject, left)
    who = subject if ACTORS.search(subject) else ""
    return Clause(who, verb, not urged and _is_seen(verb, left), _object(left)) if verb else NOTHING


def _wished(rest: str) -> Clause:
    """Read what follows 'we recommend that', without a 'should': a doer, then a verb."""
    doer = ACTORS.search(rest)
    for word in WORD.finditer(rest, doer.end() if doer else 0):
        if is_verb(word[0].lower()):
            verb, left = word[0].lower(), rest[word.end() :]
            return Clause(rest[: word.start()].strip(" ,"), verb, _is_seen(verb, left), _object(left))
    return NOTHING


def _order(rest: str) -> Clause:
    """Read a sentence that begins with its verb."""
    verb, left = _verb(rest)
    if not is_verb(verb):
        return NOTHING
    return Clause("", verb, _is_seen(verb, left), _object(left))


def _passive(subject: str, left: str) -> Clause:
    """Read what is to be done to a subject, or how it is to be."""
    verb, after = _verb(left)
    if not is_participle(verb):
        who = subject if ACTORS.search(subject) else ""
        return Clause(who, f"be {verb}", False, "") if who and verb else NOTHING
    said = WORD.findall(subject.lower())
    if said[0] in EMPTY:
        return NOTHING
    doer = re.search(r"\bby\s+((?:[\w'-]+\s+){0,5}[\w'-]+)", after)
    who = doer[1] if doer and ACTORS.search(doer[1]) else ""
    if MORE.search(subject):
        return Clause(who, verb, False, _object(after))
    return Clause(who, verb, not is_unseen(verb), subject)


def _verb(text: str) -> tuple[str, str]:
    """Give the first word that is no adverb, and what follows it."""
    for word in WORD.finditer(text):
        low = word[0].lower()
        if low not in SKIPPED and not (low.endswith("ly") and len(low) > 4):
            return low, text[word.end() :]
    return "", ""


def _is_seen(verb: str, left: str) -> bool:
    """Tell whether a verb can be seen done; 'ensure' can where it says that something is so."""
    if verb == "ensure":
        return PLAINLY.search(left) is not None
    return not is_unseen(verb)


def _object(left: str) -> str:
    """Give what follows a verb, if any word of it says something."""
    words = [word for word in WORD.findall(left.lower()) if word not in LITTLE and not word[0].isdigit()]
    return left.strip(" .,;:") if words else ""
