"""Groups are shown with how complete the grouping is, and nobody is left out."""

from insight.charts.groups import groups
from invented_findings import HERE, finding, frame, wrists
from invented_findings import groups as group_rows


def ethnicity(values, **changes):
    return frame([finding(HERE, 0.7, **changes), *group_rows("ethnicity", values, **changes)])


def test_alt_text_gives_completeness_everyone_and_each_group():
    [chart] = groups(wrists(), HERE)
    assert chart.alt == (
        "Seen within a day by deprivation fifth in Ashby. The deprivation fifth of 90% of people is known. "
        "Everyone: 70.0%. Most deprived fifth: 50.0% (48.0% to 52.0%), worse; "
        "Fifth 2 of deprivation: 70.0% (68.0% to 72.0%), similar; "
        "Least deprived fifth: 80.0% (78.0% to 82.0%), better."
    )


def test_people_whose_group_is_not_known_come_last():
    [chart] = groups(ethnicity({"Asian": 0.5, "Missing": 0.4, "White": 0.7}), HERE, "ethnicity")
    assert chart.table["Ethnic group"].tolist() == ["Asian", "White", "Missing"]
    assert "The ethnic group of 60% of people is known." in chart.caption


def test_a_withheld_group_is_named_without_a_number():
    [chart] = groups(ethnicity({"Asian": 0.5, "Black": None, "White": 0.7}), HERE, "ethnicity")
    assert "Without a figure: Black." in chart.alt
    assert ">withheld<" in chart.svg()
    assert "so few people" in chart.table["Value"].iloc[1]


def test_groups_that_do_not_differ_are_not_drawn():
    nothing = groups(ethnicity({"Asian": 0.7, "White": 0.71}), HERE, "ethnicity")
    assert "no known ethnic group lies clearly away" in nothing._repr_html_()


def test_a_breakdown_nobody_published_is_said_to_be_so():
    nothing = groups(frame([finding()]), HERE, "ethnicity")
    assert "No results by ethnic group are published for Ashby" in nothing._repr_html_()


def test_a_group_of_unknown_people_is_no_gap():
    assert not groups(ethnicity({"White": 0.7, "Not stated": 0.2}), HERE, "ethnicity")
