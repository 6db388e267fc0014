"""Estimates beside each other: which differ, by how much, and how surely."""
