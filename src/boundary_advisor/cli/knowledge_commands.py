"""The commands that show the knowledge, and those on packs of one's own."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from boundary_advisor.cli import options
from boundary_advisor.cli.registry import PROGRAM, Group, Run
from boundary_advisor.errors import ExitCode, KnowledgeError
from boundary_advisor.output import formats
from boundary_advisor.output.formats import Format, View, import_name
from boundary_advisor.text import printable


@PROGRAM.command(
    "challenges",
    "List the challenges, or show one in full.",
    formats=formats.READABLE,
    examples=("challenges", "challenges data", "challenges 8 --format json"),
)
def challenges(
    run: Run,
    name: Annotated[
        str | None,
        options.argument(
            "A challenge by id, number, title or other name. Without it, all of them.",
            "NAME",
            options.ids("challenges"),
        ),
    ] = None,
) -> View:
    """List the challenges that smart city leaders meet, or show one in full."""
    from boundary_advisor.knowledge.names import find_challenge
    from boundary_advisor.views.catalogue_page import challenge_document, challenges_document

    kb = run.kb
    one = None if name is None else find_challenge(kb, name)
    return View(
        lambda: (challenge_document(kb, one) if one else challenges_document(kb),),
        lambda: import_name("output.json_knowledge.ChallengesOutput").write(
            kb, challenges=(one,) if one else kb.challenges
        ),
    )


@PROGRAM.command(
    "strategies",
    "List the strategies, or show one in full.",
    formats=formats.PICTURES,
    examples=("strategies", "strategies buffering", "strategies building --output building.md"),
)
def strategies(
    run: Run,
    name: Annotated[
        str | None,
        options.argument(
            "A strategy by id or name. Without it, all of them.", "NAME", options.ids("strategies")
        ),
    ] = None,
) -> View:
    """List the boundary management strategies on their grid, or show one in full."""
    from boundary_advisor.knowledge.names import find_strategy
    from boundary_advisor.views.catalogue_page import strategies_document, strategy_document

    kb = run.kb
    one = None if name is None else find_strategy(kb, name)
    return View(
        lambda: (strategy_document(kb, one) if one else strategies_document(kb),),
        lambda: import_name("output.json_knowledge.StrategiesOutput").write(
            kb, strategies=(one,) if one else kb.strategies
        ),
    )


@PROGRAM.command(
    "cases",
    "Show what cities did.",
    formats=formats.SHEETS,
    examples=(
        "cases --challenge culture",
        "cases --city 9 --strategy buffering",
        "cases --size medium-city",
        "cases privacy cameras",
    ),
)
def cases(
    run: Run,
    words: Annotated[
        list[str] | None, options.argument("Only cases that hold all of these words.", "WORDS")
    ] = None,
    *,
    city: Annotated[
        str | None,
        options.option("Only of the city with this number.", "NUMBER", "--city"),
    ] = None,
    size: Annotated[
        str | None,
        options.option(
            "Only of cities of this size.",
            "SIZE",
            "--size",
            "--city-size",
            words=options.ids("sizes"),
        ),
    ] = None,
    challenge: options.Challenge = None,
    strategy: options.Strategy = None,
) -> View:
    """Show cases: what cities did, what came of it, and what happened to them."""
    from boundary_advisor.knowledge.names import CaseFilter, find_cases
    from boundary_advisor.views.catalogue_page import cases_document

    kb = run.kb
    wanted = CaseFilter.from_names(
        kb, tuple(words or ()), city=city, size=size, challenge=challenge, strategy=strategy
    )
    found = find_cases(kb, wanted)
    return View(
        lambda: (cases_document(kb, found, wanted.in_words()),),
        lambda: import_name("output.json_knowledge.CasesOutput").write(kb, found),
    )


@PROGRAM.command(
    "matrix",
    "Show all challenges against all strategies.",
    formats=formats.ALL_BUT_CHARTS,
    examples=("matrix", "matrix --output matrix.md"),
)
def matrix(run: Run) -> View:
    """Show every challenge against every strategy: tactics, cities, and where most effort goes."""
    from boundary_advisor.views.catalogue_page import matrix_document

    return View(
        lambda: (matrix_document(run.kb),),
        lambda: import_name("output.json_knowledge.MatrixOutput").write(run.kb, run.kb),
    )


@PROGRAM.command(
    "explore",
    "Write a page to explore all advice.",
    formats=(Format.HTML,),
    default=Format.HTML,
    replaced={
        "output": Annotated[
            str,
            options.option(
                "Write to this file, whose name ends in .html; - is standard output.",
                "FILE",
                "--output",
                "-o",
            ),
        ]
    },
    examples=("explore --output grid.html", "explore --output grid.html --force"),
)
def explore(run: Run) -> str:
    """Write one page for a browser, on which a person picks a situation and reads the advice.

    It holds all answers, needs no network, and can be sent as one file. Its address leads back to
    the answer that was read, so a link to that can be copied.
    """
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.output.explorer import explorer_page

    return explorer_page(Advisor(run.kb))


PROGRAM.members["knowledge"] = KNOWLEDGE = Group(
    "Bring knowledge of your own: cities, cases and tactics, or another field.",
    line="Bring knowledge of your own, in packs.",
    examples=(
        "knowledge new our-cities",
        "knowledge check our-cities",
        "knowledge show examples/packs/north-network",
        "boundary-advisor advise -c data -t high -z long --knowledge examples/packs/north-network",
    ),
)

_PACKS = {
    "knowledge": Annotated[
        list[str] | None,
        options.argument(
            "The folders of packs, in the order in which they are laid over; a whole one first. "
            "Otherwise those named in BOUNDARY_ADVISOR_KNOWLEDGE.",
            "DIR",
        ),
    ],
    "only": None,
}


@KNOWLEDGE.command(
    "check",
    "Check packs: every problem at once.",
    formats=formats.LISTS,
    replaced=_PACKS,
    examples=(
        "knowledge check examples/packs/north-network",
        "knowledge check examples/packs/school-streets --format json",
    ),
)
def check(run: Run) -> None:
    """Check packs, or the built-in knowledge: every problem at once, each with its place.

    Each problem stands on a line: file, line, column, what is wrong and how to mend it. The exit
    code is 3 where there are any.
    """
    from boundary_advisor.packs.loading import check_packs
    from boundary_advisor.views.packs_page import check_text

    found = check_packs([Path(each) for each in run.packs])
    if run.form is Format.JSON:
        run.publish(import_name("output.json_knowledge.CheckOutput").write(None, found))
    else:
        named = [f"--knowledge {quote(printable(each))}" for each in run.packs]
        in_use = " ".join((*named, "--only") if found.kb and found.kb.head else named)
        run.publish(check_text(found, in_use))
    if found.problems:
        raise typer.Exit(ExitCode.INVALID_DATA)


@KNOWLEDGE.command(
    "show",
    "Show what each pack changes.",
    formats=formats.READABLE,
    replaced=_PACKS,
    examples=("knowledge show", "knowledge show examples/packs/north-network"),
)
def show(run: Run) -> View:
    """Show which knowledge is used, and what each pack adds, changes and retires."""
    from boundary_advisor.packs.loading import AGAIN, check_packs
    from boundary_advisor.validation import in_short
    from boundary_advisor.views.packs_page import packs_document

    kb, problems = check_packs([Path(each) for each in run.packs])
    if kb is None or problems:
        raise KnowledgeError(*in_short(problems, AGAIN))
    return View(
        lambda: (packs_document(kb),),
        lambda: import_name("output.json_knowledge.PacksOutput").write(kb, kb),
    )


@KNOWLEDGE.command(
    "new",
    "Begin a pack.",
    replaced={"knowledge": None, "only": None},
    examples=("knowledge new our-cities", "knowledge new north --name north-cities"),
)
def new(
    _run: Run,
    folder: Annotated[str, options.argument("The folder to make.", "DIR")],
    name: Annotated[
        str | None,
        options.option("The name of the pack. Otherwise that of the folder.", "NAME", "--name"),
    ] = None,
) -> str:
    """Begin a pack: a folder of files that explain themselves, with schemas for an editor.

    It is laid over the built-in knowledge, and changes nothing until you write into it.
    """
    from boundary_advisor.cli.writing import write_folder
    from boundary_advisor.knowledge.load import load_knowledge
    from boundary_advisor.packs.starter import starter_pack

    name = options.pack_name(name, folder)
    write_folder(folder, starter_pack(load_knowledge(), name, options.day_or_today(None)))
    shown = printable(folder)
    return (
        f"Made the pack '{name}' in '{shown}'.\n"
        f"Next: edit its files, then run: boundary-advisor knowledge check {quote(shown)}\n"
    )


@KNOWLEDGE.command(
    "schema",
    "Write a schema for an editor.",
    formats=(Format.JSON,),
    default=Format.JSON,
    examples=("knowledge schema", "knowledge schema overlay-case-examples"),
)
def schema(
    run: Run,
    name: Annotated[
        str | None,
        options.argument(
            "The name of a schema; without it all are listed.", "NAME", options.schema_names
        ),
    ] = None,
) -> str:
    """Write the JSON Schema of a file, with which an editor completes and explains it.

    Those that begin with overlay are of the files that are laid over other knowledge; they offer
    the ids that are there. That of a programme file offers the challenges and questions.
    """
    from boundary_advisor.knowledge.guide import load_guide
    from boundary_advisor.packs.starter import SCHEMAS, as_text, knowledge_schema
    from boundary_advisor.programme.programme_file import PROGRAMME, programme_schema

    if name is None:
        listed = [f"{each}: {SCHEMAS[each].title}" for each in SCHEMAS]
        return "\n".join((*listed, f"{PROGRAMME}: Programme file", ""))
    chosen = options.pick("schema", name, options.schema_names())
    if chosen == PROGRAMME:
        return as_text(programme_schema(run.kb, load_guide(run.kb)))
    return as_text(knowledge_schema(chosen, run.kb))
