"""Words that come from data, made safe to stand in a page, in a table, on a terminal or in a file's name."""

import html
import re

MARKDOWN = re.compile(r"([!\"#$%&'()*+\-:<>@\[\\\]^_`{|}~])")
UNSEEN = (  # characters that no reader sees: controls, those that turn the order of words, halves of others
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_FENCES = re.compile("`+")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # how a cell begins that spreadsheets work out
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def seen(text: str) -> str:
    r"""Give a text without the characters that no reader sees: they hide words, or turn their order.

    Line breaks and tabs stay. The same text is given back where it holds none.

    >>> seen("Dev\u202eon\x00"), seen("two\nlines")
    ('Devon', 'two\nlines')
    """
    return _UNSEEN.sub("", text)


def said(text: object) -> str:
    r"""Give a text for a terminal or a log, which would obey some characters: those are spelt out.

    >>> print(said("Devon\x1b[2J"))
    Devon\x1b[2J
    """
    spelt = _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), str(text))
    return spelt.replace("\r", "\\r")


def shown(text: str, most: int) -> str:
    r"""Give a text of strangers as a screen may show it: nothing that is not printed, nor too much.

    most : letters.

    >>> shown("care\x1b[2J", 99), shown("integrated care", 9)
    ('care�[2J', 'integr...')
    """
    line = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return line if len(line) <= most else f"{line[: most - 3]}..."


def cell(text: str) -> str:
    """Give a text as a cell of a CSV file that no spreadsheet takes for a formula.

    What begins like one gets an apostrophe before it, as people write it; a number stays as it is. Lines
    within it end in one way, as a bare return would end the row.

    >>> cell("=1+1"), cell("-5.2%"), cell("Devon")
    ("'=1+1", '-5.2%', 'Devon')
    """
    held = seen(text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{held}" if _FORMULA.match(held) and not _NUMBER.fullmatch(held) else held


def uncelled(text: str) -> str:
    """Give back what `cell` put an apostrophe before; other texts as they are.

    >>> uncelled("'=1+1"), uncelled("'Tis")
    ('=1+1', "'Tis")
    """
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def raw(made: object) -> str:
    """Give HTML so that Markdown leaves it as it is, whatever marks of Markdown stand in it.

    >>> print(raw("<p>``` is no end</p>"))
    ````{raw} html
    <p>``` is no end</p>
    ````
    """
    text = str(made)
    fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(text)), default=0))
    return f"{fence}{{raw}} html\n{text}\n{fence}"


def markdown(text: object) -> str:
    r"""Give text that Markdown shows as it was written, on one line.

    >>> print(markdown("Care <b>_now_</b>"))
    Care \<b\>\_now\_\</b\>
    """
    return MARKDOWN.sub(r"\\\1", " ".join(seen(str(text)).split()))


def plain(text: object) -> str:
    """Give text that HTML shows as it was written, on one line, in or out of an attribute.

    >>> plain('<script> "x" & y')
    '&lt;script&gt; &quot;x&quot; &amp; y'
    """
    return html.escape(" ".join(seen(str(text)).split()))


def slug(text: object) -> str:
    """Give the part of a file's name that stands for a code: lower-case letters, digits, hyphens.

    >>> slug("../S1Y5D"), slug("mbrrace_maternal")
    ('s1y5d', 'mbrrace-maternal')
    """
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-")
