"""Text as sentences, and sentences as words."""

import re

END = re.compile(r"(?<=[.!?])[\"')\]’”]*\s+(?=[\"'(\[‘“]*[A-Z0-9])")
NOT_AN_END = re.compile(r"\b(?:e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|Prof|St|No)\.$")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d[\d,.]*")


def sentences(text: str) -> list[str]:
    """Give the sentences of a paragraph: what ends in a full stop, a question mark or an exclamation mark.

    >>> sentences("Dr. Lee came at 4.30. Did she stay? Yes")
    ['Dr. Lee came at 4.30.', 'Did she stay?', 'Yes']
    """
    found: list[str] = []
    for piece in END.split(" ".join(text.split())):
        if found and NOT_AN_END.search(found[-1]):
            found[-1] += f" {piece}"
        elif piece:
            found.append(piece)
    return found


def words(text: str) -> list[str]:
    """Give the words of a text; a number is a word, and parts joined by a hyphen are words of their own.

    >>> words("Well-known: 3,000 people's hips.")
    ['Well', 'known', '3,000', "people's", 'hips']
    """
    return [word.rstrip(".,'’") for word in WORD.findall(text)]
