"""How a name is brought to the form in which names are compared."""

import re

OFFICIAL = r"\b(nhs|the|foundation trust|trust|integrated care board|icb)\b"  # says nothing of the place


def normal(name: str) -> str:
    """Give a name without case, punctuation and the words every body of its kind has.

    >>> normal("The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust")
    'queen elizabeth hospital kings lynn'
    """
    text = name.lower().replace("&", " and ")
    text = re.sub(r"['’`]", "", text)
    text = " ".join(re.findall(r"[a-z0-9]+", text))
    return " ".join(re.sub(OFFICIAL, " ", text).split())
