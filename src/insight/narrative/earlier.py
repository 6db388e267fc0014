"""What a page says when it shows what was known up to an earlier day."""

from datetime import date

from insight.formats import Html, day, sentences


def earlier(upto: str) -> Html | None:
    """Say up to which day results are shown, and what is not made again for it; None for all.

    upto : a day such as 2025-12-31, or nothing.
    """
    if not upto:
        return None
    return sentences(
        [
            f"This page shows results of periods that ended by {day(date.fromisoformat(upto))}.",
            "Tests against others, control charts and numbers of people are made for the newest period "
            "alone, so for an earlier one they are not shown. Ages are still counted to the edition's date.",
        ]
    )
