"""A theme is a question and the audits that answer it, those without data among them."""

import pytest

from insight import definitions, themes
from insight.definitions.strict import build
from insight.errors import BadDefinition, UnknownName
from insight.themes import Theme


def made(tmp_path, **changes):
    about = {"id": "wrists", "title": "Wrists", "question": "Well?", "audits": ["nhfd"], **changes}
    return build(Theme, about, where=tmp_path / "wrists.yml")


def test_an_audit_without_data_is_named_in_full(tmp_path):
    held = {"naw": {"short": "NAW", "name": "National Audit of Wrists", "about": "Counts wrists."}}
    assert made(tmp_path, audits=["nhfd", "naw"], not_held=held).not_held["naw"].short == "NAW"
    with pytest.raises(BadDefinition, match="not in 'audits'"):
        made(tmp_path, not_held=held)


def test_a_practice_example_is_of_a_known_kind(tmp_path):
    story = {"title": "A", "kind": "rumour", "where": "B", "when": "C", "said": "D", "source": "E"}
    with pytest.raises(BadDefinition, match="examples"):
        made(tmp_path, examples=[story])


def test_an_edition_has_the_themes_an_audit_of_its_own_belongs_to():
    demo = definitions.edition("demo")
    some = demo.model_copy(update={"audits": ("nrap",)})
    assert [theme.id for theme in themes.themes_of(some)] == ["respiratory"]
    with pytest.raises(UnknownName):
        themes.themes_of(demo.model_copy(update={"themes": ("weather",)}))
