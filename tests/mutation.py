"""A plugin for mutation testing: each test runs all the code that it rests on.

The advisors that tests share keep their answers, so only the first test that asks a question
runs the engine. The tool notes which test runs which function, and tries a fault in a function
with those tests alone: it has to see every one of them.
"""

from __future__ import annotations

import os
import sys

import pytest


@pytest.fixture(autouse=True)
def _forget_what_is_kept() -> None:
    """Empty the caches of all test modules, while the tool notes what runs what."""
    if os.environ.get("MUTANT_UNDER_TEST") != "stats":
        return
    modules = [module for name, module in sys.modules.items() if name.startswith("tests.")]
    for thing in (thing for module in modules for thing in vars(module).values()):
        forget = getattr(thing, "cache_clear", None)
        if callable(forget):
            forget()
