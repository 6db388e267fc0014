"""Addresses put together of their parts."""

from urllib.parse import quote, urlencode


def address(base: str, *parts: object, **query: object) -> str:
    """Give an address below a base, with what is asked after the question mark in the order given.

    >>> address("https://api.nhs.uk/v2", "area", 8063, "details", timePeriodID=33)
    'https://api.nhs.uk/v2/area/8063/details?timePeriodID=33'
    >>> address("https://api.nhs.uk", "a/b", name="North & East")
    'https://api.nhs.uk/a%2Fb?name=North+%26+East'
    """
    path = "/".join([base, *(quote(str(part), safe="") for part in parts)])
    return f"{path}?{urlencode(query, safe='*,')}" if query else path
