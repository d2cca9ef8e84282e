"""Files that are made to cost time or memory: each must get its own clear error, and at once."""
