//! Which indexes to create: the set that makes the statement cheapest, grown one by one.
//!
//! Each index offers alternatives to parts of the plan. What a set of them saves is found from the leaves up: at each
//! place the better of what its inputs save and of what an alternative there does, with what is saved in the part that
//! the alternative keeps. So indexes that need each other find each other: one that is worth little beside the plan as
//! it is may be worth much once another is there.

use super::serve::Alternative;
use crate::metrics::Interval;
use crate::plan::{NodeId, Plan};

/// The least share of what the statement still costs that an index must save.
const LEAST_GAIN: f64 = 0.08;
/// The same for an index that is proposed beside others.
const LEAST_FURTHER_GAIN: f64 = 0.2;
/// The same for one that holds what another does already, with more columns beside its keys: where that begins with the
/// same keys, and where it has no others.
pub(super) const LEAST_GAIN_OF_PREFIX: f64 = 0.2;
pub(super) const LEAST_GAIN_OF_REPEATED: f64 = 2.0 / 3.0;
/// The least that it must save, in the planner's units.
const LEAST_SAVING: f64 = 4.0;
/// How much more a statement may cost with a smaller index, as a factor.
const SAME_COST: f64 = 1.15;
/// What the cost is taken to be at least where two are compared.
const LEAST_COST: f64 = 1.0;
/// The share of the best saving from which one that rests on no guess is preferred.
const SURE: f64 = 0.9;
/// How many places are looked at in all while the set grows.
const MOST_WORK: usize = 400_000;
/// The most indexes for one statement.
const MOST_CHOSEN: usize = 16;

/// Indexes that serve together, and what they offer.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) alternatives: Vec<Alternative>,
    /// Bytes they take, roughly.
    pub(super) bytes: f64,
    /// The least share of what the statement still costs that they must save: more where they repeat what is there.
    pub(super) least_gain: f64,
}

impl Offer {
    /// What all it offers would save, were it all at once.
    pub(super) fn promise(&self) -> f64 {
        self.alternatives.iter().map(|alternative| alternative.saving.value).sum()
    }

    /// Whether what it saves does not rest on guesses.
    fn is_sure(&self) -> bool {
        self.alternatives.iter().all(|alternative| alternative.saving.low >= alternative.saving.value)
    }
}

/// An offer that was taken.
pub(super) struct Choice {
    /// Which one.
    pub(super) offer: usize,
    /// What it saves alone.
    pub(super) alone: Interval,
    /// Whether it pays only together with others.
    pub(super) leans: bool,
}

/// A place in the plan for which there is an alternative, or which one keeps.
struct Site {
    node: NodeId,
    /// The place above it that is nearest.
    above: Option<usize>,
    /// Offers and their alternatives here.
    alternatives: Vec<(usize, usize)>,
}

/// What offers come to in a plan.
pub(super) struct Savings {
    cost: f64,
    sites: Vec<Site>,
}

impl Savings {
    pub(super) fn new(plan: &Plan, cost: f64, offers: &[Offer]) -> Self {
        Self { cost, sites: sites(plan, offers) }
    }

    /// What the statement saves with the offers that are taken, by their likely value.
    pub(super) fn of(&self, offers: &[Offer], taken: impl Fn(usize) -> bool) -> f64 {
        self.by(offers, taken, |saving| saving.value)
    }

    fn by(&self, offers: &[Offer], taken: impl Fn(usize) -> bool, part: impl Fn(Interval) -> f64) -> f64 {
        let place = |node: NodeId| self.sites.binary_search_by_key(&node, |site| site.node).ok();
        let mut saved = vec![0.0_f64; self.sites.len()];
        let mut whole = 0.0;
        for (at, site) in self.sites.iter().enumerate().rev() {
            for &(offer, which) in site.alternatives.iter().filter(|(offer, _)| taken(*offer)) {
                let alternative = &offers[offer].alternatives[which];
                let kept =
                    alternative.keeps.iter().filter_map(|(kept, share)| Some(saved[place(*kept)?] * share));
                saved[at] = saved[at].max(part(alternative.saving) + kept.sum::<f64>());
            }
            match site.above {
                Some(above) => saved[above] += saved[at],
                None => whole += saved[at],
            }
        }
        whole.min(self.cost)
    }
}

