"""What the suite stands on and what a site ships: libraries with their licences, as a page and as a bill."""

from insight.libraries.bill import bill
from insight.libraries.components import Component, components
from insight.libraries.page import page
from insight.libraries.record import MadeWith, made_with

__all__ = ["MadeWith", "Component", "bill", "components", "made_with", "page"]
