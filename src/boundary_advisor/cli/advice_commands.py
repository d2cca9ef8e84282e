"""The commands that advise: on a challenge, and on a whole programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from boundary_advisor.cli import options
from boundary_advisor.cli.registry import PROGRAM, Run
from boundary_advisor.errors import UsageError
from boundary_advisor.output import formats
from boundary_advisor.output.formats import Format, View, import_name, view_of

if TYPE_CHECKING:
    from boundary_advisor.engine.results import Recommendation
    from boundary_advisor.knowledge.base import KnowledgeBase

Advice: TypeAlias = "tuple[tuple[Recommendation, ...], ...]"
"""The recommendations on each challenge: one, or one for each candidate."""


@PROGRAM.command(
    "advise",
    "Advise on a challenge: strategy, tactics, cities.",
    formats=formats.PICTURES,
    examples=(
        "advise --challenge data --threat high --horizon long",
        "advise --challenge politics --threat low",
        "advise -c legal -c culture -t high -z short --city-size medium-city",
        "advise -c data-use -t high -z long --full --output advice.md",
    ),
)
def advise(
    run: Run,
    challenge: options.Challenges = None,
    threat: options.Threat = None,
    horizon: options.Horizon = None,
    city_size: options.CitySize = None,
    *,
    full: options.Full = False,
    no_input: options.NoInput = False,
) -> View:
    """Advise on a challenge: which strategy fits, what to do, what cities did, and why.

    Without --threat or --horizon it shows each possible answer, and the signs that tell them apart.
    For one challenge, at a terminal, it first offers a few questions that find the level.
    """
    from boundary_advisor.views.advice_page import advice_document, candidates_document

    advice = _advise_on(run.kb, challenge, threat, horizon, city_size)
    if not no_input:
        advice = _settle_levels(run.kb, advice)
    answers = tuple(answer for group in advice for answer in group)
    return View(
        lambda: tuple(
            advice_document(run.kb, group[0], full=full)
            if len(group) == 1
            else candidates_document(run.kb, group, full=full)
            for group in advice
        ),
        lambda: import_name("output.json_advice.advice_json")(run.kb, answers),
    )


@PROGRAM.command(
    "report",
    "Write a brief to hand on.",
    formats=formats.READABLE,
    default=Format.MARKDOWN,
    examples=(
        "report -c data -t high -z long --output brief.md",
        "report -c data -c legal -t high -z short",
        "report examples/town.yaml --output programme.md",
        "report -c citizens -t low -z long --format json",
    ),
)
def report(
    run: Run,
    file: Annotated[
        str | None,
        options.argument(
            "A programme file, for a brief on all of it. It takes the place of --challenge, "
            "--threat, --horizon and --city-size.",
            "FILE",
        ),
        options.READ,
    ] = None,
    *,
    challenge: options.Challenges = None,
    threat: options.Threat = None,
    horizon: options.Horizon = None,
    city_size: options.CitySize = None,
    date: options.Day = None,
) -> View:
    """Write a brief on challenges or on a whole programme, to be handed on.

    It is markdown, unless told otherwise. It holds the recommendation, a plan with room for owners,
    the options not chosen, what cities did, and the limits of the evidence. That of a programme
    begins with its portfolio.
    """
    from boundary_advisor.views.brief import brief_document, programme_brief_document

    if file is None:
        advice = _advise_on(run.kb, challenge, threat, horizon, city_size)
        answers = tuple(answer for group in advice for answer in group)
        return View(
            lambda: (brief_document(run.kb, answers),),
            lambda: import_name("output.json_advice.ReportOutput").write(run.kb, answers=answers),
        )
    if challenge or threat or horizon or city_size:
        hint = "Leave out --challenge, --threat, --horizon and --city-size, or leave out the file."
        raise UsageError("the situations stand in the file", hint)
    on = options.day_or_today(date)
    found = run.planner.portfolio(run.planner.read(file), on)
    return View(
        lambda: (programme_brief_document(run.kb, found),),
        lambda: import_name("output.json_programme.ProgrammeReportOutput").write(run.kb, found),
    )


@PROGRAM.command(
    "assess",
    "Assess a programme by plain questions.",
    examples=(
        "assess brookmere.yaml --answers examples/town.yaml --no-input",
        "assess harbour.yaml --answers examples/large-metropolitan.csv --no-input",
    ),
)
def assess(
    run: Run,
    file: Annotated[
        str,
        options.argument("The programme file, in YAML. It is begun if it is not there.", "FILE"),
    ],
    answers: Annotated[
        str | None,
        options.option(
            "Take the answers from this programme file, YAML or CSV; only the rest is asked.",
            "FILE",
            "--answers",
        ),
    ] = None,
    *,
    no_input: options.NoInput = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a file that is there, without asking first.")
    ] = False,
    date: options.Day = None,
) -> View | None:
    """Assess a programme by plain questions: about ten minutes at a terminal.

    To begin, type: boundary-advisor assess city.yaml

    It asks which of the challenges you meet, how much each threatens your work, and whether you
    want progress soon or change that lasts. It says where each lands, and why. Every answer is
    saved in FILE at once. Stop when you like; the same command goes on. What you wrote into FILE by
    hand stays as it is.
    """
    from boundary_advisor.cli.assessment import Assessment

    on = options.day_or_today(date)
    document = Assessment(run.kb, file, answers, on, date is not None, no_input, force).run()
    return View(lambda: (document,), str) if document else None


@PROGRAM.command(
    "portfolio",
    "Show a whole programme on one page.",
    formats=formats.ALL_BUT_CHARTS,
    examples=(
        "portfolio examples/medium-city-2026.yaml",
        "portfolio examples/large-metropolitan.csv --date 2026-11-22",
        "portfolio examples/town.yaml --full --output portfolio.md",
    ),
)
def portfolio(
    run: Run, file: options.ProgrammeFile, *, full: options.Full = False, date: options.Day = None
) -> View:
    """Show a programme on one page: where each challenge stands, the mix, and what is missing.

    It lists first the tactics that serve several challenges. What is written to a file, or as
    Markdown, holds everything. --format csv writes the situations as a table for a spreadsheet.
    """
    on = options.day_or_today(date)
    found = run.planner.portfolio(run.planner.read(file), on)
    return view_of(found, run.kb, full=full or run.is_whole)


@PROGRAM.command(
    "roadmap",
    "Show a whole programme in time.",
    formats=formats.CHARTS,
    examples=(
        "roadmap examples/medium-city-2025.yaml",
        "roadmap examples/town.yaml --full",
        "roadmap examples/large-metropolitan.csv --output roadmap.md",
    ),
)
def roadmap(run: Run, file: options.ProgrammeFile, *, full: options.Full = False) -> View:
    """Show a programme in time: what to begin with, what comes after it, and what ends it.

    Steps stand in the usual order of the strategies. Where one departs from it, it says why. What
    is written to a file, or as Markdown, holds everything; Markdown has a chart too, for readers
    that draw Mermaid.
    """
    found = run.planner.roadmap(run.planner.read(file))
    return view_of(found, run.kb, full=full or run.is_whole)


_TWO_YEARS = "examples/medium-city-2025.yaml examples/medium-city-2026.yaml"


@PROGRAM.command(
    "compare",
    "Show what moved between two programme files.",
    formats=formats.PICTURES,
    examples=(
        f"compare {_TWO_YEARS}",
        f"compare {_TWO_YEARS} --full",
        f"compare {_TWO_YEARS} -f json",
    ),
)
def compare(
    run: Run,
    old: Annotated[str, options.argument("The programme file as it was.", "OLD"), options.READ],
    new: Annotated[str, options.argument("The programme file as it is.", "NEW"), options.READ],
    *,
    full: options.Full = False,
    date: Annotated[
        str | None,
        options.option(
            "Reviews before this day are overdue. Otherwise the day on which NEW was assessed, "
            "or today.",
            "YYYY-MM-DD",
            "--date",
        ),
    ] = None,
) -> View:
    """Show what moved between two programme files: which situations, and which way.

    It also shows what is overdue, new or closed, which tactics to start, to go on with and to stop,
    and whether the knowledge changed in between. Situations are matched by challenge and
    initiative. A file always holds all of it.
    """
    on = options.day_or_today(date)
    before, after = run.planner.read(old), run.planner.read(new)
    found = run.planner.compare(before, after, on if date else after.assessed or on)
    return view_of(found, run.kb, full=full or run.is_whole)


def _advise_on(
    kb: KnowledgeBase,
    challenges: list[str] | None,
    threat: str | None,
    horizon: str | None,
    size: str | None,
) -> Advice:
    """Advise on a question as the command line puts it."""
    from boundary_advisor.engine.advisor import Advisor
    from boundary_advisor.engine.results import Situation
    from boundary_advisor.knowledge.models import Horizon, Threat
    from boundary_advisor.knowledge.names import find_challenge, find_size

    if not challenges:
        known = ", ".join(each.id for each in kb.challenges)
        raise UsageError("no challenge is given", f"Add --challenge with one of: {known}.")
    pick, why = options.pick, "The study knows two levels, and nothing between."
    level = None if threat is None else Threat(pick("threat", threat, Threat, why))
    due = None if horizon is None else Horizon(pick("horizon", horizon, Horizon, why))
    city_size = None if size is None else find_size(kb, size).id
    ids = dict.fromkeys(find_challenge(kb, each).id for each in challenges)
    advisor = Advisor(kb)
    situations = (
        Situation(challenge=each, threat=level, horizon=due, city_size=city_size) for each in ids
    )
    return tuple(map(advisor.answers, situations))


def _settle_levels(kb: KnowledgeBase, advice: Advice) -> Advice:
    """If one challenge lacks a level and there is a terminal, offer the questions that find it."""
    first = advice[0][0]
    if len(advice) > 1 or not first.assumed:
        return advice
    from boundary_advisor.cli.prompt import at_terminal

    if not at_terminal(answer=True):
        return advice
    from boundary_advisor.cli.interview_loop import find_levels
    from boundary_advisor.engine.advisor import Advisor

    assumed = dict.fromkeys((each.what for each in first.assumed), None)
    situation = first.situation.model_copy(update=assumed)
    return (Advisor(kb).answers(find_levels(kb, situation)),)
