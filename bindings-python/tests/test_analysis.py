"""Analyses and what they are made of."""

from __future__ import annotations

import json
import pickle
import threading
import time
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import plansight
import pytest
from conftest import TESTDATA, plan
from plansight import _report

CORPUS = sorted((TESTDATA / "postgres").glob("*.json")) + sorted(
    path for path in (TESTDATA / "mysql").iterdir() if path.suffix in (".json", ".txt")
)


def snake(name: str) -> str:
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def in_snake_case(value: Any, *, verbatim: bool = False) -> Any:
    """The report with its own names in snake case, and the server's as they are."""
    if isinstance(value, list):
        return [in_snake_case(item, verbatim=verbatim) for item in value]
    if isinstance(value, dict):
        return {
            key if verbatim else snake(key): in_snake_case(
                item, verbatim=verbatim or key in ("properties", "settings")
            )
            for key, item in value.items()
        }
    return value


def test_plans_findings_indexes(orders: str) -> None:
    analysis = plansight.analyze(orders)
    (it,) = analysis.plans
    assert (it.dialect, it.format, len(it)) == ("postgres", "json", 8)
    assert it.totals.execution_ms == 54.465
    assert [finding.rule for finding in analysis.findings] == ["filter-discards-rows"]
    assert analysis.findings[0].evidence["rows_kept"] == 708
    assert [key.expression for key in analysis.indexes[0].keys] == ["status", "placed_at"]
    assert analysis.ddl() == "CREATE INDEX CONCURRENTLY ON orders (status, placed_at);\n"
    scan = it.node(4)
    assert (scan.operator, scan.relation, scan.rows_read) == ("Seq Scan", "orders", 300_000)
    assert scan.counters is not None and scan.counters["shared_hit"].exclusive == 2048
    assert scan.properties["Node Type"] == "Seq Scan"
    assert repr(analysis) == "<Analysis: postgres plan, 8 nodes, 54.465 ms, 1 finding, 1 index to create>"


def test_the_tree_is_walked(orders: str) -> None:
    it = plansight.analyze(orders).plans[0]
    assert it.root == it.nodes[0] and it.parent(it.root) is None
    assert [node.label for node in it.children(it.node(2))] == [
        "Hash Join",
        "Index Scan using order_items_pkey on order_items i",
    ]
    assert it.parent(it.node(7)) == it.node(2)
    assert it.node(7).index_columns == ("order_id",)
    with pytest.raises(IndexError, match="expected a node below 8, found 8"):
        it.node(8)


def test_a_range_is_a_number_that_tells_what_it_may_be(orders: str) -> None:
    time_ms = plansight.analyze(orders).plans[0].node(7).exclusive_ms
    match time_ms:
        case plansight.Range(value, low, high):
            assert low < value == time_ms < high
        case _:
            pytest.fail(f"expected a range, found {time_ms!r}")
    again = pickle.loads(pickle.dumps(time_ms))
    assert isinstance(again, plansight.Range) and (again.low, again.high) == (low, high)
    with pytest.raises(AttributeError):
        time_ms.low = 0.0  # type: ignore[misc]


def test_objects_are_frozen_compare_hash_and_match(orders: str) -> None:
    one, other = plansight.analyze(orders), plansight.analyze(orders.encode())
    assert one == other and hash(one) == hash(other)
    assert one.plans == other.plans and hash(one.plans[0]) == hash(other.plans[0])
    assert {*one.plans[0].nodes} == {*other.plans[0].nodes}
    assert one != plansight.analyze(orders.replace("54.465", "54.466"))
    assert one != orders
    with pytest.raises(FrozenInstanceError):
        one.findings[0].rule = "another"  # type: ignore[misc]
    for frozen in (one, one.plans[0]):
        with pytest.raises(AttributeError, match="frozen"):
            frozen.plans = ()  # type: ignore[misc,union-attr]
    match one.findings[0]:
        case plansight.Finding("filter-discards-rows", node, severity="critical"):
            assert node == 4
        case finding:
            pytest.fail(f"no match: {finding}")


def test_pickles_are_analysed_anew(orders: str) -> None:
    catalog = plansight.Catalog({"plansight_catalog": 1, "engine": "postgresql", "tables": []})
    one = plansight.analyze(orders, dialect="postgres", catalog=catalog)
    again = pickle.loads(pickle.dumps(one))
    assert again == one and again._source == one._source
    for part in (one.plans[0], one.plans[0].nodes, one.findings, one.indexes, one.plans[0].totals):
        assert pickle.loads(pickle.dumps(part)) == part


@pytest.mark.parametrize("path", CORPUS[::3], ids=lambda path: path.stem)
def test_every_plan_gives_the_same_as_json_and_as_objects(path: Path) -> None:
    analysis = plansight.analyze(path.read_bytes())
    report = json.loads(analysis.to_json())
    assert json.loads(analysis.to_json(pretty=True)) == report
    plain = analysis.to_dict()
    assert plain == in_snake_case(report)
    for it, expected in zip(analysis.plans, plain["plans"], strict=True):
        assert [as_plain(node) for node in it.nodes] == expected["nodes"]
        assert [it.node(node.id) for node in it.nodes] == list(it.nodes)
        for name in ("totals", "findings", "indexes", "edges", "triggers", "settings", "properties"):
            assert as_plain(getattr(it, name)) == expected[name], name
        assert (it.dialect, it.format, it.query_text) == tuple(expected[n] for n in ("dialect", "format", "query_text"))
        assert it.to_dict() == expected
    assert as_plain(analysis.repairs) == plain["repairs"] and as_plain(analysis.notices) == plain["notices"]


