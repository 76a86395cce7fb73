//! Pictures of plans: what is drawn of a small one, that a hostile plan is shown and not run, that large and deep ones
//! stay small.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it counted"
)]

mod common;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use base64::Engine as _;
use common::{captured, collection, files, say, testdata, text};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use plansight::render::{dot, html, mermaid, svg};
use plansight::{Analysis, PlanAnalysis};
use serde_json::{Value, json};
use sha2::Digest as _;

/// Everything that ends a string, a tag, a comment or a statement somewhere.
const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>]]>--><!--</style></title>'`${x}`\\\" %% \
     #quot; &quot; n0 --> n1; end\n{a|b}[c](d)\\N\\\u{0}\u{1b}[31m\u{202e}evil\u{2028}\u{fffe}*/";

/// A plan whose every string is hostile, as far as it is read at all, and of which something is found.
fn hostile() -> String {
    let node = |kind: &str, rest: Value| {
        let mut node = json!({
            "Node Type": kind, "Startup Cost": 0.0, "Total Cost": 9000.0, "Plan Rows": 10, "Plan Width": 4,
            "Actual Startup Time": 0.1, "Actual Total Time": 900.0, "Actual Rows": 10, "Actual Loops": 1,
            "Relation Name": HOSTILE, "Schema": HOSTILE, "Alias": HOSTILE, "Filter": format!("((a = '{HOSTILE}'::text))"),
            "Rows Removed by Filter": 5_000_000, "Output": [HOSTILE, HOSTILE], "Subplan Name": HOSTILE,
            "Sort Key": [HOSTILE], "Index Name": HOSTILE, "Index Cond": format!("(b = {HOSTILE})"),
            HOSTILE: HOSTILE, "Nested": {HOSTILE: [HOSTILE]},
        });
        node.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        node
    };
    let scan = node("Seq Scan", json!({"Parent Relationship": "Outer"}));
    let init =
        node(HOSTILE, json!({"Parent Relationship": "InitPlan", "Subplan Name": format!("CTE {HOSTILE}")}));
    let reader = node("CTE Scan", json!({"Parent Relationship": "Inner", "CTE Name": HOSTILE}));
    let root = node(
        "Sort",
        json!({"Actual Total Time": 2800.0, "Total Cost": 28000.0, "Plans": [init, scan, reader]}),
    );
    json!([{"Query Text": HOSTILE, "Plan": root, "Settings": {HOSTILE: HOSTILE}, "Execution Time": 2900.0, HOSTILE: HOSTILE,
        "Triggers": [{"Trigger Name": HOSTILE, "Relation": HOSTILE, "Time": 90.0, "Calls": 1}]}])
    .to_string()
}

fn hostile_analyses() -> Vec<Analysis> {
    let mysql = json!({"query_block": {"select_id": 1, "cost_info": {"query_cost": "99999.0"}, "message": HOSTILE,
        "table": {"table_name": HOSTILE, "access_type": "ALL", "rows_examined_per_scan": 900_000, "filtered": "0.01",
            "cost_info": {"read_cost": "9.0", "eval_cost": "9.0", "prefix_cost": "99999.0"}, "used_columns": [HOSTILE],
            "attached_condition": format!("(`a` = '{HOSTILE}')"), HOSTILE: HOSTILE}}});
    [hostile(), mysql.to_string()].map(|text| plansight::analyze(text).unwrap()).into()
}

/// Whether a text holds nothing that a reader would not see, or would see elsewhere.
fn is_plain(text: &str) -> bool {
    !text
        .contains(|c: char| (c.is_control() && !"\n\t".contains(c)) || "\u{202e}\u{2028}\u{fffe}".contains(c))
}

/// What HTML holds, as a browser's tokenizer reads it.
#[derive(Default)]
struct Markup {
    /// The names of elements, each with the attributes that it has somewhere.
    elements: RefCell<BTreeMap<String, BTreeSet<String>>>,
    links: RefCell<Vec<String>>,
    text: RefCell<String>,
    other: RefCell<Vec<String>>,
}

