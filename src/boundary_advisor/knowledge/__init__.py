"""What is known: the models of the data files, their strict reading, checks and look-ups."""
