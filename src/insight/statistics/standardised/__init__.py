"""Rates and ratios that allow for who lives where."""
