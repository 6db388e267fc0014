"""Funnels: how far chance alone takes a unit from the target, and which units lie beyond."""
