//! One set of indexes for many statements: each statement's own candidates, weighed for all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{Offer, Savings};
use super::definition::Definition;
use super::demand::Demand;
use super::suggest::{self, Way};
use super::texts::Texts;
use super::{Around, Choice, Existing, LEAST_COST, Scanned, Written, is_same, offer};
use crate::advice::{Helped, Statement, WorkloadAdvice, WorkloadIndex, WorkloadLimits};
use crate::catalog::Catalog;
use crate::metrics::Interval;

/// The most indexes that are weighed of one table, and the most whose INCLUDE columns are put together.
const MOST_OF_TABLE: usize = 48;
const MOST_PUT_TOGETHER: usize = 12;
/// The most columns that an index keeps beside its keys when two are put together.
const MOST_INCLUDED: usize = 6;
/// The most indexes of a set.
const MOST_CHOSEN: usize = 64;
/// The least share of what the workload still costs that an index must save; less where there is a budget for it.
const LEAST_GAIN: f64 = 0.003;
const LEAST_GAIN_IN_BUDGET: f64 = 0.001;

/// A statement, with what it asks.
struct Asked<'s> {
    around: Around<'s>,
    cost: f64,
    calls: f64,
    demands: Vec<Demand<'s>>,
    tables: Vec<Scanned<'s>>,
}

/// An index, or several that serve together, and where it came from.
struct Candidate<'d> {
    way: Way<'d>,
    /// The statement and its table that asked first.
    asked: (usize, usize),
    bytes: f64,
    /// What it offers to each statement.
    offers: BTreeMap<usize, Offer>,
}

/// Proposes a set of indexes.
pub(in crate::advice) fn advise(
    statements: &[Statement<'_>],
    catalog: Option<&Catalog>,
    limits: WorkloadLimits,
) -> WorkloadAdvice {
    let texts: Vec<Texts<'_>> = statements.iter().map(|statement| Texts::of(statement.plan)).collect();
    let asked: Vec<Option<Asked<'_>>> =
        statements.iter().zip(&texts).map(|(statement, texts)| ask(statement, texts, catalog)).collect();
    let cost =
        |statement: &Statement<'_>| statement.metrics.totals().cost.unwrap_or_default() * statement.calls;
    let before: f64 = statements.iter().map(cost).sum();
    let candidates = candidates(&asked);
    let (chosen, after) = grow(&asked, &candidates, before, limits);
    let indexes =
        chosen.into_iter().flat_map(|choice| written(&asked, &candidates[choice.candidate], &choice));
    WorkloadAdvice { indexes: indexes.collect(), before, after }
}

/// What a statement asks; nothing where it costs little.
fn ask<'s>(
    statement: &Statement<'s>,
    texts: &'s Texts<'s>,
    catalog: Option<&'s Catalog>,
) -> Option<Asked<'s>> {
    let cost = statement.metrics.totals().cost?;
    if cost < LEAST_COST && cost * statement.calls < LEAST_COST {
        return None;
    }
    let around = Around::of(statement.plan, texts, statement.metrics, catalog);
    let demands = super::demand::demands(around);
    let tables = super::tables(statement.plan, &demands);
    (!demands.is_empty()).then_some(Asked { around, cost, calls: statement.calls, demands, tables })
}

/// A table by which statements are brought together: whether it is one with partitions, its schema and its name.
type Name<'n> = (bool, Option<&'n str>, &'n str);

fn name<'a>(asked: &'a Asked<'_>, table: &'a Scanned) -> Name<'a> {
    let demand = &asked.demands[table.demands[0]];
    // A catalog tells the schema that a plan leaves out.
    let schema = demand.known.map(|known| known.schema.as_str()).or(demand.schema);
    let name = table.family.unwrap_or(demand.table);
    (table.family.is_some(), schema, name)
}

