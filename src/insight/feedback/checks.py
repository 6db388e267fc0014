"""Rules by which a program sees on a finished page whether it meets a criterion.

Add a rule here, and name it in params/criteria.
"""

import re
from collections.abc import Callable

from insight.feedback.looked_at import Looked
from insight.feedback.numbers_shown import numbers_shown, words_shown
from insight.reading import readability, unexplained

Check = Callable[[Looked], bool]
CHECKS: dict[str, Check] = {}
RECENT = 6  # months
THROUGH_TIME = {"trend", "trends", "spc"}  # kinds of pictures
OF_AREAS = {"caterpillar", "funnel", "overview", "map"}
SHORT = {"boards", "public"}
OLDEST_READER = 12  # years, of a page for everyone
MOST_WORDS, MOST_NUMBERS = 400, 6
UNALIKE = re.compile(r"(?<![\d,.])\d{5,}(?![\d,])|\d\s+%|\bper cent\b|\bpercent\b")
EVERYDAY = ("NHS",)


def _rule(check: Check) -> Check:
    CHECKS[check.__name__] = check
    return check


@_rule
def recent(page: Looked) -> bool:
    """Say whether the page's newest data are less than six months old, by the ages it gives itself."""
    return page.youngest is not None and page.youngest < RECENT


@_rule
def repeated(page: Looked) -> bool:
    """Say whether results come again: the next edition is announced, or they are drawn through time."""
    return page.coming or trend(page)


@_rule
def own_place(page: Looked) -> bool:
    """Say whether the page is about one place or team, or shows each of them."""
    return bool({"icb", "trust"} & set(page.page.parameters)) or areas_drawn(page)


@_rule
def importance(page: Looked) -> bool:
    """Say whether the page says why its topic matters, in the words of a definition."""
    return any(why in page.told for why in page.whys)


@_rule
def trusted_source(page: Looked) -> bool:
    """Say whether the page names who publishes its data, or leads to the report that does."""
    linked = "The full report" in page.told or "The full page" in page.told
    return linked or any(name in page.told for name in page.sources)


@_rule
def for_whom(page: Looked) -> bool:
    """Say whether it is written down whom the report is for; the book then tells it below the title."""
    return page.named


@_rule
def words_and_pictures(page: Looked) -> bool:
    """Say whether there are both words and pictures."""
    return bool(page.figures) and len(page.prose) > 1


@_rule
def england_drawn(page: Looked) -> bool:
    """Say whether a picture shows England."""
    return any("England" in f"{figure.alt} {figure.caption}" for figure in page.figures)


@_rule
def areas_drawn(page: Looked) -> bool:
    """Say whether a picture or a map shows areas side by side."""
    return any(figure.kind in OF_AREAS for figure in page.figures)


@_rule
def short_version(page: Looked) -> bool:
    """Say whether the page is a short version, or there is one about the same."""
    return bool(SHORT & {*page.audiences, *page.siblings})


@_rule
def standards(page: Looked) -> bool:
    """Say whether any standard or target is given."""
    return re.search(r"\b(?:standards?|targets?)\b", page.text, re.IGNORECASE) is not None


@_rule
def standards_found(page: Looked) -> bool:
    """Say whether standards stand under a heading or in a column of their own."""
    heads = [name.lower() for table in page.tables for name in (table.caption, *table.head)]
    return any(re.search(r"\b(?:standards?|targets?)\b", name) for name in (*page.headings, *heads))


@_rule
def findings(page: Looked) -> bool:
    """Say whether findings are told: in a lead, or in a list whose items begin in bold."""
    return any(getattr(block, "kind", "") == "lead" for block in page.page.blocks) or findings_found(page)


@_rule
def findings_found(page: Looked) -> bool:
    """Say whether findings are picked out: a list whose items begin in bold."""
    return any(strong for _, strong, _ in page.items)


@_rule
def recommendations(page: Looked) -> bool:
    """Say whether the page says what to ask or to do."""
    return "To ask:" in page.text or any(text.endswith("?") for _, _, text in page.items)


@_rule
def recommendations_found(page: Looked) -> bool:
    """Say whether what to ask or do stands in a list."""
    return any("To ask:" in text or text.endswith("?") for _, _, text in page.items)


@_rule
def recommendations_tied(page: Looked) -> bool:
    """Say whether a question stands beside the result or standard it is about."""
    return any(strong and text.endswith("?") for _, strong, text in page.items)


@_rule
def action_plan(page: Looked) -> bool:
    """Say whether a heading or a table is about action."""
    heads = [name.lower() for table in page.tables for name in (table.caption, *table.head)]
    return any(re.search(r"\baction", name) for name in (*page.headings, *heads))


@_rule
def trust_in_data(page: Looked) -> bool:
    """Say whether the page says how far its data can be trusted, or leads to the report that does."""
    said = r"withheld|provisional|ascertainment|is known for|interval|how sure we are"
    return re.search(said, page.text, re.IGNORECASE) is not None


@_rule
def trend(page: Looked) -> bool:
    """Say whether a picture shows results through time."""
    return any(figure.kind in THROUGH_TIME for figure in page.figures)


@_rule
def comparator(page: Looked) -> bool:
    """Say whether results stand beside England's."""
    return "England" in page.text


@_rule
def usable(page: Looked) -> bool:
    """Say whether headings part the page, and every picture has a message in words and its numbers."""
    return len(page.headings) > 1 and all(figure.alt and figure.table for figure in page.figures)


@_rule
def easy_to_read(page: Looked) -> bool:
    """Say whether most children of 12 can read it, by Flesch and Kincaid's formula."""
    return readability(page.prose).age <= OLDEST_READER


@_rule
def few_words(page: Looked) -> bool:
    """Say whether the page has at most 400 words."""
    return words_shown(page.page) <= MOST_WORDS


@_rule
def few_numbers(page: Looked) -> bool:
    """Say whether the page has at most six numbers."""
    return len(numbers_shown(page.page)) <= MOST_NUMBERS


@_rule
def abbreviations_explained(page: Looked) -> bool:
    """Say whether each abbreviation says what it stands for, where it is met first or later."""
    return not unexplained(f"{page.page.title}\n{page.told}", EVERYDAY)


@_rule
def no_jargon(page: Looked) -> bool:
    """Say whether no word is used that there is a common one for."""
    text = "\n".join(page.prose).lower()
    return not any(re.search(rf"\b{re.escape(word)}\b", text) for word in page.jargon)


@_rule
def numbers_alike(page: Looked) -> bool:
    """Say whether thousands are parted by commas, and per cent is a sign that touches its number."""
    return UNALIKE.search("\n".join(page.prose)) is None