def as_plain(value: Any) -> Any:
    if isinstance(value, plansight.Range):
        return {"value": value.value, "low": value.low, "high": value.high}
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple(_report.CLASSES.values())):
        names = {"source": "from", "target": "to"}
        return {names.get(it.name, it.name): as_plain(getattr(value, it.name)) for it in fields(value)}
    return value


def test_fields_stand_in_the_order_of_the_report(orders: str) -> None:
    it = plansight.analyze(orders).to_dict()["plans"][0]
    samples = {
        plansight.Node: it["nodes"][0],
        plansight.Counter: it["nodes"][0]["counters"]["shared_hit"],
        plansight.Totals: it["totals"],
        plansight.Finding: it["findings"][0],
        plansight.IndexAdvice: it["indexes"][0],
        plansight.IndexKey: it["indexes"][0]["keys"][0],
    }
    for kind, sample in samples.items():
        assert [field.name for field in fields(kind)] == list(sample)
    assert list(it["edges"][0]) == ["from", "to", "kind"]


@pytest.mark.parametrize("case", json.loads(plan("wire/cases.json")), ids=lambda case: case["name"])
def test_the_bytes_are_those_of_every_language(case: dict[str, str]) -> None:
    catalog = case.get("catalog")
    analysis = plansight.analyze(
        (TESTDATA / case["input"]).read_bytes(), catalog=(TESTDATA / catalog).read_bytes() if catalog else None
    )
    expected = plan(f"wire/{case['name']}.json")
    assert analysis.to_json() == expected.rstrip("\n")


def test_what_drivers_parsed_is_read_too(orders: str) -> None:
    expected = plansight.analyze(orders)
    parsed = json.loads(orders)
    for given in (parsed, parsed[0], [(parsed,)], (parsed,), bytearray(orders.encode()), memoryview(orders.encode())):
        assert plansight.analyze(given).plans == expected.plans
    for given in (None, 5, Path("plan.json")):
        with pytest.raises(TypeError, match="expected the text of a plan"):
            plansight.analyze(given)  # type: ignore[arg-type]


def test_parsing_loses_what_the_documentation_says() -> None:
    text = plan("mysql/mariadb105-join-six.json")
    assert len(plansight.analyze(json.loads(text)).plans[0]) < len(plansight.analyze(text).plans[0])


def test_errors_say_what_and_where(orders: str) -> None:
    with pytest.raises(plansight.ParseError) as caught:
        plansight.analyze(orders.replace('"Total Cost": 15166.22', '"Total Cost": ,', 1))
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.code, error.line, error.pointer) == ("invalid-json", 8, "/0/Plan/Total Cost")
    assert error.excerpt in str(error).replace("\n  ", "\n") and "^" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.column) == (str(error), error.code, error.column)
    with pytest.raises(plansight.ParseError, match="expected a plan, found nothing"):
        plansight.analyze("")
    with pytest.raises(ValueError, match="expected postgres, mysql or mariadb, found oracle"):
        plansight.analyze(orders, dialect="oracle")  # type: ignore[arg-type]
    with pytest.raises(UnicodeEncodeError):
        plansight.analyze("\ud800")


def test_a_catalog_keeps_indexes_that_are_there_from_being_proposed(orders: str) -> None:
    document = {
        "plansight_catalog": 1,
        "engine": "postgresql",
        "search_path": ["public"],
        "tables": [
            {
                "schema": "public",
                "name": "orders",
                "columns": [{"name": "status", "type": "text"}, {"name": "placed_at", "type": "timestamptz"}],
                "indexes": [
                    {"name": "there", "method": "btree", "keys": [{"column": "status"}, {"column": "placed_at"}]}
                ],
            }
        ],
    }
    catalog = plansight.Catalog(document)
    assert plansight.analyze(orders).indexes
    for given in (catalog, document, json.dumps(document), json.dumps(document).encode()):
        assert not plansight.analyze(orders, catalog=given).indexes
    assert pickle.loads(pickle.dumps(catalog)) == catalog
    with pytest.raises(plansight.ParseError, match="expected a catalog") as caught:
        plansight.Catalog("[]")
    assert caught.value.code == "not-a-catalog"


def test_one_set_of_indexes_for_many_statements(orders: str) -> None:
    analysis = plansight.analyze(orders)
    advice = plansight.advise([analysis, plan("postgres/15-gather.json")], calls=[1000, 1])
    assert isinstance(advice, plansight.WorkloadAdvice) and advice.after < advice.before
    assert advice.ddl().startswith("CREATE INDEX CONCURRENTLY ON ")
    first = advice.indexes[0]
    assert first.index.table == "orders" and first.helps[0].after < first.helps[0].before
    assert pickle.loads(pickle.dumps(advice)) == advice
    assert plansight.advise([analysis]) == plansight.advise([orders], calls=[1])
    assert plansight.advise([analysis], max_indexes=0).indexes == ()
    assert plansight.advise([]).before == 0
    with pytest.raises(ValueError, match="expected calls for 1 plans, found 2"):
        plansight.advise([analysis], calls=[1, 2])


