"""The page on feedback is whole, also where there is nothing to score."""

from insight import definitions, feedback


def test_where_no_page_is_feedback_to_somebody_the_criteria_stand_alone():
    """As when only pages about an edition as a whole were made: the page must bind all the same."""
    told = feedback.page(definitions.edition("demo"), [])
    assert "No page that is feedback to somebody has been made yet" in told
    assert "Page by page" not in told and "html\n\n```" not in told
    assert all(each.title in told for each in feedback.criteria())
