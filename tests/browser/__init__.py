"""The published site as a browser shows it: what is looked at, and how."""
