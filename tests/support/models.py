"""The models of knowledge, packs and results that tests of several areas make or compare."""

from __future__ import annotations

from boundary_advisor.engine.results import CaseAdvice, Change, Effort, Finding, Rule, TacticAdvice
from boundary_advisor.engine.tactics import CellContents, contents_of
from boundary_advisor.errors import ExitCode, MissingExtraError, OutputError
from boundary_advisor.knowledge.base import (
    CASES,
    CHALLENGES,
    COMPILED,
    PROGRAMMES,
    QUESTIONS,
    STRATEGIES,
    Files,
)
from boundary_advisor.knowledge.entry import About, Edition, Entry, Origin, Place, Statement
from boundary_advisor.knowledge.load import data_dir
from boundary_advisor.knowledge.models import Cell, CityKey, Level
from boundary_advisor.knowledge.provenance import (
    Act,
    Effect,
    FieldChange,
    Layer,
    PackHead,
    PackKind,
)
from boundary_advisor.packs.pack import CASE, CELL, CHALLENGE, CITY, STRATEGY, TACTIC
from boundary_advisor.programme.answers import InterviewStep, QuestionKind
from boundary_advisor.programme.comparison import Shift, TacticChange
from boundary_advisor.programme.fields import Answer, HorizonGiven, ThreatGiven
from boundary_advisor.programme.placing import Placed
from boundary_advisor.programme.roadmap_steps import Step, StepKind, When
from boundary_advisor.programme.yaml_edit import Edit, apply_edits
from boundary_advisor.text import HIDDEN, fold
from boundary_advisor.yamlfile import Data, Loc, parse_yaml, read_yaml

__all__ = [
    "CASE",
    "CASES",
    "CELL",
    "CHALLENGE",
    "CHALLENGES",
    "CITY",
    "COMPILED",
    "HIDDEN",
    "PROGRAMMES",
    "QUESTIONS",
    "STRATEGIES",
    "STRATEGY",
    "TACTIC",
    "About",
    "Act",
    "Answer",
    "CaseAdvice",
    "Cell",
    "CellContents",
    "Change",
    "CityKey",
    "Data",
    "Edit",
    "Edition",
    "Effect",
    "Effort",
    "Entry",
    "ExitCode",
    "FieldChange",
    "Files",
    "Finding",
    "HorizonGiven",
    "InterviewStep",
    "Layer",
    "Level",
    "Loc",
    "MissingExtraError",
    "Origin",
    "OutputError",
    "PackHead",
    "PackKind",
    "Place",
    "Placed",
    "QuestionKind",
    "Rule",
    "Shift",
    "Statement",
    "Step",
    "StepKind",
    "TacticAdvice",
    "TacticChange",
    "ThreatGiven",
    "When",
    "apply_edits",
    "contents_of",
    "data_dir",
    "fold",
    "parse_yaml",
    "read_yaml",
]
