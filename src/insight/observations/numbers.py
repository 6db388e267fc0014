"""Numbers out of cells of text, and why a cell holds none."""

import pandas as pd

DIGITS = 12  # kept when a number is divided, so that 83.2% is 0.832 and not 0.8320000000000001
PLAIN = r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
GROUPED = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
INTERVAL = rf"[(\[]?\s*({PLAIN})\s*%?\s*(?:to|,|;|-|–|—)\s*({PLAIN})\s*%?\s*[)\]]?"

OK, EMPTY, WITHHELD, WRONG = 0, 1, 2, 3


def number(text: pd.Series, sentinels: tuple[str, ...], *, scale: float = 1) -> pd.DataFrame:
    """Read each cell as a number.

    text : cells, stripped. sentinels : texts that stand for a number that is withheld.
    scale : what numbers are divided by; a cell with its own % sign is divided by 100 instead.

    Returns value (Float64) and state on the same index: OK, EMPTY, WITHHELD or WRONG.

    >>> number(pd.Series(["83.2%", "1,250", "*", "", "n/a"]), ("*",))["value"].tolist()
    [0.832, 1250.0, <NA>, <NA>, <NA>]
    """
    codes, texts = pd.factorize(text)
    found = _read(pd.Series(texts, dtype="str"), sentinels, scale)
    return found.take(codes).set_axis(text.index)


def interval(text: pd.Series, sentinels: tuple[str, ...], *, scale: float = 1) -> pd.DataFrame:
    """Read each cell as a lower and an upper limit, such as "1.92 to 3.37" or "(1.92-3.37)".

    Returns lower, upper (Float64) and state on the same index.

    >>> interval(pd.Series(["1.92 to 3.37", "(83.1%, 84.2%)"]), ())["upper"].tolist()
    [3.37, 0.842]
    """
    codes, texts = pd.factorize(text)
    whole = pd.Series(texts, dtype="str").str.replace("−", "-")
    parts = whole.str.extract(rf"^{INTERVAL}$")
    by = whole.str.contains("%", regex=False).map({True: 100.0, False: float(scale)})
    lower, upper = (_divided(parts[side], by) for side in (0, 1))
    state = _state(whole, lower.isna(), sentinels)
    found = pd.DataFrame({"lower": lower, "upper": upper}).astype("Float64")
    return found.mask(state != OK).assign(state=state).take(codes).set_axis(text.index)


def _read(texts: pd.Series, sentinels: tuple[str, ...], scale: float) -> pd.DataFrame:
    """Read each distinct text once."""
    plain = texts.str.replace("−", "-")
    per_cent = plain.str.endswith("%")
    plain = plain.str.removesuffix("%").str.strip()
    grouped = plain.str.fullmatch(GROUPED)
    plain = plain.mask(grouped, plain.str.replace(",", ""))
    plain = plain.where(plain.str.fullmatch(PLAIN))
    by = per_cent.map({True: 100.0, False: float(scale)})
    value = _divided(plain, by)
    value = value.where(value.abs() < float("inf"))
    state = _state(texts, value.isna(), sentinels)
    return pd.DataFrame({"value": value.mask(state != OK).astype("Float64"), "state": state})


def _divided(plain: pd.Series, by: pd.Series) -> pd.Series:
    value = pd.to_numeric(plain, errors="coerce")
    return value.where(by == 1, (value / by).round(DIGITS))


def _state(texts: pd.Series, unread: pd.Series, sentinels: tuple[str, ...]) -> pd.Series:
    state = unread.map({True: WRONG, False: OK})
    state = state.mask(texts == "", EMPTY)
    return state.mask(texts.isin(list(sentinels)), WITHHELD)
