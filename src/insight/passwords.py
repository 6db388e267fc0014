"""Passwords where none should stand: found in addresses, and masked in whatever is told."""

import re

# user: of an address, after which a password comes if an @ does; a port is none, though a password may begin
# like one where no address of the web is meant
USER = re.compile(
    r"(?:(?<=http://)|(?<=https://))[^:/?#@]*:(?!\d+(?:[/?#\s]|$))"
    r"|(?<=://)(?<!http://)(?<!https://)[^:/?#@]*:(?!\d+(?:[?#\s]|$|/(?![^\s?#@]{0,200}@)))"
)
NAMED = re.compile(
    r"((?:passw|passphrase|passfile|pwd|secret|token)[\w%-]{0,99}?)(=|%3d)(?:'(?:[^'\\]|\\.)*'"
    r'|"[^"]*"|[^&;\s]+)',
    re.IGNORECASE | re.DOTALL,
)


def holds_one(text: str) -> bool:
    """Tell whether a text holds an address with a password, or a setting that is one.

    >>> holds_one("postgresql://ann:hush@db.nhs.uk/audits"), holds_one("https://a.nhs.uk:8000/b?c=d@e")
    (True, False)
    >>> holds_one("mssql+pyodbc:///?odbc_connect=Server%3Dx%3BPWD%3Dhush")
    True
    """
    return bool(NAMED.search(text)) or any(map(_in_address, text.split("\n")))


def masked(text: str) -> str:
    """Give a text without the passwords it holds.

    >>> masked("cannot open postgresql://ann:hu@sh@db.nhs.uk/audits?sslpassword=hush now")
    'cannot open postgresql://ann:***@db.nhs.uk/audits?sslpassword=*** now'
    >>> masked("cannot open host=db password='hu sh' sslmode=require")
    'cannot open host=db password=*** sslmode=require'
    """
    return NAMED.sub(r"\1\2***", "\n".join(map(_without, text.split("\n"))))


def _without(line: str) -> str:
    found = _in_address(line)
    return f"{line[: found.start]}***{line[found.stop :]}" if found else line


def _in_address(line: str) -> slice | None:
    """Give where in a line the password of an address stands, up to the last @, as it may hold others."""
    last = line.rfind("@")
    user = USER.search(line) if last >= 0 else None
    return slice(user.end(), last) if user and user.end() <= last else None
