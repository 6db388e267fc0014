"""Whether a series of points changed its level or its slope at a known date."""
