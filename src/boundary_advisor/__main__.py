"""`python -m boundary_advisor`: the same as the console script."""

from __future__ import annotations

import sys

from boundary_advisor.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
