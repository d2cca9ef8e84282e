"""What is said: each view makes a document of a result."""
