"""Published rows into observations, each checked, or one paragraph of refusal."""

from insight.observations.assemble import COLUMNS, checked, observe
from insight.observations.grid import Grid, Sheet
from insight.observations.residents import residents
from insight.observations.tally import Tally

__all__ = ["COLUMNS", "Grid", "Sheet", "Tally", "checked", "observe", "residents"]
