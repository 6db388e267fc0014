"""Rows that are no recommendation but an advertisement somebody put among them."""

import re

SELLING = re.compile(
    r"\b(buy|cheap\w*|casino|bet|betting|viagra|cialis|crypto\w*|bitcoin|discount\w*|promo\w*|coupon\w*|voucher\w*|"
    r"loans?|jackpot|slots?|replica|escorts?|followers|seo|backlinks?|best price|lowest price|limited offer|"
    r"special offer|free shipping|top.?up|razer|gift ?cards?|click here|order now|sale|prize|winner|"
    r"earn money|make money|"
    r"work from home|weight loss|pills?|dating|gold|porn|xxx|essay writing|airdrop|forex|rolex)\b",
    re.IGNORECASE,
)
OURS = re.compile(
    r"\b(audits?|clinic\w*|patients?|care|nhs|health\w*|hospital\w*|trusts?|commission\w*|quality|improve\w*|data|"
    r"guid\w*|standards?|outcomes?|providers?|suppliers?|staff|services?|recommend\w*|report\w*|see|response)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://|www\.|[\w-]\.(com|net|ru|xyz|shop|top|info|biz|online)\b", re.IGNORECASE)


def reason(words: str) -> str | None:
    """Give why some words read as an advertisement; None where they do not.

    Words that sell must outnumber words of the field, or come with an address and none of these.

    >>> reason("Ensure audit data reach every trust"), bool(reason("Buy cheap gold at www.example.com"))
    (None, True)
    """
    selling = {found.casefold() for found in SELLING.findall(words)}
    ours = {found.casefold() for found in OURS.findall(words)}
    address = bool(ADDRESS.search(words))
    if (len(selling) > 1 and len(selling) > len(ours)) or (selling and address and not ours):
        said = ", ".join(sorted(selling))
        return f"it reads as an advertisement ({said}{', and an address' if address else ''})"
    return None
