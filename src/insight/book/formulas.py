"""Formulas as MathML, which browsers and screen readers know: no script, and nothing from elsewhere.

A Sphinx extension, named in _config.yml.
"""

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """Teach Sphinx to write formulas as MathML when html_math_renderer is mathml."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def mathml(formula: str, *, block: bool) -> str:
    """Give a formula written in LaTeX as MathML.

    >>> mathml("x", block=False).split()
    ['<math', 'xmlns="http://www.w3.org/1998/Math/MathML">', '<mi>x</mi>', '</math>']
    """
    return str(tex2mathml(formula, as_block=block))


def _inline(writer, node: nodes.Element) -> None:
    writer.body.append(mathml(node.astext(), block=False))
    raise nodes.SkipNode


def _block(writer, node: nodes.Element) -> None:
    writer.body.append(f'<div class="insight-formula" tabindex="0">{mathml(node.astext(), block=True)}</div>')
    raise nodes.SkipNode
