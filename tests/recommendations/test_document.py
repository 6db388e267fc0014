"""A document of recommendations is taken whole, or refused with all that does not fit together in it."""

import pytest

from insight.recommendations import Document


def test_all_that_does_not_fit_together_is_told_at_once():
    one = {"number": "1", "summary": "Do it.", "audience": ["Nobody"], "related": ["9"], "reviews": ["gone"]}
    given = {
        "id": "made_up", "title": "Made up", "body": "Us", "published": "2024", "kind": "other",
        "audiences": {"Boards": []}, "recommendations": [one, one],
    }  # fmt: skip
    with pytest.raises(ValueError, match="numbered 1") as refused:
        Document.model_validate(given)
    said = str(refused.value)
    for fault in ("called Nobody. Known: Boards.", "recommendation is numbered 9.", "review is called gone."):
        assert fault in said
