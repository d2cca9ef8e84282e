"""The program as it is built and installed: each step once a session, in folders of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.program import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    """What a command gave, to the byte."""

    code: int
    out: bytes
    err: bytes


class Place(NamedTuple):
    """A virtual environment."""

    folder: Path

    def script(self, name: str) -> Path:
        """Find a command in it."""
        return Path(sysconfig.get_path("scripts", "venv", {"base": str(self.folder)}), name)

    @property
    def packages(self) -> Path:
        """Find what was installed into it."""
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.folder)}))

    def python(self, *arguments: str | Path, path: Path | str = "") -> Done:
        """Run its Python, away from the source tree; `path` is where to look for modules first."""
        return run(self.script("python"), *arguments, path=path, cwd=self.folder)


class Pip(NamedTuple):
    """An installer in a place of its own, with all that building needs."""

    place: Place

    def run(self, *arguments: str | Path) -> Done:
        """Run it, whatever comes of it."""
        return self.place.python("-m", "pip", "--disable-pip-version-check", *arguments)

    def must(self, *arguments: str | Path) -> None:
        """Run it; where it fails, skip if no index can be reached, and fail the test otherwise."""
        done = self.run(*arguments)
        if done.code == 0:
            return
        if self.run("download", "--no-deps", "-d", self.place.folder / "tried", "hatchling").code:
            pytest.skip("nothing can be built or installed: no package index can be reached")
        pytest.fail((done.out + done.err).decode("utf-8", "replace"))

    def build(self, tree: Path, into: Path) -> Done:
        """Build a wheel with what is there already: a third of the time of a clean build."""
        return self.run("wheel", "--no-deps", "--no-build-isolation", "-w", into, tree)

    def new_place(self, folder: Path, *what: str | Path) -> Place:
        """Make another environment and install something into it."""
        made = run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
        assert made.code == 0, made
        place = Place(folder)
        self.must("--python", place.script("python"), "install", "--no-compile", *what)
        return place


def run(*command: str | Path, cwd: Path, path: Path | str = "") -> Done:
    """Run a command; nothing of this process's way to find modules is handed on."""
    done = subprocess.run(
        command, capture_output=True, env=environment(PYTHONPATH=str(path)), check=False, cwd=cwd
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def pip(tmp_path_factory: pytest.TempPathFactory) -> Pip:
    folder = tmp_path_factory.mktemp("pip")
    made = run(sys.executable, "-m", "venv", folder, cwd=folder)
    assert made.code == 0, made
    pip = Pip(Place(folder))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pip.must("install", "--no-compile", *project["build-system"]["requires"])
    return pip


@pytest.fixture(scope="session")
def wheel(pip: Pip, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from the source tree, in the isolation that an install builds in."""
    folder = tmp_path_factory.mktemp("wheel")
    pip.must("wheel", "--no-deps", "-w", folder, ROOT)
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="session")
def sdist(pip: Pip, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a source distribution from the source tree."""
    folder = tmp_path_factory.mktemp("sdist")
    build = ("-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    done = run(pip.place.script("python"), *build, cwd=ROOT)
    assert done.code == 0, done
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="session")
def installed(pip: Pip, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Install the wheel, and what it depends on, into a fresh environment."""
    return pip.new_place(tmp_path_factory.mktemp("installed"), wheel)


@pytest.fixture(scope="session")
def editable(pip: Pip, installed: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Install the source tree for editing; the libraries are copied from the other environment."""
    place = pip.new_place(tmp_path_factory.mktemp("editable"), "--no-deps", "-e", ROOT)
    others = shutil.ignore_patterns("boundary_advisor*")
    shutil.copytree(installed.packages, place.packages, ignore=others, dirs_exist_ok=True)
    return place


@pytest.fixture
def data(installed: Place) -> Iterator[Path]:
    """Give the installed knowledge to change; it is put back afterwards."""
    folder = installed.packages / "boundary_advisor" / "data"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    yield folder
    for path, raw in before.items():
        path.write_bytes(raw)
