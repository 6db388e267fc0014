"""What registers of areas on the web say otherwise than params/areas, proposed and never changed."""

from datetime import date

from insight import definitions, sources
from insight.areas.tables import TYPES
from insight.errors import MissingInput, refuse_unknown
from insight.fetching import Fetcher
from insight.registers import codes, organisations
from insight.registers.difference import Difference, lines

__all__ = ["Difference", "differences", "lines"]


def differences(fetcher: Fetcher, on: date) -> list[Difference]:
    """Give where params/areas and the registers of params/registers differ, register by register.

    on : the day whose names and parents are compared. Raises the errors of the web, MissingInput when no
    register is there to compare with, and UnknownName for a type of area that is none.
    """
    found: list[Difference] = []
    registers = definitions.registers()
    if not registers:
        raise MissingInput("There is no register in params/registers to compare params/areas with.")
    for register in registers.values():
        rows = sources.rows(register, fetcher)
        types = [register.type] if register.columns else rows["type"].tolist()
        refuse_unknown(types, kind="type of area", known=TYPES, where=f"params/registers/{register.id}.yml")
        compare = codes.differences if register.columns else organisations.differences
        found += compare(rows, register, register.on or on)
    return found
