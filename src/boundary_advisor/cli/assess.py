"""The command `assess`: from nothing to a programme file, by questions or a file of answers."""

from __future__ import annotations

from typing import Annotated

import typer

from boundary_advisor.cli.options import Day, NoInput, Only, Packs, day_or_today

EXAMPLES = """\b
Examples:
  boundary-advisor assess brookmere.yaml --answers examples/town.yaml --no-input
  boundary-advisor assess harbour.yaml --answers examples/large-metropolitan.csv --no-input
"""

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="The programme file, in YAML. It is begun if it is not there.",
        show_default=False,
    ),
]
AnswersFile = Annotated[
    str | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Take the answers from this programme file, YAML or CSV; only the rest is asked.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Write into a file that is there, without asking first.")
]


def assess(  # noqa: PLR0913, PLR0917  # one parameter for each option
    file: File,
    answers: AnswersFile = None,
    no_input: NoInput = False,  # noqa: FBT002  # typer makes a flag of it
    force: Force = False,  # noqa: FBT002
    date: Day = None,
    knowledge: Packs = None,
    only: Only = False,  # noqa: FBT002
) -> None:
    """Assess a programme by plain questions: about ten minutes at a terminal.

    To begin, type: boundary-advisor assess city.yaml

    It asks which of the challenges you meet, how much each threatens your work, and whether you
    want progress soon or change that lasts. It says where each lands, and why. Every answer is
    saved in FILE at once. Stop when you like; the same command goes on. What you wrote into FILE by
    hand stays as it is.
    """
    from boundary_advisor.cli.assessment import Order, assess_file
    from boundary_advisor.cli.packs import knowledge_of
    from boundary_advisor.cli.publish import View, publish, target

    document = assess_file(
        Order(file, answers, day_or_today(date), date is not None, no_input, force),
        knowledge_of(knowledge, only=only),
    )
    if document is not None:
        publish(View(lambda: (document,), str), target(None, None, force=False))