impl TokenSink for Markup {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let mut elements = self.elements.borrow_mut();
                let attributes = elements.entry(tag.name.to_string()).or_default();
                for attribute in &tag.attrs {
                    attributes.insert(attribute.name.local.to_string());
                    if ["href", "src"].contains(&&*attribute.name.local) {
                        self.links.borrow_mut().push(attribute.value.to_string());
                    }
                }
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(_) | Token::DoctypeToken(_) | Token::EOFToken => {}
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            other => self.other.borrow_mut().push(format!("{other:?}")),
        }
        TokenSinkResult::Continue
    }
}

fn read_html(page: &str) -> Markup {
    let input = BufferQueue::default();
    input.push_back(page.into());
    let tokenizer =
        Tokenizer::new(Markup::default(), TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() });
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink
}

/// Every piece of JSON behind a tree.
fn islands(page: &str) -> Vec<Value> {
    let islands = page.split("class=\"island\">").skip(1);
    islands.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect()
}

#[test]
fn html_shows_a_hostile_plan_and_runs_nothing_of_it() {
    for analysis in hostile_analyses() {
        let page = html::page(&analysis);
        assert!(is_plain(&page));
        let markup = read_html(&page);
        assert_eq!(markup.other.take(), Vec::<String>::new(), "comments or errors");
        let elements = markup.elements.take();
        let known = [
            "a", "b", "body", "code", "dd", "details", "div", "dl", "dt", "h2", "h3", "header", "html", "i",
            "li", "meta", "ol", "p", "pre", "script", "section", "span", "style", "summary", "title", "ul",
        ];
        for (element, attributes) in &elements {
            assert!(known.contains(&element.as_str()), "{element}");
            for attribute in attributes {
                let known = [
                    "aria-hidden",
                    "aria-label",
                    "charset",
                    "class",
                    "content",
                    "data-end",
                    "data-node",
                    "data-plan",
                    "href",
                    "http-equiv",
                    "id",
                    "lang",
                    "name",
                    "style",
                    "tabindex",
                    "type",
                ];
                assert!(known.contains(&attribute.as_str()), "{element} {attribute}");
            }
        }
        assert!(markup.links.take().iter().all(|link| link.starts_with("#p")));
        assert_eq!(page.matches("<script").count(), 2, "the facts and our own");
        let shown = markup.text.take();
        assert!(
            shown.contains("\"><script>alert(1)</script><img src=x onerror=alert(2)>]]>--><!--"),
            "{shown}"
        );
        let [island] = &islands(&page)[..] else { panic!("an island") };
        assert!(island.to_string().contains("<script>alert(1)</script>"));
    }
}

#[test]
fn svg_shows_a_hostile_plan() {
    for analysis in hostile_analyses() {
        for picture in [svg::tree, svg::flame].map(|render| render(&analysis.plans()[0])) {
            assert!(is_plain(&picture));
            let document = roxmltree::Document::parse(&picture).unwrap();
            for element in document.descendants().filter(roxmltree::Node::is_element) {
                let known = ["svg", "title", "desc", "style", "rect", "path", "text", "tspan", "g"];
                assert!(known.contains(&element.tag_name().name()), "{element:?}");
                assert!(element.attributes().all(|attribute| !attribute.name().starts_with("on")));
            }
            assert!(
                document
                    .descendants()
                    .filter_map(|node| node.text())
                    .any(|text| text.contains("<script>alert(1)"))
            );
        }
    }
}

/// A text without its quoted strings, where a backslash takes the next character with it.
fn outside_quotes(text: &str) -> String {
    let mut rest = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for character in text.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            outside if !quoted => rest.push(outside),
            _ => {}
        }
    }
    assert!(!quoted, "an open string");
    rest
}

