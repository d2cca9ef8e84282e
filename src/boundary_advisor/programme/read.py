"""A programme file -> the programme, with every name in it resolved; or every problem at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boundary_advisor.errors import KnowledgeError, Problem, ProgrammeError, UsageError
from boundary_advisor.knowledge.collect import in_short
from boundary_advisor.knowledge.names import did_you_mean, find_challenge, find_size, show
from boundary_advisor.knowledge.parse import fit
from boundary_advisor.knowledge.reader import read_yaml
from boundary_advisor.plain import printable
from boundary_advisor.programme.csv_table import read_csv
from boundary_advisor.programme.models import Answer, Programme, ProgrammeSituation

if TYPE_CHECKING:
    from pathlib import Path

    from boundary_advisor.knowledge.base import KnowledgeBase
    from boundary_advisor.knowledge.files import Loc
    from boundary_advisor.knowledge.guide import Guide
    from boundary_advisor.knowledge.parse import Located

CSV = ".csv"


def load_programme(path: Path, kb: KnowledgeBase, guide: Guide) -> Programme:
    """Read a programme file: YAML, or a table where its name ends in `.csv`.

    Args:
        path: Where the file lies.
        kb: The knowledge that its names are looked up in.
        guide: The questions that its signs answer.

    Returns:
        The programme, with ids for whatever names the file gives.

    Raises:
        ProgrammeError: All problems of the file, each with its line and column.
    """
    shown = printable(str(path))
    try:
        read: Located
        read = read_csv(path, shown) if path.suffix.lower() == CSV else read_yaml(path, shown)
        return _Resolver(kb, guide, read).resolve(fit(read, Programme))
    except KnowledgeError as error:
        raise ProgrammeError(*in_short(error.problems, "Mend the file, then try again.")) from None


class _Resolver:
    """Looks up the names in a programme, and notes what does not fit."""

    def __init__(self, kb: KnowledgeBase, guide: Guide, read: Located) -> None:
        self._kb = kb
        self._guide = guide
        self._read = read
        self._known = {each.id for each in kb.challenges}
        self._problems: list[Problem] = []

    def resolve(self, raw: Programme) -> Programme:
        """Give the same programme with ids for names.

        Raises:
            KnowledgeError: What does not fit.
        """
        situations = tuple(self._situation(i, each) for i, each in enumerate(raw.situations))
        resolved = raw.model_copy(
            update={
                "city_size": self._size(raw.city_size),
                "applies": self._applies(raw, situations),
                "situations": situations,
            }
        )
        self._check_doubles(situations)
        if self._problems:
            raise KnowledgeError(tuple(self._problems))
        return resolved

    def _size(self, name: str | None) -> str | None:
        if name is None:
            return None
        try:
            return find_size(self._kb, name).id
        except UsageError as error:
            self._refuse(("city_size",), error)
            return None

    def _challenge(self, name: str, loc: Loc) -> str:
        try:
            return find_challenge(self._kb, name).id
        except UsageError as error:
            self._refuse(loc, error)
            return name

    def _applies(
        self, raw: Programme, situations: tuple[ProgrammeSituation, ...]
    ) -> dict[str, Answer]:
        told = {each.challenge for each in situations}
        applies: dict[str, Answer] = {}
        for name, answer in raw.applies.items():
            loc = ("applies", name)
            challenge = self._challenge(name, loc)
            if challenge in applies and applies[challenge] is not answer:
                self._refuse(loc, f"challenge '{challenge}' is answered twice; keep one of them")
            elif answer is Answer.NO and challenge in told:
                message = f"challenge '{challenge}' has a situation, so it applies; change one"
                self._refuse(loc, message)
            applies[challenge] = answer
        return applies

    def _situation(self, place: int, raw: ProgrammeSituation) -> ProgrammeSituation:
        top: Loc = ("situations", place)
        challenge = self._challenge(raw.challenge, (*top, "challenge"))
        for question in raw.signs:
            self._check_sign(challenge, question, (*top, "signs", question))
        return raw.model_copy(update={"challenge": challenge})

    def _check_sign(self, challenge: str, question: str, loc: Loc) -> None:
        known = self._guide.questions.get(question)
        if known is None:
            near = did_you_mean(question, self._guide.questions)
            self._refuse(loc, f"there is no question {show(question)}{near}")
        elif not known.is_asked_of(challenge) and challenge in self._known:
            self._refuse(loc, f"question '{question}' is not asked of challenge '{challenge}'")

    def _check_doubles(self, situations: tuple[ProgrammeSituation, ...]) -> None:
        seen: set[tuple[str, str | None]] = set()
        for i, each in enumerate(situations):
            key = (each.challenge, each.initiative)
            if key in seen:
                message = f"challenge '{each.challenge}' is there twice for the same initiative"
                self._refuse(("situations", i), f"{message}; give each its own `initiative`")
            seen.add(key)

    def _refuse(self, loc: Loc, what: str | UsageError) -> None:
        if isinstance(what, UsageError):
            mark = "" if what.message.endswith("?") else "."
            what = f"{what.message}{mark} {what.hint}"
        self._problems.append(self._read.problem(loc, what))
