"""The counts of the synthetic hip fractures in plain pandas, from their definition alone."""

import pandas as pd

AREAS = {"icb": "icb", "sub_icb": "sub_icb", "trust": "trust"}
ETHNIC = {
    **dict.fromkeys("ABC", "White"), **dict.fromkeys("DEFG", "Mixed"), **dict.fromkeys("HJKL", "Asian"),
    **dict.fromkeys("MNP", "Black"), **dict.fromkeys("RS", "Other"), "Z": "Not stated",
}  # fmt: skip
FIFTHS = {1: "1 most deprived", 2: "2", 3: "3", 4: "4", 5: "5 least deprived"}
UNKNOWN = {"icb": {"", "X99"}, "sub_icb": {"", "99Z"}, "trust": {""}}


def plain_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Count as params/records/synthetic_hip_fractures.yml asks, ordered as Insight orders it."""
    rows = rows[rows["nation"] != "W"].reset_index(drop=True)
    rows["period"] = rows["admitted"].dt.to_period("Q").astype(str).str.replace("Q", "-Q")
    rows["n0"], rows["n1"] = (
        (rows["hours_to_surgery"] <= 36).fillna(False) & rows["operated"],
        rows["geriatrician"],
    )
    rows["d0"], rows["d1"] = rows["operated"], True
    sex = rows["sex"].map({"1": "Male", "2": "Female"})
    ethnic = rows["ethnic"].map(ETHNIC).fillna("Unknown")
    deprivation = ((rows["deprivation"] + 1) // 2).map(FIFTHS)
    rows = rows.assign(sex=sex, ethnicity=ethnic, deprivation=deprivation)
    for level, wrong in UNKNOWN.items():
        rows[level] = rows[level].mask(rows[level].isin(wrong))
    order = _order(rows)
    last = rows.sort_values(order).drop_duplicates(["patient", "period"], keep="last")
    flags = rows.groupby(["patient", "period"])[["n0", "d0", "n1", "d1"]].max()
    people = last.drop(columns=["n0", "d0", "n1", "d1"]).join(flags, on=["patient", "period"])
    return _arranged(people.assign(england="E92000001", all="all"))


def _order(rows: pd.DataFrame) -> list[str]:
    """Add what decides between two records of one day: groups from the last to the first, then areas."""
    names = ["age", "deprivation", "ethnicity", "sex", "trust", "sub_icb", "icb"]
    for name in names:
        rows[f"_{name}"] = rows[name].fillna("")
    return ["patient", "period", "admitted", *(f"_{name}" for name in names)]


def _arranged(people: pd.DataFrame) -> pd.DataFrame:
    parts = []
    for m, metric in enumerate(["nhfd_surgery", "nhfd_orthogeriatric"]):
        for a, level in enumerate(["england", *AREAS]):
            for b, breakdown in enumerate(["all", "sex", "ethnicity", "deprivation", "age"]):
                sums = people.groupby([level, "period", breakdown])[[f"n{m}", f"d{m}"]].sum().reset_index()
                sums.columns = ["area", "period", "group", "numerator", "denominator"]
                parts.append(sums.assign(m=m, metric=metric, a=a, level=level, b=b, breakdown=breakdown))
    found = pd.concat(parts)
    found = found[found["denominator"] > 0].sort_values(["m", "a", "area", "period", "b", "group"])
    columns = ["metric", "level", "area", "period", "breakdown", "group", "numerator", "denominator"]
    return found[columns].reset_index(drop=True)
