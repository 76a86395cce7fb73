"""From costs to verdicts.

A query's share is log(before / ours) / log(before / expert), between 0 and 1: the part of the expert's gain, as a
cost ratio on a log scale, that the proposals win. The score is the average of the shares over the queries for which
the expert's indexes save more than a tenth. Where they do not, or there are none, every proposal is a false positive.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from statistics import mean, quantiles

GAIN = 0.9
# From this share on a proposal is as good as the expert's: costs of sampled statistics move by some percent.
GOOD = 0.95


@dataclass
class Judged:
    """One proposal before the planner."""

    ddl: str
    used: bool = False
    # What made the server refuse it.
    error: str | None = None
    predicted: tuple[float, float, float] | None = None
    # The planner's cost with this index alone.
    alone: float | None = None

    @property
    def ratio(self) -> float | None:
        """Predicted against actual."""
        return (
            max(self.predicted[0], 0.01) / max(self.alone, 0.01) if self.predicted and self.alone is not None else None
        )


@dataclass
class Result:
    """One query, and one advisor's proposals for it."""

    name: str
    category: str
    before: float
    expert: float
    expert_ddl: list[str]
    expert_used: list[bool]
    ours: float
    analyzed: bool = True
    proposals: list[Judged] = field(default_factory=list)

    @property
    def helps(self) -> bool:
        return bool(self.expert_ddl) and self.expert < self.before * GAIN

    @property
    def raw_share(self) -> float:
        return math.log(self.before / self.ours) / math.log(self.before / self.expert)

    @property
    def share(self) -> float | None:
        return min(max(self.raw_share, 0.0), 1.0) if self.helps else None

    @property
    def invalid(self) -> int:
        return sum(one.error is not None for one in self.proposals)

    @property
    def useless(self) -> int:
        return sum(one.error is None and not one.used for one in self.proposals)

    @property
    def verdict(self) -> str:
        if not self.helps:
            return "FALSE" if self.proposals else "quiet"
        if not self.proposals:
            return "MISSED"
        words = ["good" if self.share >= GOOD else "part" if self.share > 0.02 else "NO GAIN"]
        if self.raw_share > 1.02:
            words.append("better")
        return ", ".join(words + ["useless"] * (self.useless > 0) + ["INVALID"] * (self.invalid > 0))

    def wire(self) -> dict:
        told = {"helps": self.helps, "share": self.share, "verdict": self.verdict}
        return {**asdict(self), **told, "proposals": [{**asdict(one), "ratio": one.ratio} for one in self.proposals]}


def totals(results: list[Result]) -> dict:
    helped = [result for result in results if result.helps]
    others = [result for result in results if not result.helps]
    proposals = [one for result in results for one in result.proposals]
    return {
        "queries": len(results),
        "helped": len(helped),
        # The score.
        "share": mean(result.share for result in helped) if helped else None,
        "geometric_before_over_expert": geometric(result.before / result.expert for result in helped),
        "geometric_before_over_ours": geometric(result.before / result.ours for result in helped),
        "good": sum(result.share >= GOOD for result in helped),
        "missed": sum(not result.proposals for result in helped),
        "none_helps": len(others),
        "false_positives": sum(len(result.proposals) for result in others),
        "false_positive_queries": sum(bool(result.proposals) for result in others),
        "proposals": len(proposals),
        "useless": sum(result.useless for result in helped),
        "invalid": sum(result.invalid for result in results),
    }


def geometric(ratios) -> float | None:
    logs = [math.log(ratio) for ratio in ratios]
    return math.exp(mean(logs)) if logs else None


def prediction(results: list[Result]) -> dict:
    """How near the predicted costs are to the planner's, one index at a time."""
    # What a foreign key's check costs no plan tells: there nothing is predicted that could be compared.
    told = [one for result in results if result.category != "foreign-key" for one in result.proposals]
    told = [one for one in told if one.ratio is not None]
    if not told:
        return {"predictions": 0}
    ratios = [one.ratio for one in told]
    cuts = quantiles(ratios, n=20, method="inclusive") if len(ratios) > 1 else ratios * 19
    inside = [one.predicted[1] * 0.99 <= one.alone <= one.predicted[2] * 1.01 for one in told]
    return {
        "predictions": len(ratios),
        "within_1.25": mean(1 / 1.25 <= ratio <= 1.25 for ratio in ratios),
        "within_2": mean(0.5 <= ratio <= 2 for ratio in ratios),
        "inside_range": mean(inside),
        "ratio_quantiles": {"5%": cuts[0], "25%": cuts[4], "50%": cuts[9], "75%": cuts[14], "95%": cuts[18]},
    }
