"""How results are shown: views build a document, formats turn it into text."""
