//! A flame graph, the root on top: each box is as wide as the exclusive times in its subtree, so that the boxes of a
//! level never overlap and all that is shaded adds up to the whole, whatever ran in parallel or in loops.

use std::fmt::Write as _;

use super::{Picture, WIDTH, class};
use crate::analyze::PlanAnalysis;
use crate::plan::{Node, NodeId};
use crate::render::outline::{Depths, Figures, Outline, is_measured, summary};
use crate::render::page::cut;
use crate::render::safe::Markup;
use crate::words::{Count, label};

/// How many levels are drawn.
const LEVELS: usize = 100;
/// How high a level is, in pixels.
const LEVEL: usize = 20;
/// The least width that is drawn, in pixels.
const LEAST: f64 = 0.5;
const MARGIN: f64 = 8.0;
/// About how wide a character is, in pixels.
const CHARACTER: f64 = 6.3;

/// A flame graph of exclusive time as an SVG document, or of cost where nothing was measured.
///
/// The darker right end of a box is the node's own part. What would be narrower than half a pixel, or stands below
/// the hundredth level, is left out, and a line says how much that is.
pub fn flame(analysis: &PlanAnalysis) -> String {
    let mut picture = Picture::new();
    picture.y += 8;
    picture.text(MARGIN, "strong", &cut(&summary(analysis), 130));
    picture.y += 14;
    let top = picture.y;
    let outline = Outline::new(analysis);
    let (places, left_out) = (places(analysis), &mut 0_usize);
    let mut depths = Depths::default();
    for node in analysis.plan().nodes() {
        let depth = depths.of(node);
        let place = places[node.id().index()];
        if place.width < LEAST || depth >= LEVELS {
            *left_out += 1;
            continue;
        }
        let y = top + depth * LEVEL;
        picture.y = picture.y.max(y + LEVEL);
        picture.shape(node, place, y, class(outline.mark(node.id())), analysis);
    }
    picture.y += 18;
    let what = if is_measured(analysis) { "time" } else { "cost" };
    let caption = match *left_out {
        all if all == analysis.plan().len() => "The plan tells neither times nor costs.".to_owned(),
        0 => format!("Width: {what} with inputs. Shaded: {what} of the node alone."),
        some => format!(
            "Width: {what} with inputs. Shaded: {what} of the node alone. {} nodes are too small to be drawn.",
            Count(some as f64)
        ),
    };
    picture.text(MARGIN, "dim small", &caption);
    picture.finish("Flame graph of a query plan", analysis)
}

/// Where a box stands.
#[derive(Clone, Copy, Default)]
struct Place {
    x: f64,
    width: f64,
    own: f64,
    /// Where the next box below it begins.
    next: f64,
}

/// The boxes of all nodes: widths from the last node up, then places from the root down.
fn places(analysis: &PlanAnalysis) -> Vec<Place> {
    let plan = analysis.plan();
    let share = |id: NodeId| analysis.metrics().node(id).share.unwrap_or_default();
    let whole = plan.nodes().map(|node| share(node.id())).sum::<f64>().max(1.0);
    let scale = (WIDTH as f64 - 2.0 * MARGIN) / whole;
    let mut places = vec![Place::default(); plan.len()];
    for node in plan.nodes().rev() {
        let own = share(node.id()) * scale;
        let place = &mut places[node.id().index()];
        place.own = own;
        place.width += own;
        let width = place.width;
        if let Some(parent) = node.parent() {
            places[parent.id().index()].width += width;
        }
    }
    places[0].x = MARGIN;
    places[0].next = MARGIN;
    for node in plan.nodes().skip(1) {
        let parent = node.parent().map_or(0, |parent| parent.id().index());
        let x = places[parent].next;
        places[parent].next += places[node.id().index()].width;
        places[node.id().index()].x = x;
        places[node.id().index()].next = x;
    }
    places
}

impl Picture {
    fn shape(&mut self, node: Node<'_>, place: Place, y: usize, class: &str, analysis: &PlanAnalysis) {
        let name = label(node);
        let Figures { share, own, rows, .. } = Figures::of(node, analysis);
        let rows = if rows.is_empty() { rows } else { format!(", {rows} rows") };
        let Place { x, width, own: own_width, .. } = place;
        let height = LEVEL;
        let _ = writeln!(
            self.out,
            "<g><title>{}</title><rect class=\"box {class}\" x=\"{x:.2}\" y=\"{y}\" width=\"{width:.2}\" \
             height=\"{height}\"/>",
            Markup(&format!("{name}: {share} {own}{rows}"))
        );
        if own_width >= LEAST {
            let (x, y, height) = (x + width - own_width, y + 1, height - 2);
            let _ = writeln!(
                self.out,
                "<rect class=\"own {class}\" x=\"{x:.2}\" y=\"{y}\" width=\"{own_width:.2}\" height=\"{height}\"/>"
            );
        }
        let room = ((width - 8.0) / CHARACTER) as usize;
        if room >= 3 {
            let (x, y, text) = (x + 4.0, y + 14, cut(&name, room));
            let _ =
                writeln!(self.out, "<text class=\"small\" x=\"{x:.2}\" y=\"{y}\">{}</text>", Markup(&text));
        }
        self.out.push_str("</g>\n");
    }
}
