"""Words that come from data, made safe to stand in a page or in the name of a file."""

import html
import re

MARKDOWN = re.compile(r"([!\"#$&'()*+\-:<>@\[\\\]^_`{|}~])")


def markdown(text: object) -> str:
    r"""Give text that Markdown shows as it was written, on one line.

    >>> print(markdown("Care <b>_now_</b>"))
    Care \<b\>\_now\_\</b\>
    """
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def plain(text: object) -> str:
    """Give text that HTML shows as it was written, on one line, in or out of an attribute.

    >>> plain('<script> "x" & y')
    '&lt;script&gt; &quot;x&quot; &amp; y'
    """
    return html.escape(" ".join(str(text).split()))


def slug(text: object) -> str:
    """Give the part of a file's name that stands for a code: lower-case letters, digits, hyphens.

    >>> slug("../S1Y5D"), slug("mbrrace_maternal")
    ('s1y5d', 'mbrrace-maternal')
    """
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower()).strip("-")
