"""Pages of independent providers and of a closed programme run as they are, with a document and without."""

import quick_pages
import seed_files
from insight import pages


def text(page):
    return " ".join(quick_pages.paragraphs(page))


def test_i_the_page_of_a_closed_programme_opens_with_one_sentence(tmp_path):
    page = quick_pages.made(tmp_path, "programme_legacy", edition="demo")
    first = next(block for block in page.blocks if isinstance(block, pages.Paragraph))
    assert first.kind == "lead"
    assert pages.words(first.runs).count(". ") == 0
    assert "are not kept here" in text(page)


def test_i_with_its_document_the_page_shows_the_paragraphs_and_the_figures_found(tmp_path):
    page = quick_pages.made(tmp_path, "programme_legacy", edition="demo", data=str(seed_files.folder()))
    assert "24 of 24 figures written here stand in" in text(page)
    assert "One more paragraph comes back in 9 workstreams" in text(page)


def test_h_the_page_of_independent_providers_says_what_is_made_up_and_opens_with_one_sentence(tmp_path):
    page = quick_pages.made(tmp_path, "independent_sector", edition="demo")
    made_up, lead = [block for block in page.blocks if isinstance(block, pages.Paragraph)][:2]
    assert (made_up.kind, lead.kind) == ("synthetic", "lead")
    assert pages.words(lead.runs).count(". ") == 0


def test_h_in_an_edition_of_real_data_nothing_made_up_is_shown(tmp_path):
    page = quick_pages.made(tmp_path, "independent_sector", edition="maternity")
    assert "Synthetic" not in text(page)
    assert "invented" not in text(page)
    assert "No records of providers are written down." in text(page)
