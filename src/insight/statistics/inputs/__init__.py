"""Numbers, labels and confidence as statistics are given them, matched and checked."""
