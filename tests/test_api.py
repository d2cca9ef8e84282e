import doctest
import subprocess
import sys

import pytest

import boundary_advisor


@pytest.mark.parametrize("name", boundary_advisor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(boundary_advisor, name)


def test_the_package_lists_its_public_names_and_no_others() -> None:
    assert dir(boundary_advisor) == sorted(boundary_advisor.__all__)


def test_a_name_that_is_not_there_is_said_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Adviser'"):
        boundary_advisor.__getattr__("Adviser")


def test_the_example_in_the_docstring_holds() -> None:
    result = doctest.testmod(boundary_advisor)
    assert result.attempted > 0
    assert result.failed == 0


def test_importing_the_package_loads_no_library() -> None:
    code = (
        "import sys, boundary_advisor; "
        "print(sorted({'typer', 'pydantic', 'rich', 'yaml', 'typing'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
