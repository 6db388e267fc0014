"""Terms explained where they stand: what the glossary says of them, put in each page that links to them.

A Sphinx extension, named in _config.yml. A link leads to a term when it leads to the term's own place
in the glossary, or to a section whose label is the term: [funnel](#funnel). A glossary entry may have
several terms, one a line. The page's script shows the explanation; without it the link still leads
to the section.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from insight.book import abbreviations

MEANINGS = "insight_meanings"
LINKED = re.compile(r'<a\b(?![^>]*headerlink)[^>]*\bhref="([^"#]*#[^"]+)"')
DIGEST, KNOWN = "insight_terms_digest", "insight_terms"
Said = tuple[str, str]  # a term, and what the glossary says of it


def setup(app: Sphinx) -> dict[str, bool]:
    """Put explanations in pages, once the glossary has been read."""
    app.connect("env-updated", _read)
    app.connect("html-page-context", _explain, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def terms_of(glossary: nodes.document) -> dict[str, Said]:
    """Give the terms of a glossary page, by their ids and by their names as labels are written."""
    found: dict[str, Said] = {}
    for entries in glossary.findall(addnodes.glossary):
        for entry in entries.findall(nodes.definition_list_item):
            said = " ".join(part.astext() for part in entry.findall(nodes.definition))
            names = list(entry.findall(nodes.term))
            for term in names:
                shown = (names[0].astext(), " ".join(said.split()))
                found |= dict.fromkeys([*term["ids"], nodes.make_id(term.astext())], shown)
    return found


def put_in(body: str, known: Mapping[str, Said]) -> str:
    """Give the HTML of a page with the explanations of the terms it links to, as data at its end.

    known : what is said where a link leads to, by the link as it is written on this page.
    """
    linked = {link: known[link] for link in LINKED.findall(body) if link in known}
    if not linked:
        return body
    data = json.dumps(linked, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'{body}\n<script type="application/json" id="insight-terms">{data}</script>'


def _read(_: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the glossary; give every page when it no longer says what it did, as any may show it."""
    standard = env.domaindata["std"]
    known: dict[tuple[str, str], Said] = {}  # by a page, and a place on it
    stands_for: dict[str, str] = {}
    for page in sorted({page for page, _ in standard["terms"].values()}):
        glossary = terms_of(env.get_doctree(page))
        stands_for |= abbreviations.meanings(glossary.values())
        for name, said in glossary.items():
            known[page, name] = said
            if name in standard["anonlabels"]:
                known[standard["anonlabels"][name]] = said
    digest = sha256(repr((sorted(known.items()), sorted(stands_for.items()))).encode()).hexdigest()
    before = getattr(env, DIGEST, digest)
    setattr(env, DIGEST, digest)
    setattr(env, KNOWN, known)
    setattr(env, MEANINGS, stands_for)
    return [] if before == digest else sorted(env.found_docs)


def _explain(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Put in a page what is said of the terms it links to; a page that Sphinx makes links to none."""
    if doctree is None:
        return
    way = context["pathto"]
    known = getattr(app.env, KNOWN)
    near = {f"{'' if to == page else way(to)}#{place}": said for (to, place), said in known.items()}
    body = abbreviations.spelt_out(context["body"], getattr(app.env, MEANINGS))
    context["body"] = put_in(body, near)
