"""How many examples are tried, and how."""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings

_GIVEN = os.environ.get("FUZZ_EXAMPLES", "")
EXAMPLES = int(_GIVEN or 100)
"""Examples of each kind; from the environment variable `FUZZ_EXAMPLES`."""

LONGEST = timedelta(seconds=30)
"""What runs longer hangs."""


def effort(share: float = 1.0) -> settings:
    """Give the settings of a test.

    Args:
        share: Part of the examples that are tried; less for what is slow.
    """
    return settings(
        max_examples=max(10, round(EXAMPLES * share)),
        deadline=LONGEST,
        derandomize=not _GIVEN,
        database=None,
        phases=(Phase.generate,),  # a failure says what was given; to make that shorter takes long
        suppress_health_check=list(HealthCheck),
    )
