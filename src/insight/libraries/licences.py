"""Which licences ask for more than that their words come along."""

import re

ASKS = (  # the first that is found counts
    (r"\bAGPL", "Copyleft that reaches over a network: ask before anything of it is changed or served."),
    (r"\bLGPL|Lesser General Public", "Copyleft of a library: changes to it have to be shared as it was."),
    (r"(?<![AL])\bGPL|General Public License", "Copyleft: what contains it has to be shared under it."),
    (r"\bMPL|Mozilla", "Copyleft by file: changes to its own files have to be shared."),
    (r"\b(EPL|CDDL|EUPL|OSL)\b", "Copyleft by file or library: read it before anything of it is changed."),
    (r"\bOFL|Open Font", "A font: it keeps its licence, and a changed one has another name."),
    (r"\bCC-BY", "Its maker has to be named."),
    (
        r"^not said$|^UNKNOWN$|Proprietary|Commercial",
        "The library does not say: look before it is passed on.",
    ),
)


def asks(licence: str) -> str:
    """Give what a licence asks for besides its words; '' where that is all.

    >>> asks("MIT"), asks("MPL-2.0 AND MIT")
    ('', 'Copyleft by file: changes to its own files have to be shared.')
    """
    return next((words for pattern, words in ASKS if re.search(pattern, licence)), "")
