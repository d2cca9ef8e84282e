"""What the user brings: a challenge, and how much and how soon it matters."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from boundary_advisor.knowledge.models import HorizonField, ThreatField


class Situation(BaseModel):
    """A challenge with its threat, its horizon and, if wanted, the size of the city.

    Attributes:
        challenge: Id of the challenge, or any other name by which it can be found.
        threat: How much the challenge threatens the initiative; None where it is not known.
        horizon: When the outcome is wanted; None where it is not known.
        city_size: Id of a class of city size; None where it does not matter.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    challenge: str
    threat: ThreatField | None = None
    horizon: HorizonField | None = None
    city_size: str | None = None
