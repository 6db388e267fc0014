"""Corrections are read strictly, and the page of errata says what was wrong."""

import pytest

import miniature
from insight import review
from insight.errors import BadDefinition, UnknownName
from insight.review.corrections import in_force

WRITTEN = """
what: Two trusts were counted | twice.
edition: tiny
date: 2026-10-02
found_by: A <trust>
metrics: [{metric}]
areas: [QWO]
periods: [April to June 2026]
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a correction of a small project."""
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"])
    from insight import definitions

    metric = next(iter(definitions.audit("nhfd").metrics)).id

    def written(text=WRITTEN, name="twice"):
        place = tmp_path / "params" / "corrections" / f"{name}.yml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text.replace("{metric}", metric))
        return edition, metric

    return written


def test_a_correction_says_which_numbers_it_is_about(write):
    _, metric = write()
    [one] = review.corrections()
    assert (one.id, one.edition, one.metrics) == ("twice", "tiny", (metric,))
    assert one.covers([metric], ["QWO"], "2026-06-30", "board/qwo")
    assert not one.covers(["other"], ["QWO"], "2026-06-30", "board/qwo")
    assert not one.covers([metric], ["QOX"], "2026-06-30", "board/qox")
    assert not one.covers([metric], ["QWO"], "2026-03-31", "board/qwo")


def test_a_correction_of_a_page_is_about_all_of_that_page(write):
    write(WRITTEN.split("metrics:")[0] + "pages: [board/qwo]\n")
    [one] = review.corrections()
    assert one.covers([], [], None, "board/qwo-synthetic")
    assert not one.covers([], [], None, "board/qox")


@pytest.mark.parametrize(
    "change, error, words",
    [
        (("found_by", "found_buy"), BadDefinition, "found_by"),
        (("April to June 2026", "lately"), BadDefinition, "lately"),
        (("edition: tiny", "edition: tinny"), UnknownName, "tiny"),
        (("[{metric}]", "[nothing_of_ours]"), UnknownName, "nothing_of_ours"),
        (("what:", "id: other\nwhat:"), BadDefinition, "Leave 'id' out"),
    ],
)
def test_a_correction_that_cannot_be_understood_is_refused_by_name(write, change, error, words):
    write(WRITTEN.replace(*change))
    with pytest.raises(error, match=words):
        review.corrections()


def test_a_correction_about_nothing_is_refused(write):
    write(WRITTEN.split("metrics:")[0])
    with pytest.raises(BadDefinition, match="metrics"):
        review.corrections()


def test_a_correction_is_in_force_from_its_edition_on(write, tmp_path):
    edition, _ = write()
    assert [one.id for one in in_force(edition)] == ["twice"]
    earlier = edition.model_copy(update={"as_at": edition.as_at.replace(year=2025)})
    assert in_force(earlier) == []


def test_the_page_of_errata_says_it_all_and_no_markup_of_its_own(write):
    write()
    text = review.errata(review.corrections())
    assert "## Two trusts were counted \\| twice." in text
    assert "Put right on 2 October 2026" in text and "A \\<trust\\>" in text
    assert "Areas: QWO." in text


def test_the_page_of_errata_says_when_there_are_none(write):
    assert "Nothing has had to be corrected." in review.errata([])
