"""What follows from the knowledge: a situation in, a recommendation out. Pure, no I/O."""
