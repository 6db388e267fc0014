"""Abbreviations in a text, and whether anything says what they stand for."""

import re
from collections.abc import Collection

SHORT = re.compile(
    r"\b(?=[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z])[A-Z][A-Za-z0-9]*(?:-[A-Z]{2,})*\b(?!-(?:[A-Z]+-)?\d)"
)
NUMBERED = re.compile(r"^[A-Z]{1,4}\d{2,}$")  # a number of reference, such as that of a guideline
APPROVED = re.compile(r"\b\d+-\d+\(\w+\)/\d{4}")  # the number of an approval, such as 5-07(d)/2013
ROMAN = re.compile(r"^[IVX]+[A-C]?$")  # stages of an illness, and numbers of volumes


def abbreviations(text: str) -> list[str]:
    """Give the abbreviations of a text in the order they are met: words with two capitals or more.

    A plural is given without its s. Numbers in Roman figures, and those of references, are none.

    >>> abbreviations("ICBs and the FLS-DB look at HbA1c in stage IIIA, by NG136 and NIC-7. An ICB")
    ['ICB', 'FLS-DB', 'HbA1c']
    >>> abbreviations("approval ECC 6-02(FT3)/2012")
    ['ECC']
    """
    found = (_alone(match) for match in SHORT.findall(APPROVED.sub(" ", text)))
    return list(dict.fromkeys(short for short in found if not (ROMAN.match(short) or NUMBERED.match(short))))


def unexplained(text: str, known: Collection[str] = ()) -> list[str]:
    """Give the abbreviations that a text does not say the meaning of, and that are not known otherwise.

    One is explained where it stands in brackets after words, or where words in brackets follow it.

    >>> unexplained("The National Health Service (NHS) met the CQC. An ICB (integrated care board) did not.")
    ['CQC']
    """
    return [short for short in abbreviations(text) if short not in known and not _explained(short, text)]


def _alone(found: str) -> str:
    return found[:-1] if found.endswith("s") and found[:-1].isupper() else found


def _explained(short: str, text: str) -> bool:
    name = re.escape(short)
    return bool(re.search(rf"[a-z]{{2,}} \({name}s?\b[^)]*\)|\b{name}s? \((?:[A-Za-z]+ )*[a-z]{{3,}}", text))