@pytest.mark.parametrize("case", json.loads(plan("workload/cases.json")), ids=lambda case: case["name"])
def test_advice_has_the_bytes_of_every_language(case: dict[str, Any]) -> None:
    statements = case["statements"]
    catalog = case.get("catalog")
    advice = plansight.advise(
        [plan(statement["input"]) for statement in statements],
        calls=[statement.get("calls", 1) for statement in statements],
        names=[statement["name"] for statement in statements],
        catalog=plan(catalog) if catalog else None,
        max_bytes=case.get("maxBytes"),
        max_indexes=case.get("maxIndexes"),
    )
    assert advice.to_json() == plan(f"workload/{case['name']}.json").rstrip("\n")
    wire = in_snake_case(json.loads(advice.to_json()))
    assert list(wire) == [field.name for field in fields(advice) if field.name != "_json"]
    assert as_plain(advice) == {**wire, "_json": advice.to_json()}


def test_the_statement_of_a_catalog() -> None:
    assert "true AS with_values" in plansight.catalog_sql("postgres")
    cut = plansight.catalog_sql("postgres", values=False, schema="shop")
    assert "false AS with_values" in cut and "'shop'::text AS only_schema" in cut


def test_other_threads_run_meanwhile() -> None:
    node = '{"Node Type": "Result", "Startup Cost": 0.00, "Total Cost": 0.01, "Plan Rows": 1, "Output": ["1", "2"]}'
    text = '[{"Plan": {"Node Type": "Append", "Total Cost": 10, "Plans": [' + ",".join([node] * 200_000) + "]}}]"
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    started = time.perf_counter()
    analysis = plansight.analyze(text)
    ended = time.perf_counter()
    done.set()
    thread.join()
    assert len(analysis.plans[0]) == 200_001
    # Kept, the lock would let the other thread run at most once or twice.
    assert sum(started < tick < ended for tick in ticks) > 5


def test_depth_is_no_matter() -> None:
    levels = 20_000
    text = '[{"Plan":' + '{"Node Type":"Limit","Plans":[' * levels + '{"Node Type":"Result"}' + "]}" * levels + "}]"
    it = plansight.analyze(text).plans[0]
    assert len(it) == levels + 1 and it.nodes[-1].operator == "Result"


def test_pages(orders: str) -> None:
    analysis = plansight.analyze(orders)
    assert "Seq Scan on orders o  ◄ critical" in analysis.text()
    assert "\x1b[" in analysis.text(color=True) and "\x1b[" not in analysis.text()
    assert max(map(len, analysis.text(width=80).splitlines())) < max(map(len, analysis.text().splitlines()))
    assert analysis.html().startswith("<!DOCTYPE html>")


def test_pictures(orders: str) -> None:
    analysis = plansight.analyze(orders)
    it = analysis.plans[0]
    for svg in (analysis.svg(), it.svg(), it.flame(), it._repr_svg_()):
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert it.dot().startswith("digraph") and "flowchart" in it.mermaid()


def test_names_of_a_plan_are_shown_not_run(orders: str) -> None:
    hostile = plansight.analyze(orders.replace('"orders"', '"\\"><script>alert(1)</script>"'))
    for page in (hostile._repr_html_(), hostile.html(), hostile.svg(), hostile.plans[0].flame()):
        assert "alert(1)" in page and "<script>alert" not in page


@pytest.mark.parametrize("limits", [{"bytes": 100}, {"depth": 2}, {"nodes": 2}, {"expression": 5}])
def test_what_is_beyond_a_limit_is_refused(orders: str, limits: plansight.Limits) -> None:
    with pytest.raises(plansight.ParseError) as caught:
        plansight.analyze(orders, limits=limits)
    assert caught.value.code == "limit"
    assert plansight.analyze(orders, limits={"nodes": 1000}).plans


def test_an_unknown_limit_is_an_error(orders: str) -> None:
    with pytest.raises(ValueError, match="expected the limit bytes, .* found leaves"):
        plansight.analyze(orders, limits={"leaves": 5})  # type: ignore[typeddict-unknown-key]


def test_values_can_be_left_out(orders: str) -> None:
    redacted = plansight.analyze(orders, redact=True)
    one = redacted.plans[0]
    outputs = [redacted.to_json(), redacted.text(), redacted.html(), redacted._repr_html_(), repr(redacted.to_dict())]
    outputs += [one.svg(), one.flame(), one.dot(), one.mermaid(), redacted.ddl(), repr(vars(redacted))]
    assert not any("returned" in output for output in outputs)
    assert "returned" in plansight.analyze(orders).to_json()
    with pytest.raises(TypeError, match="redacted"):
        pickle.dumps(redacted)
