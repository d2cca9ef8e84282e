"""An invented work on the invented field, and that field with the headings to find its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boundary_advisor.knowledge.base import KnowledgeBase
from boundary_advisor.knowledge.entry import Place
from tests.engine.fields import orchard
from tests.source_text import Judged, check_text

if TYPE_CHECKING:
    from boundary_advisor.knowledge.entry import About

LETTERS = """The Orchard Letters

Contents
Walks in three orchards
The winter in notes

1. Walks in three orchards
The valley has a north slope and three keepers. At noon leaves curl, for the well is low while fruit
swells. Forty people stood between the brook and the last row, Anna counted them, and not one tree
was lost. Ladders are held by the same four people. Straw lay thick under pears, a layer that saves
every second bucket, and the bees liked it. Painted signs with family names hung on new trees, so
pruning day was full that year.

Name\tRole\tOrchard
Anna\tKeeper\t1
Bert\tKeeper\t2
Cora\tMiller's daughter\t3

Sheet 1: What was done\u00b9 where
Challenge\tWater\tTeach\tNet\tReplant
1. Dry summers\tForming a chain of neighbours with buckets from the brook to the oldest rows\
\tTeaching mulching, a layer of straw\tHanging cloth as shade for the youngest rows, of old sheets\
\tPlanting pears with deep roots on wild stock
2. Brook\tDrawing water at night while the mill sleeps\tReading deeds of water, the mill\tFilling\t
3. Hands\tBuckets for helpers\tand a ladder shared\tNo net\tA family gives a tree its name

Sketch 1: The valley from above

The winter in notes
A sluice that stayed shut for eleven days, wrote Cora, made the mill an enemy. Villagers think in
shade and growers in harvests. Nine pupils carried water during a week of June, Bert's pupils all.
Bark splits on older trunks, and trees may die of frost. Grafting on wild stock takes seven years,
without cider. Forty bed sheets hung until August, and the whole green laughed.
"""


def with_about(kb: KnowledgeBase, change: dict[str, Any]) -> KnowledgeBase:
    """Give the same knowledge with another head."""
    about = kb.about.model_copy(update=change)
    file = kb.files.challenges.model_copy(update={"about": about})
    return KnowledgeBase(kb.files._replace(challenges=file))


def headed() -> KnowledgeBase:
    """Give the invented field with the headings of its work, and a figure."""
    kb = orchard().kb
    headings = {"Walks": "Walks in Three", "Winter notes": "The Winter in"}
    places = [each.model_copy(update={"heading": headings[each.name]}) for each in kb.about.places]
    sketch = Place(name="Sketch", where="The valley", heading="Sketch 1: The Valley", figure=True)
    table = kb.about.table.model_copy(update={"heading": "Sheet 1: What Was Done"})
    return with_about(kb, {"places": (*places, sketch), "table": table})


def head_of_letters() -> About:
    return headed().about


def judge(kb: KnowledgeBase, entry: str, text: str = LETTERS) -> list[Judged]:
    """Check a text, and give what was found of one entry."""
    return [each for each in check_text(kb, None, text) if each.entry == entry]