#[test]
fn graphs_of_a_hostile_plan_hold_nothing_but_boxes_and_arrows() {
    for analysis in hostile_analyses() {
        let graph = dot(&analysis.plans()[0]);
        assert!(is_plain(&graph) && graph.contains("alert(1)"));
        let words = outside_quotes(&graph);
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "BT {}[]=,;->\n.".contains(c);
        assert!(words.chars().all(allowed), "{words}");
        let chart = mermaid(&analysis.plans()[0]);
        assert!(is_plain(&chart) && chart.contains("alert(1)"));
        for line in chart.lines().skip(1) {
            let line = line.strip_prefix("  ").unwrap();
            let Some((box_, label)) = line.split_once('[') else {
                let arrow = line.split(' ').filter(|part| part.starts_with('n')).count() == 2;
                assert!(arrow || line.starts_with("class"), "{line}");
                continue;
            };
            assert!(box_[1..].parse::<u32>().is_ok(), "{line}");
            let label = label.strip_prefix('"').unwrap().strip_suffix("\"]").unwrap().replace("<br/>", "");
            assert!(
                !label.contains(['"', '<', '>', '`', '[', ']', '{', '}', '|', '\\', '*', '_', '&']),
                "{line}"
            );
        }
    }
}

#[test]
fn the_policy_names_the_script() {
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(html::SCRIPT));
    assert_eq!(html::SCRIPT_HASH.trim_end(), format!("sha256-{hash}"), "write it into script.js.sha256");
    assert!(!html::SCRIPT.contains("</") && !html::STYLE.contains("</"));
    for address in ["http:", "https:", "url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
        assert!(!html::SCRIPT.contains(address) && !html::STYLE.contains(address), "{address}");
    }
}

/// All pictures of an analysis.
fn pictures(analysis: &Analysis) -> Vec<String> {
    let renders: [fn(&PlanAnalysis) -> String; 4] = [svg::tree, svg::flame, dot, mermaid];
    let pictures = analysis.plans().iter().flat_map(|plan| renders.map(|render| render(plan)));
    pictures.chain([html::page(analysis)]).collect()
}

#[test]
fn every_capture_is_drawn() {
    let of = |folder: &Path| [".json", ".txt"].map(|end| files(folder, end)).concat();
    // Of the wide collection a tenth, for time.
    let others = ["postgres", "mysql", "mariadb"].into_iter().filter_map(collection);
    let others = others.flat_map(|folder| of(&folder).into_iter().step_by(10));
    let mut drawn = 0;
    for path in of(&testdata()).into_iter().chain(others) {
        let Ok(analysis) = plansight::analyze(text(&path)) else { continue };
        for plan in analysis.plans() {
            for picture in [svg::tree(plan), svg::flame(plan)] {
                roxmltree::Document::parse(&picture)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            }
            outside_quotes(&dot(plan));
            let chart = mermaid(plan);
            assert!(
                chart.chars().count() < 50_000 && chart.matches("->").count() <= 500,
                "{}",
                path.display()
            );
        }
        let page = html::page(&analysis);
        assert!(read_html(&page).other.take().is_empty(), "{}", path.display());
        let nodes: usize = analysis.plans().iter().map(|plan| plan.plan().len()).sum();
        assert_eq!(page.matches("<li class=\"row").count(), nodes, "{}", path.display());
        let facts: usize =
            islands(&page).iter().map(|island| island["nodes"].as_array().unwrap().len()).sum();
        assert_eq!(facts, nodes);
        drawn += 1;
    }
    say(&format!("{drawn} captures drawn"));
    assert!(drawn > 200);
}

/// A minimal node made by hand, with children.
fn node(kind: &str, rest: &str, children: &str) -> String {
    format!(
        r#"{{"Node Type":"{kind}","Total Cost":10.5,"Plan Rows":10,"Actual Total Time":1.5,"Actual Rows":10,"Actual Loops":1{rest},"Plans":[{children}]}}"#
    )
}

