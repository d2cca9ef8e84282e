"""Writes one file over and over, as fast as it can: in a process of its own.

usage: python -P writer.py FILE LETTER SIZE FORCE
"""

from __future__ import annotations

import sys
from contextlib import suppress

from boundary_advisor.cli.writing import write_file
from boundary_advisor.errors import OutputError


def main(name: str, letter: str, size: str, force: str) -> None:
    """Write until it is killed; or once, where the file may not be replaced."""
    text = letter * int(size)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if not force:
        write_file(name, text, force=False)
    while force:
        with suppress(OutputError):
            write_file(name, text, force=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except OutputError as error:
        sys.exit(error.message)
