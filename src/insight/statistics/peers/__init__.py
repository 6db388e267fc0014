"""Areas that are alike, and what matching them would mean for people."""