/// Takes offers as long as they pay; the best first.
pub(super) fn choose(plan: &Plan, cost: f64, offers: &[Offer]) -> Vec<Choice> {
    let savings = Savings::new(plan, cost, offers);
    // Of very many, those that promise most.
    let mut open: Vec<usize> = (0..offers.len()).collect();
    let most = (MOST_WORK / savings.sites.len().max(1)).max(8);
    if open.len() > most {
        crate::sort::by(&mut open, |a, b| offers[*b].promise().total_cmp(&offers[*a].promise()));
        open.truncate(most);
        crate::sort::sort(&mut open);
    }
    let mut chosen: Vec<usize> = Vec::new();
    let mut now = 0.0;
    while chosen.len() < MOST_CHOSEN {
        let with = |offer: usize| savings.of(offers, |other| other == offer || chosen.contains(&other));
        let left = open.iter().filter(|offer| !chosen.contains(offer));
        let pays = |(offer, gain): &(usize, f64)| gain - now >= (cost - now) * offers[*offer].least_gain;
        let gains: Vec<(usize, f64)> = left.map(|offer| (*offer, with(*offer))).filter(pays).collect();
        let most = gains.iter().map(|(_, gain)| *gain).fold(0.0, f64::max);
        let share = if chosen.is_empty() { LEAST_GAIN } else { LEAST_FURTHER_GAIN };
        if most - now < ((cost - now) * share).max(LEAST_SAVING) {
            break;
        }
        // What rests on guesses must promise more than what does not.
        let sure = gains.iter().filter(|(offer, _)| offers[*offer].is_sure());
        let sure = sure.map(|(_, gain)| *gain).fold(0.0, f64::max);
        let most = if sure - now >= (most - now) * SURE { sure } else { most };
        // Of those that leave about the same to pay, one that is sure of it, then the smallest.
        let enough = cost - (cost - most).max(LEAST_COST) * SAME_COST;
        let near = gains.iter().filter(|(_, gain)| *gain >= enough.max(now + (most - now) * 0.5));
        let best = near.min_by(|a, b| {
            let (one, other) = (&offers[a.0], &offers[b.0]);
            let sure = other.is_sure().cmp(&one.is_sure());
            sure.then(one.bytes.total_cmp(&other.bytes)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
        });
        let Some(&(best, gain)) = best else { break };
        chosen.push(best);
        now = gain;
    }
    // What later ones do as well goes.
    let mut at = 0;
    while at < chosen.len() && chosen.len() > 1 {
        let without = savings.of(offers, |other| other != chosen[at] && chosen.contains(&other));
        if (cost - without) <= (cost - now).max(LEAST_COST) * 1.05 {
            chosen.remove(at);
            now = without;
        } else {
            at += 1;
        }
    }
    let choice = |offer: usize| {
        let only = |other: usize| other == offer;
        let alone = Interval {
            value: savings.of(offers, only),
            low: savings.by(offers, only, |saving| saving.low),
            high: savings.by(offers, only, |saving| saving.high),
        };
        Choice { offer, alone, leans: chosen.len() > 1 && alone.value < cost * LEAST_GAIN }
    };
    chosen.iter().map(|offer| choice(*offer)).collect()
}

/// The places that alternatives are for, in the order of the plan.
fn sites(plan: &Plan, offers: &[Offer]) -> Vec<Site> {
    let all = || offers.iter().flat_map(|offer| &offer.alternatives);
    let mut nodes: Vec<NodeId> = all()
        .flat_map(|one| std::iter::once(one.at).chain(one.keeps.iter().map(|(kept, _)| *kept)))
        .collect();
    crate::sort::sort(&mut nodes);
    nodes.dedup();
    // The nearest place at or above each node: parents come before their children.
    let mut nearest: Vec<Option<usize>> = vec![None; plan.len()];
    let mut sites: Vec<Site> = Vec::with_capacity(nodes.len());
    for node in plan.nodes() {
        let above = node.parent().and_then(|parent| nearest[parent.id().index()]);
        nearest[node.id().index()] = above;
        if nodes.get(sites.len()) == Some(&node.id()) {
            nearest[node.id().index()] = Some(sites.len());
            sites.push(Site { node: node.id(), above, alternatives: Vec::new() });
        }
    }
    for (offer, of) in offers.iter().enumerate() {
        for (which, alternative) in of.alternatives.iter().enumerate() {
            if let Ok(at) = sites.binary_search_by_key(&alternative.at, |site| site.node) {
                sites[at].alternatives.push((offer, which));
            }
        }
    }
    sites
}
