"""Packs made for a test: folders of YAML, and ways to lay them over other knowledge."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from boundary_advisor import KnowledgeError, load_knowledge, load_with_packs
from boundary_advisor.knowledge.base import CASES, CHALLENGES, HEAD, STRATEGIES
from boundary_advisor.packs.loading import lay_over, read_pack
from tests.support.knowledge import ORCHARD
from tests.support.models import PackKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from boundary_advisor import KnowledgeBase
    from tests.support.models import Files, Layer

Contents = dict[str, dict[str, dict[str, list[dict[str, Any]]]]]
"""File -> verb -> section -> entries."""

WHY = "It is of no use here."
"""Why something is retired."""


def head_of(name: str, **more: object) -> dict[str, object]:
    """Give the head of a pack that has a place of its own."""
    return {
        "name": name,
        "version": "1.0",
        "author": "The keepers",
        "date": "2026-11-01",
        "licence": "MIT",
        "places": [{"name": "Visit", "where": "Notes of a visit"}],
        **more,
    }


def write_pack(folder: Path, contents: Mapping[str, object], **head: object) -> Path:
    """Write a pack that is called like its folder; JSON is YAML too.

    Args:
        folder: The folder, which is made.
        contents: What its files hold, by name: a text, or what becomes one.
        head: What else its head holds.
    """
    folder.mkdir(parents=True)
    for file, content in {HEAD: head_of(folder.name, **head), **contents}.items():
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        (folder / file).write_text(text, "utf-8")
    return folder


def write_orchard(folder: Path) -> Path:
    """Write the orchard as a whole pack."""
    shutil.copytree(ORCHARD, folder)
    head = head_of("orchard", version="0.1", kind="whole")
    del head["places"]
    (folder / HEAD).write_text(json.dumps(head), "utf-8")
    return folder


def over_orchard(*folders: Path) -> KnowledgeBase:
    """Lay packs over the orchard, which is written beside the first of them."""
    orchard = folders[0].parent / "orchard"
    return load_with_packs([write_orchard(orchard), *folders], only=True)


class Laid(NamedTuple):
    """The knowledge after one more pack, and what that pack did."""

    files: Files
    layer: Layer


def lay(kb: KnowledgeBase, *folders: Path) -> tuple[Laid, ...]:
    """Lay sound packs over knowledge, one by one."""
    files = kb.files
    laid: list[Laid] = []
    for folder in folders:
        below = tuple(each.layer for each in laid)
        files, layer = lay_over(files, read_pack(folder, PackKind.OVERLAY), below)
        laid.append(Laid(files, layer))
    return tuple(laid)


def in_orchard(folder: Path, contents: Mapping[str, object], **head: object) -> Laid:
    """Lay one sound pack over the orchard."""
    (laid,) = lay(load_knowledge(ORCHARD), write_pack(folder, contents, **head))
    return laid


def faults_in_orchard(folder: Path, contents: Mapping[str, object]) -> list[str]:
    """Lay a pack with faults over the orchard, and give their messages."""
    with pytest.raises(KnowledgeError) as caught:
        in_orchard(folder, contents)
    return [each.message for each in caught.value.problems]


def strategies(**verbs: dict[str, list[dict[str, Any]]]) -> Contents:
    """Give a pack that has one file: the strategies."""
    return {STRATEGIES: dict(verbs)}


def challenges(**verbs: dict[str, list[dict[str, Any]]]) -> Contents:
    """Give a pack that has one file: the challenges."""
    return {CHALLENGES: dict(verbs)}


def cases(**verbs: dict[str, list[dict[str, Any]]]) -> Contents:
    """Give a pack that has one file: the cases."""
    return {CASES: dict(verbs)}


def retire(section: str, *names: str | int) -> dict[str, list[dict[str, Any]]]:
    """Give what retires entries by their id, or by their number."""
    return {
        section: [{"id" if isinstance(name, str) else "number": name, "why": WHY} for name in names]
    }


def of_everything(kb: KnowledgeBase, word: str = "Zu") -> Contents:
    """Give a pack that does everything to any knowledge, in words that nobody else uses.

    It adds a challenge with its cells, a tactic in each strategy, a service, two cities and cases,
    and changes one entry of every kind.

    Args:
        kb: The knowledge.
        word: What every text of the pack begins with.
    """
    low = word.lower()
    first = kb.strategies[0]
    served = next(each for each in first.tactics if each.serves)
    unserved = [
        each.id
        for each in kb.challenges
        if each.id not in {service.challenge for service in served.serves}
        and kb.cell(each.id, first.id).state != "not-applicable"
    ]
    case = next(each for each in kb.cases if each.tactics and each.cities)
    city = next(each for each in kb.cities if each.key not in case.cities)
    changed = next(each for each in kb.strategies[1].tactics if each.id not in case.tactics)
    cell = next(each for each in kb.strategies[2].cells if each.state != "not-applicable")
    return {
        CHALLENGES: {
            "add": {"challenges": [_challenge(word)]},
            "override": {
                "challenges": [
                    {"id": kb.challenges[1].id, "title": f"{word}renamed", "source": "Visit"}
                ]
            },
        },
        STRATEGIES: {
            "add": {
                "tactics": [_tactic(word, n, each.id) for n, each in enumerate(kb.strategies)],
                "cells": [
                    {
                        "strategy": each.id,
                        "challenge": f"{low}frost",
                        "state": "reported",
                        "source": "Visit",
                    }
                    for each in kb.strategies
                ],
                "services": [
                    {"tactic": served.id, "challenge": each, "source": "Visit"}
                    for each in unserved[:1]
                ],
            },
            "override": {
                "strategies": [
                    {"id": kb.strategies[3].id, "purpose": f"{word}purpose.", "source": "Visit"}
                ],
                "tactics": [
                    {
                        "id": changed.id,
                        "title": f"{word}retitled",
                        "first_step": f"{word}step.",
                        "source": "Visit",
                    }
                ],
                "cells": [
                    {
                        "strategy": kb.strategies[2].id,
                        "challenge": cell.challenge,
                        "effort": "Visit",
                        "source": "Visit",
                    }
                ],
            },
        },
        CASES: {
            "add": {
                "cities": [
                    {
                        "id": f"{low}{name}",
                        "name": f"{word}{name}",
                        "size": kb.sizes[0].id,
                        "source": "Visit",
                    }
                    for name in ("ville", "port")
                ],
                "cases": [
                    _case(word, "tactic0", [f"{low}ville", f"{low}port"], [f"{low}frost"]),
                    _case(word, "tactic3", [f"{low}port"], [f"{low}frost"]),
                    {**_case(word, "", [f"{low}ville"], [f"{low}frost"]), "tactics": []},
                    {
                        **_case(word, "", [f"{low}ville"], [served.serves[0].challenge]),
                        "id": f"{low}-elsewhere",
                        "summary": f"{word}borrowed.",
                        "tactics": [served.id],
                    },
                ],
            },
            "override": {
                "cities": [
                    {
                        "id" if isinstance(city.key, str) else "number": city.key,
                        "setting": f"{word}hills",
                        "source": "Visit",
                    }
                ],
                "cases": [{"id": case.id, "outcome": f"{word}outcome.", "source": "Visit"}],
            },
        },
    }


def _challenge(word: str) -> dict[str, Any]:
    return {
        "id": f"{word.lower()}frost",
        "title": f"{word}frost",
        "summary": f"{word}nights.",
        "signs": [{"text": f"{word}ice.", "source": "Visit"}],
        "words": [f"{word.lower()}cold"],
        "source": "Visit",
    }


def _tactic(word: str, number: int, strategy: str) -> dict[str, Any]:
    return {
        "strategy": strategy,
        "id": f"{word.lower()}tactic{number}",
        "title": f"{word}tactic{number}",
        "summary": f"{word}summary{number}.",
        "first_step": f"{word}begin{number}.",
        "serves": [{"challenge": f"{word.lower()}frost", "source": "Visit"}],
        "source": "Visit; own judgement",
    }


def _case(word: str, tactic: str, cities: list[str], challenges: list[str]) -> dict[str, Any]:
    return {
        "id": f"{word.lower()}-{tactic or 'itself'}",
        "cities": cities,
        "summary": f"{word}told{tactic}.",
        "tactics": [f"{word.lower()}{tactic}"],
        "challenges": challenges,
        "source": "Visit",
    }