/// What all statements suggest, each once, with what it offers to each of them.
fn candidates<'d>(asked: &'d [Option<Asked<'_>>]) -> Vec<Candidate<'d>> {
    let mut tables: BTreeMap<Name<'d>, Vec<(usize, usize)>> = BTreeMap::new();
    for (statement, one) in asked.iter().enumerate() {
        let Some(one) = one else { continue };
        for (at, table) in one.tables.iter().enumerate() {
            tables.entry(name(one, table)).or_default().push((statement, at));
        }
    }
    tables.into_values().flat_map(|scans| of_table(asked, &scans)).collect()
}

/// The candidates of one table, which these statements scan.
fn of_table<'d>(asked: &'d [Option<Asked<'_>>], scans: &[(usize, usize)]) -> Vec<Candidate<'d>> {
    let mut found: Vec<Candidate<'d>> = Vec::new();
    // Those that cost most are asked first.
    let mut order: Vec<&(usize, usize)> = scans.iter().collect();
    let spent = |scan: &(usize, usize)| asked[scan.0].as_ref().map_or(0.0, |one| one.cost * one.calls);
    crate::sort::by(&mut order, |a, b| spent(b).total_cmp(&spent(a)).then(a.cmp(b)));
    for &&(statement, table) in &order {
        let Some(one) = &asked[statement] else { continue };
        let existing = Existing::of(one.around, &one.demands);
        for &member in &one.tables[table].demands {
            let new = suggest::suggest(&one.demands[member], member).into_iter();
            for way in new.filter(|way| !existing.serves(&one.demands[member], way)) {
                if found.len() >= MOST_OF_TABLE * 4 {
                    break;
                }
                if !found.iter().any(|other| is_same(&other.way, &way)) {
                    let (asked, offers) = ((statement, table), BTreeMap::new());
                    found.push(Candidate { way, asked, bytes: 0.0, offers });
                }
            }
        }
    }
    weigh(asked, scans, &mut found);
    let promise = |candidate: &Candidate<'_>| -> f64 {
        let worth = |(statement, offer): (&usize, &Offer)| {
            asked[*statement].as_ref().map_or(0.0, |one| offer.promise().min(one.cost) * one.calls)
        };
        candidate.offers.iter().map(worth).sum()
    };
    found.retain(|candidate| !candidate.offers.is_empty());
    crate::sort::by(&mut found, |a, b| promise(b).total_cmp(&promise(a)));
    found.truncate(MOST_OF_TABLE);
    let mut both = put_together(&found);
    weigh(asked, scans, &mut both);
    found.extend(both);
    found
}

/// Works out what candidates offer to each statement that scans their table.
fn weigh(asked: &[Option<Asked<'_>>], scans: &[(usize, usize)], candidates: &mut [Candidate<'_>]) {
    for candidate in candidates {
        for &(statement, table) in scans {
            // What serves an OR does so where the OR stands.
            if candidate.way.or.is_some() && candidate.asked.0 != statement {
                continue;
            }
            let Some(one) = &asked[statement] else { continue };
            let offer = offer(one.around, &one.demands, &candidate.way, one.tables[table].demands.iter());
            candidate.bytes = candidate.bytes.max(offer.bytes);
            if !offer.alternatives.is_empty() {
                candidate.offers.insert(statement, offer);
            }
        }
    }
}

/// Of two indexes of which one begins as the other does, one with what both keep beside their keys.
fn put_together<'d>(found: &[Candidate<'d>]) -> Vec<Candidate<'d>> {
    let mut both: Vec<Candidate<'d>> = Vec::new();
    let few = &found[..found.len().min(MOST_PUT_TOGETHER)];
    for long in few {
        for short in few {
            let ([one], [other]) = (&long.way.definitions[..], &short.way.definitions[..]) else { continue };
            let Some(definition) = union(one, other) else { continue };
            let way = Way { definitions: vec![definition], or: None };
            let known = few.iter().chain(&both).any(|candidate| is_same(&candidate.way, &way));
            if !known {
                both.push(Candidate { way, asked: long.asked, bytes: 0.0, offers: BTreeMap::new() });
            }
        }
    }
    both
}

/// An index that does what both do; none where the longer does not begin as the shorter, or already does it.
fn union<'d>(long: &Definition<'d>, short: &Definition<'d>) -> Option<Definition<'d>> {
    let begins =
        long.keys.len() >= short.keys.len() && short.keys.iter().zip(&long.keys).all(|(a, b)| a.is(b));
    let same = long.method == "btree" && short.method == "btree" && long.predicate == short.predicate;
    let missing: Vec<&'d str> = short.include.iter().filter(|column| !long.holds(column)).copied().collect();
    if !begins || !same || missing.is_empty() {
        return None;
    }
    let mut include: Vec<&'d str> = long.include.iter().copied().chain(missing).collect();
    crate::sort::sort(&mut include);
    (include.len() <= MOST_INCLUDED).then(|| Definition { include, ..long.clone() })
}

/// A candidate that was taken, and what it does for whom.
struct Taken {
    candidate: usize,
    saving: f64,
    helps: Vec<Helped>,
}

