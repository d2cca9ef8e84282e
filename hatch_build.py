"""What a wheel gets when it is built: the knowledge, checked and compiled."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_EDITABLE = "editable"


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]  # takes no configuration
    """Puts the compiled knowledge beside the YAML files; broken knowledge stops the build.

    Not in an editable install, where an edit of the YAML files shall show at once.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check and compile `data/` with the loader of this source tree."""
        if version == _EDITABLE:
            return
        text = self._compile(Path(self.root))
        self._made = TemporaryDirectory()
        path = Path(self._made.name, "compiled.json")
        path.write_text(text, "utf-8")
        build_data["force_include"][str(path)] = "boundary_advisor/data/compiled.json"

    def finalize(self, version: str, *_: object) -> None:
        """Take away what the wheel holds by now."""
        if version != _EDITABLE:
            self._made.cleanup()

    def _compile(self, root: Path) -> str:
        sys.path.insert(0, str(root / "src"))
        from boundary_advisor.errors import KnowledgeError  # noqa: PLC0415  # not installed here
        from boundary_advisor.knowledge.guide import load_guide  # noqa: PLC0415
        from boundary_advisor.knowledge.load import (  # noqa: PLC0415
            compile_files,
            load_knowledge,
        )

        try:
            kb = load_knowledge(root / "data")
            load_guide(kb, root / "data")  # is read as YAML wherever it is used, so only checked
            return compile_files(kb.files, root / "data")
        except KnowledgeError as error:
            sys.exit(str(error))
