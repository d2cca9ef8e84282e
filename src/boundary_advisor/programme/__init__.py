"""Many situations together: reading them, and what follows. No rendering, no terminal."""
