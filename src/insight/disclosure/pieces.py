"""A release cut where nothing is tied together any more, so that each piece is small."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from insight.disclosure.narrowing import System, reach


@dataclass
class Piece:
    """Counts that are not yet known exactly, with the facts that tie them and nothing else."""

    cells: np.ndarray  # their places in the system
    matrix: csr_array  # facts x cells
    least: np.ndarray
    most: np.ndarray
    plain: bool  # every coefficient is 1 or -1
    tree: bool  # no two counts are tied in two ways


def pieces(parts: System, wanted: np.ndarray, *, narrowed: bool = True) -> Iterator[Piece]:
    """Give the pieces that hold a wanted count.

    parts : narrowed as far as it goes, or not. wanted : places of counts. Facts that cannot fail
    whatever the counts are, and counts that are known, tie nothing together.
    """
    low, high = reach(parts)
    busy = ~((low >= parts.least) & (high <= parts.most)) if narrowed else np.ones(len(low), dtype=bool)
    open_cell = parts.lower < parts.upper if narrowed else np.ones(len(parts.lower), dtype=bool)
    keep = busy[parts.fact] & open_cell[parts.cell]
    label = _labels(parts, keep)
    groups = np.unique(label[wanted])
    fixed = np.where(open_cell, 0.0, parts.lower)
    known = np.bincount(parts.fact, parts.by * fixed[parts.cell], len(low))
    terms = _sorted_by(label[parts.cell], np.flatnonzero(keep))
    cells = _sorted_by(label, np.arange(len(parts.lower)))
    for group in groups:
        here = cells(group)
        yield _piece(parts, here, terms(group), known)


def _labels(parts: System, keep: np.ndarray) -> np.ndarray:
    """Give the number of the connected piece each count belongs to."""
    size, facts = len(parts.lower), len(parts.least)
    ties = (np.ones(keep.sum()), (parts.cell[keep], size + parts.fact[keep]))
    graph = coo_array(ties, shape=(size + facts, size + facts))
    return connected_components(graph, directed=False)[1][:size]


def _sorted_by(label: np.ndarray, members: np.ndarray):
    """Give a function that gives the members with a label, without looking at the others."""
    order = members[np.argsort(label[members], kind="stable")]
    ranked = label[order]
    return lambda group: order[np.searchsorted(ranked, group) : np.searchsorted(ranked, group, "right")]


def _piece(parts: System, cells: np.ndarray, terms: np.ndarray, known: np.ndarray) -> Piece:
    facts = np.unique(parts.fact[terms])
    rows, columns = np.searchsorted(facts, parts.fact[terms]), np.searchsorted(cells, parts.cell[terms])
    matrix = csr_array((parts.by[terms], (rows, columns)), shape=(len(facts), len(cells)))
    return Piece(
        cells,
        matrix,
        parts.least[facts] - known[facts],
        parts.most[facts] - known[facts],
        plain=bool((np.abs(parts.by[terms]) == 1).all()),
        tree=len(terms) == len(facts) + len(cells) - 1,
    )
