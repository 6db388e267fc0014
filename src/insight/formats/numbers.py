"""Numbers as readers see them: fractions become per cent here and nowhere else."""

MISSING = "no figure"
WORDLESS = {"ratio", "score"}  # units that are not said after the number
MINUS = "\N{MINUS SIGN}"
NOTHING = ("NAType", "NaTType")  # the kinds of what pandas puts where there is no value


def is_missing(value: object) -> bool:
    """Tell None, NaN and pandas' NA alike, of one value: a page asks it some 30,000 times.

    >>> is_missing(None), is_missing(float("nan")), is_missing(""), is_missing(0)
    (True, True, False, False)
    """
    if isinstance(value, float):
        return value != value  # noqa: PLR0124  as only NaN does, told quickest so
    return value is None or type(value).__name__ in NOTHING


def number(value: float, unit: str, decimals: int | None = None) -> str:
    """Give a value with its unit.

    value : in the metric's own unit, a fraction when unit is "%". decimals : of the number
    as shown, 1 when not known.

    >>> number(0.8675, "%", 1), number(3.215, "per 1,000 births", 1), number(1, "days", 0)
    ('86.8%', '3.2 per 1,000 births', '1 day')
    """
    text = bare(value, unit, decimals)
    if text == MISSING or unit == "%" or unit in WORDLESS:
        return text
    return f"{text} {_agreeing(text, unit)}"


def bare(value: float, unit: str, decimals: int | None = None) -> str:
    """Give a value with its per cent sign but no words.

    >>> bare(0.5, "%", 0), bare(-1234.5, "people", 0), bare(float("nan"), "days")
    ('50%', '−1,234', 'no figure')
    """
    if is_missing(value):
        return MISSING
    return _shown(value, unit, _places(decimals))


def interval(lower: float, upper: float, unit: str, decimals: int | None = None) -> str:
    """Give both ends of an interval, without the words of the unit.

    >>> interval(0.26, 0.3712, "%", 0)
    '26% to 37%'
    """
    if is_missing(lower) or is_missing(upper):
        return "no interval"
    places = _places(decimals)
    return f"{_shown(lower, unit, places)} to {_shown(upper, unit, places)}"


def difference(gap: float, unit: str, decimals: int | None = None) -> str:
    """Give the size of a difference between two values of a unit, without its sign.

    >>> difference(-0.051, "%", 1), difference(2, "days", 0)
    ('5.1 percentage points', '2 days')
    """
    if unit != "%":
        return number(abs(gap), unit, decimals)
    text = bare(100 * abs(gap), "", decimals)
    return f"{text} percentage point{'' if text == '1' else 's'}"


def points(gap: float, unit: str, decimals: int | None = None) -> str:
    """Give a difference between two values of a unit with its sign.

    >>> points(-0.051, "%"), points(2, "days", 0), points(float("nan"), "%")
    ('−5.1 points', '2 days', 'no figure')
    """
    if unit != "%" or is_missing(gap):
        return number(gap, unit, decimals)
    return f"{bare(100 * gap, '', decimals)} points"


def ends(lower: float, upper: float, unit: str, decimals: int | None = None) -> str:
    """Give both ends of the interval of a difference between two values of a unit, without words.

    >>> ends(-0.051, 0.02, "%", 1), ends(2, 3.5, "days", 1)
    ('−5.1 to 2.0', '2.0 to 3.5')
    """
    scale = 100 if unit == "%" else 1
    return interval(scale * lower, scale * upper, "", decimals)


def finer(decimals: int | None) -> int:
    """Give the decimals of a change: one more than of the values it is between; 1 when that is not known.

    >>> finer(1), finer(None)
    (2, 1)
    """
    return 1 if is_missing(decimals) else int(decimals or 0) + 1


def bound(error: float, unit: str) -> str:
    """Give how far rounding can have moved a value, to two significant figures.

    >>> bound(0.000188, "%"), bound(0.5, "per 1,000 births"), bound(0, "%")
    ('±0.019 points', '±0.5', '±0 points')
    """
    size = 100 * error if unit == "%" else error
    text = f"{float(f'{size:.2g}'):.10f}".rstrip("0").rstrip(".")
    return f"±{text} points" if unit == "%" else f"±{text}"


def count(value: float) -> str:
    """Give a whole number with its thousands apart.

    >>> count(2389790)
    '2,389,790'
    """
    return MISSING if is_missing(value) else f"{int(value):,}"


def rounded(value: float) -> str:
    """Give a count to two significant figures.

    >>> rounded(17849.3), rounded(4.6), rounded(0)
    ('18,000', '5', '0')
    """
    return count(round(float(f"{value:.2g}")))


def _shown(value: float, unit: str, places: int) -> str:
    text = f"{100 * float(value):,.{places}f}%" if unit == "%" else f"{float(value):,.{places}f}"
    if text[0] != "-":
        return text
    return f"{MINUS}{text[1:]}" if text.strip("-0.,%") else text[1:]  # nothing has no sign


def _places(decimals: int | None) -> int:
    """Give the decimals of a number as shown: 1 when not known."""
    return 1 if is_missing(decimals) else int(decimals or 0)


def _agreeing(text: str, unit: str) -> str:
    return {"people": "person"}.get(unit, unit.removesuffix("s")) if text == "1" else unit
