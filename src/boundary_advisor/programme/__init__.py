"""A whole programme: its file, and the portfolio, roadmap and comparison made of it."""
