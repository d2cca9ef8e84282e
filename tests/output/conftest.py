from __future__ import annotations

import pytest

from tests.support.documents import (
    Diagram,
    Document,
    Grid,
    GridField,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Tone,
)


@pytest.fixture(scope="session")
def sample() -> Document:
    """Give a document with every kind of block, in the shape of an answer."""
    return Document(
        "Shared data: high threat, long-term outcome",
        (
            Paragraph(
                "Departments and partners hold data that they do not want, or are not allowed, "
                "to give away."
            ),
            Grid(
                ("Short term", "Long term"),
                (
                    ("Low threat", GridField("Bridging for Support"), GridField("Bridging wide")),
                    ("High threat", GridField("Buffering"), GridField("Building", "you are here")),
                ),
            ),
            Heading("Building: make a boundary that holds"),
            Paragraph(
                "The threat can undo the initiative, and what is wanted has to outlast those who "
                "began it. So set up what does not depend on goodwill.",
                label="Why",
            ),
            Heading("Do first"),
            Items(
                (
                    Item(
                        "Write down which department keeps which data and who may ask for it.",
                        "Name the keepers",
                        (
                            Item("named them before a platform was bought.", "City 5"),
                            Item("One city stands behind this."),
                        ),
                    ),
                    Item(
                        "Give shared data a unit with a budget of its own [data] [/x].",
                        "Found a home",
                        (
                            Item(
                                "did so within a year.",
                                "Cities 3, 7",
                                (Item("In City 3 it moved to the mayor's office later on."),),
                            ),
                        ),
                    ),
                    Item("Publish the rules before the first data set."),
                ),
                numbered=True,
            ),
            Paragraph("4 more tactics: add --full.", tone=Tone.QUIET),
            Heading("Combine with"),
            Items(
                (
                    Item(
                        "technical and legal people carry what is built, other cities show how.",
                        "Bridging wide",
                    ),
                    Item("buys time until it stands.", "Buffering"),
                )
            ),
            Heading("Watch out"),
            Paragraph(
                "Every new boundary is a battle; fight those that pay.",
                label="Cost",
                tone=Tone.CAUTION,
            ),
            Paragraph("Do not build alone.", tone=Tone.STRONG),
            Heading("If things change"),
            Table(
                ("If", "then", "gained", "lost", "cities"),
                (
                    ("the threat is low", "Bridging wide", "5 tactics", "6 tactics", "2, 5, 7, 11"),
                    ("the outcome is wanted soon", "Buffering", "3 tactics", "all of them", "1"),
                ),
                caption="The answer for a neighbouring situation",
            ),
            Diagram(
                'flowchart LR\n  now["Buffering"] --> then["Building"]',
                caption="What comes first, and what after it",
            ),
            Heading("Evidence", level=3),
            Paragraph("12 cities, 18 tactics.", label="Behind it"),
            Paragraph("Table 1, row 2, column 4.", label="Source", tone=Tone.QUIET),
        ),
    )
