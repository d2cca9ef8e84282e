"""What is made of two programmes, or of one at two times, before anyone renders it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from boundary_advisor.engine.results import Fired, Support, TacticAdvice
    from boundary_advisor.knowledge.models import Challenge, Strategy
    from boundary_advisor.programme.mix import Share
    from boundary_advisor.programme.models import Programme
    from boundary_advisor.programme.results import Finding, Placed


class Shift(StrEnum):
    """What became of a level."""

    SAME = "same"
    ROSE = "rose"
    FELL = "fell"
    LONGER = "longer"
    SHORTER = "shorter"
    SETTLED = "settled"
    OPENED = "opened"


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
        keep: Advised before, and still.
        end: Advised before, and no more.
        depends: Advised before; whether they still are depends on a level that is open now.
    """

    start: tuple[TacticAdvice, ...] = ()
    keep: tuple[TacticAdvice, ...] = ()
    end: tuple[TacticAdvice, ...] = ()
    depends: tuple[TacticAdvice, ...] = ()


class Move(NamedTuple):
    """A situation that is in both programmes, and what became of it.

    Attributes:
        old: As it was.
        new: As it is; both placed with the same knowledge.
        threat: What became of the threat.
        horizon: What became of the horizon.
        changes: Which of initiative, owner, status and review differ.
        tactics: What becomes of its tactics.
        finding: All that moved on the grid, in words.
    """

    old: Placed
    new: Placed
    threat: Shift
    horizon: Shift
    changes: tuple[FieldChange, ...]
    tactics: TacticChanges
    finding: Finding

    @property
    def moved(self) -> bool:
        """True where it stands elsewhere on the grid, or is settled or open where it was not."""
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
    """A situation that is in one of the programmes only, and what that means for its tactics."""

    placed: Placed
    tactics: TacticChanges


class Beside(NamedTuple):
    """A strategy that is advised now, and what says that the one before it still supports it."""

    strategy: Strategy
    support: Support


class TacticMove(NamedTuple):
    """What becomes of a tactic in the programme as a whole.

    Attributes:
        advice: The tactic.
        old: The situations it was advised for.
        new: The situations it is advised for.
        beside: For one that ends: strategies advised now in its place which its own supports, so
            that it may go on beside them.
        source: Where the source says that it serves them.
    """

    advice: TacticAdvice
    old: tuple[Placed, ...]
    new: tuple[Placed, ...]
    beside: tuple[Beside, ...]
    source: str


class ProgrammeTactics(NamedTuple):
    """Every tactic of the programme in exactly one list; see `TacticChanges` for what they mean.

    A tactic ends only if no situation at work needs it.
    """

    start: tuple[TacticMove, ...]
    keep: tuple[TacticMove, ...]
    end: tuple[TacticMove, ...]
    depends: tuple[TacticMove, ...]


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


class Promise(NamedTuple):
    """Something that was promised and, as far as the files tell, not done."""

    kind: PromiseKind
    move: Move
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
        mix: For each strategy, in the usual order, its situations at work then and now.
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
    mix: tuple[tuple[Share, Share], ...]
    promises: tuple[Promise, ...]
    untold: str
    editions: Editions
    trace: tuple[Fired | Finding, ...]

    @property
    def situations(self) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """All situations of the old programme, and all of the new one, by challenge."""
        old = (*(each.old for each in self.moves), *(each.placed for each in self.gone))
        new = (*(each.new for each in self.moves), *(each.placed for each in self.added))
        return old, new
