"""The pages and the edition that tests of documents share."""

import invented_pages
import pytest

from insight.definitions import Edition


@pytest.fixture
def edition():
    return Edition(
        id="tiny",
        title="Tiny & sons",
        sources=(),
        audits="all",
        geography_date="2026-04-01",
        as_at="2026-09-30",
    )


@pytest.fixture
def every_part(tmp_path):
    return invented_pages.every_part(tmp_path / "reports" / "every-part.ipynb")


@pytest.fixture
def real_charts(tmp_path):
    return invented_pages.real_charts(tmp_path / "reports" / "real-charts.ipynb")
