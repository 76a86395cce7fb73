"""What the judging found, for a person."""

from __future__ import annotations

import re

from planner import statements
from score import GOOD, Result, prediction, totals


def row(result: Result) -> str:
    ours = f"{result.ours:12,.0f}" if result.proposals else f"{'-':>12}"
    used = f"{sum(one.used for one in result.proposals)}/{len(result.proposals)}" if result.proposals else "-"
    ratios = " ".join(f"{one.ratio:.2f}" for one in result.proposals if one.ratio is not None)
    share = f"{result.share:5.2f}" if result.helps else "    -"
    words = result.verdict + (" (not run)" if not result.analyzed else "")
    return (
        f"{result.name:28} {result.before:12,.0f} {result.expert:12,.0f} {ours} {share} {used:>5} {ratios:16} {words}"
    )


HEAD = (
    f"{'query':28} {'before':>12} {'expert':>12} {'ours':>12} {'share':>5} {'used':>5} {'predicted/actual':16} verdict"
)


def categories(results: list[Result]) -> str:
    head = (
        "| category | queries | share | before/expert | before/ours | missed | proposals | useless | false | invalid |"
    )
    lines = [head, "|---|" + "--:|" * 9]
    names = sorted({result.category for result in results})
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


def wanting(result: Result) -> bool:
    """Whether ours falls short of the expert, or proposes what is of no use."""
    return result.useless > 0 or result.invalid > 0 or (result.share < GOOD if result.helps else bool(result.proposals))


def work_list(results: list[Result]) -> str:
    """What to mend: the query, what is proposed for it, and what should be."""
    lines = ["| query | share | before | ours | expert | proposed | the expert's |", "|---|--:|--:|--:|--:|---|---|"]
    for result in sorted(
        filter(wanting, results), key=lambda one: (one.category, one.share if one.helps else 2, one.name)
    ):
        proposed = [
            index(one.ddl, "invalid" if one.error else "" if one.used else "not used") for one in result.proposals
        ]
        expert = [index(ddl, "") for ddl in result.expert_ddl]
        share = number(result.share, ".2f") if result.helps else "none helps"
        costs = " | ".join(cost(value) for value in (result.before, result.ours, result.expert))
        cells = "<br>".join(proposed) or "–", "<br>".join(expert) or "–"
        lines.append(f"| {result.category}: {result.name} | {share} | {costs} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def index(ddl: str, remark: str) -> str:
    """An index without the words that every one has; of several for partitions the first."""
    several = statements(ddl)
    creates = [statement for statement in several if "index" in statement.lower().split("(")[0]]
    short = re.sub(r"create (unique )?index (\S+ )?on (only )?", "", " ".join(creates[0].split()), flags=re.I)
    remark = ", ".join(filter(None, [remark, f"and {len(creates) - 1} more" if len(creates) > 1 else ""]))
    return f"`{short.replace('|', chr(92) + '|')}`" + (f" ({remark})" if remark else "")


def cost(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def side_by_side(results: dict[str, list[Result]]) -> str:
    """The advisors beside each other: shares by category, then what else is counted."""
    columns = list(results)
    lines = [f"| category | queries that indexes help | {' | '.join(columns)} |", "|---|--:|" + "--:|" * len(columns)]
    first = results[columns[0]]
    for name in [*sorted({result.category for result in first}), "all"]:
        told = [totals([one for one in judged if name in ("all", one.category)]) for judged in results.values()]
        if told[0]["helped"]:
            lines.append(
                f"| {name} | {told[0]['helped']} | {' | '.join(number(one['share'], '.2f') for one in told)} |"
            )
    for words, key in (
        ("proposals", "proposals"),
        ("useless", "useless"),
        ("for queries that no index helps", "false_positives"),
        ("without a proposal", "missed"),
    ):
        lines.append(f"| *{words}* | | {' | '.join(str(totals(judged)[key]) for judged in results.values())} |")
    return "\n".join(lines)


def number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)
