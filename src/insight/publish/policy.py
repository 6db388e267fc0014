"""What a page may load and run, told to browsers: a Content-Security-Policy, and headers for web servers.

Scripts come from the site's own files; one that stands in a page is named by its SHA-256. Nothing
comes from another site. In the page itself the policy also allows file:, as browsers do not agree
whether what lies beside a page opened from disk is 'self'; on the web that allows nothing, as no
browser lets a page of the web load a file of its reader's. A style attribute cannot run anything
or load from elsewhere, so pages that have any may keep them.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

HEADERS = "_headers"  # where Netlify and Cloudflare Pages look; others are told by their own settings
INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
STYLED = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
CHARSET = re.compile(rb"<meta\s+charset=[^>]*>", re.IGNORECASE)
HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
DATA = re.compile(r"\btype\s*=\s*[\"']?(application/(ld\+)?json|text/plain)", re.IGNORECASE)
SENT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True)
class Inline:
    """What stands in pages themselves and must be named: digests of scripts and styles, style attributes."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    attributes: bool = False

    def __or__(self, other: "Inline") -> "Inline":
        """Give what stands in either."""
        attributes = self.attributes or other.attributes
        return Inline(self.scripts | other.scripts, self.styles | other.styles, attributes)


def inline(page: str) -> Inline:
    """Give what stands in a page itself."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for tag, attributes, text in INLINE.findall(page):
        if not re.search(r"\bsrc\s*=", attributes) and not (tag == "script" and DATA.search(attributes)):
            found[tag.lower()].add(digest(text))
    styled = "style" in page and bool(STYLED.search(INLINE.sub("", COMMENT.sub("", page))))
    return Inline(frozenset(found["script"]), frozenset(found["style"]), styled)


def digest(text: str) -> str:
    """Give a script or style as a policy names it.

    >>> digest("doSomething();")
    "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(lines.encode()).digest()).decode()}'"


def policy(held: Inline, *, own: str = "'self'") -> str:
    """Compose the policy of pages that hold this; own : what the site's own files are called."""
    rules = {
        "default-src": "'none'",
        "script-src": _listed(own, held.scripts),
        "style-src": _listed(own, held.styles),
        "style-src-attr": "'unsafe-inline'" if held.attributes else "'none'",
        "img-src": f"{own} data: blob:",  # blob: is how a chart becomes a picture to copy
        "font-src": own,
        "connect-src": own,
        "form-action": own,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def with_policy(page: bytes) -> bytes:
    """Give a page with its policy put in, before all it is about; the rest is as it was, line for line.

    A page without a head is given back as it is: the check of policies finds it.
    """
    place = CHARSET.search(page) or HEAD.search(page)
    if place is None:
        return page
    words = html.escape(policy(inline(page.decode("utf-8")), own="'self' file:"))
    words = words.replace("&#x27;", "'")
    element = f'<meta http-equiv="Content-Security-Policy" content="{words}">'.encode()
    return page[: place.end()] + element + page[place.end() :]


def headers(held: Iterable[Inline]) -> bytes:
    """Compose the file of headers a web server sends with every page; held : what each page holds."""
    both = Inline()
    for each in held:
        both |= each
    sent = {"Content-Security-Policy": f"{policy(both)}; frame-ancestors 'self'"} | SENT
    return ("/*\n" + "".join(f"  {name}: {value}\n" for name, value in sent.items())).encode()


def _listed(own: str, digests: Iterable[str]) -> str:
    return " ".join([own, *sorted(digests)])
