"""What leaves the house as data is what may be shown, as it is shown, and nothing else."""

import pandas as pd
import pytest

from insight import definitions, findings
from insight.disclosure import SMALL_NUMBER
from insight.errors import SmallNumbersTold
from insight.exports import rows
from insight.findings.guard import released

KEYS = ["metric", "area", "period_end", "breakdown", "group"]


def kept(edition):
    return pd.read_parquet(findings.folder(edition.id) / "audits" / "inv.parquet")


def row(table, area, group="all", quarter="2024-03-31"):
    here = (table["area"] == area) & (table["group"] == group)
    [found] = table[here & (table["period_end"].astype(str) == quarter)].to_dict("records")
    return found


def test_no_row_about_people_leaves_that_was_not_attacked_with_all_others(edition):
    table, _ = rows.table(edition)
    sources = {"table": definitions.source("table")}
    attacked = released(kept(edition), definitions.audit("inv"), sources)
    assert sorted(map(str, table[KEYS].to_numpy().tolist())) == sorted(
        map(str, attacked.assign(period_end=attacked["period_end"].dt.date)[KEYS].to_numpy().tolist())
    )


def test_groups_of_an_earlier_quarter_stay_in_the_house(edition):
    assert len(kept(edition).query("group == 'Male' and area == 'QWO'")) == 2
    table, _ = rows.table(edition)
    assert table.query("group == 'Male' and area == 'QWO'")["period_end"].astype(str).tolist() == [
        "2024-03-31"
    ]


def test_a_withheld_row_has_its_keys_a_reason_and_no_number(edition):
    table, reasons = rows.table(edition)
    small = row(table, "QOX")
    assert small["withheld"] == "small_number"
    for name in rows.NUMBERS:
        assert pd.isna(small[name]), name
    assert dict(zip(reasons["withheld"], reasons["reason"], strict=True))["small_number"] == SMALL_NUMBER


def test_every_reason_is_explained_and_none_twice(edition):
    table, reasons = rows.table(edition)
    assert set(table["withheld"].dropna()) == set(reasons["withheld"])
    assert reasons["withheld"].is_unique


@pytest.mark.parametrize("name", ["value", "upper", "numerator", "revised_from"])
def test_a_number_in_a_withheld_row_stops_everything(edition, name):
    path = findings.folder(edition.id) / "audits" / "inv.parquet"
    spoilt = pd.read_parquet(path)
    spoilt.loc[spoilt["withheld"] == SMALL_NUMBER, name] = 3
    spoilt.to_parquet(path, index=False)
    with pytest.raises(SmallNumbersTold, match="withheld findings of inv have a number:\n  inv_seen, QOX"):
        rows.table(edition)


def test_figures_are_those_of_the_pages(edition):
    table, _ = rows.table(edition)
    here = row(table, "QWO")
    assert (here["value"], here["unit"], here["decimals"]) == (67.0, "%", 0)  # 340 of 510, to the nearest 5
    assert row(table, "E92000001")["value"] == 53.0
    assert row(table, "E92000001")["numerator"] == 5301  # England is exact, by the rule


def test_more_decimals_than_pages_show_are_in_no_row(edition):
    table, _ = rows.table(edition)
    for name in rows.FIGURES:
        for value, decimals in table[[name, "decimals"]].dropna().itertuples(index=False):
            assert value == round(value, decimals)


def test_made_up_figures_say_so_in_every_row(edition):
    table, _ = rows.table(edition)
    assert table["synthetic"].all()
