"""The command `explore`: one page on which a person asks for any situation."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import Force, Only, Packs

EXAMPLES = """\b
Examples:
  boundary-advisor explore --output grid.html
  boundary-advisor explore --output grid.html --force
"""

Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whose name ends in .html; - is standard output.",
        show_default=False,
    ),
]


def explore(
    output: Output,
    force: Force = False,  # noqa: FBT002  # typer makes a flag of it
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Write one page for a browser, on which a person picks a situation and reads the advice.

    It holds all answers, needs no network, and can be sent as one file. Its address leads back to
    the answer that was read, so a link to that can be copied.
    """
    from boundary_advisor.cli.packs import folders_of, knowledge_of
    from boundary_advisor.cli.publish import target, write
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.render.explorer import explorer_page
    from boundary_advisor.render.formats import Format

    to = target(
        None,
        output,
        force=force,
        default=Format.HTML,
        formats=(Format.HTML,),
        reads=folders_of(knowledge),
    )
    write(explorer_page(Advisor(knowledge_of(knowledge, only=only))), to)
