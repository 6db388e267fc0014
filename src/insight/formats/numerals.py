"""Counts in words."""

ONES = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelt(count: int) -> str:
    """Give a count in words, so that it is not taken for a figure of the page.

    >>> spelt(3), spelt(42), spelt(500)
    ('three', 'forty-two', 'many')
    """
    if count >= 100:
        return "many"
    if count < 20:
        return ONES[count]
    return TENS[count // 10 - 2] + (f"-{ONES[count % 10]}" if count % 10 else "")
