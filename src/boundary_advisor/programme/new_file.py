"""The text of a programme file that is begun."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING

from boundary_advisor.engine.words import listing
from boundary_advisor.programme.models import Status
from boundary_advisor.programme.yaml_edit import scalar

if TYPE_CHECKING:
    from datetime import date

    from boundary_advisor.knowledge.base import KnowledgeBase

_HEAD = """\
# A programme file, begun by the interview: boundary-advisor assess
# You can change it by hand. The interview keeps your comments and what you write.
#
# programme      the name of the programme
# assessed       the day of the assessment
# knowledge      the version of the knowledge it was made with
# city_size      {sizes}
# applies        for each challenge, whether you meet it: yes, no or not sure
# situations     one for each challenge that you meet:
#   challenge    its id; see them with: boundary-advisor challenges
#   initiative   what it is about. With it, a challenge can have several situations
#   signs        your answers to the questions: yes, no or not sure
#   threat       low, high or not sure: how much the challenge threatens to stop or undo your work
#   horizon      short, long or not sure: whether you want progress soon or change that lasts
#   owner        a name or a role; blank if nobody yet
#   status       {statuses}
#   review       the day to look at it again, such as 2027-03-31
#   note         anything else
#   advised      the strategy that was advised

"""

_WIDTH = 70  # columns for what a field means


def begin_file(kb: KnowledgeBase, name: str, on: date) -> str:
    """Begin a programme file.

    Args:
        kb: The knowledge that the programme is assessed with.
        name: The name of the programme; any text.
        on: The day of the assessment.
    """
    sizes = f"{listing([size.id for size in kb.sizes], 'or')}; blank if it should not matter"
    head = _HEAD.format(
        sizes=f"\n#{' ' * 16}".join(wrap(sizes, _WIDTH, break_on_hyphens=False)),
        statuses=listing([status.value for status in Status], "or"),
    )
    version = json.dumps(kb.edition)  # in quotes, as other programs would read a number
    return f"{head}programme: {scalar(name)}\nassessed: {on.isoformat()}\nknowledge: {version}\n"
