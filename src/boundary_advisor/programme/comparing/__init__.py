"""Two programmes side by side."""