/// Grows the set, by what each index saves for each byte.
fn grow(
    asked: &[Option<Asked<'_>>],
    candidates: &[Candidate<'_>],
    before: f64,
    limits: WorkloadLimits,
) -> (Vec<Taken>, f64) {
    // For each statement the candidates that offer it something, and what those come to.
    let mut offered: Vec<Vec<usize>> = vec![Vec::new(); asked.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        for &statement in candidate.offers.keys() {
            offered[statement].push(at);
        }
    }
    let of = |statement: usize| -> Vec<Offer> {
        offered[statement].iter().filter_map(|at| candidates[*at].offers.get(&statement).cloned()).collect()
    };
    let offers: Vec<Vec<Offer>> = (0..asked.len()).map(of).collect();
    let savings: Vec<Option<Savings>> = asked
        .iter()
        .zip(&offers)
        .map(|(one, offers)| one.as_ref().map(|one| Savings::new(one.around.plan, one.cost, offers)))
        .collect();
    let mut chosen = BTreeSet::new();
    let saved = |statement: usize, chosen: &BTreeSet<usize>, more: Option<usize>| -> f64 {
        let Some(savings) = &savings[statement] else { return 0.0 };
        savings.of(&offers[statement], |offer| {
            let candidate = offered[statement][offer];
            Some(candidate) == more || chosen.contains(&candidate)
        })
    };
    let calls = |statement: usize| asked[statement].as_ref().map_or(0.0, |one| one.calls);
    let mut now: Vec<f64> = vec![0.0; asked.len()];
    let gain = |at: usize, chosen: &BTreeSet<usize>, now: &[f64]| -> f64 {
        let more = |statement: &usize| {
            (saved(*statement, chosen, Some(at)) - now[*statement]).max(0.0) * calls(*statement)
        };
        candidates[at].offers.keys().map(more).sum()
    };
    let mut gains: Vec<f64> = (0..candidates.len()).map(|at| gain(at, &chosen, &now)).collect();
    let (mut taken, mut left) = (Vec::new(), before);
    let mut room = limits.bytes.unwrap_or(f64::INFINITY);
    let most = limits.indexes.unwrap_or(MOST_CHOSEN);
    let least = if limits.bytes.is_some() { LEAST_GAIN_IN_BUDGET } else { LEAST_GAIN };
    while taken.len() < most {
        let open = (0..candidates.len())
            .filter(|at| !chosen.contains(at) && candidates[*at].bytes <= room && gains[*at] >= left * least);
        let worth = |at: usize| gains[at] / candidates[at].bytes.max(1.0);
        // Without a budget what an index takes matters only where it saves about the same.
        let best = if limits.bytes.is_some() {
            open.max_by(|a, b| worth(*a).total_cmp(&worth(*b)).then(b.cmp(a)))
        } else {
            let most = open.clone().map(|at| gains[at]).fold(0.0, f64::max);
            let near = open.filter(|at| left - gains[*at] <= (left - most) * NEAR);
            near.min_by(|a, b| candidates[*a].bytes.total_cmp(&candidates[*b].bytes).then(a.cmp(b)))
        };
        let Some(best) = best else { break };
        chosen.insert(best);
        room -= candidates[best].bytes;
        let mut helps = Vec::new();
        for &statement in candidates[best].offers.keys() {
            let cost = asked[statement].as_ref().map_or(0.0, |one| one.cost);
            let (was, is) = (now[statement], saved(statement, &chosen, None));
            if is - was > (cost - was) * LEAST_GAIN {
                helps.push(Helped { statement, before: cost - was, after: cost - is });
            }
            now[statement] = is;
        }
        let saving = gains[best];
        left -= saving;
        let by_saving = |one: &Helped| (one.before - one.after) * calls(one.statement);
        crate::sort::by(&mut helps, |a, b| by_saving(b).total_cmp(&by_saving(a)));
        taken.push(Taken { candidate: best, saving, helps });
        // What else helps the same statements is worth less now, or more.
        let touched: BTreeSet<usize> = candidates[best]
            .offers
            .keys()
            .flat_map(|statement| offered[*statement].iter().copied())
            .collect();
        for at in touched {
            gains[at] = gain(at, &chosen, &now);
        }
    }
    // What later ones do as well goes.
    let mut at = 0;
    while at < taken.len() && taken.len() > 1 {
        let candidate = taken[at].candidate;
        let rest: BTreeSet<usize> = chosen.iter().copied().filter(|other| *other != candidate).collect();
        let statements = candidates[candidate].offers.keys();
        let lost: f64 = statements.map(|one| (now[*one] - saved(*one, &rest, None)) * calls(*one)).sum();
        if lost <= left * least {
            for &statement in candidates[candidate].offers.keys() {
                now[statement] = saved(statement, &rest, None);
            }
            chosen = rest;
            left += lost;
            taken.remove(at);
        } else {
            at += 1;
        }
    }
    (taken, left)
}

/// How much more the workload may cost with a smaller index, as a factor.
const NEAR: f64 = 1.01;

/// The advice for what was taken, in the words of the statement that it helps most.
fn written(asked: &[Option<Asked<'_>>], candidate: &Candidate<'_>, taken: &Taken) -> Vec<WorkloadIndex> {
    let (statement, table) = candidate.asked;
    let Some(one) = &asked[statement] else { return Vec::new() };
    let Some(offer) = candidate.offers.get(&statement).or_else(|| candidate.offers.values().next()) else {
        return Vec::new();
    };
    let helped = taken.helps.iter().find(|helped| helped.statement == statement);
    let saved = helped.map_or(0.0, |helped| helped.before - helped.after);
    let choice = Choice { offer: 0, alone: Interval::exact(saved), leans: false };
    let table = &one.tables[table];
    let written = Written { demands: &one.demands, table, cost: one.cost, choice: &choice, offer };
    let index = |definition| WorkloadIndex {
        index: written.advice(definition, &candidate.way, false),
        saving: taken.saving,
        helps: taken.helps.clone(),
    };
    candidate.way.definitions.iter().map(index).collect()
}
