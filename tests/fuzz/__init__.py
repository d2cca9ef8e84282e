"""Mutated files and command lines: whatever they hold, the program answers or says what is wrong.

Run `FUZZ_EXAMPLES=10000 pytest tests/fuzz` for a long search. Without it, a hundred examples of
each kind are tried, the same every time.

To fuzz another kind of input, add a module with a `Source` (see `source.py`) and a test of it.
"""