#[test]
fn depth_is_drawn_in_linear_size_and_little_stack() {
    let draw = || {
        let limit = node("Limit", r#","Parent Relationship":"Outer""#, "|");
        let (open, close) = limit.split_once('|').unwrap();
        let size = |levels: usize| {
            let plan = open.repeat(levels) + &node("Result", "", "") + &close.repeat(levels);
            let limits = plansight::ReadLimits { depth: 1_000_000, ..plansight::ReadLimits::default() };
            let analyzer = plansight::Analyzer::new().read_limits(limits);
            let analysis = analyzer.analyze(format!(r#"[{{"Plan":{plan}}}]"#)).unwrap();
            pictures(&analysis).iter().map(String::len).collect::<Vec<_>>()
        };
        let (some, many) = (size(10_000), size(100_000));
        for (some, many) in some.into_iter().zip(many) {
            assert!(many < some * 12, "{many} bytes for ten times as many levels as {some}");
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(draw).unwrap().join().unwrap();
}

#[test]
fn partitions_stand_behind_one_row() {
    let scans: Vec<String> = (0..1000)
        .map(|n| {
            node("Seq Scan", &format!(r#","Parent Relationship":"Member","Relation Name":"p_{n:04}""#), "")
        })
        .collect();
    let append = node("Append", "", &scans.join(",")).replacen("1.5", "1500.0", 1);
    let analysis = plansight::analyze(format!(r#"[{{"Plan":{append}}}]"#)).unwrap();
    let [tree, _, dot, mermaid, page] = &pictures(&analysis)[..] else { panic!("five pictures") };
    for picture in [tree, dot, mermaid, page] {
        assert!(picture.contains("992 more inputs"));
    }
    assert!(dot.lines().count() < 40 && tree.matches("<text").count() < 100);
    let (before, behind) = page.split_once("<details><summary>992 more inputs").unwrap();
    assert_eq!(before.matches("<li class=\"row").count(), 9);
    assert_eq!(behind.split("</details>").next().unwrap().matches("<li class=\"row").count(), 992);
}

#[test]
fn widths_of_a_flame_graph_add_up() {
    for name in ["15-orders-report", "15-gather", "15-cte", "15-initplan", "15-nested-loops"] {
        let analysis = captured(&format!("postgres/{name}.json"));
        let picture = svg::flame(&analysis.plans()[0]);
        let document = roxmltree::Document::parse(&picture).unwrap();
        let number =
            |node: roxmltree::Node<'_, '_>, name: &str| node.attribute(name).unwrap().parse::<f64>().unwrap();
        let boxes = |class: &'static str| {
            document
                .descendants()
                .filter(move |node| node.attribute("class").is_some_and(|c| c.starts_with(class)))
        };
        let own: f64 = boxes("own ").map(|node| number(node, "width")).sum();
        let widest = boxes("box ").map(|node| number(node, "width")).fold(0.0, f64::max);
        let missing = analysis.plans()[0].plan().len() as f64 * 0.5;
        assert!(
            (own - widest).abs() <= missing && widest > 900.0 && widest < 984.1,
            "{name}: {own} of {widest}"
        );
        let mut levels: BTreeMap<String, f64> = BTreeMap::new();
        for node in boxes("box ") {
            let end = levels.entry(node.attribute("y").unwrap().to_owned()).or_default();
            assert!(number(node, "x") >= *end - 0.02, "{name}: boxes overlap");
            *end = number(node, "x") + number(node, "width");
        }
    }
}

#[test]
fn what_a_person_reads() {
    let analysis = captured("postgres/15-cte.json");
    let plan = &analysis.plans()[0];
    insta::assert_snapshot!("cte.svg", svg::tree(plan));
    insta::assert_snapshot!("cte.dot", dot(plan));
    insta::assert_snapshot!("cte.mermaid", mermaid(plan));
    // Without the style and the script, which stand in files of their own.
    let page = html::page(&analysis).replace(html::STYLE, "…").replace(html::SCRIPT, "…");
    insta::assert_snapshot!("cte.html", page.replace(html::SCRIPT_HASH.trim_end(), "…"));
}
