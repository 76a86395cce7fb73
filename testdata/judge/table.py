"""What the judging found, for a person."""

from __future__ import annotations

from collections.abc import Callable

from score import Result, prediction, totals


def row(result: Result) -> str:
    ours = f"{result.ours:12,.0f}" if result.proposals else f"{'-':>12}"
    used = f"{sum(one.used for one in result.proposals)}/{len(result.proposals)}" if result.proposals else "-"
    ratios = " ".join(f"{one.ratio:.2f}" for one in result.proposals if one.ratio is not None)
    share = f"{result.share:5.2f}" if result.helps else "    -"
    words = result.verdict + (" (not run)" if not result.analyzed else "")
    return f"{result.name:28} {result.before:12,.0f} {result.expert:12,.0f} {ours} {share} {used:>5} {ratios:16} {words}"


HEAD = f"{'query':28} {'before':>12} {'expert':>12} {'ours':>12} {'share':>5} {'used':>5} {'predicted/actual':16} verdict"


def categories(results: list[Result]) -> str:
    head = "| category | queries | share | before/expert | before/ours | missed | proposals | useless | false | invalid |"
    lines = [head, "|---|" + "--:|" * 9]
    names = list(dict.fromkeys(result.category for result in results))
    for name in [*names, "all"]:
        told = totals([result for result in results if name in ("all", result.category)])
        lines.append(
            f"| {name} | {told['queries']} | {number(told['share'], '.2f')} | {number(told['geometric_before_over_expert'], '.1f')} |"
            f" {number(told['geometric_before_over_ours'], '.1f')} | {told['missed']} | {told['proposals']} | {told['useless']} |"
            f" {told['false_positives']} | {told['invalid']} |"
        )
    return "\n".join(lines)


def summary(name: str, results: list[Result]) -> str:
    told, guessed = totals(results), prediction(results)
    lines = [
        f"{name}: {number(told['share'], '.3f')} of the expert's gain (log cost ratio, average over {told['helped']} queries that indexes help);"
        f" {told['good']} as good as the expert, {told['missed']} without a proposal",
        f"  cost before/after, geometric mean: expert {number(told['geometric_before_over_expert'], '.1f')},"
        f" {name} {number(told['geometric_before_over_ours'], '.1f')}",
        f"  {told['proposals']} proposals: {told['useless']} useless, {told['invalid']} invalid; of {told['none_helps']} queries that no index"
        f" helps, {told['false_positive_queries']} got {told['false_positives']}",
    ]
    if guessed["predictions"]:
        cuts = ", ".join(f"{at} {value:.2f}" for at, value in guessed["ratio_quantiles"].items())
        lines.append(
            f"  {guessed['predictions']} predicted costs: {guessed['within_1.25']:.0%} within 1.25, {guessed['within_2']:.0%} within 2 of the"
            f" planner's, {guessed['inside_range']:.0%} inside their range; predicted/actual {cuts}"
        )
    return "\n".join(lines)


def work_list(results: list[Result]) -> str:
    """Where ours falls short of the expert: what was proposed, and what should have been."""
    wanting: Callable[[Result], bool] = lambda one: (
        one.useless > 0 or one.invalid > 0 or (one.share < 0.95 if one.helps else bool(one.proposals))
    )
    lines = []
    for result in sorted(filter(wanting, results), key=lambda one: (one.share if one.helps else 2, one.category)):
        share = f"{result.share:.2f}" if result.helps else "none helps"
        lines.append(f"* `{result.name}` ({result.category}): {share}; {result.before:.0f} → {result.ours:.0f}, expert {result.expert:.0f}")
        for one in result.proposals:
            state = f"INVALID: {one.error}" if one.error else "used" if one.used else "USELESS"
            lines.append(f"  * ours ({state}): `{' '.join(one.ddl.split())}`")
        lines += [f"  * expert: `{ddl}`" for ddl in result.expert_ddl]
    return "\n".join(lines)


def number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
