"""What spotlights are held against is read whole, or refused with what to mend."""

import pytest
import yaml

from insight import definitions, frameworks, paths
from insight.errors import BadDefinition, UnknownName
from insight.spotlights.score import CHECKS

FOLDER = paths.params() / "frameworks"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Give a way to read the frameworks with one file changed."""

    def change(name, edit):
        folder = tmp_path / "params" / "frameworks"
        folder.mkdir(parents=True)
        for path in FOLDER.glob("*.yml"):
            (folder / path.name).write_text(path.read_text())
        found = yaml.safe_load((FOLDER / f"{name}.yml").read_text())
        edit(found)
        (folder / f"{name}.yml").write_text(yaml.safe_dump(found))
        monkeypatch.setattr(paths, "params", lambda: tmp_path / "params")

    return change


def test_each_audience_has_five_areas_a_core_and_a_plus():
    found = frameworks.approaches()
    assert list(found) == ["adults", "children"]
    for one in found.values():
        assert len(one.areas) == 5
        assert "most deprived" in one.core
        assert "chooses" in one.plus


def test_an_audience_that_is_none_is_refused_with_the_known():
    with pytest.raises(UnknownName, match="adults, children"):
        frameworks.approach("pensioners")


def test_four_areas_are_refused(written):
    written("core20plus5_adults", lambda found: found["areas"].pop())
    with pytest.raises(BadDefinition, match="five clinical areas"):
        frameworks.approach("adults")


def test_six_themes_of_the_workshops_are_refused(written):
    written("workshops_2022", lambda found: found["themes"].pop())
    with pytest.raises(BadDefinition, match="seven themes"):
        frameworks.workshops()


def test_every_theme_of_the_workshops_has_a_check_that_there_is():
    assert {theme.check for theme in frameworks.workshops().themes} == set(CHECKS)


def test_a_reported_fact_names_a_source_and_says_figures_or_only_which_way(written):
    written("worked_facts", lambda found: found["facts"][0].update(source="hearsay"))
    with pytest.raises(BadDefinition, match="'hearsay' is no source"):
        frameworks.facts()


def test_a_fact_with_figures_and_a_direction_is_refused(written):
    written("worked_facts", lambda found: found["facts"][0].update(direction={"Black": "higher"}))
    with pytest.raises(BadDefinition, match="and not both"):
        frameworks.facts()


def test_figures_reported_stay_as_they_were_written():
    [fact] = [fact for fact in frameworks.facts().facts if fact.id == "hypertension_treated"]
    assert fact.values == {"Black": "63.9", "Mixed": "63.6", "Asian": "71.7", "White": "68.2"}


def test_the_mapping_names_no_metric_that_is_none():
    metrics = definitions.metrics()
    for audit, known in frameworks.clinical_areas().audits.items():
        ids = {metric.id for metric in definitions.audit(audit).metrics}
        assert known == frameworks.NONE or set(known) <= ids
        assert known == frameworks.NONE or set(known) <= set(metrics)


def test_a_metric_is_mapped_by_itself_by_its_audit_or_not_at_all():
    areas = frameworks.clinical_areas()
    assert areas.of("npda", "npda_pump") == "children/diabetes"
    assert areas.of("ssnap", "ssnap_unit_4h") == frameworks.NONE
    assert areas.of("npda", "npda_new") is None
    assert areas.of("new_audit", "any") is None


def test_areas_that_no_audit_measures_can_be_told():
    assert not {"children/oral_health", "children/mental_health"} & frameworks.clinical_areas().measured()
    assert "adults/hypertension" in frameworks.clinical_areas().measured()


def test_questions_are_found_by_breakdown_and_by_stage_and_never_made_up():
    prompts = frameworks.prompts()
    assert prompts.of("sex")[0].endswith("?")
    assert prompts.of("sex", "surgery") != prompts.of("sex", "acute")
    assert prompts.of("religion") == prompts.of("sex", "unheard of") == ()
