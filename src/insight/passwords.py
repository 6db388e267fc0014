"""Passwords where none should stand: found in addresses, and masked in whatever is told."""

import re

# user:password@, whatever either holds; a port is none
IN_ADDRESS = re.compile(r"(?<=://)([^:/?#@\n]*):(?!\d+(?:[/?#\s]|$))[^\n]*@")
NAMED = re.compile(r"([\w%-]*(?:passw|passphrase|passfile|pwd|secret|token)[\w%-]*)(=|%3d)[^&;\s]+", re.I)


def holds_one(text: str) -> bool:
    """Tell whether a text holds an address with a password, or a setting that is one.

    >>> holds_one("postgresql://ann:hush@db.nhs.uk/audits"), holds_one("https://a.nhs.uk:8000/b?c=d@e")
    (True, False)
    >>> holds_one("mssql+pyodbc:///?odbc_connect=Server%3Dx%3BPWD%3Dhush")
    True
    """
    return bool(IN_ADDRESS.search(text) or NAMED.search(text))


def masked(text: str) -> str:
    """Give a text without the passwords it holds.

    >>> masked("cannot open postgresql://ann:hu@sh@db.nhs.uk/audits?sslpassword=hush now")
    'cannot open postgresql://ann:***@db.nhs.uk/audits?sslpassword=*** now'
    """
    return NAMED.sub(r"\1\2***", IN_ADDRESS.sub(r"\1:***@", text))
