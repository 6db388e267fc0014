"""What is served is made by the verb that makes pages again, in a kernel of its own."""

import json

import pytest

from insight.serve.app import RERUN
from served_site import Site

pytestmark = pytest.mark.slow


@pytest.fixture
def real(edition):
    """Serve the edition with the command as it is."""
    served = Site(edition, RERUN)
    yield served
    served.close()


def test_a_page_is_made_by_its_notebook_and_compared(real):
    address = real.start("spoken", "QOX")
    run = real.until(address, "changed", "same", "failed")
    assert (run.state, run.said) == ("changed", "")
    assert (run.done, run.total) == (run.total, run.total)
    assert run.total > 0
    assert run.differences > 0
    assert "<p>QOX" in real.get(f"{address}/page").text or "<pre>QOX" in real.get(f"{address}/page").text
    made = real.get(f"{address}/files/page.ipynb").text
    assert "spoken" in made
    assert json.loads(real.get(f"{address}/files/changes.json").text)["changed"] is True


def test_what_the_verb_refuses_is_told_in_its_words(real, edition, tmp_path):
    (tmp_path / "notebooks" / "noted.ipynb").write_text(
        (tmp_path / "notebooks" / "noted.ipynb").read_text().replace("print(icb)", "print(icb[9])")
    )
    address = real.start("spoken")
    run = real.until(address, "changed", "same", "failed")
    assert run.state == "failed"
    assert "IndexError" in run.said
    assert "Traceback" not in run.said
