"""The JSON outputs, and their schemas as they follow from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.knowledge.schemas import BareSchema, bare_schema, describe, headed, models_in
from boundary_advisor.output.json_advice import AdviceOutput, ReportOutput
from boundary_advisor.output.json_base import Output
from boundary_advisor.output.json_knowledge import (
    CasesOutput,
    ChallengesOutput,
    CheckOutput,
    MatrixOutput,
    PacksOutput,
    StrategiesOutput,
)
from boundary_advisor.output.json_programme import (
    ComparisonOutput,
    PortfolioOutput,
    ProgrammeReportOutput,
    RoadmapOutput,
)
from boundary_advisor.text import lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic_core import core_schema

    from boundary_advisor.knowledge.schemas import Shape

OUTPUTS: dict[str, type[BaseModel]] = {
    "advice": AdviceOutput,
    "report": ReportOutput,
    "challenges": ChallengesOutput,
    "strategies": StrategiesOutput,
    "cases": CasesOutput,
    "matrix": MatrixOutput,
    "portfolio": PortfolioOutput,
    "programme-report": ProgrammeReportOutput,
    "roadmap": RoadmapOutput,
    "compare": ComparisonOutput,
    "packs": PacksOutput,
    "check": CheckOutput,
}
"""Name of each output -> its model."""

PROMISE = "Format version 1: keys may be added to it, so ignore those that you do not know."


class AsWritten(BareSchema):
    """Describes what is written: a field that is left out where it is null is never null."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Shape:
        """Give the schema of a field without its default, and not null where that is null."""
        inner = schema["schema"]
        return self.generate_inner(inner["schema"] if inner["type"] == "nullable" else inner)


def output_schema(name: str) -> Shape:
    """Give the schema of an output by its name."""
    model = OUTPUTS[name]
    whole, parts = bare_schema(model, AsWritten, mode="serialization")
    _describe(model, whole)
    for part in models_in(model):
        _describe(part, parts[part.__name__])
    whole["description"] += f" {PROMISE}"
    return headed(name, name.replace("-", " ").capitalize(), whole, parts)


def _describe(model: type[BaseModel], shape: Shape) -> None:
    others = model.described_by if issubclass(model, Output) else ()
    describe(model, shape, others=others, blank="null")


def output_sections() -> str:
    """Describe each output under a heading of its command."""
    return "\n\n".join(_section(name, output_schema(name)) for name in OUTPUTS)


def _section(name: str, schema: Shape) -> str:
    words = schema["description"].removesuffix(f" {PROMISE}")
    command, _, what = words.removeprefix("What `").partition("` gives: ")
    parts = schema["$defs"]
    shapes = [parts[each["$ref"].rpartition("/")[2]] for each in schema.get("anyOf", ())]
    lines = [line for shape in shapes or [schema] for line in _keys(shape, parts)]
    return (
        f"### {command.removesuffix(' --format json')}\n\n{what[0].upper()}{what[1:]} "
        f"Schema: [{name}.schema.json](schemas/{name}.schema.json).\n\n" + "\n".join(lines)
    )


def _keys(shape: Shape, parts: Shape) -> Iterator[str]:
    for key, field in shape["properties"].items():
        if key not in {"format_version", "knowledge"}:
            mark = "" if key in shape["required"] else "*"
            yield f"- `{key}`{mark}: {_words(field, parts)}"


def _words(field: Shape, parts: Shape) -> str:
    """Describe a field, or what it refers to."""
    if "description" in field:
        return str(field["description"])
    name = field.get("items", field)["$ref"].rpartition("/")[2]
    words = str(parts[name]["description"])
    return f"Each is {lower_first(words)}" if "items" in field else words
