"""What is made of two programmes, or of one at two times, before anyone renders it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from boundary_advisor.engine.results import Fired, TacticAdvice
    from boundary_advisor.knowledge.guide import ProgrammeRule
    from boundary_advisor.knowledge.models import Challenge, RuleId, Strategy
    from boundary_advisor.programme.placing import Finding, Placed
    from boundary_advisor.programme.portfolio import Share
    from boundary_advisor.programme.programme import Programme


class Shift(StrEnum):
    """What became of a level."""

    SAME = "same"
    ROSE = "rose"
    FELL = "fell"
    LONGER = "longer"
    SHORTER = "shorter"
    SETTLED = "settled"
    UNSETTLED = "unsettled"


class FieldChange(NamedTuple):
    """A field of a situation that is not as it was; empty text where it has no value.

    Attributes:
        field: Name of the field, as files call it.
        old: What it held.
        new: What it holds.
    """

    field: str
    old: str
    new: str


class TacticChanges(NamedTuple):
    """What becomes of the tactics of one situation, without those for a strategy at large.

    Attributes:
        start: Advised now, and not before.
        keep: Advised before, and still, where work has begun.
        still_to_start: Advised before, and still, where it has not.
        end: Advised before, and no more.
        unknown: Advised before, where the situation left the file without a word.
        depends: Advised before; whether they still are depends on a level that is undecided now.
    """

    start: tuple[TacticAdvice, ...] = ()
    keep: tuple[TacticAdvice, ...] = ()
    still_to_start: tuple[TacticAdvice, ...] = ()
    end: tuple[TacticAdvice, ...] = ()
    unknown: tuple[TacticAdvice, ...] = ()
    depends: tuple[TacticAdvice, ...] = ()


class Move(NamedTuple):
    """A situation that is in both programmes, and what became of it.

    Attributes:
        old: As it was.
        new: As it is; both placed with the same knowledge.
        threat: What became of the threat.
        horizon: What became of the horizon.
        guess: Why it is taken for the same although its initiative goes by another name; empty
            where the names agree.
        changes: Which of initiative, owner, status and review differ.
        tactics: What becomes of its tactics.
        finding: All that moved on the grid, in words.
    """

    old: Placed
    new: Placed
    threat: Shift
    horizon: Shift
    guess: str
    changes: tuple[FieldChange, ...]
    tactics: TacticChanges
    finding: Finding

    @property
    def moved(self) -> bool:
        """True where it stands elsewhere on the grid, or is settled or undecided as it was not."""
        return {self.threat, self.horizon} != {Shift.SAME}

    @property
    def closed(self) -> bool:
        """True where it was done or dropped in between."""
        return self.new.given.is_closed and not self.old.given.is_closed

    @property
    def reopened(self) -> bool:
        """True where it was done or dropped, and is at work again."""
        return self.old.given.is_closed and not self.new.given.is_closed


class Single(NamedTuple):
    """A situation that is in one of the programmes only, and what that means for its tactics.

    Attributes:
        placed: The situation.
        tactics: What becomes of its tactics.
        ruled_out: True where it is gone, and the new programme says that its challenge does not
            apply.
    """

    placed: Placed
    tactics: TacticChanges
    ruled_out: bool = False


class Reason(NamedTuple):
    """Why a tactic goes on that is not advised any more for any situation's own challenge.

    Attributes:
        rule: The rule that says so.
        what: For what it goes on, to follow a name: "in general, for 2 data".
        why: The reason, in a sentence or two.
        situations: The situations of the new programme that it goes on for.
        source: Where the source says so.
    """

    rule: RuleId | ProgrammeRule
    what: str
    why: str
    situations: tuple[Placed, ...]
    source: str


class TacticMove(NamedTuple):
    """What becomes of a tactic in the programme as a whole.

    Attributes:
        advice: The tactic.
        old: The situations it was advised for.
        new: The situations it is advised for.
        reasons: For one that no challenge itself asks for any more, and that is still good for
            something: for what, and why.
        source: Where the source says that it serves them.
    """

    advice: TacticAdvice
    old: tuple[Placed, ...]
    new: tuple[Placed, ...]
    reasons: tuple[Reason, ...]
    source: str


class ProgrammeTactics(NamedTuple):
    """Every tactic of the programme in exactly one list.

    Attributes:
        start: Advised now for a challenge itself, and not before.
        keep: Advised before, and still; work has begun on a situation it was or is for.
        still_to_start: Advised before, and still, or in a way that would make it go on; but no
            work has begun.
        go_on: Advised before; now for a strategy at large, as the first of a step of the roadmap,
            or beside the strategy that is advised now. Work has begun.
        end: Advised before, and by nothing any more.
        unknown: Advised before, and by nothing that is in the new file; but a situation left it
            without a word.
        depends: Advised before; whether they still are depends on a level that is undecided now.
    """

    start: tuple[TacticMove, ...]
    keep: tuple[TacticMove, ...]
    still_to_start: tuple[TacticMove, ...]
    go_on: tuple[TacticMove, ...]
    end: tuple[TacticMove, ...]
    unknown: tuple[TacticMove, ...]
    depends: tuple[TacticMove, ...]


class FieldCount(NamedTuple):
    """A field of the grid, by the strategy it is named after, and who stood and stands there.

    Closed situations stand nowhere, and neither do those with an undecided level.
    """

    strategy: Strategy
    old: tuple[Placed, ...]
    new: tuple[Placed, ...]


class Met(StrEnum):
    """What a programme says of a challenge."""

    ASSESSED = "assessed"
    YES = "applies, not assessed"
    NOT_SURE = "not sure whether it applies"
    NO = "does not apply"
    UNSAID = "not mentioned"


class ChallengeChange(NamedTuple):
    """A challenge of which the programmes do not say the same."""

    challenge: Challenge
    old: Met
    new: Met


class PromiseKind(StrEnum):
    """How something was promised and not done, as far as status and review tell."""

    NOT_STARTED = "not-started"
    REVIEW_PASSED = "review-passed"
    NO_DAY = "no-day"
    LEFT_FILE = "left-file"


class Promise(NamedTuple):
    """Something that was promised and, as far as the files tell, not done.

    Attributes:
        kind: How.
        old: The situation as it was.
        new: As it is; None where it left the file, so that it cannot be told.
        finding: That in words.
    """

    kind: PromiseKind
    old: Placed
    new: Placed | None
    finding: Finding


class Otherwise(NamedTuple):
    """Advice on record in a file that is not what the knowledge in use gives for the same levels.

    Attributes:
        placed: The situation.
        is_old: True where the old programme holds it, false where the new one does.
        advised: Id of the strategy on record.
        strategy: The strategy with that id; None where the knowledge in use has none.
        text: What this means, in words.
    """

    placed: Placed
    is_old: bool
    advised: str
    strategy: Strategy | None
    text: str


class Editions(NamedTuple):
    """What the knowledge changed, kept apart from what the situations did.

    Attributes:
        in_use: Version of the knowledge that both programmes were read with here.
        old: Version that the old programme was assessed with; None where it does not say.
        new: Version that the new programme was assessed with; likewise.
        text: What follows from that, in words.
        otherwise: Where advice on record differs from what is advised now.
    """

    in_use: str
    old: str | None
    new: str | None
    text: str
    otherwise: tuple[Otherwise, ...]

    @property
    def differ(self) -> bool:
        """True where advice may have been another for no reason but the knowledge."""
        return bool(self.otherwise) or {self.old, self.new} != {self.in_use}


class Comparison(NamedTuple):
    """What moved between two programmes.

    Attributes:
        old: The programme as it was.
        new: The programme as it is.
        day: The day that promises are held against; None where there is none.
        summary: The whole in a few sentences.
        notes: What to know before reading on, such as two names of the programme.
        moves: The situations that are in both, by challenge.
        added: The situations that are only in the new one.
        gone: The situations that are only in the old one.
        challenges: Challenges of which the programmes do not say the same.
        tactics: What becomes of the tactics of the programme.
        fields: For each field of the grid, in the usual order of strategies, who stands there.
        mix: For each strategy, in the usual order, the situations at work that it is advised for,
            then and now; another than the field's where that does not apply.
        promises: What was promised and not done.
        untold: What cannot be told of promises, and why; mostly empty.
        editions: What the knowledge changed.
        trace: The rules that had a part in it.
    """

    old: Programme
    new: Programme
    day: date | None
    summary: str
    notes: tuple[str, ...]
    moves: tuple[Move, ...]
    added: tuple[Single, ...]
    gone: tuple[Single, ...]
    challenges: tuple[ChallengeChange, ...]
    tactics: ProgrammeTactics
    fields: tuple[FieldCount, ...]
    mix: tuple[tuple[Share, Share], ...]
    promises: tuple[Promise, ...]
    untold: str
    editions: Editions
    trace: tuple[Fired | Finding, ...]

    def __repr__(self) -> str:
        return f"<Comparison of {self.old.programme!r} with {self.new.programme!r}>"

    @property
    def situations(self) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """All situations of the old programme, and all of the new one, by challenge."""
        old = (*(each.old for each in self.moves), *(each.placed for each in self.gone))
        new = (*(each.new for each in self.moves), *(each.placed for each in self.added))
        return old, new
