"""A check of the knowledge's sources: does the study say, where an entry names it, what it says?

`judge.py` compares the key terms of each entry with each place in a text of the study. The text is
not part of this project: `BOUNDARY_ADVISOR_SOURCE_TEXT` names a file that holds it. Without it only
the check itself is tested, on an invented work.
"""
