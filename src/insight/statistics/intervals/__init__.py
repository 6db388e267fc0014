"""Intervals that several statistics share."""
