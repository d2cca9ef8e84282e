"""How it is written: a format is a pure function of documents, or of a result for JSON."""
